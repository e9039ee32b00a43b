"""Everything a build looks at on the disk, found without building: folders with all below them, and single files."""

from __future__ import annotations

from pathlib import Path

from coursegen.build.request import Request
from coursegen.build.search import search_path
from coursegen.reading import read_unit
from coursegen.workspace import UNIT_FILE

Inputs = tuple[tuple[Path, ...], tuple[Path, ...]]


def inputs_of(request: Request) -> Inputs:
    """Folders of the course and of the unit's chain, and what is read of every other unit: its name.

    Raises what `read_unit` raises.
    """
    unit = read_unit(request.unit, request.unit_roots)[0]
    chain = tuple(folder for _, folder in search_path(unit, request.unit_roots))
    others = tuple(folder / UNIT_FILE for root in request.unit_roots for folder in root.iterdir() if folder.is_dir())
    named = (*([Path(request.profile)] if request.profile else ()), *([request.store] if request.store else ()))
    return (request.course, *chain), (*others, *request.unit_roots, *named)
