"""House composition "panel": paper cover with a deep side panel, deep section slides, a bar before each title."""

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
CONTENT: Box = (LEFT, 1.55, WIDTH - 2 * LEFT, 5.15)
FOOT = 6.98
PANEL = 8.75
"""Where the side panel of the cover begins."""


def master() -> tuple[Piece, ...]:
    """Pieces of the master."""
    return (
        Ornament("标题竖条", (LEFT, 0.56, 0.085, 0.54), PRIMARY),
        Ornament("页脚细线", (LEFT, 6.92, CONTENT[2], 0.012), LINE),
        Holder("标题", "title", 0, (0.95, 0.42, WIDTH - LEFT - 0.95, 0.82), anchor="ctr", prompt="单击此处编辑标题"),
        body("文本", 1, CONTENT, kind="body"),
        *foot(FOOT),
    )


def _cover() -> LayoutPlan:
    side = WIDTH - PANEL
    pieces = (
        Ornament("右侧色块", (PANEL, 0, side, HEIGHT), DEEP),
        Ornament("金线", (PANEL - 0.06, 0, 0.06, HEIGHT), GOLD),
        Ornament("内框", (PANEL + 0.36, 0.42, side - 0.72, HEIGHT - 0.84), GOLD, outline=0.75),
        Ornament("眉题色块", (0.85, 1.18, 0.1, 0.24), PRIMARY),
        Ornament("标题短线", (0.85, 4.5, 0.95, 0.05), GOLD),
        Holder("标题", "ctrTitle", 0, (0.85, 1.95, 7.5, 2.35), Type(48, DEEP, bold=True, spacing=105), "b", "课程标题"),
        Holder("副标题", "subTitle", 1, (0.85, 4.75, 7.5, 0.95), Type(22, SOFT_TEXT, spacing=110), "t", "副标题"),
        words("主办单位与日期", 13, (0.85, 6.42, 7.5, 0.5), Type(16, MUTED), "ctr", "单位与日期"),
        words("眉题", 14, (1.08, 1.05, 7.2, 0.5), Type(18, PRIMARY, bold=True), "ctr", "培训班名称"),
        Holder(
            "图案", "pic", 15, (PANEL + 0.72, 1.1, side - 1.44, 5.3), Type(16, LINE, align="ctr"), prompt="徽标或图案"
        ),
    )
    return LayoutPlan("封面", "title", pieces, TINT)


def _agenda() -> LayoutPlan:
    pieces = (
        Ornament("左侧色块", (0, 0, 3.9, HEIGHT), DEEP),
        Ornament("金线", (3.9, 0, 0.06, HEIGHT), GOLD),
        Ornament("标题短线", (LEFT, 2.05, 0.9, 0.05), GOLD),
        Holder("标题", "title", 0, (LEFT, 0.9, 2.9, 1.0), Type(36, PAPER, bold=True), "b", "目录"),
        body("目录内容", 1, (4.6, 0.9, 8.08, 5.75)),
        *foot(FOOT, footer=False),
    )
    return LayoutPlan("目录", "", pieces, PAPER)


def _section() -> LayoutPlan:
    seal: Box = (10.25, 0.85, 2.43, 2.43)
    inner: Box = (seal[0] + 0.12, seal[1] + 0.12, seal[2] - 0.24, seal[3] - 0.24)
    pieces = (
        Ornament("底部色带", (0, 5.5, WIDTH, 2.0), DARKER),
        Ornament("金线", (0, 5.48, WIDTH, 0.025), GOLD),
        Ornament("印底", seal, DARKER),
        Ornament("印框", inner, GOLD, outline=1),
        Ornament("标题短线", (LEFT, 2.7, 1.1, 0.05), GOLD),
        Holder("标题", "title", 0, (LEFT, 0.7, 9.2, 1.8), Type(44, PAPER, bold=True, spacing=105), "b", "节标题"),
        words("说明", 1, (LEFT, 2.95, 9.2, 2.35), Type(20, LINE, spacing=110), "t", "这一节讲什么"),
        words("序号", 13, inner, Type(72, GOLD, bold=True, align="ctr"), "ctr", "01"),
        *foot(FOOT, LINE, footer=False),
    )
    return LayoutPlan("节标题", "secHead", pieces, DEEP)


