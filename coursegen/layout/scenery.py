"""What stands under the texts of a layout, resolved to colours: for writers that have no theme to refer to."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursegen.layout.geometry import Face, Rect, Role


class Ink(Struct, frozen=True):
    """A colour: RRGGBB, opacity 0 to 1, and where it comes from when that is the theme.

    `theme` is a slot of the theme with lumMod and lumOff in per cent.
    """

    color: str
    opacity: float = 1
    theme: tuple[str, int, int] | None = None


class Paint(Struct, frozen=True):
    """A flat colour, or a gradient: stops are colours by their place (0 to 1).

    `angle` in degrees, clockwise; 0 runs from left to right.
    """

    stops: tuple[tuple[float, Ink], ...]
    angle: float = 0

    @property
    def flat(self) -> Ink:
        """One colour for the whole: of a gradient, that of its middle stop."""
        return self.stops[len(self.stops) // 2][1]


class MediaFill(Struct, frozen=True):
    """A picture spread over a shape: `media` is its key, `crop` the shares cut off left, top, right and bottom."""

    media: str
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)
    opacity: float = 1


class Path(Struct, frozen=True):
    """A free outline in a box of `width` by `height`: commands M, L, C, Q, Z with absolute numbers."""

    width: float
    height: float
    commands: tuple[tuple[str, tuple[float, ...]], ...]


class Words(Struct, frozen=True):
    """Fixed text of a layout, such as a motto: lines, points, colour, and how they stand."""

    lines: tuple[str, ...]
    size: float
    ink: Ink
    bold: bool
    align: str
    anchor: str


class Ornament(Struct, frozen=True):
    """One drawn shape of a layout; `outline` is the name of a preset geometry or a path.

    `edge` is colour and width in points; `turn` degrees clockwise; `flip` left-right and up-down.
    """

    rect: Rect
    outline: str | Path = "rect"
    adjust: tuple[int, ...] = ()
    fill: Paint | MediaFill | None = None
    edge: tuple[Paint, float] | None = None
    turn: float = 0
    flip: tuple[bool, bool] = (False, False)
    words: Words | None = None


class Scenery(Struct, frozen=True):
    """A layout as it looks without its placeholders: ground, ornaments from back to front.

    `inks` are colours by role, `faces` names of fonts by use, `latin` that of Latin letters.
    """

    ground: Paint | MediaFill
    ornaments: tuple[Ornament, ...]
    inks: Mapping[Role, Ink]
    faces: Mapping[Face, str]
    latin: str
