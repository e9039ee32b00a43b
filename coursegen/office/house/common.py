"""What both house compositions have in common: text layouts, and the holders that all layouts use."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.office.house.markup import Box, Holder, Ink, LayoutPlan, Ornament, Piece, Type
from coursegen.office.house.sheet import Sheet

GUTTER = 0.4
"""Inches between two columns."""

TEXT_PROMPT = "单击此处编辑文字"


def title() -> Holder:
    """The title, where the master has it."""
    return Holder("标题", "title", prompt="单击此处编辑标题")


def body(name: str, index: int, box: Box | None = None, *, kind: str = "", size: str = "") -> Holder:
    """A place for text and objects (or, of kind `body`, for text only)."""
    return Holder(name, kind, index, box, prompt=TEXT_PROMPT, size=size)


def words(name: str, index: int, box: Box, look: Type, anchor: str, prompt: str) -> Holder:
    """A short text of a layout, such as a kicker or a date."""
    return Holder(name, "body", index, box, look, anchor, prompt)


def foot(sheet: Sheet, top: float, ink: Ink | None = None, *, footer: bool = True) -> tuple[Piece, ...]:
    """Footer text and slide number."""
    look, wide = ink or sheet.ink.muted, sheet.at(0.9, 0.6)
    right = sheet.width - sheet.left - wide
    number = Holder("幻灯片编号", "sldNum", 12, (right, top, wide, 0.3), Type(11, look, align="r"), "ctr")
    text = Holder("页脚", "ftr", 11, (sheet.left, top, 3.6, 0.3), Type(11, look), "ctr")
    return (text, number) if footer else (number,)


def text_layouts(content: Box, feet: Sequence[Piece]) -> tuple[LayoutPlan, ...]:
    """Title with one body, with two, and alone."""
    half = (content[2] - GUTTER) / 2
    left, right = ((content[0] + shift, content[1], half, content[3]) for shift in (0.0, half + GUTTER))
    return (
        LayoutPlan("标题和内容", "obj", (title(), body("内容", 1), *feet)),
        LayoutPlan(
            "两栏内容",
            "twoObj",
            (title(), body("左栏", 1, left, size="half"), body("右栏", 2, right, size="half"), *feet),
        ),
        LayoutPlan("仅标题", "titleOnly", (title(), *feet)),
    )


def activity(sheet: Sheet, title_box: Box, top: float, feet: Sequence[Piece]) -> LayoutPlan:
    """A sheet of paper on a deep ground: the slide on which participants work stands out from those they listen to."""
    edge = sheet.left / 2
    head = Type(sheet.size(28, 24), sheet.ink.on_block, bold=True, spacing=105)
    pieces = (
        Ornament("活动纸", (edge, top, sheet.width - 2 * edge, sheet.height - top), sheet.ink.paper),
        Ornament("纸边金线", (edge, top, sheet.width - 2 * edge, 0.05), sheet.ink.gold),
        Holder("标题", "title", 0, title_box, head, "ctr", "单击此处编辑标题"),
        *feet,
    )
    return LayoutPlan("活动", "", pieces, sheet.ink.block)
