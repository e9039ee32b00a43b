"""How high the flow of a document stands, in points: line heights are exact, so heights are sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coursegen.layout.page_geometry import Flow, FlowContents, FlowGrid, FlowPara, FormSpec, GridRow
from coursegen.layout.page_lines import line_count


WIDOW = 2
"""Lines of a paragraph that stay together at least on both sides of a page break (w:widowControl)."""


@dataclass(frozen=True, slots=True)
class Strip:
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
    for n, item in enumerate(flow):
        match item:
            case FlowPara():
                yield _para_strip(item, spec.width, spec, _neighbours(flow, n), hang=True)
            case FlowGrid():
                heights = grid_heights(item, spec)
                headers = [h for h, row in zip(heights, item.rows, strict=True) if row.header]
                parts = tuple(p for h, row in zip(heights, item.rows, strict=True) for p in _slices(h, row, spec))
                yield Strip(parts, keep=item.keep, head=min(len(headers) + 1, len(parts)), repeat=sum(headers),
                            closing=max(_rules(item, spec)[1:-1], default=0.0))
            case FlowContents():
                yield from _contents_strips(item, spec)


def _slices(height: float, row: GridRow, spec: FormSpec) -> tuple[float, ...]:
    """A row whole, or about line by line when it may split."""
    if not row.split:
        return (height,)
    line = spec.paras["cell"].line
    whole = int(height // line)
    return (height - whole * line, *(line,) * whole)


def _contents_strips(item: FlowContents, spec: FormSpec) -> Iterator[Strip]:
    for entry in item.entries:
        role = ("contents1", "contents2", "contents3")[entry.level - 1]
        yield _para_strip(FlowPara(role, entry.line), spec.width, spec, hang=True)  # type: ignore[arg-type]


def _neighbours(flow: tuple[Flow, ...], n: int) -> tuple[bool, bool]:
    """Whether the paragraphs before and after look the same: their rules then close round all of them together."""
    role = flow[n].role if isinstance(flow[n], FlowPara) else None
    around = (flow[n - 1] if n else None, flow[n + 1] if n + 1 < len(flow) else None)
    before, after = (isinstance(item, FlowPara) and item.role == role for item in around)
    return before, after


def _para_strip(
    para: FlowPara, width: float, spec: FormSpec, same: tuple[bool, bool] = (False, False), *, hang: bool
) -> Strip:
    metrics = spec.paras[para.role]
    number = line_count(para, metrics, spec, width, hang=hang)
    fewest = number if metrics.keep_lines or number < 2 * WIDOW else WIDOW
    above, below = (0.0 if joined else rule for joined, rule in zip(same, metrics.rule, strict=True))
    parts = [metrics.line] * number
    parts[0] += above
    parts[-1] += below
    keep = metrics.keep_next or para.keep
    before = metrics.before if para.before is None else para.before
    return Strip(tuple(parts), before, keep, para.page_before, fewest, fewest, para.anchor)


def flow_height(flow: tuple[Flow, ...], width: float, spec: FormSpec) -> float:
    """Height of a flow in a column of `width`, as in a cell."""
    total = 0.0
    for n, item in enumerate(flow):
        match item:
            case FlowPara():
                strip = _para_strip(item, width, spec, _neighbours(flow, n), hang=False)
                total += strip.before + strip.height
            case FlowGrid():
                total += sum(grid_heights(item, spec))
            case FlowContents():
                total += sum(strip.before + strip.height for strip in _contents_strips(item, spec))
    return total


def grid_heights(grid: FlowGrid, spec: FormSpec) -> tuple[float, ...]:
    """Heights of all rows: the highest cell with margins and the rule above, or the least height if that is more.

    The rule under the table belongs to its last row.
    """
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
