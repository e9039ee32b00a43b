"""What a map says of a deck base, held against the base: layouts and placeholders by their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import get_args

from msgspec import Struct

from coursegen.errors import Fault, FaultError, Place
from coursegen.layout.geometry import PlaceholderRole, Rect, Role, SlideRole
from coursegen.model.base_map import BaseMap, LayoutWish
from coursegen.office.deck.anatomy import Holder
from coursegen.office.deck.facts import Facts
from coursegen.office.palette import GROUNDS, SLOTS
from coursegen.text import did_you_mean

SCHEME = (*GROUNDS, *(slot for slot in SLOTS if slot.startswith("accent")))
"""Colours of a scheme that a role may be given."""

PlaceOf = Callable[[str], Place]


class Wishes(Struct, frozen=True):
    """A map, checked against a base: layouts by role."""

    map: BaseMap
    layouts: dict[SlideRole, Facts]

    def of(self, role: SlideRole) -> LayoutWish:
        """What is said of a role."""
        return self.map.layouts.get(role, LayoutWish())


def granted(wanted: BaseMap, every: Sequence[Facts], place: PlaceOf) -> Wishes:
    """The map with the layouts it means.

    Raises T531 (unknown name), T532 (no such layout), T533 (no such placeholder), T534 (not an area of the slide).
    """
    faults = [*_name_faults(wanted, place)]
    layouts: dict[SlideRole, Facts] = {}
    for role, wish in wanted.layouts.items():
        found = _find(wish, every)
        if found is not None:
            layouts[role] = found  # type: ignore[index]
        elif wish.layout or wish.master or wish.index:
            key = f"layouts.{role}." + ("layout" if wish.layout else "index" if wish.index else "master")
            known = tuple(f"{part_name(f)}（{f.layout.name}）" for f in every)
            faults.append(
                Fault("T532", place(key), {"value": wish.layout or f"{wish.master}/{wish.index}", "known": known})
            )
        faults += _slot_faults(role, wish, found, place)
        faults += _area_faults(role, wish, place)
    if faults:
        raise FaultError(faults)
    return Wishes(wanted, layouts)


def part_name(found: Facts) -> str:
    """File name of a layout's part: slideLayout3.xml."""
    return str(found.layout.layout.part.partname).rsplit("/", 1)[-1]


def _find(wish: LayoutWish, every: Sequence[Facts]) -> Facts | None:
    if wish.layout:
        return next((f for f in every if part_name(f) == wish.layout.rsplit("/", 1)[-1]), None)
    address = (wish.master or 1) - 1, wish.index - 1
    return next((f for f in every if (f.layout.master, f.layout.index) == address), None)


def _name_faults(wanted: BaseMap, place: PlaceOf) -> Iterator[Fault]:
    roles, colors = get_args(SlideRole), get_args(Role)
    names = [("layouts", name, roles) for name in wanted.layouts]
    names += [("colors", name, colors) for name in wanted.colors]
    names += [
        (f"layouts.{r}.slots", name, get_args(PlaceholderRole)) for r, w in wanted.layouts.items() for name in w.slots
    ]
    for owner, name, known in names:
        if name not in known:
            yield _unknown(place(f"{owner}.{name}"), name, known)
    for name, value in wanted.colors.items():
        if value not in SCHEME:
            yield _unknown(place(f"colors.{name}"), value, SCHEME)


def _unknown(place: Place, name: str, known: Sequence[str]) -> Fault:
    return Fault(
        "T531", place, {"name": name, "suggestion": did_you_mean(name, known) or known[0], "known": tuple(known)}
    )


def _slot_faults(role: str, wish: LayoutWish, found: Facts | None, place: PlaceOf) -> Iterator[Fault]:
    offered = [h.index for h in found.layout.holders] if found else []
    for name, index in wish.slots.items():
        if found and index not in offered:
            yield Fault(
                "T533", place(f"layouts.{role}.slots.{name}"), {"index": index, "known": tuple(sorted(set(offered)))}
            )


def _area_faults(role: str, wish: LayoutWish, place: PlaceOf) -> Iterator[Fault]:
    area = wish.content
    inside = len(area) == 4 and min(area[2:]) > 0 and area[0] + area[2] <= 100 and area[1] + area[3] <= 100
    if area and not inside:
        yield Fault("T534", place(f"layouts.{role}.content"), {"value": tuple(f"{v:g}" for v in area)})
    if wish.ground and not (len(wish.ground) == 6 and all(c in "0123456789abcdefABCDEF" for c in wish.ground)):
        yield Fault("T508", place(f"layouts.{role}.ground"), {"key": f"layouts.{role}.ground", "value": wish.ground})


def slotted(wish: LayoutWish, found: Facts, holders: dict[PlaceholderRole, Holder]) -> dict[PlaceholderRole, Holder]:
    """Placeholders with those that the map gives to roles."""
    by_index = {h.index: h for h in found.layout.holders}
    given = {role: by_index[index] for role, index in wish.slots.items() if index in by_index}
    taken = {id(h) for h in given.values()}
    kept = {role: h for role, h in holders.items() if id(h) not in taken}
    return {**kept, **given}  # type: ignore[dict-item]


def area(wish: LayoutWish, found: Facts) -> Rect | None:
    """The area for drawings that the map gives, or None."""
    if not wish.content:
        return None
    left, top, width, height = wish.content
    return Rect(
        round(left * found.width / 100), round(top * found.height / 100),
        round(width * found.width / 100), round(height * found.height / 100),
    )  # fmt: skip
