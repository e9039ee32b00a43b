"""What figures of a document are made of: cards, bands and steps, each a cell or a table of one row."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from coursegen.document.nodes import FigureItem, Line, Text
from coursegen.layout.geometry import Role
from coursegen.layout.pages.geometry import Edge, Flow, FlowGrid, FlowPara, GridCell, GridRow
from coursegen.layout.pages.glyphs import text_width
from coursegen.layout.pages.setting import Setting, plain, shares

WHITE_GAP = 4.5
"""Width of the white rules that part neighbours."""

ARROW = 22.0
"""Width of an arrow between steps."""

STEP_LINES = 5
"""Steps with a text of more lines than this stand under each other."""

_MARKS = {"good": "✓ ", "bad": "✗ "}
_TONES: dict[str, Role] = {"bad": "muted", "strong": "deep"}


def figure_grid(widths: tuple[float, ...], rows: tuple[GridRow, ...], title: str) -> FlowGrid:
    """A table that draws a figure or a part of one."""
    return FlowGrid("figure", widths, rows, title or "□")


def title_of(items: Iterable[FigureItem]) -> str:
    """A name for a figure: what its members are called."""
    return "、".join(filter(None, (item.key or plain(item.head) or plain(item.text) for item in items)))[:80]


def between(n: int, last: int) -> tuple[Edge, ...]:
    """White rules between the neighbours of a row, none outside."""
    left = (Edge("left", "background", WHITE_GAP),) if n else ()
    return (*left, *((Edge("right", "background", WHITE_GAP),) if n < last else ()))


def tone_color(item: FigureItem) -> Role:
    """Colour of the rule that marks a member."""
    return _TONES.get(item.tone, "primary")


def card(item: FigureItem) -> tuple[Flow, ...]:
    """Key character, head, text and points, one under the other."""
    key = (FlowPara("key", (Text(item.key),)),) if item.key else ()
    head = (FlowPara("card-head", marked(item)),) if item.head else ()
    return (*key, *head, *_words(item)) or (FlowPara("card-text", ()),)


def marked(item: FigureItem) -> Line:
    """The head with a tick or a cross when the tone asks for one."""
    mark = _MARKS.get(item.tone, "")
    return (*((Text(mark),) if mark else ()), *item.head)


def _words(item: FigureItem) -> tuple[FlowPara, ...]:
    text = (FlowPara("card-text", item.text),) if item.text else ()
    return (*text, *(FlowPara("cell-bullet", point) for point in item.points))


def _entry(item: FigureItem) -> tuple[Flow, ...]:
    """Head, text and points at the left."""
    head = (FlowPara("row-head", marked(item)),) if item.head else ()
    return (*head, *_words(item)) or (FlowPara("card-text", ()),)


def step_flow(items: tuple[FigureItem, ...], setting: Setting) -> tuple[FlowGrid, ...]:
    """Short steps in a line with arrows between, longer ones one under the other."""
    metrics = setting.spec.paras["card-text"]
    margins = setting.spec.grids["figure"].margins
    room = (setting.width - ARROW * (len(items) - 1)) / max(1, len(items)) - margins[1] - margins[3]
    longest = max((text_width(item.text, metrics, setting.spec) for item in items), default=0.0)
    if len(items) <= 4 and longest <= STEP_LINES * room:
        return (_steps_in_line(items, setting),)
    return _step_rows(items, setting, "")


def cycle_flow(items: tuple[FigureItem, ...], setting: Setting) -> tuple[FlowGrid, ...]:
    """Steps one under the other, the last with an arrow back to the first."""
    return _step_rows(items, setting, "▲")


def _step_rows(items: tuple[FigureItem, ...], setting: Setting, last: str) -> tuple[FlowGrid, ...]:
    arrows = ("▼",) * (len(items) - 1) + (last,)
    return tuple(
        _step_row(n, item, arrow, setting) for n, (item, arrow) in enumerate(zip(items, arrows, strict=True), 1)
    )


def _steps_in_line(items: tuple[FigureItem, ...], setting: Setting) -> FlowGrid:
    step = round(20 * (setting.width - ARROW * (len(items) - 1)) / len(items))
    cells: list[GridCell] = []
    for n, item in enumerate(items, 1):
        if n > 1:
            cells.append(GridCell((FlowPara("arrow", (Text("▶"),)),), middle=True))
        number = FlowPara("step-number", (Text(item.key or str(n)),))
        cells.append(GridCell((number, *card(replace(item, key=""))), "tint", (Edge("top", "primary", 2.25),)))
    parts = tuple(round(20 * ARROW) if n % 2 else step for n in range(len(cells)))
    return figure_grid(shares(parts, setting.width), (GridRow(tuple(cells)),), title_of(items))


def _step_row(n: int, item: FigureItem, arrow: str, setting: Setting) -> FlowGrid:
    """A step as a row: its number on a strong ground, the arrow that leads on below it."""
    number: tuple[Flow, ...] = (FlowPara("band", (Text(item.key or str(n)),)),)
    if arrow:
        number += (FlowPara("band", (Text(arrow, "small"),)),)
    cells = (GridCell(number, "primary", middle=True), GridCell(_entry(item), "tint", middle=True))
    return figure_grid(shares((10, 86), setting.width), (GridRow(cells),), title_of((item,)) or str(n))


def row_flow(items: tuple[FigureItem, ...], setting: Setting) -> tuple[FlowGrid, ...]:
    """Full-width bands, each a table of one row: key on a strong ground, head, text."""
    keyed = any(item.key for item in items)
    headed = any(item.head for item in items) and any(item.text or item.points for item in items)
    parts = (*((11,) if keyed else ()), *((26,) if headed else ()), 63)
    widths = shares(parts, setting.width)
    return tuple(
        figure_grid(widths, (GridRow(_band(item, keyed=keyed, headed=headed)),), title_of((item,))) for item in items
    )


def _band(item: FigureItem, *, keyed: bool, headed: bool) -> tuple[GridCell, ...]:
    cells: list[GridCell] = []
    if keyed:
        key = (Text(item.key),) if item.key else ()
        cells.append(GridCell((FlowPara("band", key),), "muted" if item.tone == "bad" else "primary", middle=True))
    if headed:
        cells.append(GridCell((FlowPara("row-head", marked(item)),), "tint", middle=True))
    cells.append(GridCell(_band_text(item, headed=headed), "tint", middle=True))
    if not keyed:
        cells[0] = replace(cells[0], edges=(Edge("left", tone_color(item), 3.0),))
    return tuple(cells)


def _band_text(item: FigureItem, *, headed: bool) -> tuple[Flow, ...]:
    """What a band says beside its head; words that stand alone are plain text, not a head."""
    if headed:
        return _entry(replace(item, head=(), key=""))
    if item.text or item.points:
        return _entry(item)
    return (FlowPara("card-text", marked(item)),)
