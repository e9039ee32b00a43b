"""How high the flow of a document stands, in points: line heights are exact, so heights are sums."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from coursegen.layout.pages.geometry import (
    CONTENTS,
    Flow,
    FlowContents,
    FlowDrawing,
    FlowGrid,
    FlowPara,
    FormSpec,
    GridRow,
)
from coursegen.layout.pages.lines import line_count
from coursegen.once import Asked

WIDOW = 2
"""Lines of a paragraph that stay together at least on both sides of a page break (w:widowControl)."""

DESCENT = 0.3
"""What a line of 1 pt type adds under the drawing that stands on it: Noto Sans CJK has 0.288 em (hhea)."""


class Strip(Struct, frozen=True):
    """A piece of the flow for the paginator: space `before` it, heights of its parts, and where it may be parted.

    Parts are lines or rows: at least `head` of them stay before a page break and `tail` come after it. `repeat` is the
    height of the header rows that stand above a continued table, `closing` that of the rule under a broken one.
    """

    parts: tuple[float, ...]
    before: float = 0.0
    keep: bool = False
    page_before: bool = False
    head: int = 1
    tail: int = 1
    anchor: str = ""
    repeat: float = 0.0
    closing: float = 0.0

    @property
    def height(self) -> float:
        """Height of all parts."""
        return sum(self.parts)

    @property
    def least(self) -> float:
        """Height of what must stay before a page break."""
        return sum(self.parts[: self.head]) + (self.closing if self.head < len(self.parts) else 0.0)


def strips(flow: tuple[Flow, ...], spec: FormSpec) -> Iterator[Strip]:
    """The pieces of a flow that stands in the text area."""
    for item, same in zip(flow, _alike(flow), strict=True):
        match item:
            case FlowPara():
                yield _strip_once(Asked((id(item), id(spec), same), (item, spec, same)))
            case FlowGrid():
                yield _grid_strip(Asked((id(item), id(spec)), (item, spec)))
            case FlowContents():
                yield from _contents_strips(item, spec)
            case FlowDrawing():
                yield Strip((item.height + DESCENT,), item.before, item.keep, item.page_before)


@lru_cache(maxsize=2048)
def _grid_strip(asked: Asked[tuple[FlowGrid, FormSpec]]) -> Strip:
    """A table: pages are counted more than once, and many documents have the same tables."""
    grid, spec = asked.held
    heights = grid_heights(grid, spec)
    headers = [h for h, row in zip(heights, grid.rows, strict=True) if row.header]
    parts: list[float] = []
    tied = False
    for height, row in zip(heights, grid.rows, strict=True):
        first, *more = _slices(height, row, spec)
        if tied:
            parts[-1] += first
        else:
            parts.append(first)
        parts += more
        tied = not row.header and _ties(row, spec)
    closing = max(_rules(grid, spec)[1:-1], default=0.0)
    head = len(parts) if grid.whole else min(len(headers) + 1, len(parts))
    return Strip(tuple(parts), keep=grid.keep, head=head, repeat=sum(headers), closing=closing)


def _ties(row: GridRow, spec: FormSpec) -> bool:
    """Whether a row stays with the next one: its first paragraph is tied to what follows."""
    first = row.cells[0].content[0]
    return isinstance(first, FlowPara) and (first.keep or spec.paras[first.role].keep_next)


def _slices(height: float, row: GridRow, spec: FormSpec) -> tuple[float, ...]:
    """A row whole, or about line by line when it may split."""
    if not row.split:
        return (height,)
    line = spec.paras["cell"].line
    whole = int(height // line)
    return (height - whole * line, *(line,) * whole)


def _contents_strips(item: FlowContents, spec: FormSpec) -> Iterator[Strip]:
    for entry in item.entries:
        yield _para_strip(FlowPara(CONTENTS[entry.level - 1], entry.line), spec.width, spec, hang=True)


def _alike(flow: tuple[Flow, ...]) -> Iterator[tuple[bool, bool]]:
    """Whether the paragraphs before and after each look the same: their rules then close round all of them together."""
    roles = [item.role if isinstance(item, FlowPara) else "" for item in flow]
    around = zip(["", *roles][:-1], roles, [*roles, ""][1:], strict=True)
    return ((role == before, role == after) for before, role, after in around)


@lru_cache(maxsize=4096)
def _strip_once(asked: Asked[tuple[FlowPara, FormSpec, tuple[bool, bool]]]) -> Strip:
    """A paragraph in the text area: pages are counted more than once, and many documents have the same paragraphs."""
    para, spec, same = asked.held
    return _para_strip(para, spec.width, spec, same, hang=True)


def _para_strip(
    para: FlowPara, width: float, spec: FormSpec, same: tuple[bool, bool] = (False, False), *, hang: bool
) -> Strip:
    metrics = spec.paras[para.role]
    number = line_count(para, metrics, spec, width, hang=hang)
    fewest = number if metrics.keep_lines or number < 2 * WIDOW else WIDOW
    above, below = (0.0 if joined else rule for joined, rule in zip(same, metrics.rule, strict=True))
    parts = [metrics.line] * number
    parts[0] += above
    parts[-1] += below + metrics.after
    keep = metrics.keep_next or para.keep
    before = metrics.before if para.before is None else para.before
    repeat, closing = metrics.rule
    return Strip(tuple(parts), before, keep, para.page_before, fewest, fewest, para.anchor, repeat, closing)


def flow_height(flow: tuple[Flow, ...], width: float, spec: FormSpec) -> float:
    """Height of a flow in a column of `width`, as in a cell."""
    total = 0.0
    for item, same in zip(flow, _alike(flow), strict=True):
        match item:
            case FlowPara():
                strip = _para_strip(item, width, spec, same, hang=False)
                total += strip.before + strip.height
            case FlowGrid():
                total += sum(grid_heights(item, spec))
            case FlowContents():
                total += sum(strip.before + strip.height for strip in _contents_strips(item, spec))
            case FlowDrawing():
                total += item.before + item.height + DESCENT
    return total


def grid_heights(grid: FlowGrid, spec: FormSpec) -> tuple[float, ...]:
    """Heights of all rows: the highest cell with margins and the rule above, or the least height if that is more.

    The rule under the table belongs to its last row.
    """
    return _heights(Asked((id(grid), id(spec)), (grid, spec)))


@lru_cache(maxsize=512)
def _heights(asked: Asked[tuple[FlowGrid, FormSpec]]) -> tuple[float, ...]:
    """Asked for to see whether rows must split, and again to count pages."""
    grid, spec = asked.held
    lines = _rules(grid, spec)
    heights = [_row_height(row, grid, spec, line) for row, line in zip(grid.rows, lines, strict=False)]
    return (*heights[:-1], heights[-1] + lines[-1]) if heights else ()


def _row_height(row: GridRow, grid: FlowGrid, spec: FormSpec, rule: float) -> float:
    top, right, bottom, left = spec.grids[grid.kind].margins
    inside = (
        flow_height(cell.content, width - left - right, spec)
        for cell, width in zip(row.cells, grid.widths, strict=True)
    )
    return max(max(inside, default=0.0) + top + bottom + rule, row.least)


def _rules(grid: FlowGrid, spec: FormSpec) -> list[float]:
    """Widths of the horizontal rules of a table, from the one above the first row to the one under the last."""
    metrics = spec.grids[grid.kind]
    last = len(grid.rows)
    lines = [metrics.outer if n in (0, last) else metrics.inner for n in range(last + 1)]
    for n, row in enumerate(grid.rows):
        for cell in row.cells:
            for edge in cell.edges:
                if edge.side in ("top", "bottom"):
                    at = n if edge.side == "top" else n + 1
                    lines[at] = max(lines[at], edge.width)
    return lines
