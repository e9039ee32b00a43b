"""The look of a unit by our own keys or by those of a brand.yml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reading.sample import UNITS, write_files

from coursegen.errors import Fault
from coursegen.model import Unit
from coursegen.office.theme import BRAND_COLORS, BRAND_FONTS
from coursegen.reading import UnitLayers, read_unit
from coursegen.reading.brand import COLOR_ROLES, FONT_ROLES

FaultsOf = Callable[[Callable[[], object]], tuple[Fault, ...]]

BRAND_YML = """\
brand:
  meta: {name: 示范学院, link: https://example.org}
  logo:
    images:
      mark: {path: logo.png, alt: 标志}
    small: mark
    medium: mark
  color:
    palette: {indigo: '#1B3A7A', sand: '#c79a4b', brand: indigo}
    foreground: '#222'
    primary: brand
    secondary: sand
    danger: '#AA0000'
  typography:
    fonts: [{family: Inter, source: google}]
    base: {family: Inter, size: 16px, line-height: '1.5'}
    headings: {family: 思源黑体, weight: '600'}
    link: {color: indigo}
  defaults: {quarto: {format: html}}
"""


def read(text: str, unit: str = "college", child: str = "") -> tuple[Unit, UnitLayers]:
    files = {**UNITS, "college/unit.yaml": text} | ({"law-school/unit.yaml": child} if child else {})
    return read_unit(unit, [write_files(Path("templates"), files)])


def test_the_roles_are_those_of_a_theme() -> None:
    assert set(COLOR_ROLES) == set(BRAND_COLORS)
    assert set(FONT_ROLES) == set(BRAND_FONTS)


def test_keys_of_a_brand_yml_become_colours_faces_and_logo() -> None:
    unit, _ = read(BRAND_YML)
    assert unit.brand.colors == {"primary": "1B3A7A", "text": "222222", "secondary": "C79A4B", "link": "1B3A7A"}
    assert unit.brand.fonts == {"body": "微软雅黑", "latin": "Inter", "heading": "思源黑体"}
    assert Path(unit.brand.logo) == Path("templates/college/logo.png").resolve()


def test_the_layers_name_the_key_that_was_written() -> None:
    _, layers = read(BRAND_YML)
    near, far = layers.of("brand.colors.primary")
    assert (near.unit, near.value, str(near.place)) == ("college", "#1B3A7A", "templates/college/unit.yaml:11:14")
    assert (far.unit, far.value) == ("default", "B3242B")
    assert layers.text("brand.color.primary") == "brand"


def test_our_own_keys_count_more_than_those_of_a_brand_yml_beside_them() -> None:
    unit, _ = read("brand: {color: {primary: '#111111'}, colors: {primary: '222222'}}\n")
    assert unit.brand.colors["primary"] == "222222"


def test_a_unit_may_use_the_palette_of_the_one_it_extends() -> None:
    child = "extends: college\nbrand: {color: {primary: sand}}\n"
    unit, _ = read(BRAND_YML, "law-school", child)
    assert unit.brand.colors["primary"] == "C79A4B"
    assert unit.brand.colors["text"] == "222222"


BAD = {
    "a colour key like one": ("brand: {color: {primry: '#111111'}}\n", "1:25 T330"),
    "a colour key like none": ("brand: {color: {xyz: '#111111'}}\n", "1:22 T331"),
    "a role like one": ("brand: {colors: {prmary: '111111'}}\n", "1:26 T330"),
    "a face like none": ("brand: {fonts: {xyz: 宋体}}\n", "1:22 T331"),
    "a key of typography": ("brand: {typography: {heading: Inter}}\n", "1:31 T330"),
    "a key of a typeface": ("brand: {typography: {base: {famly: Inter}}}\n", "1:36 T330"),
    "a logo size": ("brand: {logo: {big: logo.png}}\n", "1:21 T331"),
    "a name that no palette has": ("brand: {color: {palette: {blue: '#111111'}, primary: blu}}\n", "1:54 T332"),
    "a colour by a word": ("brand: {color: {primary: rgb}}\n", "1:26 T333"),
    "a palette that goes in circles": ("brand: {color: {palette: {a: b, b: a}, primary: a}}\n", "1:49 T33"),
    "a key beside": ("brand: {colour: {primary: '111111'}}\n", "1:9 C101"),
    "a logo that is missing": ("brand: {logo: {small: mark.png}}\n", "1:15 A301"),
    "a logo outside": ("brand: {logo: {images: {a: ../x.png}}}\n", "1:15 T311"),
    "a pass mark beyond all": ("choices: {pass_mark: 120}\n", "1:22 T334"),
}


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD)
def test_what_no_brand_has_is_named_with_a_suggestion(text: str, expected: str, faults_of: FaultsOf) -> None:
    found = [f"{fault.place} {fault.code}" for fault in faults_of(lambda: read(text))]
    assert any(line.startswith(f"templates/college/unit.yaml:{expected}") for line in found), found


def test_the_pass_mark_is_inherited_and_has_a_usual_value() -> None:
    unit, _ = read("choices: {pass_mark: 70}\n", "law-school")
    assert unit.choices.pass_mark == 70
    assert read("type: 高校\n", "default")[0].choices.pass_mark == 60
