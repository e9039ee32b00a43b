"""Charts of every type and pictures of odd shapes, as nodes and as files."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from coursegen.document.nodes import Block, Chart, Deck, Picture, Properties, Section, Series, Slide, Text

PROPERTIES = Properties("课程", "主题", "作者", "zh-CN", "页脚")
LONG = ("会议通知发出以后又改时间地点的次数", "材料当天才送到领导手上的次数", "同一件事两个科室分别来问的次数")
CHARTS: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, tuple[float, ...]], ...], str], ...] = (
    ("column", ("一季度", "二季度"), (("来文", (128.0, 142.0)),), "件"),
    ("column", tuple(f"{n}月" for n in range(1, 13)), (("按时", (30.0,) * 12), ("超时", (8.0,) * 12)), "件"),
    ("column", ("机关", "事业", "高校"), (("增减", (-12.5, 8.25, 0.0)),), "%"),
    ("column", LONG, (("前", (1234567.25, 2.0, 3.0)), ("后", (1.0, 2.5, 999999999.0))), "元"),
    ("bar", tuple(f"第{n}个环节" for n in range(1, 13)), (("用时", tuple(map(float, range(12)))),), "天"),
    ("bar", LONG, (("前", (12.0, 9.0, 15.0)), ("后", (3.0, 2.0, 4.0))), "次"),
    ("line", ("周一", "周二", "周三"), (("来电", (34.0, 41.0, 38.0)),), "个"),
    ("line", ("2023年", "2024年", "2025年"), (("满意", (88.5, 90.2, 95.8)), ("按时", (92.0, 90.2, 97.3))), "%"),
    ("doughnut", ("办了", "没办"), (("办结", (97.0, 3.0)),), "%"),
    (
        "doughnut",
        ("来信", "来访", "来电", "网上", "转办", "其他渠道"),
        (("", (12.0, 8.0, 45.0, 120.0, 9.0, 0.0)),),
        "件",
    ),
)
PICTURES = {"wide.png": (3000, 60), "tall.png": (60, 3000), "dot.png": (1, 1), "huge.png": (2560, 1700)}


def charts() -> tuple[Chart, ...]:
    """Each type with few and many, short and long names, one series and two."""
    return tuple(
        Chart(kind, "图的说明", names, tuple(Series(*row) for row in rows), unit, (Text("图题"),),  # type: ignore[arg-type]
              (Text("示例数据"),) if n % 2 else (), (Text("数据来源：登记簿"),) if n % 3 else ())
        for n, (kind, names, rows, unit) in enumerate(CHARTS)
    )  # fmt: skip


def pictures() -> tuple[Picture, ...]:
    """Each shape alone, with a caption, and with a text and points; an SVG with the PNG that stands in for it."""
    words = {"text": (Text("两处不一样。"),), "points": ((Text("看左上角"),), (Text("看右下角"),))}
    found = []
    for name, (width, height) in (*PICTURES.items(), ("mark.svg", (400, 300))):
        found.append(Picture(name, f"图 {name}", width=width, height=height))
        found.append(Picture(name, f"图 {name}", (Text("图下一行"),), width=width, height=height, **words))  # type: ignore[arg-type]
    return tuple(found)


def media() -> dict[str, bytes]:
    """The bytes of these pictures, by key."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><circle cx="2" cy="1.5" r="1"></circle></svg>'
    sizes = {**PICTURES, "mark.png": (400, 300)}
    return {**{name: drawn(*size) for name, size in sizes.items()}, "mark.svg": svg}


def drawn(width: int, height: int, kind: str = "PNG", **options: object) -> bytes:
    """A picture with two diagonals."""
    image = Image.new("RGB", (width, height), (235, 240, 245))
    ImageDraw.Draw(image).line((0, 0, width, height), fill=(180, 40, 30), width=3)
    out = BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def evidence() -> tuple[Block, ...]:
    return (*charts(), *pictures())


def deck() -> Deck:
    """A slide for each."""
    slides = tuple(
        Slide(f"s{n}", "content", (Text(f"第{n}张说的是一件事"),), blocks=(block,))
        for n, block in enumerate(evidence())
    )
    return Deck(PROPERTIES, (Section("one", "第一讲", "讲题", slides),))
