"""`extra.slides` of a unit: which slides of its own files stand where in a deck, or what stands there for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.assets import read_asset
from coursegen.build.prepared import Prepared
from coursegen.build.products import Product
from coursegen.document.nodes import Box, Deck, Paragraph, Section, Slide
from coursegen.errors import Fault, FaultError
from coursegen.layout.geometry import CARRIED, BaseSpec
from coursegen.layout.typeset import line_of
from coursegen.model import ExtraFile
from coursegen.office.deck.carried import read_carried
from coursegen.office.deck.carried_file import CarriedFile
from coursegen.office.deck.carry import Wanted
from coursegen.office.deck.fit import Fit
from coursegen.reading.extra import AFTER, AFTER_COVER, BEFORE_END, LAST
from coursegen.reading.slide_numbers import slide_numbers
from coursegen.text import did_you_mean
from coursegen.wording import labels
from coursegen.workspace import place_of, shown


class Entry(Struct, frozen=True):
    """One entry of `extra.slides`: where it is said, its file, the ids its slides get and their numbers in the file."""

    extra: ExtraFile
    file: CarriedFile
    slides: Mapping[str, int]


class Chosen(Struct, frozen=True):
    """The entries whose slides stand in a deck."""

    entries: tuple[Entry, ...] = ()

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Slides by file, each file once."""
        files = {entry.extra.path: entry.file for entry in self.entries}
        return tuple(
            Wanted(file, {key: n for e in self.entries if e.extra.path == path for key, n in e.slides.items()})
            for path, file in files.items()
        )

    def faults(self, base: BaseSpec) -> tuple[Fault, ...]:
        """Warnings: what was taken out of slides (T362, T365 to T368), slides of another shape (T363)."""
        return tuple(fault for entry in self.entries for fault in _warnings(entry, base))


NONE_CHOSEN = Chosen()

_TITLE = 24
"""Characters of a title that fit on a slide of ours, whatever the base."""

_Make = Callable[[str, int, Entry], Slide]


def with_carried(deck: Deck, prepared: Prepared, product: Product) -> tuple[Deck, Chosen]:
    """A deck in which the unit's own slides stand; participants get them without notes.

    Raises A850 and A501 to A507 for files, T347 for slides that a file has not, T348 for places that a deck has not,
    T349 for a file that is no presentation.
    """
    notes = product.audience == "facilitator"

    def make(key: str, number: int, entry: Entry) -> Slide:
        own = entry.file.slides[number - 1]
        said = tuple(line_of(row) for row in own.notes) if notes else ()
        return Slide(key, "carried", line_of(own.title), notes=said, at=entry.extra.place)

    return _inserted(deck, prepared, make)


def with_stand_ins(deck: Deck, prepared: Prepared, product: Product) -> tuple[Deck, tuple[Fault, ...]]:
    """A deck in which a slide that says so stands for each of the unit's own, and a warning (T364) for each file.

    So numbers are those of the deck. Raises what `with_carried` raises.
    """
    _ = labels(prepared.language)

    def make(key: str, number: int, entry: Entry) -> Slide:
        head, words = line_of(_("单位自己的幻灯片")), line_of(_("这一张的内容见课件。"))
        box = Box("scene", head, (Paragraph(words),))
        said = entry.file.slides[number - 1].title
        title = said if len(said) <= _TITLE else f"{said[: _TITLE - 1]}…"
        return Slide(key, "content", line_of(title) if title else head, blocks=(box,), at=entry.extra.place)

    deck, chosen = _inserted(deck, prepared, make)
    told = ((e.extra.place, {"file": Path(e.extra.path).name, "product": product.name}) for e in chosen.entries)
    return deck, tuple(Fault("T364", place, facts, "warning") for place, facts in told)


