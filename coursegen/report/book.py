"""Tables as a workbook (.xlsx): sheets with a header that stays in sight; a text is never a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from coursegen.office.pack import Compressor, pack
from coursegen.office.package import read_package
from coursegen.text import CONTROL

Value = str | int | float

Sheet = tuple[str, Sequence[tuple[str, int]], Sequence[Sequence[Value]]]
"""Name of a sheet; names and widths (in characters) of its columns; its rows."""

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of every workbook."""

AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Options of a workbook in which what was written as text stays text."""

_WRAPPED = {"text_wrap": True, "valign": "top"}
_HEAD = {**_WRAPPED, "bold": True, "bg_color": "#E8EDF3"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters at which spreadsheets take a text for a formula, at the latest when it was saved as CSV."""


def book_of(title: str, sheets: Sequence[Sheet], compressor: Compressor = "zlib") -> bytes:
    """A workbook of these sheets. The same sheets give the same parts."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, AS_TEXT)
    book.set_properties({"created": CREATED, "title": title, "author": "coursegen"})
    head, wrapped = book.add_format(_HEAD), book.add_format(_WRAPPED)
    for name, columns, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, (column, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            _put(sheet, 0, at, column, head)
        for number, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                _put(sheet, number, at, value, wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    book.close()
    return pack(read_package(out.getvalue(), "report"), compressor)


def _put(sheet: Any, row: int, column: int, value: Value, look: Any) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
        return
    text = CONTROL.sub("", value)
    if text:
        sheet.write_string(row, column, f"'{text}" if text.startswith(_FORMULA) else text, look)
