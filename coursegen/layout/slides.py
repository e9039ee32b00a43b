"""Slides: which layout each takes, what goes into its placeholders, what is drawn beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from coursegen.document.nodes import (
    Block,
    Box,
    Bullets,
    Chart,
    Columns,
    Deck,
    Figure,
    Line,
    Paragraph,
    Picture,
    Section,
    Slide,
    Table,
)
from coursegen.errors import Fault
from coursegen.layout import stack
from coursegen.layout.blocks import is_plain_text, paragraphs
from coursegen.layout.figures import contents, seals
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import (
    BaseSpec,
    Drawing,
    Filling,
    LayoutSpec,
    PlacedDeck,
    PlacedSlide,
    SlideRole,
    TextBody,
)
from coursegen.layout.logo import Logo, with_logo
from coursegen.layout.opener import common_size, listing, sentences_that_fit
from coursegen.layout.placeholders import filling, footing, grown, layout_for, quotation, slots
from coursegen.layout.tracker import free_foot, road_map, tracker
from coursegen.layout.typeset import height, line_of, plain
from coursegen.once import Asked


class _Context(Struct, frozen=True):
    deck: Deck
    base: BaseSpec
    section: Section
    logo: Logo | None
    listed: float


class _Outcome(Struct, frozen=True):
    """The slides that one slide became, and what is to be said about it."""

    slides: tuple[PlacedSlide, ...] = ()
    faults: tuple[Fault, ...] = ()


_Drawer = Callable[[Slide, LayoutSpec, _Context], Sequence[Drawing]]


def place_deck(deck: Deck, base: BaseSpec, logo: Logo | None = None) -> tuple[PlacedDeck, tuple[Fault, ...]]:
    """All slides placed on a base; a slide whose text no remedy makes fit is a fault, and is left out.

    A figure that was drawn as another kind than its author named is a warning (L110).
    """
    slides: list[PlacedSlide] = []
    faults: list[Fault] = []
    openers = (s.blocks for section in deck.sections for s in section.slides if s.kind == "section" and s.blocks)
    listed = common_size("subtitle", openers, layout_for(base, "section"))
    around = _around(deck, base, logo, listed)
    for section in deck.sections:
        context = _Context(deck, base, section, logo, listed)
        for slide in section.slides:
            placed = _placed_once(Asked((id(slide), section.id, around), (slide, context)))
            slides += placed.slides
            faults += placed.faults
    said = deck.properties
    names = tuple((s.id, s.name) for s in deck.sections)
    feet = {layout.role: footing(layout, said.footer) for layout in base.layouts.values()}
    texts = said.title, said.subject, said.author, said.language, said.footer
    return PlacedDeck(tuple(slides), names, *texts, feet), tuple(faults)


def _around(deck: Deck, base: BaseSpec, logo: Logo | None, listed: float) -> Asked[BaseSpec]:
    """All that a slide stands among, as a key that is hashed once: of the footer it is the room that is left beside it.

    The base, which it names by its `id`, is held.
    """
    sections = tuple((section.id, section.name, section.short) for section in deck.sections)
    zones = tuple(free_foot(layout, deck.properties.footer) for layout in base.layouts.values())
    return _same(Asked((id(base), deck.properties.language, sections, zones, logo, listed), base))


@lru_cache(maxsize=16)
def _same(around: Asked[BaseSpec]) -> Asked[BaseSpec]:
    """The first of equal keys, which is found by its identity."""
    return around


@lru_cache(maxsize=512)
def _placed_once(asked: Asked[tuple[Slide, _Context]]) -> _Outcome:
    """A slide placed, but for its foot; the very same that was placed before among the same stands as it did."""
    return _place(*asked.held)


def _place(slide: Slide, context: _Context) -> _Outcome:
    match slide.kind:
        case "cover" | "closing":
            return _one(slide, context, slide.kind, _cover_drawings)
        case "section":
            return _opener(slide, context)
        case "agenda" | "activity":
            return _content(slide, context, slide.kind)
        case "carried":
            return _Outcome((_placed(slide, context, layout_for(context.base, "title-only").role, (), ()),))
        case "quote" if quotation(slide) and "body" in layout_for(context.base, "quote").placeholders:
            return _one(slide, context, "quote", _tracker)
        case _ if is_plain_text(slide.blocks) and "title-body" in context.base.layouts:
            text = _text_slide(slide, context)
            return _Outcome(text) if text else _content(slide, context)
        case _:
            return _content(slide, context)


def _opener(slide: Slide, context: _Context) -> _Outcome:
    """The slide that opens a section; its list takes the lead's place, or a slide of its own where that is small.

    Of a lead that is too long for its place whole sentences stay; the notes have all of it.
    """
    layout = layout_for(context.base, "section")
    listed = listing("subtitle", slide.blocks, layout, context.listed) if slide.blocks else None
    lead = () if listed else sentences_that_fit(slide.subtitle, layout)
    opener = _one(replace(slide, subtitle=lead), context, "section", _section_drawings)
    if not listed and lead != slide.subtitle:
        fault = Fault("L111", slide.at, {"slide": slide.id, "text": plain(slide.subtitle)}, "warning")
        opener = replace(opener, faults=(*opener.faults, fault))
    if not opener.slides or not slide.blocks:
        return opener
    if listed:
        (first,) = opener.slides
        kept = tuple(f for f in first.fillings if f.role != "subtitle")
        return _Outcome((replace(first, fillings=(*kept[:1], listed, *kept[1:])),))
    second = _content(
        replace(slide, id=f"{slide.id}.2", title=(*slide.title, *_counted(2, 2, context)), notes=()), context
    )
    return _Outcome((*opener.slides, *second.slides), (*opener.faults, *second.faults))


def _unfit(slide: Slide, code: str, text: str) -> _Outcome:
    return _Outcome(faults=(Fault(code, slide.at, {"slide": slide.id, "text": text}),))


def _handed(slide: Slide, stacked: stack.Stacked) -> tuple[Fault, ...]:
    """A warning for each figure that another kind had to take over."""
    facts = ({"slide": slide.id, "kind": kind, "drawn": drawn} for kind, drawn in stacked.handed)
    return tuple(Fault("L110", slide.at, fact, "warning") for fact in facts)


def _one(slide: Slide, context: _Context, role: SlideRole, drawings: _Drawer) -> _Outcome:
    """A slide that stands in placeholders, with ornaments."""
    layout = layout_for(context.base, role)
    fillings: list[Filling] = []
    for name, line in slots(slide):
        spec = layout.placeholders.get(name)
        if not line or spec is None:
            continue
        filled = filling(name, line, spec) or grown(name, line, layout, context.base.height)
        if filled is None:
            return _unfit(slide, "L101" if name == "title" else "L102", plain(line))
        fillings.append(filled)
    logo = context.logo if slide.kind in ("cover", "closing") else None
    texts, pictures = with_logo(logo, fillings, layout, dark=context.base.dark)
    return _Outcome((_placed(slide, context, layout.role, texts, (*pictures, *drawings(slide, layout, context))),))


def _placed(
    slide: Slide, context: _Context, role: SlideRole, fillings: tuple[Filling, ...], drawings: Sequence[Drawing]
) -> PlacedSlide:
    notes = tuple(plain(line) for line in slide.notes)
    return PlacedSlide(slide.id, role, plain(slide.title), fillings, tuple(drawings), notes, context.section.id)


def _text_slide(slide: Slide, context: _Context) -> tuple[PlacedSlide, ...] | None:
    """A slide of plain text in the layout's own body placeholder; None when it does not fit there."""
    layout = layout_for(context.base, "title-body")
    title, body = layout.placeholders.get("title"), layout.placeholders.get("body")
    if title is None or body is None:
        return None
    head = filling("title", slide.title, title)
    left, top, right, bottom = body.insets
    room = body.rect.inset(left, top, right, bottom)
    for size in stack.SCALE:
        paras = [p for block in slide.blocks for p in paragraphs(block, Sizes(size))]
        if head and height(paras, room.w) <= room.h:
            text = Filling("body", TextBody(tuple(paras), "top", body.insets))
            return (_placed(slide, context, layout.role, (head, text), tracker(context.deck, context.section, layout)),)
    return None


