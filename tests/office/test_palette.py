from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_maps import INVERTED, MAP

from coursegen.layout.geometry import Role
from coursegen.office.color import Colors, Shade, contrast, is_dark, luminance, shaded
from coursegen.office.house.deck import HOUSES
from coursegen.office.palette import SLOTS, Palette, mapped, palette, palette_on

OFFICE = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip
YELLOW = {**OFFICE, "accent1": "FFC000", "accent2": "FFD966", "dk2": "7F7F7F"}

colors = st.integers(0, 0xFFFFFF).map("{:06X}".format)
schemes = st.fixed_dictionaries(dict.fromkeys(SLOTS, colors)).map(lambda slots: mapped(slots, MAP))


def ratio(found: Palette, on: Colors, ink: Role, ground: Role) -> float:
    return contrast(found[ink].on(on), found[ground].on(on))


def assert_legible(found: Palette, on: Colors) -> None:
    for ground in ("background", "tint"):
        for ink in ("text", "muted", "primary"):
            assert ratio(found, on, ink, ground) >= 4.5, (ink, ground)  # type: ignore[arg-type]
        middling = any(0.12 < luminance(found[g].on(on)) < 0.28 for g in ("background", "tint"))
        assert ratio(found, on, "deep", ground) >= (4.5 if middling else 6)  # type: ignore[arg-type]
    assert ratio(found, on, "on-primary", "primary") >= 4.5
    assert ratio(found, on, "on-deep", "deep") >= 4.5
    assert ratio(found, on, "accent-on-deep", "deep") >= 3
    assert ratio(found, on, "line", "background") >= 1.15


@given(schemes)
def test_every_theme_gives_roles_that_can_be_read(scheme: Colors) -> None:
    assert_legible(palette(scheme), scheme)


@given(schemes, st.sampled_from(["bg2", "tx1", "tx2", "accent1"]))
def test_so_does_every_ground_that_takes_the_place_of_the_background(scheme: Colors, name: str) -> None:
    found = palette_on(scheme, Shade(name))
    assert found["background"].on(scheme) == scheme[name]
    assert_legible(found, scheme)


@given(schemes, colors)
def test_text_on_a_deep_ground_of_its_own_is_read_as_well(scheme: Colors, ground: str) -> None:
    found = palette(scheme, ground)
    if is_dark(ground) == is_dark(found["deep"].on(scheme)):
        assert contrast(found["on-deep"].on(scheme), ground) >= 4.5 or 0.12 < luminance(ground) < 0.28


@pytest.mark.parametrize(
    "slots", [HOUSES["red"].colors, HOUSES["blue"].colors, OFFICE, YELLOW], ids=["red", "blue", "office", "yellow"]
)
@pytest.mark.parametrize("names", [MAP, INVERTED], ids=["light", "dark"])
def test_known_themes_light_and_dark(slots: Colors, names: Colors) -> None:
    scheme = mapped(slots, names)
    assert_legible(palette(scheme), scheme)


def test_the_house_theme_keeps_the_colours_it_was_drawn_with() -> None:
    found = palette(mapped(HOUSES["red"].colors, MAP))
    assert {role: shade.scheme for role, shade in found.items()} == {
        "background": "bg1", "tint": "bg2", "text": "tx1", "primary": "accent1", "deep": "tx2", "secondary": "accent2",
        "on-primary": "bg1", "on-deep": "bg1", "accent-on-deep": "accent2", "muted": "accent5", "line": "accent6",
    }  # fmt: skip
    assert all(shade == Shade(shade.scheme) for shade in found.values())


def test_roles_do_not_go_by_accent_number() -> None:
    reordered = {**YELLOW, "accent2": "C00000"}
    assert palette(mapped(YELLOW, MAP))["primary"] == Shade("accent1", 50), "yellow itself cannot be read on white"
    assert palette(mapped(reordered, MAP))["primary"] == Shade("accent2")


def test_fixed_and_unknown_grounds() -> None:
    scheme = mapped(OFFICE, MAP)
    assert palette_on(scheme, None) == palette(scheme)
    assert is_dark("102030")
    assert contrast(palette_on(scheme, "102030")["text"].on(scheme), "102030") >= 4.5


def test_a_shade_is_written_as_office_computes_it() -> None:
    assert Shade("accent1").xml() == '<a:schemeClr val="accent1"/>'
    assert Shade("accent1", 30, 70).xml() == (
        '<a:schemeClr val="accent1"><a:lumMod val="30000"/><a:lumOff val="70000"/></a:schemeClr>'
    )
    assert shaded("4472C4", 75, 0) == "2F5597", "what PowerPoint shows for accent 1, darker 25 %"
    assert shaded("4472C4", 40, 60) == "B4C7E7", "and for lighter 60 %"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
