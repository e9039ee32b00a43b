"""House composition "panel": paper cover with a deep side panel, deep section slides, a bar before each title."""

from __future__ import annotations

from coursegen.office.house.common import activity, body, foot, text_layouts, title, words
from coursegen.office.house.markup import Box, Holder, LayoutPlan, Ornament, Piece, Type
from coursegen.office.house.sheet import Sheet

TOP, BOTTOM = 1.55, 6.7
"""Where content begins and ends."""

FOOT = 6.98


def master(s: Sheet) -> tuple[Piece, ...]:
    """Pieces of the master."""
    left = s.left + 0.3
    place = (left, 0.42, s.width - s.left - left, 0.82)
    return (
        Ornament("标题竖条", (s.left, 0.56, 0.085, 0.54), s.ink.primary),
        Ornament("页脚细线", (s.left, 6.92, s.inner, 0.012), s.ink.line),
        Holder("标题", "title", 0, place, anchor="ctr", prompt="单击此处编辑标题"),
        body("文本", 1, s.content(TOP, BOTTOM), kind="body"),
        *foot(s, FOOT),
    )


def _cover(s: Sheet) -> LayoutPlan:
    panel = s.width * 0.65625
    side, left = s.width - panel, s.at(0.85, 0.6)
    frame, inset, wide = side * 0.0785, side * 0.157, panel - left - s.at(0.4, 0.35)
    head = Type(s.size(48, 40), s.ink.heading, bold=True, spacing=105)
    low = Type(s.size(22, 20), s.ink.soft, spacing=110)
    pieces = (
        Ornament("右侧色块", (panel, 0, side, s.height), s.ink.block),
        Ornament("金线", (panel - 0.06, 0, 0.06, s.height), s.ink.gold),
        Ornament("内框", (panel + frame, 0.42, side - 2 * frame, s.height - 0.84), s.ink.gold, outline=0.75),
        Ornament("眉题色块", (left, 1.18, 0.1, 0.24), s.ink.primary),
        Ornament("标题短线", (left, 4.5, 0.95, 0.05), s.ink.gold),
        Holder("标题", "ctrTitle", 0, (left, 1.95, wide, 2.35), head, "b", "课程标题"),
        Holder("副标题", "subTitle", 1, (left, 4.75, wide, s.at(0.95, 1.25)), low, "t", "副标题"),
        words("主办单位与日期", 13, (left, 6.42, wide, 0.5), Type(16, s.ink.muted), "ctr", "单位与日期"),
        words(
            "眉题", 14, (left + 0.23, 1.05, wide - 0.3, 0.5), Type(18, s.ink.primary, bold=True), "ctr", "培训班名称"
        ),
        Holder(
            "图案",
            "pic",
            15,
            (panel + inset, 1.1, side - 2 * inset, 5.3),
            Type(16, s.ink.quiet_on_block, align="ctr"),
            prompt="徽标或图案",
        ),
    )
    return LayoutPlan("封面", "title", pieces, s.ink.cover)


def _agenda(s: Sheet) -> LayoutPlan:
    block = s.at(3.9, 2.4)
    left = block + s.at(0.7, 0.5)
    look = Type(s.size(36, 32), s.ink.on_block, bold=True)
    pieces = (
        Ornament("左侧色块", (0, 0, block, s.height), s.ink.block),
        Ornament("金线", (block, 0, 0.06, s.height), s.ink.gold),
        Ornament("标题短线", (s.left, 2.05, 0.9, 0.05), s.ink.gold),
        Holder("标题", "title", 0, (s.left, 0.9, block - s.left - s.at(0.35, 0.2), 1.0), look, "b", "目录"),
        body("目录内容", 1, (left, 0.9, s.width - s.left - left, 5.75)),
        *foot(s, FOOT, footer=False),
    )
    return LayoutPlan("目录", "", pieces, s.ink.paper)


def _section(s: Sheet) -> LayoutPlan:
    edge = s.at(2.43, 1.9)
    seal: Box = (s.width - s.left - edge, 0.85, edge, edge)
    inner: Box = (seal[0] + 0.12, seal[1] + 0.12, edge - 0.24, edge - 0.24)
    wide = seal[0] - s.left - s.at(0.5, 0.3)
    head = Type(s.size(44, 36), s.ink.on_block, bold=True, spacing=105)
    low = Type(20, s.ink.quiet_on_block, spacing=110)
    number = Type(s.size(72, 56), s.ink.gold, bold=True, align="ctr")
    pieces = (
        Ornament("底部色带", (0, 5.5, s.width, 2.0), s.ink.shade),
        Ornament("金线", (0, 5.48, s.width, 0.025), s.ink.gold),
        Ornament("印底", seal, s.ink.shade),
        Ornament("印框", inner, s.ink.gold, outline=1),
        Ornament("标题短线", (s.left, 2.2, 1.1, 0.05), s.ink.gold),
        Holder("标题", "title", 0, (s.left, 0.5, wide, 1.5), head, "b", "节标题"),
        words("说明", 1, (s.left, s.at(2.4, 3.5), s.at(wide, s.inner), s.at(2.65, 1.85)), low, "t", "这一节讲什么"),
        words("序号", 13, inner, number, "ctr", "01"),
        *foot(s, FOOT, s.ink.quiet_on_block, footer=False),
    )
    return LayoutPlan("节标题", "secHead", pieces, s.ink.block)


