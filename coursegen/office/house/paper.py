"""House composition "paper": a page of A4 for slides drawn small, with a title, a footer and the page number."""

from __future__ import annotations

from msgspec.structs import replace

from coursegen.office.house.common import title
from coursegen.office.house.markup import Box, Holder, Ink, LayoutPlan, Ornament, Piece, Type
from coursegen.office.house.sheet import INKS, Inks, Sheet

_EMU = (7560000, 10692000)
"""210 by 297 mm."""


class Page(Sheet, frozen=True):
    """A page of A4, upright."""

    @property
    def height(self) -> float:
        """Height of the page."""
        return 11.693

    @property
    def width(self) -> float:
        """Width of the page."""
        return 8.268

    @property
    def left(self) -> float:
        """Side margin: what every printer can print, with room to punch."""
        return 0.63

    @property
    def ink(self) -> Inks:
        """Inks that print on white whatever the theme of the slides: those of dark slides have pale accents."""
        soft = INKS["light"].soft
        return replace(INKS["light"], paper=Ink("bg1", 0, 100), muted=soft, line=Ink("tx1", 50, 50))

    def page(self) -> str:
        """The p:sldSz element."""
        return f'<p:sldSz cx="{_EMU[0]}" cy="{_EMU[1]}"/>'

    def picture(self, height: int) -> tuple[int, int]:
        """EMU of the page's picture of a height."""
        return round(height * _EMU[0] / _EMU[1]), height


def _foot(s: Sheet) -> tuple[Piece, ...]:
    top, wide = s.height - 0.62, 0.9
    look = Type(9, s.ink.muted)
    number = Type(9, s.ink.muted, align="r")
    return (
        Holder("页脚", "ftr", 11, (s.left, top, 5.6, 0.26), look, "ctr"),
        Holder("幻灯片编号", "sldNum", 12, (s.width - s.left - wide, top, wide, 0.26), number, "ctr"),
    )


def master(s: Sheet) -> tuple[Piece, ...]:
    """Pieces of the master."""
    head: Box = (s.left, 0.45, s.inner, 0.36)
    return (
        Ornament("标题细线", (s.left, 0.84, s.inner, 0.012), s.ink.line),
        Holder("标题", "title", 0, head, Type(13, s.ink.heading, bold=True), "ctr", "单击此处编辑标题"),
        Holder("文本", "body", 1, (s.left, 1.05, s.inner, s.height - 1.82), prompt="单击此处编辑文字"),
        *_foot(s),
    )


def layouts(s: Sheet) -> tuple[LayoutPlan, ...]:
    """The one layout; its ground is the master's."""
    return (LayoutPlan("仅标题", "titleOnly", (title(), *_foot(s))),)
