"""Every layout of a base can be looked at, whatever it is used for."""

from __future__ import annotations

import io

import pptx
import pytest
from odd_bases import DECKS, on_a_dark_picture, with_sample_slides, with_two_masters

from coursegen.errors import FaultError
from coursegen.layout.scenery import MediaFill, Paint
from coursegen.model.unit import Brand
from coursegen.office.deck.fill import with_texts
from coursegen.office.deck.plans import layouts_deck, plans, small_pictures
from coursegen.office.deck.read import read_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.render import VARIABLE


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")


def names(data: bytes) -> list[str]:
    masters = pptx.Presentation(io.BytesIO(data)).slide_masters
    return sorted(layout.name for master in masters for layout in master.slide_layouts)


@pytest.mark.parametrize("house", sorted(HOUSES))
def test_each_layout_is_there_with_its_ground_and_placeholders(house: str) -> None:
    data = house_base(HOUSES[house])
    made = plans(read_deck(data, "a.pptx"), Brand(colors={"primary": "7A1F5C"}))
    assert sorted(plan.name for plan in made) == names(data)
    cover = next(plan for plan in made if plan.name == "封面")
    assert {"title", "text"} <= {holder.kind for holder in cover.holders}
    assert all(0 < h.rect.w <= plan.width and 0 < h.rect.h <= plan.height for plan in made for h in plan.holders)
    inks = {o.fill.flat.color for plan in made for o in plan.ornaments if isinstance(o.fill, Paint)}
    assert "7A1F5C" in inks | {plan.ground.flat.color for plan in made if isinstance(plan.ground, Paint)}


def test_layouts_of_all_masters_and_those_that_were_added_are_there() -> None:
    data = with_two_masters()
    compiled = read_deck(data, "a.pptx")
    parts = {plan.part for plan in plans(compiled, Brand())}
    assert len(parts) >= len(names(data))
    assert {row.part for row in compiled.rows} <= parts


def test_pictures_are_made_small_once() -> None:
    compiled = read_deck(on_a_dark_picture(), "a.pptx")
    made = plans(compiled, Brand())
    keys = {plan.ground.media for plan in made if isinstance(plan.ground, MediaFill)}
    keys |= {o.fill.media for plan in made for o in plan.ornaments if isinstance(o.fill, MediaFill)}
    assert keys
    assert small_pictures(compiled, made).keys() == keys


def test_a_slide_stands_on_each_layout_and_none_of_the_samples_is_left() -> None:
    data = with_sample_slides()
    deck = pptx.Presentation(io.BytesIO(layouts_deck(data, "a.pptx")))
    assert sorted(slide.slide_layout.name for slide in deck.slides) == names(data)
    titles = [slide.shapes.title.text for slide in deck.slides if slide.shapes.title is not None]
    assert titles
    assert set(titles) <= set(names(data))


@pytest.mark.parametrize("name", sorted(DECKS))
def test_no_base_that_can_be_compiled_is_too_odd(name: str) -> None:
    data = DECKS[name][1]()
    try:
        compiled = read_deck(data, name)
    except FaultError:
        pytest.fail("all of these can be compiled")
    compiled = with_texts(compiled, {tag.name: "字" for tag in compiled.tags})
    assert plans(compiled, Brand())
    assert layouts_deck(data, name).startswith(b"PK")
