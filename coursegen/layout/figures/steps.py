"""An order: numbered arrows in a row, what each means below."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Drawing, Group, Para, Rect
from coursegen.layout.geometry import Geometry as Preset
from coursegen.layout.typeset import height, lines_in, para, plain, pt, text_box
from coursegen.text import wide_gap

GAP = pt(12)
WIDENED = pt(16)
"""By how much arrows grow at most where there is room."""


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the steps need at a body size."""
    sizes = Sizes(size)
    cell = _cell(figure, width)
    told = any(i.text or i.points for i in figure.items)
    narrow = told and cell - _tip(sizes) - 2 * sizes.pad < pt(sizes.body * pieces.LEAST_COLUMN)
    if narrow or not pieces.heads_fit(figure.items, _head_room(cell, sizes), sizes):
        return pieces.TOO_MUCH
    pointed = any(i.points for i in figure.items)
    if pointed and size > pieces.LARGEST_WRAPPED and pieces.wrap_at(figure.items, cell, sizes):
        return pieces.TOO_MUCH
    return _arrow_height(figure, cell, sizes) + GAP + max(_text_height(i, cell, sizes) for i in figure.items)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The steps, filling the rectangle."""
    sizes = Sizes(size)
    cells = pieces.columns(rect, len(figure.items), GAP)
    width = cells[0].w
    arrow, names = _arrow_height(figure, width, sizes), _names(figure, width, sizes)
    spare = rect.h - arrow - GAP - max(_text_height(i, width, sizes) for i in figure.items)
    arrow += max(0, min(spare // 3, WIDENED))
    ruled = pieces.in_rows(figure.items, width, sizes)
    steps = [
        _step(n, item, (name, arrow), cell, sizes, ruled=ruled)
        for n, (item, name, cell) in enumerate(zip(figure.items, names, cells, strict=True), 1)
    ]
    return (pieces.group("步骤", figure.alt, steps),)


def _cell(figure: Figure, width: int) -> int:
    return (width - GAP * (len(figure.items) - 1)) // len(figure.items)


def _tip(sizes: Sizes) -> int:
    return pt(sizes.head * 0.9)


def _arrow_height(figure: Figure, cell: int, sizes: Sizes) -> int:
    return max(height([name], _head_room(cell, sizes)) for name in _names(figure, cell, sizes)) + sizes.pad


def _head_room(cell: int, sizes: Sizes) -> int:
    """Width for a name between the tips of an arrow, less what rounding their length takes."""
    return cell - 5 * _tip(sizes) // 2 - pt(0.1)


def _names(figure: Figure, cell: int, sizes: Sizes) -> list[Para]:
    """What stands in the arrows: number and name on one line, or on all of them the number above the name."""
    room = _head_room(cell, sizes)
    for joint in (wide_gap("".join(plain(item.head) for item in figure.items)), "\n"):
        texts = [f"{n}{joint}{plain(i.head)}" for n, i in enumerate(figure.items, 1)]
        names = [para(t, sizes.head, "on-primary", bold=True, face="heading", align="center") for t in texts]
        if all(len(lines_in(name, room)) == 1 for name in names):
            break
    return names


def _text_height(item: FigureItem, cell: int, sizes: Sizes) -> int:
    return pieces.block_height(pieces.texts(item, sizes), cell, sizes) if item.text or item.points else 0


def _step(number: int, item: FigureItem, head: tuple[Para, int], cell: Rect, sizes: Sizes, *, ruled: bool) -> Group:
    """A step: its name in an arrow of a height, what it means below."""
    tip, (name, arrow) = _tip(sizes), head
    top = Rect(cell.x, cell.y, cell.w, arrow)
    adjust = (min(50000, round(tip / max(1, min(top.w, top.h)) * 100000)),)
    shape: Preset = "homePlate" if number == 1 else "chevron"
    right = tip if number == 1 else 0
    members: list[Drawing] = [
        text_box("步骤名", top, [name], fill="primary", geometry=shape, adjust=adjust, insets=(tip // 2, 0, right, 0))
    ]
    if item.text or item.points:
        body = Rect(cell.x, cell.y + arrow + GAP, cell.w, cell.h - arrow - GAP)
        pad, texts = sizes.pad, pieces.texts(item, sizes)
        if ruled:
            members += (pieces.panel("说明底", body), *pieces.ruled(texts, body, len(texts), sizes))
        else:
            text = pieces.spread(texts, body, sizes)
            members.append(text_box("说明", body, text, anchor="top", fill="tint", insets=(pad, pad, pad, pad)))
    return pieces.group(pieces.name_of(f"步骤{number}", item), pieces.label_of(item), members)
