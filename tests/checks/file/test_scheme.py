"""Colours of DrawingML: the examples of the standard, and laws that hold for every colour."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from plain_files import A, theme

from coursegen.checks.file.fill import fill_in
from coursegen.checks.file.scheme import Paint, paint_of, read_scheme

SCHEME = read_scheme(etree.fromstring(theme()), {"bg1": "dk1", "tx1": "lt1"})
COLORS = st.integers(0, 0xFFFFFF).map("{:06X}".format)


def paint(inner: str, kind: str = "srgbClr", value: str = "00FF00") -> Paint | None:
    return paint_of(etree.fromstring(f'<a:{kind} xmlns:a="{A}" val="{value}">{inner}</a:{kind}>'), SCHEME)


@pytest.mark.parametrize(
    ("change", "color"),
    [
        ('<a:shade val="50000"/>', "00BC00"),  # ECMA-376 part 1, 20.1.2.3.31
        ('<a:tint val="50000"/>', "BCFFBC"),  # 20.1.2.3.34
        ('<a:lumMod val="50000"/>', "008000"),
        ('<a:lumMod val="50000"/><a:lumOff val="50000"/>', "80FF80"),
        ('<a:lumMod val="50%"/>', "008000"),
        ("<a:comp/>", "FF00FF"),
        ("<a:gray/>", "969696"),
        ('<a:hueOff val="7200000"/>', "0000FF"),
        ("", "00FF00"),
    ],
)
def test_a_colour_changes_as_the_standard_says(change: str, color: str) -> None:
    assert paint(change) == Paint(color)


def test_the_grey_of_feet_is_what_powerpoint_shows() -> None:
    """tx1 with a tint of 75 %, as Office's own layouts have it: 898989."""
    plain = read_scheme(etree.fromstring(theme()), {})
    element = etree.fromstring(f'<a:schemeClr xmlns:a="{A}" val="tx1"><a:tint val="75000"/></a:schemeClr>')
    assert paint_of(element, plain) == Paint("898989")


def test_names_are_mapped_and_unknown_ones_are_not_known() -> None:
    assert paint("", "schemeClr", "bg1") == Paint("000000")
    assert paint("", "schemeClr", "accent4") == Paint("FFC000")
    assert paint("", "schemeClr", "accent9") is None
    assert paint("", "prstClr", "dkBlue") == Paint("00008B")
    assert paint("", "prstClr", "nothing") is None
    assert paint('<a:alpha val="40000"/>') == Paint("00FF00", 0.4)


def test_a_picture_and_a_colour_nobody_knows_are_not_judged() -> None:
    for inner in ("<a:blipFill/>", '<a:solidFill><a:schemeClr val="accent9"/></a:solidFill>'):
        fill = fill_in(etree.fromstring(f'<p xmlns:a="{A}">{inner}</p>'), SCHEME)
        assert fill is not None
        assert not fill.known


@settings(max_examples=60, deadline=None)
@given(COLORS)
def test_changes_that_change_nothing_leave_every_colour_as_it_is(color: str) -> None:
    for change in ('<a:lumMod val="100000"/>', '<a:shade val="100000"/>', '<a:tint val="100000"/>', "<a:inv/><a:inv/>"):
        assert paint(change, value=color) == Paint(color)


@settings(max_examples=60, deadline=None)
@given(COLORS, st.integers(-(10**6), 10**6))
def test_every_change_gives_a_colour(color: str, share: int) -> None:
    for name in ("lumMod", "lumOff", "lum", "satMod", "satOff", "sat", "hueMod", "hueOff", "shade", "tint", "alpha"):
        found = paint(f'<a:{name} val="{share}"/>', value=color)
        assert found is not None
        assert len(found.color) == 6
        assert 0 <= found.alpha <= 1


@pytest.mark.parametrize(
    ("written", "color"),
    [
        ('<a:scrgbClr r="100000" g="50000" b="0"/>', "FFBC00"),
        ('<a:hslClr hue="14400000" sat="100000" lum="50000"/>', "0000FF"),
        ('<a:sysClr val="windowText" lastClr="1f1f1f"/>', "1F1F1F"),
        ('<a:sysClr val="window"/>', "FFFFFF"),
        ('<a:sysClr val="btnFace"/>', None),
        ('<a:srgbClr val="red"/>', None),
        ('<a:newClr val="1"/>', None),
    ],
)
def test_a_colour_is_read_in_every_way_it_may_be_written(written: str, color: str | None) -> None:
    element = etree.fromstring(f'<a:p xmlns:a="{A}">{written}</a:p>')[0]
    assert paint_of(element, SCHEME) == (Paint(color) if color else None)
