"""PDF files as LibreOffice writes them: their pages, how many and as pictures, and the marks of the clock taken out."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from importlib.util import find_spec

from coursegen.late import regex

_PAGES = regex(rb"<<[^<>]*/Type\s*/Pages\b(?:[^<>]|<[^<>]*>)*>>", re.DOTALL)
_COUNT = regex(rb"/Count\s+(\d+)")
_PACKED = regex(rb"/Type\s*/ObjStm\b[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DATES = regex(rb"/(?:CreationDate|ModDate)\s*\([^)]*\)")
_MARKS = regex(rb"(?<=/ID)\s*\[[^\]]*\]|(?<=/DocChecksum)\s*/[0-9A-F]+")
_HEX = regex(rb"[0-9A-F]{32}")


_FRAME, _COLORS = "#8c8c8c", 64
"""Of small pictures."""


def pdf_pages(data: bytes) -> int:
    """Number of pages of a PDF; 0 when it cannot be told."""
    counts = (_COUNT.search(found[0]) for text in (data, *_packed(data)) for found in _PAGES.finditer(text))
    return max((int(count[1]) for count in counts if count), default=0)


def pages_can_be_drawn() -> bool:
    """Whether the reader of PDFs is installed, which is an extra."""
    return find_spec("pypdfium2") is not None


def page_pictures(pdf: bytes, width: int, *, small: bool = False) -> Iterator[bytes]:
    """Each page of a PDF as PNG, so many pixels wide; `small` ones are in few colours, with a frame round them."""
    from PIL import ImageOps
    from pypdfium2 import PdfDocument  # type: ignore[attr-defined]  # it gathers its names at run time

    document = PdfDocument(pdf)
    try:
        for page in document:
            drawn, picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB"), io.BytesIO()
            drawn = ImageOps.expand(drawn, 1, _FRAME).quantize(_COLORS) if small else drawn
            drawn.save(picture, "PNG", optimize=small)
            yield picture.getvalue()
    finally:
        document.close()


def without_clock(data: bytes, mark: str) -> bytes:
    """A PDF without its dates, its identifier made of `mark` (32 hexadecimal digits): the same file on any day.

    No byte moves, so that every offset in it stays right.
    """
    undated = _DATES.sub(lambda found: b" " * len(found[0]), data)
    return _MARKS.sub(lambda found: _HEX.sub(mark.upper().encode(), found[0]), undated)


def _packed(data: bytes) -> Iterator[bytes]:
    """Streams in which a PDF keeps its objects squeezed."""
    for found in _PACKED.finditer(data):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            continue
