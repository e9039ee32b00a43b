"""House composition "band": a deep band bears each title, the cover is a deep block with slanting planes over white."""

from __future__ import annotations

from coursegen.office.house.common import LEFT, body, foot, text_layouts, title, words
from coursegen.office.house.deck_parts import SLIDE
from coursegen.office.house.markup import (
    DARKER,
    DEEP,
    GOLD,
    HEIGHT,
    LINE,
    MUTED,
    PAPER,
    PRIMARY,
    SOFT_TEXT,
    TINT,
    WIDTH,
    Box,
    Holder,
    LayoutPlan,
    Ornament,
    Piece,
    Type,
)

SIZE = SLIDE
CONTENT: Box = (LEFT, 1.5, WIDTH - 2 * LEFT, 5.2)
FOOT = 7.04
BAND = 1.08
BLOCK = 4.25
"""Height of the deep block of the cover."""

_DOWNWARD = ' flipH="1" flipV="1"'
_UPWARD = ' flipH="1"'


def master() -> tuple[Piece, ...]:
    """Pieces of the master."""
    look = Type(28, PAPER, bold=True, spacing=105)
    return (
        Ornament("标题色带", (0, 0, WIDTH, BAND), DEEP),
        Ornament("色带短线", (LEFT, BAND, 1.5, 0.06), GOLD),
        Ornament("页脚底", (0, 6.9, WIDTH, HEIGHT - 6.9), TINT),
        Holder("标题", "title", 0, (LEFT, 0.13, CONTENT[2], 0.82), look, "ctr", "单击此处编辑标题"),
        body("文本", 1, CONTENT, kind="body"),
        *foot(FOOT),
    )


def _planes(top: float, height: float, flip: str) -> tuple[Piece, ...]:
    """Two slanting planes at the right of a deep block."""
    return (
        Ornament("斜面一", (WIDTH - 4.4, top, 4.4, height), PRIMARY, "rtTriangle", flip=flip),
        Ornament("斜面二", (WIDTH - 2.2, top, 2.2, height), DARKER, "rtTriangle", flip=flip),
    )


def _cover() -> LayoutPlan:
    lower = HEIGHT - BLOCK
    pieces = (
        Ornament("上部色块", (0, 0, WIDTH, BLOCK), DEEP),
        *_planes(0, BLOCK, _DOWNWARD),
        Ornament("色带", (0, BLOCK, WIDTH, 0.09), GOLD),
        Holder("标题", "ctrTitle", 0, (0.85, 1.3, 8.6, 2.4), Type(48, PAPER, bold=True, spacing=105), "b", "课程标题"),
        Holder(
            "副标题", "subTitle", 1, (0.85, BLOCK + 0.5, 6.9, 0.95), Type(22, SOFT_TEXT, spacing=110), "t", "副标题"
        ),
        words("主办单位与日期", 13, (0.85, 6.4, 6.9, 0.5), Type(16, MUTED), "ctr", "单位与日期"),
        words("眉题", 14, (0.85, 0.6, 8.6, 0.5), Type(18, LINE, bold=True), "ctr", "培训班名称"),
        Holder(
            "图案",
            "pic",
            15,
            (8.4, BLOCK + 0.25, WIDTH - LEFT - 8.4, lower - 0.5),
            Type(16, MUTED),
            prompt="徽标或图案",
        ),
    )
    return LayoutPlan("封面", "title", pieces, PAPER)


def _agenda() -> LayoutPlan:
    pieces = (
        Ornament("上部色块", (0, 0, WIDTH, 1.9), DEEP),
        *_planes(0, 1.9, _DOWNWARD),
        Ornament("色带", (0, 1.9, WIDTH, 0.07), GOLD),
        Holder("标题", "title", 0, (LEFT, 0.45, 8.0, 1.0), Type(36, PAPER, bold=True), "ctr", "目录"),
        body("目录内容", 1, (LEFT, 2.4, CONTENT[2], 4.3)),
        *foot(FOOT, footer=False),
    )
    return LayoutPlan("目录", "", pieces, PAPER)


