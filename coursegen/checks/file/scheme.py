"""Colours and faces of a theme, and every change DrawingML can ask of a colour (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from coursegen.checks.parts import local, whole
from coursegen.office.color import mixed, shaded

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_USUAL = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "hlink": "0563C1", "folHlink": "954F72"}
_USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}

_Rgb: TypeAlias = tuple[float, float, float]


class Derived(Struct, frozen=True):
    """A colour that follows from those of a theme: one of them (`of` is its name), changed, or mixed with another."""

    of: Color
    changes: tuple[tuple[str, float], ...] = ()
    over: Color = ""
    share: int = 0


Color: TypeAlias = "str | Derived"
"""Six hexadecimal digits, or what gives them once the colours of a theme are known."""


class Paint(Struct, frozen=True):
    """A colour and how opaque it is (0 to 1)."""

    color: Color
    alpha: float = 1.0


class Scheme(Struct, frozen=True):
    """Colours by the names that slides and themes use, faces by theme reference, fills and grounds of the theme.

    `values` are the same colours in digits: what derived ones follow from.
    """

    colors: Mapping[str, Color]
    faces: Mapping[str, str]
    fills: tuple[etree._Element, ...] = ()
    grounds: tuple[etree._Element, ...] = ()
    values: Mapping[str, str] = {}

    def derived(self) -> Scheme:
        """The scheme in which colours stay names, so that what is read with it is true of any theme's colours."""
        return replace(self, colors={name: Derived(name) for name in self.values})


def shown(color: Color, values: Mapping[str, str]) -> str:
    """The digits of a colour where the theme's own are these."""
    if isinstance(color, str):
        return color
    if color.over:
        return mixed(shown(color.of, values), shown(color.over, values), color.share)
    if isinstance(color.of, str):
        return _changed(values[color.of], color.changes)
    return _changed(shown(color.of, values), color.changes)


def blended(one: Color, other: Color, share: int) -> Color:
    """So much of another colour in one, as `mixed`."""
    if isinstance(one, str) and isinstance(other, str):
        return mixed(one, other, share)
    return Derived(one, (), other, share)


def moved(color: Color, change: str, share: int) -> Color:
    """A colour with one of Word's own changes, in per cent."""
    changes = ((change, float(share)),)
    return _changed(color, changes) if isinstance(color, str) else Derived(color, changes)


def _changed(color: str, changes: Sequence[tuple[str, float]]) -> str:
    if not changes:
        return color
    rgb = _rgb(color)
    for name, share in changes:
        rgb = _CHANGES[name](rgb, share)
    return _hex(rgb)


def read_scheme(theme: etree._Element | None, names: Mapping[str, str]) -> Scheme:
    """A scheme from a theme part and a map of colour names; Office's own colours for what the theme lacks."""
    colors = dict(_USUAL)
    faces: dict[str, str] = {}
    fills: tuple[etree._Element, ...] = ()
    grounds: tuple[etree._Element, ...] = ()
    if theme is not None:
        bare = Scheme({}, {})
        for slot in theme.iterfind(f"{A}themeElements/{A}clrScheme/*"):
            paint = paint_of(slot[0], bare) if len(slot) else None
            if paint:
                colors[local(slot)] = shown(paint.color, {})
        faces = _faces(theme)
        fills = tuple(theme.iterfind(f"{A}themeElements/{A}fmtScheme/{A}fillStyleLst/*"))
        grounds = tuple(theme.iterfind(f"{A}themeElements/{A}fmtScheme/{A}bgFillStyleLst/*"))
    usual = {name: colors[slot] for name, slot in _USUAL_MAP.items()}
    mapped = {name: colors[slot] for name, slot in names.items() if slot in colors}
    named = {**colors, **usual, **mapped}
    return Scheme(named, faces, fills, grounds, named)


def _faces(theme: etree._Element) -> dict[str, str]:
    """Typefaces by `+mj-lt`, `+mn-ea` and so on; `+mn-Hans` is what the theme keeps for Chinese when ea is empty."""
    faces: dict[str, str] = {}
    for kind, short in (("major", "mj"), ("minor", "mn")):
        fonts = theme.find(f"{A}themeElements/{A}fontScheme/{A}{kind}Font")
        for element in () if fonts is None else fonts.iterchildren(etree.Element):
            face = element.get("typeface") or ""
            key = {"latin": "lt", "ea": "ea", "cs": "cs"}.get(local(element), element.get("script") or "")
            faces[f"+{short}-{key}"] = face
    return faces


def paint_of(element: etree._Element | None, scheme: Scheme, instead: Paint | None = None) -> Paint | None:
    """What a colour element looks like; `instead` stands for `phClr`. None when it cannot be said."""
    if element is None:
        return None
    base = _base(element, scheme, instead)
    if base is None or not len(element):
        return base
    alpha, changes = base.alpha, list[tuple[str, float]]()
    for change in element.iterchildren(etree.Element):
        name, share = local(change), percent(change.get("val"), 1.0)
        if name in ("alpha", "alphaMod", "alphaOff"):
            alpha = {"alpha": share, "alphaMod": alpha * share, "alphaOff": alpha + share}[name]
        elif name in _CHANGES:
            changes.append((name, share))
    color = base.color
    color = _changed(color, changes) if isinstance(color, str) else Derived(color, tuple(changes)) if changes else color
    return Paint(color, min(1.0, max(0.0, alpha)))


