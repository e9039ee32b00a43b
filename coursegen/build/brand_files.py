"""A brand's files in a unit's folder: what may be written, what stays, and what the unit's own file says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from coursegen.build.brand import BrandKit, Wishes
from coursegen.errors import Fault, Place, fail, reason_of
from coursegen.model import Brand, Unit
from coursegen.office.faces import faces
from coursegen.office.house.known import is_made
from coursegen.workspace import UNIT_FILE, free_backup, place_of, shown, write_atomic


class Put(Struct, frozen=True):
    """A file of a brand on the disk; `backup` is where the one that stood there went."""

    path: Path
    state: Literal["written", "unchanged", "kept"]
    size: int
    backup: Path | None = None


def contradicted(wishes: Wishes, kit: BrandKit, unit: Unit) -> tuple[Fault, ...]:
    """Warnings T524: where a unit's own file says something else than was asked for here, for it decides on builds."""
    asked = {f"brand.colors.{role}": color.lstrip("#").upper() for role, color in wishes.colors.items()}
    says = {f"brand.colors.{role}": color for role, color in unit.brand.colors.items()}
    own = faces(unit.brand)
    asked |= {f"brand.fonts.{use}": face for use, face in faces(Brand(fonts=wishes.fonts)).items()}
    says |= {f"brand.fonts.{use}": face for use, face in own.items()}
    if wishes.mode == "dark":
        asked, says = asked | {"brand.mode": "dark"}, says | {"brand.mode": unit.brand.mode or "light"}
    logo = next((name for name in kit.files if name.startswith("logo.")), "")
    if logo:
        asked, says = asked | {"brand.logo": logo}, says | {"brand.logo": Path(unit.brand.logo).name or "-"}
    return tuple(
        Fault("T524", facts={"key": key, "has": says[key], "wish": wish}, severity="warning")
        for key, wish in asked.items()
        if key in says and says[key] != wish
    )


def unit_file(wishes: Wishes, kit: BrandKit) -> bytes:
    """A unit.yaml for a new unit that holds the wishes."""
    logo = next((name for name in kit.files if name.startswith("logo.")), "")
    rows = [f"  logo: {logo}"] * bool(logo) + ["  mode: dark"] * (wishes.mode == "dark")
    for key, values in (("colors", wishes.colors), ("fonts", wishes.fonts)):
        rows += [f"  {key}:"] * bool(values)
        rows += [f"    {name}: {_quoted(value.lstrip('#'))}" for name, value in values.items()]
    return (_HEAD + ("brand:\n" + "\n".join(rows) + "\n" if rows else "")).encode()


_HEAD = """\
# 单位的名称写在这里，印在封面和页脚上：
# names: {full: 某某局, short: 本局}
extends: default
"""


def _quoted(value: str) -> str:
    return "'{}'".format(value.replace("'", "''"))


def put_brand(folder: Path, kit: BrandKit, *, force: bool) -> tuple[tuple[Put, ...], tuple[Fault, ...]]:
    """Write a brand's files; what a person made or changed is kept (O150), under `force` as a backup beside it.

    Raises O101 and O102 when nothing can be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        puts = tuple(put_file(folder / name, data, force=force) for name, data in kit.files.items())
    except PermissionError as error:
        raise fail("O102", Place(shown(Path(error.filename or folder))), reason=reason_of(error)) from error
    except OSError as error:
        raise fail("O101", place_of(folder), reason=reason_of(error)) from error
    return puts, tuple(Fault("O150", place_of(put.path), severity="warning") for put in puts if put.state == "kept")


def put_file(path: Path, data: bytes, *, force: bool) -> Put:
    """Write a file unless a person made or changed what stands there; under `force` that becomes a backup."""
    there = path.read_bytes() if path.exists() else data
    if path.exists() and there == data:
        return Put(path, "unchanged", len(data))
    ours = there == data or is_made(there)
    if not ours and not force:
        return Put(path, "kept", len(there))
    backup = None if ours else free_backup(path)
    if backup:
        write_atomic(backup, there)
    write_atomic(path, data)
    return Put(path, "written", len(data), backup)


def add_unit_file(folder: Path, text: bytes) -> Put | None:
    """Write a new unit's unit.yaml; None when there is one, which is never touched."""
    path = folder / UNIT_FILE
    return None if path.exists() else put_file(path, text, force=False)
