"""Bases, compiled once, and the judges that do not belong to this program."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from deck_samples import PNG, placed_deck
from peers import validator_errors

from coursegen.layout.geometry import PlacedDeck
from coursegen.model.unit import Brand
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.deck.read import read_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.pack import pack

Validator = Callable[[bytes, str], list[str]]


@pytest.fixture(scope="session")
def ooxml_validator(tmp_path_factory: pytest.TempPathFactory) -> Validator:
    """Microsoft's validator: the errors it finds in a file of this suffix; the test fails when it is not installed."""

    def validate(data: bytes, suffix: str) -> list[str]:
        path = tmp_path_factory.mktemp("judged") / f"file{suffix}"
        path.write_bytes(data)
        return validator_errors(path)

    return validate


@pytest.fixture(scope="session", params=sorted(HOUSES))
def compiled(request: pytest.FixtureRequest) -> CompiledDeck:
    """Each house base, compiled."""
    return read_deck(house_base(HOUSES[request.param]), f"{request.param}.pptx")


@pytest.fixture(scope="session")
def placed(compiled: CompiledDeck) -> PlacedDeck:
    return placed_deck(compiled.spec)


@pytest.fixture(scope="session")
def parts(placed: PlacedDeck, compiled: CompiledDeck) -> Mapping[str, bytes]:
    """All parts of the sample deck."""
    return fill_deck(placed, compiled, Brand(), {"logo.png": PNG, "unused.png": PNG}, "2026-03-01")


@pytest.fixture(scope="session")
def deck(parts: Mapping[str, bytes]) -> bytes:
    """The sample deck as a file."""
    return pack(parts)
