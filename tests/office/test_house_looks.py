"""Every house base: both compositions, both aspects, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coursegen.checks.package import check_package
from coursegen.layout.geometry import Rect
from coursegen.model.unit import Aspect, Brand, Mode
from coursegen.office.color import contrast, is_dark, shaded
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.read import read_deck
from coursegen.office.house import band, panel
from coursegen.office.house.deck import HOUSES, House, house_base
from coursegen.office.house.markup import Holder, Ink, Ornament
from coursegen.office.house.sheet import Sheet, color_map
from coursegen.office.palette import PAIRS, Palette, mapped, palette
from coursegen.office.theme import repainted

ASPECTS: tuple[Aspect, ...] = ("16:9", "4:3")
MODES: tuple[Mode, ...] = ("light", "dark")
LOOKS = [HOUSES[name].on(aspect, mode) for name, aspect, mode in product(sorted(HOUSES), ASPECTS, MODES)]

colors = st.one_of(
    st.sampled_from(["FFFF00", "000000", "808080", "FFFFFF", "FF0000", "00FFFF", "FFFFE0", "777777"]),
    st.integers(0, 0xFFFFFF).map("{:06X}".format),
)
brands = st.fixed_dictionaries({"primary": colors}, optional={"secondary": colors})


def name(house: House) -> str:
    return f"{house.composition}-{house.aspect.replace(':', 'x')}-{house.mode}"


look = pytest.mark.parametrize("house", LOOKS, ids=name)


@cache
def compiled(at: int) -> CompiledDeck:
    return read_deck(house_base(LOOKS[at]), name(LOOKS[at]))


def of(house: House) -> CompiledDeck:
    return compiled(LOOKS.index(house))


@look
def test_it_is_sound(house: House, ooxml_validator: Callable[[bytes, str], list[str]]) -> None:
    data = house_base(house)
    assert check_package(data, name(house)) == ()
    assert ooxml_validator(data, ".pptx") == []


@look
def test_it_serves_every_role_on_slides_of_its_size(house: House) -> None:
    spec = of(house).spec
    assert len(spec.layouts) == 9
    assert of(house).faults == ()
    assert spec.width * (9 if house.aspect == "16:9" else 3) == spec.height * (16 if house.aspect == "16:9" else 4)


@look
def test_nothing_stands_off_the_slide_or_over_another_text(house: House) -> None:
    spec = of(house).spec
    for layout in spec.layouts.values():
        rects = [p.rect for p in layout.placeholders.values()]
        assert all(r.x >= 0 and r.y >= 0 and r.right <= spec.width and r.bottom <= spec.height for r in rects)
        if layout.role != "blank":
            assert not [(a, b) for n, a in enumerate(rects) for b in rects[n + 1 :] if meets(a, b)]


def meets(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


@look
def test_both_margins_are_the_same_and_sizes_are_at_least_14(house: House) -> None:
    spec = of(house).spec
    body = spec.layouts["title-only"].content
    assert abs(body.x - (spec.width - body.right)) <= 2
    assert body.x >= spec.width * 0.045
    sizes = [p.size for s in spec.layouts.values() for key, p in s.placeholders.items() if key not in FEET]
    assert sizes
    assert min(sizes) >= 14


FEET = ("footer", "slide-number")


@look
def test_the_ground_is_what_the_mode_says_and_notes_are_light(house: House) -> None:
    deck = of(house)
    scheme = mapped(house.colors, next(iter(deck.themes.values())).color_map)
    assert is_dark(scheme["bg1"]) == (house.mode == "dark")
    assert b'bg1="lt1"' in deck.parts[deck.notes_master]


@given(st.sampled_from(LOOKS), brands)
@example(LOOKS[-4], {"primary": "FFFF00", "secondary": "000000"})
def test_every_text_of_a_layout_can_be_read_in_any_brand(house: House, brand: dict[str, str]) -> None:
    scheme = painted(house, brand)
    found = written(house)
    assert len(found) >= 15
    for holder, ground in found:
        assert holder.type
        large = holder.type.size >= 24 or (holder.type.bold and holder.type.size >= 18)
        ratio = contrast(shown(holder.type.ink, scheme), shown(ground, scheme))
        assert ratio >= (3 if large else 4.5), (holder.name, ratio)


@given(st.sampled_from(LOOKS), brands)
def test_every_pair_that_products_use_can_be_read_in_any_brand(house: House, brand: dict[str, str]) -> None:
    scheme = painted(house, brand)
    found: Palette = palette(scheme)
    assert PAIRS
    for ink, ground, least in PAIRS:
        assert contrast(found[ink].on(scheme), found[ground].on(scheme)) >= least, (ink, ground)


def painted(house: House, brand: dict[str, str]) -> dict[str, str]:
    names = color_map(house.mode)
    return mapped(repainted(house.colors, names, Brand(colors=brand, mode=house.mode)), names)


@cache
def texts_of(at: int) -> list[tuple[Holder, Ink]]:
    house = LOOKS[at]
    sheet = Sheet(house.aspect, house.mode)
    plans = (panel if house.composition == "panel" else band).layouts(sheet)
    return [pair for plan in plans for pair in text_grounds(plan.pieces, plan.ground or sheet.ink.paper)]


def written(house: House) -> list[tuple[Holder, Ink]]:
    return texts_of(LOOKS.index(house))


def text_grounds(pieces: tuple[Ornament | Holder, ...], paper: Ink) -> list[tuple[Holder, Ink]]:
    """Texts with a look of their own, and the colour of the topmost filled rectangle under their middle."""
    out = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Holder) and piece.type and piece.box:
            under = [o.ink for o in pieces[:at] if isinstance(o, Ornament) and covers(o, middle(piece.box))]
            out.append((piece, under[-1] if under else paper))
    return out


def covers(ornament: Ornament, spot: tuple[float, float]) -> bool:
    x, y, w, h = ornament.box
    return ornament.geometry == "rect" and not ornament.outline and x <= spot[0] <= x + w and y <= spot[1] <= y + h


def middle(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def shown(ink: Ink, scheme: dict[str, str]) -> str:
    return shaded(scheme[ink.scheme], ink.mod, ink.off)
