"""Where preset geometries set their text and take connectors (ECMA-376 part 1, presetShapeDefinitions)."""

from __future__ import annotations

from math import cos, pi

from coursegen.layout.geometry import Geometry, Rect

ROUND_CORNER = 0.29289
"""Share of a rounded corner that text keeps clear of: 1 − cos 45°."""


def text_rect(geometry: Geometry, rect: Rect, adjust: tuple[int, ...] = ()) -> Rect:
    """The rectangle from which a shape's insets are counted; the bounds for geometries that hold no text here."""
    depth = round(min(rect.w, rect.h) * adjust[0] / 100000) if adjust else 0
    match geometry:
        case "ellipse":
            x, y = (round(side / 2 * (1 - cos(pi / 4))) for side in (rect.w, rect.h))
            return rect.inset(x, y, x, y)
        case "roundRect":
            corner = round(depth * ROUND_CORNER)
            return rect.inset(corner, corner, corner, corner)
        case "chevron":
            return rect.inset(depth, 0, depth, 0) if rect.w > 2 * depth else rect
        case "homePlate":
            return rect.inset(0, 0, depth // 2, 0)
        case "trapezoid":
            return rect.inset(depth * 2 // 3, round(rect.h / 3 * 2 * depth / rect.w), depth * 2 // 3, 0)
        case _:
            return rect


def sites(geometry: Geometry, rect: Rect) -> tuple[tuple[int, int], ...]:
    """Points that connectors may be joined to, in the order of their index; none for geometries that take none here."""
    left, middle, right = rect.x, rect.x + rect.w // 2, rect.right
    top, centre, bottom = rect.y, rect.y + rect.h // 2, rect.bottom
    match geometry:
        case "rect" | "roundRect":
            return (middle, top), (left, centre), (middle, bottom), (right, centre)
        case "ellipse":
            inner = text_rect(geometry, rect)
            return (
                (middle, top), (inner.x, inner.y), (left, centre), (inner.x, inner.bottom),
                (middle, bottom), (inner.right, inner.bottom), (right, centre), (inner.right, inner.y),
            )  # fmt: skip
        case _:
            return ()
