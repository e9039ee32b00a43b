"""Each link brings the next about: cards with arrows from one to the next."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Connector, Drawing, Group, Para, Rect, Stroke
from coursegen.layout.typeset import height, pt, text_box

GAP = pt(40)
ARROW = Stroke("secondary", 4.0, arrow=True)


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the links need at a body size."""
    sizes = Sizes(size)
    cell = (width - GAP * (len(figure.items) - 1)) // len(figure.items)
    inner = cell - 2 * sizes.pad
    if not pieces.column_fits([pieces.keyed(i) for i in figure.items], inner, sizes):
        return pieces.TOO_MUCH
    texts = max(height(pieces.texts(i, sizes), inner) for i in figure.items)
    return _head_height(figure, cell, sizes) + (texts + 2 * sizes.pad if texts else 0)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The links from left to right, each after the arrow that leads to it."""
    sizes = Sizes(size)
    cells = pieces.columns(rect, len(figure.items), GAP)
    bare = not any(i.text or i.points for i in figure.items)
    head = rect.h if bare else _head_height(figure, cells[0].w, sizes)
    links = [_link(item, cell, head, sizes) for item, cell in zip(figure.items, cells, strict=True)]
    y = rect.y + head // 2
    arrows = [Connector(f"箭头{n}", (cell.right, y), (cells[n].x, y), ARROW) for n, cell in enumerate(cells[:-1], 1)]
    return (pieces.group("链条", figure.alt, [*arrows, *links]),)


def _head(item: FigureItem, sizes: Sizes) -> list[Para]:
    return pieces.centred(pieces.stacked(pieces.head_of(pieces.keyed(item)), sizes, "on-primary"))


def _head_height(figure: Figure, cell: int, sizes: Sizes) -> int:
    return max(height(_head(i, sizes), cell - 2 * sizes.pad) for i in figure.items) + 2 * sizes.pad


def _link(item: FigureItem, cell: Rect, head: int, sizes: Sizes) -> Group:
    pad, around = (sizes.pad, 0, sizes.pad, 0), (sizes.pad,) * 4
    members: list[Drawing] = [
        text_box("环名", Rect(cell.x, cell.y, cell.w, head), _head(item, sizes), fill="primary", insets=pad)
    ]
    body = Rect(cell.x, cell.y + head, cell.w, cell.h - head)
    if body.h and not (item.text or item.points):
        members.append(pieces.panel("说明底", body))
    elif body.h:
        members.append(text_box("说明", body, pieces.texts(item, sizes), anchor="top", fill="tint", insets=around))
    return pieces.group(pieces.name_of("环", item), pieces.label_of(item), members)
