"""`coursegen import`, `export` and `build --units`: many units at once, from and to a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from coursegen.build.several import UnitResult, chosen_units
from coursegen.build.unit_import import Imported, plan_import, write_import
from coursegen.cli.report import Voice, size_of
from coursegen.cli.words import say
from coursegen.errors import NOWHERE, Fault, exit_code, fail, reason_of
from coursegen.workspace import Workspace, find_workspace, place_of, shown

_SUFFIX = ".xlsx"
_SHEETS = (_SUFFIX, ".xlsm", ".csv")


def run_import(voice: Voice, sheet: Path, *, force: bool, strict: bool) -> int:
    """Make or change the units of a sheet, tell of each; return the exit code."""
    _, faults = _import(voice, sheet, find_workspace(), force=force)
    return voice.faults(faults, strict=strict)


def _import(
    voice: Voice, sheet: Path, workspace: Workspace, *, force: bool
) -> tuple[tuple[Imported, ...], tuple[Fault, ...]]:
    """What became of each unit, told as it is written, and warnings about the sheet and the units."""
    imported = []
    plan = plan_import(sheet, workspace)
    for unit in write_import(plan.units, force=force):
        imported.append(unit)
        state = say("unchanged" if unit.state == "unchanged" else f"unit_{unit.state}", voice.language)
        files = "、".join(path.name for path in unit.written)
        voice.result(
            f"{unit.id}\t{unit.name}\t{state}\t{files}".rstrip("\t"),
            unit=unit.id, name=unit.name, state=unit.state, files=[shown(path) for path in unit.written],
        )  # fmt: skip
    counts = Counter(unit.state for unit in imported)
    voice.tell("imported", new=counts["new"], changed=counts["changed"], unchanged=counts["unchanged"])
    return tuple(imported), (*plan.faults, *(fault for unit in imported for fault in unit.faults))


def run_export(voice: Voice, sheet: Path, *, blank: bool, force: bool) -> int:
    """Write the user's units as a sheet, or an empty one. Raises U310 for a file that is no workbook, O101 and O102."""
    from coursegen.build.brand_files import put_file
    from coursegen.build.unit_export import export_rows, unit_types
    from coursegen.report.unit_sheet import unit_workbook

    if sheet.suffix.lower() != _SUFFIX:
        raise fail("U310", place_of(sheet), suffix=_SUFFIX)
    workspace = find_workspace()
    rows = () if blank else export_rows(sheet, workspace)
    data = unit_workbook(rows, unit_types(workspace), lambda key: say(key, voice.language))
    try:
        sheet.parent.mkdir(parents=True, exist_ok=True)
        put = put_file(sheet, data, force=force)
    except OSError as error:
        raise fail("O102", place_of(sheet), reason=reason_of(error)) from error
    facts = say(put.state, voice.language), say("units_count", voice.language, count=len(rows)), size_of(put.size)
    voice.result("\t".join((shown(put.path), *facts)), path=shown(put.path), state=put.state, units=len(rows))
    if put.backup:
        voice.tell("backup", name=put.backup.name)
    return voice.faults([Fault("O150", place_of(sheet), severity="warning")] if put.state == "kept" else [])


def units_named(voice: Voice, named: Sequence[str], workspace: Workspace) -> tuple[str, ...]:
    """Ids of the units of `--units`: `all`, ids, or a sheet, which is imported first.

    Raises U220 and U221 for units that do not exist, and what an import raises.
    """
    sheets = [name for name in named if name.lower().endswith(_SHEETS)]
    if not sheets:
        return chosen_units(named, workspace)
    if len(named) > 1:
        raise fail("U393", NOWHERE, value=sheets[0])
    imported, faults = _import(voice, Path(sheets[0]), workspace, force=False)
    voice.faults(faults)
    return tuple(unit.id for unit in imported)


def tell_several(voice: Voice, built: Iterable[UnitResult], *, strict: bool) -> int:
    """A line for each unit as its kit is written, and what is wrong with it, once; return the exit code."""
    told: set[str] = set()
    faults: list[Fault] = []
    codes: list[int] = []
    for of_unit in built:
        result = of_unit.result
        states: Counter[str] = Counter(made.state for made in result.outputs)
        codes.append(code := exit_code(result.faults))
        words = [f"{say(state, voice.language)} {states[state]}" for state in states]
        words += [say("unit_failed", voice.language)] if code else []
        voice.result("\t".join((of_unit.unit, *words)), unit=of_unit.unit, **states, exit_code=code)
        faults += result.faults
        new = [fault for fault in result.faults if fault.line("en") not in told]
        told |= {fault.line("en") for fault in new}
        if new:
            voice.tell("of_unit", unit=of_unit.unit)
            voice.faults(new, strict=strict)
    voice.tell("built_units", count=len(codes), failed=sum(map(bool, codes)))
    return exit_code(faults, strict=strict)
