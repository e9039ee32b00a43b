"""A sheet of questions (.xlsx, .csv) → questions, by a profile or by what its columns are called."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from coursegen.errors import Fault, FaultError, Place
from coursegen.exchange import Question
from coursegen.exchange.fields import question_from
from coursegen.exchange.recognise import COLUMN_NAMES, HEAD_LIMIT, header_at, profile_of
from coursegen.model.profile import Profile, ProfileColumn
from coursegen.sheets import cell_place, read_rows


def read_sheet(data: bytes, file: str, profile: Profile | None) -> tuple[Question, ...]:
    """The questions of a sheet. Raises C540 when no row names a stem and a key, and what `read_rows` raises."""
    rows = read_rows(data, file, COLUMN_NAMES)
    if profile is None or not profile.columns:
        profile = profile_of(rows, "sheet", file)
        if profile is None:
            raise FaultError([Fault("C540", Place(file))])
        at, columns = header_at(rows) or 0, profile.columns
    else:
        at, columns = _header(rows, file, profile), ()
    columns = columns or _found(rows[at], profile)
    questions = []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        fields = {column.field: text.strip() for column, text in zip(columns, row, strict=False) if column.field}
        if any(text.strip() for text in fields.values()):
            questions.append(replace(question_from(fields, profile), place=_stem_place(file, number, columns)))
    return tuple(questions)


def _header(rows: list[list[str]], file: str, profile: Profile) -> int:
    """The row that has the names of the profile's stem and key."""
    wanted = {column.name for column in profile.columns if column.field in ("stem", "answer")}
    for number, row in enumerate(rows[: max(HEAD_LIMIT, profile.header_row)]):
        if wanted <= {text.strip() for text in row}:
            return number
    raise FaultError([Fault("C541", Place(file), {"profile": profile.id, "names": sorted(wanted)})])


def _found(row: list[str], profile: Profile) -> tuple[ProfileColumn, ...]:
    """The columns as they stand in the sheet: a person may have moved them."""
    fields: Mapping[str, str] = {column.name: column.field for column in profile.columns}
    return tuple(ProfileColumn(name.strip(), fields.get(name.strip(), "")) for name in row)


def _stem_place(file: str, row: int, columns: tuple[ProfileColumn, ...]) -> Place:
    at = next((n for n, column in enumerate(columns, 1) if column.field == "stem"), 1)
    return cell_place(file, row, at)
