"""Key characters of a cover, as seals on its side panel."""

from __future__ import annotations

from coursegen.document.nodes import Figure
from coursegen.layout.figures import pieces
from coursegen.layout.geometry import Drawing, Rect, Role
from coursegen.layout.typeset import pt


def draw(figure: Figure, rect: Rect, *, dark: bool) -> tuple[Drawing, ...]:
    """Seals in two columns, centred in the rectangle; nothing when it is too small for them."""
    keys = [item.key for item in figure.items if item.key]
    lines = -(-len(keys) // 2)
    gap = pt(18)
    side = min(pt(112), (rect.w - 3 * gap) // 2, (rect.h - (lines + 1) * gap) // max(1, lines))
    if not keys or side < pt(40):
        return ()
    left = rect.x + (rect.w - 2 * side - gap) // 2
    top = rect.y + (rect.h - lines * side - (lines - 1) * gap) // 2
    colors: tuple[Role, Role] = ("on-deep", "deep") if dark else ("primary", "on-primary")
    members = [
        pieces.seal(
            f"主题字-{key}", Rect(left + n % 2 * (side + gap), top + n // 2 * (side + gap), side, side), key, *colors
        )
        for n, key in enumerate(keys)
    ]
    return (pieces.group("主题字", figure.alt, members),)
