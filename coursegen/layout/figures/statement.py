"""One sentence that carries the slide, large on a deep ground, its explanation small below."""

from __future__ import annotations

from coursegen.document.nodes import Figure
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Drawing, Para, Rect
from coursegen.layout.typeset import height, lines_in, para, pt, text_box

LARGER = (22.0, 14.0)
"""How many points the sentence is larger than the body: one that stands on a line or two, and a longer one."""

SHORT_LINES = 2

RULE = pt(6)
RULE_LENGTH = pt(56)


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the sentence needs at a body size."""
    sizes = Sizes(size)
    inner = width - 2 * _margin(sizes)
    return height(_words(figure, inner, sizes), inner) + 2 * _margin(sizes) + RULE


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """A deep panel, a short rule, the sentence, and what explains it."""
    sizes = Sizes(size)
    margin = _margin(sizes)
    inside = rect.inset(margin, margin // 2, margin, margin // 2)
    rule = Rect(inside.x, inside.y, RULE_LENGTH, RULE)
    words = Rect(inside.x, rule.bottom, inside.w, inside.bottom - rule.bottom)
    members: list[Drawing] = [
        pieces.panel("主张底", rect, "deep"),
        pieces.bar("主张短线", rule, "accent-on-deep"),
        text_box("主张", words, _words(figure, inside.w, sizes)),
    ]
    return (pieces.group("主张", figure.alt, members),)


def _margin(sizes: Sizes) -> int:
    return 2 * sizes.pad


def _words(figure: Figure, width: int, sizes: Sizes) -> list[Para]:
    (item,) = figure.items
    large, usual = (
        para(item.text, sizes.body + more, "on-deep", bold=True, face="heading", spacing=110) for more in LARGER
    )
    words = [large if len(lines_in(large, width)) <= SHORT_LINES else usual]
    note = [para(figure.label, sizes.body, "on-deep", before=sizes.body)] if figure.label else []
    return words + note
