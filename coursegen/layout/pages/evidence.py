"""Charts and pictures of a document: a drawing on a line of its own, its words as paragraphs round it."""

from __future__ import annotations

from msgspec.structs import replace

from coursegen.document.nodes import Chart, Picture, Text
from coursegen.layout import charts
from coursegen.layout.pages.bands import figure_grid
from coursegen.layout.pages.geometry import Edge, Flow, FlowDrawing, FlowGrid, FlowPara, GridCell, GridRow, ParaRole
from coursegen.layout.pages.setting import Setting, append, captioned, plain, role_in, shares

SIZE = 10.5
"""Type in charts: 五号, as in tables of statistics."""

ROOMY = 1.25
"""A chart is drawn so many times as high as it must be."""

RING = 150.0
"""Side of a doughnut."""

WHITE = (Edge("bottom", "background", 2.25), Edge("top", "background", 2.25))
"""Keeps the colours of a key apart."""

LEAST, MOST = 170.0, 360.0
"""Height of a chart."""

PICTURE_SHARE = 0.42
"""Most of a page's height that a picture takes."""

POINTS_PER_PIXEL = 0.75
"""A picture is shown at 96 pixels an inch at most."""


def chart_flow(chart: Chart, setting: Setting) -> tuple[Flow, ...]:
    """Caption with the mark of a sample, chart, key of a doughnut, and where the numbers come from."""
    before = Text(setting.words.gap if chart.caption else "")
    mark = (before, Text("〔"), *chart.label, Text("〕")) if chart.label else ()
    caption = (*chart.caption, *mark)
    flow: list[Flow] = [FlowPara("caption", caption)] if caption else []
    note = (FlowPara(role_in(setting.context, "source"), chart.note),) if chart.note else ()
    if chart.kind == "doughnut":
        flow.append(_drawing(chart, RING, RING, keep=True))
        append(flow, _key(chart, setting))
        return (*flow, *note)
    fitting = _fitting(chart, setting.width)
    high = charts.least_height(fitting, setting.width, SIZE) * ROOMY
    drawing = _drawing(fitting, setting.width, min(MOST, max(LEAST, high)), keep=bool(note))
    return (*flow, drawing, *note)


def _drawing(chart: Chart, width: float, height: float, *, keep: bool) -> FlowDrawing:
    look = charts.look_of(chart, width, height, SIZE)
    return FlowDrawing(plain(chart.caption) or chart.kind, chart.alt, width, height, look, keep=keep)


def _fitting(chart: Chart, width: float) -> Chart:
    """The chart, its columns as bars when they have no room for their names."""
    if chart.kind == "column" and charts.least_height(chart, width, SIZE) >= charts.TOO_HIGH:
        return replace(chart, kind="bar")
    return chart


def _key(chart: Chart, setting: Setting) -> tuple[FlowGrid, ...]:
    """Colour, name, number and share of every part, each part a table of one row."""
    values = chart.series[0].values
    decimals, suffix = charts.decimals_of(values), charts.suffix_of(chart)
    indent = round(setting.width * 0.22)
    widths = shares((2, 10, 5) if suffix else (2, 10, 5, 4), setting.width - 2 * indent)
    rows = []
    for role, name, value, share in zip(charts.PARTS, chart.categories, values, charts.shares_of(values), strict=False):
        texts: list[tuple[ParaRole, str]] = [("row-head", name), ("cell-short", charts.number(value, decimals, suffix))]
        texts += [] if suffix else [("cell-short", f"{share:.0%}")]
        cells = tuple(GridCell((FlowPara(r, (Text(text),)),), middle=True) for r, text in texts)
        square = GridCell((FlowPara("cell", ()),), fill=role, edges=WHITE)
        rows.append(replace(figure_grid(widths, (GridRow((square, *cells)),), name), indent=float(indent)))
    return tuple(rows)


def picture_flow(picture: Picture, setting: Setting) -> tuple[Flow, ...]:
    """Picture and caption, then what it tells."""
    wide, high = max(1, picture.width), max(1, picture.height)
    widest = picture.most / wide if picture.most else POINTS_PER_PIXEL
    scale = min(setting.width / wide, setting.spec.height * PICTURE_SHARE / high, widest)
    size = (max(1.0, wide * scale), max(1.0, high * scale))
    drawing = FlowDrawing(
        "图片", picture.alt, *size, media=picture.raster, vector=picture.vector, keep=bool(picture.caption)
    )
    flow: list[Flow] = [drawing]
    if picture.caption:
        flow.append(FlowPara("figure-caption", captioned(picture.number, picture.caption, setting)))
    if picture.text:
        flow.append(FlowPara(role_in(setting.context, "body"), picture.text))
    return (*flow, *(FlowPara(role_in(setting.context, "bullet"), point) for point in picture.points))
