"""Rows of units → a workbook to fill in: names of the columns, a list of types, a hint at each cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from coursegen.office.pack import Compressor
from coursegen.reading.unit_sheet import COLUMNS
from coursegen.report.sheet import MADE, with_fixed_dates

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

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
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator, book.properties.title = "coursegen", say("units_sheet")
    book.properties.created = MADE
    sheet = book.worksheets[0]
    sheet.title = say("units_sheet")
    _head(sheet, [(say(f"column_{key}"), WIDTHS[key]) for key in COLUMNS])
    for number, row in enumerate(rows, 2):
        for column, key in enumerate(COLUMNS, 1):
            _write(sheet.cell(number, column), row[key])
    _offer(sheet, types, say)
    _explain(book.create_sheet(say("units_help")), say)
    out = BytesIO()
    book.save(out)
    return with_fixed_dates(out, compressor)


def _head(sheet: Worksheet, heads: Sequence[tuple[str, int]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, (name, width) in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"
        cell = sheet.cell(1, column)
        _write(cell, name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EDF3")
        cell.alignment = Alignment(vertical="center")
    sheet.freeze_panes = "A2"


def _write(cell: Cell | MergedCell, text: str) -> None:
    """A text as a text: never a number, a date or a formula, here or when somebody edits it."""
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.number_format = "@"


def _offer(sheet: Worksheet, types: Sequence[str], say: Say) -> None:
    """The list of types, and at every other column a hint that shows when a cell is chosen."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, key in enumerate(COLUMNS, 1):
        listed = f'"{",".join(types)}"' if key == "type" and types else None
        rule = DataValidation(type="list" if listed else None, formula1=listed, allow_blank=True)
        rule.promptTitle, rule.prompt, rule.showInputMessage = say(f"column_{key}"), say(f"column_{key}_hint"), True
        rule.showErrorMessage = bool(listed)
        rule.add(f"{get_column_letter(column)}2:{get_column_letter(column)}{_ROWS + 1}")
        sheet.add_data_validation(rule)


def _explain(sheet: Worksheet, say: Say) -> None:
    from openpyxl.styles import Alignment

    _head(sheet, [(say("units_column"), 14), (say("units_meaning"), 70), (say("units_example"), 28)])
    for number, key in enumerate(COLUMNS, 2):
        for column, text in enumerate((f"column_{key}", f"column_{key}_hint", f"column_{key}_example"), 1):
            cell = sheet.cell(number, column)
            _write(cell, say(text))
            cell.alignment = Alignment(vertical="top", wrap_text=True)
