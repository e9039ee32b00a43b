"""Figures by kind: how high one must be at a width and body size, and how it is drawn in a rectangle."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from coursegen.document.nodes import Figure, FigureKind
from coursegen.layout.figures import (
    balance,
    bands,
    cards,
    chain,
    hub,
    ladder,
    matrix,
    nested,
    orbit,
    outline,
    pieces,
    pyramid,
    quote,
    sides,
    spectrum,
    statement,
    steps,
    timeline,
    tree,
)
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


LAYOUTS: Mapping[FigureKind, FigureLayout] = {
    "cards": FigureLayout(cards.need, cards.draw, 1.6, most=6),
    "hub": FigureLayout(hub.need, hub.draw, 1.8, most=8),
    "steps": FigureLayout(steps.need, steps.draw, 1.35, most=6),
    "do-dont": FigureLayout(sides.need, sides.draw, 1.9),
    "compare": FigureLayout(sides.need, sides.draw, 1.9),
    "spectrum": FigureLayout(spectrum.need, spectrum.draw, 1.7),
    "quote": FigureLayout(quote.need, quote.draw, 1.5),
    "rows": FigureLayout(bands.need, bands.draw, 1.6),
    "outline": FigureLayout(outline.need, outline.draw, 1.8),
    "ring": FigureLayout(orbit.need, orbit.draw, 2.2, most=8),
    "ladder": FigureLayout(ladder.need, ladder.draw, 1.9, most=6),
    "cycle": FigureLayout(orbit.need, orbit.draw, 2.2, most=8),
    "timeline": FigureLayout(timeline.need, timeline.draw, 1.5, most=6),
    "matrix": FigureLayout(matrix.need, matrix.draw, 1.8, most=4),
    "statement": FigureLayout(statement.need, statement.draw, 1.6),
    "pyramid": FigureLayout(pyramid.need, pyramid.draw, 2.0, most=6),
    "balance": FigureLayout(balance.need, balance.draw, 1.6),
    "chain": FigureLayout(chain.need, chain.draw, 1.7, most=6),
    "tree": FigureLayout(tree.need, tree.draw, 1.7, most=6),
    "nested": FigureLayout(nested.need, nested.draw, 2.2, most=4),
}


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that a figure needs at a width and body size; `pieces.TOO_MUCH` when its kind cannot draw it."""
    layout = LAYOUTS[figure.kind]
    return layout.need(figure, width, size) if len(figure.items) <= layout.most else pieces.TOO_MUCH
