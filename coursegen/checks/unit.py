"""A unit → what its own people must still say: phrases that a course never words in their place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pkgutil import get_data

from coursegen.errors import NOWHERE, Fault
from coursegen.model import Unit
from coursegen.reading import UnitLayers


def check_unit(unit: Unit, layers: UnitLayers) -> tuple[Fault, ...]:
    """K140 for every phrase that units of this type have and this one leaves empty, at the place of its type."""
    place = next((layer.place for layer in layers.of("type")), NOWHERE)
    wanted = _wanted().get(unit.type, ())
    missing = (f"phrases.{name}" for name in wanted if not unit.phrases.get(name, "").strip())
    return tuple(Fault("K140", place, {"type": unit.type, "key": key}, "warning") for key in missing)


@cache
def _wanted() -> Mapping[str, tuple[str, ...]]:
    """Names of phrases by type of unit."""
    read = tomllib.loads((get_data("coursegen.checks", "wanted_phrases.toml") or b"").decode())
    return {kind: tuple(names) for kind, names in read.items()}
