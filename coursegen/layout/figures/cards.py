"""Parallel things side by side."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import HAIRLINE, Sizes
from coursegen.layout.geometry import Drawing, Group, Para, Rect
from coursegen.layout.typeset import SAFETY, height, lines_in, para, plain, pt, text_box

BAR = pt(5)

GAP = pt(17)
"""Between cards: .24 in, as key characters stand apart (type scale for slides 13.33 in wide)."""


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the cards need at a body size."""
    sizes, grid = Sizes(size), _grid(figure, width, size)
    card, lines = _width(width, grid), -(-len(figure.items) // grid)
    if any(pieces.word_is_cut(head, _head_room(i, card, sizes)) for i in figure.items for head in _head(i, sizes)):
        return pieces.TOO_MUCH
    if size > pieces.LARGEST_WRAPPED and pieces.wrap_at(figure.items, card, sizes):
        return pieces.TOO_MUCH
    each = _head_height(figure, card, sizes) + max(_body_height(i, card, sizes) for i in figure.items)
    return pieces.shared(each, lines, GAP)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The cards, filling the rectangle."""
    sizes, grid = Sizes(size), _grid(figure, rect.w, size)
    lines = -(-len(figure.items) // grid)
    cells = [c for row in pieces.rows(rect, lines, GAP) for c in pieces.columns(row, grid, GAP)]
    head = _head_height(figure, cells[0].w, sizes)
    ruled = pieces.in_rows(figure.items, cells[0].w, sizes)
    cards = [_card(item, cell, head, sizes, ruled=ruled) for item, cell in zip(figure.items, cells, strict=False)]
    return (pieces.group("卡片", figure.alt, cards),)


def _grid(figure: Figure, width: int, size: float) -> int:
    """Cards in a row: all of up to five, but half where texts are long or heads would stand in a narrow column."""
    count = len(figure.items)
    half, wide = -(-count // 2), count if count <= 5 else 3
    long = count == 4 and max(len(plain(i.text)) for i in figure.items) > 34
    return half if long or (count > 3 and _cramped(figure, _width(width, wide), Sizes(size))) else wide


def _width(width: int, grid: int) -> int:
    return (width - GAP * (grid - 1)) // grid


def _cramped(figure: Figure, card: int, sizes: Sizes) -> bool:
    """Whether a head beside its seal takes more than two lines, or has not room for one character."""
    keyed = [(p, _head_room(i, card, sizes)) for i in figure.items if i.key for p in _head(i, sizes)]
    return any(room < pt(sizes.head) + pt(SAFETY) or len(lines_in(p, room)) > 2 for p, room in keyed)


def _side(sizes: Sizes) -> int:
    return pt(sizes.head * 2.5)


def _head(item: FigureItem, sizes: Sizes) -> list[Para]:
    return [para(item.head, sizes.head, "deep", bold=True, face="heading")] if item.head else []


def _head_room(item: FigureItem, width: int, sizes: Sizes) -> int:
    beside = _side(sizes) + sizes.pad // 2 if item.key else 0
    return width - 2 * sizes.pad - beside


def _head_height(figure: Figure, width: int, sizes: Sizes) -> int:
    """Height of the upper part, the same on all cards."""
    tallest = max(height(_head(i, sizes), _head_room(i, width, sizes)) for i in figure.items)
    seals = _side(sizes) if any(i.key for i in figure.items) else 0
    return max(tallest, seals) + BAR + sizes.pad + sizes.pad * 3 // 4


def _body_height(item: FigureItem, width: int, sizes: Sizes) -> int:
    paras = pieces.texts(item, sizes)
    return height(paras, width - 2 * sizes.pad) + 2 * sizes.pad if paras else sizes.pad // 2


def _card(item: FigureItem, cell: Rect, head: int, sizes: Sizes, *, ruled: bool) -> Group:
    pad, side, paras = sizes.pad, _side(sizes), pieces.texts(item, sizes)
    head = head if paras else cell.h
    top = Rect(cell.x, cell.y, cell.w, head)
    members: list[Drawing] = [
        pieces.panel("卡片底", cell, "background", HAIRLINE),
        pieces.panel("卡片头", top),
        pieces.bar("卡片顶线", Rect(cell.x, cell.y, cell.w, BAR)),
    ]
    left = cell.x + pad
    if item.key:
        inner = head - BAR
        members.append(
            pieces.seal(f"主题字-{item.key}", Rect(left, cell.y + BAR + (inner - side) // 2, side, side), item.key)
        )
        left += side + pad // 2
    if item.head:
        box = Rect(left, cell.y + BAR, cell.right - pad - left, head - BAR)
        members.append(text_box("题名", box, _head(item, sizes)))
    if paras and ruled:
        members += pieces.ruled(paras, Rect(cell.x, cell.y + head, cell.w, cell.h - head), len(paras), sizes)
    elif paras:
        box = Rect(cell.x, cell.y + head, cell.w, cell.h - head)
        spread = pieces.spread(paras, box, sizes)
        members.append(text_box("说明", box, spread, anchor="top", insets=(pad, pad, pad, pad)))
    return pieces.group(pieces.name_of("卡片", item), pieces.label_of(item), members)
