"""Slides that a person put into a deck → a file of the unit's own, and the entries of `extra.slides` that keep them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from coursegen.build.handwork.changes import Guest
from coursegen.errors import fail, reason_of
from coursegen.office.deck.lift import only_slides
from coursegen.reading.edit import read_back
from coursegen.reading.edit_items import entry_added
from coursegen.reading.edit_keys import put
from coursegen.reading.extra import AFTER, AFTER_COVER
from coursegen.workspace import UNIT_FILE, place_of, safe_name

_KEYS = ("extra", "slides")


class Lifted(Struct, frozen=True):
    """What keeps slides: their file, the unit's file with the entries, and the entries (numbers, place)."""

    file: Path
    data: bytes
    unit_file: Path
    text: str
    entries: tuple[tuple[str, str], ...]


def lift(data: bytes, edited: Path, guests: Sequence[Guest], folder: Path) -> Lifted:
    """The slides of an edited deck that are not ours, for the unit in a folder; the file gets a name that is free.

    Raises C116 where unit.yaml is written in a way that this cannot follow, A501 to A507 for the deck.
    """
    own = only_slides(data, edited.name, {guest.number for guest in guests})
    file = next(path for path in _names(folder / "extra", edited.stem) if not path.exists() or path.read_bytes() == own)
    entries = tuple(_entries(guests))
    unit_file = folder / UNIT_FILE
    text = _decoded(unit_file)
    for slides, at in entries:
        text = _with_entry(text, {"file": f"extra/{file.name}", "slides": slides, "at": at})
    return Lifted(file, own, unit_file, text, entries)


def _names(folder: Path, stem: str) -> Iterator[Path]:
    name = safe_name(stem)
    yield folder / f"{name}.pptx"
    yield from (folder / f"{name}-{n}.pptx" for n in range(2, 1000))


def _entries(guests: Sequence[Guest]) -> Iterator[tuple[str, str]]:
    """Numbers in the file of their own, and the place in the deck, of slides that stand together."""
    places = dict.fromkeys(guest.after for guest in guests)
    for after in places:
        numbers = [str(turn) for turn, guest in enumerate(guests, 1) if guest.after == after]
        yield ",".join(numbers), f"{AFTER}{after}" if after else AFTER_COVER


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise fail("C003", place_of(path), reason=reason_of(error)) from error


def _with_entry(text: str, entry: dict[str, str]) -> str:
    found = read_back(text)
    extra = found.get("extra") if isinstance(found, dict) else None
    there = extra.get("slides") if isinstance(extra, dict) else None
    if isinstance(there, list) and there:
        if entry in there:
            return text
        return entry_added(text, (*_KEYS, len(there) - 1), entry)
    return put(text, _KEYS, (entry,))
