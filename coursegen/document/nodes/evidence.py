"""Tables, figures, charts and pictures: what shows what the text says."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from coursegen.document.nodes.inline import Line, Number
from coursegen.errors import NOWHERE, Place


class Table(Struct, frozen=True):
    """A table with a header row; `widths` are relative; every body row is at least `lines` lines high.

    `look` form is ruled all over, as tables are that people fill in; labels is a form without a header, in which every
    second column from the first names what stands beside it; record has more room in its cells, dense the smallest
    type. The caption of one with an `id` has a `number`, as captions of pictures and figures have (see `captions`).
    `good` are the rows that stand out, counted from 0.
    """

    caption: str
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    lines: int = 0
    look: Literal["data", "form", "labels", "record", "dense"] = "data"
    id: str = ""
    number: Number | None = None
    at: Place = NOWHERE
    good: tuple[int, ...] = ()


FigureKind = Literal[
    "cards", "hub", "steps", "do-dont", "compare", "spectrum", "quote", "rows", "outline", "seals",
    "ring", "ladder", "cycle", "timeline", "matrix", "statement", "pyramid", "balance", "chain", "tree", "nested",
]  # fmt: skip


class FigureItem(Struct, frozen=True):
    """One member of a figure. `tone`: good and bad colour it as to do or to avoid, strong marks the one that counts."""

    head: Line = ()
    text: Line = ()
    key: str = ""
    points: tuple[Line, ...] = ()
    tone: Literal["plain", "good", "bad", "strong"] = "plain"


class Figure(Struct, frozen=True):
    """A drawing by kind.

    `label` is the centre of a hub, ring or cycle, the root of a tree, the verdict of a comparison or balance, the
    source of a quotation or statement; `poles` are the three column names of a spectrum, whose items hold low, right
    and high in `points`, or the ends of a matrix's axes: left, right, lower, upper. A timeline's `key` is when. `rows`
    are full-width bands (objectives, options, verdicts, recap), `outline` the agenda (key = number, head = lesson,
    text = minutes), `seals` the characters of a cover.
    """

    kind: FigureKind
    alt: str
    items: tuple[FigureItem, ...]
    label: Line = ()
    poles: tuple[Line, ...] = ()
    at: Place = NOWHERE


ChartKind = Literal["bar", "column", "line", "doughnut"]


class Series(Struct, frozen=True):
    """One row of numbers of a chart, a number for each category."""

    name: str
    values: tuple[float, ...]


class Chart(Struct, frozen=True):
    """Numbers as a native chart.

    `caption` says what is counted and in which unit, `label` marks numbers that are only a sample, `note` says where
    they come from.
    """

    kind: ChartKind
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    caption: Line = ()
    label: Line = ()
    note: Line = ()
    at: Place = NOWHERE


class Picture(Struct, frozen=True):
    """A picture by its file, shown whole, with text and points beside it and a caption under it.

    `width` and `height` are pixels; who reads the file fills them in (see `pictures`). In a document it is `most`
    points wide at most; 0 leaves that to its pixels.
    """

    file: str
    alt: str
    caption: Line = ()
    text: Line = ()
    points: tuple[Line, ...] = ()
    width: int = 0
    height: int = 0
    id: str = ""
    number: Number | None = None
    most: int = 0
    at: Place = NOWHERE

    @property
    def vector(self) -> str:
        """The file itself when it is an SVG, which a PNG of the same name stands in for; else nothing."""
        return self.file if self.file.lower().endswith(".svg") else ""

    @property
    def raster(self) -> str:
        """The file that every program can show."""
        return f"{self.file[:-4]}.png" if self.vector else self.file


class Caption(Struct, frozen=True):
    """The numbered caption of the figure or chart that stands before it."""

    line: Line
    id: str
    number: Number | None = None
    at: Place = NOWHERE
