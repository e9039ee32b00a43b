"""The lessons of a course on its cover, where it has no key characters: a quiet list on the cover's free side."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.geometry import Drawing, Rect, Role
from coursegen.layout.typeset import height, para, pt, text_box, widest

SIZES = (18.0, 16.0, 14.0)
"""Points, largest first; a list that does not fit at the last is left out, for the agenda has it."""

LEAST = pt(150)
"""A narrower side holds no list."""

NEAR, FAR = 0.45, 1.0
"""Space between two lessons in em: at least, and at most."""


def draw(figure: Figure, rect: Rect, *, dark: bool) -> tuple[Drawing, ...]:
    """Numbers and titles below each other, in the middle of the rectangle; nothing when it is too small for them."""
    for size in SIZES if rect.w >= LEAST else ():
        entries = _entries(figure.items, rect, size, dark=dark)
        if entries:
            return (pieces.group("安排", figure.alt, entries),)
    return ()


def _entries(items: Sequence[FigureItem], rect: Rect, size: float, *, dark: bool) -> list[Drawing]:
    """The lessons at a size; nothing when they do not fit."""
    ink: Role = "on-deep" if dark else "muted"
    numbers = [para(i.key, size, ink if dark else "primary", bold=True, face="heading", spacing=100) for i in items]
    heads = [para(i.head, size, ink, spacing=100) for i in items]
    column = widest(numbers) + pt(size * 0.6)
    tall = [height([head], rect.w - column) for head in heads]
    spare = (rect.h - sum(tall)) // max(1, len(items) - 1)
    if spare < pt(size * NEAR):
        return []
    gap = min(spare, pt(size * FAR))
    top = rect.y + (rect.h - sum(tall) - gap * (len(items) - 1)) // 2
    entries: list[Drawing] = []
    for number, head, high in zip(numbers, heads, tall, strict=True):
        entries.append(text_box("序号", Rect(rect.x, top, column, high), [number], anchor="top"))
        entries.append(text_box("讲题", Rect(rect.x + column, top, rect.w - column, high), [head], anchor="top"))
        top += high + gap
    return entries
