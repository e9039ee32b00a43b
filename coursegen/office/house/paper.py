"""House composition "paper": a page of A4 for slides drawn small, with a title, a footer and the page number."""

from __future__ import annotations

from coursegen.office.house.markup import DEEP, LINE, MUTED, Box, Holder, LayoutPlan, Ornament, Piece, Type

SIZE = (7560000, 10692000)
"""210 by 297 mm in EMU."""

WIDTH, HEIGHT = 8.268, 11.693
LEFT = 0.63
"""Side margin, inches: what every printer can print, with room to punch."""

_TITLE: Box = (LEFT, 0.45, WIDTH - 2 * LEFT, 0.36)
_FOOT = HEIGHT - 0.62


def master() -> tuple[Piece, ...]:
    """Pieces of the master."""
    return (
        Ornament("标题细线", (LEFT, 0.84, WIDTH - 2 * LEFT, 0.012), LINE),
        Holder("标题", "title", 0, _TITLE, Type(13, DEEP, bold=True), "ctr", "单击此处编辑标题"),
        Holder("文本", "body", 1, (LEFT, 1.05, WIDTH - 2 * LEFT, _FOOT - 1.2), prompt="单击此处编辑文字"),
        *_foot(),
    )


def _foot() -> tuple[Piece, ...]:
    return (
        Holder("页脚", "ftr", 11, (LEFT, _FOOT, 5.6, 0.26), Type(9, MUTED), "ctr"),
        Holder("幻灯片编号", "sldNum", 12, (WIDTH - LEFT - 0.9, _FOOT, 0.9, 0.26), Type(9, MUTED, align="r"), "ctr"),
    )


def layouts() -> tuple[LayoutPlan, ...]:
    """The one layout; its ground is the master's."""
    return (LayoutPlan("仅标题", "titleOnly", (Holder("标题", "title", prompt="单击此处编辑标题"), *_foot())),)
