"""What a figure becomes when its kind cannot hold it: the next roomier kind, with nothing left unsaid."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from coursegen.document.nodes import Block, Break, Figure, FigureItem, FigureKind, Line, Paragraph, Text
from coursegen.layout.figures import pieces
from coursegen.layout.figures.sides import MARKS
from coursegen.layout.measure import em_width
from coursegen.layout.typeset import plain
from coursegen.text import wide_gap

SHORT_LEAF = 8.0
"""Leaves no wider than this, in em, and without stops in them can be told in a row."""

_STOPS = frozenset("，、。；：？！,;:\n")


def hand_over(figure: Figure) -> tuple[Block, ...] | None:
    """The content of a figure in the next roomier kind; None when there is none.

    A label that kind has no place for becomes a paragraph. What was an order stays one, and nothing else becomes one.
    """
    match figure.kind:
        case "ring":
            return (replace(figure, kind="hub" if figure.label else "cards"),)
        case "ladder" | "chain" | "cycle":
            return (*_lead(figure), _as(figure, "steps", figure.items))
        case "balance":
            return (replace(figure, kind="compare"),)
        case "compare" | "do-dont":
            return (_as(figure, "rows", map(_marked, figure.items)), *_lead(figure))
        case "statement":
            note = (Paragraph(figure.label, "note", figure.at),) if figure.label else ()
            return (_as(figure, "rows", figure.items), *note)
        case "cards" | "hub" | "tree" | "pyramid" | "nested" | "steps" | "timeline" | "matrix":
            return (*_lead(figure), _as(figure, "rows", _bands(figure)))
        case _:
            return None


def _as(figure: Figure, kind: FigureKind, items: Iterable[FigureItem]) -> Figure:
    return Figure(kind, figure.alt, tuple(items), at=figure.at)


def _lead(figure: Figure) -> tuple[Paragraph, ...]:
    return (Paragraph(figure.label, "lead", figure.at),) if figure.label else ()


def _bands(figure: Figure) -> Iterable[FigureItem]:
    """The members as bands."""
    match figure.kind:
        case "steps":
            return (replace(i, key=str(n)) for n, i in enumerate(figure.items, 1))
        case "timeline":
            return (when_first(i) for i in figure.items)
        case "matrix":
            return (_with_poles(i, figure.poles, n) for n, i in enumerate(figure.items))
        case "tree":
            return (_in_a_row(pieces.keyed(i)) for i in figure.items)
        case "pyramid" | "nested":
            return map(pieces.keyed, figure.items)
        case _:
            return figure.items


def _marked(item: FigureItem) -> FigureItem:
    """A side as a band: what is to be done or not keeps its mark."""
    mark = MARKS.get(item.tone, "")
    return replace(item, head=(Text(f"{mark}{wide_gap(plain(item.head))}"), *item.head)) if mark else item


def when_first(item: FigureItem) -> FigureItem:
    """A moment as a band: when as its head, what as its text."""
    what = tuple(Text(n.text, "strong") if isinstance(n, Text) else n for n in item.head)
    more = (Break(), *item.text) if item.text else ()
    return replace(item, head=(Text(item.key),), text=(*what, *more), key="")


def _in_a_row(item: FigureItem) -> FigureItem:
    """A branch whose short leaves stand on one line."""
    leaves = item.points
    if item.text or not all(em_width(plain(leaf)) <= SHORT_LEAF and not _STOPS & set(plain(leaf)) for leaf in leaves):
        return item
    joined = tuple(node for leaf in leaves for node in (Text("、"), *leaf))[1:]
    return replace(item, text=joined, points=())


def _with_poles(item: FigureItem, poles: tuple[Line, ...], cell: int) -> FigureItem:
    """A cell as a band: after its head, where it stood on both axes."""
    across, up = poles[cell % 2], poles[3 - cell // 2]
    return replace(item, head=(*item.head, Text("（"), *across, Text("、"), *up, Text("）")))
