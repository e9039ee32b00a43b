"""Two columns against each other: do and don't, and comparisons with a verdict."""

from __future__ import annotations

from msgspec.structs import replace

from coursegen.document.nodes import Figure, FigureItem, Line
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import GAP, HAIRLINE, Sizes
from coursegen.layout.geometry import Drawing, Group, Para, Rect, Role
from coursegen.layout.typeset import height, para, pt, text_box

MARKS = {"good": "✓", "bad": "✗"}


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that both columns need at a body size."""
    sizes = Sizes(size)
    column = (width - GAP) // 2
    row = max(_row_height(i, column, sizes) for i in figure.items)
    return _head_height(figure, column, sizes) + row * _count(figure) + _verdict_height(figure, width, sizes)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """Both columns and the verdict below them."""
    sizes = Sizes(size)
    below = _verdict_height(figure, rect.w, sizes)
    cells = pieces.columns(Rect(rect.x, rect.y, rect.w, rect.h - below), 2)
    head, count = _head_height(figure, cells[0].w, sizes), _count(figure)
    members: list[Drawing] = [
        _side(item, cell, head, count, sizes) for item, cell in zip(figure.items, cells, strict=True)
    ]
    if below:
        bar = Rect(rect.x, rect.bottom - below + GAP, rect.w, below - GAP)
        members.append(text_box("结论", bar, _verdict(figure, sizes), fill="deep", insets=(sizes.pad, 0, sizes.pad, 0)))
    return (pieces.group("对照", figure.alt, members),)


def _count(figure: Figure) -> int:
    """Rows of the longer column: the shorter one keeps to the same raster."""
    return max(len(_lines(i)) for i in figure.items)


def _lines(item: FigureItem) -> tuple[Line, ...]:
    return item.points or ((item.text,) if item.text else ())


def _row_height(item: FigureItem, column: int, sizes: Sizes) -> int:
    return max((height([p], column - 2 * sizes.pad) for p in _points(item, sizes)), default=0) + sizes.pad


def _verdict(figure: Figure, sizes: Sizes) -> list[Para]:
    return [para(figure.label, sizes.body, "on-deep", bold=True, align="center")]


def _verdict_height(figure: Figure, width: int, sizes: Sizes) -> int:
    if not figure.label:
        return 0
    return height(_verdict(figure, sizes), width - 2 * sizes.pad) + sizes.pad * 3 // 2 + GAP


def _head(item: FigureItem, sizes: Sizes) -> list[Para]:
    mark = MARKS.get(item.tone, "")
    color: Role = {"good": "on-primary", "bad": "background"}.get(item.tone, "deep")  # type: ignore[assignment]
    line = para(item.head, sizes.head, color, bold=True, face="heading")
    line = replace(line, runs=tuple(replace(run, color="text") if run.color == "muted" else run for run in line.runs))
    return [replace(line, marker=mark, marker_color=color, indent=pt(sizes.body * 1.25)) if mark else line]


def _head_height(figure: Figure, column: int, sizes: Sizes) -> int:
    return max(height(_head(i, sizes), column - 2 * sizes.pad) for i in figure.items) + sizes.pad


def _points(item: FigureItem, sizes: Sizes) -> list[Para]:
    quiet = item.tone == "bad"
    color: Role = "muted" if quiet else "text"
    marker_color: Role = "muted" if quiet else "primary"
    return pieces.bullets(_lines(item), sizes.body, color, MARKS.get(item.tone, "•"), marker_color)


def _side(item: FigureItem, cell: Rect, head: int, count: int, sizes: Sizes) -> Group:
    pad = (sizes.pad, 0, sizes.pad, 0)
    fill: Role = {"good": "primary", "bad": "muted"}.get(item.tone, "line")  # type: ignore[assignment]
    ground: Role = "background" if item.tone == "bad" else "tint"
    body = Rect(cell.x, cell.y + head, cell.w, cell.h - head)
    members: list[Drawing] = [
        pieces.panel("栏底", body, ground, HAIRLINE),
        text_box("栏题", Rect(cell.x, cell.y, cell.w, head), _head(item, sizes), fill=fill, insets=pad),
    ]
    members += pieces.ruled(_points(item, sizes), body, count, sizes)
    return pieces.group(pieces.name_of("栏", item), pieces.label_of(item), members)
