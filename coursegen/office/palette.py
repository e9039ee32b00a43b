"""Colour roles on any theme, chosen by contrast.

A role becomes a `Shade`: a colour of the scheme, by the name that slides use (bg1, tx1, accent1 …), made darker or
lighter, so that a deck follows when its theme is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product

from coursegen.layout.geometry import Role
from coursegen.office.color import (
    AA,
    AA_LARGE,
    BLACK,
    WHITE,
    Colors,
    Ground,
    Shade,
    contrast,
    distance,
    hue_distance,
    is_dark,
    prefers_white,
    saturation,
    worst,
)
from coursegen.once import Asked

DEEP = 6.0
VISIBLE = 1.15
"""Least contrast at which a hairline or a panel is seen on its ground (house rule)."""

ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
SLOTS = ("dk1", "lt1", "dk2", "lt2", *ACCENTS, "hlink", "folHlink")
GROUNDS = ("bg1", "bg2", "tx1", "tx2")

Palette = Mapping[Role, Shade]

PAIRS: tuple[tuple[Role, Role, float], ...] = (
    *((ink, ground, AA) for ink in ("text", "muted", "primary", "deep") for ground in ("background", "tint")),
    *((ink, "line", AA) for ink in ("text", "deep")),
    ("on-primary", "primary", AA),
    ("on-deep", "deep", AA),
    ("accent-on-deep", "deep", AA_LARGE),
)
"""Every writing on a ground that products use, either way round, and the least contrast of the two.

