"""Answer sheets: who the candidate is, bubbles for what is chosen, ruled boxes for what is written.

Bubbles are letters in brackets, as answer sheets in China have them: they can be filled with a pencil, read by eye in
any grey, and typed again in any program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from coursegen.document.nodes import AnswerBox, BubbleRow, Bubbles, Line, NumberGrid, Text
from coursegen.layout.pages.geometry import Flow, FlowGrid, FlowPara, GridCell, GridRow, Piece, Tab, TabStop
from coursegen.layout.pages.glyphs import text_width
from coursegen.layout.pages.setting import Setting, append, closed, plain, shares, writing_lines

BLOCK = 5
"""Questions in one block of bubbles: so many can be counted at a glance."""

MOST_BESIDE = 4
"""Blocks side by side at most."""

NUMBER, BUBBLE = 24.0, 22.0
"""Width of a question's number, and of one bubble with the space after it."""

DIGIT = 24.0
"""Width of a column of the candidate's number."""

FIELD_ROW = 30.0
"""Height of a row in which a candidate writes by hand."""

T = TypeVar("T")


def answer_sheet_flow(block: NumberGrid | Bubbles | AnswerBox, setting: Setting) -> tuple[Flow, ...]:
    """The flow of one of the blocks that only answer sheets have."""
    match block:
        case NumberGrid():
            return _number_grid(block, setting)
        case Bubbles():
            return (_bubbles(block, setting),)
        case AnswerBox():
            return (_box(block, setting),)


def _number_grid(block: NumberGrid, setting: Setting) -> tuple[Flow, ...]:
    """Fields and notes at the left, the number at the right: its name, a row to write it, a column of bubbles each."""
    margins = setting.spec.grids["form"].margins
    right = round(block.digits * DIGIT + 2 * margins[1]) + 0.0
    widths = (setting.width - right, right)
    inner = widths[0] - margins[1] - margins[3]
    left: list[Flow] = []
    append(left, (_field(field, inner) for field in block.fields))
    append(left, (FlowPara("bubble", _spread(block.form, block.forms), tabs=_stops(block)),) if block.forms else ())
    append(left, (FlowPara("bubble", note) for note in block.notes))
    number = (FlowPara("answer-title", block.name), _digits(block, right - margins[1] - margins[3]))
    cells = (GridCell(closed(tuple(left))), GridCell(closed(number)))
    return (FlowGrid("form", widths, (GridRow(cells),), plain(block.name)),)


def _field(field: Line, width: float) -> FlowPara:
    """What a candidate writes: its name, and a line up to the end of the column."""
    return FlowPara("candidate", (*field, Tab()), tabs=(TabStop(width, "right", "underscore"),))


def _spread(name: Line, options: tuple[Line, ...]) -> tuple[Piece, ...]:
    """A name and bubbles behind it, a tab before each."""
    return (*name, *(piece for option in options for piece in (Tab(), *_bubble(option))))


def _bubble(option: Line) -> tuple[Piece, ...]:
    return (Text("["), *option, Text("]"))


def _stops(block: NumberGrid) -> tuple[TabStop, ...]:
    return tuple(TabStop(2 * BUBBLE + n * BUBBLE) for n in range(len(block.forms)))


def _digits(block: NumberGrid, width: float) -> FlowGrid:
    """A row to write the number in, and under each of its digits the bubbles 0 to 9."""
    columns = range(block.digits)
    written = tuple(GridCell((FlowPara("mark", ()),)) for _ in columns)
    filled = tuple(GridCell(tuple(FlowPara("bubble-head", (Text(f"[{n}]"),)) for n in range(10))) for _ in columns)
    rows = (GridRow(written, header=True, least=FIELD_ROW), GridRow(filled))
    return FlowGrid("form", shares((1,) * block.digits, width), rows, plain(block.name))


def _bubbles(block: Bubbles, setting: Setting) -> FlowGrid:
    """Blocks of five questions, as many side by side as the page has room for; none is parted."""
    pitch = max(BUBBLE, _widest(block, setting) + BUBBLE / 4)
    most = max(len(row.options) for row in block.rows)
    margins = setting.spec.grids["form"].margins
    wanted = NUMBER + most * pitch + margins[1] + margins[3]
    fit = min(MOST_BESIDE, max(1, int(setting.width // wanted)))
    width = round(20 * setting.width / fit) / 20
    stops = tuple(TabStop(NUMBER + n * pitch) for n in range(most))
    cells = [GridCell(tuple(_row(row, stops) for row in group)) for group in _cut(block.rows, BLOCK)]
    beside = min(fit, len(cells))
    rows = tuple(GridRow(tuple(_filled(line, beside)), header=n == 0) for n, line in enumerate(_cut(cells, beside)))
    last = round(20 * (setting.width - (beside - 1) * width)) / 20
    name = f"{block.rows[0].number}–{block.rows[-1].number}"
    return FlowGrid("form", (*(width,) * (beside - 1), last), rows, name)


def _widest(block: Bubbles, setting: Setting) -> float:
    metrics = setting.spec.paras["bubble"]
    return max(text_width(_bubble(option), metrics, setting.spec) for row in block.rows for option in row.options)


def _row(row: BubbleRow, stops: tuple[TabStop, ...]) -> FlowPara:
    return FlowPara("bubble", _spread((Text(f"{row.number}"),), row.options), tabs=stops)


def _cut(members: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Members in groups of one size; the last may have fewer."""
    yield from (members[n : n + size] for n in range(0, len(members), size))


def _filled(cells: Sequence[GridCell], number: int) -> Iterator[GridCell]:
    """Cells of a row, with empty ones at its end."""
    yield from cells
    yield from (GridCell((FlowPara("bubble", ()),)) for _ in range(number - len(cells)))


def _box(block: AnswerBox, setting: Setting) -> FlowGrid:
    """Title and lines to write on in one frame, which no page parts."""
    margins = setting.spec.grids["form"].margins
    inner = setting.within(setting.width - margins[1] - margins[3], "box")
    content = (FlowPara("answer-title", block.title, keep=True), writing_lines(block.lines, inner))
    return FlowGrid("form", (setting.width,), (GridRow((GridCell(content),)),), plain(block.title))
