"""Tables of a document: columns by their entries, looks for reading and for filling in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coursegen.document.nodes import Table, Text
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

LEAST_FORM = 36.0
"""The same in forms, whose columns for numbers hold two characters."""

FORM_ENTRY, FORM_COLUMN = 7, 130.0
"""Entries up to this many em are centred in columns of forms up to this width."""

_HEADS: Mapping[str, ParaRole] = {
    "data": "cell-head", "form": "form-head", "record": "form-head", "dense": "dense-head"
}  # fmt: skip


def table_flow(block: Table, setting: Setting) -> tuple[Flow, ...]:
    """Caption and table; `lines` is the least height of body rows in lines.

    Columns of short entries are centred; what is to be filled in by hand has rules between columns.
    """
    form = block.look != "data"
    widths = columns(block.widths or (1,) * len(block.header), setting.width, LEAST_FORM if form else LEAST_COLUMN)
    kind: GridKind = "table" if block.look == "data" else block.look
    head = tuple(
        GridCell((FlowPara(_HEADS[block.look], cell),), fill=None if form else "primary", middle=True)
        for cell in block.header
    )
    margins = setting.spec.grids[kind].margins
    least = block.lines * setting.spec.paras["cell"].line + margins[0] + margins[2] if block.lines else 0.0
    roles = tuple(_column_role(block, n, wide, setting) for n, wide in enumerate(widths))
    ruled = any(not plain(cell).strip() for row in block.rows for cell in row)
    edges = tuple((Edge("left", "line", 0.5),) if ruled and n and not form else () for n in range(len(block.header)))
    rows = (
        tuple(
            GridCell((FlowPara(r, cell),), edges=e, middle=True) for r, cell, e in zip(roles, row, edges, strict=True)
        )
        for row in block.rows
    )
    title = block.caption or "、".join(plain(cell) for cell in block.header)
    grid = FlowGrid(kind, widths, (GridRow(head, header=True), *(GridRow(row, least=least) for row in rows)), title)
    high = sum(grid_heights(grid, setting.spec))
    grid = replace(grid, whole=setting.context == "page" and high <= setting.spec.height * WHOLE_UP_TO)
    words = captioned(block.number, (Text(block.caption),) if block.caption else ())
    return (*((FlowPara("caption", words),) if words else ()), grid)


def _column_role(block: Table, column: int, width: float, setting: Setting) -> ParaRole:
    """Style of a column's cells: centred when every entry is short and one of them is there.

    In forms also somewhat longer ones are, such as times of the day, but only in narrow columns.
    """
    metrics = setting.spec.paras["cell"]
    lengths = [text_width(row[column], metrics, setting.spec) for row in block.rows]
    longest = max(lengths, default=0.0) / metrics.size
    if block.look != "data":
        short = 0 < longest <= FORM_ENTRY and width <= FORM_COLUMN
        if block.look == "dense":
            return "dense-short" if short else "dense-cell"
        return "form-short" if short else "form-cell"
    return "cell-short" if 0 < longest <= SHORT_ENTRY else "cell"
