"""Slides on paper: which stand on which page, where, and the lines to write on beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from coursegen.layout.geometry import (
    BaseSpec,
    Connector,
    Drawing,
    Filling,
    LayoutSpec,
    PlacedDeck,
    PlacedSlide,
    Rect,
    Shape,
    Stroke,
    TextBody,
)
from coursegen.layout.order import foot_of, texts_of
from coursegen.layout.small import Scale
from coursegen.layout.typeset import para, pt, text_box

GAP = pt(18)
CAPTION = pt(14)
RULE = pt(25.5)
"""Between two lines to write on: 9 mm."""

SHARE = 0.58
"""Part of the page's width that a slide takes beside lines."""

ROWS = 3


class Miniature(Struct, frozen=True):
    """A slide drawn small: its number in the deck, how it is scaled, its texts and drawings in reading order."""

    slide: PlacedSlide
    number: int
    scale: Scale
    rect: Rect
    drawings: tuple[Drawing, ...]


class Sheets(Struct, frozen=True):
    """Pages as slides of a deck of their own, and what is drawn small on each, by its id."""

    pages: PlacedDeck
    miniatures: Mapping[str, tuple[Miniature, ...]]


def place_sheets(
    placed: PlacedDeck, spec: BaseSpec, paper: BaseSpec, per_page: int, title: Callable[[int, int], str]
) -> Sheets:
    """Slides on paper, 3 to a page with lines to write on, or 6 without.

    `spec` is the base of the slides, `paper` that of the pages, `title` makes a page's title of the numbers of its
    first and last slide.
    """
    layout = paper.layouts.get("title-only") or next(iter(paper.layouts.values()))
    area, tall = layout.content, (layout.content.h - GAP * (ROWS - 1)) // ROWS
    cells = _cells(area, tall, per_page, spec.height / spec.width)
    pages: list[PlacedSlide] = []
    miniatures: dict[str, tuple[Miniature, ...]] = {}
    for first in range(0, len(placed.slides), per_page):
        shown = placed.slides[first : first + per_page]
        key = f"page.{len(pages) + 1}"
        numbered = zip(shown, cells, range(first + 1, first + 1 + per_page), strict=False)
        miniatures[key] = tuple(_miniature(slide, n, cell, spec, placed) for slide, cell, n in numbered)
        head = title(first + 1, first + len(shown))
        beside = [_caption(m) for m in miniatures[key]]
        beside += [line for m in miniatures[key] for line in _lines(m, area, tall) if per_page == ROWS]
        pages.append(PlacedSlide(key, layout.role, head, _head(head, layout), tuple(beside), (), "pages"))
    return Sheets(replace(placed, slides=tuple(pages), sections=(), feet={}), miniatures)


def _head(text: str, layout: LayoutSpec) -> tuple[Filling, ...]:
    spec = layout.placeholders["title"]
    words = para(text, spec.size, spec.color, bold=spec.bold, face="heading", align=spec.align)
    return (Filling("title", TextBody((words,), spec.anchor, spec.insets)),)


def _cells(area: Rect, tall: int, per_page: int, ratio: float) -> list[Rect]:
    """Where slides stand, row by row, as large as their column and their row (`tall` EMU) let them."""
    columns = max(1, per_page // ROWS)
    column = (area.w - GAP * (columns - 1)) // columns if columns > 1 else round(area.w * SHARE)
    width = min(column, round((tall - CAPTION) / ratio))
    return [
        Rect(area.x + c * (column + GAP), area.y + r * (tall + GAP), width, round(width * ratio))
        for r in range(ROWS)
        for c in range(columns)
    ]


def _miniature(slide: PlacedSlide, number: int, rect: Rect, spec: BaseSpec, deck: PlacedDeck) -> Miniature:
    scale = Scale(rect.w / spec.width, rect.x, rect.y)
    offered = spec.layouts[slide.role].placeholders
    before, after = texts_of(slide, offered), foot_of(slide.role, number, offered, deck)
    whole = [
        *(Shape(f.role, f.rect or offered[f.role].rect, text=f.text) for f in before),
        *slide.drawings,
        *(Shape(f.role, f.rect or offered[f.role].rect, text=f.text) for f in after),
    ]
    return Miniature(slide, number, scale, rect, tuple(scale.drawing(drawing) for drawing in whole))


def _caption(miniature: Miniature) -> Drawing:
    """The slide's number under it."""
    rect = miniature.rect
    number = para(str(miniature.number), 9, "muted")
    return text_box("编号", Rect(rect.x, rect.bottom, rect.w, CAPTION), [number])


def _lines(miniature: Miniature, area: Rect, tall: int) -> list[Drawing]:
    """Lines to write on, at the right of a slide and as far down as its row goes."""
    rect = miniature.rect
    tops = range(rect.y + RULE, rect.y + tall + 1, RULE)
    left = rect.right + GAP
    return [Connector("书写线", (left, top), (area.right, top), Stroke("muted", 0.35)) for top in tops]
