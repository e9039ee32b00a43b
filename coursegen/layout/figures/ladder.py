"""An order that rises: stairs, each step a column that stands higher than the one before."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Drawing, Group, Para, Rect
from coursegen.layout.typeset import height, pt, text_box

GAP = pt(4)
LEAST_RISE, LARGEST_RISE = 1.0, 4.0
"""How much higher each step stands, in lines of the body."""


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the stairs need at a body size."""
    sizes = Sizes(size)
    cell = _cell(figure, width)
    items = [pieces.numbered(n, i) for n, i in enumerate(figure.items, 1)]
    if not pieces.column_fits(items, cell - 2 * sizes.pad, sizes):
        return pieces.TOO_MUCH
    return _first(figure, cell, sizes) + (len(items) - 1) * pt(size * LEAST_RISE)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The steps, the lowest at the left."""
    sizes, count = Sizes(size), len(figure.items)
    cell = _cell(figure, rect.w)
    tread = _tread(figure, cell, sizes)
    rise = min((rect.h - _first(figure, cell, sizes)) // (count - 1), pt(size * LARGEST_RISE))
    steps = []
    for number, (item, column) in enumerate(zip(figure.items, pieces.columns(rect, count, GAP), strict=True), 1):
        drop = rise * (count - number)
        steps.append(_step(number, item, column.inset(0, drop, 0, 0), tread, rect.h - rise * (count - 1), sizes))
    return (pieces.group("阶梯", figure.alt, steps),)


def _cell(figure: Figure, width: int) -> int:
    return (width - GAP * (len(figure.items) - 1)) // len(figure.items)


def _head(number: int, item: FigureItem, sizes: Sizes) -> list[Para]:
    return pieces.stacked(pieces.head_of(pieces.numbered(number, item)), sizes, "on-primary")


def _tread(figure: Figure, cell: int, sizes: Sizes) -> int:
    """Height of the coloured part of a step."""
    heads = (height(_head(n, i, sizes), cell - 2 * sizes.pad) for n, i in enumerate(figure.items, 1))
    return max(heads) + sizes.pad


def _first(figure: Figure, cell: int, sizes: Sizes) -> int:
    """Height of the lowest step."""
    texts = (height(pieces.texts(i, sizes), cell - 2 * sizes.pad) for i in figure.items)
    return _tread(figure, cell, sizes) + max(texts) + 2 * sizes.pad


def _step(number: int, item: FigureItem, column: Rect, tread: int, lowest: int, sizes: Sizes) -> Group:
    pad = (sizes.pad, 0, sizes.pad, 0)
    members: list[Drawing] = [
        pieces.panel("台阶底", column),
        text_box(
            "台阶名", Rect(column.x, column.y, column.w, tread), _head(number, item, sizes), fill="primary", insets=pad
        ),
    ]
    if item.text or item.points:
        body = Rect(column.x, column.y + tread, column.w, lowest - tread)
        insets = (sizes.pad, sizes.pad // 2, sizes.pad, 0)
        members.append(text_box("说明", body, pieces.texts(item, sizes), anchor="top", insets=insets))
    return pieces.group(pieces.name_of(f"台阶{number}", item), pieces.label_of(item), members)