def _case(s: Sheet) -> LayoutPlan:
    wide = s.inner * 0.6
    side = s.left + wide + 0.35
    rest = s.width - s.left - side
    pieces = (
        Ornament("案情底", (s.left, TOP, wide, BOTTOM - TOP), s.ink.tint),
        Ornament("案情色条", (s.left, TOP, 0.08, BOTTOM - TOP), s.ink.gold),
        Ornament("讨论线", (side, TOP, rest, 0.07), s.ink.primary),
        title(),
        body("案情", 1, (s.left + 0.35, 1.8, wide - 0.65, 4.65), kind="body"),
        body("讨论", 2, (side, 1.8, rest, 4.9), kind="body", size="quarter"),
        *foot(s, FOOT),
    )
    return LayoutPlan("案例", "", pieces)


def _picture(s: Sheet) -> LayoutPlan:
    wide = s.at(6.2, 4.6)
    left = s.left + wide + 0.35
    look = Type(16, s.ink.muted, align="ctr")
    pieces = (
        title(),
        Holder("图片", "pic", 13, (s.left, TOP, wide, BOTTOM - TOP), look, prompt="单击图标添加图片"),
        body("文字", 1, (left, TOP, s.width - s.left - left, BOTTOM - TOP), kind="body", size="half"),
        *foot(s, FOOT),
    )
    return LayoutPlan("图片与文字", "", pieces)


def _quote(s: Sheet) -> LayoutPlan:
    left = s.at(1.5, 1.1)
    wide = s.width - 2 * left
    words_of = Type(s.size(44, 38), s.ink.on_block, spacing=130, face="楷体")
    quiet = s.ink.quiet_on_block
    pieces = (
        Ornament("外框", (0.42, 0.42, s.width - 0.84, s.height - 1.3), s.ink.gold, outline=0.75),
        Ornament("标题短线", (left, 1.75, 1.1, 0.05), s.ink.gold),
        Holder("标题", "title", 0, (left, 0.9, wide, 0.75), Type(22, quiet, bold=True), "ctr", "记住这句话"),
        words("引文", 13, (left, 2.0, wide, 2.75), words_of, "ctr", "单击此处编辑引文"),
        words("出处", 14, (left, 4.95, wide, 0.6), Type(18, quiet), "ctr", "出处"),
        *foot(s, FOOT, quiet, footer=False),
    )
    return LayoutPlan("引用", "", pieces, s.ink.block)


def _closing(s: Sheet) -> LayoutPlan:
    left = s.at(1.4, 0.9)
    wide = s.width - 2 * left
    center = Type(s.size(44, 38), s.ink.on_block, bold=True, align="ctr", spacing=110)
    low = Type(20, s.ink.quiet_on_block, align="ctr", spacing=110)
    foot_look = Type(16, s.ink.quiet_on_block, align="ctr")
    pieces = (
        Ornament("外框", (0.42, 0.42, s.width - 0.84, s.height - 0.84), s.ink.gold, outline=0.75),
        Ornament("标题短线", (s.width / 2 - 0.55, 3.95, 1.1, 0.05), s.ink.gold),
        Holder("标题", "ctrTitle", 0, (left, 1.85, wide, 1.85), center, "b", "结束语"),
        Holder("副标题", "subTitle", 1, (left, 4.25, wide, 1.1), low, "t", "带回去做的事"),
        words("主办单位与日期", 13, (left, 6.1, wide, 0.5), foot_look, "ctr", "单位与日期"),
    )
    return LayoutPlan("结束页", "", pieces, s.ink.block)


def layouts(s: Sheet) -> tuple[LayoutPlan, ...]:
    """All layouts, in the order of the layout menu."""
    blank = LayoutPlan("空白", "blank", foot(s, FOOT), s.ink.paper)
    texts = text_layouts(s.content(TOP, BOTTOM), foot(s, FOOT))
    worked = activity(s, (s.left + 0.3, 0.42, s.inner - 0.3, 0.82), TOP - 0.2, foot(s, FOOT))
    special = (_case(s), _picture(s), _quote(s), worked, _closing(s), blank)
    return (_cover(s), _agenda(s), _section(s), *texts, *special)
