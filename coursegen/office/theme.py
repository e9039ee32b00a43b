"""The colours of a theme: by role (see `palette`), and repainted as a unit wants them while text can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from coursegen.errors import NOWHERE, Fault, FaultError, Place
from coursegen.model.unit import Brand
from coursegen.office.color import (
    AA,
    AA_LARGE,
    BLACK,
    WHITE,
    Colors,
    Shade,
    contrast,
    is_dark,
    luminance,
    mixed,
    prefers_white,
    shaded,
    worst,
)
from coursegen.office.faces import PROFILES, USES
from coursegen.office.palette import DEEP, SLOTS, VISIBLE, Palette, mapped, palette
from coursegen.once import Asked

__all__ = [
    "BRAND_COLORS",
    "BRAND_FONTS",
    "SLOTS",
    "Colors",
    "Palette",
    "Shade",
    "check_brand",
    "darkened",
    "mapped",
    "meant_for",
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

BRAND_FONTS = ("profile", *USES)
"""Keys of `Brand.fonts`."""


def check_brand(brand: Brand, place: Place = NOWHERE) -> tuple[Fault, ...]:
    """Faults T507, T508 and T522: keys that mean nothing here, colours that are none, a profile that nobody knows."""
    unknown = [(key, tuple(BRAND_COLORS)) for key in brand.colors if key not in BRAND_COLORS]
    unknown += [(key, BRAND_FONTS) for key in brand.fonts if key not in BRAND_FONTS]
    odd = [(key, value) for key, value in brand.colors.items() if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", value)]
    profile = brand.fonts.get("profile", "")
    strange = [profile] if profile and profile not in PROFILES else []
    return (
        *(Fault("T522", place, {"value": value, "known": tuple(PROFILES)}) for value in strange),
        *(Fault("T507", place, {"key": key, "known": known}) for key, known in unknown),
        *(Fault("T508", place, {"key": key, "value": value}) for key, value in odd),
    )


def repainted(slots: Colors, color_map: Mapping[str, str], brand: Brand) -> dict[str, str]:
    """Theme slots in a unit's colours, each moved as far as contrast asks: layouts use them as they are.

    What a unit does not say follows from its primary colour. On a dark ground under `brand.mode` dark, colours meant
    for white paper (a light tint, dark text) are passed over. Raises T507 and T508.
    """
    said = tuple(brand.colors.items()), tuple(brand.fonts.items()), brand.mode
    key = tuple(slots.items()), tuple(color_map.items()), said
    return dict(_repainted(Asked(key, (slots, color_map, brand))))


@lru_cache(maxsize=32)
def _repainted(asked: Asked[tuple[Colors, Mapping[str, str], Brand]]) -> Mapping[str, str]:
    slots, color_map, brand = asked.held
    faults = check_brand(brand)
    if faults:
        raise FaultError(faults)
    now = {key: slots[color_map.get(name, name)] for key, name in BRAND_COLORS.items()}
    given = meant_for(brand, now["background"])
    if not given:
        return dict(slots)
    wanted = _completed(now, given)
    changed = {BRAND_COLORS[key]: wanted[key] for key in _settled(wanted, now)}
    return {**slots, **{color_map.get(name, name): color for name, color in changed.items()}}


def darkened(slots: Colors) -> dict[str, str]:
    """The slots of a light theme as a dark one: its primary, secondary and link colours lifted on a near-black ground.

    Light and dark slots keep their names: a dark deck exchanges them in its colour map, as Office does.
    """
    swapped = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
    kept = {"primary": slots["accent1"], "secondary": slots["accent2"], "link": slots["hlink"]}
    found = repainted({**slots, **_NIGHT}, swapped, Brand(colors=kept, mode="dark"))
    lifted = ("accent3", "accent4", "folHlink")
    return {**found, **{slot: _moved(found[slot], (found["dk1"], found["dk2"]), AA) for slot in lifted}}


_NIGHT = {"dk1": "15181D", "lt1": "F3F4F6", "dk2": "22262E", "lt2": "FFFFFF", "accent5": "A9B0BB", "accent6": "3A404B"}
"""Ground, text, tint, headings, quiet text and lines of a dark deck before any brand."""

_FOR_DARK_GROUND = {"background": True, "tint": True, "line": True, "text": False, "deep": False, "muted": False}
"""Whether the colour of a role is a dark one where the ground is dark."""


def meant_for(brand: Brand, ground: str) -> dict[str, str]:
    """The colours of a brand that are meant for this ground."""
    given = {key: value.lstrip("#").upper() for key, value in brand.colors.items()}
    if brand.mode != "dark" or not is_dark(ground):
        return given
    return {key: c for key, c in given.items() if is_dark(c) == _FOR_DARK_GROUND.get(key, is_dark(c))}


def _completed(now: Colors, given: Colors) -> dict[str, str]:
    """All brand colours: the given ones, those that follow from a given primary, and what the theme has."""
    wanted = {**now, **given}
    if "background" in given and "text" not in given:
        wanted["text"] = _moved(now["text"], (wanted["background"],), 12)
    if "primary" in given:
        derive = _on_dark if is_dark(wanted["background"]) else _on_light
        wanted |= {k: c for k, c in derive(wanted["background"], given["primary"]).items() if k not in given}
    return wanted


def _on_light(ground: str, primary: str) -> dict[str, str]:
    strong = _moved(primary, (ground,), AA)
    return {"deep": shaded(strong, 55, 0), "tint": mixed(ground, strong, 5), "line": mixed(ground, strong, 20)}


def _on_dark(ground: str, primary: str) -> dict[str, str]:
    """Panels as much in the brand's colour as leaves them quiet: they bear text and take the place of deep fills."""
    lifted = _moved(primary, (ground,), AA)
    own = [shaded(primary, mod, 0) for mod in range(100, 0, -2)]
    panels = [*own, *(mixed(ground, lifted, share) for share in range(40, 4, -1))]
    return {
        "deep": shaded(lifted, 30, 70),
        "tint": next(
            (p for p in panels if luminance(p) > luminance(ground) and VISIBLE < contrast(p, ground) <= PANEL), ground
        ),
        "line": mixed(ground, lifted, 30),
    }


