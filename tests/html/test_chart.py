"""Charts of a page: every number and name is there, and marks are as large as their numbers."""

from __future__ import annotations

import re

import pytest
from lxml import html

from coursegen.html.chart import ChartPen
from coursegen.html.style import StyleSheet
from coursegen.layout.geometry import ChartLook

NAMES = ("科室", "基层", "上级")
ROWS = (("今年", (3.0, -1.5, 6.0)), ("去年", (2.0, 0.5, 4.0)))


def drawn(kind: str, rows: tuple[tuple[str, tuple[float, ...]], ...] = ROWS, **look: object) -> html.HtmlElement:
    plot = (0.2, 0.1, 0.8, 0.8)
    chart = ChartLook(kind, NAMES, rows, 14, plot, (-2.0, 8.0), 1, **look)  # type: ignore[arg-type]
    return html.fragment_fromstring(f"<svg>{ChartPen(chart, 500, 300, StyleSheet()).draw()}</svg>")


def words(svg: html.HtmlElement) -> list[str]:
    return [text.text for text in svg.iter("text")]


@pytest.mark.parametrize("kind", ["bar", "column", "line"])
def test_every_name_and_number_is_text(kind: str) -> None:
    found = words(drawn(kind))
    assert {"今年", "去年", *NAMES} <= set(found)
    assert {"3.0", "-1.5", "6.0", "2.0", "0.5", "4.0"} <= set(found)


def test_bars_are_as_long_as_their_numbers() -> None:
    bars = [p.get("d") for p in drawn("bar", ROWS[:1]).iter("path")]
    widths = [float(match[1]) for d in bars if (match := re.match(r"M[\d.]+ [\d.]+h([\d.]+)v", d))]
    assert widths == pytest.approx([120, 60, 240])


def test_parts_of_a_doughnut_have_their_share_and_small_ones_no_label() -> None:
    svg = drawn("doughnut", (("办结", (60.0, 35.0, 5.0)),))
    assert len(list(svg.iter("path"))) == 3
    assert words(svg) == ["60%", "35%"]
    assert words(drawn("doughnut", (("办结", (60.0, 35.0, 5.0)),), suffix="%")) == ["60.0%", "35.0%"]


def test_hostile_names_make_no_element() -> None:
    look = ChartLook("bar", ("</text><script>",), (("x", (1.0,)),), 14, (0.2, 0.1, 0.8, 0.8))
    svg = html.fragment_fromstring(f"<svg>{ChartPen(look, 500, 300, StyleSheet()).draw()}</svg>")
    assert not list(svg.iter("script"))
    assert "</text><script>" in "".join(words(svg))