What is on deep in the accent is 24 points or more, or bold and 18 (WCAG 2.2, 1.4.3: large text).
"""


def _ladder(*, lighter: bool) -> tuple[tuple[int, int], ...]:
    """Pairs of lumMod and lumOff from the colour itself, step by step to black or to white."""
    steps = (100, 90, 80, 75, 65, 50, 40, 30, 20, 10, 0)
    return tuple((mod, 100 - mod if lighter else 0) for mod in steps)


def _reach(colors: Colors, scheme: str, grounds: Sequence[str], ratio: float) -> Shade:
    """The least change of a scheme colour that stands out by `ratio` from all grounds (else the best there is)."""
    shades = [Shade(scheme, mod, off) for mod, off in _ladder(lighter=prefers_white(grounds))]
    good = next((s for s in shades if worst(s.on(colors), grounds) >= ratio), None)
    return good or max(shades, key=lambda s: worst(s.on(colors), grounds))


def _first(
    colors: Colors, shades: Iterable[Shade], grounds: Sequence[str], low: float, high: float = 22
) -> Shade | None:
    """The first shade whose contrast to all grounds is at least `low` and to the first of them at most `high`."""
    for shade in shades:
        color = shade.on(colors)
        if worst(color, grounds) >= low and contrast(color, grounds[0]) <= high:
            return shade
    return None


def palette(colors: Colors, ground: str = "", *, under: str = "") -> Palette:
    """A shade for every role on a scheme (names as slides use them → colours).

    `ground` is the colour under the content of a layout that is not plain background: what is drawn on deep then
    stands out from it as well. `under` is a colour that takes the background's place without being of the scheme.
    Guaranteed wherever any colour can: text, muted, primary on background and tint 4.5, deep 6; on-primary and on-deep
    4.5; accent-on-deep 3; text and deep on line 4.5.
    """
    return _palette(Asked((tuple(colors.items()), ground, under), (colors, ground, under)))


@lru_cache(maxsize=64)
def _palette(asked: Asked[tuple[Colors, str, str]]) -> Palette:
    colors, ground, under = asked.held
    if ground:
        return _on_ground(colors, ground, palette(colors, under=under))
    background = Shade("bg1")
    tint = _tint(colors)
    grounds = (background.on(colors), tint.on(colors), *((under,) if under else ()))
    text = _reach(colors, "tx1", grounds, AA)
    primary = _primary(colors, grounds)
    deep = _deep(colors, primary, grounds)
    secondary = _secondary(colors, primary, grounds[0])
    on_deep, ornament = _above_deep(colors, (deep.on(colors),), secondary)
    return {
        "background": background,
        "tint": tint,
        "text": text,
        "primary": primary,
        "deep": deep,
        "secondary": secondary,
        "on-primary": _upon(colors, (primary.on(colors),)),
        "on-deep": on_deep,
        "accent-on-deep": ornament,
        "muted": _muted(colors, grounds),
        "line": _line(colors, primary, (text, deep), grounds),
    }


def _on_ground(colors: Colors, ground: str, found: Palette) -> Palette:
    """A palette for a layout with a ground of its own: if that is as dark as deep fills are, it counts among them."""
    fill = found["deep"].on(colors)
    if is_dark(ground) != is_dark(fill):
        return found
    on_deep, ornament = _above_deep(colors, (fill, ground), found["secondary"])
    return {**found, "on-deep": on_deep, "accent-on-deep": ornament}


def _above_deep(colors: Colors, fills: Sequence[str], secondary: Shade) -> tuple[Shade, Shade]:
    """Text and ornaments on deep fills."""
    text = _upon(colors, fills)
    return text, _first(colors, _ornaments(secondary), fills, AA_LARGE) or text


def _tint(colors: Colors) -> Shade:
    ground = colors["bg1"]
    dark = is_dark(ground)
    made = ((85, 15), (90, 10)) if dark else ((95, 0), (97, 0))
    pale = [] if dark else [Shade("accent1", 10, 90)]
    extreme = WHITE if dark else BLACK
    shades = (Shade("bg2"), *pale, *(Shade("bg1", mod, off) for mod, off in made))
    good = (s for s in shades if contrast(extreme, s.on(colors)) >= DEEP and is_dark(s.on(colors)) == dark)
    return _first(colors, good, (ground,), 1.03, 1.4) or Shade("bg1")


def _primary(colors: Colors, grounds: Sequence[str]) -> Shade:
    """The first accent that reads on the grounds, a plain one before a shaded one, a colourful before a dull one.

    Grey is passed over, but for a first accent that reads as it is: that is a house in black or grey.
    """
    ladder = _ladder(lighter=prefers_white(grounds))
    steps = tuple(zip((0.0, 0.3, 0.6, 1.4), (ladder[0], ladder[1], ladder[3], ladder[5]), strict=True))
    found: list[tuple[float, Shade]] = []
    for (rank, scheme), (price, (mod, off)) in product(enumerate(ACCENTS), steps):
        shade = Shade(scheme, mod, off)
        color = shade.on(colors)
        meant = saturation(color) >= 0.2 or (rank, price) == (0, 0.0)
        if meant and worst(color, grounds) >= AA:
            found.append((rank + price - 0.5 * saturation(color), shade))
    return min(found, key=lambda f: f[0])[1] if found else _reach(colors, "accent1", grounds, AA)


def _deep(colors: Colors, primary: Shade, grounds: Sequence[str]) -> Shade:
    if colors["tx2"] != colors["tx1"] and saturation(colors["tx2"]) >= 0.1 and worst(colors["tx2"], grounds) >= DEEP:
        return Shade("tx2")
    own = _reach(colors, primary.scheme, grounds, DEEP + 1)
    if saturation(own.on(colors)) >= 0.15 and worst(own.on(colors), grounds) >= DEEP:
        return own
    return _reach(colors, "tx1", grounds, DEEP)


def _secondary(colors: Colors, primary: Shade, ground: str) -> Shade:
    """The accent farthest in hue from the primary that is seen on the ground; the primary when there is none."""
    others = [
        s
        for s in ACCENTS
        if s != primary.scheme and saturation(colors[s]) >= 0.2 and contrast(colors[s], ground) >= 1.6
    ]
    near = primary.on(colors)
    rank = {s: hue_distance(colors[s], near) + (0.35 if s == "accent2" else 0) for s in others}
    return Shade(max(others, key=rank.__getitem__)) if others else primary


@lru_cache(maxsize=64)
def _ornaments(secondary: Shade) -> tuple[Shade, ...]:
    ladder = ((100, 0), (75, 25), (60, 40), (40, 60), (75, 0), (50, 0))
    return tuple(Shade(s, mod, off) for s in (secondary.scheme, *ACCENTS) for mod, off in ladder)


def _upon(colors: Colors, grounds: Sequence[str]) -> Shade:
    """Text on a strong fill: background or text colour, whichever stands out more, strengthened when need be."""
    best = max((Shade("bg1"), Shade("tx1")), key=lambda s: worst(s.on(colors), grounds))
    return best if worst(best.on(colors), grounds) >= AA else _reach(colors, best.scheme, grounds, AA)


def _muted(colors: Colors, grounds: Sequence[str]) -> Shade:
    greys = tuple(Shade(s) for s in ACCENTS if saturation(colors[s]) < 0.12)
    lighter = prefers_white(grounds)
    steps = ((75, 0), (85, 0)) if lighter else ((65, 35), (75, 25), (85, 15))
    faded = tuple(Shade("tx1", mod, off) for mod, off in steps)
    return _first(colors, (*greys, *faded), grounds, AA, 9) or _reach(colors, "tx1", grounds, AA)


def _line(colors: Colors, primary: Shade, writing: Sequence[Shade], grounds: Sequence[str]) -> Shade:
    """A quiet fill that is seen on the grounds (at least the first) and on which text and deep can be read."""
    ground = grounds[0]
    dark = is_dark(ground)
    pale = (
        ()
        if dark
        else (Shade("accent6"), Shade("accent5"), Shade(primary.scheme, 30, 70), Shade(primary.scheme, 20, 80))
    )
    grey = ((75, 25), (70, 30), (85, 15), (90, 10)) if dark else ((85, 0), (80, 0), (75, 0), (90, 0))
    shades = (
        *pale,
        *(Shade("bg1", mod, off) for mod, off in grey),
        *(Shade("tx1", mod, 100 - mod) for mod in (15, 25)),
    )
    words = [s.on(colors) for s in writing]
    legible = [s for s in shades if worst(s.on(colors), words) >= AA]
    return (
        _first(colors, legible, grounds, VISIBLE, 1.9)
        or _first(colors, legible, (ground,), VISIBLE, 1.9)
        or _first(colors, shades, (ground,), VISIBLE)
        or Shade("tx1")
    )


def palette_on(colors: Colors, ground: Ground) -> Palette:
    """The palette for drawing on a ground that takes the background's place; on an unknown one, on the background.

    Text reads on a fixed ground and on the shade of the scheme that comes nearest to it, which fills panels.
    """
    if ground is None or ground == Shade("bg1"):
        return palette(colors)
    here = ground.on(colors) if isinstance(ground, Shade) else ground
    own = ground if isinstance(ground, Shade) else _nearest(colors, here)
    text = Shade(max(("tx1", "bg1"), key=lambda s: contrast(colors[s], here)))
    stand_in = {"bg1": own, "tx1": text, "bg2": own, "tx2": text}
    seen = {**colors, **{name: shade.on(colors) for name, shade in stand_in.items()}}
    return {
        role: _composed(stand_in[shade.scheme], shade) if shade.scheme in stand_in else shade
        for role, shade in palette(seen, under=here).items()
    }


def wished(colors: Colors, found: Palette, wishes: Mapping[str, str]) -> Palette:
    """A palette with the scheme colours that somebody wants for roles, each moved as far as its contrast asks."""
    grounds = (found["background"].on(colors), found["tint"].on(colors))
    least: Mapping[Role, float] = {"text": AA, "muted": AA, "primary": AA, "deep": DEEP}
    given: dict[Role, Shade] = {}
    for role in found:
        if role in wishes:
            scheme = wishes[role]
            given[role] = _reach(colors, scheme, grounds, least[role]) if role in least else Shade(scheme)
    pairs: tuple[tuple[Role, Role], ...] = (("on-primary", "primary"), ("on-deep", "deep"))
    upon = {role: _upon(colors, (given[u].on(colors),)) for role, u in pairs if u in given and role not in given}
    return {**found, **given, **upon}


def _nearest(colors: Colors, color: str) -> Shade:
    """The shade of a ground colour that is most like a fixed colour, dark if that is dark."""
    ladders = (*_ladder(lighter=False), *_ladder(lighter=True))
    shades = [Shade(scheme, mod, off) for scheme in GROUNDS for mod, off in ladders]
    alike = [shade for shade in shades if is_dark(shade.on(colors)) == is_dark(color)]
    return min(alike, key=lambda shade: distance(shade.on(colors), color))


def _composed(inner: Shade, outer: Shade) -> Shade:
    """One shade that does what two do one after the other."""
    return Shade(inner.scheme, round(inner.mod * outer.mod / 100), round(inner.off * outer.mod / 100) + outer.off)


def mapped(slots: Colors, color_map: Mapping[str, str]) -> dict[str, str]:
    """Colours by the names slides use, from theme slots and a master's colour map."""
    return {name: slots[slot] for name, slot in color_map.items() if slot in slots}
