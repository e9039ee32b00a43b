"""Tables as a workbook (.xlsx): sheets with a header that stays in sight; a text is never a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Literal

from msgspec import Struct

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
_COLORS = ("#1F4E79", "#8C8C8C")
_CHART_HEIGHT, _CHART_ROWS = 340, 18
"""Height of a chart in pixels, and the rows it covers."""

_LABELLED = 12
"""Points that have room for a label each."""

_VALUE_ONLY = b'<c:showVal val="1"/>'
_ALL_SAID = b'<c:showLegendKey val="0"/><c:showVal val="1"/>' + b"".join(
    f'<c:show{name} val="0"/>'.encode() for name in ("CatName", "SerName", "Percent", "BubbleSize")
)
"""A label that shows its value and nothing else."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters at which spreadsheets take a text for a formula, at the latest when it was saved as CSV."""


class Drawing(Struct, frozen=True):
    """A native chart on a sheet of the book, right of its columns: which of them names the points, and which count."""

    kind: Literal["column", "bar", "line"]
    sheet: str
    names: int
    values: tuple[int, ...]
    title: str


def book_of(
    title: str, sheets: Sequence[Sheet], compressor: Compressor = "zlib", drawings: Sequence[Drawing] = ()
) -> bytes:
    """A workbook of these sheets with these charts. The same sheets give the same parts."""
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
        for turn, drawing in enumerate(d for d in drawings if d.sheet == name and rows):
            chart = _chart(book, drawing, len(rows), [column for column, _ in columns])
            sheet.insert_chart(1 + turn * _CHART_ROWS, len(columns) + 1, chart, {"description": drawing.title})
    book.close()
    parts = read_package(out.getvalue(), "report")
    charts = {name: _said(data) for name, data in parts.items() if "/charts/chart" in name}
    return pack({**parts, **charts}, compressor)


def _said(chart: bytes) -> bytes:
    """A chart that says what XlsxWriter leaves out and other programs than Excel take for asked for."""
    straight = b'</c:val><c:smooth val="0"/></c:ser>'
    found = chart.replace(_VALUE_ONLY, _ALL_SAID)
    return found.replace(b"</c:val></c:ser>", straight) if b"<c:lineChart>" in found else found


def _chart(book: Any, drawing: Drawing, rows: int, columns: Sequence[str]) -> Any:
    """A chart of the rows below a header; of bars the first row stands on top. Many columns have no labels."""
    bars, lines = drawing.kind == "bar", drawing.kind == "line"
    chart = book.add_chart({"type": drawing.kind})
    for color, column in zip(_COLORS, drawing.values, strict=False):
        cells = [[drawing.sheet, 1, at, rows, at] for at in (drawing.names, column)]
        look = {"line": {"color": color}, "marker": {"type": "circle"}} if lines else {"fill": {"color": color}}
        labels = {"data_labels": {"value": True}} if bars or rows <= _LABELLED else {}
        chart.add_series({
            "name": columns[column], "categories": cells[0], "values": cells[1], **look, **labels,
            **({} if lines else {"gap": 60}),
        })  # fmt: skip
    chart.set_title({"name": drawing.title, "name_font": {"size": 12, "bold": False}, "overlay": False})
    chart.set_legend({"position": "bottom"} if len(drawing.values) > 1 else {"none": True})
    grid: dict[str, object] = {"major_gridlines": {"visible": not bars, "line": {"color": "#D9D9D9"}}}
    grid |= {} if drawing.kind == "column" else {"min": 0}
    chart.set_y_axis({"reverse": True} if bars else grid)
    chart.set_x_axis({**grid, "visible": False} if bars else {})
    chart.set_size({"width": 960 if bars else 720, "height": max(_CHART_HEIGHT, 60 + 24 * rows if bars else 0)})
    return chart


def _put(sheet: Any, row: int, column: int, value: Value, look: Any) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
        return
    text = CONTROL.sub("", value)
    if text:
        sheet.write_string(row, column, f"'{text}" if text.startswith(_FORMULA) else text, look)