def _inserted(deck: Deck, prepared: Prepared, make: _Make) -> tuple[Deck, Chosen]:
    course = prepared.bundle.course.id
    extras = [file for file in prepared.unit.extra if file.kind == "slides" and file.course in ("", course)]
    if not extras:
        return deck, NONE_CHOSEN
    faults: list[Fault] = []
    entries = []
    taken: set[str] = set()
    for extra in extras:
        try:
            entries.append(_entry(extra, taken))
        except FaultError as error:
            faults += error.faults
    lessons = {lesson.id for lesson in prepared.source.lessons}
    placed = [(entry, _spot(entry.extra, deck, lessons, faults)) for entry in entries]
    if faults:
        raise FaultError(faults)
    standing = [(entry, spot) for entry, spot in placed if spot is not None]
    sections = tuple(
        replace(section, slides=tuple(_filled(section, at, standing, make))) for at, section in enumerate(deck.sections)
    )
    return replace(deck, sections=sections), Chosen(tuple(entry for entry, _ in standing))


def _entry(extra: ExtraFile, taken: set[str]) -> Entry:
    path = Path(extra.path)
    file = read_carried(read_asset(path), shown(path))
    count = len(file.slides)
    numbers = slide_numbers(extra.slides) if extra.slides else tuple(range(1, count + 1))
    beyond = [number for number in numbers if number > count]
    if beyond or not count:
        raise FaultError(
            [Fault("T347", extra.place, {"file": path.name, "number": (beyond or [1])[0], "count": count})]
        )
    slides: dict[str, int] = {}
    for number in numbers:
        stem = f"{path.stem}{CARRIED}{number}"
        key = next(k for n in range(1, len(taken) + 2) if (k := stem if n == 1 else f"{stem}-{n}") not in taken)
        taken.add(key)
        slides[key] = number
    return Entry(extra, file, slides)


_Spot = tuple[int, int]
"""A section, and how many of its slides stand before."""


def _spot(extra: ExtraFile, deck: Deck, lessons: set[str], faults: list[Fault]) -> _Spot | None:
    """Where an entry stands; None behind a lesson that is not taught this time, and for a place that is none (T348)."""
    spots = {slide.id: (s, n + 1) for s, section in enumerate(deck.sections) for n, slide in enumerate(section.slides)}
    spots |= {section.id: (s, len(section.slides)) for s, section in enumerate(deck.sections)}
    ends = [(s, n) for s, n, slide in _walk(deck) if slide.kind == "closing"]
    covers = [(s, n + 1) for s, n, slide in _walk(deck) if slide.kind == "cover"]
    last = (len(deck.sections) - 1, len(deck.sections[-1].slides))
    named = {AFTER_COVER: covers[0] if covers else (0, 0), BEFORE_END: ends[-1] if ends else last, LAST: last}
    if extra.at in named:
        return named[extra.at]
    asked = extra.at.removeprefix(AFTER)
    names = (asked, f"lesson.{asked}")
    found = next((spots[name] for name in names if name in spots), None)
    if found is None and not any(name in lessons for name in names):
        guess = did_you_mean(asked, [*spots, *lessons])
        facts = {"value": extra.at, "suggestion": f"{AFTER}{guess}" if guess else AFTER_COVER}
        faults.append(Fault("T348", extra.place, facts))
    return found


def _walk(deck: Deck) -> Iterator[tuple[int, int, Slide]]:
    return ((s, n, slide) for s, section in enumerate(deck.sections) for n, slide in enumerate(section.slides))


def _filled(section: Section, at: int, entries: Sequence[tuple[Entry, _Spot]], make: _Make) -> Iterator[Slide]:
    """Slides of a section with those of the entries between them, in the order in which they are named."""
    for position in range(len(section.slides) + 1):
        for entry, spot in entries:
            if spot == (at, position):
                yield from (make(key, number, entry) for key, number in entry.slides.items())
        yield from section.slides[position : position + 1]


_DROPPED = {"macros": "T362", "objects": "T365", "links": "T366", "fetched": "T367", "other": "T368"}


def _warnings(entry: Entry, base: BaseSpec) -> Iterator[Fault]:
    place = place_of(Path(entry.extra.path))
    where: dict[str, list[str]] = {}
    for number in sorted(set(entry.slides.values())):
        for word in entry.file.slides[number - 1].dropped:
            where.setdefault(word, []).append(str(number))
    for kind, numbers in sorted(where.items()):
        yield Fault(_DROPPED[kind], place, {"numbers": tuple(numbers)}, "warning")
    if Fit.of((entry.file.width, entry.file.height), (base.width, base.height)).margins:
        yield Fault("T363", place, {"file": Path(entry.extra.path).name}, "warning")
