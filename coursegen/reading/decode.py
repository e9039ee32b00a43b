"""Bytes of a content file → its text, or a fault that says how to save the file so that it can be read."""

from __future__ import annotations

import re
from pathlib import Path

from coursegen.errors import Place, fail, reason_of
from coursegen.text import CONTROL
from coursegen.workspace import place_of

SIZE_LIMIT = 2 * 1024 * 1024
"""Bytes of the largest file that is read."""

_USUAL_SIZE = 64 * 1024
"""Bytes that are asked for first: room for the largest file costs more than reading a usual one."""

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path) -> bytes:
    """Content of a file, at most a little more than may be read; raises C003."""
    try:
        with path.open("rb") as file:
            start = file.read(_USUAL_SIZE)
            return start if len(start) < _USUAL_SIZE else start + file.read(SIZE_LIMIT + 1 - _USUAL_SIZE)
    except OSError as error:
        raise fail("C003", place_of(path), reason=reason_of(error)) from None


def decode(data: bytes, file: str) -> str:
    """Text of a UTF-8 file without its byte order mark; raises a fault for another encoding or a control character."""
    if len(data) > SIZE_LIMIT:
        raise fail("C004", Place(file), limit=SIZE_LIMIT // 1024)
    if data.startswith(_UTF16_MARKS):
        raise fail("C005", Place(file))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = place_at(data[: error.start].decode("utf-8-sig", "replace"), error.start, file)
        raise fail("C006" if _looks_like_gb18030(data) else "C007", place) from None
    if found := CONTROL.search(text):
        raise fail("C008", place_at(text, found.start(), file), char=f"U+{ord(found[0]):04X}")
    return text


def place_at(text: str, index: int, file: str) -> Place:
    """Line and column of the character at `index`."""
    lines = re.split(r"\r\n|\r|\n", text[:index])
    return Place(file, len(lines), len(lines[-1]) + 1)


def _looks_like_gb18030(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are GB18030: read as UTF-8, such text is broken more often than not."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    broken = data.decode("utf-8", "replace").count("\ufffd")
    intact = sum(not char.isascii() for char in data.decode("utf-8", "ignore"))
    return broken > intact
