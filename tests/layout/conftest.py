"""A base as the layout stage sees it, and short ways to say figures and slides."""

from __future__ import annotations

import pytest

from coursegen.document.nodes import Block, Deck, Figure, FigureItem, Line, Properties, Section, Slide, Text
from coursegen.layout.geometry import BaseSpec, LayoutSpec, PlaceholderRole, PlaceholderSpec, Rect

INCH = 914400
PROPERTIES = Properties("课程", "主题", "作者", "zh-CN", "页脚")


def rect(x: float, y: float, w: float, h: float) -> Rect:
    return Rect(*(round(v * INCH) for v in (x, y, w, h)))


def line(text: str) -> Line:
    return (Text(text),) if text else ()


def item(
    head: str = "", text: str = "", key: str = "", points: tuple[str, ...] = (), tone: str = "plain"
) -> FigureItem:
    return FigureItem(line(head), line(text), key, tuple(map(line, points)), tone)  # type: ignore[arg-type]


def figure(kind: str, *items: FigureItem, label: str = "", poles: tuple[str, ...] = ()) -> Figure:
    return Figure(kind, "图", items, line(label), tuple(map(line, poles)))  # type: ignore[arg-type]


def deck(*blocks: Block, title: str = "标题是一句话", lessons: int = 2) -> Deck:
    slide = Slide("s", "content", line(title), blocks=blocks)
    others = tuple(Section(f"l{n}", f"第{n}讲", f"讲题{n}", ()) for n in range(2, lessons + 1))
    return Deck(PROPERTIES, (Section("l1", "第一讲", "讲题1", (slide,)), *others))


@pytest.fixture(scope="session")
def base() -> BaseSpec:
    """A base of 16:9."""
    return _base(12.03, 12192000)


@pytest.fixture(scope="session")
def base_4_3() -> BaseSpec:
    """A base of 4:3, a quarter narrower."""
    return _base(8.7, 9144000)


def _base(wide: float, width: int) -> BaseSpec:
    """A base with a content area `wide` inches wide on slides `width` EMU wide."""
    content = rect(0.65, 1.55, wide, 5.15)
    title = PlaceholderSpec(rect(0.89, 0.42, wide - 0.24, 0.82), 28, True, anchor="middle", color="deep")
    foot: dict[PlaceholderRole, PlaceholderSpec] = {
        "footer": PlaceholderSpec(rect(0.65, 6.98, 4, 0.3), 11, False, color="muted"),
        "slide-number": PlaceholderSpec(rect(wide - 0.25, 6.98, 0.9, 0.3), 11, False, "right", color="muted"),
    }
    body = PlaceholderSpec(content, 20, False)
    return BaseSpec(
        width,
        6858000,
        {
            "title-only": LayoutSpec("title-only", {"title": title, **foot}, content),
            "title-body": LayoutSpec("title-body", {"title": title, "body": body, **foot}, content),
            "section": LayoutSpec("section", {"title": title}, rect(0.65, 5.5, wide, 1.2), dark=True),
            "cover": LayoutSpec("cover", {"title": title}, rect(8.4, 0, 4.93, 7.5), dark=True),
        },
    )