PANEL = 1.35
"""Contrast of a panel to a dark ground: seen, and text stands out from both (house rule; tints end at 1.4)."""


def _settled(wanted: dict[str, str], now: Colors) -> list[str]:
    """Move the colours that carry text until they can be read; the keys whose colour is another than now."""
    ground = wanted["background"]
    extreme = WHITE if is_dark(ground) else BLACK
    if contrast(wanted["tint"], ground) > 1.4 or contrast(extreme, wanted["tint"]) < AA:
        wanted["tint"] = ground
    grounds = (ground, wanted["tint"])
    for key, ratio in (("text", 7.0), ("deep", DEEP + 0.5), ("primary", AA), ("muted", AA), ("link", AA)):
        wanted[key] = _moved(wanted[key], grounds, ratio)
    blocks = grounds if is_dark(ground) else (wanted["deep"], shaded(wanted["deep"], 80, 0))
    wanted["secondary"] = _moved(wanted["secondary"], blocks, AA_LARGE)
    wanted["line"] = _moved(wanted["line"], (wanted["text"], wanted["deep"]), AA)
    return [key for key, color in wanted.items() if color != now[key]]


@lru_cache(maxsize=256)
def _moved(color: str, grounds: tuple[str, ...], ratio: float) -> str:
    """The colour, darkened or lightened by the least that gives the ratio on all grounds (else the best there is)."""
    lighter = prefers_white(grounds)

    def tries() -> Iterator[str]:
        return (shaded(color, step, 100 - step if lighter else 0) for step in range(100, -1, -2))

    found = next((c for c in tries() if worst(c, grounds) >= ratio), None)
    return found or max(tries(), key=lambda c: worst(c, grounds))
