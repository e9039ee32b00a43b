"""A file of anybody → an essay, and what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

from msgspec import Struct

from coursegen.drafting.damage import Damage, damages
from coursegen.drafting.decoding import decode
from coursegen.drafting.essay import Essay, Line, numbered, read_essay
from coursegen.errors import Fault, Place, fail
from coursegen.office.outline import Words, deck_words, document_words
from coursegen.text import CONTROL

SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes of the largest file that is read."""

_OFFICE: Mapping[str, Callable[[bytes, str], tuple[Words, ...]]] = {
    ".docx": document_words, ".docm": document_words, ".pptx": deck_words, ".pptm": deck_words,
}  # fmt: skip
_BULLET = re.compile(r"^\s*[-*+]\s+")
"""What stands before a member of a list in Markdown."""

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
        lines = tuple(Line(clean(w.text), w.number, w.place, w.level) for w in _OFFICE[suffix](data, file))
    else:
        found = decode(data, file)
        if found.wrong:
            faults.append(Fault("C832", Place(file), {"wrong": found.wrong}, "warning"))
        texts = clean(found.text).splitlines()
        lines = numbered(texts if suffix == ".txt" else [_BULLET.sub("", text) for text in texts], file)
    damaged = tuple(one for line in lines for one in damages(line.text, line.place))
    faults += (_told(one) for one in damaged)
    return Material(PurePath(file).stem, read_essay(lines, PurePath(file).stem), damaged, tuple(faults))


def clean(text: str) -> str:
    """A text without characters that no text may hold."""
    return CONTROL.sub("", text.replace("\v", "\n").replace("\f", "\n"))


def _told(damage: Damage) -> Fault:
    code = "C833" if damage.probably else "C834"
    return Fault(code, damage.place, {"text": damage.text, "probably": damage.probably}, "warning")
