"""A placed deck with every drawing there is and the texts that break careless writers."""

from __future__ import annotations

import base64

from coursegen.layout.geometry import (
    BaseSpec,
    Cell,
    Connector,
    Drawing,
    Filling,
    Geometry,
    Group,
    Para,
    Picture,
    PlacedDeck,
    PlacedSlide,
    Rect,
    Role,
    Run,
    Shape,
    SlideRole,
    Stroke,
    TableFrame,
    TextBody,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
ROLES: tuple[Role, ...] = (
    "primary", "on-primary", "secondary", "deep", "on-deep", "tint", "line", "muted", "text", "background",
    "accent-on-deep",
)  # fmt: skip
GEOMETRIES: dict[Geometry, tuple[int, ...]] = {
    "rect": (), "roundRect": (12000,), "ellipse": (), "chevron": (30000,), "homePlate": (30000,),
    "rightArrow": (50000, 40000), "leftRightArrow": (62000, 50000), "donut": (4000,), "triangle": (50000,),
    "trapezoid": (30000,), "arc": (10800000, 0),
}  # fmt: skip
EDGE_TEXTS = (
    "<&\"'>]]> &amp; ‘引’“号”",
    "第一行\n第二行\n\n第四行",
    "表情😀👩‍👩‍👧 与生僻字𠀀𪚥",
    "长" * 400,
    "tab\there 100% %s %(x)s {y} §",
    "A mixed 中英 line，2026年3月",
)
INCH = 914400


def box(x: float, y: float, w: float, h: float) -> Rect:
    return Rect(*(round(v * INCH) for v in (x, y, w, h)))


def words(text: str, size: float = 18, color: Role = "text", **look: object) -> TextBody:
    return TextBody((Para((Run(text, size, color),), **look),))  # type: ignore[arg-type]


def shapes() -> tuple[Drawing, ...]:
    """Every geometry, with and without fill, outline and text."""
    out: list[Drawing] = []
    for n, (geometry, adjust) in enumerate(GEOMETRIES.items()):
        at = box(0.7 + n % 5 * 2.4, 1.7 + n // 5 * 2.3, 2.1, 1.6)
        out.append(Shape(f"形-{geometry}", at, geometry, "tint", Stroke("line", 1), words(geometry, 14), adjust))
    out.append(Shape("无字装饰", box(0.7, 6.3, 1, 0.1), fill="secondary"))
    out.append(Shape("有替代文字", box(2, 6.2, 0.4, 0.4), "ellipse", "primary", alt="一个圆点"))
    out.append(Shape("虚线框", box(3, 6.2, 1, 0.4), "rect", None, Stroke("muted", 1.5, dash=True)))
    return tuple(out)


def texts() -> tuple[Drawing, ...]:
    """Text boxes with the edge texts, all faces, alignments, anchors and markers."""
    looks = (
        Para((Run("左对齐，", 18), Run("强调", 18, "primary", bold=True), Run("引文", 18, "deep", face="kai"))),
        Para((Run("居中", 16, "muted", face="heading"),), "center", 120, 6),
        Para((Run("右对齐", 14),), "right"),
        Para((Run("有圆点", 18),), marker="•", indent=280000, before=4),
        Para((Run("有对号", 18),), marker="✓", marker_color="deep", indent=280000),
        Para(()),
        Para((Run("", 18),)),
        *(Para((Run(f"第{n}项", 14),), marker=f"{n}.", indent=280000) for n in (1, 2, 4, 5)),
    )
    boxes: list[Drawing] = [Shape("各种段落", box(0.7, 1.6, 5, 3), text=TextBody(looks, "top", (9144, 0, 9144, 4572)))]
    for n, text in enumerate(EDGE_TEXTS):
        boxes.append(Shape(f"边角<{n}>", box(6, 1.6 + n * 0.8, 6, 0.7), text=words(text, 14)))
    return tuple(boxes)


def lines() -> tuple[Drawing, ...]:
    """Connectors in all four directions, and in a group with alternative text."""
    ends = ((1, 2, 3, 4), (3, 2, 1, 4), (3, 4, 1, 2), (1, 4, 3, 2), (1, 3, 4, 3))
    loose = [
        Connector(f"线{n}", (x1 * INCH, y1 * INCH), (x2 * INCH, y2 * INCH), Stroke("secondary", 1.5))
        for n, (x1, y1, x2, y2) in enumerate(ends)
    ]
    inner = Group(
        "里层",
        "",
        (Shape("底", box(6, 2, 2, 2), fill="deep"), Shape("字", box(6, 2, 2, 2), text=words("中", color="on-deep"))),
    )
    group = Group(
        "外层“组”",
        "说明 <组>",
        (inner, Connector("组内线", (8 * INCH, 3 * INCH), (9 * INCH, 3 * INCH), Stroke("line", 1))),
    )
    return (*loose, group, Group("装饰组", "", (Shape("点", box(10, 2, 1, 1), fill="line"),)))


def table() -> TableFrame:
    head = tuple(Cell(words(t, 18, "on-primary"), "primary") for t in ("做法", "应当", "不要"))
    body = tuple(Cell(words(t, 16), fill) for t, fill in (("请示", "tint"), ("两个方案", None), ("空手去问", None)))
    empty = tuple(Cell(TextBody(())) for _ in range(3))
    size = 3 * INCH
    return TableFrame(
        "对照表", "请示的做法对照", INCH, 2 * INCH, (size, size, size), (500000, 600000, 400000), (head, body, empty)
    )


def placed_deck(spec: BaseSpec) -> PlacedDeck:
    """A deck for a base: each layout it has, then slides with every kind of drawing."""
    media = (
        Picture("标志", "单位标志", box(11, 5, 1, 1), "logo.png"),
        Picture("纹样", "", box(10, 5, 0.5, 0.5), "logo.png"),
    )
    slides = [_layout_slide(role, spec) for role in spec.layouts]
    drawn = (("图形", shapes()), ("文字", texts()), ("连线与组", lines()), ("表格", (table(),)), ("图片", media))
    slides += [_drawn(f"d.{n}", title, drawings) for n, (title, drawings) in enumerate(drawn)]
    sections = (("open", "开场"), ("l1", "第一讲 <四员> & “心态”"))
    return PlacedDeck(tuple(slides), sections, "课程 & <标题>", "岗前培训", "示例单位", "zh-CN", "页脚文字")


def _drawn(key: str, title: str, drawings: tuple[Drawing, ...]) -> PlacedSlide:
    notes = ("讲三分钟。", "问：“谁来办？” <想一想>\n\n出处：第一篇。") if key != "d.0" else ()
    return PlacedSlide(key, "title-only", f"{title}都能画出来", (), drawings, notes, "l1")


def _layout_slide(role: SlideRole, spec: BaseSpec) -> PlacedSlide:
    fillings = []
    for name, place in spec.layouts[role].placeholders.items():
        text = f"{role}：{name}\n第二行" if name == "title" else f"{name} 的文字"
        para = Para((Run(text, place.size, place.color, place.bold),), place.align)
        fillings.append(Filling(name, TextBody((para,), place.anchor, place.insets)))
    return PlacedSlide(f"o.{role}", role, f"{role} 版式", tuple(fillings), (), (), "open")
