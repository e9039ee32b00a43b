"""Numbers as a native chart, with what is counted above it and where the numbers come from below."""

from __future__ import annotations

from msgspec.structs import replace

from coursegen.document.nodes import Chart
from coursegen.layout import charts
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import HAIRLINE, Sizes
from coursegen.layout.geometry import EMU_PER_PT, ChartFrame, Drawing, Para, Rect, Shape
from coursegen.layout.typeset import height, line_of, para, plain, pt, text_box, widest
from coursegen.text import chained

RING_SHARE = 0.45
"""Most of the width that a doughnut takes beside its key."""

LABEL_SHARE = 0.4
"""Most of the width that the mark of a sample takes."""

SWATCH = 0.8
"""Side of a key's square in em."""


def need(chart: Chart, width: int, size: float) -> int:
    """Height in EMU that a chart needs at a body size; more than any slide when its labels cannot be set."""
    sizes = Sizes(size)
    plot = charts.least_height(chart, width / EMU_PER_PT, sizes.small)
    key = _key_height(chart, width, sizes) if chart.kind == "doughnut" else 0
    return _head_height(chart, width, sizes) + max(pt(plot), key) + _note_height(chart, width, sizes)


def roomier(chart: Chart) -> Chart:
    """The kind that takes over when names do not stand side by side: bars, for columns."""
    return replace(chart, kind="bar") if chart.kind == "column" else chart


