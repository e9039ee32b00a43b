"""The language of a course: punctuation and blanks as Chinese type sets them, and phrases that say nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pkgutil import get_data

from msgspec import Struct

from coursegen.checks.course.remark import remark, words
from coursegen.errors import Fault
from coursegen.model import CourseBundle, Point, Quote

_NAMES = frozenset({
    "id", "kind", "tier", "language", "version", "lessons", "principles", "principle", "objective", "covers", "case",
    "seed", "sector", "level", "verdict", "bloom", "difficulty", "places",
})  # fmt: skip
"""Fields that name things instead of saying something."""
_SHOWN_AS_WRONG = frozenset({"dont", "options", "stem", "material", "answer", "answers", "reason", "rubric", "points"})
"""Fields that may show how not to write: what examinees judge or mend, and what to avoid."""

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uff0c\u3002\uff1a\uff1b\uff1f\uff01\u3001\u300a\u300b\uff08\uff09]"
_HALF_WIDTH = re.compile(rf"(?<={_HAN})[,;:?!()]|[,;:?!()](?={_HAN})|(?<={_HAN})\.(?![\w.])")
_STRAIGHT = re.compile(rf"(?<={_HAN})[\"']|[\"'](?={_HAN})")
_BLANK = re.compile(r"[\u4e00-\u9fff] +[A-Za-z0-9]|[A-Za-z0-9%] +[\u4e00-\u9fff]")
_QUOTED = re.compile("“[^”]*”|‘[^’]*’|《[^》]*》")
_AROUND = 4
"""Characters shown on either side of what a remark is about."""


def language_remarks(bundle: CourseBundle) -> Iterator[Fault]:
    """Remarks on every text of a Chinese course, quotations left out: they are exact."""
    if not bundle.course.language.startswith("zh"):
        return
    for text in _texts(bundle, "", ""):
        yield from _signs(bundle, text)
        if text.field not in _SHOWN_AS_WRONG:
            yield from _empty(bundle, text)


class _Text(Struct, frozen=True):
    """A text, the id of the thing it belongs to, and the key of that thing it stands under."""

    owner: str
    field: str
    text: str


def _texts(node: object, owner: str, key: str) -> Iterator[_Text]:
    match node:
        case str():
            yield _Text(owner, key, words(node))
        case tuple():
            for member in node:
                yield from _texts(member, owner, key)
        case Mapping():
            for member in node.values():
                yield from _texts(member, owner, key)
        case Quote():
            return
        case _ if isinstance(node, Struct):
            own = f"points/{node.id}" if isinstance(node, Point) else getattr(node, "id", "")
            for field in node.__struct_fields__:
                if field not in _NAMES or (field in ("lessons", "principles") and not key and not owner):
                    yield from _texts(getattr(node, field), own or owner, field if own or not key else key)


def _signs(bundle: CourseBundle, text: _Text) -> Iterator[Fault]:
    """Half-width punctuation and straight quotes beside Han characters, blanks between Han and Latin: once a text."""
    for code, pattern in (("K132", _HALF_WIDTH), ("K133", _STRAIGHT), ("K134", _BLANK)):
        if found := pattern.search(text.text):
            around = text.text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            yield remark(bundle, code, text.owner, text.field, sign=found[0], around=around)


def _empty(bundle: CourseBundle, text: _Text) -> Iterator[Fault]:
    """Phrases that a sentence loses nothing without; those that are quoted are spoken of, not used."""
    said = _QUOTED.sub("", text.text)
    for phrase in _phrases():
        if phrase in said:
            yield remark(bundle, "K135", text.owner, text.field, phrase=phrase)


@cache
def _phrases() -> tuple[str, ...]:
    read = tomllib.loads((get_data("coursegen.checks.course", "empty_phrases.toml") or b"").decode())
    return tuple(read["phrases"])
