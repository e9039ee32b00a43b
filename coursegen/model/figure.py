"""Figures a principle can ask for: each kind states one logic of the text, never more than the source has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coursegen.model.evidence import Chart, PictureFigure


@dataclass(frozen=True, slots=True)
class Entry:
    """One member of a figure: a short head, what it means, perhaps one key character set large."""

    head: str
    text: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Parallel things, 2 to 6, in no order."""

    kind: Literal["cards"]
    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Hub:
    """Things round one centre, 3 to 6."""

    kind: Literal["hub"]
    centre: str
    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """An order that the source itself gives, 2 to 6 steps."""

    kind: Literal["steps"]
    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DoDont:
    """What to do beside what not to do; rows need not pair."""

    kind: Literal["do-dont"]
    do: tuple[str, ...]
    dont: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    head: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """Two views of one thing; `verdict` is what follows from setting them side by side."""

    kind: Literal["compare"]
    left: Side
    right: Side
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class SpectrumRow:
    """One row of a spectrum: what too little, the right measure and too much look like."""

    head: str
    low: str
    right: str
    high: str


@dataclass(frozen=True, slots=True)
class Spectrum:
    """A matter of degree: `poles` name too little, the right measure and too much."""

    kind: Literal["spectrum"]
    poles: tuple[str, str, str]
    rows: tuple[SpectrumRow, ...]


@dataclass(frozen=True, slots=True)
class QuoteFigure:
    """The words of the source themselves; the text is the first quotation of the principle."""

    kind: Literal["quote"]


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A table whose first column names its rows."""

    kind: Literal["table"]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Figure = Cards | Hub | Steps | DoDont | Compare | Spectrum | QuoteFigure | TableFigure | Chart | PictureFigure
