"""Figures by kind: how high one must be at a width and body size, and how it is drawn in a rectangle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coursegen.document.nodes import Figure, FigureKind
from coursegen.layout.figures import bands, cards, hub, outline, quote, sides, spectrum, steps
from coursegen.layout.geometry import Drawing, Rect


@dataclass(frozen=True, slots=True)
class FigureLayout:
    """`need` (figure, width in EMU, body size in pt) → EMU; `draw` in a rectangle at least that high.

    `stretch` says how many times its need a figure may be drawn high and still look filled; `roomier` is the kind that
    takes over when even the smallest size does not fit.
    """

    need: Callable[[Figure, int, float], int]
    draw: Callable[[Figure, Rect, float], tuple[Drawing, ...]]
    stretch: float
    roomier: FigureKind | None = None


LAYOUTS: Mapping[FigureKind, FigureLayout] = {
    "cards": FigureLayout(cards.need, cards.draw, 1.7, "rows"),
    "hub": FigureLayout(hub.need, hub.draw, 1.8, "rows"),
    "steps": FigureLayout(steps.need, steps.draw, 2.0, "rows"),
    "do-dont": FigureLayout(sides.need, sides.draw, 1.9),
    "compare": FigureLayout(sides.need, sides.draw, 1.9),
    "spectrum": FigureLayout(spectrum.need, spectrum.draw, 1.7),
    "quote": FigureLayout(quote.need, quote.draw, 1.5),
    "rows": FigureLayout(bands.need, bands.draw, 1.6),
    "outline": FigureLayout(outline.need, outline.draw, 1.8),
}
