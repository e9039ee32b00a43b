"""Bytes of a text file → its text, whatever encoding it is in."""

from __future__ import annotations

from msgspec import Struct

from coursegen.errors import Place, fail
from coursegen.wording.keywords import likelihood

_BY_MARK = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_GUESSED = ("gb18030", "big5hkscs", "cp1252")
_SAMPLE = 2000
"""Characters that decide between encodings."""


class Decoded(Struct, frozen=True):
    """A text, the encoding it was read in, and (`wrong`) the one it had been read in wrongly before it was saved."""

    text: str
    encoding: str
    wrong: str = ""


def decode(data: bytes, file: str) -> Decoded:
    """The text of a file. Raises C007 for what is in none of the known encodings."""
    for mark, encoding in _BY_MARK.items():
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    if b"\0" in data:
        bare = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        return Decoded(data.decode(bare, "replace"), bare)
    try:
        return _healed(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        known = [Decoded(text, name) for name in _GUESSED if (text := _read(data, name)) is not None]
    if not known:
        raise fail("C007", Place(file))
    return max(known, key=lambda found: likelihood(_han(found.text)))


def _healed(found: Decoded) -> Decoded:
    """A text that was saved after it had been read in the wrong encoding, as it was before."""
    for wrong in ("gb18030", "cp1252", "latin-1"):
        try:
            text = found.text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
        if text != found.text and likelihood(_han(text)) > likelihood(_han(found.text)):
            return Decoded(text, found.encoding, wrong)
    return found


def _read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _han(text: str) -> str:
    """The part of a text that tells encodings apart."""
    return "".join(char for char in text if not char.isascii())[:_SAMPLE]
