"""Tables of a document: columns by their entries, looks for reading and for filling in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from coursegen.document.nodes import Table, Text
from coursegen.layout.geometry import Role
from coursegen.layout.pages.geometry import Edge, Flow, FlowGrid, FlowPara, GridCell, GridKind, GridRow, ParaRole
from coursegen.layout.pages.glyphs import text_width
from coursegen.layout.pages.heights import grid_heights
from coursegen.layout.pages.setting import Setting, captioned, columns, plain

SHORT_ENTRY = 5
"""Entries up to this many em are centred in their column."""

LEAST_COLUMN = 54.0
"""Width of a column under which tables break words into single characters: 3.5 em of table text and its margins."""

WHOLE_UP_TO = 0.3
"""A table up to this share of the page is not parted."""

WHOLE_EXERCISE, EXERCISE_ROWS = 0.5, 8
"""Nor is one up to this share with no more rows than this and a column of short entries: a puzzle, steps to order."""

LEAST_TIED = 3
"""Rows of the body from which on the last two stay together."""

LEAST_FORM = 36.0
"""The same in forms, whose columns for numbers hold two characters."""

FORM_ENTRY, FORM_COLUMN = 7, 130.0
"""Entries up to this many em are centred in columns of forms up to this width."""

_LOOKS: Mapping[str, tuple[GridKind, ParaRole]] = {
    "data": ("table", "cell-head"), "form": ("form", "form-head"), "labels": ("form", "form-head"),
    "record": ("record", "form-head"), "dense": ("dense", "dense-head"),
}  # fmt: skip
"""The grid of every look, and the style of what heads its columns."""


def table_flow(block: Table, setting: Setting) -> tuple[Flow, ...]:
    """Caption and table; a small one on a page is not parted."""
    grid = _grid(block, setting)
    grid = replace(grid, whole=setting.context == "page" and _is_small(grid, setting), rows=_ending(grid.rows))
    words = captioned(block.number, (Text(block.caption),) if block.caption else (), setting)
    return (*((FlowPara("caption", words),) if words else ()), grid)


def _is_small(grid: FlowGrid, setting: Setting) -> bool:
    """Whether a table is not parted."""
    share = sum(grid_heights(grid, setting.spec)) / setting.spec.height
    body = [row for row in grid.rows if not row.header]
    short = any(_role(cell) == "cell-short" for row in body for cell in row.cells)
    return share <= WHOLE_UP_TO or (short and len(body) <= EXERCISE_ROWS and share <= WHOLE_EXERCISE)


def _role(cell: GridCell) -> str:
    return next((item.role for item in cell.content if isinstance(item, FlowPara)), "")


def _ending(rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
    """The rows with the last but one tied to the last, which no page begins with."""
    if sum(not row.header for row in rows) < LEAST_TIED:
        return rows
    *before, row, last = rows
    cells = (replace(cell, content=tuple(map(_tied, cell.content))) for cell in row.cells)
    return (*before, replace(row, cells=tuple(cells)), last)


def _tied(item: Flow) -> Flow:
    return replace(item, keep=True) if isinstance(item, FlowPara) else item


def _grid(block: Table, setting: Setting) -> FlowGrid:
    """The table alone; `lines` is the least height of body rows in lines.

    Columns of short entries are centred; what is to be filled in by hand has rules between columns. Without a header
    the first row stands for it.
    """
    form = block.look != "data"
    kind, role = _LOOKS[block.look]
    shares = block.widths or (1,) * len(block.header or block.rows[0])
    widths = columns(shares, setting.width, LEAST_FORM if form else LEAST_COLUMN)
    fill: Role | None = None if form else "primary"
    head = tuple(GridCell((FlowPara(role, cell),), fill=fill, middle=True) for cell in block.header)
    margins = setting.spec.grids[kind].margins
    least = block.lines * setting.spec.paras["cell"].line + margins[0] + margins[2] if block.lines else 0.0
    body = (
        GridRow(cells, header=not head and n == 0, least=least) for n, cells in enumerate(_body(block, widths, setting))
    )
    title = block.caption or "、".join(plain(cell) for cell in block.header or tuple(row[0] for row in block.rows))
    return FlowGrid(kind, widths, (*((GridRow(head, header=True),) if head else ()), *body), title)


def _body(block: Table, widths: tuple[float, ...], setting: Setting) -> Iterator[tuple[GridCell, ...]]:
    """Cells of every row of the body."""
    roles = tuple(_column_role(block, n, wide, setting) for n, wide in enumerate(widths))
    ruled = block.look == "data" and any(not plain(cell).strip() for row in block.rows for cell in row)
    edges = tuple((Edge("left", "line", 0.5),) if ruled and n else () for n in range(len(widths)))
    for row in block.rows:
        yield tuple(
            GridCell((FlowPara(r, cell),), edges=e, middle=True) for r, cell, e in zip(roles, row, edges, strict=True)
        )


def _column_role(block: Table, column: int, width: float, setting: Setting) -> ParaRole:
    """Style of a column's cells: centred when every entry is short and one of them is there.

    In forms also somewhat longer ones are, such as times of the day, but only in narrow columns.
    """
    if block.look == "labels":
        return "form-cell" if column % 2 else "form-head"
    metrics = setting.spec.paras["cell"]
    lengths = [text_width(row[column], metrics, setting.spec) for row in block.rows]
    longest = max(lengths, default=0.0) / metrics.size
    if block.look != "data":
        short = 0 < longest <= FORM_ENTRY and width <= FORM_COLUMN
        if block.look == "dense":
            return "dense-short" if short else "dense-cell"
        return "form-short" if short else "form-cell"
    return "cell-short" if 0 < longest <= SHORT_ENTRY else "cell"
