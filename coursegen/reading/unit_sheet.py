"""A sheet with one row a unit → rows with their ids and parents, and every cell that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from coursegen.errors import Fault, FaultError, Place
from coursegen.model import UnitFile
from coursegen.reading.brand import hexadecimal, palette_of, said
from coursegen.reading.rules import NAME_LIMIT
from coursegen.reading.unit_chain import DEFAULT_UNIT, UNIT_ID
from coursegen.reading.unit_columns import COLUMNS, strange_columns
from coursegen.reading.unit_ids import id_of
from coursegen.reading.units import sectors
from coursegen.sheets import Record, read_table
from coursegen.text import did_you_mean
from coursegen.workspace import safe_name

KEYS: Mapping[str, tuple[str, ...]] = {
    "parent": ("extends",),
    "full": ("names", "full"),
    "short": ("names", "short"),
    "type": ("type",),
    "primary": ("brand", "colors", "primary"),
    "logo": ("brand", "logo"),
    "office": ("names", "office"),
    "signature": ("names", "signature"),
    "plan": ("choices", "plan"),
}
"""Where a unit's own file says what a column says, in the order of a new file."""

FILES = ("logo", "deck", "document")
"""Columns that name files, relative to the sheet."""

_COLOR = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_REMOTE = re.compile(r"(?i)^(//|[a-z][a-z0-9+.-]+:)")
"""Shares of a network and addresses; a single letter before a colon is a drive of Windows."""


class Known(Struct, frozen=True):
    """A unit that is there: its folder, its own file, and whether it is the user's own."""

    folder: Path
    file: UnitFile
    own: bool


class UnitRow(Struct, frozen=True):
    """A row: the id of its unit, the id of the unit it extends ("" = as it is), its cells."""

    id: str
    parent: str
    cells: Record

    def text(self, key: str) -> str:
        """What a cell says; an empty text where the sheet has no such column."""
        return self.cells[key].text if key in self.cells else ""

    def place(self, key: str) -> Place:
        """Where a cell is; that of the name where the sheet has no such column."""
        return self.cells[key if key in self.cells else "full"].place


class Setting(Struct, frozen=True):
    """What cells are held against: units by id, names of folders that are taken, ids of plans by title."""

    units: Mapping[str, Known]
    taken: frozenset[str]
    plans: Mapping[str, str]


def read_unit_rows(
    data: bytes, file: str, setting: Setting, judged: Callable[[UnitRow], Iterable[Fault]]
) -> tuple[tuple[UnitRow, ...], tuple[Fault, ...]]:
    """The units of a sheet in its order, and warnings; `judged` says what is wrong with the files that a row names.

    Raises C41x to C43x of any sheet, and C470 to C488 at the cells.
    """
    table = read_table(data, file, COLUMNS, ("full",))
    records, warnings = table.records, tuple(strange_columns(table))
    if not records:
        raise FaultError([Fault("C470", Place(file)), *warnings])
    nameless = [Fault("C471", record["full"].place) for record in records if not record["full"].text]
    rows = [UnitRow("", "", record) for record in records if record["full"].text]
    faults = [*nameless, *_double_faults(rows), *(f for row in rows for f in _cell_faults(row, setting))]
    faults += (fault for row in rows for fault in judged(row))
    ids, wrong = _with_ids(rows, setting)
    found, lost = _with_parents(ids, setting)
    faults += [*wrong, *lost, *_circle_faults(found, setting)]
    if faults:
        raise FaultError([*faults, *warnings])
    return tuple(found), warnings


def primary_of(unit: str, units: Mapping[str, Known]) -> str:
    """The main colour that a unit's own file says, by our keys or those of a brand.yml; an empty text for none."""
    palette: dict[str, str] = {}
    for above in reversed(_chain(unit, {key: known.file.extends for key, known in units.items()})[1:]):
        palette |= palette_of(units[above].file.brand) if above in units else {}
    found = {key: value for key, _, value in said(units[unit].file.brand, palette)}
    return found.get("brand.colors.primary", "")


def own_text(key: str, unit: UnitFile) -> str:
    """What a unit's own file says under a column that is one text (not its colour, logo or parent)."""
    value: object = unit
    for name in KEYS[key]:
        value = getattr(value, name)
    return str(value)


def same_color(one: str, other: str) -> bool:
    """Whether two ways to write a colour mean the same."""
    return hexadecimal(one) == hexadecimal(other)


def _double_faults(rows: Sequence[UnitRow]) -> Iterator[Fault]:
    for key, code in (("full", "C472"), ("id", "C474")):
        first: dict[str, Place] = {}
        for row in rows:
            text = row.text(key)
            if text and text in first:
                yield Fault(code, row.place(key), {"value": text, "first": first[text].file.rpartition("!")[2]})
            first.setdefault(text, row.place(key))


