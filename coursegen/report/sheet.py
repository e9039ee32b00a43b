"""The trace as a workbook (.xlsx)."""

from __future__ import annotations

from collections.abc import Callable

from coursegen.office.pack import Compressor
from coursegen.report.book import Sheet, Value, book_of
from coursegen.report.trace import COUNTS, Row, Trace

Say = Callable[[str], str]
"""Key of a word → the word in the reader's language."""

COLUMNS = (
    ("point", 34), ("point_title", 30), ("principle", 34), ("principle_title", 24), ("tier", 9), ("lesson_number", 7),
    ("lesson_title", 22), ("slide_numbers", 16), ("slide_ids", 44), ("page", 8), ("heading", 24), ("item_count", 8),
    ("items", 40),
)  # fmt: skip
"""Columns of the trace and their widths in characters."""


def workbook(found: Trace, say: Say, compressor: Compressor = "zlib") -> bytes:
    """A workbook of three sheets: the trace, counts, gaps. The same trace gives the same bytes.

    `say` knows the names of sheets and columns as `trace_<name>` and the kinds of gaps as `gap_<kind>`.
    """
    heads = [(say(f"trace_{name}"), width) for name, width in COLUMNS]
    counts = [(say(f"trace_{name}"), found.count(name)) for name in COUNTS]
    of_counts = [(say("trace_what"), 30), (say("trace_number"), 10)]
    gaps = [(say(f"gap_{gap.kind}"), gap.point.id, gap.point.title) for gap in found.gaps]
    of_gaps = [(say("trace_gap"), 30), (say("trace_point"), 34), (say("trace_point_title"), 30)]
    sheets: list[Sheet] = [
        (say("trace_sheet"), heads, [_cells(row, say) for row in found.rows]),
        (say("trace_counts"), of_counts, counts),
        (say("trace_gaps"), of_gaps, gaps),
    ]
    return book_of(found.title, sheets, compressor)


def _cells(row: Row, say: Say) -> tuple[Value, ...]:
    principle, lesson = row.principle, row.lesson
    return (
        row.point.id, row.point.title,
        principle.id if principle else "", principle.title if principle else "",
        say(f"tier_{principle.tier}") if principle else "",
        row.number or "", lesson.title if lesson else "",
        "、".join(str(number) for number, _ in row.slides), "\n".join(name for _, name in row.slides),
        row.page or "", row.heading, len(row.items), "\n".join(row.items),
    )  # fmt: skip
