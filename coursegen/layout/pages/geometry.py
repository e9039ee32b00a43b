"""What the page layout says and the Word writer draws. Lengths and sizes are points.

A document becomes a flow: paragraphs by role and native tables, in reading order. A role names a style of the base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from coursegen.document.nodes import Inline, InlineStyle, Seal
from coursegen.layout.geometry import ChartLook, Role

Form = Literal[
    "handout", "paper", "paper-a3", "paper-b4", "key", "official", "letter", "red-letter", "sheet", "wide-sheet",
    "answer-sheet", "cards", "certificate",
]  # fmt: skip
"""Page set-ups: handouts and manuals, exam papers on three sheets, and their answers (a paper without sealed side and
marks); official papers and letters (with or without a red head), forms upright and lying, answer sheets, desk cards,
certificates."""

ParaRole = Literal[
    "body", "lead", "note", "source", "question", "answer", "label", "cue",
    "bullet", "number", "do", "dont", "check",
    "heading1", "heading2", "heading3", "part-heading", "contents-title", "contents1", "contents2", "contents3",
    "cover-kicker", "title", "subtitle", "cover-field", "organiser",
    "caption", "figure-caption", "cell-head", "cell", "cell-short",
    "cell-bullet", "cell-number", "cell-do", "cell-dont", "cell-check",
    "gap", "lines", "quotation", "quotation-source", "outline",
    "key", "seal", "card-head", "card-text", "band", "quiet-band", "hub-band", "verdict", "step-number", "arrow",
    "row-head",
    "box-title", "box-body", "box-lead", "box-note", "box-source", "box-question", "box-answer", "box-label",
    "box-bullet", "box-number", "box-do", "box-dont", "box-check", "box-lines",
    "paper-title", "paper-rules", "mark-head", "mark", "part-title", "part-rule",
    "address", "doc-number", "annex", "annex-mark", "signature",
    "imprint-copies", "imprint", "imprint-rule", "imprint-thin",
    "red-mark", "red-mark-long", "red-number", "red-letter-number",
    "form-head", "form-cell", "form-short", "form-bullet", "form-number", "form-check", "form-lines",
    "dense-head", "dense-cell", "dense-short",
    "name-card", "name-card-long", "name-card-unit",
    "candidate", "bubble", "bubble-head", "answer-title",
    "material", "stem", "option", "key-answer", "key-note", "key-source",
]  # fmt: skip
"""What a paragraph is for. `cell-`, `box-` and `card-` are the same things in tables, boxes and figures."""

GridKind = Literal["table", "figure", "box", "form", "record", "dense", "plain"]
"""Tables by look: data with rules, drawn figures, panels, ruled forms, the same with more room or with the smallest
type, no rules at all."""

Side = Literal["top", "left", "bottom", "right"]


class Tab(Struct, frozen=True):
    """A jump to the next tab stop of the paragraph."""


Piece = Inline | Tab


class TabStop(Struct, frozen=True):
    """A tab stop, measured from the left edge of the column."""

    position: float
    align: Literal["left", "right"] = "left"
    leader: Literal["", "dot", "underscore"] = ""


class FlowPara(Struct, frozen=True):
    """One paragraph. `keep` ties it to what follows; `list_id` > 0 numbers a list that starts anew at 1.

    `anchor` is the id of the heading it sets; `page_before` starts a page with it; `before` is the space above and
    `right` the indent at the right, where they are not the style's. `mirrored` are paragraphs that stand upside down in
    the other half of the page. With the one of `foot` begins what stands at the foot of the last page.
    """

    role: ParaRole
    line: tuple[Piece, ...]
    keep: bool = False
    page_before: bool = False
    anchor: str = ""
    list_id: int = 0
    tabs: tuple[TabStop, ...] = ()
    before: float | None = None
    right: float | None = None
    mirrored: tuple[FlowPara, ...] = ()
    foot: bool = False


class Edge(Struct, frozen=True):
    """A rule along one side of a cell: colour role and width in points; width 0 takes the table's own rule away."""

    side: Side
    color: Role
    width: float


