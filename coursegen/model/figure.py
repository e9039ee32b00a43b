"""Figures a principle can ask for: each kind states one logic of the text, never more than the source has."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from coursegen.model.evidence import Chart, PictureFigure


class Entry(Struct, frozen=True):
    """One member of a figure: a short head, what it means, perhaps one key character set large.

    `points` say what one does about it, in no order.
    """

    head: str
    text: str = ""
    key: str = ""
    points: tuple[str, ...] = ()


class Cards(Struct, frozen=True):
    """Parallel things, 2 to 6, in no order."""

    kind: Literal["cards"]
    items: tuple[Entry, ...]


class Hub(Struct, frozen=True):
    """Things round one centre, 3 to 6."""

    kind: Literal["hub"]
    centre: str
    items: tuple[Entry, ...]


class Steps(Struct, frozen=True):
    """An order that the source itself gives, 2 to 6 steps."""

    kind: Literal["steps"]
    items: tuple[Entry, ...]


class DoDont(Struct, frozen=True):
    """What to do beside what not to do; rows need not pair.

    `do_head` and `dont_head` name the two ways where "do" and "don't" say too little; `verdict` is what follows.
    """

    kind: Literal["do-dont"]
    do: tuple[str, ...]
    dont: tuple[str, ...]
    do_head: str = ""
    dont_head: str = ""
    verdict: str = ""


class Side(Struct, frozen=True):
    """One side of a comparison."""

    head: str
    points: tuple[str, ...]


class Compare(Struct, frozen=True):
    """Two views of one thing, neither of them wrong; `verdict` is what follows from setting them side by side."""

    kind: Literal["compare"]
    left: Side
    right: Side
    verdict: str = ""


class SpectrumRow(Struct, frozen=True):
    """One row of a spectrum: what too little, the right measure and too much look like."""

    head: str
    low: str
    right: str
    high: str


class Spectrum(Struct, frozen=True):
    """A matter of degree: `poles` name too little, the right measure and too much."""

    kind: Literal["spectrum"]
    poles: tuple[str, str, str]
    rows: tuple[SpectrumRow, ...]


class QuoteFigure(Struct, frozen=True):
    """The words of the source themselves; the text is the first quotation of the principle."""

    kind: Literal["quote"]


class TableFigure(Struct, frozen=True):
    """A table whose first column names its rows; `widths` are relative, one for each column, or none: all equal."""

    kind: Literal["table"]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


class Ring(Struct, frozen=True):
    """Things that make a whole together, 3 to 8 round a ring, in no order; `centre` names the whole."""

    kind: Literal["ring"]
    items: tuple[Entry, ...]
    centre: str = ""


class Ladder(Struct, frozen=True):
    """An order that rises: 2 to 8 steps from the lowest to the highest, each standing on the one before."""

    kind: Literal["ladder"]
    items: tuple[Entry, ...]


class Cycle(Struct, frozen=True):
    """An order that comes back to its start, 3 to 8 steps; `centre` names what goes round."""

    kind: Literal["cycle"]
    items: tuple[Entry, ...]
    centre: str = ""


class Moment(Struct, frozen=True):
    """One moment of a timeline: when, what, and more about it."""

    when: str
    head: str
    text: str = ""


class Timeline(Struct, frozen=True):
    """What happens when: 2 to 8 moments, the earliest first."""

    kind: Literal["timeline"]
    items: tuple[Moment, ...]


class Matrix(Struct, frozen=True):
    """Two questions at once: four cells, upper left, upper right, lower left, lower right.

    `across` names the left and right end of one axis, `up` the lower and upper end of the other.
    """

    kind: Literal["matrix"]
    across: tuple[str, str]
    up: tuple[str, str]
    cells: tuple[Entry, Entry, Entry, Entry]


class Statement(Struct, frozen=True):
    """One sentence that carries the slide; `note` is its explanation or source."""

    kind: Literal["statement"]
    text: str
    note: str = ""


class Pyramid(Struct, frozen=True):
    """Layers that rest on each other, 2 to 6, from the top down to the ground; they are no order in time."""

    kind: Literal["pyramid"]
    items: tuple[Entry, ...]


class Balance(Struct, frozen=True):
    """Two claims that must both be met; `verdict` is how. The beam is level: neither side is said to weigh more."""

    kind: Literal["balance"]
    left: Side
    right: Side
    verdict: str = ""


class Chain(Struct, frozen=True):
    """Each link brings the next about, 2 to 8 links from the first cause to the last effect."""

    kind: Literal["chain"]
    items: tuple[Entry, ...]


class Branch(Struct, frozen=True):
    """A branch of a tree and its leaves."""

    head: str
    points: tuple[str, ...] = ()


class Tree(Struct, frozen=True):
    """A whole and what it divides into: 2 to 8 branches, each with or without leaves, in no order."""

    kind: Literal["tree"]
    root: str
    branches: tuple[Branch, ...]


class Nested(Struct, frozen=True):
    """Circles one inside the other, 2 to 5, from the widest to the inmost."""

    kind: Literal["nested"]
    items: tuple[Entry, ...]


Figure = (
    Cards
    | Hub
    | Steps
    | DoDont
    | Compare
    | Spectrum
    | QuoteFigure
    | TableFigure
    | Ring
    | Ladder
    | Cycle
    | Timeline
    | Matrix
    | Statement
    | Pyramid
    | Balance
    | Chain
    | Tree
    | Nested
    | Chart
    | PictureFigure
)
