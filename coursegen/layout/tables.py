"""Tables on slides: widths of columns, heights of rows, cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from coursegen.document.nodes import Line, Table
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Cell, Para, Rect, Role, TableFrame, TextBody
from coursegen.layout.measure import em_width
from coursegen.layout.placeholders import SMALLEST
from coursegen.layout.typeset import broken_at_stop, height, para, plain, unorphaned, widest

CELL_SPACING = 105
"""Per cent: programs set lines in tables wider than in boxes."""


def draw_table(table: Table, rect: Rect, sizes: Sizes) -> TableFrame:
    """A table that fills a rectangle: its rows share what is left over."""
    heights = row_heights(table, rect.w, sizes)
    widths = [w - 2 * sizes.pad for w in _widths(table, rect.w)]
    bold = _Bold.of(table, widths, sizes)
    below = rect.h - heights[0]
    even, spare = below // max(1, len(table.rows)), (below - sum(heights[1:])) // max(1, len(table.rows))
    tall = (heights[0], *(even if even >= max(heights[1:], default=0) else h + spare for h in heights[1:]))
    rows = tuple(
        tuple(
            Cell(_cell_body(_cell_paras(table, r, c, bold, sizes), w, sizes), _ground(table, r, c))
            for c, w in enumerate(widths)
        )
        for r in range(len(table.rows) + 1)
    )
    return TableFrame(
        table.caption or "表格", table.caption or "表格", rect.x, rect.y, _widths(table, rect.w), tall, rows
    )


def row_heights(table: Table, width: int, sizes: Sizes) -> list[int]:
    """Heights in EMU that the rows of a table need, its header first, in a column `width` EMU wide."""
    widths = [w - 2 * sizes.pad for w in _widths(table, width)]
    bold = _Bold.of(table, widths, sizes)
    return [
        max(height(_cell_paras(table, r, c, bold, sizes), w) for c, w in enumerate(widths)) + sizes.pad
        for r in range(len(table.rows) + 1)
    ]


def _widths(table: Table, width: int) -> tuple[int, ...]:
    wanted = table.widths if len(set(table.widths)) > 1 else _natural(table)
    shares = [width * w // sum(wanted) for w in wanted]
    return (*shares[:-1], width - sum(shares[:-1]))


def _natural(table: Table) -> tuple[int, ...]:
    """Shares by the longest text of each column, none under two thirds or over one and a half times the even one."""
    lengths = [max(em_width(plain(line)) for line in column) for column in zip(table.header, *table.rows, strict=True)]
    even = sum(lengths) / len(lengths)
    return tuple(round(min(max(length, even * 2 / 3), even * 3 / 2) * 100) for length in lengths)


class _Bold(Struct, frozen=True):
    """Sizes of the bold texts of a table, in which each stands on one line where it can."""

    header: float
    first_column: float

    @classmethod
    def of(cls, table: Table, widths: Sequence[int], sizes: Sizes) -> _Bold:
        """Those of a table; `widths` are those of its columns inside their padding."""
        header = min(_one_line([head], w, sizes) for head, w in zip(table.header, widths, strict=True))
        return cls(header, _one_line([row[0] for row in table.rows], widths[0], sizes))


def _cell_paras(table: Table, row: int, column: int, bold: _Bold, sizes: Sizes) -> list[Para]:
    """Text of a cell."""
    line = table.header[column] if row == 0 else table.rows[row - 1][column]
    if row == 0:
        return [para(line, bold.header, "on-primary", bold=True, face="heading")]
    if table.good:
        color: Role = "deep" if row - 1 in table.good else "text" if column == 1 else "muted"
        return [para(line, sizes.body, color, bold=column == 0, spacing=CELL_SPACING)]
    if column == 0:
        return [para(line, bold.first_column, "deep", bold=True)]
    return [para(line, sizes.body, "text", spacing=CELL_SPACING)]


def _one_line(lines: Iterable[Line], width: int, sizes: Sizes) -> float:
    """The largest size up to body's that sets each bold text on one line of a column; body's when none does."""
    paras = [para(line, sizes.body, bold=True) for line in lines if line]
    fitting = min(sizes.body, sizes.body * width // max(1, widest(paras)))
    return fitting if fitting >= SMALLEST else sizes.body


def _cell_body(paras: Sequence[Para], width: int, sizes: Sizes) -> TextBody:
    """Text of a cell, broken at its stops; its right inset grows where that saves a last line from standing lost."""
    broken = tuple(broken_at_stop(p, width) for p in paras)
    spare = width - unorphaned(broken, width)
    return TextBody(broken, "middle", (sizes.pad, sizes.pad // 4, sizes.pad + spare, sizes.pad // 4))


def _ground(table: Table, row: int, column: int) -> Role:
    if row == 0:
        return "primary"
    tinted = row - 1 in table.good if table.good else column == 0
    return "tint" if tinted else "background"
