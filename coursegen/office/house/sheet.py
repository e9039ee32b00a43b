"""What a house composition is drawn on: the size of the slide, and the inks of its mode. Lengths are inches."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursegen.model.unit import Aspect, Mode
from coursegen.office.house.markup import Box, Ink

WIDE, NARROW = 40 / 3, 10.0
"""Widths of slides of 16:9 and 4:3."""

_EMU: Mapping[Aspect, tuple[int, int]] = {"16:9": (12192000, 6858000), "4:3": (9144000, 6858000)}
_MARKS: Mapping[Aspect, str] = {"16:9": "", "4:3": ' type="screen4x3"'}


_PRIMARY, _GOLD, _LINE = Ink("accent1"), Ink("accent2"), Ink("accent6")


class Inks(Struct, frozen=True):
    """Scheme colours by use.

    `block` fills bands and panels that bear text (`on_block`, or in small type `quiet_on_block`); `plane` and `shade`
    lie on blocks without text; `cover` is the ground of a cover beside its block.
    """

    paper: Ink
    cover: Ink
    tint: Ink
    block: Ink
    on_block: Ink
    quiet_on_block: Ink
    plane: Ink
    shade: Ink
    heading: Ink
    soft: Ink
    muted: Ink
    primary: Ink = _PRIMARY
    gold: Ink = _GOLD
    line: Ink = _LINE


_LIGHT = Inks(
    paper=Ink("bg1"),
    cover=Ink("bg2"),
    tint=Ink("bg2"),
    block=Ink("tx2"),
    on_block=Ink("bg1"),
    quiet_on_block=Ink("accent6"),
    plane=Ink("accent1"),
    shade=Ink("tx2", 80),
    heading=Ink("tx2"),
    soft=Ink("tx1", 75, 25),
    muted=Ink("accent5"),
)
_DARK = Inks(
    paper=Ink("bg1"),
    cover=Ink("bg1"),
    tint=Ink("bg2"),
    block=Ink("bg2"),
    on_block=Ink("tx1"),
    quiet_on_block=Ink("accent5"),
    plane=Ink("accent1", 40),
    shade=Ink("bg1"),
    heading=Ink("tx2"),
    soft=Ink("tx1"),
    muted=Ink("accent5"),
)
INKS: Mapping[Mode, Inks] = {"light": _LIGHT, "dark": _DARK}

_MAPS: Mapping[Mode, tuple[str, str, str, str]] = {
    "light": ("lt1", "dk1", "lt2", "dk2"),
    "dark": ("dk1", "lt1", "dk2", "lt2"),
}


def color_map(mode: Mode) -> dict[str, str]:
    """Names that slides use → slots of the theme; on a dark ground Office exchanges light and dark ones."""
    plain = (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    return dict(zip(("bg1", "tx1", "bg2", "tx2"), _MAPS[mode], strict=True)) | {name: name for name in plain}


class Sheet(Struct, frozen=True):
    """A slide to draw on, 7.5 in high."""

    aspect: Aspect = "16:9"
    mode: Mode = "light"

    @property
    def height(self) -> float:
        """Height of the slide."""
        return 7.5

    @property
    def width(self) -> float:
        """Width of the slide."""
        return WIDE if self.aspect == "16:9" else NARROW

    @property
    def ink(self) -> Inks:
        """Inks of the mode."""
        return INKS[self.mode]

    @property
    def left(self) -> float:
        """Side margin."""
        return self.at(0.65, 0.55)

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.left

    def at(self, wide: float, narrow: float) -> float:
        """A measure that is `wide` on 16:9 and `narrow` on 4:3, in proportion between them."""
        return round(narrow + (wide - narrow) * (self.width - NARROW) / (WIDE - NARROW), 4)

    def size(self, wide: int, narrow: int) -> int:
        """A type size, in whole points."""
        return round(self.at(wide, narrow))

    def content(self, top: float, bottom: float) -> Box:
        """The content area between two heights."""
        return (self.left, top, self.inner, bottom - top)

    def page(self) -> str:
        """The p:sldSz element."""
        wide, high = _EMU[self.aspect]
        return f'<p:sldSz cx="{wide}" cy="{high}"{_MARKS[self.aspect]}/>'

    def picture(self, height: int) -> tuple[int, int]:
        """EMU of the slide's picture of a height."""
        wide, high = _EMU[self.aspect]
        return round(height * wide / high), height