def _cell_faults(row: UnitRow, setting: Setting) -> Iterator[Fault]:
    """What single cells say that no unit can be or have."""
    for key in ("full", "short", "office", "signature"):
        if len(row.text(key)) > NAME_LIMIT:
            yield Fault("C483", row.place(key), {"count": len(row.text(key)), "limit": NAME_LIMIT})
    known = sectors(setting.units[DEFAULT_UNIT].file) if DEFAULT_UNIT in setting.units else ()
    if row.text("type") and row.text("type") not in known:
        yield Fault("C480", row.place("type"), {"value": row.text("type"), "known": known})
    if row.text("primary") and not _COLOR.fullmatch(row.text("primary")):
        yield Fault("C481", row.place("primary"), {"value": row.text("primary")})
    plan, plans = row.text("plan"), (*setting.plans, *setting.plans.values())
    if plan and plans and plan not in plans:
        yield Fault("C482", row.place("plan"), {"value": plan, "known": tuple(dict.fromkeys(setting.plans.values()))})
    for key in FILES:
        if _REMOTE.match(row.text(key).replace("\\", "/")):
            yield Fault("C485", row.place(key), {"value": row.text(key)})


def _with_ids(rows: Sequence[UnitRow], setting: Setting) -> tuple[list[UnitRow], list[Fault]]:
    """Rows with the ids of their units: what the sheet says, else the unit of that name, else a new one by pinyin."""
    faults = [fault for row in rows for fault in _id_faults(row, setting)]
    taken = {*setting.units, *setting.taken, *(row.text("id") for row in rows)}
    found = []
    for row in rows:
        unit_id = row.text("id") or next(iter(_named(row.text("full"), setting)), "") or id_of(row.text("full"), taken)
        taken.add(unit_id)
        found.append(UnitRow(unit_id, "", row.cells))
    return found, faults


def _id_faults(row: UnitRow, setting: Setting) -> Iterator[Fault]:
    unit_id, place = row.text("id"), row.place("id")
    named = _named(row.text("full"), setting)
    facts = {"value": unit_id}
    if unit_id and (not UNIT_ID.fullmatch(unit_id) or safe_name(unit_id) != unit_id):
        yield Fault("C473", place, facts)
    elif unit_id in setting.units and not setting.units[unit_id].own:
        yield Fault("C475", place, facts)
    elif unit_id in setting.taken and unit_id not in setting.units:
        yield Fault("C487", place, facts)
    elif (len(named) > 1 and not unit_id) or (named and unit_id and unit_id not in named):
        yield Fault("C488", row.place("full"), {"value": row.text("full"), "known": named})


def _named(name: str, setting: Setting) -> tuple[str, ...]:
    """Ids of the user's own units with this full name."""
    return tuple(key for key, known in setting.units.items() if known.own and known.file.names.full == name)


def _with_parents(rows: Sequence[UnitRow], setting: Setting) -> tuple[list[UnitRow], list[Fault]]:
    """Rows with the ids of the units they extend, named by id, full or short name.

    What is in the sheet is meant before the user's other units, and those before the shipped ones.
    """
    tiers: tuple[_Names, ...] = ({row.id: (row.text("full"), row.text("short")) for row in rows},)
    for own in (True, False):
        units = {key: known.file.names for key, known in setting.units.items() if known.own == own}
        tiers += ({key: (names.full, names.short) for key, names in units.items()},)
    faults, found = [], []
    for row in rows:
        asked = row.text("parent")
        ids = next(filter(None, (_meant(asked, names) for names in tiers)), ()) if asked else ()
        if asked and len(ids) != 1:
            faults.append(_parent_fault(row, asked, ids, tiers))
        found.append(UnitRow(row.id, ids[0] if len(ids) == 1 else "", row.cells))
    return found, faults


_Names = Mapping[str, tuple[str, str]]
"""Full and short name of units, by id."""


def _meant(asked: str, names: _Names) -> tuple[str, ...]:
    if asked in names:
        return (asked,)
    by_full = tuple(key for key, (full, _) in names.items() if full == asked)
    return by_full or tuple(key for key, (_, short) in names.items() if short == asked)


def _parent_fault(row: UnitRow, asked: str, ids: tuple[str, ...], tiers: Sequence[_Names]) -> Fault:
    if ids:
        return Fault("C478", row.place("parent"), {"value": asked, "known": ids})
    units = ((key, full) for names in tiers for key, (full, _) in names.items())
    known = tuple(dict.fromkeys(name for both in units for name in both if name))
    guess = did_you_mean(asked, known)
    return Fault("C476" if guess else "C477", row.place("parent"), {"value": asked, "suggestion": guess})


def _circle_faults(rows: Sequence[UnitRow], setting: Setting) -> Iterator[Fault]:
    parents = {key: known.file.extends for key, known in setting.units.items()}
    parents |= {row.id: row.parent for row in rows if row.parent}
    for row in rows:
        chain = _chain(row.id, parents)
        if parents.get(chain[-1]) == row.id:
            yield Fault("C479", row.place("parent"), {"chain": " → ".join([*chain, row.id])})


def _chain(unit: str, parents: Mapping[str, str]) -> list[str]:
    """A unit and those above it, each once."""
    chain = [unit]
    while (above := parents.get(chain[-1], "")) and above not in chain:
        chain.append(above)
    return chain


def parents_first(ids: Iterable[str], units: Mapping[str, Known]) -> tuple[str, ...]:
    """Ids of units so that each stands behind the one it extends, else by id."""
    parents = {key: known.file.extends for key, known in units.items()}
    return tuple(
        sorted(ids, key=lambda unit: [name for name in reversed(_chain(unit, parents)) if name != DEFAULT_UNIT])
    )
