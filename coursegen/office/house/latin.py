"""The house styles as readers of Latin letters expect them.

No tracking, no indent of two characters but space between paragraphs; ragged right, for without hyphenation justified
lines of Latin words have holes; smaller type on closer lines; bold where Chinese type changes to 黑体.
"""

from __future__ import annotations

from msgspec.structs import replace

from coursegen.office.faces import HEI, SONG, TITLE
from coursegen.office.house.style import HouseStyle

_BY_HAND = ("lines", "form-lines", "box-lines", "candidate", "bubble", "bubble-head", "gap", "name-card")
"""Roles whose height is that of writing by hand, of a bubble to fill, of a sheet that is folded."""

_SIZE, _LINE, _LARGE = 0.82, 1.4, 18
"""Size beside that of Chinese type, lines to sizes, and the size from which type keeps its own."""

_BETWEEN = 5.0
"""Space before a paragraph in place of an indent."""

_INDENT_LESS = 25.0
"""How far lists move left: they stood under text that was indented."""


def latin_style(style: HouseStyle) -> HouseStyle:
    """A house style for text in Latin letters."""
    plain = replace(
        style,
        font=SONG if style.font == TITLE else style.font,
        bold=style.bold or style.font in (HEI, TITLE),
        align="left" if style.align == "both" else style.align,
        first=min(style.first, 0.0),
        before=style.before + (_BETWEEN if style.first > 0 else 0.0),
        left=style.left - _INDENT_LESS if style.marker and style.left > 2 * _INDENT_LESS - 2 else style.left,
        tracking=0.0,
    )
    if style.role.startswith(_BY_HAND) or (not style.role and style.line < style.size + 2):
        return plain
    if style.size >= _LARGE:
        return replace(plain, line=max(style.size * 1.2, style.line * 0.8))
    size = round(style.size * _SIZE * 2) / 2
    return replace(plain, size=size, line=round(size * _LINE * 2) / 2)
