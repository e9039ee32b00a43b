"""The workbook inside a chart: categories in column A, a series in each column beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from coursegen.layout.geometry import ChartLook
from coursegen.office.pack import pack
from coursegen.office.package import read_package

_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""A category that looks like a formula, an address or a number is still a category."""

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
SHEET = "Sheet1"


def workbook(look: ChartLook) -> bytes:
    """The .xlsx of a chart, where python-pptx's references look for the numbers.

    It is packed without compression, so that every machine makes the same bytes; the file around it is compressed.
    """
    out = BytesIO()
    book = Workbook(out, _AS_TEXT)
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet(SHEET)
    for row, category in enumerate(look.categories, 1):
        sheet.write_string(row, 0, category)
    for column, (name, values) in enumerate(look.series, 1):
        sheet.write_string(0, column, name)
        for row, value in enumerate(values, 1):
            sheet.write_number(row, column, value)
    book.close()
    return pack(read_package(out.getvalue(), "chart"), "store")
