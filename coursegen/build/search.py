"""The folders of a unit and its parents, and the nearest Office base in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from coursegen.build.assets import read_asset
from coursegen.build.bases import Base
from coursegen.errors import NOWHERE, FaultError, fail
from coursegen.model import Unit
from coursegen.once import AtMoment
from coursegen.reading import ids_of_chain
from coursegen.reading.base_maps import MAP_FILE, read_base_map
from coursegen.workspace import leads_out, place_of, shown

Search = tuple[tuple[str, Path], ...]
"""Folders in the order in which they are searched, each with the id of the unit whose it is."""


def search_path(unit: Unit, roots: Sequence[Path]) -> Search:
    """Folders of a unit and its parents, nearest first: of each unit the user's before the shipped one."""
    return _search(unit.chain, roots)


def folders_of_unit(unit: str, roots: Sequence[Path], moment: str = "") -> tuple[Path, ...]:
    """The same folders by a unit's id; none of a unit that cannot be read, which its build will tell.

    Its parents are read once for all of one `moment`.
    """
    try:
        return tuple(folder for _, folder in _search(ids_of_chain(unit, roots, moment), roots))
    except FaultError:
        return ()


def _search(chain: Sequence[str], roots: Sequence[Path]) -> Search:
    return tuple((name, folder) for name in chain for root in roots if (folder := root / name).is_dir())


def own_and_inherited(search: Search) -> tuple[Search, Search]:
    """The folders of a unit itself, and those of its parents, which it has in common with others."""
    own = sum(name == search[0][0] for name, _ in search)
    return search[:own], search[own:]


def find_base(search: Search, *names: str, moment: str = "") -> Base:
    """The nearest Office base of one of these names, with the map beside it.

    In the folders of parents it is looked for once for all of one `moment`. Raises T850 when no folder has it, T852
    when it is a link out of its folder, A850 when it cannot be read, and the faults of the map.
    """
    own, inherited = own_and_inherited(search)
    found = _nearest(own, names)
    if found is None:
        found = _nearest_at(moment, inherited, names)
    if found is None:
        raise fail("T850", NOWHERE, name=names[0], folders=tuple(shown(folder) for _, folder in search))
    return found


def _nearest(search: Search, names: tuple[str, ...]) -> Base | None:
    paths = (os.path.join(folder, name) for _, folder in search for name in names)  # noqa: PTH118 - fast
    nearest = next((path for path in paths if os.path.isfile(path)), None)  # noqa: PTH113
    if nearest is None:
        return None
    found = Path(nearest)
    beside = found.with_name(MAP_FILE)
    for path in (found, beside):
        if leads_out(path, path.parent):
            raise fail("T852", place_of(path))
    return Base(shown(found), read_asset(found), map=read_base_map(beside))


_nearest_at = AtMoment(_nearest, 32)
