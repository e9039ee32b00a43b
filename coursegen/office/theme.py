"""The colours of a theme: by role (see `palette`), and repainted as a unit wants them while text can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coursegen.errors import NOWHERE, Fault, FaultError, Place
from coursegen.model.unit import Brand
from coursegen.office.color import (
    AA,
    BLACK,
    WHITE,
    Colors,
    Shade,
    contrast,
    is_dark,
    mixed,
    prefers_white,
    shaded,
    worst,
)
from coursegen.office.palette import DEEP, SLOTS, Palette, mapped, palette

__all__ = [
    "BRAND_COLORS",
    "BRAND_FONTS",
    "SLOTS",
    "Colors",
    "Palette",
    "Shade",
    "check_brand",
    "mapped",
    "palette",
    "repainted",
]

BRAND_COLORS: Mapping[str, str] = {
    "text": "tx1",
    "background": "bg1",
    "deep": "tx2",
    "tint": "bg2",
    "primary": "accent1",
    "secondary": "accent2",
    "muted": "accent5",
    "line": "accent6",
    "link": "hlink",
}
"""Keys of `Brand.colors` and the scheme colour each one sets."""

BRAND_FONTS = ("heading", "body", "latin", "kai")
"""Keys of `Brand.fonts`: East Asian faces of headings and body, the Latin face of both, the quotation face."""


def check_brand(brand: Brand, place: Place = NOWHERE) -> tuple[Fault, ...]:
    """Faults T507 and T508: keys that mean nothing here, colours that are none."""
    unknown = [(key, tuple(BRAND_COLORS)) for key in brand.colors if key not in BRAND_COLORS]
    unknown += [(key, BRAND_FONTS) for key in brand.fonts if key not in BRAND_FONTS]
    odd = [(key, value) for key, value in brand.colors.items() if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", value)]
    return (
        *(Fault("T507", place, {"key": key, "known": known}) for key, known in unknown),
        *(Fault("T508", place, {"key": key, "value": value}) for key, value in odd),
    )


def repainted(slots: Colors, color_map: Mapping[str, str], brand: Brand) -> dict[str, str]:
    """Theme slots in a unit's colours, each moved as far as contrast asks: layouts use them as they are.

    What a unit does not say follows from its primary colour. Raises T507 and T508.
    """
    faults = check_brand(brand)
    if faults:
        raise FaultError(faults)
    given = {key: value.lstrip("#").upper() for key, value in brand.colors.items()}
    if not given:
        return dict(slots)
    now = {key: slots[color_map.get(name, name)] for key, name in BRAND_COLORS.items()}
    wanted = _completed(now, given)
    changed = {BRAND_COLORS[key]: wanted[key] for key in _settled(wanted, now)}
    return {**slots, **{color_map.get(name, name): color for name, color in changed.items()}}


def _completed(now: Colors, given: Colors) -> dict[str, str]:
    """All brand colours: the given ones, those that follow from a given primary, and what the theme has."""
    wanted = {**now, **given}
    if "background" in given and "text" not in given:
        wanted["text"] = _moved(now["text"], (wanted["background"],), 12)
    if "primary" in given:
        dark = is_dark(wanted["background"])
        derived = {
            "deep": shaded(given["primary"], 60, 40) if dark else shaded(given["primary"], 55, 0),
            "tint": mixed(wanted["background"], given["primary"], 8 if dark else 5),
            "line": mixed(wanted["background"], given["primary"], 40 if dark else 20),
        }
        wanted |= {key: color for key, color in derived.items() if key not in given}
    return wanted


def _settled(wanted: dict[str, str], now: Colors) -> list[str]:
    """Move the colours that carry text until they can be read; the keys whose colour is another than now."""
    ground = wanted["background"]
    extreme = WHITE if is_dark(ground) else BLACK
    if contrast(wanted["tint"], ground) > 1.4 or contrast(extreme, wanted["tint"]) < AA:
        wanted["tint"] = ground
    grounds = (ground, wanted["tint"])
    for key, ratio in (("text", 7.0), ("deep", DEEP + 0.5), ("primary", AA), ("muted", AA)):
        wanted[key] = _moved(wanted[key], grounds, ratio)
    return [key for key, color in wanted.items() if color != now[key]]


def _moved(color: str, grounds: Sequence[str], ratio: float) -> str:
    """The colour, darkened or lightened by the least that gives the ratio on all grounds (else the best there is)."""
    lighter = prefers_white(grounds)
    tries = [shaded(color, step, 100 - step if lighter else 0) for step in range(100, -1, -2)]
    return next((c for c in tries if worst(c, grounds) >= ratio), max(tries, key=lambda c: worst(c, grounds)))
