"""Tables that people keep in Excel: .xlsx and .csv → rows of text with the name of each cell.

A formula counts as the value that was last worked out for it; nothing is ever worked out or fetched here.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from coursegen.errors import Fault, FaultError, Place, fail
from coursegen.late import regex
from coursegen.text import CONTROL

SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes of the largest file that is read."""

UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes its parts may come to once unpacked."""

ROW_LIMIT, COLUMN_LIMIT, HEAD_LIMIT = 5000, 256, 10
"""Rows and columns that are read, and the rows among which the header is looked for."""

_ASIDE = regex(r"[（(].*?[)）]|\s|[*＊:：]")


class Cell(Struct, frozen=True):
    """A cell: what it says, without blanks around it, and where it is (`名单.xlsx!C7`)."""

    text: str
    place: Place


Record = Mapping[str, Cell]
"""A row by the keys of its columns."""


class Table(Struct, frozen=True):
    """The rows below a header, the keys of its columns, and cells of the header that no key is known by."""

    records: tuple[Record, ...]
    keys: frozenset[str]
    strange: tuple[Cell, ...]


def read_records(
    data: bytes, file: str, columns: Mapping[str, tuple[str, ...]], needed: Iterable[str]
) -> tuple[Record, ...]:
    """The rows of `read_table`, where other columns are of no concern."""
    return read_table(data, file, columns, needed).records


def read_table(data: bytes, file: str, columns: Mapping[str, tuple[str, ...]], needed: Iterable[str]) -> Table:
    """The rows below the header as records; `columns` gives the names (in any language) each key is known by.

    Columns with other names and rows without any text are passed over; rows above the header are a title. Raises C41x
    for a file that cannot be read, C42x for a missing or double column, C430 and C431 for cells that no text can hold.
    """
    rows = _rows_of(data, file, {plain_name(name) for known in columns.values() for name in known})
    at, found = _header(rows, file, columns, tuple(needed))
    faults: list[Fault] = []
    records = []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        if any(value.strip() for value in row):
            cells = {key: _cell(row[n] if n < len(row) else "", file, number, n, faults) for key, n in found.items()}
            records.append(cells)
    if faults:
        raise FaultError(faults)
    other = [n for n, text in enumerate(rows[at]) if n not in found.values() and text.strip() and text != _NO_VALUE]
    strange = tuple(Cell(rows[at][n].strip(), cell_place(file, at + 1, n + 1)) for n in other)
    return Table(tuple(records), frozenset(found), strange)


def read_rows(data: bytes, file: str, names: Iterable[str] = ()) -> list[list[str]]:
    """All rows with their texts as they are; of a .csv file the columns are parted by what stands between `names`.

    Raises C41x for a file that cannot be read, C430 and C431 for cells that no text can hold.
    """
    rows = _rows_of(data, file, {plain_name(name) for name in names})
    faults: list[Fault] = []
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _cell(value, file, number, column, faults)
    if faults:
        raise FaultError(faults)
    return rows


def title_of(data: bytes, file: str) -> str:
    """What the first visible sheet of a workbook that `read_rows` has read is called; nothing for a .csv file."""
    if file.lower().endswith(".csv"):
        return ""
    from openpyxl import load_workbook

    return str(_first_visible(load_workbook(io.BytesIO(data), read_only=True, keep_links=False)).title)


def cell_place(file: str, row: int, column: int) -> Place:
    """Place of a cell, row and column from 1: `名单.xlsx!C7`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return Place(f"{file}!{letters}{row}")


def _cell(value: str, file: str, row: int, column: int, faults: list[Fault]) -> Cell:
    place = cell_place(file, row, column + 1)
    if value == _NO_VALUE:
        faults.append(Fault("C431", place))
    elif bad := CONTROL.search(value):
        faults.append(Fault("C430", place, {"char": f"U+{ord(bad[0]):04X}"}))
    return Cell(" ".join(value.split()) if value.isascii() else value.strip(), place)


