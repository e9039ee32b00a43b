"""The trace as a workbook (.xlsx); the only place that imports openpyxl."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from coursegen.office.pack import Compressor, pack
from coursegen.report.trace import COUNTS, Row, Trace

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Say = Callable[[str], str]
"""Key of a word → the word in the reader's language."""

Value = str | int | float

Sheet = tuple[str, Sequence[tuple[str, int]], Sequence[Sequence[Value]]]
"""Name of a sheet; names and widths of its columns; its rows."""

COLUMNS = (
    ("point", 34), ("point_title", 30), ("principle", 34), ("principle_title", 24), ("tier", 9), ("lesson_number", 7),
    ("lesson_title", 22), ("slide_numbers", 16), ("slide_ids", 44), ("page", 8), ("heading", 24), ("item_count", 8),
    ("items", 40),
)  # fmt: skip
"""Columns of the trace and their widths in characters."""

_MADE = datetime(2000, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters at which spreadsheets take a text for a formula."""


def workbook(found: Trace, say: Say, compressor: Compressor = "zlib") -> bytes:
    """A workbook of three sheets: the trace, counts, gaps. The same trace gives the same bytes.

    `say` knows the names of sheets and columns as `trace_<name>` and the kinds of gaps as `gap_<kind>`.
    """
    heads = [(say(f"trace_{name}"), width) for name, width in COLUMNS]
    counts = [(say(f"trace_{name}"), found.count(name)) for name in COUNTS]
    of_counts = [(say("trace_what"), 30), (say("trace_number"), 10)]
    gaps = [(say(f"gap_{gap.kind}"), gap.point.id, gap.point.title) for gap in found.gaps]
    of_gaps = [(say("trace_gap"), 30), (say("trace_point"), 34), (say("trace_point_title"), 30)]
    sheets: list[Sheet] = [
        (say("trace_sheet"), heads, [_cells(row, say) for row in found.rows]),
        (say("trace_counts"), of_counts, counts),
        (say("trace_gaps"), of_gaps, gaps),
    ]
    return book_of(found.title, sheets, compressor)


def book_of(title: str, sheets: Sequence[Sheet], compressor: Compressor = "zlib") -> bytes:
    """A workbook of these sheets. The same sheets give the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator, book.properties.title = "coursegen", title
    book.properties.created = _MADE
    for number, (name, heads, rows) in enumerate(sheets):
        _fill(book.create_sheet() if number else book.worksheets[0], name, heads, rows)
    out = BytesIO()
    book.save(out)
    return _with_fixed_dates(out, compressor)


def _cells(row: Row, say: Say) -> tuple[Value, ...]:
    principle, lesson = row.principle, row.lesson
    return (
        row.point.id, row.point.title,
        principle.id if principle else "", principle.title if principle else "",
        say(f"tier_{principle.tier}") if principle else "",
        row.number or "", lesson.title if lesson else "",
        "、".join(str(number) for number, _ in row.slides), "\n".join(name for _, name in row.slides),
        row.page or "", row.heading, len(row.items), "\n".join(row.items),
    )  # fmt: skip


def _fill(sheet: Worksheet, title: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[Value]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.title = title
    top, wrapped = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    shade = PatternFill("solid", fgColor="E8EDF3")
    for column, (head, width) in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        cell = sheet.cell(1, column)
        _put(cell, head)
        cell.font, cell.fill, cell.alignment = top, shade, wrapped
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            _put(cell, value)
            cell.alignment = wrapped
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"


def _put(cell: Cell | MergedCell, value: Value) -> None:
    """Set a value; a text is never a formula, here or when the sheet is edited or saved as CSV."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, int | float):
        cell.value = value
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if text.startswith(_FORMULA):
        text = f"'{text}"
    if text:
        cell.value = text


def _with_fixed_dates(saved: BytesIO, compressor: Compressor) -> bytes:
    """The workbook without the time at which it was made."""
    with ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    parts[core] = _MODIFIED.sub(rf"\g<1>{_MADE:%Y-%m-%dT%H:%M:%SZ}\g<2>".encode(), parts[core])
    return pack(parts, compressor)