def percent(value: str | None, default: float) -> float:
    """A share as DrawingML writes it (50000 or 50%), 1 for the whole."""
    text = (value or "").strip()
    if text.endswith("%"):
        return whole(text[:-1].split(".")[0], round(default * 100)) / 100
    return whole(text, round(default * 100_000)) / 100_000


def _base(element: etree._Element, scheme: Scheme, instead: Paint | None) -> Paint | None:
    value = element.get("val") or ""
    match local(element):
        case "srgbClr":
            return Paint(value.upper()) if _HEX.fullmatch(value) else None
        case "sysClr":
            last = element.get("lastClr") or {"window": "FFFFFF", "windowText": "000000"}.get(value, "")
            return Paint(last.upper()) if _HEX.fullmatch(last) else None
        case "schemeClr":
            return instead if value == "phClr" else Paint(scheme.colors[value]) if value in scheme.colors else None
        case "prstClr":
            return _named(value)
        case "scrgbClr":
            return Paint(_hex(_from_linear([percent(element.get(c), 0.0) for c in "rgb"])))
        case "hslClr":
            hue = whole(element.get("hue")) / 21_600_000 % 1
            light, full = percent(element.get("lum"), 0.0), percent(element.get("sat"), 0.0)
            return Paint(_hex(colorsys.hls_to_rgb(hue, _clipped(light), _clipped(full))))
        case _:
            return None


def _named(name: str) -> Paint | None:
    """A preset colour: the names of CSS, with dk, lt and med for dark, light and medium."""
    from PIL import ImageColor

    long = re.sub(r"^(dk|lt|med)(?=[A-Z])", lambda m: {"dk": "dark", "lt": "light", "med": "medium"}[m[1]], name)
    found = ImageColor.colormap.get(long.lower())
    return Paint(found.lstrip("#").upper()) if isinstance(found, str) else None


def _clipped(value: float) -> float:
    return min(1.0, max(0.0, value))


def _rgb(color: str) -> _Rgb:
    return int(color[:2], 16) / 255, int(color[2:4], 16) / 255, int(color[4:], 16) / 255


def _hex(rgb: tuple[float, ...]) -> str:
    return "".join(f"{round(_clipped(c) * 255):02X}" for c in rgb)


def _linear(rgb: _Rgb) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]


def _from_linear(channels: list[float]) -> _Rgb:
    clipped = [_clipped(c) for c in channels]
    red, green, blue = (c * 12.92 if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in clipped)
    return red, green, blue


def _with_hls(change: Callable[[float, float, float, float], _Rgb]) -> Callable[[_Rgb, float], _Rgb]:
    def changed(rgb: _Rgb, share: float) -> _Rgb:
        hue, light, full = change(*colorsys.rgb_to_hls(*map(_clipped, rgb)), share)
        return colorsys.hls_to_rgb(hue % 1, _clipped(light), _clipped(full))

    return changed


def _gray(rgb: _Rgb, _: float) -> _Rgb:
    level = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]
    return level, level, level


_CHANGES: Mapping[str, Callable[[_Rgb, float], _Rgb]] = {
    "lumMod": _with_hls(lambda h, i, s, v: (h, i * v, s)),
    "lumOff": _with_hls(lambda h, i, s, v: (h, i + v, s)),
    "lum": _with_hls(lambda h, _, s, v: (h, v, s)),
    "satMod": _with_hls(lambda h, i, s, v: (h, i, s * v)),
    "satOff": _with_hls(lambda h, i, s, v: (h, i, s + v)),
    "sat": _with_hls(lambda h, i, _, v: (h, i, v)),
    "hueOff": _with_hls(lambda h, i, s, v: (h + v / 216, i, s)),  # 60,000ths of a degree, read as a share
    "hueMod": _with_hls(lambda h, i, s, v: (h * v, i, s)),
    # The examples of the standard (50 % of 00FF00 is 00BC00) only hold in linear light.
    "shade": lambda rgb, v: _from_linear([c * v for c in _linear(rgb)]),
    "tint": lambda rgb, v: _from_linear([c * v + 1 - v for c in _linear(rgb)]),
    "gray": _gray,
    "inv": lambda rgb, _: _from_linear([1 - c for c in _linear(rgb)]),
    "comp": _with_hls(lambda h, i, s, _: (h + 0.5, i, s)),
    "word tint": lambda rgb, v: _rgb(shaded(_hex(rgb), round(v), 100 - round(v))),
    "word shade": lambda rgb, v: _rgb(shaded(_hex(rgb), round(v), 0)),
}
