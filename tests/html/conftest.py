"""Sample decks on the house bases, and as pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from deck_samples import PNG, placed_deck

from coursegen.html.page import Extras, write_page
from coursegen.layout.geometry import PlacedDeck
from coursegen.model.unit import Brand
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.read import read_deck
from coursegen.office.deck.scenery import sceneries, scenery_media
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.wording import labels

Writer = Callable[..., str]


@pytest.fixture(scope="session", params=sorted(HOUSES))
def compiled(request: pytest.FixtureRequest) -> CompiledDeck:
    """Each house base, compiled."""
    return read_deck(house_base(HOUSES[request.param]), f"{request.param}.pptx")


@pytest.fixture(scope="session")
def placed(compiled: CompiledDeck) -> PlacedDeck:
    return placed_deck(compiled.spec)


@pytest.fixture(scope="session")
def write(compiled: CompiledDeck) -> Writer:
    """A placed deck as a page."""

    def page(placed: PlacedDeck, *, lecturer: bool = True, language: str = "zh-Hans") -> str:
        scenes = sceneries(compiled, Brand())
        media = {**scenery_media(compiled, scenes), "logo.png": PNG}
        extras = Extras({"d.1": 7}, lecturer=lecturer)
        return write_page(placed, compiled.spec, scenes, media, extras, labels(language)).decode()

    return page
