"""Which units are meant, and what the build of each of them left."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursegen.build.line import Result
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.workspace import Workspace, unknown_name

ALL = "all"


class UnitResult(Struct, frozen=True):
    """What the build of one unit left, and all it has to say."""

    unit: str
    result: Result


def chosen_units(names: Sequence[str], workspace: Workspace) -> tuple[str, ...]:
    """Ids of units by name; `all` are the user's own, or the shipped ones where he has none. Raises U220 or U221."""
    known = workspace.units()
    if ALL in names:
        templates = (workspace.root / "templates").resolve()
        every = [key for key in known if key != DEFAULT_UNIT]
        return tuple([key for key in every if known[key].parent.resolve() == templates] or every)
    for name in names:
        if name not in known:
            raise unknown_name("U220", name, known)
    return tuple(names)
