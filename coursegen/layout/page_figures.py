"""Figures of a document, drawn as native tables. Parallel things stand in a table of one row each band, so nothing is
merged and no row is taken for a header that is none; only columns with real heads have a header row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from coursegen.document.nodes import Figure, FigureItem, Line, Text
from coursegen.layout.geometry import Role
from coursegen.layout.page_geometry import (
    Edge,
    Flow,
    FlowGrid,
    FlowPara,
    GridCell,
    GridRow,
    ParaRole,
    Side,
    Tab,
    TabStop,
)
from coursegen.layout.page_glyphs import text_width
from coursegen.layout.page_setting import GAP, Setting, append, plain, shares

WHITE_GAP = 4.5
"""Width of the white rules that part cards."""

_TONE_MARK = {"good": "✓ ", "bad": "✗ ", "plain": "", "strong": ""}


def figure_flow(figure: Figure, setting: Setting) -> tuple[Flow, ...]:
    """The flow of one figure."""
    match figure.kind:
        case "cards":
            return _joined(_cards(figure.items, setting), figure)
        case "hub":
            return _joined((FlowPara("hub-band", figure.label), *_cards(figure.items, setting)), figure)
        case "steps":
            return _joined(_steps(figure.items, setting), figure)
        case "do-dont":
            return (_do_dont(figure, setting),)
        case "compare":
            return _compare(figure, setting)
        case "spectrum":
            return (_spectrum(figure, setting),)
        case "quote":
            return _quotation(figure)
        case "rows":
            return tuple(_rows(figure, setting))
        case "outline":
            return tuple(_outline(item, setting) for item in figure.items)
        case "seals":
            return (_seals(figure, setting),)


def _joined(flow: Iterable[Flow], figure: Figure) -> tuple[Flow, ...]:
    """The pieces of one figure under each other; the first table carries the alternative text."""
    joined: list[Flow] = []
    named = False
    for item in flow:
        alt = figure.alt if isinstance(item, FlowGrid) and not named else ""
        named = named or isinstance(item, FlowGrid)
        append(joined, (replace(item, alt=alt) if isinstance(item, FlowGrid) and alt else item,))
    return tuple(joined)


def _figure(widths: tuple[float, ...], rows: tuple[GridRow, ...], title: str, alt: str = "") -> FlowGrid:
    return FlowGrid("figure", widths, rows, title or "□", alt)


def _white(*sides: Side) -> tuple[Edge, ...]:
    return tuple(Edge(side, "background", WHITE_GAP) for side in sides)


def _title(items: Iterable[FigureItem]) -> str:
    return "、".join(filter(None, (item.key or plain(item.head) or plain(item.text) for item in items)))[:80]


def _cards(items: tuple[FigureItem, ...], setting: Setting) -> tuple[FlowGrid, ...]:
    """Cards side by side: up to four in a band, five and six in two bands."""
    per_band = len(items) if len(items) <= 4 else ceil(len(items) / 2)
    bands = [items[n : n + per_band] for n in range(0, len(items), per_band)]
    return tuple(_band_of_cards(band, setting) for band in bands)


def _band_of_cards(items: tuple[FigureItem, ...], setting: Setting) -> FlowGrid:
    last = len(items) - 1
    cells = tuple(
        GridCell(_card(item), "tint", (Edge("top", _tone(item), 2.25), *_between(n, last)))
        for n, item in enumerate(items)
    )
    return _figure(shares((1,) * len(items), setting.width), (GridRow(cells),), _title(items))


def _between(n: int, last: int) -> tuple[Edge, ...]:
    """White rules between neighbours, none outside."""
    return (*(_white("left") if n else ()), *(_white("right") if n < last else ()))


def _tone(item: FigureItem) -> Role:
    return {"bad": "muted", "strong": "deep"}.get(item.tone, "primary")  # type: ignore[return-value]


def _card(item: FigureItem) -> tuple[Flow, ...]:
    parts: list[FlowPara] = []
    if item.key:
        parts.append(FlowPara("key", (Text(item.key),)))
    if item.head:
        parts.append(FlowPara("card-head", (*_mark(item), *item.head)))
    parts += (FlowPara("card-text", line) for line in ((item.text,) if item.text else ()))
    parts += (FlowPara("cell-bullet", point) for point in item.points)
    return tuple(parts) or (FlowPara("card-text", ()),)


def _mark(item: FigureItem) -> Line:
    mark = _TONE_MARK[item.tone]
    return (Text(mark),) if mark else ()


def _steps(items: tuple[FigureItem, ...], setting: Setting) -> tuple[FlowGrid, ...]:
    """Short steps in a line with arrows between, longer ones one under the other."""
    spec = setting.spec
    share = setting.width / max(1, len(items))
    room = share - 34 - 14
    texts = [text_width(item.text, spec.paras["card-text"], spec) / max(room, 1) for item in items]
    if len(items) <= 4 and max(texts, default=0) <= 5:
        return (_steps_in_line(items, setting),)
    return tuple(_step_row(n, item, setting, last=n == len(items)) for n, item in enumerate(items, 1))


def _steps_in_line(items: tuple[FigureItem, ...], setting: Setting) -> FlowGrid:
    arrow = 22.0
    step = (setting.width - arrow * (len(items) - 1)) / len(items)
    cells: list[GridCell] = []
    for n, item in enumerate(items, 1):
        if n > 1:
            cells.append(GridCell((FlowPara("arrow", (Text("▶"),)),), middle=True))
        number = FlowPara("step-number", (Text(item.key or str(n)),))
        cells.append(GridCell((number, *_card_words(item)), "tint", (Edge("top", "primary", 2.25),)))
    parts = [round(arrow * 20) if n % 2 else round(step * 20) for n in range(len(cells))]
    return _figure(shares(tuple(parts), setting.width), (GridRow(tuple(cells)),), _title(items))


def _card_words(item: FigureItem) -> tuple[Flow, ...]:
    return _card(FigureItem(item.head, item.text, "", item.points, item.tone))


def _step_row(n: int, item: FigureItem, setting: Setting, *, last: bool) -> FlowGrid:
    """A step as a row: its number on a strong ground, an arrow below it unless it is the last."""
    number: tuple[Flow, ...] = (FlowPara("band", (Text(item.key or str(n)),)),)
    if not last:
        number += (FlowPara("band", (Text("▼", "small"),)),)
    words = _row_words(item)
    cells = (GridCell(number, "primary", middle=True), GridCell(words, "tint", middle=True))
    return _figure((46.0, round(setting.width * 20 - 920) / 20), (GridRow(cells),), _title((item,)) or str(n))


def _row_words(item: FigureItem) -> tuple[Flow, ...]:
    parts: list[FlowPara] = []
    if item.head:
        parts.append(FlowPara("row-head", (*_mark(item), *item.head)))
    parts += (FlowPara("card-text", line) for line in ((item.text,) if item.text else ()))
    parts += (FlowPara("cell-bullet", point) for point in item.points)
    return tuple(parts) or (FlowPara("card-text", ()),)


def _do_dont(figure: Figure, setting: Setting) -> FlowGrid:
    """What to do beside what not to do; the second side is grey, not a second alarm."""
    sides: list[tuple[GridCell, GridCell]] = []
    for n, item in enumerate(figure.items):
        good = item.tone != "bad"
        head = FlowPara("band" if good else "quiet-band", (Text("✓ " if good else "✗ "), *item.head))
        points = tuple(FlowPara("cell-do" if good else "cell-dont", point) for point in item.points)
        edges = _between(n, len(figure.items) - 1)
        sides.append(
            (
                GridCell((head,), "primary" if good else "line", edges, middle=True),
                GridCell(points or (FlowPara("cell", ()),), "tint" if good else None, (*edges, *_frame(good=good))),
            )
        )
    return _headed(sides, setting, figure.alt, _title(figure.items))


def _frame(*, good: bool) -> tuple[Edge, ...]:
    return (Edge("bottom", "primary" if good else "muted", 0.75),)


def _headed(sides: list[tuple[GridCell, GridCell]], setting: Setting, alt: str, title: str) -> FlowGrid:
    """Columns with heads of their own."""
    rows = (GridRow(tuple(s[0] for s in sides), header=True), GridRow(tuple(s[1] for s in sides)))
    return _figure(shares((1,) * len(sides), setting.width), rows, title, alt)


def _compare(figure: Figure, setting: Setting) -> tuple[Flow, ...]:
    """Two views side by side, and the verdict on a bar below."""
    sides: list[tuple[GridCell, GridCell]] = []
    for n, item in enumerate(figure.items):
        fill: Role = "deep" if n else "muted"
        edges = _between(n, len(figure.items) - 1)
        points = tuple(FlowPara("cell-bullet", point) for point in item.points)
        sides.append(
            (
                GridCell((FlowPara("band", item.head),), fill, edges, middle=True),
                GridCell(points or (FlowPara("cell", item.text),), "tint", edges),
            )
        )
    columns = _headed(sides, setting, figure.alt, _title(figure.items))
    if not figure.label:
        return (columns,)
    return _joined((replace(columns, keep=True), FlowPara("verdict", figure.label), GAP), figure)


def _spectrum(figure: Figure, setting: Setting) -> FlowGrid:
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
    return _figure(widths, tuple(rows), _title(figure.items), figure.alt)


def _poles(figure: Figure) -> tuple[tuple[ParaRole, Line, Role], ...]:
    low, right, high = figure.poles
    return (("quiet-band", low, "line"), ("band", right, "primary"), ("quiet-band", high, "line"))


def _spectrum_cell(n: int, point: Line) -> GridCell:
    middle = n == 1
    edges = (Edge("bottom", "primary" if middle else "line", 0.75),)
    return GridCell((FlowPara("cell", point),), "tint" if middle else None, edges, middle=True)


def _quotation(figure: Figure) -> tuple[Flow, ...]:
    """Words of the source with a rule at the left, and where they stand."""
    words = tuple(FlowPara("quotation", item.text or item.head) for item in figure.items)
    return (*words, *((FlowPara("quotation-source", (Text("——"), *figure.label)),) if figure.label else ()))


def _rows(figure: Figure, setting: Setting) -> Iterable[Flow]:
    """Full-width bands, each a table of one row: seal, head, text."""
    keyed = any(item.key for item in figure.items)
    headed = any(item.head for item in figure.items) and any(item.text or item.points for item in figure.items)
    for n, item in enumerate(figure.items):
        cells: list[GridCell] = []
        if keyed:
            key = FlowPara("band", (Text(item.key),)) if item.key else FlowPara("band", ())
            cells.append(GridCell((key,), "muted" if item.tone == "bad" else "primary", middle=True))
        if headed:
            cells.append(GridCell((FlowPara("row-head", (*_mark(item), *item.head)),), "tint", middle=True))
        cells.append(GridCell(_row_text(item, headed=headed), "tint", middle=True))
        bar = () if keyed else (Edge("left", _tone(item), 3.0),)
        cells[0] = GridCell(cells[0].content, cells[0].fill, bar, middle=True)
        parts = (*((11,) if keyed else ()), *((26,) if headed else ()), 63)
        yield _figure(
            shares(parts, setting.width), (GridRow(tuple(cells)),), _title((item,)), figure.alt if n == 0 else ""
        )


def _row_text(item: FigureItem, *, headed: bool) -> tuple[Flow, ...]:
    """What a band says beside its head; words that stand alone are plain text, not a head."""
    if headed or not (item.text or item.points):
        text = item.text if headed else (*_mark(item), *item.head)
        return _row_words(FigureItem((), text, "", item.points, "plain"))
    return _row_words(FigureItem(item.head, item.text, "", item.points, item.tone))


def _outline(item: FigureItem, setting: Setting) -> FlowPara:
    """One line of an agenda: number, name, dots, minutes."""
    pieces = (Text(item.key), Tab(), *item.head, *((Tab(), *item.text) if item.text else ()))
    return FlowPara("outline", pieces, tabs=(TabStop(setting.width, "right", "dot"),))


def _seals(figure: Figure, setting: Setting) -> FlowGrid:
    """The characters that stand for a course, each on a seal."""
    side, white = 48.0, _white("left", "right")
    cells = tuple(
        GridCell((FlowPara("band", (Text(item.key, "quote"),)),), "primary", white, middle=True)
        for item in figure.items
    )
    indent = max(0.0, (setting.width - side * len(cells)) / 2)
    row = GridRow(cells, least=side)
    return FlowGrid(
        "figure", (side,) * len(cells), (row,), _title(figure.items), figure.alt, indent=round(indent * 20) / 20
    )
