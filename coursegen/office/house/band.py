"""House composition "band": a deep band bears each title, the cover is a deep block with slanting planes over white."""

from __future__ import annotations

from coursegen.office.house.common import activity, body, foot, text_layouts, title, words
from coursegen.office.house.markup import Holder, LayoutPlan, Ornament, Piece, Type
from coursegen.office.house.sheet import Sheet

TOP, BOTTOM = 1.5, 6.7
"""Where content begins and ends."""

FOOT = 7.04
BAND = 1.08
BLOCK = 4.25
"""Height of the deep block of the cover."""

_DOWNWARD = ' flipH="1" flipV="1"'
_UPWARD = ' flipH="1"'


def master(s: Sheet) -> tuple[Piece, ...]:
    """Pieces of the master."""
    look = Type(s.size(28, 24), s.ink.on_block, bold=True, spacing=105)
    content = s.content(TOP, BOTTOM)
    return (
        Ornament("标题色带", (0, 0, s.width, BAND), s.ink.block),
        Ornament("色带短线", (s.left, BAND, 1.5, 0.06), s.ink.gold),
        Ornament("页脚底", (0, 6.9, s.width, s.height - 6.9), s.ink.tint),
        Holder("标题", "title", 0, (s.left, 0.13, s.inner, 0.82), look, "ctr", "单击此处编辑标题"),
        body("文本", 1, content, kind="body"),
        *foot(s, FOOT),
    )


def _planes(s: Sheet, top: float, height: float, flip: str) -> tuple[Piece, ...]:
    """Two slanting planes at the right of a deep block."""
    wide = s.at(4.4, 2.8)
    return (
        Ornament("斜面一", (s.width - wide, top, wide, height), s.ink.plane, "rtTriangle", flip=flip),
        Ornament("斜面二", (s.width - wide / 2, top, wide / 2, height), s.ink.shade, "rtTriangle", flip=flip),
    )


def _cover(s: Sheet) -> LayoutPlan:
    left, lower = s.at(0.85, 0.7), s.height - BLOCK
    wide, side = s.at(8.6, 7.4), s.at(8.4, 6.5)
    texts = side - left - s.at(0.65, 0.3)
    head = Type(s.size(48, 42), s.ink.on_block, bold=True, spacing=105)
    pieces = (
        Ornament("上部色块", (0, 0, s.width, BLOCK), s.ink.block),
        *_planes(s, 0, BLOCK, _DOWNWARD),
        Ornament("色带", (0, BLOCK, s.width, 0.09), s.ink.gold),
        Holder("标题", "ctrTitle", 0, (left, 1.3, wide, 2.4), head, "b", "课程标题"),
        Holder(
            "副标题",
            "subTitle",
            1,
            (left, BLOCK + 0.5, texts, s.at(0.95, 1.2)),
            Type(s.size(22, 20), s.ink.soft, spacing=110),
            "t",
            "副标题",
        ),
        words("主办单位与日期", 13, (left, 6.4, texts, 0.5), Type(16, s.ink.muted), "ctr", "单位与日期"),
        words("眉题", 14, (left, 0.6, wide, 0.5), Type(18, s.ink.quiet_on_block, bold=True), "ctr", "培训班名称"),
        Holder(
            "图案",
            "pic",
            15,
            (side, BLOCK + 0.25, s.width - s.left - side, lower - 0.5),
            Type(16, s.ink.muted),
            prompt="徽标或图案",
        ),
    )
    return LayoutPlan("封面", "title", pieces, s.ink.paper)


def _agenda(s: Sheet) -> LayoutPlan:
    look = Type(s.size(36, 32), s.ink.on_block, bold=True)
    pieces = (
        Ornament("上部色块", (0, 0, s.width, 1.9), s.ink.block),
        *_planes(s, 0, 1.9, _DOWNWARD),
        Ornament("色带", (0, 1.9, s.width, 0.07), s.ink.gold),
        Holder("标题", "title", 0, (s.left, 0.45, s.at(8.0, 6.0), 1.0), look, "ctr", "目录"),
        body("目录内容", 1, s.content(2.4, BOTTOM)),
        *foot(s, FOOT, footer=False),
    )
    return LayoutPlan("目录", "", pieces, s.ink.paper)


