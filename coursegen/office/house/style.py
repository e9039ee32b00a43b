"""What a house style says. Lengths and sizes are points; fonts are names that Windows, WPS and UOS have.

Titles are in 小标宋, never bold (`office.faces`). Sizes follow the Chinese scale: 二号 22, 三号 16, 小三 15, 四号 14,
小四 12, 五号 10.5. Every line height is exact, and space stands before paragraphs only (never after), so heights can be
added up.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from coursegen.document.nodes import InlineStyle
from coursegen.layout.geometry import Role
from coursegen.layout.pages.geometry import GridKind, ParaRole, Side

LATIN = "Times New Roman"

Ink = Role | Literal["official-red", "print-black"]
"""A colour by role; the red of official heads and the black of papers are no brand's."""

StyleSet = Literal["both", "handout", "paper", "official", "certificate"]
"""Which page set-ups a style is for."""

SpaceStyle = Literal["blank", "space"]
"""Looks of blanks."""

Marker = Literal["", "bullet", "number", "do", "dont", "check"]

Align = Literal["left", "center", "right", "both"]


class Rule(Struct, frozen=True):
    """A border of a paragraph or a table: side, colour role, width, its distance from the text, its line."""

    side: Side | Literal["inner", "between"]
    color: Ink
    width: float
    space: float = 0.0
    line: str = "single"


class HouseStyle(Struct, frozen=True):
    """A paragraph style: `name` is what Word shows, `key` its id in the file. `first` < 0 hangs; `outline` from 1."""

    role: ParaRole | Literal[""]
    key: str
    name: str
    font: str
    size: float
    line: float
    color: Ink = "text"
    bold: bool = False
    before: float = 0.0
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    align: Align = "left"
    keep_next: bool = False
    keep_lines: bool = False
    tracking: float = 0.0
    outline: int = 0
    marker: Marker = ""
    fill: Ink | None = None
    rules: tuple[Rule, ...] = ()
    base: str = "Normal"
    form: StyleSet = "both"
    latin: str = LATIN


class HouseChar(Struct, frozen=True):
    """A character style: what it changes of the paragraph it stands in ("" and 0 = nothing).

    `unbroken` is for figure spaces: by the rules for Chinese, LibreOffice would break a line inside them.
    """

    style: InlineStyle
    key: str
    name: str
    font: str = ""
    size: float = 0.0
    color: Role | None = None
    underline: bool = False
    unbroken: bool = False


class HouseGrid(Struct, frozen=True):
    """A table style: cell margins (top, right, bottom, left), rules, and what its header row is filled with."""

    kind: GridKind
    key: str
    name: str
    margins: tuple[float, float, float, float]
    rules: tuple[Rule, ...] = ()
    header: Role | None = None
