"""PDF files as LibreOffice writes them: how many pages they have, and the marks of the clock taken out of them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_PAGES = re.compile(rb"<<[^<>]*/Type\s*/Pages\b(?:[^<>]|<[^<>]*>)*>>", re.DOTALL)
_COUNT = re.compile(rb"/Count\s+(\d+)")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DATES = re.compile(rb"/(?:CreationDate|ModDate)\s*\([^)]*\)")
_MARKS = re.compile(rb"(?<=/ID)\s*\[[^\]]*\]|(?<=/DocChecksum)\s*/[0-9A-F]+")
_HEX = re.compile(rb"[0-9A-F]{32}")


def pdf_pages(data: bytes) -> int:
    """Number of pages of a PDF; 0 when it cannot be told."""
    counts = (_COUNT.search(found[0]) for text in (data, *_packed(data)) for found in _PAGES.finditer(text))
    return max((int(count[1]) for count in counts if count), default=0)


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