def _section(s: Sheet) -> LayoutPlan:
    block = s.at(4.2, 2.9)
    left = block + s.at(0.7, 0.5)
    wide = s.width - s.left - left
    head = Type(s.size(40, 34), s.ink.heading, bold=True, spacing=105)
    number = Type(s.size(80, 66), s.ink.gold, bold=True)
    pieces = (
        Ornament("左侧色块", (0, 0, block, 5.2), s.ink.block),
        Ornament("斜面", (0, 2.6, block, 2.6), s.ink.plane, "rtTriangle"),
        Ornament("色带", (0, 5.2, s.width, 0.07), s.ink.gold),
        Ornament("标题短线", (left, 2.2, 1.1, 0.05), s.ink.gold),
        Holder("标题", "title", 0, (left, 0.45, wide, 1.6), head, "b", "节标题"),
        words("说明", 1, (left, 2.42, wide, 2.6), Type(20, s.ink.soft, spacing=110), "t", "这一节讲什么"),
        words("序号", 13, (s.left, 0.7, block - s.left - s.at(0.35, 0.2), 1.6), number, "t", "01"),
        *foot(s, FOOT, footer=False),
    )
    return LayoutPlan("节标题", "secHead", pieces, s.ink.paper)


def _case(s: Sheet) -> LayoutPlan:
    wide = s.inner * 0.6
    side = s.left + wide + 0.35
    rest = s.width - s.left - side
    pieces = (
        Ornament("案情底", (s.left, TOP, wide, BOTTOM - TOP), s.ink.tint),
        Ornament("案情色带", (s.left, TOP, wide, 0.07), s.ink.primary),
        Ornament("讨论线", (side, TOP, rest, 0.07), s.ink.gold),
        title(),
        body("案情", 1, (s.left + 0.3, 1.85, wide - 0.6, 4.6), kind="body"),
        body("讨论", 2, (side, 1.85, rest, 4.85), kind="body", size="quarter"),
        *foot(s, FOOT),
    )
    return LayoutPlan("案例", "", pieces)


def _picture(s: Sheet) -> LayoutPlan:
    wide = s.at(6.2, 4.6)
    side = s.width - s.left - wide
    look = Type(16, s.ink.muted, align="ctr")
    pieces = (
        title(),
        Holder("图片", "pic", 13, (side, TOP, wide, BOTTOM - TOP), look, prompt="单击图标添加图片"),
        body("文字", 1, (s.left, TOP, side - s.left - 0.33, BOTTOM - TOP), kind="body", size="half"),
        *foot(s, FOOT),
    )
    return LayoutPlan("图片与文字", "", pieces)


def _quote(s: Sheet) -> LayoutPlan:
    edge, left = s.at(1.0, 0.6), s.at(1.5, 1.05)
    wide, base = s.width - 2 * edge, s.width - 2 * left
    words_of = Type(s.size(44, 38), s.ink.heading, spacing=130, face="楷体")
    pieces = (
        Ornament("引文底", (edge, 0.95, wide, 5.5), s.ink.tint),
        Ornament("上线", (edge, 0.95, wide, 0.09), s.ink.primary),
        Ornament("出处短线", (left, 5.1, 0.7, 0.04), s.ink.gold),
        Holder("标题", "title", 0, (left, 1.3, base, 0.7), Type(22, s.ink.primary, bold=True), "ctr", "记住这句话"),
        words("引文", 13, (left, 2.1, base, 2.8), words_of, "ctr", "单击此处编辑引文"),
        words("出处", 14, (left, 5.3, base, 0.6), Type(18, s.ink.muted), "ctr", "出处"),
        *foot(s, FOOT, footer=False),
    )
    return LayoutPlan("引用", "", pieces, s.ink.paper)


def _closing(s: Sheet) -> LayoutPlan:
    left, wide = s.at(0.85, 0.7), s.at(8.6, 7.0)
    quiet = s.ink.quiet_on_block
    head = Type(s.size(44, 38), s.ink.on_block, bold=True, spacing=105)
    pieces = (
        *_planes(s, 0, s.height, _UPWARD),
        Ornament("标题短线", (left, 4.0, 1.3, 0.06), s.ink.gold),
        Holder("标题", "ctrTitle", 0, (left, 1.8, wide, 1.95), head, "b", "结束语"),
        Holder("副标题", "subTitle", 1, (left, 4.3, wide, 1.2), Type(20, quiet, spacing=110), "t", "带回去做的事"),
        words("主办单位与日期", 13, (left, 6.4, wide, 0.5), Type(16, quiet), "ctr", "单位与日期"),
    )
    return LayoutPlan("结束页", "", pieces, s.ink.block)


def layouts(s: Sheet) -> tuple[LayoutPlan, ...]:
    """All layouts, in the order of the layout menu."""
    blank = LayoutPlan("空白", "blank", foot(s, FOOT), s.ink.paper)
    texts = text_layouts(s.content(TOP, BOTTOM), foot(s, FOOT))
    worked = activity(s, (s.left, 0.13, s.inner, 0.82), TOP - 0.3, foot(s, FOOT))
    special = (_case(s), _picture(s), _quote(s), worked, _closing(s), blank)
    return (_cover(s), _agenda(s), _section(s), *texts, *special)
