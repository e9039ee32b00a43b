"""Rows of units → a workbook to fill in: names of the columns, a list of types, a hint at each cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from coursegen.office.pack import Compressor, pack
from coursegen.office.package import read_package
from coursegen.reading.unit_sheet import COLUMNS
from coursegen.report.book import AS_TEXT, CREATED

WIDTHS: Mapping[str, int] = {
    "id": 22, "full": 26, "short": 12, "parent": 26, "type": 8, "primary": 10, "logo": 26, "deck": 28, "document": 28,
    "office": 14, "signature": 26, "plan": 14,
}  # fmt: skip
"""Widths of the columns in characters."""

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
    sheet, text = book.add_worksheet(say("units_sheet")), book.add_format({"num_format": "@"})
    _head(book, sheet, [(say(f"column_{key}"), WIDTHS[key]) for key in COLUMNS], text)
    for number, row in enumerate(rows, 1):
        for column, key in enumerate(COLUMNS):
            if row[key]:
                sheet.write_string(number, column, row[key], text)
    _offer(sheet, types, say)
    _explain(book, say)
    book.close()
    return pack(read_package(out.getvalue(), "units"), compressor)


def _head(book: Any, sheet: Any, heads: Sequence[tuple[str, int]], cells: Any) -> None:
    """The header; `cells` is the look of the columns below: text, never a number, a date or a formula when edited."""
    look = book.add_format({"bold": True, "bg_color": "#E8EDF3", "valign": "vcenter", "num_format": "@"})
    for column, (name, width) in enumerate(heads):
        sheet.set_column(column, column, width, cells)
        sheet.write_string(0, column, name, look)
    sheet.freeze_panes(1, 0)


def _offer(sheet: Any, types: Sequence[str], say: Say) -> None:
    """The list of types, and at every other column a hint that shows when a cell is chosen."""
    for column, key in enumerate(COLUMNS):
        hint = {"input_title": say(f"column_{key}"), "input_message": say(f"column_{key}_hint")}
        listed = key == "type" and types
        rule = {"validate": "list", "source": list(types)} if listed else {"validate": "any"}
        sheet.data_validation(1, column, _ROWS, column, {**rule, **hint})


def _explain(book: Any, say: Say) -> None:
    sheet, wrapped = book.add_worksheet(say("units_help")), book.add_format({"text_wrap": True, "valign": "top"})
    _head(book, sheet, [(say("units_column"), 14), (say("units_meaning"), 70), (say("units_example"), 28)], wrapped)
    for number, key in enumerate(COLUMNS, 1):
        for column, text in enumerate((f"column_{key}", f"column_{key}_hint", f"column_{key}_example")):
            sheet.write_string(number, column, say(text), wrapped)
