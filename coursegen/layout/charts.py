"""How a chart must look to be read without axis and grid: room for its labels measured, its scale, its colours.

Lengths and sizes are points. PowerPoint and Word would find places of their own; here they are given, so that what was
measured is what is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.document.nodes import Chart
from coursegen.layout.geometry import ChartLook, Role
from coursegen.layout.measure import LINE_HEIGHT, clusters, em_width, wrap

SERIES: tuple[Role, ...] = ("primary", "muted")
"""One strong colour and a neutral one."""

PARTS: tuple[Role, ...] = ("primary", "line", "deep", "secondary", "muted", "tint")
"""Neighbours in a doughnut differ in lightness, not in hue alone."""

ON_PART: dict[Role, Role] = {
    "primary": "on-primary", "line": "text", "deep": "on-deep", "muted": "background", "tint": "text",
}  # fmt: skip
"""Colour of a label on a part; on `secondary` no text may stand."""

LEAST_SHARE = 0.08
"""A part of a doughnut that is smaller has no room for a label of its own; the key beside it has them all."""

LINES = 2
"""Lines a category may take."""

GAP = 6.0
NAMES_SHARE = 0.4
"""Most of the width that names of bars may take."""

THICKEST = 44.0
LEAST_PLOT = 5.5
"""Height of the plot of columns and lines in lines of text."""

TOO_HIGH = 1e6
"""Height of what cannot be set."""


def decimals_of(values: Sequence[float]) -> int:
    """Decimals of the number that has most (four at most)."""
    return max(len(f"{value:.4f}".rstrip("0").partition(".")[2]) for value in values)


def suffix_of(chart: Chart) -> str:
    """What follows every number: the sign of per cent or mille; other units stand in the caption."""
    return chart.unit if chart.unit in ("%", "‰") else ""


def number(value: float, decimals: int, suffix: str = "") -> str:
    """A number as charts print it: 1,234.50."""
    return f"{value:,.{decimals}f}{suffix}"


def numbers_of(chart: Chart) -> list[float]:
    """All numbers of a chart."""
    return [value for series in chart.series for value in series.values]


def shares_of(values: Sequence[float]) -> list[float]:
    """Numbers as shares of their sum."""
    whole = sum(values)
    return [value / whole for value in values]


def least_height(chart: Chart, width: float, size: float) -> float:
    """Height that a chart needs at a width and a text size; `TOO_HIGH` when its labels cannot be set side by side."""
    line = size * LINE_HEIGHT
    if chart.kind == "doughnut":
        return 5.5 * line
    if chart.kind == "bar":
        return _legend(chart, size) + len(chart.categories) * _row(chart, width, size)
    if not _side_by_side(chart, width, size):
        return TOO_HIGH
    return _legend(chart, size) + LEAST_PLOT * line + _names_below(chart, width, size)


def look_of(chart: Chart, width: float, height: float, size: float) -> ChartLook:
    """The look of a chart in a frame at least as high as it needs."""
    values = numbers_of(chart)
    decimals, suffix = decimals_of(values), suffix_of(chart)
    rows = tuple((series.name, series.values) for series in chart.series)
    if chart.kind == "doughnut":
        return ChartLook("doughnut", chart.categories, rows, size, (0.02, 0.02, 0.96, 0.96), decimals=decimals)
    head = _legend(chart, size)
    if chart.kind == "bar":
        left = _names_beside(chart, width, size)
        plot = (left, head, width - left, height - head)
        room = (_widest(chart, size) + GAP) / plot[2]
        slot = plot[3] / len(chart.categories)
    else:
        plot = (0.0, head, width, height - head - _names_below(chart, width, size))
        room = (size * LINE_HEIGHT + GAP) / plot[3]
        slot = width / len(chart.categories)
    share = (plot[0] / width, plot[1] / height, plot[2] / width, plot[3] / height)
    thickest = THICKEST if chart.kind == "bar" else 1.6 * THICKEST
    gap = round(min(500.0, max(50.0, (slot / thickest - len(rows)) * 100)))
    scale = _scale(values, room, both=chart.kind == "line")
    return ChartLook(chart.kind, chart.categories, rows, size, share, scale, decimals, suffix, gap)


def _scale(values: Sequence[float], room: float, *, both: bool) -> tuple[float, float]:
    """Ends of the scale: from 0, with `room` (a share of the plot) for the labels outside; `both` = on either side.

    A line whose numbers are all far from 0 does not begin there: it would be flat.
    """
    low, high = min(0.0, *values), max(0.0, *values)
    if both and min(values) > (max(values) - min(values)) > 0:
        low = min(values)
    below, above = both or low < 0, both or high > 0
    span = (high - low) or 1.0
    pad = span * room / max(0.1, 1 - room * (below + above))
    return round(low - pad * below, 6), round(high + pad * above, 6)


def _legend(chart: Chart, size: float) -> float:
    """Height of the names of two series above the plot."""
    return size * LINE_HEIGHT * 1.4 if len(chart.series) > 1 else 0.0


def _widest(chart: Chart, size: float) -> float:
    """Width of the widest number."""
    values = numbers_of(chart)
    return max(em_width(number(value, decimals_of(values), suffix_of(chart))) for value in values) * size


def _names_beside(chart: Chart, width: float, size: float) -> float:
    """Width of the column of names left of bars."""
    widest = max(em_width(name) for name in chart.categories) * size
    return min(widest + 2 * GAP, width * NAMES_SHARE)


def _row(chart: Chart, width: float, size: float) -> float:
    """Height of one row of bars."""
    room = _names_beside(chart, width, size) - 2 * GAP
    lines = max(len(wrap(name, room + 1, size)) for name in chart.categories)
    return size * LINE_HEIGHT * (max(lines, len(chart.series)) + 0.25)


def _slot(chart: Chart, width: float) -> float:
    return width / len(chart.categories)


def _names_below(chart: Chart, width: float, size: float) -> float:
    """Height of the names under columns and lines."""
    return size * LINE_HEIGHT * max(_lines_below(chart, width, size)) + GAP


def _lines_below(chart: Chart, width: float, size: float) -> list[int]:
    return [len(wrap(name, _slot(chart, width) - GAP, size)) for name in chart.categories]


def _side_by_side(chart: Chart, width: float, size: float) -> bool:
    """Whether names and numbers of columns stand beside each other, no word cut and none over the next."""
    slot = _slot(chart, width)
    words = [cluster.strip() for name in chart.categories for cluster in clusters(name)]
    count = len(chart.series) if chart.kind == "column" else 1
    step = slot if count == 1 else slot / (count + 0.5)
    return (
        max(_lines_below(chart, width, size)) <= LINES
        and max(map(em_width, words)) * size <= slot - GAP
        and _widest(chart, size) + 2 <= step
    )
