"""The parts of one slide: its XML, its notes, and the relationships of both."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from coursegen.layout.geometry import Drawing, Filling, PlacedDeck, PlacedSlide, SlideRole
from coursegen.layout.order import texts_of
from coursegen.office.chart import CHART_RELATION, ChartOrder, chart_parts
from coursegen.office.deck.base import CompiledDeck, CompiledLayout
from coursegen.office.deck.carry import NOTHING_CARRIED, Carried, numbered
from coursegen.office.deck.draw import Sheet
from coursegen.office.deck.text import TextWriter
from coursegen.office.package import OFFICE_RELATIONS, Relation, relations_of, relative, write_relations
from coursegen.office.prototype import Prototype, escape
from coursegen.once import Asked

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml"

_NO_HEAD = ""
"""Of relationships of slides and notes, small parts by the hundred."""

Beside = Callable[[PlacedSlide, Sheet], str]
"""Draws further shapes of a slide on its sheet."""


class Context(Struct, frozen=True):
    """What all slides of a deck have in common: text writers by layout, file names of pictures by key."""

    placed: PlacedDeck
    compiled: CompiledDeck
    writers: Mapping[SlideRole, TextWriter]
    pictures: Mapping[str, str]
    beside: Beside | None = None
    carried: Carried = NOTHING_CARRIED

    @property
    def common(self) -> Hashable:
        """All of it that a slide hangs on beside its layout and its writer."""
        own = id(self.compiled.prototypes), self.compiled.notes_master
        return own, self.placed.footer, self.placed.language, tuple(self.pictures.items())


class SlideParts(Struct, frozen=True):
    """Parts of one slide, their content types, and the keys of the pictures on it."""

    parts: dict[str, bytes]
    types: dict[str, str]
    media: tuple[str, ...]


def slide_parts(number: int, slide: PlacedSlide, context: Context) -> SlideParts:
    """The `number`th slide."""
    if slide.id in context.carried.slides:
        return _carried_parts(number, slide, context)
    if context.beside:
        return _own_parts(number, slide, context)
    layout, writer = context.compiled.layouts[slide.role], context.writers[slide.role]
    return _made(Asked((number, id(slide), id(layout), id(writer), context.common), (number, slide, context)))


@lru_cache(maxsize=1024)
def _made(asked: Asked[tuple[int, PlacedSlide, Context]]) -> SlideParts:
    """A slide that was made before, in the same place and with the same around it, is as it was."""
    return _own_parts(*asked.held)


def _own_parts(number: int, slide: PlacedSlide, context: Context) -> SlideParts:
    part = _part(number)
    layout = context.compiled.layouts[slide.role]
    shapes, sheet = _shapes(slide, number, layout, context)
    shapes += context.beside(slide, sheet) if context.beside else ""
    links = f' xmlns:r="{OFFICE_RELATIONS}"' if "r:" in shapes else ""
    xml = context.compiled.prototypes["slide"].fill(
        links=links, name=escape(slide.id), shapes=shapes, override=layout.override
    )
    relations = [Relation("rId1", f"{OFFICE_RELATIONS}/slideLayout", relative(part, layout.part))]
    made = SlideParts({part: xml.encode()}, {part: f"{_PRESENTATION}.slide+xml"}, tuple(sheet.media))
    relations += _with_notes(made, "rId2", number, slide, context)
    relations += [
        Relation(key, f"{OFFICE_RELATIONS}/image", relative(part, f"ppt/media/{context.pictures[name]}"))
        for name, key in sheet.media.items()
    ]
    for n, (key, (frame, colors)) in enumerate(sheet.charts.items(), 1):
        order = ChartOrder(frame.look, tuple(colors.items()), context.placed.language)
        parts, types = chart_parts("ppt", f"{number}-{n}", order)
        made.parts.update(parts)
        made.types.update(types)
        relations.append(Relation(key, CHART_RELATION, relative(part, next(iter(types)))))
    made.parts[relations_of(part)] = write_relations(relations, _NO_HEAD)
    return made


def _carried_parts(number: int, slide: PlacedSlide, context: Context) -> SlideParts:
    """A slide of the unit's own file: as it is, but for its number, its id and its notes."""
    part, ready = _part(number), context.carried.slides[slide.id]
    places = {other.id: n for n, other in enumerate(context.placed.slides, 1)}
    made = SlideParts({part: numbered(ready.xml, slide.id, number)}, {part: f"{_PRESENTATION}.slide+xml"}, ())
    jump = (r.kind == "slide" for r in ready.relations)
    rows = [
        replace(row, target=relative(part, _part(places[row.target]))) if jumps else row
        for row, jumps in zip(ready.relations, jump, strict=True)
    ]
    rows += _with_notes(made, "rIdNotes", number, slide, context)
    made.parts[relations_of(part)] = write_relations(rows, _NO_HEAD)
    return made