def _header(
    rows: list[list[str]], file: str, columns: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]
) -> tuple[int, dict[str, int]]:
    """Index of the header row, and the column of every key it has."""
    names = {plain_name(name): key for key, known in columns.items() for name in known}
    for at, row in enumerate(rows[:HEAD_LIMIT]):
        keys = [(names[plain_name(text)], n) for n, text in enumerate(row) if plain_name(text) in names]
        if all(any(key == want for key, _ in keys) for want in needed):
            twice = [n for m, (key, n) in enumerate(keys) if key in {k for k, _ in keys[:m]}]
            if twice:
                places = ((n, cell_place(file, at + 1, n + 1)) for n in twice)
                raise FaultError(Fault("C421", place, {"name": row[n].strip()}) for n, place in places)
            return at, dict(keys)
    want = needed[0]
    raise fail("C420", cell_place(file, 1, 1), name=columns[want][0], known=columns[want])


def plain_name(name: str) -> str:
    """A column's name as it is compared: without blanks, asides in brackets and case."""
    return _ASIDE.sub("", name).lower()


_NO_VALUE = "\x00formula"


def _rows_of(data: bytes, file: str, names: set[str]) -> list[list[str]]:
    if len(data) > SIZE_LIMIT:
        raise fail("C412", Place(file), size=len(data) // 1024, limit=SIZE_LIMIT // 1024)
    kind = file.lower().rpartition(".")[2]
    if kind == "csv":
        rows = _csv_rows(data, file, names)
    elif kind in ("xlsx", "xlsm"):
        rows = list(_xlsx_rows(data, file))
    else:
        raise fail("C411", Place(file), kind=kind)
    if len(rows) > ROW_LIMIT:
        raise fail("C413", Place(file), count=len(rows), limit=ROW_LIMIT)
    return rows


def _csv_rows(data: bytes, file: str, names: set[str]) -> list[list[str]]:
    """Rows of a CSV file in UTF-8 or GB18030, parted by the sign that stands between the names of its columns."""
    text = decoded(data, file)
    lines = text.splitlines()[:HEAD_LIMIT]
    comma = max(",\t;，", key=lambda sign: max((_known(line.split(sign), names) for line in lines), default=0))
    try:
        return [row[:COLUMN_LIMIT] for row in csv.reader(io.StringIO(text, newline=""), delimiter=comma)]
    except csv.Error:
        raise fail("C414", Place(file)) from None


def _known(cells: Iterable[str], names: set[str]) -> int:
    """How many cells are names of columns."""
    return sum(plain_name(cell.strip('"')) in names for cell in cells)


def decoded(data: bytes, file: str) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030. Raises C415."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise fail("C415", Place(file))


def _xlsx_rows(data: bytes, file: str) -> Iterator[list[str]]:
    """Rows of the first visible sheet; cells of merged areas but the first are empty."""
    typed, worked_out = _sheet(data, file, values=False), _sheet(data, file, values=True)
    for row, known in zip(typed, worked_out, strict=True):
        yield [_text(value, seen) for value, seen in zip(row, known, strict=True)]


def _sheet(data: bytes, file: str, *, values: bool) -> list[tuple[Any, ...]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked <= UNPACKED_LIMIT:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
            sheet = _first_visible(book)
            sheet.reset_dimensions()
            return list(sheet.iter_rows(max_row=ROW_LIMIT + 1, max_col=COLUMN_LIMIT, values_only=True))
    except Exception:  # openpyxl raises whatever its XML and zip readers do
        raise fail("C414", Place(file)) from None
    raise fail("C412", Place(file), size=unpacked // 1024, limit=UNPACKED_LIMIT // 1024)


def _first_visible(book: Any) -> Any:
    return next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")


def _text(value: object, worked_out: object) -> str:
    """A value as one reads it in the cell."""
    if isinstance(value, str) and value.startswith("=") and value != worked_out:
        return _NO_VALUE if worked_out is None else _text(worked_out, worked_out)
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if not (value.hour or value.minute or value.second):
            return value.date().isoformat()
        case _:
            return str(value)
