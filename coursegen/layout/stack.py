"""Blocks one below the other in the content area, in the order of remedy when they do not fit.

Shrink within the scale, never under 14 pt; hand over to roomier figure kinds; split over two slides; else give up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursegen.document.nodes import Block, Box, Bullets, Chart, Columns, Figure, FigureKind, Paragraph, Table
from coursegen.layout import blocks as block_layout
from coursegen.layout.geometry import Drawing, Rect
from coursegen.layout.typeset import plain, pt

SCALE = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
"""Body sizes in points, largest first; nothing in the content area is set under the last."""

LARGEST_ALONE = 24.0
"""The few words of a wide figure that has its slide to itself: smaller, they would stand lost in its boxes."""

WIDE = frozenset({"hub", "do-dont", "compare"})
"""Figures of at most two columns of text."""

FEW = 18
"""Characters that the longest text of such a figure has at most."""

LARGEST_FIGURE = 20.0

LITTLE = 0.15
"""Of the height of the content area: less room than this is left below, so that slides begin alike."""

LARGEST_PAIR = 24.0
"""Boxes that share a column, such as a case and what is asked of it."""

TWO_LINES = 28
"""Characters of a text beside a centre that stand on two lines at the largest size."""

ONE_LINE = 30
"""Characters of a band that stand on one line at that size."""

LARGEST_PROSE = 20.0
"""Running text is set no larger; a scene, or the short words of a figure alone on its slide, may be."""

SHORT_WORDS = frozenset({
    "hub", "steps", "do-dont", "compare", "spectrum",
    "ring", "ladder", "cycle", "timeline", "matrix", "statement", "pyramid", "balance", "chain", "tree", "nested",
})  # fmt: skip

GAP, COLUMN_GAP = pt(14), pt(16)

COLUMNS_STRETCH = 2.0


class Stacked(Struct, frozen=True):
    """Blocks as they will stand: the blocks (perhaps of roomier kinds) and their body size.

    `handed` are the figures that were handed over: the kind asked for, the kind drawn.
    """

    blocks: tuple[Block, ...]
    size: float
    handed: tuple[tuple[FigureKind, FigureKind], ...] = ()


def stack(blocks: Sequence[Block], area: Rect) -> tuple[Stacked, ...] | None:
    """How blocks stand on one slide, or on two; None when neither holds them."""
    variants = _variants(tuple(blocks))
    for variant in variants:
        whole = _sized(variant, area)
        if whole:
            roomier = _sized(_flat(variant), area)
            best = roomier if roomier and roomier.size > whole.size else whole
            return (replace(best, handed=_handed(variants[0], best.blocks)),)
    for variant in map(_flat, variants):
        for halves in _halves(variant, area.w):
            first, second = (_sized(half, area) for half in halves)
            if first and second:
                handed = _handed(variants[0], variant)
                return tuple(replace(half, handed=handed) for half in _alike(first, second))
    return None


def _alike(first: Stacked, second: Stacked) -> tuple[Stacked, Stacked]:
    """Two slides in one size where what stands on the one goes on on the other."""
    size = min(first.size, second.size)
    goes_on = type(first.blocks[-1]) is type(second.blocks[0])
    return (replace(first, size=size), replace(second, size=size)) if goes_on else (first, second)


def _flat(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with those side by side one below the other."""
    return tuple(b for block in blocks for b in (block.left + block.right if isinstance(block, Columns) else (block,)))


def _handed(asked: tuple[Block, ...], drawn: tuple[Block, ...]) -> tuple[tuple[FigureKind, FigureKind], ...]:
    """Figures of another kind than was asked for."""
    kinds = [[b.kind for b in _flat(blocks) if isinstance(b, Figure)] for blocks in (asked, drawn)]
    return tuple((before, after) for before, after in zip(*kinds, strict=True) if before != after)


def draw(stacked: Stacked, area: Rect) -> tuple[Drawing, ...]:
    """The drawings of a stack that fits; spare room goes to what may be stretched, the rest above and below."""
    wishes = [_wish(b, area.w, stacked.size) for b in stacked.blocks]
    spare = area.h - sum(w.need for w in wishes) - GAP * (len(wishes) - 1)
    room = [round(w.need * (w.stretch - 1)) for w in wishes]
    share = min(1.0, spare / sum(room)) if sum(room) else 0.0
    heights = [w.need + round(r * share) for w, r in zip(wishes, room, strict=True)]
    left = area.h - sum(heights) - GAP * (len(wishes) - 1)
    down = left * 2 // 5 if left > area.h * LITTLE else 0
    return _one_below_the_other(stacked.blocks, heights, area, area.y + down, stacked.size)


def _filled(blocks: Sequence[Block], rect: Rect, size: float) -> tuple[Drawing, ...]:
    """Blocks that fill a column to its foot: spare room goes to what stretches most readily."""
    wishes = [_wish(b, rect.w, size) for b in blocks]
    spare = rect.h - sum(w.need for w in wishes) - GAP * (len(wishes) - 1)
    room = [w.need * (w.stretch - 1) for w in wishes]
    whole = sum(room) or 1.0
    heights = [w.need + round(spare * r / whole) for w, r in zip(wishes, room, strict=True)]
    return _one_below_the_other(blocks, heights, rect, rect.y, size)


def _one_below_the_other(
    blocks: Sequence[Block], heights: Sequence[int], rect: Rect, y: int, size: float
) -> tuple[Drawing, ...]:
    out: list[Drawing] = []
    for block, tall in zip(blocks, heights, strict=True):
        out += _draw(block, Rect(rect.x, y, rect.w, tall), size)
        y += tall + GAP
    return tuple(out)


