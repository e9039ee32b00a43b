"""Things round a ring, and steps that come back to their start: nodes on a circle, a card beside each."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin

from msgspec import Struct

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import GAP, Sizes
from coursegen.layout.geometry import Connector, Drawing, Group, Rect, Shape, Stroke
from coursegen.layout.measure import em_width
from coursegen.layout.typeset import height, para, pt, text_box

RING_SHARE = 0.34
"""Share of the width that the ring takes at most: the cards carry the words."""

BAND = pt(10)
STRIP = pt(6)
LEADER = Stroke("secondary", 1.5)
ARROW = Stroke("secondary", 3.0, arrow=True)
LONGEST_KEY = 2.0
"""Keys wider than this, in em, stand before the head, not on the node."""

CARD_STRETCH = 1.35


class _Seat(Struct, frozen=True):
    """Where one member is: the angle of its node (degrees, clockwise from the right), and its row on which side."""

    angle: float
    left: bool
    row: int
    rows: int


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that ring and cards need at a body size."""
    sizes = Sizes(size)
    outer, card = min(_least(figure, sizes), _ring_room(width)), _card_width(width)
    inner = card - STRIP - 2 * sizes.pad
    whole = not figure.label or pieces.largest(figure.label, _hole(Rect(0, 0, outer, outer), sizes), sizes, "deep")
    if not whole or not pieces.heads_fit([_named(i, figure) for i in figure.items], inner, sizes):
        return pieces.TOO_MUCH
    rows = -(-len(figure.items) // 2)
    return max(outer, pieces.shared(_card_height(figure, width, sizes), rows))


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The ring or the arrows, then each node with its leader and card."""
    sizes = Sizes(size)
    outer = min(rect.h, _ring_room(rect.w))
    square = Rect(rect.x + (rect.w - outer) // 2, rect.y + (rect.h - outer) // 2, outer, outer)
    seats = _seats(len(figure.items), in_order=figure.kind == "cycle")
    line = _arrows(seats, square, sizes) if figure.kind == "cycle" else [_band(square, sizes)]
    members = [_member(n, figure, seat, square, rect, sizes) for n, seat in enumerate(seats, 1)]
    name = "循环" if figure.kind == "cycle" else "环形"
    return (pieces.group(name, figure.alt, [*line, *_centre(figure, square, sizes), *members]),)


def _seats(count: int, *, in_order: bool) -> list[_Seat]:
    """Even angles, with as many members at the right as at the left, or one more.

    An order runs clockwise from the upper right; what has none reads down the left side, then down the right.
    """
    right, left, step = count - count // 2, count // 2, 360 / count
    at_right = [_Seat((n - (right - 1) / 2) * step, False, n, right) for n in range(right)]  # noqa: FBT003
    at_left = [_Seat(180 + (n - (left - 1) / 2) * step, True, left - 1 - n, left) for n in range(left)]  # noqa: FBT003
    return at_right + at_left if in_order else at_left[::-1] + at_right


def _ring_room(width: int) -> int:
    return round(width * RING_SHARE)


def _card_width(width: int) -> int:
    return (width - _ring_room(width)) // 2 - GAP


def _least(figure: Figure, sizes: Sizes) -> int:
    """The smallest ring with its nodes; larger when something stands in it."""
    return pt(sizes.head * (9.5 if figure.label else 7.5))


def _node(sizes: Sizes) -> int:
    return pt(sizes.head * 1.9)


def _hole(square: Rect, sizes: Sizes) -> Rect:
    """The square inside the ring, clear of the nodes."""
    free = square.w - 2 * _node(sizes)
    margin = round(square.w - free * 0.7) // 2
    return square.inset(margin, margin, margin, margin)


def _named(item: FigureItem, figure: Figure) -> FigureItem:
    """A member as its card says it: a key that no node can hold stands before the head."""
    if figure.kind == "ring" and em_width(item.key, bold=True) <= LONGEST_KEY:
        return item
    return pieces.keyed(item)


def _card_height(figure: Figure, width: int, sizes: Sizes) -> int:
    inner = _card_width(width) - STRIP - 2 * sizes.pad
    return max(height(pieces.stacked(_named(i, figure), sizes), inner) for i in figure.items) + sizes.pad * 3 // 2


def _middle(seat: _Seat, square: Rect, sizes: Sizes) -> tuple[int, int]:
    """Middle of a node: on the circle that leaves half a node of room to the square."""
    reach = (square.w - _node(sizes)) / 2
    turn = radians(seat.angle)
    return (
        square.x + square.w // 2 + round(reach * cos(turn)),
        square.y + square.h // 2 + round(reach * sin(turn)),
    )


def _card(seat: _Seat, rect: Rect, least: int, middle: int) -> Rect:
    """The row of a member, cut to a card whose middle is as near to that of its node as the row allows."""
    width = _card_width(rect.w)
    row = pieces.rows(Rect(rect.x if seat.left else rect.right - width, rect.y, width, rect.h), seat.rows)[seat.row]
    tall = min(row.h, round(least * CARD_STRETCH))
    return Rect(row.x, min(max(row.y, middle - tall // 2), row.bottom - tall), width, tall)


def _band(square: Rect, sizes: Sizes) -> Shape:
    margin = (_node(sizes) - BAND) // 2
    ring = square.inset(margin, margin, margin, margin)
    return Shape("圆环", ring, "donut", "line", adjust=(round(BAND / ring.w * 100000),))


def _arrows(seats: list[_Seat], square: Rect, sizes: Sizes) -> list[Drawing]:
    """An arc with a head from each node to the next."""
    half = _node(sizes) // 2
    circle = square.inset(half, half, half, half)
    clear = degrees(2 * asin((half + pt(5)) / circle.w))
    turns = [(a.angle + clear, b.angle - clear) for a, b in zip(seats, [*seats[1:], seats[0]], strict=True)]
    return [
        Shape(f"箭头{n}", circle, "arc", None, ARROW, adjust=tuple(round(a % 360 * 60000) for a in turn))
        for n, turn in enumerate(turns, 1)
    ]


def _centre(figure: Figure, square: Rect, sizes: Sizes) -> list[Drawing]:
    hole = _hole(square, sizes)
    label = pieces.largest(figure.label, hole, sizes, "deep") if figure.label else None
    return [text_box("中心", hole, [label])] if label else []


def _mark(number: int, figure: Figure) -> str:
    """What stands on a node: the number of a step, a short key, or nothing."""
    item = figure.items[number - 1]
    return str(number) if figure.kind == "cycle" else item.key if _named(item, figure) is item else ""


def _member(number: int, figure: Figure, seat: _Seat, square: Rect, rect: Rect, sizes: Sizes) -> Group:
    item, mark = figure.items[number - 1], _mark(number, figure)
    x, y = _middle(seat, square, sizes)
    side = _node(sizes) if mark else _node(sizes) // 2
    node = Rect(x - side // 2, y - side // 2, side, side)
    card = _card(seat, rect, _card_height(figure, rect.w, sizes), y)
    inner = card.right if seat.left else card.x
    strip = Rect(inner - STRIP if seat.left else inner, card.y, STRIP, card.h)
    pad = (sizes.pad + (0 if seat.left else STRIP), 0, sizes.pad + (STRIP if seat.left else 0), 0)
    members: list[Drawing] = [
        Connector("引线", (node.x if seat.left else node.right, y), (inner, y), LEADER),
        _disc(node, mark, sizes),
        text_box("文字", card, pieces.stacked(_named(item, figure), sizes), fill="tint", insets=pad),
        pieces.bar("色条", strip),
    ]
    return pieces.group(pieces.name_of("成员", item), pieces.label_of(item), members)


def _disc(node: Rect, mark: str, sizes: Sizes) -> Shape:
    if not mark:
        return Shape("节点", node, "ellipse", "primary", Stroke("background", 3))
    size = sizes.head - 2 if em_width(mark) <= 1 else 14
    words = [para(mark, size, "on-primary", bold=True, align="center", spacing=100)]
    return text_box("节点", node, words, fill="primary", stroke=Stroke("background", 3), geometry="ellipse")
