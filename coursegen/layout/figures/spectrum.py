"""A matter of degree: too little, the right measure, too much."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import GAP, Sizes
from coursegen.layout.geometry import Drawing, Group, Para, Rect, Shape, Stroke
from coursegen.layout.typeset import height, para, pt, text_box

SIDE_SHARE = 0.25
"""Share of the width that each outer column takes: the middle carries the message."""


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that axis and rows need at a body size."""
    sizes = Sizes(size)
    rows = pieces.shared(max(_row_height(i, width, sizes) for i in figure.items), len(figure.items))
    return _axis_height(sizes) + GAP + rows


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The axis with its poles, and one row of three cells for each item."""
    sizes = Sizes(size)
    axis = Rect(rect.x, rect.y, rect.w, _axis_height(sizes))
    body = Rect(rect.x, axis.bottom + GAP, rect.w, rect.h - axis.h - GAP)
    rows = pieces.rows(body, len(figure.items))
    members = [_row(item, cell, sizes) for item, cell in zip(figure.items, rows, strict=True)]
    return (pieces.group("分寸", figure.alt, [*_axis(figure, axis, sizes), *members]),)


def _axis_height(sizes: Sizes) -> int:
    return pt(sizes.body * 2.3)


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
    arrow = Shape("分寸轴", rect, "leftRightArrow", "line", adjust=(64000, 60000))
    labels = [
        text_box(f"刻度-{n}", cell, [para(pole, sizes.body, "deep", bold=n == 2, align="center")])
        for n, (pole, cell) in enumerate(zip(figure.poles, _cells(rect), strict=True), 1)
    ]
    return [arrow, *labels]


def _parts(item: FigureItem, sizes: Sizes) -> tuple[list[Para], list[Para], list[Para]]:
    low, right, high = item.points
    middle = [para(right, sizes.head, "on-primary", bold=True, face="heading", align="center")]
    if item.head:
        middle.insert(0, para(item.head, sizes.small, "on-primary", align="center"))
    return (
        [para(low, sizes.body - 2, "muted", align="center")],
        middle,
        [para(high, sizes.body - 2, "muted", align="center")],
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
