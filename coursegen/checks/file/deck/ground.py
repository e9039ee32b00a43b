"""What is under a text: its own fill, the shapes below, what layout and master draw, the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from coursegen.checks.file.deck.page import Page
from coursegen.checks.file.deck.shape import Shape
from coursegen.checks.file.deck.text import Block
from coursegen.checks.file.fill import CLEAR, Fill
from coursegen.checks.file.reading import seen_on
from coursegen.checks.file.scheme import Color, shown
from coursegen.layout.geometry import Rect

_BOXES = frozenset(
    {"rect", "roundRect", "flowChartProcess", "flowChartAlternateProcess", "round2SameRect", "round1Rect"}
    | {"snip1Rect", "snip2SameRect", "homePlate", "plaque", "foldedCorner", "flowChartTerminator", "ellipse"}
)
"""Geometries that fill their box (an ellipse: the square inside); of others one cannot say which part they cover."""
_INSIDE_ELLIPSE = 0.1464
_TOUCHED = 0.15
_COVERED = 0.95
_DEEPEST = 500
"""Layers that one looks through: no slide made by hand has as many, and a hostile one must not take hours."""
_MOST = 64
"""Colours after which a stack of gradients counts as a picture."""

_Cover = Literal["none", "perhaps", "partly", "wholly"]


class Ground(Struct, frozen=True):
    """Colours that a text surely stands on, and those it may stand on; `known` is false above a picture."""

    sure: frozenset[Color] = frozenset()
    perhaps: frozenset[Color] = frozenset()
    known: bool = True

    @property
    def colors(self) -> frozenset[Color]:
        """All of them."""
        return self.sure | self.perhaps

    def shown(self, values: Mapping[str, str]) -> Ground:
        """The ground where these are the theme's colours."""
        sure, perhaps = (frozenset(shown(color, values) for color in group) for group in (self.sure, self.perhaps))
        return Ground(sure, perhaps, self.known)


_UNKNOWN = Ground(known=False)


def ground_of(page: Page, block: Block, lower: Sequence[Shape], ink: Rect) -> Ground:
    """The ground of a text that is drawn in `ink`; `lower` are the filled shapes below its own, the lowest first."""
    own = block.fill.within(block.rect, ink) if block.rect is not None else block.fill
    if not own.known:
        return _UNKNOWN
    if own.paints and all(p.alpha >= 1 for p in own.paints):
        return Ground(frozenset(p.color for p in own.paints))
    below = _below(lower, page, ink)
    return below if own.clear else _laid(own, "wholly", below)


def _below(layers: Sequence[Shape], page: Page, ink: Rect) -> Ground:
    """What one sees through to, from the top layer down to the first that hides all others."""
    seen: list[tuple[Fill, _Cover]] = []
    ground: Ground | None = None
    for shape in reversed(layers[-_DEEPEST:]):
        cover = _cover(shape, ink)
        if cover == "none" or shape.rect is None:
            continue
        if not shape.fill.known:
            return _UNKNOWN
        fill = shape.fill.within(shape.rect, ink)
        if cover == "wholly" and all(p.alpha >= 1 for p in fill.paints):
            ground = Ground(frozenset(p.color for p in fill.paints))
            break
        seen.append((fill, cover))
    ground = ground or (_UNKNOWN if len(layers) > _DEEPEST else _background(page, ink))
    for fill, cover in reversed(seen):
        ground = _laid(fill, cover, ground)
    return ground


def _laid(fill: Fill, cover: _Cover, ground: Ground) -> Ground:
    """A ground with a fill over it."""
    if not ground.known:
        return ground
    sure, perhaps = (
        frozenset(seen_on(p, g) for p in fill.paints for g in group) for group in (ground.sure, ground.perhaps)
    )
    if cover == "wholly":
        laid = Ground(sure, perhaps)
    elif cover == "partly":
        laid = Ground(ground.sure | sure, ground.perhaps | perhaps)
    else:
        laid = Ground(ground.sure, ground.perhaps | sure | perhaps)
    return laid if len(laid.colors) <= _MOST else _UNKNOWN


def _cover(shape: Shape, ink: Rect) -> _Cover:
    rect = shape.rect
    if rect is None:
        return "none"
    if not _overlap(rect, ink):
        return "none"
    preset = shape.preset if shape.kind == "sp" else "rect"
    if preset == "ellipse":
        rect = rect.inset(*(round(side * _INSIDE_ELLIPSE) for side in (rect.w, rect.h, rect.w, rect.h)))
    share = _overlap(rect, ink) / max(1, ink.w * ink.h)
    if share < _TOUCHED:
        return "none"
    if shape.turn % 90 or preset not in _BOXES:
        return "perhaps"
    return "wholly" if share >= _COVERED else "partly"


def _overlap(one: Rect, other: Rect) -> int:
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0, wide) * max(0, high)


def _background(page: Page, ink: Rect) -> Ground:
    """The background of the slide, as far as it is under the text."""
    fill = page.ground
    if fill is None or fill is CLEAR or not fill.paints:
        return Ground(frozenset({page.scheme.colors["bg1"]})) if fill is None or fill.known else _UNKNOWN
    return Ground(frozenset(seen_on(p, page.scheme.colors["bg1"]) for p in fill.within(page.rect, ink).paints))