def draw(chart: Chart, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """Head, chart and note in a rectangle."""
    sizes = Sizes(size)
    head, foot = _head_height(chart, rect.w, sizes), _note_height(chart, rect.w, sizes)
    body = rect.inset(0, head, 0, foot)
    drawn: list[Drawing] = list(_head(chart, Rect(rect.x, rect.y, rect.w, head), sizes)) if head else []
    drawn += _ring(chart, body, sizes) if chart.kind == "doughnut" else [_frame(chart, body, sizes)]
    if foot:
        drawn.append(text_box("数据来源", Rect(rect.x, rect.bottom - foot, rect.w, foot), [_note(chart)]))
    return tuple(drawn)


def _frame(chart: Chart, rect: Rect, sizes: Sizes) -> ChartFrame:
    look = charts.look_of(chart, rect.w / EMU_PER_PT, rect.h / EMU_PER_PT, sizes.small)
    return ChartFrame(f"图表-{plain(chart.caption)[:16] or chart.kind}", chart.alt, rect, look)


def _caption(chart: Chart, sizes: Sizes) -> Para:
    return para(chart.caption, sizes.small, "muted")


def _label(chart: Chart, sizes: Sizes) -> Para:
    return para(chart.label, sizes.small, "deep", bold=True, align="center")


def _note(chart: Chart) -> Para:
    return para(chart.note, 14.0, "muted")


def _label_width(chart: Chart, width: int, sizes: Sizes) -> int:
    return min(widest([_label(chart, sizes)]) + sizes.pad, round(width * LABEL_SHARE)) if chart.label else 0


def _head_height(chart: Chart, width: int, sizes: Sizes) -> int:
    if not chart.caption and not chart.label:
        return 0
    label = _label_width(chart, width, sizes)
    caption = height([_caption(chart, sizes)], width - label - sizes.pad)
    return max(caption, height([_label(chart, sizes)], label) if label else 0) + sizes.pad


def _note_height(chart: Chart, width: int, sizes: Sizes) -> int:
    return height([_note(chart)], width) + sizes.pad // 2 if chart.note else 0


def _head(chart: Chart, rect: Rect, sizes: Sizes) -> list[Drawing]:
    """What is counted at the left, the mark of a sample at the right."""
    label = _label_width(chart, rect.w, sizes)
    tall = rect.h - sizes.pad // 2
    out: list[Drawing] = []
    if chart.caption:
        room = Rect(rect.x, rect.y, rect.w - label - sizes.pad, tall)
        out.append(text_box("图题", room, [_caption(chart, sizes)]))
    if chart.label:
        room = Rect(rect.right - label, rect.y, label, tall)
        out.append(text_box("数据说明", room, [_label(chart, sizes)], fill="tint", stroke=HAIRLINE))
    return out


def _key_height(chart: Chart, width: int, sizes: Sizes) -> int:
    """Height that the key of a doughnut needs beside the widest ring; too much when its names have no room."""
    column = _key_columns(chart, round(width * (1 - RING_SHARE)) - 4 * sizes.pad, sizes)[1]
    names = [para(name, sizes.body) for name in chart.categories]
    if column < min(widest(names), pt(sizes.body * pieces.LEAST_COLUMN)):
        return pieces.TOO_MUCH
    return len(names) * max(_key_row(sizes), *(height([name], column) for name in names))


def _key_row(sizes: Sizes) -> int:
    return pt(sizes.body * 1.45 + 6)


def _ring(chart: Chart, rect: Rect, sizes: Sizes) -> list[Drawing]:
    """The doughnut, the sum in its hole, and its key beside it."""
    side = min(rect.h, round(rect.w * RING_SHARE))
    gap = 4 * sizes.pad
    columns = _key_columns(chart, rect.w - side - gap, sizes)
    spare = max(0, rect.w - side - gap - sum(columns)) // 2
    ring = Rect(rect.x + spare, rect.y + (rect.h - side) // 2, side, side)
    out: list[Drawing] = [_frame(chart, ring, sizes)]
    if not charts.suffix_of(chart):
        out.append(_sum(chart, ring, sizes))
    count = len(chart.categories)
    tall = min(max(_key_row(sizes) * 2, _key_height(chart, rect.w, sizes) // count), rect.h // count)
    top = rect.y + (rect.h - tall * count) // 2
    rows: list[Drawing] = []
    for n, texts in enumerate(_key_texts(chart, sizes)):
        place = Rect(ring.right + gap, top + n * tall, sum(columns), tall)
        rows += _key_drawings(n, texts, place, columns, sizes)
    told = (" ".join("".join(run.text for run in text.runs) for text in row) for row in _key_texts(chart, sizes))
    return [*out, pieces.group("图例", chained(told, "；", "; "), rows)]


def _key_texts(chart: Chart, sizes: Sizes) -> list[list[Para]]:
    """Name, number and (where the number is none) share of every part."""
    values, unit = chart.series[0].values, charts.suffix_of(chart)
    decimals = charts.decimals_of(values)
    rows = []
    for name, value, share in zip(chart.categories, values, charts.shares_of(values), strict=True):
        number = para(charts.number(value, decimals, unit), sizes.body, "deep", bold=True, align="right")
        shares = [] if unit else [para(f"{share:.0%}", sizes.body, "muted", align="right")]
        rows.append([para(name, sizes.body), number, *shares])
    return rows


def _key_columns(chart: Chart, width: int, sizes: Sizes) -> list[int]:
    """Widths of the columns of a key: square, name, numbers; the name yields when there is not room for all."""
    columns = [widest(column) + sizes.pad for column in zip(*_key_texts(chart, sizes), strict=True)]
    square = pt(sizes.body * SWATCH) + sizes.pad
    numbers = [column + sizes.pad for column in columns[1:]]
    return [square, max(sizes.pad, min(columns[0], width - square - sum(numbers))), *numbers]


def _key_drawings(n: int, texts: list[Para], place: Rect, columns: list[int], sizes: Sizes) -> list[Drawing]:
    """One row of a key."""
    side = columns[0] - sizes.pad
    square = Rect(place.x, place.y + (place.h - side) // 2, side, side)
    stroke = HAIRLINE if charts.PARTS[n] == "tint" else None
    out: list[Drawing] = [Shape(f"图例-{n + 1}", square, fill=charts.PARTS[n], stroke=stroke)]
    x = place.x + columns[0]
    for number, (text, column) in enumerate(zip(texts, columns[1:], strict=True), 1):
        out.append(text_box(f"图例文字-{n + 1}-{number}", Rect(x, place.y, column, place.h), [text]))
        x += column
    return out


def _sum(chart: Chart, ring: Rect, sizes: Sizes) -> Shape:
    """The whole, in the hole of the ring."""
    values = chart.series[0].values
    text = line_of(charts.number(sum(values), charts.decimals_of(values)))
    third = ring.w // 3
    hole = Rect(ring.x + (ring.w - third) // 2, ring.y + (ring.h - third) // 2, third, third)
    for size in (sizes.head + 4, sizes.head, sizes.body, 14.0):
        words = [para(text, size, "deep", bold=True, face="heading", align="center")]
        if widest(words) <= hole.w:
            break
    return text_box("合计", hole, words)