def _part(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def _with_notes(made: SlideParts, key: str, number: int, slide: PlacedSlide, context: Context) -> tuple[Relation, ...]:
    """Add the notes of a slide, if it has any, and return the relationship that leads to them."""
    if not slide.notes:
        return ()
    part, notes = _part(number), f"ppt/notesSlides/notesSlide{number}.xml"
    made.parts.update(_notes_parts(notes, part, slide, context))
    made.types[notes] = f"{_PRESENTATION}.notesSlide+xml"
    return (Relation(key, f"{OFFICE_RELATIONS}/notesSlide", relative(part, notes)),)


def _shapes(slide: PlacedSlide, number: int, layout: CompiledLayout, context: Context) -> tuple[str, Sheet]:
    """Placeholders in reading order, drawings, and last what stands in the foot; and the sheet they are drawn on."""
    offered, writer = layout.placeholders, context.writers[slide.role]
    texts, foot = texts_of(slide, number, {role: p.spec for role, p in offered.items()}, context.placed.footer)
    key = tuple(map(id, texts)), id(slide.drawings), id(layout), id(writer)
    drawn = _drawn(Asked(key, (texts, slide.drawings, layout, Sheet(context.compiled.prototypes, writer))))
    sheet = replace(drawn.sheet, media=dict(drawn.sheet.media), charts=dict(drawn.sheet.charts))
    return drawn.xml + "".join(sheet.placeholder(filling, offered[filling.role]) for filling in foot), sheet


class _Drawn(Struct, frozen=True):
    """What stands on a slide above its foot, and the sheet as it was left."""

    xml: str
    sheet: Sheet


@lru_cache(maxsize=1024)
def _drawn(asked: Asked[tuple[tuple[Filling, ...], tuple[Drawing, ...], CompiledLayout, Sheet]]) -> _Drawn:
    """Texts and drawings: the same on the slides of units that differ in what stands in the foot."""
    texts, drawings, layout, sheet = asked.held
    before = [sheet.placeholder(filling, layout.placeholders[filling.role]) for filling in texts]
    return _Drawn("".join((*before, *(sheet.draw(drawing) for drawing in drawings))), sheet)


def _notes_parts(notes: str, part: str, slide: PlacedSlide, context: Context) -> dict[str, bytes]:
    relations = (
        Relation("rId1", f"{OFFICE_RELATIONS}/notesMaster", relative(notes, context.compiled.notes_master)),
        Relation("rId2", f"{OFFICE_RELATIONS}/slide", relative(notes, part)),
    )
    writer, prototype = context.writers[slide.role], context.compiled.prototypes["notes"]
    key = slide.notes, id(writer), id(prototype)
    return {
        notes: _notes(Asked(key, (slide.notes, writer, prototype))),
        relations_of(notes): write_relations(relations, _NO_HEAD),
    }


@lru_cache(maxsize=1024)
def _notes(asked: Asked[tuple[tuple[str, ...], TextWriter, Prototype]]) -> bytes:
    notes, writer, prototype = asked.held
    rows = (row for note in notes for row in note.split("\n"))
    return prototype.fill(paragraphs="".join(writer.note(row) for row in rows)).encode()
