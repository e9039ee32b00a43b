"""`coursegen exam analyse --mark`: what should be looked at, written into the bank; such items are in no new paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from coursegen.build.reviewing import bank_files, with_reviews
from coursegen.cli.items import own_course
from coursegen.cli.report import Voice
from coursegen.cli.sat import Seen, Sitting
from coursegen.cli.saving import edited, save
from coursegen.cli.words import say
from coursegen.exam.debrief import Debrief
from coursegen.exam.statistics import ItemStatistics
from coursegen.reading import read_course
from coursegen.workspace import find_workspace, shown

Marking = Literal["", "key", "all"]
"""Items to be marked: none, those whose key is probably wrong, or all that should be looked at."""


def mark_items(voice: Voice, sitting: Sitting, seen: Seen, told: Debrief, marking: Marking) -> None:
    """Write notes into the bank, or say what could be written; an item that has a note keeps it.

    Raises U351 for a course that is not the user's own, C116, and the faults that the course would have.
    """
    marked = {item.id for item in seen.prepared.source.items if item.review}
    flagged = {name: found for name, found in _flagged(told).items() if name not in marked}
    doubtful = {name: found for name, found in flagged.items() if any("key" in one.flags for one in found)}
    if not marking:
        if flagged:
            voice.tell("review_hint", count=len(flagged), doubtful=len(doubtful))
        return
    workspace = find_workspace()
    course = own_course(workspace, sitting.course)
    files, places = bank_files(course), seen.prepared.source.places
    own = {shown(path) for path in files}
    chosen = doubtful if marking == "key" else flagged
    notes = {name: _note(voice, seen, found) for name, found in chosen.items() if places[name].file in own}
    save(_changed(course, files, notes), workspace)
    for name, note in notes.items():
        voice.result(f"{places[name]}\t{name}\treview: {note}", item=name, place=str(places[name]), review=note)
    voice.tell("review_written", count=len(notes))
    if notes and not (seen.prepared.blueprint and seen.prepared.blueprint.fixed):
        voice.tell("review_next")


def _flagged(told: Debrief) -> Mapping[str, Sequence[ItemStatistics]]:
    """Items that should be looked at, with their numbers on every form that has others than the first."""
    found: dict[str, list[ItemStatistics]] = {}
    for asked in told.asked:
        if asked.found.flags:
            found.setdefault(asked.item.id, []).append(asked.found)
    return found


def _changed(course: Path, files: Sequence[Path], notes: Mapping[str, str]) -> Mapping[Path, bytes]:
    """The files of the bank that get notes, once the course can be read with them."""
    made = {path: edited(path, partial(with_reviews, notes=notes)) for path in files}
    changed = {path: data for path, data in made.items() if data != path.read_bytes()}
    read_course(course, (), changed)
    return changed


def _note(voice: Voice, seen: Seen, found: Sequence[ItemStatistics]) -> str:
    """When and where the item was sat, what is to be looked at, and the numbers that say so."""
    flags = dict.fromkeys(flag for one in found for flag in one.flags)
    words = say("between_flags", voice.language).join(say(f"flag_{flag}", voice.language) for flag in flags)
    numbers = "; ".join(
        f"p {one.p:.2f}, D {one.d:z.2f}, r {'–' if one.r is None else f'{one.r:z.2f}'}, n {one.learners}"
        for one in found
    )
    when = " ".join(filter(None, (seen.date, seen.prepared.blueprint.id if seen.prepared.blueprint else "")))
    return say("review_note", voice.language, when=when, flags=words, numbers=numbers)
