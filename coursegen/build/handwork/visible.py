"""A text as it is typed in YAML, seen as readers see it, every character with its place in what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursegen.wording.slots import slots_in

_MARKS = re.compile(r"[*`]|\\(?=[*`\\])")
"""Signs of inline Markdown, which readers do not see."""


class Glyph(Struct, frozen=True):
    """A character that is no white space, where it comes from (`end` is behind it), the term slot that brought it."""

    char: str
    start: int
    end: int
    slot: str = ""


class Difference(Struct, frozen=True):
    """What changed in a paragraph: glyphs `start` to `end` of it became `new`."""

    start: int
    end: int
    new: str


def glyphs(typed: str, terms: Mapping[str, str]) -> tuple[Glyph, ...]:
    """What readers see of a typed text, without white space and marks, its slots filled."""
    found: list[Glyph] = []
    done = 0
    for start, end, name in (*slots_in(typed), (len(typed), len(typed), "")):
        found += _plain(typed, done, start)
        found += (Glyph(char, start, end, f"t.{name}") for char in terms.get(name, "") if not char.isspace())
        done = end
    return tuple(found)


def _plain(typed: str, start: int, end: int) -> Iterator[Glyph]:
    marks = {found.start() for found in _MARKS.finditer(typed, start, end)}
    return (Glyph(typed[n], n, n + 1) for n in range(start, end) if not typed[n].isspace() and n not in marks)


def seen(row: Sequence[Glyph]) -> str:
    """The characters of glyphs."""
    return "".join(glyph.char for glyph in row)


def squeezed(text: str) -> str:
    """A paragraph of a file without its white space."""
    return "".join(text.split())


def difference(before: str, after: str) -> Difference:
    """What must be replaced in a paragraph, counted in its characters that are no white space."""
    old, places = squeezed(before), [n for n, char in enumerate(after) if not char.isspace()]
    new = "".join(after[n] for n in places)
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - start
    same = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    if start == len(new) - same:
        return Difference(start, len(old) - same, "")
    words = after[places[start] : places[len(new) - same - 1] + 1]
    return Difference(start, len(old) - same, re.sub(r"\s*[\n\v]\s*", "", words))


def spliced(typed: str, row: Sequence[Glyph], what: Difference) -> str:
    """The typed text with glyphs replaced; what is added stands directly behind the glyph before it."""
    if what.start < what.end:
        start, end = row[what.start].start, row[what.end - 1].end
    else:
        start = end = row[what.start - 1].end if what.start else row[0].start
    return typed[:start] + what.new + typed[end:]


def slot_touched(row: Sequence[Glyph], what: Difference) -> str:
    """The slot whose word would be changed, or an empty string."""
    inside = next((glyph.slot for glyph in row[what.start : what.end] if glyph.slot), "")
    between = row[what.start - 1 : what.start + 1] if what.start == what.end and what.start else ()
    same = len(between) == 2 and between[0].slot == between[1].slot and between[0].start == between[1].start
    return inside or (between[0].slot if same else "")