def _content(slide: Slide, context: _Context, role: SlideRole = "title-only") -> _Outcome:
    """A slide with its blocks stacked in the content area; on two slides when one does not hold them."""
    layout = layout_for(context.base, role)
    stacks = stack.stack(slide.blocks, layout.content)
    if stacks is None:
        return _unfit(slide, "L103", _first_words(slide.blocks))
    title = layout.placeholders.get("title")
    out: list[PlacedSlide] = []
    for number, stacked in enumerate(stacks, 1):
        line = slide.title if len(stacks) == 1 else (*slide.title, *_counted(number, len(stacks), context))
        head = filling("title", line, title) or grown("title", line, layout, context.base.height) if title else None
        if title and head is None:
            return _unfit(slide, "L101", plain(slide.title))
        fillings = (head,) if head else ()
        drawings = (*stack.draw(stacked, layout.content), *tracker(context.deck, context.section, layout))
        placed = replace(_placed(slide, context, layout.role, fillings, drawings), title=plain(line))
        out.append(placed if number == 1 else replace(placed, id=f"{slide.id}.{number}"))
    return _Outcome(tuple(out), _handed(slide, stacks[0]))


def _counted(number: int, count: int, context: _Context) -> Line:
    """Which of how many, after a title."""
    chinese = context.deck.properties.language.startswith("zh")
    return line_of(f"（{number}/{count}）" if chinese else f" ({number}/{count})")


def _first_words(blocks: Sequence[Block]) -> str:
    """The longest text of the blocks, for the fault that asks to shorten it."""
    return max((text for block in blocks for text in _texts(block)), key=len, default="")


def _texts(block: Block) -> list[str]:
    match block:
        case Paragraph(line):
            return [plain(line)]
        case Bullets(_, items):
            return [plain(i) for i in items]
        case Box(_, title, inner):
            return [plain(title), *(t for b in inner for t in _texts(b))]
        case Columns(left, right):
            return [t for b in (*left, *right) for t in _texts(b)]
        case Figure(_, _, items, label, poles):
            return [plain(line) for line in (label, *poles, *(t for i in items for t in (i.head, i.text, *i.points)))]
        case Chart():
            return [*block.categories, plain(block.note)]
        case Picture():
            return [plain(line) for line in (block.caption, block.text, *block.points)]
        case Table():
            return [plain(cell) for row in (block.header, *block.rows) for cell in row]
        case _:
            return []


def _cover_drawings(slide: Slide, layout: LayoutSpec, _: _Context) -> Sequence[Drawing]:
    """Key characters on the free side of a cover, or the lessons of a course that has none."""
    drawers = {"seals": seals.draw, "outline": contents.draw}
    figures = [b for b in slide.blocks if isinstance(b, Figure) and b.kind in drawers]
    return [d for figure in figures for d in drawers[figure.kind](figure, layout.content, dark=layout.dark)]


def _tracker(_: Slide, layout: LayoutSpec, context: _Context) -> Sequence[Drawing]:
    return tracker(context.deck, context.section, layout)


def _section_drawings(_: Slide, layout: LayoutSpec, context: _Context) -> Sequence[Drawing]:
    return road_map(context.deck, context.section, layout)