def _section() -> LayoutPlan:
    pieces = (
        Ornament("左侧色块", (0, 0, 4.2, 5.2), DEEP),
        Ornament("斜面", (0, 2.6, 4.2, 2.6), PRIMARY, "rtTriangle"),
        Ornament("色带", (0, 5.2, WIDTH, 0.07), GOLD),
        Ornament("标题短线", (4.9, 2.2, 1.1, 0.05), GOLD),
        Holder("标题", "title", 0, (4.9, 0.45, 7.78, 1.6), Type(40, DEEP, bold=True, spacing=105), "b", "节标题"),
        words("说明", 1, (4.9, 2.42, 7.78, 2.6), Type(20, SOFT_TEXT, spacing=110), "t", "这一节讲什么"),
        words("序号", 13, (LEFT, 0.7, 3.2, 1.6), Type(80, GOLD, bold=True), "t", "01"),
        *foot(FOOT, footer=False),
    )
    return LayoutPlan("节标题", "secHead", pieces, PAPER)


def _case() -> LayoutPlan:
    wide = CONTENT[2] * 0.6
    side = LEFT + wide + 0.35
    pieces = (
        Ornament("案情底", (LEFT, 1.5, wide, 5.2), TINT),
        Ornament("案情色带", (LEFT, 1.5, wide, 0.07), PRIMARY),
        Ornament("讨论线", (side, 1.5, WIDTH - LEFT - side, 0.07), GOLD),
        title(),
        body("案情", 1, (LEFT + 0.3, 1.85, wide - 0.6, 4.6), kind="body"),
        body("讨论", 2, (side, 1.85, WIDTH - LEFT - side, 4.85), kind="body", size="quarter"),
        *foot(FOOT),
    )
    return LayoutPlan("案例", "", pieces)


def _picture() -> LayoutPlan:
    pieces = (
        title(),
        Holder("图片", "pic", 13, (6.48, 1.5, 6.2, 5.2), Type(16, MUTED, align="ctr"), prompt="单击图标添加图片"),
        body("文字", 1, (LEFT, 1.5, 5.5, 5.2), kind="body", size="half"),
        *foot(FOOT),
    )
    return LayoutPlan("图片与文字", "", pieces)


def _quote() -> LayoutPlan:
    pieces = (
        Ornament("引文底", (1.0, 0.95, WIDTH - 2.0, 5.5), TINT),
        Ornament("上线", (1.0, 0.95, WIDTH - 2.0, 0.09), PRIMARY),
        Ornament("出处短线", (1.5, 5.1, 0.7, 0.04), GOLD),
        Holder("标题", "title", 0, (1.5, 1.3, 10.3, 0.7), Type(20, PRIMARY, bold=True), "ctr", "记住这句话"),
        words("引文", 13, (1.5, 2.1, 10.3, 2.8), Type(36, DEEP, spacing=130, face="楷体"), "ctr", "单击此处编辑引文"),
        words("出处", 14, (1.5, 5.3, 10.3, 0.6), Type(18, MUTED), "ctr", "出处"),
        *foot(FOOT, footer=False),
    )
    return LayoutPlan("引用", "", pieces, PAPER)


def _closing() -> LayoutPlan:
    pieces = (
        *_planes(0, HEIGHT, _UPWARD),
        Ornament("标题短线", (0.85, 4.0, 1.3, 0.06), GOLD),
        Holder("标题", "ctrTitle", 0, (0.85, 1.8, 8.6, 1.95), Type(44, PAPER, bold=True, spacing=105), "b", "结束语"),
        Holder("副标题", "subTitle", 1, (0.85, 4.3, 8.6, 1.2), Type(20, LINE, spacing=110), "t", "带回去做的事"),
        words("主办单位与日期", 13, (0.85, 6.4, 8.6, 0.5), Type(16, LINE), "ctr", "单位与日期"),
    )
    return LayoutPlan("结束页", "", pieces, DEEP)


def layouts() -> tuple[LayoutPlan, ...]:
    """All layouts, in the order of the layout menu."""
    blank = LayoutPlan("空白", "blank", foot(FOOT), PAPER)
    texts = text_layouts(CONTENT, foot(FOOT))
    return (_cover(), _agenda(), _section(), *texts, _case(), _picture(), _quote(), _closing(), blank)
