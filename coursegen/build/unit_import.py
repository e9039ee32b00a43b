"""A sheet of units → folders of units: planned as a whole, then written, or nothing if a cell is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.assets import clean_logo, read_asset
from coursegen.build.brand_files import put_file
from coursegen.build.products import BASES, BaseForm
from coursegen.errors import Fault, FaultError, fail, gather, reason_of
from coursegen.office.deck.compile import compile_deck
from coursegen.office.document.compile import compile_document
from coursegen.office.package import picture_extension
from coursegen.reading import read_course
from coursegen.reading.brand import logo_of
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.reading.unit_sheet import (
    KEYS,
    Known,
    Setting,
    UnitRow,
    own_text,
    primary_of,
    read_unit_rows,
    same_color,
)
from coursegen.reading.units import read_unit_file, unit_files
from coursegen.workspace import UNIT_FILE, Workspace, free_backup, place_of, shown, write_atomic

State = Literal["new", "changed", "unchanged"]

_HEAD = "# 单位表导入时写的。可以手改：再次导入只改表里写了字的格，别的键和注释都不动。\n\nextends: {parent}\n"


class Copied(Struct, frozen=True):
    """A file that a cell names, and where it goes in the unit's folder; `replaces` are others of its kind there."""

    path: Path
    data: bytes
    replaces: tuple[Path, ...] = ()


class Planned(Struct, frozen=True):
    """What a row makes of its unit: the text of its file before ("" for a new one) and after, and files to copy."""

    row: UnitRow
    folder: Path
    before: str
    after: str
    copies: tuple[Copied, ...]


class SheetPlan(Struct, frozen=True):
    """What a sheet makes of the user's units, and warnings about its columns."""

    units: tuple[Planned, ...]
    faults: tuple[Fault, ...]


class Imported(Struct, frozen=True):
    """A unit as the sheet left it, the files written for it, and warnings about those that were kept."""

    id: str
    name: str
    state: State
    written: tuple[Path, ...]
    faults: tuple[Fault, ...]


def known_units(workspace: Workspace) -> dict[str, Known]:
    """Every unit there is, the user's own and the shipped ones."""
    own = (workspace.root / "templates").resolve()
    files = unit_files(workspace.unit_roots)
    return {key: Known(folder, file, folder.parent.resolve() == own) for key, (folder, file) in files.items()}


def plan_import(sheet: Path, workspace: Workspace) -> SheetPlan:
    """What a sheet makes of the user's units. Raises the faults of all its cells; nothing is written here."""
    templates = workspace.root / "templates"
    names = {folder.name.lower() for folder in templates.iterdir()} if templates.is_dir() else set()
    units = known_units(workspace)
    setting = Setting(units, frozenset(names), _plans(workspace))
    look = cache(lambda path: _Source(read_asset(path)))
    rows, warnings = read_unit_rows(
        read_asset(sheet), shown(sheet), setting, lambda row: _file_faults(row, sheet, look)
    )
    faults: list[Fault] = []
    planned = [gather(partial(_planned, row, templates, sheet, setting, look), faults) for row in rows]
    if faults:
        raise FaultError([*faults, *warnings])
    return SheetPlan(tuple(plan for plan in planned if plan is not None), warnings)


def write_import(planned: Sequence[Planned], *, force: bool) -> Iterator[Imported]:
    """Write what was planned, unit by unit, and say what became of each. Raises O101 and O102."""
    for plan in planned:
        try:
            plan.folder.mkdir(parents=True, exist_ok=True)
            yield _write(plan, force=force)
        except OSError as error:
            raise fail("O102", place_of(plan.folder), reason=reason_of(error)) from error


def _plans(workspace: Workspace) -> dict[str, str]:
    """Ids of the plans of all courses that can be read, by their titles; courses may call one plan differently."""
    faults: list[Fault] = []
    bundles = [gather(partial(read_course, folder), faults) for folder in workspace.courses().values()]
    return {plan.title: plan.id for bundle in bundles if bundle for plan in bundle.course.plans}


class _Source:
    """A file that cells name: read once, and judged once as a logo and as a base, however many rows name it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.sound: set[str] = set()


_Look = Callable[[Path], _Source]


def _planned(row: UnitRow, templates: Path, sheet: Path, setting: Setting, look: _Look) -> Planned:
    from coursegen.reading.edit_paths import put_text

    folder = templates / row.id
    path = folder / UNIT_FILE
    before = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    own = Known(folder, read_unit_file(folder), own=True) if before else None
    copies, logo = _files(row, folder, sheet, own, look)
    start = before.removeprefix("\ufeff") or _HEAD.format(parent=row.parent or DEFAULT_UNIT)
    text = start
    for key, value in _said(row, logo, setting, own):
        text = put_text(text, KEYS[key], value)
    bom = "\ufeff" if before.startswith("\ufeff") else ""
    return Planned(row, folder, before, bom + text if text != start or not before else before, copies)


def _said(row: UnitRow, logo: str, setting: Setting, own: Known | None) -> Iterator[tuple[str, str]]:
    """What cells say that the unit's file does not say already; an empty cell says nothing."""
    for key in KEYS:
        value = {"parent": row.parent, "logo": logo}.get(key, row.text(key))
        if key == "plan":
            value = setting.plans.get(value, value)
        if value and not (own and _has(own, row.id, key, value, setting)):
            yield key, value


