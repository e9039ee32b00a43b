"""Charts as SVG."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from coursegen.document.nodes import Chart, Series
from coursegen.html.plot import Plot
from coursegen.html.style import StyleSheet
from coursegen.layout.charts import look_of
from coursegen.layout.charts import number as printed

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
