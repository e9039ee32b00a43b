"""An order: numbered arrows in a row, what each means below."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Drawing, Group, Rect
from coursegen.layout.geometry import Geometry as Preset
from coursegen.layout.typeset import height, para, plain, pt, text_box

GAP = pt(6)


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the steps need at a body size."""
    sizes = Sizes(size)
    cell = _cell(figure, width)
    return _arrow_height(figure, cell, sizes) + GAP + max(_text_height(i, cell, sizes) for i in figure.items)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The steps, filling the rectangle."""
    sizes = Sizes(size)
    cells = pieces.columns(rect, len(figure.items), GAP)
    arrow = _arrow_height(figure, cells[0].w, sizes)
    steps = [
        _step(n, item, cell, arrow, sizes) for n, (item, cell) in enumerate(zip(figure.items, cells, strict=True), 1)
    ]
    return (pieces.group("步骤", figure.alt, steps),)


def _cell(figure: Figure, width: int) -> int:
    return (width - GAP * (len(figure.items) - 1)) // len(figure.items)


def _tip(sizes: Sizes) -> int:
    return pt(sizes.head * 0.9)


def _arrow_height(figure: Figure, cell: int, sizes: Sizes) -> int:
    inner = cell - 2 * _tip(sizes)  # an arrow keeps its text between notch and tip (ECMA-376 part 1, annex D)
    return (
        max(height([para(_numbered(n, i), sizes.head, bold=True)], inner) for n, i in enumerate(figure.items, 1))
        + sizes.pad
    )


def _numbered(number: int, item: FigureItem) -> str:
    return f"{number}　{plain(item.head)}"


def _text_height(item: FigureItem, cell: int, sizes: Sizes) -> int:
    return (
        pieces.block_height(pieces.texts(item, sizes), cell - _tip(sizes) // 2, sizes)
        if item.text or item.points
        else 0
    )


def _step(number: int, item: FigureItem, cell: Rect, arrow: int, sizes: Sizes) -> Group:
    tip = _tip(sizes)
    head = [para(_numbered(number, item), sizes.head, "on-primary", bold=True, face="heading", align="center")]
    top = Rect(cell.x, cell.y, cell.w, arrow)
    adjust = (min(50000, round(tip / max(1, min(top.w, top.h)) * 100000)),)
    shape: Preset = "homePlate" if number == 1 else "chevron"
    left = tip // 2 if number == 1 else 0
    members: list[Drawing] = [
        text_box("步骤名", top, head, fill="primary", geometry=shape, adjust=adjust, insets=(left, 0, 0, 0))
    ]
    if item.text or item.points:
        body = Rect(cell.x, cell.y + arrow + GAP, cell.w - tip // 2, cell.h - arrow - GAP)
        pad = sizes.pad
        members.append(text_box("说明", body, pieces.texts(item, sizes), fill="tint", insets=(pad, pad, pad, pad)))
    return pieces.group(pieces.name_of(f"步骤{number}", item), pieces.label_of(item), members)