def _has(own: Known, unit: str, key: str, value: str, setting: Setting) -> bool:
    """Whether a unit's own file says so already."""
    if key == "primary":
        says = primary_of(unit, {**setting.units, unit: own})
        return bool(says) and same_color(says, value)
    if key == "parent":
        return (own.file.extends or DEFAULT_UNIT) == value
    return (logo_of(own.file.brand) if key == "logo" else own_text(key, own.file)) == value


def _file_faults(row: UnitRow, sheet: Path, look: _Look) -> Iterator[Fault]:
    """What is wrong with the files that a row names, at their cells."""
    for key, path in _files_of(row, sheet).items():
        try:
            _judge(key, path, row, look)
        except FaultError as error:
            for fault in error.faults:
                yield replace(fault, place=row.place(key), facts={**fault.facts, "value": row.text(key)})


def _files(row: UnitRow, folder: Path, sheet: Path, own: Known | None, look: _Look) -> tuple[tuple[Copied, ...], str]:
    """Files to copy, which are sound, and the logo as the unit's file shall name it."""
    copies = []
    logo = ""
    for key, path in _files_of(row, sheet).items():
        data = look(path).data
        copy = _logo(path, data, folder, own) if key == "logo" else _base(key, path, data, folder)  # type: ignore[arg-type]
        logo = _inside(path if copy is None else copy.path, folder) if key == "logo" else logo
        copies += [copy] if copy else []
    return tuple(copies), logo


def _files_of(row: UnitRow, sheet: Path) -> dict[str, Path]:
    return {key: _named(sheet, row.text(key)) for key in ("logo", "deck", "document") if row.text(key)}


def _named(sheet: Path, text: str) -> Path:
    return Path(os.path.normpath(sheet.parent / text.replace("\\", "/")))


def _judge(key: str, path: Path, row: UnitRow, look: _Look) -> None:
    """Look at a logo or base. Raises C484, C486 and what reading it as that raises."""
    if not path.is_file():
        raise fail("C484", row.place(key), value=row.text(key))
    suffixes = [Path(name).suffix for form, names in BASES.items() for name in names if form == key]
    if suffixes and path.suffix.lower() not in suffixes:
        raise fail("C486", row.place(key), value=row.text(key), known=tuple(suffixes))
    source, name = look(path), shown(path)
    if key not in source.sound:
        _JUDGES[key](source.data, name)
        source.sound.add(key)


_JUDGES: Mapping[str, Callable[[bytes, str], object]] = {
    "logo": clean_logo,
    "deck": compile_deck,
    "document": compile_document,
}


def _inside(path: Path, folder: Path) -> str:
    return path.resolve().relative_to(folder.resolve()).as_posix()


def _logo(path: Path, data: bytes, folder: Path, own: Known | None) -> Copied | None:
    """Where a logo goes; nowhere when it stands in the unit's folder already."""
    if path.resolve().is_relative_to(folder.resolve()):
        return None
    has = logo_of(own.file.brand) if own else ""
    target = folder / f"logo.{picture_extension(data, path.name)}"
    same = has and (folder / has).is_file() and (folder / has).read_bytes() == data
    return Copied(folder / has if same else target, data)


def _base(form: BaseForm, path: Path, data: bytes, folder: Path) -> Copied | None:
    """Where a base goes; nowhere when it is the unit's own already."""
    there = [folder / name for name in BASES[form] if (folder / name).exists()]
    if there and path.resolve() == there[0].resolve():
        return None
    target = folder / (Path(BASES[form][0]).stem + path.suffix.lower())
    others = tuple(file for file in there if file != target)
    return Copied(target, data, others)


def _write(plan: Planned, *, force: bool) -> Imported:
    written, faults = [], list[Fault]()
    for copy in plan.copies:
        kept = () if force else tuple(copy.replaces)
        for path in () if kept else copy.replaces:
            path.rename(free_backup(path))
        put = None if kept else put_file(copy.path, copy.data, force=force)
        kept += (put.path,) if put and put.state == "kept" else ()
        faults += (Fault("O150", place_of(path), severity="warning") for path in kept)
        written += [put.path] if put and put.state == "written" else []
    path = plan.folder / UNIT_FILE
    if plan.after != plan.before:
        write_atomic(path, plan.after.encode())
        written.append(path)
    state: State = "new" if not plan.before else "changed" if written else "unchanged"
    return Imported(plan.row.id, plan.row.text("full"), state, tuple(written), tuple(faults))
