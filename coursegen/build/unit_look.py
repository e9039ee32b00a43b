"""What a unit's brand becomes on its own base: colours by role with their contrast, and the layouts a base has."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from coursegen.build.bases import Look, in_look
from coursegen.build.brand import Tone, tones_of
from coursegen.build.products import BASES
from coursegen.build.search import find_base, search_path
from coursegen.build.tags import sample_texts, unit_texts
from coursegen.html.plan import plan_picture
from coursegen.model import Unit
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.compile import compile_deck
from coursegen.office.deck.fill import with_texts
from coursegen.office.deck.plans import plans, small_pictures
from coursegen.office.package import read_package
from coursegen.office.palette import mapped, palette
from coursegen.office.theme import repainted

_LAYOUT = re.compile(r"ppt/slideLayouts/(slideLayout(\d+)\.xml)")
_NAME = re.compile(rb"<p:cSld\b[^>]*?\bname=\"([^\"]*)\"")


def unit_deck(unit: Unit, roots: tuple[Path, ...]) -> CompiledDeck:
    """The deck base of a unit, compiled. Raises what `find_base` and `compile_deck` do."""
    base = in_look(find_base(search_path(unit, roots), *BASES["deck"]), Look(unit.choices.aspect, unit.brand.mode))
    return compile_deck(base.data, base.name, base.map)


def unit_layouts(unit: Unit, roots: tuple[Path, ...]) -> dict[str, bytes]:
    """A small picture (SVG) of every layout of a unit's deck base, by its part. Raises what `unit_deck` does."""
    compiled = with_texts(unit_deck(unit, roots), {**sample_texts(unit.terms), **unit_texts(unit)})
    made = plans(compiled, unit.brand)
    media = small_pictures(compiled, made)
    return {plan.part: plan_picture(plan, media) for plan in made}


def unit_tones(unit: Unit, roots: tuple[Path, ...]) -> tuple[Tone, ...]:
    """Colours of a unit's slides as they come out, each with its least contrast to what it goes with.

    Raises what `unit_deck` and `repainted` do.
    """
    theme = next(iter(unit_deck(unit, roots).themes.values()))
    scheme = mapped(repainted(theme.colors, theme.color_map, unit.brand), theme.color_map)
    return tones_of(palette(scheme), scheme)


def painted(unit: Unit, colors: dict[str, str]) -> Unit:
    """The unit with these colours beside its own."""
    return replace(unit, brand=replace(unit.brand, colors={**unit.brand.colors, **colors}))


def layout_names(data: bytes, name: str) -> dict[str, str]:
    """Name of every layout of a deck base by its part (`slideLayout3.xml`). Raises what `read_package` does."""
    found = {}
    for part, body in read_package(data, name).items():
        if layout := _LAYOUT.fullmatch(part):
            named = _NAME.search(body)
            found[layout[1]] = (int(layout[2]), named[1].decode("utf-8", "replace") if named else "")
    return {part: words or part for part, (_, words) in sorted(found.items(), key=lambda pair: pair[1])}