class GridCell(Struct, frozen=True):
    """A cell: paragraphs and tables, a fill, rules of its own, and whether it is centred in height."""

    content: tuple[Flow, ...]
    fill: Role | None = None
    edges: tuple[Edge, ...] = ()
    middle: bool = False


class GridRow(Struct, frozen=True):
    """A row; `header` repeats it on each page, `least` is the height it has at least.

    It is never split over pages, unless it is higher than one (`split`).
    """

    cells: tuple[GridCell, ...]
    header: bool = False
    least: float = 0.0
    split: bool = False


class FlowGrid(Struct, frozen=True):
    """A native table. `title` and `alt` are its alternative text; `keep` ties all its rows to what follows.

    All rows of a `whole` one stand on one page.
    """

    kind: GridKind
    widths: tuple[float, ...]
    rows: tuple[GridRow, ...]
    title: str
    alt: str = ""
    keep: bool = False
    indent: float = 0.0
    whole: bool = False


CONTENTS: tuple[ParaRole, ...] = ("contents1", "contents2", "contents3")
"""Styles of the contents by level."""


class ContentsEntry(Struct, frozen=True):
    """One line of the contents: level from 1, the heading's words, and its id."""

    level: Literal[1, 2, 3]
    line: tuple[Piece, ...]
    target: str


class FlowContents(Struct, frozen=True):
    """The contents block down to `depth`."""

    entries: tuple[ContentsEntry, ...]
    depth: int
    tab: TabStop


class FlowDrawing(Struct, frozen=True):
    """A chart or a picture on a line of its own, in the middle; `before` is the space above it.

    `media` and `vector` are keys of a picture, as in `layout.geometry.Picture`; `keep` ties it to what follows.
    """

    name: str
    alt: str
    width: float
    height: float
    chart: ChartLook | None = None
    media: str = ""
    vector: str = ""
    before: float = 6.0
    keep: bool = False
    page_before: bool = False


Flow = FlowPara | FlowGrid | FlowContents | FlowDrawing


class ParaMetrics(Struct, frozen=True):
    """What a style sets.

    `line` is the exact line height; `first` < 0 hangs the first line; `rule` is the height its own borders add above
    and below; `marker` says that a bullet or number fills the hanging indent; `tracking` is put after every character.
    `hangs` says that LibreOffice lets a stop stand outside the column at the end of a line.
    """

    size: float
    line: float
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    bold: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    rule: tuple[float, float] = (0.0, 0.0)
    marker: bool = False
    justified: bool = False
    tracking: float = 0.0
    hangs: bool = True


class CharMetrics(Struct, frozen=True):
    """What a character style changes: size (0 = as the paragraph) and weight."""

    size: float = 0.0
    bold: bool = False


class GridMetrics(Struct, frozen=True):
    """Cell margins of a table style (top, right, bottom, left) and the width of its rules."""

    margins: tuple[float, float, float, float]
    outer: float = 0.0
    inner: float = 0.0


class FormSpec(Struct, frozen=True):
    """One page set-up: size of the text area and the metrics of every style in use.

    Where text runs in more than one of `columns`, `width` and `height` are those of each.
    """

    width: float
    height: float
    paras: Mapping[ParaRole, ParaMetrics]
    chars: Mapping[InlineStyle, CharMetrics]
    grids: Mapping[GridKind, GridMetrics]
    columns: int = 1


class PageSpec(Struct, frozen=True):
    """A document base as the layout stage sees it."""

    forms: Mapping[Form, FormSpec]


class Pages(Struct, frozen=True):
    """The flow of a document, the page of every heading id, and the number of pages.

    `cover` says page 1 is one, `seal` how the sealed side of an exam paper is made.
    """

    flow: tuple[Flow, ...]
    total: int
    form: Form
    numbers: Mapping[str, int] = field(default_factory=dict)
    cover: bool = False
    seal: Seal = "textbox"


def paragraphs(flow: tuple[Flow, ...]) -> Iterator[FlowPara]:
    """Every paragraph of a flow, those in cells included (contents entries are none)."""
    for item in flow:
        match item:
            case FlowPara():
                yield item
            case FlowGrid(rows=rows):
                for row in rows:
                    for cell in row.cells:
                        yield from paragraphs(cell.content)
            case FlowContents() | FlowDrawing():
                continue
