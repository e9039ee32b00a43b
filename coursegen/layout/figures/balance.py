"""Two claims that must both be met: on the two ends of a level beam."""

from __future__ import annotations

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Drawing, Group, Para, Rect, Shape
from coursegen.layout.typeset import height, para, pt, text_box

BEAM = pt(9)
BETWEEN = 0.12
"""Share of the width between the two sides."""

FULCRUM = 2.2
"""Height of the fulcrum in lines of the body."""


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that sides, beam and verdict need at a body size."""
    sizes = Sizes(size)
    side = (width - round(width * BETWEEN)) // 2
    if not pieces.heads_fit(figure.items, side - 2 * sizes.pad, sizes):
        return pieces.TOO_MUCH
    tallest = max(height(_points(i, sizes), side - 2 * sizes.pad) for i in figure.items)
    return _head_height(figure, side, sizes) + tallest + 2 * sizes.pad + _stand(figure, width, sizes)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """Both sides, the beam below them, what it rests on."""
    sizes = Sizes(size)
    stand = _stand(figure, rect.w, sizes)
    cells = pieces.columns(Rect(rect.x, rect.y, rect.w, rect.h - stand), 2, round(rect.w * BETWEEN))
    head = _head_height(figure, cells[0].w, sizes)
    beam = Rect(rect.x, cells[0].bottom, rect.w, BEAM)
    tall = pt(size * FULCRUM)
    fulcrum = Rect(rect.x + (rect.w - tall * 2) // 2, beam.bottom, tall * 2, tall)
    members: list[Drawing] = [_side(item, cell, head, sizes) for item, cell in zip(figure.items, cells, strict=True)]
    members += [pieces.bar("横梁", beam, "secondary"), Shape("支点", fulcrum, "triangle", "secondary")]
    if figure.label:
        bar = Rect(rect.x, fulcrum.bottom, rect.w, rect.bottom - fulcrum.bottom)
        members.append(text_box("结论", bar, _verdict(figure, sizes), fill="deep", insets=(sizes.pad, 0, sizes.pad, 0)))
    return (pieces.group("天平", figure.alt, members),)


def _verdict(figure: Figure, sizes: Sizes) -> list[Para]:
    return [para(figure.label, sizes.body, "on-deep", bold=True, align="center")]


def _stand(figure: Figure, width: int, sizes: Sizes) -> int:
    """Height of the beam, of what it rests on, and of the verdict."""
    below = height(_verdict(figure, sizes), width - 2 * sizes.pad) + sizes.pad if figure.label else 0
    return BEAM + pt(sizes.body * FULCRUM) + below


def _head(item: FigureItem, sizes: Sizes) -> list[Para]:
    return pieces.centred(pieces.stacked(pieces.head_of(item), sizes, "on-primary"))


def _head_height(figure: Figure, side: int, sizes: Sizes) -> int:
    return max(height(_head(i, sizes), side - 2 * sizes.pad) for i in figure.items) + sizes.pad


def _points(item: FigureItem, sizes: Sizes) -> list[Para]:
    return pieces.bullets(item.points, sizes.body, "text", "•", "primary")


def _side(item: FigureItem, cell: Rect, head: int, sizes: Sizes) -> Group:
    pad = (sizes.pad, 0, sizes.pad, 0)
    body = Rect(cell.x, cell.y + head, cell.w, cell.h - head)
    members: list[Drawing] = [
        text_box("盘名", Rect(cell.x, cell.y, cell.w, head), _head(item, sizes), fill="primary", insets=pad),
        text_box("盘中", body, _points(item, sizes), fill="tint", insets=pad),
    ]
    return pieces.group(pieces.name_of("一端", item), pieces.label_of(item), members)
