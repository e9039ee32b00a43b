"""The agenda: number, lesson, minutes, a hairline below each; two columns when there are many."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Drawing, Group, Para, Rect
from coursegen.layout.typeset import height, para, pt, text_box, widest

COLUMN_GAP = pt(40)
LONGEST_COLUMN = 5


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the agenda needs at a body size."""
    sizes, grid = Sizes(size), _grid(figure)
    cell = (width - COLUMN_GAP * (grid - 1)) // grid
    each = max(_line_height(figure, i, cell, sizes) for i in figure.items)
    return each * -(-len(figure.items) // grid)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The agenda, read down the first column, then the second."""
    sizes, grid = Sizes(size), _grid(figure)
    lines = -(-len(figure.items) // grid)
    each = rect.h // lines
    cells = [
        Rect(column.x, rect.y + n * each, column.w, each)
        for column in pieces.columns(rect, grid, COLUMN_GAP)
        for n in range(lines)
    ]
    entries = [_entry(figure, i, c, sizes) for i, c in zip(figure.items, cells, strict=False)]
    return (pieces.group("安排", figure.alt, entries),)


def _grid(figure: Figure) -> int:
    return 1 if len(figure.items) <= LONGEST_COLUMN else 2


def _number(item: FigureItem, sizes: Sizes) -> list[Para]:
    return [para(item.key, sizes.head + 8, "primary", bold=True, face="heading")]


def _minutes(item: FigureItem, sizes: Sizes) -> list[Para]:
    return [para(item.text, sizes.small, "muted", align="right")] if item.text else []


def _rooms(figure: Figure, width: int, sizes: Sizes) -> tuple[int, int, int]:
    """Widths of number, head and minutes."""
    number = max(widest(_number(i, sizes)) for i in figure.items) + sizes.pad
    minutes = min(max(widest(_minutes(i, sizes)) for i in figure.items), width // 4)
    return number, width - number - minutes - sizes.pad, minutes


def _line_height(figure: Figure, item: FigureItem, width: int, sizes: Sizes) -> int:
    _, head, minutes = _rooms(figure, width, sizes)
    title = [para(item.head, sizes.head, bold=True)]
    tall = max(height(_number(item, sizes), width), height(title, head), height(_minutes(item, sizes), minutes))
    return tall + sizes.pad


def _entry(figure: Figure, item: FigureItem, cell: Rect, sizes: Sizes) -> Group:
    number, head, minutes = _rooms(figure, cell.w, sizes)
    title = [para(item.head, sizes.head, "deep", bold=True, face="heading")]
    members: list[Drawing] = [
        pieces.panel("细线", Rect(cell.x, cell.bottom - pt(1), cell.w, pt(1)), "line"),
        text_box("序号", Rect(cell.x, cell.y, number, cell.h), _number(item, sizes)),
        text_box("讲题", Rect(cell.x + number, cell.y, head, cell.h), title),
    ]
    if item.text:
        members.append(text_box("用时", Rect(cell.right - minutes, cell.y, minutes, cell.h), _minutes(item, sizes)))
    return pieces.group(pieces.name_of("安排", item), pieces.label_of(item), members)
