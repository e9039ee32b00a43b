"""How well a text reads on a ground (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.checks.file.scheme import Color, Paint, blended, shown
from coursegen.office.color import AA, AA_LARGE, contrast

_LARGE = 24.0
_LARGE_BOLD = 18.0


def needed(size: float, *, bold: bool) -> float:
    """The contrast a text of this size in points must have to its ground."""
    return AA_LARGE if size >= _LARGE or (bold and size >= _LARGE_BOLD) else AA


def seen_on(paint: Paint, ground: Color) -> Color:
    """The colour of something that may let its ground through."""
    return paint.color if paint.alpha >= 1 else blended(ground, paint.color, round(paint.alpha * 100))


def ratio_on(paint: Paint, ground: Color, values: Mapping[str, str]) -> float:
    """Contrast of a text to its ground, 1 to 21, where these are the theme's colours."""
    return contrast(shown(seen_on(paint, ground), values), shown(ground, values))
