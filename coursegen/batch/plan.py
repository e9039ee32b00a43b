"""Which units are built in which order, and which stand already as they would come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.kept import program
from coursegen.build.manifest import MANIFEST
from coursegen.build.request import Request
from coursegen.build.search import folders_of_unit
from coursegen.build.several import UnitResult
from coursegen.standing import state_of
from coursegen.workspace import UNIT_FILE, sha256

Files = Mapping[str, list[int]]

MOST_REMEMBERED = 100
"""Units up to which finished products are kept for the next run: of thousands they would only fill the disk."""


class Task(Struct, frozen=True):
    """A unit to build; `mark` stands for all that its kit is made of, empty where that cannot be told."""

    unit: str
    request: Request
    mark: str


def plan(request: Request, units: Sequence[str]) -> tuple[Task, ...]:
    """A task for each unit. Those that inherit alike come together, so that a process has at hand what they share."""
    course = cache(lambda: _said(request.course) + _files(request))
    others = cache(lambda: _names(request.unit_roots))
    folder = cache(_said)
    whole = replace(request, remember=request.remember and len(units) <= MOST_REMEMBERED)

    def mark(unit: str, chain: Iterable[Path]) -> str:
        asked = repr(replace(whole, unit=unit, remember=True))
        return sha256("\0".join((asked, course(), others(), program(), *map(folder, chain))).encode())

    at_once = replace(whole, moment=uuid4().hex)
    chains = {unit: folders_of_unit(unit, request.unit_roots, at_once.moment) for unit in units}
    alike = sorted(chains, key=lambda unit: chains[unit][1:])
    return tuple(Task(u, replace(at_once, unit=u), mark(u, chains[u]) if chains[u] else "") for u in alike)


def _files(request: Request) -> str:
    """Single files that a request names, as they stand."""
    named = (request.profile, str(request.store or ""))
    return repr(state_of([], [name for name in named if name]))


def _said(folder: Path) -> str:
    return repr(sorted(state_of([str(folder)], []).items()))


def _names(roots: Iterable[Path]) -> str:
    files = [str(folder / UNIT_FILE) for root in roots for folder in root.iterdir()]
    return sha256(repr(sorted(state_of([], files).items())).encode())


def stands(files: Files) -> bool:
    """Whether files are still as they were written."""
    return bool(files) and state_of([], list(files)) == files


def written(result: UnitResult) -> Files:
    """The files of a kit as they stand now, with its manifest."""
    outputs = result.result.outputs
    paths = [output.path for output in outputs] + [output.path.with_name(MANIFEST) for output in outputs[:1]]
    return state_of([], [str(path) for path in paths])
