"""Charts as SVG."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from coursegen.document.nodes import Chart, Series
from coursegen.html.plot import Plot
from coursegen.html.style import StyleSheet
from coursegen.layout.charts import look_of
from coursegen.layout.charts import number as printed
from coursegen.layout.geometry import ChartLook

KINDS = ("bar", "column", "line")
VALUES = st.lists(st.integers(-999, 999), min_size=2, max_size=6).filter(lambda row: any(row))
_RECT = re.compile(r'<rect x="([-\d.]+)" y="([-\d.]+)" width="([-\d.]+)" height="([-\d.]+)"')


def drawn(kind: str, values: list[int]) -> str:
    names = tuple(f"第{n}项" for n in range(len(values)))
    chart = Chart(kind, "图", names, (Series("来文", tuple(map(float, values))),))  # type: ignore[arg-type]
    return Plot(look_of(chart, 600, 300, 16), 600, 300, StyleSheet()).draw()


@given(st.sampled_from(KINDS), VALUES)
def test_every_number_and_name_is_printed(kind: str, values: list[int]) -> None:
    svg = drawn(kind, values)
    for value in values:
        assert f">{printed(value, 0)}</text>" in svg
    assert all(f"第{n}项" in svg for n in range(len(values)))


@given(st.sampled_from(KINDS), VALUES)
def test_nothing_is_drawn_outside_the_frame(kind: str, values: list[int]) -> None:
    boxes = [tuple(map(float, found)) for found in _RECT.findall(drawn(kind, values))]
    assert boxes
    for x, y, wide, tall in boxes:
        assert min(x, y, wide, tall) >= -4.1
        assert x + wide <= 604.1
        assert y + tall <= 304.1


@given(st.lists(st.integers(1, 99), min_size=2, max_size=6, unique=True))
def test_bars_are_as_long_as_their_numbers_say(values: list[int]) -> None:
    *bars, _ = (tuple(map(float, found)) for found in _RECT.findall(drawn("column", values)))
    assert len(bars) == len(values)
    unit = bars[0][3] / values[0]
    assert all(abs(tall - value * unit) < 0.01 for (*_, tall), value in zip(bars, values, strict=True))


def test_the_parts_of_a_doughnut_say_their_share() -> None:
    svg = drawn("doughnut", [50, 30, 20])
    assert svg.count("<path") == 3
    assert all(f">{share}%</text>" in svg for share in (50, 30, 20))


NAMES = ("科室", "基层", "上级")
ROWS = (("今年", (3.0, -1.5, 6.0)), ("去年", (2.0, 0.5, 4.0)))


def look_drawn(kind: str, rows: tuple[tuple[str, tuple[float, ...]], ...] = ROWS, **look: object) -> html.HtmlElement:
    plot = (0.2, 0.1, 0.8, 0.8)
    chart = ChartLook(kind, NAMES, rows, 14, plot, (-2.0, 8.0), 1, **look)  # type: ignore[arg-type]
    return html.fragment_fromstring(f"<svg>{Plot(chart, 500, 300, StyleSheet()).draw()}</svg>")


def words(svg: html.HtmlElement) -> list[str]:
    return [text.text for text in svg.iter("text")]


@pytest.mark.parametrize("kind", ["bar", "column", "line"])
def test_of_two_series_every_name_and_number_is_text(kind: str) -> None:
    found = words(look_drawn(kind))
    assert {"今年", "去年", *NAMES} <= set(found)
    assert {"3.0", "-1.5", "6.0", "2.0", "0.5", "4.0"} <= set(found)


def test_bars_are_as_long_as_their_numbers_on_both_sides_of_zero() -> None:
    *bars, _ = look_drawn("bar", ROWS[:1]).iter("rect")
    assert [float(bar.get("width")) for bar in bars] == pytest.approx([120, 60, 240])


def test_of_two_lines_the_second_is_dashed_and_labels_stand_above_and_below() -> None:
    svg, style = look_drawn("line"), StyleSheet()
    heights = {text.text: float(text.get("y")) for text in svg.iter("text")}
    assert heights["6.0"] < heights["4.0"]
    chart = ChartLook("line", NAMES, ROWS, 14, (0.2, 0.1, 0.8, 0.8), (-2.0, 8.0), 1)
    Plot(chart, 500, 300, style).draw()
    assert style.css().count("stroke-dasharray") == 1


def test_parts_of_a_doughnut_have_their_share_and_small_ones_no_label() -> None:
    svg = look_drawn("doughnut", (("办结", (60.0, 35.0, 5.0)),))
    assert len(list(svg.iter("path"))) == 3
    assert words(svg) == ["60%", "35%"]
    assert words(look_drawn("doughnut", (("办结", (60.0, 35.0, 5.0)),), suffix="%")) == ["60.0%", "35.0%"]


def test_hostile_names_make_no_element() -> None:
    look = ChartLook("bar", ("</text><script>",), (("x", (1.0,)),), 14, (0.2, 0.1, 0.8, 0.8))
    svg = html.fragment_fromstring(f"<svg>{Plot(look, 500, 300, StyleSheet()).draw()}</svg>")
    assert not list(svg.iter("script"))
    assert "</text><script>" in "".join(words(svg))
