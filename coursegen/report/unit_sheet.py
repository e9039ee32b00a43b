"""Rows of units → a workbook to fill in: names of the columns, a list of types, a hint at each cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from coursegen.office.color import is_dark
from coursegen.office.pack import Compressor, pack
from coursegen.office.package import read_package
from coursegen.reading.unit_columns import COLUMNS
from coursegen.report.book import AS_TEXT, CREATED

WIDTHS: Mapping[str, int] = {
    "id": 22, "full": 26, "short": 12, "parent": 26, "type": 8, "primary": 10, "logo": 26, "deck": 28, "document": 28,
    "office": 14, "signature": 26, "plan": 14,
}  # fmt: skip
"""Least widths of the columns in characters."""

_WIDEST, _A4 = 48, 9
_NAME = list(COLUMNS).index("full")

_LOOK = {"font_name": "等线", "valign": "vcenter", "num_format": "@", "border": 1, "border_color": "#D5DBE3"}
_HEAD = {**_LOOK, "bold": True, "bg_color": "#DDE6F0", "text_wrap": True}
_NEEDED = {**_HEAD, "bg_color": "#F3D9A4"}
"""Looks of cells (text, never a number, a date or a formula when edited) and of headers, of what must be filled in."""

_ROWS = 1000
"""Rows that offer the list of types and the hints."""

Say = Callable[[str], str]
"""Key of a word → the word in the reader's language."""


def unit_workbook(
    rows: Sequence[Mapping[str, str]], types: Sequence[str], say: Say, compressor: Compressor = "zlib"
) -> bytes:
    """A workbook of two sheets: the units, and what each column is for. The same rows give the same bytes.

    `say` knows the names of sheets as `units_sheet` and `units_help`, and of each column its name as `column_<key>`,
    what it is for as `column_<key>_hint` and an example of it as `column_<key>_example`.
    """
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, AS_TEXT)
    book.set_properties({"created": CREATED, "title": say("units_sheet"), "author": "coursegen"})
    sheet = book.add_worksheet(say("units_sheet"))
    _head(book, sheet, [(say(f"column_{key}"), _width(key, rows)) for key in COLUMNS], _NAME)
    for number, row in enumerate(rows, 1):
        for column, key in enumerate(COLUMNS):
            if row[key]:
                sheet.write_string(number, column, row[key], book.add_format(_look(key, row[key])))
    sheet.freeze_panes(1, 1 + _NAME)
    _offer(sheet, types, say)
    _explain(book, say)
    book.close()
    return pack(read_package(out.getvalue(), "units"), compressor)


def _width(key: str, rows: Sequence[Mapping[str, str]]) -> int:
    """Characters that a column needs: a Han character is as wide as two."""
    needed = (sum(2 if ord(c) > 0x2E7F else 1 for c in row[key]) + 2 for row in rows)
    return min(_WIDEST, max((WIDTHS[key], *needed)))


def _look(key: str, text: str) -> Mapping[str, object]:
    """A main colour is shown as itself."""
    color = text.removeprefix("#").upper()
    if key != "primary" or not re.fullmatch("[0-9A-F]{6}", color):
        return _LOOK
    return {**_LOOK, "bg_color": f"#{color}", "font_color": "#FFFFFF" if is_dark(color) else "#000000"}


def _head(book: Any, sheet: Any, heads: Sequence[tuple[str, int]], needed: int = -1) -> None:
    """The header, one column of it marked as needed; sheets are printed across, on as many pages as they have rows."""
    cells = book.add_format(_LOOK | ({"text_wrap": True} if needed < 0 else {}))
    for column, (name, width) in enumerate(heads):
        sheet.set_column(column, column, width, cells)
        sheet.write_string(0, column, name, book.add_format(_NEEDED if column == needed else _HEAD))
    sheet.set_row(0, 24)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)


def _offer(sheet: Any, types: Sequence[str], say: Say) -> None:
    """The list of types, and at every other column a hint that shows when a cell is chosen."""
    for column, key in enumerate(COLUMNS):
        hint = {"input_title": say(f"column_{key}"), "input_message": say(f"column_{key}_hint")}
        listed = key == "type" and types
        rule = {"validate": "list", "source": list(types)} if listed else {"validate": "any"}
        sheet.data_validation(1, column, _ROWS, column, {**rule, **hint})


def _explain(book: Any, say: Say) -> None:
    sheet, wrapped = book.add_worksheet(say("units_help")), book.add_format({**_LOOK, "text_wrap": True})
    _head(book, sheet, [(say("units_column"), 14), (say("units_meaning"), 70), (say("units_example"), 28)])
    for number, key in enumerate(COLUMNS, 1):
        for column, text in enumerate((f"column_{key}", f"column_{key}_hint", f"column_{key}_example")):
            sheet.write_string(number, column, say(text), wrapped)