def _case() -> LayoutPlan:
    wide = CONTENT[2] * 0.6
    side = LEFT + wide + 0.35
    pieces = (
        Ornament("案情底", (LEFT, 1.55, wide, 5.15), TINT),
        Ornament("案情色条", (LEFT, 1.55, 0.08, 5.15), GOLD),
        Ornament("讨论线", (side, 1.55, WIDTH - LEFT - side, 0.07), PRIMARY),
        title(),
        body("案情", 1, (LEFT + 0.35, 1.8, wide - 0.65, 4.65), kind="body"),
        body("讨论", 2, (side, 1.8, WIDTH - LEFT - side, 4.9), kind="body", size="quarter"),
        *foot(FOOT),
    )
    return LayoutPlan("案例", "", pieces)


def _picture() -> LayoutPlan:
    pieces = (
        title(),
        Holder("图片", "pic", 13, (LEFT, 1.55, 6.2, 5.15), Type(16, MUTED, align="ctr"), prompt="单击图标添加图片"),
        body("文字", 1, (7.2, 1.55, WIDTH - LEFT - 7.2, 5.15), kind="body", size="half"),
        *foot(FOOT),
    )
    return LayoutPlan("图片与文字", "", pieces)


def _quote() -> LayoutPlan:
    pieces = (
        Ornament("左侧色带", (0, 0, 0.35, HEIGHT), PRIMARY),
        Ornament("金线", (0.35, 0, 0.05, HEIGHT), GOLD),
        Ornament("出处短线", (1.5, 5.32, 0.7, 0.04), GOLD),
        Holder("标题", "title", 0, (1.5, 0.8, 10.8, 0.7), Type(20, PRIMARY, bold=True), "ctr", "记住这句话"),
        words("引文", 13, (1.5, 1.75, 10.4, 3.3), Type(36, DEEP, spacing=130, face="楷体"), "ctr", "单击此处编辑引文"),
        words("出处", 14, (1.5, 5.5, 10.4, 0.6), Type(18, MUTED), "ctr", "出处"),
        *foot(FOOT, footer=False),
    )
    return LayoutPlan("引用", "", pieces, TINT)


def _closing() -> LayoutPlan:
    wide = WIDTH - 2.8
    center = Type(44, PAPER, bold=True, align="ctr", spacing=110)
    pieces = (
        Ornament("外框", (0.42, 0.42, WIDTH - 0.84, HEIGHT - 0.84), GOLD, outline=0.75),
        Ornament("标题短线", (WIDTH / 2 - 0.55, 3.95, 1.1, 0.05), GOLD),
        Holder("标题", "ctrTitle", 0, (1.4, 1.85, wide, 1.85), center, "b", "结束语"),
        Holder(
            "副标题",
            "subTitle",
            1,
            (1.4, 4.25, wide, 1.1),
            Type(20, LINE, align="ctr", spacing=110),
            "t",
            "带回去做的事",
        ),
        words("主办单位与日期", 13, (1.4, 6.1, wide, 0.5), Type(16, LINE, align="ctr"), "ctr", "单位与日期"),
    )
    return LayoutPlan("结束页", "", pieces, DEEP)


def layouts() -> tuple[LayoutPlan, ...]:
    """All layouts, in the order of the layout menu."""
    blank = LayoutPlan("空白", "blank", foot(FOOT), PAPER)
    texts = text_layouts(CONTENT, foot(FOOT))
    return (_cover(), _agenda(), _section(), *texts, _case(), _picture(), _quote(), _closing(), blank)
