"""Pieces of WordprocessingML that the house base, the compiler and the writer share, as text. Lengths are points."""

from __future__ import annotations

from coursegen.layout.geometry import Role

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_MAP = {
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "hlink": "hlink",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip
"""What w:clrSchemeMapping of every base made here says: names that roles use → slots of the theme."""

THEME_COLORS = {
    "bg1": "background1", "tx1": "text1", "bg2": "background2", "tx2": "text2", "hlink": "hyperlink",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip
"""The same names as w:themeColor writes them (ECMA-376 part 1, 17.18.97)."""

HOUSE_ROLES: dict[Role, str] = {
    "text": "tx1", "background": "bg1", "deep": "tx2", "tint": "bg2", "primary": "accent1", "secondary": "accent2",
    "muted": "accent5", "line": "accent6", "on-primary": "bg1", "on-deep": "bg1", "accent-on-deep": "bg2",
}  # fmt: skip
"""Scheme colour of each role in the house styles: the brand repaints the theme so that these can be read."""


NO_CHINESE = '<w:lang w:eastAsia="en-US"/>'
"""On runs of figure spaces: by the rules for Chinese, LibreOffice would break a line inside them."""


KAI = "楷体"
"""Face of quotations and key characters in the house styles; a unit's brand may name another."""


def dxa(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def eighths(points: float) -> int:
    """Eighths of a point, as border widths are written."""
    return round(points * 8)
