"""Figures of a document, drawn as native tables.

Parallel things stand in tables of one row, one under the other, so that nothing is merged and no row is taken for a
header that is none; only columns with real heads have a header row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import ceil

from msgspec.structs import replace

from coursegen.document.nodes import Figure, FigureItem, FigureKind, Line, Text
from coursegen.layout.figures.hand_over import when_first
from coursegen.layout.geometry import Role
from coursegen.layout.pages.bands import (
    WHITE_GAP,
    between,
    card,
    cycle_flow,
    figure_grid,
    row_flow,
    step_flow,
    title_of,
    tone_color,
)
from coursegen.layout.pages.geometry import (
    Edge,
    Flow,
    FlowContents,
    FlowGrid,
    FlowPara,
    GridCell,
    GridRow,
    ParaRole,
    Tab,
    TabStop,
)
from coursegen.layout.pages.heights import flow_height
from coursegen.layout.pages.setting import GAP, Setting, append, plain, shares

MOST_OF_PAGE = 0.9
"""Share of the page up to which a figure is not parted: its caption and what introduces it stand beside it."""

SEAL = 48.0
"""Side of a seal with the characters of a course."""


def figure_flow(figure: Figure, setting: Setting) -> tuple[Flow, ...]:
    """The flow of one figure; its first table carries the alternative text."""
    flow: list[Flow] = []
    alt = figure.alt
    for item in _DRAWN[figure.kind](figure, setting):
        if isinstance(item, FlowGrid):
            append(flow, (replace(item, alt=alt),))
            alt = ""
        else:
            append(flow, (item,))
    return _undivided(tuple(flow), setting)


def _undivided(flow: tuple[Flow, ...], setting: Setting) -> tuple[Flow, ...]:
    """The flow of a figure tied from first to last, if it stands on a page and is not higher than one."""
    last = max((n for n, item in enumerate(flow) if item != GAP), default=0)
    tied = tuple(
        item if n >= last or isinstance(item, FlowContents) else replace(item, keep=True) for n, item in enumerate(flow)
    )
    if isinstance(end := tied[last], FlowGrid):
        tied = (*tied[:last], replace(end, whole=True), *tied[last + 1 :])
    high = flow_height(flow, setting.width, setting.spec)
    return tied if setting.context == "page" and high <= setting.spec.height * MOST_OF_PAGE else flow


def _cards(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """Cards side by side: up to four in a band, five and six in two bands."""
    items = figure.items
    per_band = len(items) if len(items) <= 4 else ceil(len(items) / 2)
    for start in range(0, len(items), max(1, per_band)):
        yield _band_of_cards(items[start : start + per_band], setting)


def _band_of_cards(items: tuple[FigureItem, ...], setting: Setting) -> FlowGrid:
    last = len(items) - 1
    cells = tuple(
        GridCell(card(item), "tint", (Edge("top", tone_color(item), 2.25), *between(n, last)))
        for n, item in enumerate(items)
    )
    return figure_grid(shares((1,) * len(items), setting.width), (GridRow(cells),), title_of(items))


def _hub(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """The centre as a band that the spokes hang from."""
    yield FlowPara("hub-band", figure.label)
    yield from _cards(figure, setting)


def _steps(figure: Figure, setting: Setting) -> Iterable[Flow]:
    return step_flow(figure.items, setting)


def _do_dont(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """What to do beside what not to do; the second side is grey, not a second alarm."""
    sides: list[tuple[GridCell, GridCell]] = []
    last = len(figure.items) - 1
    for n, item in enumerate(figure.items):
        good = item.tone != "bad"
        head = FlowPara("band" if good else "quiet-band", (Text("✓ " if good else "✗ "), *item.head))
        points = tuple(FlowPara("cell-do" if good else "cell-dont", point) for point in item.points)
        rule = Edge("bottom", "primary" if good else "muted", 0.75)
        top = GridCell((head,), "primary" if good else "line", between(n, last), middle=True)
        body = GridCell(points or (FlowPara("cell", ()),), "tint" if good else None, (*between(n, last), rule))
        sides.append((top, body))
    yield _headed(sides, setting, title_of(figure.items))


def _headed(sides: list[tuple[GridCell, GridCell]], setting: Setting, title: str) -> FlowGrid:
    """Columns with heads of their own."""
    rows = (GridRow(tuple(s[0] for s in sides), header=True), GridRow(tuple(s[1] for s in sides)))
    return figure_grid(shares((1,) * len(sides), setting.width), rows, title)


def _compare(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """Two views side by side, and the verdict on a bar below."""
    return _weighed(figure, ("muted", "deep"), setting)


def _balance(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """The same with both sides alike: neither weighs more."""
    return _weighed(figure, ("primary", "primary"), setting)


def _weighed(figure: Figure, fills: tuple[Role, Role], setting: Setting) -> Iterable[Flow]:
    sides: list[tuple[GridCell, GridCell]] = []
    last = len(figure.items) - 1
    for n, (item, fill) in enumerate(zip(figure.items, fills, strict=True)):
        points = tuple(FlowPara("cell-bullet", point) for point in item.points)
        top = GridCell((FlowPara("band", item.head),), fill, between(n, last), middle=True)
        sides.append((top, GridCell(points or (FlowPara("cell", item.text),), "tint", between(n, last))))
    yield replace(_headed(sides, setting, title_of(figure.items)), keep=bool(figure.label))
    if figure.label:
        yield FlowPara("verdict", figure.label)
        yield GAP


def _spectrum(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """Too little, the right measure, too much: the middle column is the one that counts."""
    named = any(item.head for item in figure.items)
    heads = [GridCell((FlowPara(role, pole),), fill, middle=True) for role, pole, fill in _poles(figure)]
    corner = [GridCell((FlowPara("row-head", ()),))] if named else []
    rows = [GridRow((*corner, *heads), header=True)]
    for item in figure.items:
        cells = [_spectrum_cell(n, point) for n, point in enumerate(item.points)]
        name = [GridCell((FlowPara("row-head", item.head),), None, (Edge("bottom", "line", 0.75),), middle=True)]
        rows.append(GridRow((*(name if named else []), *cells)))
    widths = shares((4, 6, 7, 6) if named else (6, 7, 6), setting.width)
    yield figure_grid(widths, tuple(rows), title_of(figure.items))


def _poles(figure: Figure) -> tuple[tuple[ParaRole, Line, Role], ...]:
    low, right, high = figure.poles
    return (("quiet-band", low, "line"), ("band", right, "primary"), ("quiet-band", high, "line"))


def _spectrum_cell(n: int, point: Line) -> GridCell:
    middle = n == 1
    edges = (Edge("bottom", "primary" if middle else "line", 0.75),)
    return GridCell((FlowPara("cell", point),), "tint" if middle else None, edges, middle=True)


def _quotation(figure: Figure, setting: Setting) -> Iterable[Flow]:  # noqa: ARG001 - one signature for all kinds
    """Words of the source with a rule at the left, and where they stand."""
    yield from (FlowPara("quotation", item.text or item.head) for item in figure.items)
    if figure.label:
        yield FlowPara("quotation-source", figure.label)


def _rows(figure: Figure, setting: Setting) -> Iterable[Flow]:
    return row_flow(figure.items, setting)


def _outline(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """The agenda: number, name, dots, minutes."""
    stop = TabStop(setting.width, "right", "dot")
    for item in figure.items:
        minutes = (Tab(), *item.text) if item.text else ()
        yield FlowPara("outline", (Text(item.key), Tab(), *item.head, *minutes), tabs=(stop,))


def _seals(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """The characters that stand for a course, each on a seal."""
    count = len(figure.items)
    keys = ((Text(item.key or plain(item.head)),) for item in figure.items)
    cells = tuple(
        GridCell((FlowPara("seal", key),), "primary", between(n, count - 1), middle=True) for n, key in enumerate(keys)
    )
    indent = round(max(0.0, (setting.width - SEAL * count) / 2) * 20) / 20
    grid = figure_grid((SEAL,) * count, (GridRow(cells, least=SEAL),), title_of(figure.items))
    yield replace(grid, indent=indent)


def _ring(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """What makes up the whole, below its name when it has one."""
    return _hub(figure, setting) if figure.label else _cards(figure, setting)


def _cycle(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """Steps one under the other; the last leads up to the first again."""
    if figure.label:
        yield FlowPara("hub-band", figure.label)
    yield from cycle_flow(figure.items, setting)


def _timeline(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """Moments one under the other, when at the left."""
    return row_flow(tuple(map(when_first, figure.items)), setting)


def _matrix(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """Four cells between the names of both axes."""
    left, right, lower, upper = figure.poles
    names = (
        GridCell((FlowPara("quiet-band", pole),), "line", between(n, 1), middle=True)
        for n, pole in enumerate((left, right))
    )
    rows = [GridRow((GridCell((FlowPara("row-head", ()),)), *names), header=True)]
    for n, pole in enumerate((upper, lower)):
        head = GridCell((FlowPara("row-head", pole),), None, (Edge("bottom", "line", 0.75),), middle=True)
        cells = (
            GridCell(card(item), "tint", (Edge("bottom", "background", WHITE_GAP), *between(at, 1)))
            for at, item in enumerate(figure.items[2 * n : 2 * n + 2])
        )
        rows.append(GridRow((head, *cells)))
    yield figure_grid(shares((3, 10, 10), setting.width), tuple(rows), title_of(figure.items))


def _statement(figure: Figure, setting: Setting) -> Iterable[Flow]:  # noqa: ARG001 - one signature for all kinds
    """One sentence on a bar, and what explains it."""
    yield from (FlowPara("verdict", item.text) for item in figure.items)
    if figure.label:
        yield FlowPara("note", figure.label)


_DRAWN: Mapping[FigureKind, Callable[[Figure, Setting], Iterable[Flow]]] = {
    "cards": _cards, "hub": _hub, "steps": _steps, "do-dont": _do_dont, "compare": _compare, "spectrum": _spectrum,
    "quote": _quotation, "rows": _rows, "outline": _outline, "seals": _seals,
    "ring": _ring, "ladder": _steps, "cycle": _cycle, "timeline": _timeline, "matrix": _matrix, "statement": _statement,
    "pyramid": _rows, "balance": _balance, "chain": _steps, "tree": _hub, "nested": _rows,
}  # fmt: skip
