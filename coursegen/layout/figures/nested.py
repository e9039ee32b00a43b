"""Circles one inside the other: names in the crescents, what each means beside it."""

from __future__ import annotations

from math import isqrt

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Connector, Drawing, Group, Para, Rect, Role, Shape, Stroke
from coursegen.layout.typeset import height, pt, text_box

SHARE = 0.46
"""Share of the width that the widest circle takes at most."""

INMOST = 1.35
"""Diameter of the inmost circle in crescents."""

SINK = 0.3
"""How deep in its crescent a name stands, in crescents, so that the circle is wide enough there."""

EDGE = Stroke("background", 2.0)
LEADER = Stroke("secondary", 1.5)
_LOOKS: tuple[tuple[Role, Role], ...] = (
    ("tint", "deep"),
    ("line", "deep"),
    ("primary", "on-primary"),
    ("deep", "on-deep"),
)
"""Ground and text of the circles, the inmost last."""


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that circles and texts need at a body size."""
    sizes, share = Sizes(size), len(figure.items) - 1 + INMOST
    row = max(height(pieces.texts(i, sizes), _text_width(width, sizes)) for i in figure.items) + sizes.pad
    name = max(height([head], width) for i in figure.items for head in _name(i, sizes, "deep"))
    crescent = max(row, round(name / (1 - SINK)) + pt(2))
    most = round(width * SHARE)
    while round(crescent * share) <= most:
        if _names_fit(figure, round(crescent * share), sizes):
            return round(crescent * share)
        crescent += pt(6)
    return pieces.TOO_MUCH


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The circles from the widest to the inmost, then name and text of each from the top down."""
    sizes, count = Sizes(size), len(figure.items)
    side = min(rect.h, round(rect.w * SHARE))
    beside = any(i.text or i.points for i in figure.items)
    x = rect.x + (0 if beside else (rect.w - side) // 2)
    circles = [
        Rect(x + (side - d) // 2, rect.y + (rect.h - side) // 2 + side - d, d, d) for d in _diameters(side, count)
    ]
    looks = _LOOKS[-count:]
    drawn = [
        Shape(f"圈{n}", c, "ellipse", fill, EDGE)
        for n, (c, (fill, _)) in enumerate(zip(circles, looks, strict=True), 1)
    ]
    members = [
        _member(item, circle, _crescent(circles, n), color, rect, sizes)
        for n, (item, circle, (_, color)) in enumerate(zip(figure.items, circles, looks, strict=True))
    ]
    return (pieces.group("套环", figure.alt, [*drawn, *members]),)


def _text_width(width: int, sizes: Sizes) -> int:
    return width - round(width * SHARE) - 2 * sizes.pad


def _name(item: FigureItem, sizes: Sizes, color: Role) -> list[Para]:
    return pieces.centred(pieces.stacked(pieces.head_of(pieces.keyed(item)), sizes, color))


def _diameters(side: int, count: int) -> list[int]:
    crescent = side / (count - 1 + INMOST)
    return [round(side - n * crescent) for n in range(count)]


def _crescent(circles: list[Rect], n: int) -> int:
    """Height of what is seen of a circle above the next one; of the inmost, as much as names need."""
    return circles[n + 1].y - circles[n].y if n + 1 < len(circles) else round(circles[n].h / INMOST)


def _chord(diameter: int, depth: int) -> int:
    """Width of a circle at a depth below its top."""
    return 2 * isqrt(max(0, depth * (diameter - depth)))


def _name_box(circle: Rect, crescent: int) -> Rect:
    """The rectangle for a name: inside the circle, above the next one."""
    depth = round(crescent * SINK)
    wide = min(_chord(circle.h, depth), _chord(circle.h, crescent))
    return Rect(circle.x + (circle.w - wide) // 2, circle.y + depth, wide, crescent - depth)


def _names_fit(figure: Figure, side: int, sizes: Sizes) -> bool:
    """Whether every name stands in its crescent, on one line."""
    diameters = _diameters(side, len(figure.items))
    circles = [Rect(0, side - d, d, d) for d in diameters]
    for n, item in enumerate(figure.items):
        box = _name_box(circles[n], _crescent(circles, n))
        if height(_name(item, sizes, "deep"), box.w) > box.h:
            return False
    return True


def _member(item: FigureItem, circle: Rect, crescent: int, color: Role, rect: Rect, sizes: Sizes) -> Group:
    box = _name_box(circle, crescent)
    members: list[Drawing] = [text_box("圈名", box, _name(item, sizes, color))]
    if item.text or item.points:
        width = _text_width(rect.w, sizes)
        row = Rect(rect.right - width, circle.y + round(crescent * SINK / 2), width, crescent)
        y = box.y + box.h // 2
        out = circle.x + circle.w // 2 + _chord(circle.h, y - circle.y) // 2
        members += [
            Connector("引线", (out, y), (row.x - sizes.pad // 2, y), LEADER),
            text_box("说明", row, pieces.texts(item, sizes)),
        ]
    return pieces.group(pieces.name_of("圈", item), pieces.label_of(item), members)
