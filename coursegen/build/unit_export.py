"""The user's own units → rows of a sheet: what each unit's own file says, under the columns of an import."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from coursegen.build.products import BASES, BaseForm
from coursegen.build.unit_import import known_units
from coursegen.model import UnitFile
from coursegen.reading.brand import logo_of
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.reading.unit_columns import COLUMNS
from coursegen.reading.unit_sheet import Known, own_text, parents_first, primary_of
from coursegen.reading.units import sectors
from coursegen.workspace import Workspace


def export_rows(sheet: Path, workspace: Workspace) -> tuple[Mapping[str, str], ...]:
    """A row for each of the user's own units, a unit behind the one it extends; files are named from the sheet."""
    units = known_units(workspace)
    own = [key for key, known in units.items() if known.own and key != DEFAULT_UNIT]
    return tuple(_row(key, units, sheet) for key in parents_first(own, units))


def unit_types(workspace: Workspace) -> tuple[str, ...]:
    """What the column of types may say."""
    default = known_units(workspace).get(DEFAULT_UNIT)
    return sectors(default.file if default else UnitFile())


def _row(unit: str, units: Mapping[str, Known], sheet: Path) -> dict[str, str]:
    known = units[unit]
    said = {
        "id": unit, "parent": _parent(known.file.extends, units), "primary": primary_of(unit, units),
        "logo": _from(sheet, known.folder / logo) if (logo := logo_of(known.file.brand)) else "",
        "deck": _own_base("deck", known.folder, sheet), "document": _own_base("document", known.folder, sheet),
    }  # fmt: skip
    return {key: said[key] if key in said else own_text(key, known.file) for key in COLUMNS}


def _parent(extends: str, units: Mapping[str, Known]) -> str:
    """The full name of the unit above, or its id where two units have that name."""
    if extends in ("", DEFAULT_UNIT) or extends not in units:
        return "" if extends == DEFAULT_UNIT else extends
    name = units[extends].file.names.full
    alone = sum(known.file.names.full == name for known in units.values()) == 1
    return name if name and alone else extends


def _own_base(form: BaseForm, folder: Path, sheet: Path) -> str:
    found = next((folder / name for name in BASES[form] if (folder / name).is_file()), None)
    return _from(sheet, found) if found else ""


def _from(sheet: Path, file: Path) -> str:
    """A file as the sheet names it: from the sheet's folder, or whole on another drive."""
    try:
        return Path(os.path.relpath(file.resolve(), sheet.parent.resolve())).as_posix()
    except ValueError:
        return file.resolve().as_posix()
