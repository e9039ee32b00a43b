"""A file of anybody → an essay, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from msgspec import Struct

from coursegen.drafting.damage import Damage, damages
from coursegen.drafting.decoding import decode
from coursegen.drafting.essay import Essay, Line, numbered, read_essay
from coursegen.errors import Fault, Place, fail
from coursegen.office.outline import Words, document_words
from coursegen.office.outline_deck import deck_words
from coursegen.templating.outline import markdown_words
from coursegen.text import CONTROL

SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes of the largest file that is read."""

_OFFICE: Mapping[str, Callable[[bytes, str], tuple[Words, ...]]] = {
    ".docx": document_words, ".docm": document_words, ".pptx": deck_words, ".pptm": deck_words,
}  # fmt: skip
_DECKS = (".pptx", ".pptm")
SUFFIXES = (".txt", ".md", ".markdown", *_OFFICE)


class Material(Struct, frozen=True):
    """A file, read: its essay, the damaged passages in it, and warnings."""

    name: str
    essay: Essay
    damages: tuple[Damage, ...]
    faults: tuple[Fault, ...]


def read_material(data: bytes, file: str) -> Material:
    """The essay of a file. Raises C831 and C412 for files that cannot be read, C007 and the faults of Office files."""
    suffix = PurePath(file).suffix.lower()
    if suffix not in SUFFIXES:
        raise fail("C831", Place(file), kind=suffix or "-", known=SUFFIXES)
    if len(data) > SIZE_LIMIT:
        raise fail("C412", Place(file), size=len(data) // 1024, limit=SIZE_LIMIT // 1024)
    faults: list[Fault] = []
    if suffix in _OFFICE:
        lines = tuple(
            Line(clean(w.text), w.number, w.place, w.level, w.strong, w.heads) for w in _OFFICE[suffix](data, file)
        )
    else:
        found = decode(data, file)
        if found.wrong:
            faults.append(Fault("C832", Place(file), {"wrong": found.wrong}, "warning"))
        lines = _lines(clean(found.text), suffix, file)
    damaged = tuple(one for line in lines for one in damages(line.text, line.place))
    faults += (_told(one) for one in damaged)
    name = PurePath(file).stem
    titled = next((line.text for line in lines if line.level and line.text), name) if suffix in _DECKS else name
    return Material(name, read_essay(lines, titled), damaged, tuple(faults))


def _lines(text: str, suffix: str, file: str) -> tuple[Line, ...]:
    if suffix == ".txt":
        return numbered(text.splitlines(), file)
    return tuple(Line(said, n, Place(file, n), level, heads=heads) for said, n, level, heads in markdown_words(text))


def clean(text: str) -> str:
    """A text without characters that no text may hold."""
    return CONTROL.sub("", text.replace("\v", "\n").replace("\f", "\n"))


def _told(damage: Damage) -> Fault:
    code = "C833" if damage.probably else "C834"
    return Fault(code, damage.place, {"text": damage.text, "probably": damage.probably}, "warning")
