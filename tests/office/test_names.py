"""A base of the house is read alike whatever language its layouts and shapes are named in."""

from __future__ import annotations

import pytest

from coursegen.office.deck.read import read_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.house.names import name_in, named_in
from coursegen.office.pack import pack


@pytest.mark.parametrize("name", HOUSES)
def test_places_are_found_by_their_names_in_every_language(name: str) -> None:
    base = house_base(HOUSES[name])
    english, taiwan, hong_kong = (
        read_deck(pack(named_in(base, language)), "x") for language in ("en", "zh-Hant", "zh-HK")
    )
    assert {"cover", "section", "activity", "quote", "closing"} <= english.spec.layouts.keys()
    assert "number" in english.spec.layouts["section"].placeholders
    assert taiwan.spec == hong_kong.spec == english.spec


def test_names_of_shapes_are_those_of_the_readers() -> None:
    assert [name_in("进度条-1", tag) for tag in ("zh-CN", "zh-TW", "zh-HK", "en-US")] == [
        "进度条-1", "進度條-1", "進度條-1", "Progress Bar - 1",
    ]  # fmt: skip
