"""Tables as a workbook (.xlsx): sheets with a header that stays in sight; a text is never a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from coursegen.office.pack import Compressor, pack
from coursegen.office.package import read_package
from coursegen.report.charts import Drawing, draw, said
from coursegen.text import is_wide, never_formula

Value = str | int | float

Sheet = tuple[str, Sequence[tuple[str, int]], Sequence[Sequence[Value]]]
"""Name of a sheet; names and widths (in characters) of its columns; its rows."""

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of every workbook."""

AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Options of a workbook in which what was written as text stays text."""

_WRAPPED = {"text_wrap": True, "valign": "top"}
_HEAD = {"text_wrap": True, "valign": "vcenter", "bold": True, "bg_color": "#E8EDF3"}
_NUMBER = {"valign": "top", "align": "center"}

_A4 = 9
_LINE, _ROOM, _TALLEST = 16.5, 6, 409
"""Height of a line of text, what a header has beyond it, and the tallest row there is, in points."""

_DECIMALS = 3
"""Decimals that are shown at most."""


def book_of(
    title: str,
    sheets: Sequence[Sheet],
    compressor: Compressor = "zlib",
    drawings: Sequence[Drawing] = (),
    charts: str = "",
) -> bytes:
    """A workbook of these sheets, its charts behind the first on a sheet of the name `charts`.

    The same sheets give the same parts.
    """
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, AS_TEXT)
    book.set_properties({"created": CREATED, "title": title, "author": "coursegen"})
    drawn = _drawn(drawings, sheets)
    for turn, one in enumerate(sheets):
        _table(book, one)
        if drawn and not turn:
            sheet = book.add_worksheet(charts)
            _printed(sheet)
            draw(book, sheet, drawn)
    book.close()
    parts = read_package(out.getvalue(), "report")
    complete = {name: said(data) for name, data in parts.items() if "/charts/chart" in name}
    return pack({**parts, **complete}, compressor)


def _drawn(drawings: Sequence[Drawing], sheets: Sequence[Sheet]) -> list[tuple[Drawing, int, list[str]]]:
    """The charts that have anything to show."""
    tables = {name: (len(rows), [column for column, _ in columns]) for name, columns, rows in sheets}
    return [(drawing, *tables[drawing.sheet]) for drawing in drawings if tables[drawing.sheet][0]]


def _table(book: Any, one: Sheet) -> None:
    name, columns, rows = one
    sheet, widths = book.add_worksheet(name), [width for _, width in columns]
    head, wrapped = book.add_format(_HEAD), book.add_format(_WRAPPED)
    formats = map(_format_of, _columns(rows, len(columns)))
    numbers = [book.add_format({**_NUMBER, "num_format": shown}) for shown in formats]
    for at, (column, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        _put(sheet, 0, at, column, head)
    sheet.set_row(0, _height([column for column, _ in columns], widths) + _ROOM)
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, _height(row, widths))
        for at, value in enumerate(row):
            _put(sheet, number, at, value, numbers[at] if isinstance(value, int | float) else wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    _printed(sheet)


def _printed(sheet: Any) -> None:
    """Printed across on A4, with page numbers."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_footer("&C&P / &N")


def _columns(rows: Sequence[Sequence[Value]], count: int) -> list[list[Value]]:
    return [[row[at] for row in rows if at < len(row)] for at in range(count)]


def _format_of(column: Sequence[Value]) -> str:
    """How numbers of a column are shown: all with the decimals that one of them needs."""
    texts = (f"{value:.{_DECIMALS}f}".rstrip("0") for value in column if isinstance(value, float))
    decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
    return f"0.{'0' * decimals}" if decimals else "0"


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Points that a row needs for its longest cell: not every program works that out."""
    lines = (lines_of(value, width) for value, width in zip(row, widths, strict=False) if isinstance(value, str))
    return min(_TALLEST, _LINE * max(lines, default=1))


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in a column: a wide character is as wide as two."""
    widths = (sum(2 if is_wide(char) else 1 for char in line) for line in text.split("\n"))
    return sum(max(1, -(-wide // (width - 1))) for wide in widths)


def _put(sheet: Any, row: int, column: int, value: Value, look: Any) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
        return
    if text := never_formula(value):
        sheet.write_string(row, column, text, look)
