"""`brand:` of a unit as written → colours and faces by our roles; keys of a brand.yml are understood beside our own.

Source: https://posit-dev.github.io/brand-yml/ (color, typography, logo; meta and defaults say nothing about a kit).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from coursegen.errors import Fault, Place
from coursegen.late import regex
from coursegen.model import BrandFile
from coursegen.text import did_you_mean

COLOR_ROLES = ("text", "background", "deep", "tint", "primary", "secondary", "muted", "line", "link")
FONT_ROLES = ("heading", "body", "latin", "kai", "song", "hei", "fang", "title", "profile")
"""Keys of `brand.colors` and `brand.fonts` (what a theme does with each: `office.theme`)."""

_COLOR = regex(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_ROLE_OF_COLOR = {"foreground": "text", "background": "background", "primary": "primary", "secondary": "secondary"}
_OTHER_COLORS = ("palette", "tertiary", "success", "info", "warning", "danger", "light", "dark")
_TYPOGRAPHY = ("base", "headings", "link", "fonts", "monospace", "monospace-inline", "monospace-block")
_TYPEFACE = ("family", "weight", "size", "line-height", "color", "background-color", "style", "decoration")
_LOGOS = ("medium", "large", "small")
_CHINESE_FACE = regex(
    r"[^\x00-\x7f]|\bCJK\b|Source Han|YaHei|SimSun|SimHei|KaiTi|FangSong|PingFang|Hei(ti)?\b|Song(ti)?\b|DengXian",
    re.IGNORECASE,
)

Said = tuple[str, str, str]
"""One of our keys, the key it is written under, and its value."""

At = Callable[[str], Place]
"""Where a dotted key of the unit's file stands."""


def said(brand: BrandFile, palette: Mapping[str, str]) -> Iterator[Said]:
    """What a brand says by our keys: first what its brand.yml keys say, then our own, which count more.

    `palette` has the colours by name that the units further up define.
    """
    yield from _colors(brand, palette)
    yield from _faces(brand)
    yield from ((f"brand.colors.{role}", f"brand.colors.{role}", color) for role, color in brand.colors.items())
    yield from ((f"brand.fonts.{role}", f"brand.fonts.{role}", face) for role, face in brand.fonts.items())
    if logo := logo_of(brand):
        yield "brand.logo", "brand.logo", logo


def palette_of(brand: BrandFile) -> dict[str, str]:
    """Colours by name."""
    named = brand.color.get("palette", {})
    return {str(name): str(color) for name, color in named.items()} if isinstance(named, Mapping) else {}


def hexadecimal(color: str) -> str:
    """A colour as six digits; what is none comes back as it is."""
    found = _COLOR.fullmatch(color)
    digits = found[1].upper() if found else color
    return "".join(digit * 2 for digit in digits) if len(digits) == 3 and found else digits


def logo_of(brand: BrandFile) -> str:
    """File of the logo as the unit names it: the middle size of several, or an empty string."""
    if isinstance(brand.logo, str):
        return brand.logo
    images = brand.logo.get("images", {})
    files = {name: _file(image) for name, image in images.items()} if isinstance(images, Mapping) else {}
    named = [_file(brand.logo[size]) for size in _LOGOS if size in brand.logo]
    return next(iter([files.get(name, name) for name in named] or files.values()), "")


def brand_faults(brand: BrandFile, palette: Mapping[str, str], folder: Path, at: At) -> Iterator[Fault]:
    """What is wrong with a brand: unknown keys, colours that are none, a logo that is not in the unit's folder."""
    yield from _unknown(brand.colors, COLOR_ROLES, "brand.colors", at)
    yield from _unknown(brand.fonts, FONT_ROLES, "brand.fonts", at)
    yield from _unknown(brand.color, (*_ROLE_OF_COLOR, *_OTHER_COLORS), "brand.color", at)
    yield from _unknown(brand.typography, _TYPOGRAPHY, "brand.typography", at)
    for name, face in brand.typography.items():
        yield from _unknown(face, _TYPEFACE, f"brand.typography.{name}", at) if isinstance(face, Mapping) else ()
    if isinstance(brand.logo, Mapping):
        yield from _unknown(brand.logo, ("images", *_LOGOS), "brand.logo", at)
    for role, color in brand.colors.items():
        if color and not _COLOR.fullmatch(color):
            yield Fault("T310", at(f"brand.colors.{role}"), {"value": color})
    yield from _color_faults(brand, {**palette, **palette_of(brand)}, at)
    yield from _logo_faults(logo_of(brand), folder, at("brand.logo"))