def _draw(block: Block, rect: Rect, size: float) -> tuple[Drawing, ...]:
    if not isinstance(block, Columns):
        return block_layout.draw(block, rect, size)
    cells = zip((block.left, block.right), _cells(block, rect), strict=True)
    return tuple(d for blocks, cell in cells for d in _filled(blocks, cell, _own_size(blocks, cell, size)))


def _own_size(blocks: tuple[Block, ...], cell: Rect, size: float) -> float:
    """The size of a column: boxes that have it to themselves are set as large as they fill it, being read first."""
    if not all(isinstance(b, Box) for b in blocks):
        return size
    largest = LARGEST_ALONE if len(blocks) == 1 else min(LARGEST_PAIR, size + 4)
    return next((s for s in SCALE if s <= largest and _need(blocks, cell.w, s) <= cell.h), size)


def _cells(block: Columns, rect: Rect) -> tuple[Rect, Rect]:
    left = (rect.w - COLUMN_GAP) * block.share // 100
    return (
        Rect(rect.x, rect.y, left, rect.h),
        Rect(rect.x + left + COLUMN_GAP, rect.y, rect.w - left - COLUMN_GAP, rect.h),
    )


def _wish(block: Block, width: int, size: float) -> block_layout.Placed:
    if not isinstance(block, Columns):
        return block_layout.wish(block, width, size)
    cells = _cells(block, Rect(0, 0, width, 0))
    needs = [_need(blocks, cell.w, size) for blocks, cell in zip((block.left, block.right), cells, strict=True)]
    return block_layout.Placed(max(needs), COLUMNS_STRETCH)


def _need(blocks: Sequence[Block], width: int, size: float) -> int:
    return sum(_wish(b, width, size).need for b in blocks) + GAP * (len(blocks) - 1)


def _sized(blocks: tuple[Block, ...], area: Rect) -> Stacked | None:
    largest = _largest(blocks)
    fitting = (size for size in SCALE if size <= largest and _need(blocks, area.w, size) <= area.h)
    size = next(fitting, None)
    return Stacked(blocks, size) if size else None


def _largest(blocks: tuple[Block, ...]) -> float:
    """The largest body size that suits the blocks of a slide."""
    if not all(_may_be_large(b) for b in blocks):
        return LARGEST_PROSE
    match blocks:
        case (Box(),) | (Box(), Paragraph()):
            return LARGEST_ALONE
        case (Figure(kind="hub", items=items),) if all(len(plain(i.text)) <= TWO_LINES for i in items):
            return LARGEST_ALONE
        case (Figure(kind="cards"),):
            return LARGEST_ALONE
        case (Figure(kind="steps"),) | (Box(), Figure(kind="steps")):
            return LARGEST_PAIR
        case (Figure(kind=kind, items=items),) if kind in WIDE and all(
            len(plain(t)) <= FEW for i in items for t in (i.text, *i.points)
        ):
            return LARGEST_ALONE
        case _:
            return LARGEST_FIGURE


def _may_be_large(block: Block) -> bool:
    match block:
        case Figure(kind="cards", items=items):
            return len(items) <= 4
        case Figure(kind="rows", items=items):
            return all(i.key and i.head and len(plain(i.head) + plain(i.text)) <= ONE_LINE for i in items)
        case Figure(kind=kind):
            return kind in SHORT_WORDS
        case Box() | Paragraph(style="question"):
            return True
        case _:
            return False


def _variants(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """The blocks as asked for, then with every figure handed over once, twice, and so on to the roomiest kind."""
    found = [blocks]
    while (roomier := _each_roomier(found[-1])) != found[-1]:
        found.append(roomier)
    return found


def _each_roomier(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(b for block in blocks for b in _roomier(block))


def _roomier(block: Block) -> tuple[Block, ...]:
    match block:
        case Chart():
            from coursegen.layout.figures import chart

            return (chart.roomier(block),)
        case Columns(left=left, right=right):
            return (replace(block, left=_each_roomier(left), right=_each_roomier(right)),)
        case Figure():
            from coursegen.layout.figures.hand_over import hand_over

            return hand_over(block) or (block,)
        case _:
            return (block,)


def _halves(blocks: tuple[Block, ...], width: int) -> Iterator[tuple[tuple[Block, ...], tuple[Block, ...]]]:
    """Ways to part blocks over two slides: the last list, table or set of bands in two, then between blocks, evenly."""
    for at in range(len(blocks) - 1, -1, -1):
        parts = _cut(blocks[at])
        if parts:
            yield (*blocks[:at], parts[0]), (parts[1], *blocks[at + 1 :])
            break
    pairs = [(blocks[:at], blocks[at:]) for at in range(1, len(blocks))]
    yield from sorted(pairs, key=lambda pair: max(_need(half, width, SCALE[-1]) for half in pair))


def _cut(block: Block) -> tuple[Block, Block] | None:
    match block:
        case Figure(kind="rows" | "outline" | "cards" | "spectrum", items=items) if len(items) > 1:
            half = -(-len(items) // 2)
            return replace(block, items=items[:half]), replace(block, items=items[half:])
        case Bullets(items=items) if len(items) > 1:
            half = -(-len(items) // 2)
            return replace(block, items=items[:half]), replace(block, items=items[half:], first=block.first + half)
        case Table(rows=rows) if len(rows) > 1:
            half = -(-len(rows) // 2)
            later = tuple(n - half for n in block.good if n >= half)
            sooner = tuple(n for n in block.good if n < half)
            return replace(block, rows=rows[:half], good=sooner), replace(block, rows=rows[half:], good=later)
        case _:
            return None
