from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from coursegen.office.house.deck import HOUSES, House, house_base
from coursegen.office.house.document import house_document
from coursegen.office.house.document_parts import COLORS
from coursegen.office.house.known import house_of, is_made
from coursegen.office.pack import pack
from coursegen.office.package import read_package

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LOOKS = [HOUSES[name].on(aspect, mode) for name, aspect, mode in product(HOUSES, ("16:9", "4:3"), ("light", "dark"))]  # type: ignore[arg-type]


@pytest.mark.parametrize("house", [*LOOKS, House("a & b", "band", LOOKS[0].colors, "O'x", "“y”", "<z>")], ids=str)
def test_a_house_is_known_by_its_base(house: House) -> None:
    assert house_of(house_base(house)) == house


@pytest.mark.parametrize("unit", ["default", "county-tax"])
def test_the_shipped_bases_are_made(unit: str) -> None:
    assert is_made((TEMPLATES / unit / "deck.pptx").read_bytes())


def test_so_is_a_document_in_any_colours_and_faces() -> None:
    colors = {**COLORS, "accent1": "006644"}
    assert is_made((TEMPLATES / "default" / "document.docx").read_bytes())
    assert is_made(house_document(colors, {"kai": "Kaiti SC", "song": "a & b", "hei": "x", "fang": "y"}))


@pytest.mark.parametrize("data", [house_base(LOOKS[0]), house_document()], ids=["deck", "document"])
def test_one_changed_character_makes_it_a_persons(data: bytes) -> None:
    parts = read_package(data, "")
    for name in sorted(parts):
        changed = {**parts, name: parts[name].replace(b"<", b"\n<", 2)}
        assert changed != parts
        assert not is_made(pack(changed)), name


@pytest.mark.parametrize("data", [b"", b"PK", b"text", pack({"[Content_Types].xml": b"<Types/>"})])
def test_what_is_no_base_is_nobodys(data: bytes) -> None:
    assert not is_made(data)
