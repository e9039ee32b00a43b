"""Layers that rest on each other: a pyramid with their names, what each means beside it."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Connector, Drawing, Group, Para, Rect, Stroke
from coursegen.layout.typeset import height, pt, text_box

SHARE, SHARE_ALONE = 0.46, 0.62
"""Share of the width that the base of the pyramid takes, with texts beside it and without."""

TOP = 0.34
"""Width of the top in shares of the base: names must find room there too."""

GAP = pt(4)
RULE = Stroke("line", 1.0)


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the layers need at a body size."""
    sizes = Sizes(size)
    heads = [pieces.head_of(pieces.keyed(i)) for i in figure.items]
    rooms = _rooms(figure, width, sizes)
    if not all(pieces.heads_fit([head], room, sizes) for head, room in zip(heads, rooms, strict=True)):
        return pieces.TOO_MUCH
    tallest = max(height(pieces.stacked(head, sizes), room) for head, room in zip(heads, rooms, strict=True))
    beside = max(height(pieces.texts(i, sizes), _text_width(width, sizes)) for i in figure.items)
    return pieces.shared(max(tallest, beside) + sizes.pad, len(heads), GAP)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The layers from the top down, each with its text."""
    sizes, base = Sizes(size), _base(figure, rect.w)
    x = rect.x if _has_texts(figure) else rect.x + (rect.w - base) // 2
    layers = []
    for number, (item, row) in enumerate(zip(figure.items, pieces.rows(rect, len(figure.items), GAP), strict=True)):
        above, below = _edge(base, row.y - rect.y, rect.h), _edge(base, row.bottom - rect.y, rect.h)
        tier = Rect(x + (base - below) // 2, row.y, below, row.h)
        layers.append(_layer(number, item, tier, (below - above) // 2, row, sizes))
    return (pieces.group("金字塔", figure.alt, layers),)


def _has_texts(figure: Figure) -> bool:
    return any(i.text or i.points for i in figure.items)


def _base(figure: Figure, width: int) -> int:
    return round(width * (SHARE if _has_texts(figure) else SHARE_ALONE))


def _text_width(width: int, sizes: Sizes) -> int:
    return width - round(width * SHARE) - sizes.pad


def _edge(base: int, depth: int, tall: int) -> int:
    """Width of the pyramid at a depth below its top."""
    return round(base * (TOP + (1 - TOP) * depth / tall))


def _rooms(figure: Figure, width: int, sizes: Sizes) -> list[int]:
    """Widths for the names: what each layer has at its upper edge."""
    base, count = _base(figure, width), len(figure.items)
    return [_edge(base, n, count) - sizes.pad for n in range(count)]


def _layer(number: int, item: FigureItem, tier: Rect, slope: int, row: Rect, sizes: Sizes) -> Group:
    name: list[Para] = pieces.centred(pieces.stacked(pieces.head_of(pieces.keyed(item)), sizes, "on-primary"))
    inset = slope - slope * 2 // 3 + sizes.pad // 2
    adjust = (round(slope / min(tier.w, tier.h) * 100000),)
    members: list[Drawing] = [
        text_box("层名", tier, name, fill="primary", geometry="trapezoid", adjust=adjust, insets=(inset, 0, inset, 0))
    ]
    if item.text or item.points:
        width = _text_width(row.w, sizes)
        members.append(text_box("说明", Rect(row.right - width, row.y, width, row.h), pieces.texts(item, sizes)))
        if number:
            y = row.y - GAP // 2
            members.append(Connector("细线", (tier.right - slope + pt(6), y), (row.right, y), RULE))
    return pieces.group(pieces.name_of("层", item), pieces.label_of(item), members)
