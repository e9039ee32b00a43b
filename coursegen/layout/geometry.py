"""What the layout says and the Office writer draws. Lengths are EMU (914,400 an inch), sizes are points."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

EMU_PER_PT = 12700

CARRIED = "#"
"""Stands in the id of a slide that is carried over from a unit's own file (`单位简介#2`), and in no other."""

Role = Literal[
    "primary",
    "on-primary",
    "secondary",
    "deep",
    "on-deep",
    "tint",
    "line",
    "muted",
    "text",
    "background",
    "accent-on-deep",
]
"""Colours by role; the writer resolves them on each theme by contrast (WCAG 2.2, 1.4.3).

primary  fills and strong words       on-primary      text on primary        deep     titles, centres
on-deep  text on deep                 accent-on-deep  ornament and numerals  tint     panels under text
line     hairlines, quiet fills       muted           quiet text             secondary  ornament, never text
"""

Face = Literal["heading", "body", "kai"]
"""Theme fonts by use; `kai` is the quotation face (楷体) for quotations and key characters only."""

SlideRole = Literal[
    "cover", "agenda", "section", "title-body", "two-body", "title-only", "quote", "activity", "closing", "blank"
]
"""What a base's layouts are for."""

PlaceholderRole = Literal[
    "title", "subtitle", "body", "body2", "kicker", "organiser", "number", "source", "footer", "slide-number"
]


class Rect(Struct, frozen=True):
    """A rectangle: left, top, width, height."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """Right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """Bottom edge."""
        return self.y + self.h

    def inset(self, left: int, top: int, right: int, bottom: int) -> Rect:
        """The rectangle inside these margins."""
        return Rect(self.x + left, self.y + top, self.w - left - right, self.h - top - bottom)


class Run(Struct, frozen=True):
    """Text in one look. A newline in `text` is a line break."""

    text: str
    size: float
    color: Role = "text"
    bold: bool = False
    face: Face = "body"


class Para(Struct, frozen=True):
    """One paragraph. `spacing` is per cent of the font's line; `before` points above; `marker` a bullet character.

    `indent` is the hanging indent in EMU (the marker stands in it).
    """

    runs: tuple[Run, ...]
    align: Literal["left", "center", "right"] = "left"
    spacing: int = 100
    before: float = 0
    marker: str = ""
    marker_color: Role = "primary"
    indent: int = 0


class TextBody(Struct, frozen=True):
    """Paragraphs in a box; insets are left, top, right, bottom in EMU."""

    paras: tuple[Para, ...]
    anchor: Literal["top", "middle", "bottom"] = "middle"
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)


class Stroke(Struct, frozen=True):
    """An outline: colour role, width in points; `arrow` puts a head on the end of an open line."""

    color: Role
    width: float
    dash: bool = False
    arrow: bool = False


Geometry = Literal[
    "rect", "roundRect", "ellipse", "chevron", "homePlate", "rightArrow", "leftRightArrow", "donut", "triangle",
    "trapezoid", "arc",
]  # fmt: skip
"""Preset geometries (ECMA-376 part 1, 20.1.10.56) that every Office program draws."""


class Shape(Struct, frozen=True):
    """An autoshape or a text box; `alt` "" = decorative or has text.

    `adjust` are preset adjust values as they stand in the file: shares in 1/100,000, angles in 1/60,000°.
    """

    name: str
    rect: Rect
    geometry: Geometry = "rect"
    fill: Role | None = None
    stroke: Stroke | None = None
    text: TextBody | None = None
    adjust: tuple[int, ...] = ()
    alt: str = ""


class Connector(Struct, frozen=True):
    """A straight connector between two points."""

    name: str
    start: tuple[int, int]
    end: tuple[int, int]
    stroke: Stroke


class Cell(Struct, frozen=True):
    """A table cell; insets as in `TextBody`."""

    text: TextBody
    fill: Role | None = None


class TableFrame(Struct, frozen=True):
    """A native table; the first row is its header. `rule` draws hairlines below rows."""

    name: str
    alt: str
    x: int
    y: int
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rule: Role = "line"

    @property
    def rect(self) -> Rect:
        """Bounds of the table."""
        return Rect(self.x, self.y, sum(self.widths), sum(self.heights))


class Group(Struct, frozen=True):
    """Members drawn, moved and read as one; bounds are those of its members."""

    name: str
    alt: str
    members: tuple[Drawing, ...]


class Picture(Struct, frozen=True):
    """A picture by content: `media` is the key under which the writer was given its bytes.

    `vector` is the key of the SVG that programs which can draw one show instead.
    """

    name: str
    alt: str
    rect: Rect
    media: str
    vector: str = ""


class ChartLook(Struct, frozen=True):
    """How a native chart looks: its numbers, the size of its text in points, its inner plot and the ends of its scale.

    `plot` are left, top, width and height as shares of the frame; `scale` is unused in a doughnut. `suffix` follows
    every number (%), `decimals` are those of the number that has most.
    """

    kind: Literal["bar", "column", "line", "doughnut"]
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    size: float
    plot: tuple[float, float, float, float]
    scale: tuple[float, float] = (0.0, 1.0)
    decimals: int = 0
    suffix: str = ""
    gap: int = 60


class ChartFrame(Struct, frozen=True):
    """A native chart in its frame."""

    name: str
    alt: str
    rect: Rect
    look: ChartLook


Drawing = Shape | Connector | TableFrame | Group | Picture | ChartFrame


class Filling(Struct, frozen=True):
    """Text for one placeholder of the slide's layout; `rect` None = where the layout has it."""

    role: PlaceholderRole
    text: TextBody
    rect: Rect | None = None


class PlacedSlide(Struct, frozen=True):
    """A slide ready to be drawn: layout role, placeholder texts, drawings in reading order, notes as paragraphs."""

    id: str
    role: SlideRole
    title: str
    fillings: tuple[Filling, ...]
    drawings: tuple[Drawing, ...]
    notes: tuple[str, ...]
    section: str


class PlacedDeck(Struct, frozen=True):
    """All slides, the sections in order (id, name) and the deck's properties.

    `feet` are the footer and the slide number of each layout, which all slides on it have beside their own fillings.
    """

    slides: tuple[PlacedSlide, ...]
    sections: tuple[tuple[str, str], ...]
    title: str
    subject: str
    author: str
    language: str
    footer: str
    feet: Mapping[SlideRole, tuple[Filling, ...]] = MappingProxyType({})


class PlaceholderSpec(Struct, frozen=True):
    """A placeholder a layout offers: where it is, and the type size, spacing (per cent) and anchor it sets."""

    rect: Rect
    size: float
    bold: bool
    align: Literal["left", "center", "right"] = "left"
    anchor: Literal["top", "middle", "bottom"] = "top"
    color: Role = "text"
    insets: tuple[int, int, int, int] = (91440, 45720, 91440, 45720)


class LayoutSpec(Struct, frozen=True):
    """A layout of the base, as far as the layout stage must know it; `dark` says its ground is dark."""

    role: SlideRole
    placeholders: Mapping[PlaceholderRole, PlaceholderSpec]
    content: Rect
    dark: bool = False


class BaseSpec(Struct, frozen=True):
    """A deck base as the layout stage sees it: slide size and one layout per role (roles it lacks have fallbacks).

    `dark` says that content stands on a dark ground.
    """

    width: int
    height: int
    layouts: Mapping[SlideRole, LayoutSpec]
    dark: bool = False
