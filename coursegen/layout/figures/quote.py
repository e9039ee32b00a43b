"""Words of the source, set large in the quotation face."""

from __future__ import annotations

from coursegen.document.nodes import Figure
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Drawing, Para, Rect
from coursegen.layout.typeset import height, para, pt, text_box

MARK = pt(64)


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the quotation needs at a body size."""
    sizes = Sizes(size)
    return height(_words(figure, sizes), width - 2 * MARK - sizes.pad) + 4 * sizes.pad


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """A panel with a large quotation mark, the words, and where they come from."""
    sizes = Sizes(size)
    mark = Rect(rect.x + sizes.pad, rect.y + sizes.pad // 2, MARK, MARK)
    members: list[Drawing] = [
        pieces.panel("引文底", rect),
        pieces.bar("引文色条", Rect(rect.x, rect.y, pt(6), rect.h)),
        text_box("引号", mark, [para("“", 54, "primary", bold=True, face="kai", spacing=80)], anchor="top"),
        text_box("引文", rect.inset(MARK + sizes.pad, sizes.pad, MARK, sizes.pad), _words(figure, sizes)),
    ]
    return (pieces.group("引文", figure.alt, members),)


def _words(figure: Figure, sizes: Sizes) -> list[Para]:
    words = [para(i.text, sizes.body + 12, "deep", face="kai", spacing=115) for i in figure.items]
    source = [para(figure.label, sizes.small, "muted", before=sizes.body)] if figure.label else []
    return words + source
