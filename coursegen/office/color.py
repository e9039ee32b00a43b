"""Colours: six hexadecimal digits, shades of a scheme, luminance and contrast (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

AA = 4.5
AA_LARGE = 3.0
BLACK, WHITE = "000000", "FFFFFF"

Colors = Mapping[str, str]
Ground: TypeAlias = "Shade | str | None"
"""Colour under something: of the scheme, fixed, or not known (a picture)."""


class Shade(Struct, frozen=True):
    """A scheme colour with lumMod and lumOff in per cent."""

    scheme: str
    mod: int = 100
    off: int = 0

    def xml(self) -> str:
        """The a:schemeClr element."""
        inner = f'<a:lumMod val="{self.mod * 1000}"/>' if self.mod != 100 else ""
        inner += f'<a:lumOff val="{self.off * 1000}"/>' if self.off else ""
        return (
            f'<a:schemeClr val="{self.scheme}">{inner}</a:schemeClr>'
            if inner
            else f'<a:schemeClr val="{self.scheme}"/>'
        )

    def on(self, colors: Colors) -> str:
        """The colour it gives on a scheme."""
        return shaded(colors[self.scheme], self.mod, self.off)


@lru_cache(maxsize=4096)
def shaded(color: str, mod: int, off: int) -> str:
    """Colour whose HSL luminance is multiplied by mod % and raised by off % (ECMA-376 part 1, 20.1.2.3.20)."""
    if mod == 100 and off == 0:
        return color
    hue, light, saturation = _hls(color)
    return _hex(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light * mod / 100 + off / 100)), saturation))


@lru_cache(maxsize=4096)
def tinted(color: str, shade: int, tint: int) -> str:
    """Colour darkened to shade % and mixed to tint % with white, in linear light as Office does (20.1.2.3.31, .34)."""
    linear = (_linear(c) * shade / 100 * tint / 100 + (100 - tint) / 100 for c in _rgb(color))
    return _hex([12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear])


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def mixed(ground: str, color: str, share: int) -> str:
    """A ground with `share` % of a colour in it."""
    return _hex([g + (c - g) * share / 100 for g, c in zip(_rgb(ground), _rgb(color), strict=True)])


@lru_cache(maxsize=4096)
def luminance(color: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = map(_linear, _rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = luminance(one), luminance(other)
    return (low + 0.05) / (high + 0.05) if low > high else (high + 0.05) / (low + 0.05)


def is_dark(color: str) -> bool:
    """Whether white reads better than black on a colour."""
    return contrast(WHITE, color) > contrast(BLACK, color)


def _rgb(color: str) -> tuple[float, float, float]:
    return int(color[:2], 16) / 255, int(color[2:4], 16) / 255, int(color[4:6], 16) / 255


def _hex(rgb: Sequence[float]) -> str:
    return "".join(f"{round(c * 255):02X}" for c in rgb)


def _hls(color: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*_rgb(color))


@lru_cache(maxsize=4096)
def saturation(color: str) -> float:
    """Colourfulness as the eye takes it: spread of the channels, so near-blacks and near-whites count as grey."""
    rgb = _rgb(color)
    return max(rgb) - min(rgb)


def hue_distance(one: str, other: str) -> float:
    """How far two hues are apart, 0 to 0.5."""
    gap = abs(_hls(one)[0] - _hls(other)[0])
    return min(gap, 1 - gap)


def distance(one: str, other: str) -> float:
    """How unlike two colours are, by their channels."""
    return sum((a - b) ** 2 for a, b in zip(_rgb(one), _rgb(other), strict=True))


def worst(color: str, grounds: Iterable[str]) -> float:
    """The least contrast of a colour to several."""
    return min(contrast(color, ground) for ground in grounds)


def prefers_white(grounds: Sequence[str]) -> bool:
    """Whether white reads better than black on all of several colours."""
    return worst(WHITE, grounds) > worst(BLACK, grounds)
