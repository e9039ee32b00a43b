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
from coursegen.office.part import Frame
from coursegen.office.prototype import Prototype, escape
from coursegen.once import Asked

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml"

_NO_HEAD = ""
"""Of relationships of slides and notes, small parts by the hundred."""

_FOOTER = "\0"
"""Where the footer of a slide goes."""

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
        """All of it that a slide hangs on beside its layout, its writer and its footer."""
        own = id(self.compiled.prototypes), self.compiled.notes_master
        return own, self.placed.language, tuple(self.pictures.items())


class SlideParts(Struct, frozen=True):
    """Parts of one slide, their content types, and the keys of the pictures on it."""

    parts: dict[str, bytes]
    types: dict[str, str]
    media: tuple[str, ...]


class _Slide(Struct, frozen=True):
    """A placed slide with what its layout shows of it: texts before the drawings, the footer, the rest of its foot."""

    number: int
    placed: PlacedSlide
    texts: tuple[Filling, ...]
    footer: Filling | None
    foot: tuple[Filling, ...]
    layout: CompiledLayout
    writer: TextWriter

    @classmethod
    def of(cls, number: int, placed: PlacedSlide, context: Context) -> _Slide:
        """The `number`th slide of a deck."""
        layout, writer = context.compiled.layouts[placed.role], context.writers[placed.role]
        offered = {role: placeholder.spec for role, placeholder in layout.placeholders.items()}
        texts, foot = texts_of(placed, number, offered, context.placed.footer)
        footer = next((filling for filling in foot if filling.role == "footer"), None)
        return cls(number, placed, texts, footer, tuple(f for f in foot if f is not footer), layout, writer)

    def key(self, context: Context) -> Hashable:
        """All that the slide hangs on but for the words of its footer."""
        placed, own = self.placed, (id(self.layout), id(self.writer), context.common)
        said = tuple(map(id, self.texts)), self.footer is None, self.foot
        return self.number, placed.id, placed.notes, id(placed.drawings), said, own


class _Framed(Struct, frozen=True):
    """A slide around its footer, whose shape has the id after `last_id`; and its other parts."""

    frame: Frame
    last_id: int
    rest: SlideParts


def slide_parts(number: int, slide: PlacedSlide, context: Context) -> SlideParts:
    """The `number`th slide; one that was made before with another footer, and the same around it, is as it was."""
    if slide.id in context.carried.slides:
        return _carried_parts(number, slide, context)
    own = _Slide.of(number, slide, context)
    framed = _framed(own, context) if context.beside else _framed_once(Asked(own.key(context), (own, context)))
    asked = id(own.footer), framed.last_id, id(own.layout), id(own.writer)
    footer = _footer(Asked(asked, (own, framed.last_id, context.compiled.prototypes)))
    parts = {_part(number): framed.frame.around(footer), **framed.rest.parts}
    return SlideParts(parts, framed.rest.types, framed.rest.media)


@lru_cache(maxsize=1024)
def _framed_once(asked: Asked[tuple[_Slide, Context]]) -> _Framed:
    return _framed(*asked.held)


def _framed(slide: _Slide, context: Context) -> _Framed:
    part, placed = _part(slide.number), slide.placed
    shapes, last_id, sheet = _shapes(slide, context)
    links = f' xmlns:r="{OFFICE_RELATIONS}"' if "r:" in shapes else ""
    xml = context.compiled.prototypes["slide"].fill(
        links=links, name=escape(placed.id), shapes=shapes, override=slide.layout.override
    )
    head, _, tail = xml.partition(_FOOTER)
    relations = [Relation("rId1", f"{OFFICE_RELATIONS}/slideLayout", relative(part, slide.layout.part))]
    rest = SlideParts({}, {part: f"{_PRESENTATION}.slide+xml"}, tuple(sheet.media))
    relations += _with_notes(rest, "rId2", slide.number, placed, context)
    relations += [
        Relation(key, f"{OFFICE_RELATIONS}/image", relative(part, f"ppt/media/{context.pictures[name]}"))
        for name, key in sheet.media.items()
    ]
    for n, (key, (frame, colors)) in enumerate(sheet.charts.items(), 1):
        order = ChartOrder(frame.look, tuple(colors.items()), context.placed.language)
        parts, types = chart_parts("ppt", f"{slide.number}-{n}", order)
        rest.parts.update(parts)
        rest.types.update(types)
        relations.append(Relation(key, CHART_RELATION, relative(part, next(iter(types)))))
    rest.parts[relations_of(part)] = write_relations(relations, _NO_HEAD)
    return _Framed(Frame(head.encode(), tail.encode()), last_id, rest)


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


def _shapes(slide: _Slide, context: Context) -> tuple[str, int, Sheet]:
    """Placeholders in reading order, drawings, and last what stands in the foot, with a mark where the footer goes.

    The last id before the footer's, and the sheet they are drawn on.
    """
    placed, layout, writer = slide.placed, slide.layout, slide.writer
    key = tuple(map(id, slide.texts)), id(placed.drawings), id(layout), id(writer)
    empty = Sheet(context.compiled.prototypes, writer)
    drawn = _drawn(Asked(key, (slide.texts, placed.drawings, layout, empty)))
    sheet = replace(drawn.sheet, media=dict(drawn.sheet.media), charts=dict(drawn.sheet.charts))
    last_id = sheet.last_id
    sheet.last_id += slide.footer is not None
    below = [sheet.placeholder(filling, layout.placeholders[filling.role]) for filling in slide.foot]
    below += [context.beside(placed, sheet)] if context.beside else []
    return "".join((drawn.xml, _FOOTER, *below)), last_id, sheet


@lru_cache(maxsize=128)
def _footer(asked: Asked[tuple[_Slide, int, Mapping[str, Prototype]]]) -> bytes:
    """The footer of a slide, with the id that comes after the last."""
    slide, last_id, prototypes = asked.held
    sheet = Sheet(prototypes, slide.writer, last_id=last_id)
    return sheet.placeholder(slide.footer, slide.layout.placeholders["footer"]).encode() if slide.footer else b""


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
