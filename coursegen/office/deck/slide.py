"""The parts of one slide: its XML, its notes, and the relationships of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from coursegen.layout.geometry import Drawing, Filling, PlacedDeck, PlacedSlide, SlideRole
from coursegen.layout.order import Offered, foot_of, texts_of
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


class SlideParts(Struct, frozen=True):
    """Parts of slides, their content types, and the keys of the pictures on them."""

    parts: dict[str, bytes]
    types: dict[str, str]
    media: tuple[str, ...]


class _Stage(Struct, frozen=True):
    """What slides on one layout have in common: writer, footer, the rest of their foot; and all of it as one key."""

    layout: CompiledLayout
    writer: TextWriter
    offered: Offered
    footer: Filling | None
    key: Asked[Context]

    @classmethod
    def of(cls, role: SlideRole, context: Context) -> _Stage:
        """The stage of a layout. Whose words the footer has is not in the key."""
        layout, writer = context.compiled.layouts[role], context.writers[role]
        offered = {name: placeholder.spec for name, placeholder in layout.placeholders.items()}
        foot = foot_of(role, 0, offered, context.placed)
        footer = next((filling for filling in foot if filling.role == "footer"), None)
        own = id(layout), id(writer), footer is None, tuple(filling for filling in foot if filling is not footer)
        common = id(context.compiled.prototypes), context.compiled.notes_master, context.placed.language
        key = Asked((own, common, tuple(context.pictures.items())), context)
        return cls(layout, writer, offered, footer, _same(key))


@lru_cache(maxsize=64)
def _same(key: Asked[Context]) -> Asked[Context]:
    """The first of equal keys, which is found by its identity."""
    return key


class _Framed(Struct, frozen=True):
    """A slide around its footer, whose shape has the id after `last_id`; and its other parts."""

    frame: Frame
    last_id: int
    rest: SlideParts


def slides_parts(context: Context) -> SlideParts:
    """The parts of all slides of a deck; one made before with other words in its footer, and on as before, stands."""
    parts, types, media = dict[str, bytes](), dict[str, str](), dict[str, None]()
    stages: dict[SlideRole, _Stage] = {}
    footers: dict[tuple[SlideRole, int], bytes] = {}
    frame = _framed if context.beside else _framed_once
    for number, slide in enumerate(context.placed.slides, 1):
        if slide.id in context.carried.slides:
            made = _carried_parts(number, slide, context)
        else:
            stage = stages.get(slide.role) or stages.setdefault(slide.role, _Stage.of(slide.role, context))
            framed = frame(Asked((number, id(slide), stage.key), (number, slide, stage, context)))
            made, place = framed.rest, (slide.role, framed.last_id)
            if place not in footers:
                footers[place] = _footer(stage, framed.last_id, context)
            parts[_part(number)] = framed.frame.around(footers[place])
        parts.update(made.parts)
        types.update(made.types)
        media.update(dict.fromkeys(made.media))
    return SlideParts(parts, types, tuple(media))


_Asked = Asked[tuple[int, PlacedSlide, _Stage, Context]]


def _framed(asked: _Asked) -> _Framed:
    number, slide, stage, context = asked.held
    part = _part(number)
    shapes, last_id, sheet = _shapes(number, slide, stage, context)
    links = f' xmlns:r="{OFFICE_RELATIONS}"' if "r:" in shapes else ""
    xml = context.compiled.prototypes["slide"].fill(
        links=links, name=escape(slide.id), shapes=shapes, override=stage.layout.override
    )
    head, _, tail = xml.partition(_FOOTER)
    relations = [Relation("rId1", f"{OFFICE_RELATIONS}/slideLayout", relative(part, stage.layout.part))]
    rest = SlideParts({}, {part: f"{_PRESENTATION}.slide+xml"}, tuple(sheet.media))
    relations += _with_notes(rest, "rId2", number, slide, context)
    relations += [
        Relation(key, f"{OFFICE_RELATIONS}/image", relative(part, f"ppt/media/{context.pictures[name]}"))
        for name, key in sheet.media.items()
    ]
    for n, (key, (frame, colors)) in enumerate(sheet.charts.items(), 1):
        order = ChartOrder(frame.look, tuple(colors.items()), context.placed.language)
        parts, types = chart_parts("ppt", f"{number}-{n}", order)
        rest.parts.update(parts)
        rest.types.update(types)
        relations.append(Relation(key, CHART_RELATION, relative(part, next(iter(types)))))
    rest.parts[relations_of(part)] = write_relations(relations, _NO_HEAD)
    return _Framed(Frame(head.encode(), tail.encode()), last_id, rest)


_framed_once = lru_cache(maxsize=1024)(_framed)


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


def _shapes(number: int, slide: PlacedSlide, stage: _Stage, context: Context) -> tuple[str, int, Sheet]:
    """Placeholders in reading order, drawings, and last what stands in the foot, with a mark where the footer goes.

    The last id before the footer's, and the sheet they are drawn on.
    """
    layout, texts = stage.layout, texts_of(slide, stage.offered)
    key = tuple(map(id, texts)), id(slide.drawings), id(layout), id(stage.writer)
    empty = Sheet(context.compiled.prototypes, stage.writer)
    drawn = _drawn(Asked(key, (texts, slide.drawings, layout, empty)))
    sheet = replace(drawn.sheet, media=dict(drawn.sheet.media), charts=dict(drawn.sheet.charts))
    last_id = sheet.last_id
    sheet.last_id += stage.footer is not None
    foot = foot_of(slide.role, number, stage.offered, context.placed)
    below = [sheet.placeholder(f, layout.placeholders[f.role]) for f in foot if f.role != "footer"]
    below += [context.beside(slide, sheet)] if context.beside else []
    return "".join((drawn.xml, _FOOTER, *below)), last_id, sheet


def _footer(stage: _Stage, last_id: int, context: Context) -> bytes:
    """The footer of a slide, with the id that comes after the last."""
    sheet = Sheet(context.compiled.prototypes, stage.writer, last_id=last_id)
    return sheet.placeholder(stage.footer, stage.layout.placeholders["footer"]).encode() if stage.footer else b""


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
