"""The base a deck is poured into: a house base in the look that is asked for, a person's base as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from coursegen.errors import Fault, Place
from coursegen.reading.base_maps import MapSource

if TYPE_CHECKING:
    from coursegen.layout.geometry import BaseSpec
    from coursegen.model import Unit

_RATIOS = {"16:9": 16 / 9, "4:3": 4 / 3}
_NEARLY = 0.02
"""By which two ratios may differ that are meant to be the same."""


class Base(Struct, frozen=True):
    """An Office base, what faults call it, what there is to say of it, and what the map beside it says."""

    name: str
    data: bytes
    faults: tuple[Fault, ...] = ()
    map: MapSource = field(default_factory=MapSource)


class Look(Struct, frozen=True):
    """Aspect and mode of slides; what is empty is left to the base."""

    aspect: Literal["", "16:9", "4:3"] = ""
    mode: Literal["", "light", "dark"] = ""

    def names(self) -> tuple[str, ...]:
        """What sets files in this look apart from the usual ones, for their names."""
        return tuple(filter(None, (self.aspect.replace(":", "x"), self.mode)))


AS_IT_IS = Look()
"""The look that a base has."""


def in_look(base: Base, look: Look) -> Base:
    """A deck base in a look: one that the house made is made anew; another stays, with a warning (T520, T521)."""
    if look == AS_IT_IS:
        return base
    from coursegen.office.deck.compile import compile_deck
    from coursegen.office.house.deck import house_base
    from coursegen.office.house.known import house_of

    house = house_of(base.data)
    if house is not None:
        wanted = house.on(look.aspect or house.aspect, look.mode or house.mode)
        base = base if wanted == house else replace(base, data=house_base(wanted))
    return replace(base, faults=tuple(_bent(compile_deck(base.data, base.name, base.map).spec, look, Place(base.name))))


def looking(unit: Unit, look: Look) -> Unit:
    """A unit that chooses a look, as far as one is asked for."""
    return replace(
        unit,
        choices=replace(unit.choices, aspect=look.aspect or unit.choices.aspect),
        brand=replace(unit.brand, mode=look.mode or unit.brand.mode),
    )


def in_tongue(base: Base, language: str) -> Base:
    """A deck base whose layouts have names for readers of a language: only those of the house are renamed."""
    if language == "zh-Hans":
        return base
    from coursegen.office.house.known import house_of
    from coursegen.office.house.names import named_in
    from coursegen.office.pack import pack

    return replace(base, data=pack(named_in(base.data, language))) if house_of(base.data) is not None else base


def _bent(spec: BaseSpec, look: Look, place: Place) -> list[Fault]:
    """In what a base is other than asked for."""
    has, mode = spec.width / spec.height, "dark" if spec.dark else "light"
    found = []
    if look.aspect and abs(has - _RATIOS[look.aspect]) > _NEARLY:
        known = next((name for name, ratio in _RATIOS.items() if abs(has - ratio) < _NEARLY), "")
        facts = {"asked": look.aspect, "has": known or f"{spec.width / 914400:.1f} × {spec.height / 914400:.1f} in"}
        found.append(Fault("T520", place, facts, "warning"))
    if look.mode and look.mode != mode:
        found.append(Fault("T521", place, {"asked": look.mode, "has": mode}, "warning"))
    return found
