"""Native charts of a workbook, on a sheet of their own: they are seen without looking for them, and print whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

_COLORS = ("#1F4E79", "#8C8C8C")
_WIDTH, _HEIGHT, _OF_BAR, _GAP = 960, 340, 24, 24
"""Size of a chart in pixels, the height of a bar in it, and what is left free below a chart."""

_PRINTED = 75
"""Per cent of its size in which a chart is printed, each on a page of its own."""

_ROW, _POINTS = 24, 18
"""Height of a row in pixels and in points: said, for programs differ in the usual one."""

_LABELLED = 12
"""Points that have room for a label each."""

_VALUE_ONLY = b'<c:showVal val="1"/>'
_ALL_SAID = b'<c:showLegendKey val="0"/><c:showVal val="1"/>' + b"".join(
    f'<c:show{name} val="0"/>'.encode() for name in ("CatName", "SerName", "Percent", "BubbleSize")
)
"""A label that shows its value and nothing else."""


class Drawing(Struct, frozen=True):
    """A chart of a sheet of the book: which of its columns names the points, and which count, at most up to `top`."""

    kind: Literal["column", "bar", "line"]
    sheet: str
    names: int
    values: tuple[int, ...]
    title: str
    top: float | None = None


def draw(book: Any, sheet: Any, drawings: Sequence[tuple[Drawing, int, Sequence[str]]]) -> None:
    """Charts one below the other on a sheet; with each the rows it draws and the names of its columns."""
    below, breaks = 0, []
    sheet.set_default_row(_POINTS)
    for drawing, rows, columns in drawings:
        height = _height(drawing, rows)
        chart = _chart(book, drawing, rows, columns)
        chart.set_size({"width": _WIDTH, "height": height})
        sheet.insert_chart(below, 0, chart, {"description": drawing.title})
        below += -(-(height + _GAP) // _ROW)
        breaks.append(below)
    sheet.set_h_pagebreaks(breaks[:-1])
    sheet.set_print_scale(_PRINTED)
    sheet.hide_gridlines(2)


def _height(drawing: Drawing, rows: int) -> int:
    return max(_HEIGHT, 60 + _OF_BAR * rows) if drawing.kind == "bar" else _HEIGHT


def said(chart: bytes) -> bytes:
    """A chart that says what XlsxWriter leaves out and other programs than Excel take for asked for."""
    straight = b'</c:val><c:smooth val="0"/></c:ser>'
    found = chart.replace(_VALUE_ONLY, _ALL_SAID)
    return found.replace(b"</c:val></c:ser>", straight) if b"<c:lineChart>" in found else found


def _chart(book: Any, drawing: Drawing, rows: int, columns: Sequence[str]) -> Any:
    """A chart of the rows below a header; of bars the first row stands on top. Many columns have no labels."""
    bars = drawing.kind == "bar"
    chart = book.add_chart({"type": drawing.kind})
    for color, column in zip(_COLORS, drawing.values, strict=False):
        cells = [[drawing.sheet, 1, at, rows, at] for at in (drawing.names, column)]
        labels = {"data_labels": {"value": True}} if bars or rows <= _LABELLED else {}
        chart.add_series({
            "name": columns[column], "categories": cells[0], "values": cells[1], **_look(drawing, color), **labels,
        })  # fmt: skip
    chart.set_title({"name": drawing.title, "name_font": {"size": 12, "bold": False}, "overlay": False})
    chart.set_legend({"position": "bottom"} if len(drawing.values) > 1 else {"none": True})
    told = bars or (len(drawing.values) == 1 and rows <= _LABELLED)  # by labels, so that no axis need say it
    grid: dict[str, object] = {
        "major_gridlines": {"visible": not told, "line": {"color": "#D9D9D9"}}, "visible": not told,
    }  # fmt: skip
    grid |= {"max": drawing.top} if drawing.top else {}
    grid |= {} if drawing.kind == "column" else {"min": 0}
    low = {} if bars else {"label_position": "low"}
    chart.set_y_axis({"reverse": True} if bars else grid)
    chart.set_x_axis(grid if bars else low)
    return chart


def _look(drawing: Drawing, color: str) -> Mapping[str, object]:
    if drawing.kind == "line":
        return {"line": {"color": color}, "marker": {"type": "circle"}}
    return {"fill": {"color": color}, "gap": 60}
