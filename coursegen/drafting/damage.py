"""Passages damaged by careless replacement in GBK text, and what probably stood there.

Where a program replaces the two bytes of a full-width mark (A3 xx) without regard to the borders of characters, it also
hits the end of one character and the beginning of the next: `。“` (A1 A3 A1 B0) has A3 A1 in it, which is `！`. What
follows is then read one byte off, until a single byte sets it right again. The bytes that remain say what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from coursegen.errors import Place
from coursegen.text import is_ideograph
from coursegen.wording.keywords import is_usual, likelihood

_START = re.compile(r"\?[,;:?!()]|\?\?")
_LONGEST = 24
"""Characters that a damaged passage has at most."""

_AROUND = 6
"""Characters on either side by which a reading is judged."""

_LOST = ((range(0xAA, 0xB0), range(0xA1, 0xFF)), (range(0xA1, 0xA8), range(0x40, 0xA1)))
"""First and second bytes of pairs that mean no character: programs drop them."""

_BEST = 3
"""Readings of a dropped pair that are weighed in their whole line."""

_GAIN = 8.0
"""How much likelier (logarithm) a reading must be than what stands there."""

_ODD = 3.0
"""How much less likely (mean logarithm of a character) damaged text is than what stands before it."""


class Damage(Struct, frozen=True):
    """A damaged passage, and what probably stood there (empty: nobody can tell)."""

    place: Place
    text: str
    probably: str


def damages(line: str, place: Place) -> tuple[Damage, ...]:
    """The damaged passages of a line, from left to right; `place` is that of the line."""
    found, done = list[Damage](), 0
    for start in (match.start() for match in _START.finditer(line)):
        if start < done or not _ideographs(line[max(0, start - 2) : start]):
            continue
        end, text = _best(line, start)
        if text or _is_odd(line, start):
            found.append(Damage(Place(place.file, place.line, start + 1), line[start:end], text))
            done = end
    return tuple(found)


def _is_odd(line: str, start: int) -> bool:
    """Whether the characters after a mark are none that a person wrote."""
    after = _ideographs(line[start : start + _AROUND])
    return len(after) > 1 and likelihood(after) < likelihood(_ideographs(line[max(0, start - _AROUND) : start])) - _ODD


def _ideographs(text: str) -> str:
    return "".join(char for char in text if is_ideograph(char))


def _best(line: str, start: int) -> tuple[int, str]:
    """Where the damage ends, and the likeliest reading of it."""
    head, stop = line[max(0, start - _AROUND) : start], start + _LONGEST + _AROUND
    window = head + line[start:stop]
    best = (likelihood(window) * len(window) + _GAIN, -start - 2, "")
    for end in range(start + 3, min(len(line), start + _LONGEST) + 1):
        for text in (*_whole(line[start:end]), *_lost(line[start:end])):
            read = head + text + line[end:stop]
            best = max(best, (likelihood(read) * len(read), -end, text))
    return -best[1], best[2]


def _whole(text: str) -> Iterator[str]:
    """What the bytes of a passage can be read as, one byte at its end perhaps lost to a further mark."""
    first, rest = _bytes(text)
    yield from _decoded(first + rest)
    if found := re.search(rb"\?([,;:?!()])$", rest):
        whole, end = rest[: found.start()], bytes((0xA3, found[1][0] + 0x80))
        yield from (word for byte in range(0x40, 0xFF) for word in _decoded(first + whole + bytes((byte,)) + end))


def _lost(text: str) -> Iterator[str]:
    """What they can be read as where one pair of them meant no character and was dropped.

    Its first byte ends the character before it, its second begins the one behind it; the likeliest at every place.
    """
    first, rest = _bytes(text)
    for at in range(0, len(rest) if len(rest) % 2 else 0, 2):
        before, after = first + rest[:at], rest[at:]
        tails = tuple(_decoded(after[1:]))
        for head in _decoded(before[:-1]) if tails else ():
            likely = _likeliest(head[-1:], before[-1:], after[:1], tails[0][:1])
            yield from (head + pair + tails[0] for pair in likely)


@lru_cache(maxsize=4096)
def _likeliest(left: str, before: bytes, after: bytes, right: str) -> tuple[str, ...]:
    """The likeliest characters between two that a dropped pair can have parted."""
    return tuple(sorted(_pairs(before, after), key=lambda pair: likelihood(f"{left}{pair}{right}"))[-_BEST:])


def _pairs(before: bytes, after: bytes) -> Iterator[str]:
    """The two characters that a dropped pair can have parted, by the byte on either side of it."""
    for rows, cells in _LOST:
        ones = [one for row in rows for one in _decoded(before + bytes((row,)))]
        twos = [two for cell in cells for two in _decoded(bytes((cell,)) + after)] if ones else []
        yield from (one + two for one in ones for two in twos)


def _bytes(text: str) -> tuple[bytes, bytes]:
    """The first mark of a passage as the bytes it was made of, and the bytes that follow; none where it is no GBK."""
    try:
        rest = b"".join(b"\x80" if char == "€" else char.encode("cp936") for char in text[2:])
    except UnicodeEncodeError:
        rest = b""
    return bytes((0xA1, 0xA3, ord(text[1]) + 0x80)), rest


def _decoded(data: bytes) -> Iterator[str]:
    try:
        text = data.decode("cp936")
    except UnicodeDecodeError:
        return
    if all(is_usual(char) or char in "。，、；：？！“”‘’（）《》…—" for char in text):
        yield text
