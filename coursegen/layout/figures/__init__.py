"""Figures by kind: how high one must be at a width and body size, and how it is drawn in a rectangle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module

from msgspec import Struct

from coursegen.document.nodes import Figure, FigureKind
from coursegen.layout.figures import pieces
from coursegen.layout.geometry import Drawing, Rect


class FigureLayout(Struct, frozen=True):
    """`need` (figure, width in EMU, body size in pt) → EMU; `draw` in a rectangle at least that high.

    `stretch` says how many times its need a figure may be drawn high and still look filled; `most` is how many items
    its kind draws. What it cannot hold is handed over (see `hand_over`).
    """

    need: Callable[[Figure, int, float], int]
    draw: Callable[[Figure, Rect, float], tuple[Drawing, ...]]
    stretch: float
    most: int = 30


KINDS: Mapping[FigureKind, tuple[str, float, int]] = {
    "cards": ("cards", 1.6, 6),
    "hub": ("hub", 1.8, 8),
    "steps": ("steps", 1.35, 6),
    "do-dont": ("sides", 1.9, 30),
    "compare": ("sides", 1.9, 30),
    "spectrum": ("spectrum", 1.7, 30),
    "quote": ("quote", 1.5, 30),
    "rows": ("bands", 1.6, 30),
    "outline": ("outline", 1.8, 30),
    "ring": ("orbit", 2.2, 8),
    "ladder": ("ladder", 1.9, 6),
    "cycle": ("orbit", 2.2, 8),
    "timeline": ("timeline", 1.5, 6),
    "matrix": ("matrix", 1.8, 4),
    "statement": ("statement", 1.6, 30),
    "pyramid": ("pyramid", 2.0, 6),
    "balance": ("balance", 1.6, 30),
    "chain": ("chain", 1.7, 6),
    "tree": ("tree", 1.7, 6),
    "nested": ("nested", 2.2, 4),
}
"""The module that draws a kind, how far it may be stretched, and how many items it draws."""


@cache
def layout_of(kind: FigureKind) -> FigureLayout:
    """How a kind is drawn; its module is loaded when a course first has one."""
    module, stretch, most = KINDS[kind]
    drawn = import_module(f"{__name__}.{module}")
    return FigureLayout(drawn.need, drawn.draw, stretch, most)


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that a figure needs at a width and body size; `pieces.TOO_MUCH` when its kind cannot draw it."""
    layout = layout_of(figure.kind)
    return layout.need(figure, width, size) if len(figure.items) <= layout.most else pieces.TOO_MUCH
