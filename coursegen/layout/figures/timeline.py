"""What happens when: an axis with a dot for each moment, when above it, what below."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import GAP, Sizes
from coursegen.layout.geometry import Connector, Drawing, Group, Para, Rect, Shape, Stroke
from coursegen.layout.typeset import height, lines_in, para, pt, text_box

AXIS = Stroke("secondary", 3.0, arrow=True)
STEM = Stroke("secondary", 1.5)
BAR = pt(4)
STEM_LENGTH = pt(16)


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that axis and cards need at a body size."""
    sizes = Sizes(size)
    cell = _cell(figure, width)
    too_long = any(len(lines_in(_when(i, sizes), cell)) > pieces.HEAD_LINES for i in figure.items)
    if too_long or not pieces.column_fits(figure.items, cell - 2 * sizes.pad, sizes):
        return pieces.TOO_MUCH
    return _above(figure, cell, sizes) + _below(sizes) + max(_card_height(i, cell, sizes) for i in figure.items)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The axis, then the moments from left to right."""
    sizes = Sizes(size)
    cells = pieces.columns(rect, len(figure.items))
    top = _above(figure, cells[0].w, sizes)
    y = rect.y + top + _dot(sizes) // 2
    axis = Connector("时间轴线", (rect.x, y), (rect.right, y), AXIS)
    moments = [_moment(item, cell, top, sizes) for item, cell in zip(figure.items, cells, strict=True)]
    return (pieces.group("时间轴", figure.alt, [axis, *moments]),)


def _cell(figure: Figure, width: int) -> int:
    return (width - GAP * (len(figure.items) - 1)) // len(figure.items)


def _when(item: FigureItem, sizes: Sizes) -> Para:
    return para(item.key, sizes.head, "deep", bold=True, face="heading", align="center")


def _above(figure: Figure, cell: int, sizes: Sizes) -> int:
    """Height of the words above the axis."""
    return max(height([_when(i, sizes)], cell) for i in figure.items) + sizes.pad // 2


def _dot(sizes: Sizes) -> int:
    return pt(sizes.head)


def _below(sizes: Sizes) -> int:
    """From the top of the dots to the top of the cards."""
    return _dot(sizes) + STEM_LENGTH


def _card_height(item: FigureItem, cell: int, sizes: Sizes) -> int:
    return BAR + height(pieces.stacked(item, sizes), cell - 2 * sizes.pad) + 2 * sizes.pad


def _moment(item: FigureItem, cell: Rect, top: int, sizes: Sizes) -> Group:
    side, middle = _dot(sizes), cell.x + cell.w // 2
    dot = Rect(middle - side // 2, cell.y + top, side, side)
    card = Rect(cell.x, dot.bottom + STEM_LENGTH, cell.w, cell.bottom - dot.bottom - STEM_LENGTH)
    pad = (sizes.pad, sizes.pad + BAR, sizes.pad, sizes.pad)
    when = Rect(cell.x, cell.y, cell.w, top - sizes.pad // 2)
    members: list[Drawing] = [
        text_box("时间", when, [_when(item, sizes)], anchor="bottom"),
        Connector("引线", (middle, dot.bottom), (middle, card.y), STEM),
        Shape("时间点", dot, "ellipse", "primary", Stroke("background", 3)),
        text_box("事项", card, pieces.stacked(item, sizes), anchor="top", fill="tint", insets=pad),
        pieces.bar("事项顶线", Rect(card.x, card.y, card.w, BAR)),
    ]
    return pieces.group(pieces.name_of("时间", item), pieces.label_of(item), members)
