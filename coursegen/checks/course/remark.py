"""What all checks of a course need: the place of a remark, and texts as they are measured."""

from __future__ import annotations

import re

from coursegen.errors import NOWHERE, Fault, Place, Severity
from coursegen.model import CourseBundle
from coursegen.text import collapse, is_wide

_SLOT = re.compile(r"\{\{[^{}]*\}\}")
_LETTER = 0.42
"""Room of a letter beside that of a Chinese character; a text in English takes some 2.4 letters for one of them."""

_FILLED = "某某某"
"""What stands for a slot that is not filled yet: most terms have three characters."""


def remark(
    bundle: CourseBundle, code: str, key: str, field: str = "", *, severity: Severity = "warning", **facts: object
) -> Fault:
    """A fault at the field of the thing with this id, or at the thing itself where the field is not written."""
    places = bundle.places
    place = places.get(f"{key}/{field}") or places.get(key, NOWHERE)
    return Fault(code, place, facts, severity)


def place_of(bundle: CourseBundle, key: str) -> Place:
    """Where the thing with this id stands."""
    return bundle.places.get(key, NOWHERE)


def words(text: str) -> str:
    """A text as it will be read: slots filled with some word of their length, no marks of emphasis."""
    return _SLOT.sub(_FILLED, text).replace("**", "")


def length(text: str) -> int:
    """Length of a text as it will be read, in Chinese characters; letters take less room and say less."""
    read = collapse(words(text))
    letters = sum(not is_wide(char) for char in read)
    return len(read) - letters + round(letters * _LETTER)
