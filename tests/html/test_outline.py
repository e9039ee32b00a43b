"""Outlines of preset geometries."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.html.outline import path
from coursegen.html.style import number
from coursegen.layout.geometry import Geometry
from coursegen.layout.scenery import Path

PRESETS = get_args(Geometry)
SIDES = st.integers(20, 900)


@pytest.mark.parametrize("preset", PRESETS)
@given(SIDES, SIDES)
def test_every_geometry_of_the_layout_is_drawn_inside_its_box(preset: str, w: int, h: int) -> None:
    drawn = path(preset, w, h)
    assert drawn.startswith("M")
    points = re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=[LAHVCZ]|$)", re.sub(r"A[\d.]+ [\d.]+ \d \d \d ", "L", drawn))
    assert points
    assert all(-0.01 <= float(x) <= w + 0.01 and -0.01 <= float(y) <= h + 0.01 for x, y in points)


def test_a_preset_nobody_knows_is_not_drawn_wrongly() -> None:
    assert path("cloudCallout", 10, 10) == ""


def test_a_free_outline_is_scaled_to_its_box() -> None:
    free = Path(100, 50, (("M", (0, 0)), ("L", (100, 50)), ("C", (0, 50, 50, 25, 0, 0)), ("Z", ())))
    assert path(free, 10, 10) == "M0 0L10 10C0 10 5 5 0 0Z"


@given(st.floats(-1e6, 1e6))
def test_numbers_are_short_and_true(value: float) -> None:
    assert abs(float(number(value)) - value) <= 0.00005001
    assert re.fullmatch(r"-?\d+(\.\d{0,3}[1-9])?", number(value))
    assert number(value) != "-0"