def _colors(brand: BrandFile, palette: Mapping[str, str]) -> Iterator[Said]:
    named = {**palette, **palette_of(brand)}
    for name, role in _ROLE_OF_COLOR.items():
        if color := brand.color.get(name):
            yield f"brand.colors.{role}", f"brand.color.{name}", _resolved(str(color), named)
    link = brand.typography.get("link", {})
    if isinstance(link, Mapping) and (color := link.get("color")):
        yield "brand.colors.link", "brand.typography.link", _resolved(str(color), named)


def _faces(brand: BrandFile) -> Iterator[Said]:
    """Faces of base and headings: a Chinese one is that of its role, a Latin one is set beside the Chinese ones."""
    for name, role in (("base", "body"), ("headings", "heading")):
        said = brand.typography.get(name, "")
        face = str(said.get("family", "")) if isinstance(said, Mapping) else str(said)
        if face and _CHINESE_FACE.search(face):
            yield f"brand.fonts.{role}", f"brand.typography.{name}", face
        elif face and name == "base":
            yield "brand.fonts.latin", f"brand.typography.{name}", face


def _resolved(color: str, palette: Mapping[str, str]) -> str:
    """A colour, looked up by name as often as names lead to names."""
    for _ in palette:
        color = palette.get(color, color)
    return color


def _color_faults(brand: BrandFile, palette: Mapping[str, str], at: At) -> Iterator[Fault]:
    colors = {f"color.{name}": color for name, color in brand.color.items() if name != "palette"}
    colors |= {f"color.palette.{name}": color for name, color in palette_of(brand).items()}
    link = brand.typography.get("link")
    if isinstance(link, Mapping) and "color" in link:
        colors["typography.link.color"] = link["color"]
    for key, color in colors.items():
        found = _resolved(color, palette) if isinstance(color, str) else ""
        if not _COLOR.fullmatch(found):
            suggestion = did_you_mean(found, palette)
            facts = {"value": color, "suggestion": suggestion, "known": tuple(palette)}
            yield Fault("T332" if suggestion else "T333", at(f"brand.{key}"), facts)


def _unknown(written: Iterable[str], known: Iterable[str], above: str, at: At) -> Iterator[Fault]:
    names = tuple(known)
    for name in written:
        if name not in names:
            suggestion = did_you_mean(name, names)
            facts = {"value": name, "key": above, "suggestion": suggestion, "known": names}
            yield Fault("T330" if suggestion else "T331", at(f"{above}.{name}"), facts)


def _file(image: object) -> str:
    """Path (or name) of a logo: a text, a map with `path`, or a pair for light and dark grounds."""
    if isinstance(image, Mapping):
        return _file(image.get("path") or image.get("light") or image.get("dark") or "")
    return image if isinstance(image, str) else ""


def _logo_faults(logo: str, folder: Path, place: Place) -> Iterator[Fault]:
    if not logo:
        return
    if not inside(folder, logo):
        yield Fault("T311", place, {"value": logo})
    elif not (folder / logo).is_file():
        yield Fault("A301", place, {"value": logo})


def inside(folder: Path, name: str) -> bool:
    """Whether a file named in a unit.yaml is one of the unit's own folder, links followed."""
    odd = "\\" in name or ":" in name or PurePosixPath(name).is_absolute()
    return not odd and (folder / name).resolve().is_relative_to(folder.resolve())
