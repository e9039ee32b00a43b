"""The small course with catalogues: every text that is not filled by hand says where it stands, in Latin letters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from coursegen.reading.catalogues import update_catalogues
from coursegen.translation.catalogue import Catalogue, Entry, read_catalogue, write_catalogue

ENGLISH = {
    "咖啡店新人上岗": "First Shift at the Coffee Shop",
    "吧台前的三分钟": "Three Minutes at the Counter",
    "吧台": "Counter",
    "出品": "Making",
    "待客": "Serving",
    "课": "Lesson",
    "杯子先看后用": "Look before you pour",
    "出杯前看杯口、杯底和杯柄，一处不净就换": "Look at rim, base and handle; if one is not clean, change the cup",
    "人怕的不是等，是**不知道还要等多久**。{{ t.staff }}抬一次头，一排人都安心。": (
        "{{ t.staff }} look up once. Nobody minds waiting, only **not knowing how long**."
    ),
    "上岗小测": "Final Test",
    "杯口": "Rim",
    "杯底": "Base",
    "杯柄": "Handle",
}


def write_english(course: Path, *, fill: bool = True) -> None:
    """Catalogues in English beside a course; with `fill` no text of them is empty."""
    for path, _ in update_catalogues(course, "en"):
        change(path, lambda _, entry: replace(entry, text=ENGLISH.get(entry.source) or (_said(entry) if fill else "")))


def change(path: Path, new: object) -> None:
    """Rewrite every entry of a catalogue: `new` gets its address and the entry."""
    catalogue = read_catalogue(path.read_bytes(), path.name)
    assert catalogue.entries
    assert callable(new)
    entries: Mapping[str, Entry] = {key: new(key, entry) for key, entry in catalogue.entries.items()}
    path.write_bytes(write_catalogue(Catalogue(entries, catalogue.gone), "en"))


def _said(entry: Entry) -> str:
    """Some words as long as a translation, with the blanks and signs of the text."""
    blanks = "____" if "____" in entry.source else ""
    size = max(1, round(len(entry.source) / 4))
    return " ".join(["word", *(f"w{n}" for n in range(size - 1))]) + (f" {blanks}" if blanks else "")
