"""Units as they are named on the command line."""

from __future__ import annotations

from pathlib import Path

from coursegen.workspace import UNIT_FILE, Workspace, unknown_name


def locate_unit(workspace: Workspace, unit: str) -> tuple[str, tuple[Path, ...]]:
    """Id of a unit given by id or by a path to its folder, and the folders to look for units in. Raises U220, U221."""
    known = workspace.units()
    if unit not in known and (Path(unit) / UNIT_FILE).is_file():
        folder = Path(unit).resolve()
        return folder.name, tuple(dict.fromkeys((folder.parent, *workspace.unit_roots)))
    if unit not in known:
        raise unknown_name("U220", unit, known)
    return unit, workspace.unit_roots
