from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_maps import MAP

from coursegen.errors import FaultError
from coursegen.model.unit import Brand
from coursegen.office.color import contrast, is_dark
from coursegen.office.house.deck import HOUSES
from coursegen.office.palette import mapped, palette
from coursegen.office.theme import BRAND_COLORS, check_brand, repainted

RED = HOUSES["red"].colors
colors = st.integers(0, 0xFFFFFF).map("{:06X}".format)


def test_without_colours_a_theme_stays_as_it_is() -> None:
    assert repainted(RED, MAP, Brand()) == dict(RED)


def test_its_own_colours_change_nothing() -> None:
    own = {key: RED[MAP.get(name, name)] for key, name in BRAND_COLORS.items()}
    assert repainted(RED, MAP, Brand(colors=own)) == dict(RED)


def test_one_colour_makes_a_scheme() -> None:
    found = repainted(RED, MAP, Brand(colors={"primary": "#1e5aa0"}))
    assert found["accent1"] == "1E5AA0"
    assert found["dk2"] != RED["dk2"]
    assert is_dark(found["dk2"])
    assert not is_dark(found["lt2"])
    assert found["accent2"] == RED["accent2"], "ornament stays"


def test_colours_that_carry_text_move_until_they_can_be_read() -> None:
    found = repainted(RED, MAP, Brand(colors={"primary": "FFD000", "muted": "DDDDDD"}))
    for slot in ("accent1", "accent5"):
        assert contrast(found[slot], found["lt1"]) >= 4.5
        assert contrast(found[slot], found["lt2"]) >= 4.5


def test_a_dark_background_gets_light_text() -> None:
    found = repainted(RED, MAP, Brand(colors={"background": "101820", "primary": "FFB81C"}))
    assert contrast(found["dk1"], found["lt1"]) >= 7
    assert found["accent1"] == "FFB81C"


@given(st.dictionaries(st.sampled_from(sorted(BRAND_COLORS)), colors))
def test_any_brand_leaves_layouts_legible(brand: dict[str, str]) -> None:
    scheme = mapped(repainted(RED, MAP, Brand(colors=brand)), MAP)
    for ink in ("tx1", "tx2", "accent1", "accent5"):
        assert contrast(scheme[ink], scheme["bg1"]) >= 4.5
        assert contrast(scheme[ink], scheme["bg2"]) >= 4.5
    assert palette(scheme)["text"].on(scheme)


def test_unknown_keys_and_odd_colours_are_faults() -> None:
    brand = Brand(colors={"primery": "FF0000", "deep": "red"}, fonts={"headline": "黑体"})
    assert [f.code for f in check_brand(brand)] == ["T507", "T507", "T508"]
    with pytest.raises(FaultError):
        repainted(RED, MAP, brand)
