"""A whole and what it divides into: the root above, its branches below, leaves hanging from each."""

from __future__ import annotations

from itertools import accumulate

from coursegen.document.nodes import Figure, FigureItem, Line
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import GAP, Sizes
from coursegen.layout.geometry import Connector, Drawing, Group, Para, Rect, Stroke
from coursegen.layout.typeset import height, para, pt, text_box, widest

DROP = pt(16)
"""Least length of each half of the way from the root to a branch."""

INDENT = pt(18)
LEAF_GAP = pt(7)
TWIG = Stroke("secondary", 1.5)
ROOT_SHARE = 0.7


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the tree needs at a body size."""
    sizes, cell = Sizes(size), _cell(figure, width)
    if not pieces.column_fits([pieces.keyed(i) for i in figure.items], cell - 2 * sizes.pad, sizes):
        return pieces.TOO_MUCH
    leaves = sum(tall + LEAF_GAP for tall in _leaf_heights(figure, cell, sizes))
    return _root_height(figure, width, sizes) + 2 * DROP + _head_height(figure, cell, sizes) + leaves


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The root, the way to the branches, then branch by branch; spare height goes to the leaves, else above them."""
    sizes, cells = Sizes(size), pieces.columns(rect, len(figure.items))
    root = _root(figure, rect, sizes)
    head, leaves = _head_height(figure, cells[0].w, sizes), _leaf_heights(figure, cells[0].w, sizes)
    spare = rect.h - need(figure, rect.w, size)
    if leaves:
        leaves, drop = [tall + spare // len(leaves) for tall in leaves], DROP
    else:
        head, drop = head + spare // 2, DROP + spare // 4
    top = root.bottom + 2 * drop
    branches = [
        _branch(item, Rect(cell.x, top, cell.w, rect.bottom - top), head, leaves, sizes)
        for item, cell in zip(figure.items, cells, strict=True)
    ]
    pad = (sizes.pad, 0, sizes.pad, 0)
    trunk = text_box("根", root, [_root_name(figure, sizes)], fill="deep", insets=pad)
    return (pieces.group("树", figure.alt, [*_ways(root, cells, drop), trunk, *branches]),)


def _cell(figure: Figure, width: int) -> int:
    return (width - GAP * (len(figure.items) - 1)) // len(figure.items)


def _root_name(figure: Figure, sizes: Sizes) -> Para:
    return para(figure.label, sizes.head, "on-deep", bold=True, face="heading", align="center")


def _root_width(figure: Figure, width: int, sizes: Sizes) -> int:
    return min(max(widest([_root_name(figure, sizes)]), width // 5) + 2 * sizes.pad, round(width * ROOT_SHARE))


def _root_height(figure: Figure, width: int, sizes: Sizes) -> int:
    inner = _root_width(figure, width, sizes) - 2 * sizes.pad
    return height([_root_name(figure, sizes)], inner) + sizes.pad


def _root(figure: Figure, rect: Rect, sizes: Sizes) -> Rect:
    wide = _root_width(figure, rect.w, sizes)
    return Rect(rect.x + (rect.w - wide) // 2, rect.y, wide, _root_height(figure, rect.w, sizes))


def _ways(root: Rect, cells: list[Rect], drop: int) -> list[Drawing]:
    """Down from the root, across, down to every branch."""
    y, middles = root.bottom + drop, [c.x + c.w // 2 for c in cells]
    down = [Connector(f"分叉{n}", (x, y), (x, y + drop), TWIG) for n, x in enumerate(middles, 1)]
    return [
        Connector("主干", (root.x + root.w // 2, root.bottom), (root.x + root.w // 2, y), TWIG),
        Connector("横枝", (middles[0], y), (middles[-1], y), TWIG),
        *down,
    ]


def _head(item: FigureItem, sizes: Sizes) -> list[Para]:
    return pieces.centred(pieces.stacked(pieces.head_of(pieces.keyed(item)), sizes, "on-primary"))


def _head_height(figure: Figure, cell: int, sizes: Sizes) -> int:
    return max(height(_head(i, sizes), cell - 2 * sizes.pad) for i in figure.items) + sizes.pad * 3 // 2


def _leaves(item: FigureItem) -> tuple[Line, ...]:
    return (*((item.text,) if item.text else ()), *item.points)


def _leaf_heights(figure: Figure, cell: int, sizes: Sizes) -> list[int]:
    """Heights of the rows of leaves: leaves side by side are equally high."""
    inner = cell - INDENT - 2 * sizes.pad
    columns = [[height([para(leaf, sizes.body)], inner) for leaf in _leaves(i)] for i in figure.items]
    rows = max(len(column) for column in columns)
    return [max(column[n] for column in columns if n < len(column)) + sizes.pad for n in range(rows)]


def _branch(item: FigureItem, cell: Rect, head: int, leaves: list[int], sizes: Sizes) -> Group:
    pad = (sizes.pad, 0, sizes.pad, 0)
    name = Rect(cell.x, cell.y, cell.w, head)
    members: list[Drawing] = [text_box("枝", name, _head(item, sizes), fill="primary", insets=pad)]
    tops = accumulate((tall + LEAF_GAP for tall in leaves), initial=name.bottom + LEAF_GAP)
    x, end = cell.x + INDENT // 2, name.bottom
    for number, (leaf, top, tall) in enumerate(zip(_leaves(item), tops, leaves, strict=False), 1):
        box = Rect(cell.x + INDENT, top, cell.w - INDENT, tall)
        end = box.y + box.h // 2
        members += [
            Connector(f"细枝{number}", (x, end), (box.x, end), TWIG),
            text_box(f"叶{number}", box, [para(leaf, sizes.body)], fill="tint", insets=pad),
        ]
    if len(members) > 1:
        members.insert(0, Connector("枝干", (x, name.bottom), (x, end), TWIG))
    return pieces.group(pieces.name_of("枝", item), pieces.label_of(item), members)
