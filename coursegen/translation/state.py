"""How a catalogue stands to the texts of its file: what is missing or stale, and how it is brought up to date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coursegen.late import regex
from coursegen.translation.addresses import Text
from coursegen.translation.catalogue import Catalogue, Entry

State = Literal["missing", "stale", "gone", "broken"]

_BLANK = regex("_{2,}")
_SLOT = regex(r"\{\{\s*t\.\w+\s*\}\}")


class Gap(Struct, frozen=True):
    """What is wrong with a translation.

    `missing`, `stale` (made from another text), `gone` (of a text that is no more), or `broken`: not the same blanks to
    fill in, or a sign (`**`, braces of a slot) that opens and does not close.

    `entry` is what the catalogue has of it.
    """

    state: State
    address: str
    text: str
    entry: Entry | None = None


def gaps(catalogue: Catalogue, texts: Iterable[Text]) -> Iterator[Gap]:
    """What a catalogue lacks, in the order of the texts; then what it has too much."""
    known = set()
    for address, text in texts:
        known.add(address)
        entry = catalogue.entries.get(address)
        if entry and entry.source != text:
            yield Gap("stale", address, text, entry)
        elif not (entry and entry.text):
            yield Gap("missing", address, text, entry)
        elif _broken(entry.text, text):
            yield Gap("broken", address, text, entry)
    for address, entry in catalogue.entries.items():
        if address not in known:
            yield Gap("gone", address, entry.source, entry)


def _broken(text: str, source: str) -> bool:
    blanks = len(_BLANK.findall(text)) != len(_BLANK.findall(source))
    return blanks or text.count("**") % 2 == 1 or bool(re.search("[{}]", _SLOT.sub("", text)))


def updated(catalogue: Catalogue, texts: Iterable[Text]) -> Catalogue:
    """The catalogue with an entry for every text, in their order; a translation never moves to another text.

    What was made from another text stands below as gone, and is shown beside the new text.
    """
    entries, gone = {}, dict(catalogue.gone)
    for address, text in texts:
        old = catalogue.entries.get(address) or Entry(text)
        back = gone.get(address)
        if not old.text and back and back.source == text:
            old = replace(gone.pop(address), notes=())
        entries[address] = old if old.source == text else _made_anew(text, old)
        if old.source != text and old.text:
            gone[address] = old
    gone |= {key: entry for key, entry in catalogue.entries.items() if key not in entries and entry.text}
    return Catalogue(entries, gone)


def _made_anew(text: str, old: Entry) -> Entry:
    before = (f"before: {old.source}", f"translated as: {old.text}") if old.text else ()
    return Entry(text, remarks=old.remarks, notes=tuple(" ".join(line.split()) for line in before))
