"""One course for several units: a kit after the other, each for itself, so that one unit's faults stop no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coursegen.build.line import Result, build
from coursegen.build.request import Request
from coursegen.reading.units import DEFAULT_UNIT
from coursegen.workspace import Workspace, unknown_name

ALL = "all"


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What the build of one unit left, and all it has to say."""

    unit: str
    result: Result


def build_several(request: Request, units: Sequence[str]) -> Iterator[UnitResult]:
    """The kit of each unit in turn, told as soon as it is written; the request's own unit does not count."""
    return (UnitResult(unit, build(replace(request, unit=unit))) for unit in units)


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
