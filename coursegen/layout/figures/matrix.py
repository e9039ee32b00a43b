"""Two questions at once: four cells between two axes."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem, Line
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import GAP, Sizes
from coursegen.layout.geometry import Connector, Drawing, Para, Rect, Role, Shape, Stroke
from coursegen.layout.typeset import height, para, pt, text_box, widest

AXIS = Stroke("secondary", 3.0, arrow=True)
AXIS_ROOM = pt(16)
LABEL_SHARE = 0.16
"""Share of the width that the names at the upright axis take at most."""


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that cells and axes need at a body size."""
    sizes = Sizes(size)
    cell = (_grid_width(figure, width, sizes) - GAP) // 2
    inner = cell - 2 * sizes.pad
    if not pieces.heads_fit([pieces.keyed(i) for i in figure.items], inner, sizes):
        return pieces.TOO_MUCH
    upright = max(height([_pole(p, sizes)], _label_width(figure, width, sizes)) for p in figure.poles[2:])
    tallest = max(height(_words(i, sizes), inner) for i in figure.items) + 2 * sizes.pad
    return 2 * max(tallest, upright) + GAP + _foot(figure, width, sizes)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """Both axes with their names, then the cells row by row."""
    sizes = Sizes(size)
    foot, wide = _foot(figure, rect.w, sizes), _grid_width(figure, rect.w, sizes)
    grid = Rect(rect.right - wide, rect.y, wide, rect.h - foot)
    cells = [c for row in pieces.rows(grid, 2) for c in pieces.columns(row, 2)]
    members = [_cell(item, cell, sizes) for item, cell in zip(figure.items, cells, strict=True)]
    return (pieces.group("矩阵", figure.alt, [*_axes(figure, rect, grid, sizes), *members]),)


def _pole(line: Line, sizes: Sizes) -> Para:
    return para(line, sizes.body, "deep", bold=True, align="center")


def _label_width(figure: Figure, width: int, sizes: Sizes) -> int:
    return min(widest([_pole(p, sizes) for p in figure.poles[2:]]), round(width * LABEL_SHARE))


def _grid_width(figure: Figure, width: int, sizes: Sizes) -> int:
    return width - _label_width(figure, width, sizes) - AXIS_ROOM - sizes.pad // 2


def _foot(figure: Figure, width: int, sizes: Sizes) -> int:
    """Height of the level axis and its names."""
    half = (_grid_width(figure, width, sizes) - GAP) // 2
    return AXIS_ROOM + max(height([_pole(p, sizes)], half) for p in figure.poles[:2])


def _axes(figure: Figure, rect: Rect, grid: Rect, sizes: Sizes) -> list[Drawing]:
    """Arrows from the lower left corner, the name of each end beside its row or column."""
    x, y = grid.x - AXIS_ROOM // 2, grid.bottom + AXIS_ROOM // 2
    wide = _label_width(figure, rect.w, sizes)
    upper, lower = pieces.rows(Rect(rect.x, grid.y, wide, grid.h), 2)
    left, right = pieces.columns(
        Rect(grid.x, grid.bottom + AXIS_ROOM, grid.w, rect.bottom - grid.bottom - AXIS_ROOM), 2
    )
    places = (("横轴左", left), ("横轴右", right), ("竖轴下", lower), ("竖轴上", upper))
    names = [
        text_box(name, place, [_pole(pole, sizes)]) for (name, place), pole in zip(places, figure.poles, strict=True)
    ]
    return [
        Connector("横轴", (x, y), (grid.right, y), AXIS),
        Connector("竖轴", (x, y), (x, grid.y), AXIS),
        *names,
    ]


def _words(item: FigureItem, sizes: Sizes) -> list[Para]:
    strong = item.tone == "strong"
    colors: tuple[Role, Role] = ("on-primary", "on-primary") if strong else ("deep", "text")
    return pieces.stacked(pieces.keyed(item), sizes, *colors)


def _cell(item: FigureItem, cell: Rect, sizes: Sizes) -> Shape:
    fill: Role = "primary" if item.tone == "strong" else "tint"
    pad = (sizes.pad, 0, sizes.pad, 0)
    return text_box(pieces.name_of("格", item), cell, _words(item, sizes), fill=fill, insets=pad)
