"""A matter of degree: too little, the right measure, too much."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import GAP, Sizes
from coursegen.layout.geometry import Drawing, Group, Para, Rect, Shape, Stroke
from coursegen.layout.placeholders import SMALLEST
from coursegen.layout.typeset import height, lines_in, para, pt, text_box

SIDE_SHARE = 0.25
"""Share of the width that each outer column takes: the middle carries the message."""

SHAFT = 0.64
"""Share of its height that the shaft of the axis takes."""

HEAD = 0.6
"""Length of its heads as a share of the height of an axis with names on one line."""

POLE_LINES = 2
"""The name of a pole on more lines is none any more."""


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that axis and rows need at a body size."""
    sizes = Sizes(size)
    if any(len(lines_in(pole, cell.w)) > POLE_LINES for pole, cell in _poles(figure, Rect(0, 0, width, 0), sizes)):
        return pieces.TOO_MUCH
    rows = pieces.shared(max(_row_height(i, width, sizes) for i in figure.items), len(figure.items))
    return _axis_height(figure, width, sizes) + GAP + rows


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The axis with its poles, and one row of three cells for each item."""
    sizes = Sizes(size)
    axis = Rect(rect.x, rect.y, rect.w, _axis_height(figure, rect.w, sizes))
    body = Rect(rect.x, axis.bottom + GAP, rect.w, rect.h - axis.h - GAP)
    rows = pieces.rows(body, len(figure.items))
    members = [_row(item, cell, sizes) for item, cell in zip(figure.items, rows, strict=True)]
    return (pieces.group("分寸", figure.alt, [*_axis(figure, axis, sizes), *members]),)


def _axis_height(figure: Figure, width: int, sizes: Sizes) -> int:
    """The arrow's height: its shaft holds every pole."""
    tallest = max(height([pole], cell.w) for pole, cell in _poles(figure, Rect(0, 0, width, 0), sizes))
    return max(_least_axis(sizes), round(tallest / SHAFT))


def _least_axis(sizes: Sizes) -> int:
    return pt(sizes.body * 2.3)


def _poles(figure: Figure, rect: Rect, sizes: Sizes) -> list[tuple[Para, Rect]]:
    """What each pole says, and where: in the middle of its column, clear of the heads of the arrow."""
    words = (para(p, sizes.body, "deep", bold=n == 1, align="center") for n, p in enumerate(figure.poles))
    head = round(_least_axis(sizes) * HEAD)
    return [(pole, cell.inset(head, 0, head, 0)) for pole, cell in zip(words, _cells(rect), strict=True)]


def _cells(rect: Rect) -> list[Rect]:
    gap = GAP // 2
    side = round(rect.w * SIDE_SHARE)
    middle = rect.w - 2 * side - 2 * gap
    return [
        Rect(rect.x, rect.y, side, rect.h),
        Rect(rect.x + side + gap, rect.y, middle, rect.h),
        Rect(rect.right - side, rect.y, side, rect.h),
    ]


def _axis(figure: Figure, rect: Rect, sizes: Sizes) -> list[Drawing]:
    arrow = Shape(
        "分寸轴",
        rect,
        "leftRightArrow",
        "line",
        adjust=(round(SHAFT * 100000), round(_least_axis(sizes) * HEAD / rect.h * 100000)),
    )
    labels = (text_box(f"刻度-{n}", cell, [pole]) for n, (pole, cell) in enumerate(_poles(figure, rect, sizes), 1))
    return [arrow, *labels]


def _parts(item: FigureItem, sizes: Sizes) -> tuple[list[Para], list[Para], list[Para]]:
    low, right, high = item.points
    side = max(SMALLEST, sizes.body - 2)
    middle = [para(right, sizes.head, "on-primary", bold=True, face="heading", align="center")]
    if item.head:
        middle.insert(0, para(item.head, sizes.small, "on-primary", align="center"))
    return (
        [para(low, side, "muted", align="center")],
        middle,
        [para(high, side, "muted", align="center")],
    )


def _row_height(item: FigureItem, width: int, sizes: Sizes) -> int:
    cells = _cells(Rect(0, 0, width, 0))
    parts = _parts(item, sizes)
    return max(height(p, c.w - 2 * sizes.pad) for p, c in zip(parts, cells, strict=True)) + 2 * sizes.pad


def _row(item: FigureItem, rect: Rect, sizes: Sizes) -> Group:
    pad = (sizes.pad, 0, sizes.pad, 0)
    low, right, high = zip(_cells(rect), _parts(item, sizes), strict=True)
    edge = Stroke("line", 1.25)
    members: list[Drawing] = [
        text_box("不及", low[0], low[1], fill="background", stroke=edge, insets=pad),
        text_box("恰当", right[0], right[1], fill="primary", insets=pad),
        text_box("过头", high[0], high[1], fill="background", stroke=edge, insets=pad),
    ]
    return pieces.group(pieces.name_of("分寸", item), pieces.label_of(item), members)
