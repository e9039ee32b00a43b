"""Passages damaged by careless replacement in GBK text, and what probably stood there.

Where a program replaces the two bytes of a full-width mark (A3 xx) without regard to the borders of characters, it also
hits the end of one character and the beginning of the next: `。“` (A1 A3 A1 B0) has A3 A1 in it, which is `！`. What
follows is then read one byte off, until a single byte sets it right again. The bytes that remain say what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursegen.errors import Place
from coursegen.wording.keywords import is_usual, likelihood

_START = re.compile(r"\?[,;:?!()]|\?\?")
_LONGEST = 24
"""Characters that a damaged passage has at most."""

_AROUND = 6
"""Characters on either side by which a reading is judged."""

_LOST = [*((row, cell) for row in range(0xAA, 0xB0) for cell in range(0xA1, 0xFF)),
         *((row, cell) for row in range(0xA1, 0xA8) for cell in range(0x40, 0xA1) if cell != 0x7F)]  # fmt: skip
"""Pairs of bytes that mean no character: programs drop them."""

_GAIN = 8.0
"""How much likelier (logarithm) a reading must be than what stands there."""

_ODD = 0.6
"""How much less likely (mean logarithm of a character) damaged text is than what stands before it."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged passage, and what probably stood there (empty: nobody can tell)."""

    place: Place
    text: str
    probably: str


def damages(line: str, place: Place) -> tuple[Damage, ...]:
    """The damaged passages of a line, from left to right; `place` is that of the line."""
    found, done = list[Damage](), 0
    for start in (match.start() for match in _START.finditer(line)):
        if start >= done and _foreign(line, start):
            end, text = _best(line, start)
            found.append(Damage(Place(place.file, place.line, start + 1), line[start:end], text))
            done = end
    return tuple(found)


def _foreign(line: str, start: int) -> bool:
    """Whether a mark stands in Chinese and what follows it is none that a person wrote."""
    before, after = line[max(0, start - 2) : start], line[start + 2 : start + 2 + _AROUND]
    return (
        any(char >= "\u4e00" for char in before)
        and likelihood(after) < likelihood(line[max(0, start - _AROUND) : start]) - _ODD
    )


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
    """What they can be read as where one pair of them meant no character and was dropped."""
    first, rest = _bytes(text)
    if not rest or len(rest) % 2 == 0:
        return
    for at in range(0, len(rest), 2):
        yield from (word for pair in _LOST for word in _decoded(first + rest[:at] + bytes(pair) + rest[at:]))


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
