"""A unit's base deck and document from a few wishes: what follows from them, and what had to bend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from coursegen.build.assets import clean_logo, read_asset
from coursegen.errors import Fault, FaultError
from coursegen.layout.geometry import Role
from coursegen.model import Brand, Unit
from coursegen.model.unit import Aspect, Mode
from coursegen.office.color import contrast, hue_distance, mixed, saturation, worst
from coursegen.office.document.markup import FACES, WORD_MAP
from coursegen.office.faces import faces
from coursegen.office.house.deck import HOUSES, Composition, House, house_base
from coursegen.office.house.document import house_document
from coursegen.office.house.document_parts import COLORS
from coursegen.office.house.sheet import color_map
from coursegen.office.package import picture_extension
from coursegen.office.palette import PAIRS, Palette, mapped, palette
from coursegen.office.theme import BRAND_COLORS, check_brand, darkened, meant_for, repainted
from coursegen.workspace import shown

HOUSE_OF: Mapping[Composition, str] = {"panel": "red", "band": "blue"}
_NEAR = 0.08
"""Hues nearer than this are one colour to the eye (house rule): an ornament must be another."""


class Wishes(Struct, frozen=True):
    """What is asked for; what is empty follows. `colors` and `fonts` as under `brand` in unit.yaml."""

    colors: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    theme: Composition = "panel"
    aspect: Aspect = "16:9"
    mode: Mode = "light"
    logo: Path | None = None

    @property
    def brand(self) -> Brand:
        """The wishes as a brand, without the logo."""
        return Brand(dict(self.colors), {"profile": "windows", **self.fonts}, "", self.mode)


class Tone(Struct, frozen=True):
    """One colour that came out: its role, and its least contrast to what it goes with (0 for a ground)."""

    role: Role
    color: str
    ratio: float


class BrandKit(Struct, frozen=True):
    """Files by name, the colours of the slides, and the wishes that bent (warnings)."""

    files: Mapping[str, bytes]
    tones: tuple[Tone, ...]
    faults: tuple[Fault, ...]


def with_unit(wishes: Wishes, unit: Unit) -> Wishes:
    """Wishes that take from a unit's brand what they do not say."""
    return replace(
        wishes,
        colors={**unit.brand.colors, **wishes.colors},
        fonts={**unit.brand.fonts, **wishes.fonts},
    )


def make_brand(wishes: Wishes, name: str) -> BrandKit:
    """Base deck and base document, contrast guaranteed; `name` is what their colour scheme is called.

    Raises T507, T508 and T522 for wishes that mean nothing, A508, A850 and what cleaning raises for a logo.
    """
    if faults := check_brand(wishes.brand):
        raise FaultError(faults)
    house = house_for(wishes, name)
    wanted = faces(wishes.brand)
    paper = repainted(COLORS, WORD_MAP, replace(_completed(wishes, house), mode="light"))
    document = house_document(paper, {use: wanted[use] for use in FACES})
    scheme = mapped(house.colors, color_map(house.mode))
    files = {"deck.pptx": house_base(house), "document.docx": document, **_logo(wishes.logo)}
    return BrandKit(files, tones_of(palette(scheme), scheme), tuple(_bent(wishes, scheme)))


def house_for(wishes: Wishes, name: str) -> House:
    """The house in the colours, faces and look that are asked for."""
    start = HOUSES[HOUSE_OF[wishes.theme]]
    slots = darkened(start.colors) if wishes.mode == "dark" else start.colors
    wanted = faces(wishes.brand)
    colors = repainted(slots, color_map(wishes.mode), _completed(wishes, start))
    return House(
        name, start.composition, colors, wanted["heading"], wanted["body"], wanted["latin"], wishes.aspect, wishes.mode
    )


def _completed(wishes: Wishes, start: House) -> Brand:
    """The brand with the quiet colours and the ornament that go with its primary."""
    primary = wishes.colors.get("primary", "").lstrip("#").upper()
    if not primary:
        return wishes.brand
    gold, steel = start.colors["accent2"], start.colors["accent3"]
    alike = saturation(primary) > 0.2 and hue_distance(gold, primary) < _NEAR
    derived = {"muted": mixed("666666", primary, 15), "link": primary, "secondary": steel if alike else gold}
    return replace(wishes.brand, colors={**derived, **wishes.colors})


def tones_of(found: Palette, scheme: Mapping[str, str]) -> tuple[Tone, ...]:
    """The colour of each role on a scheme, with its least contrast."""
    colors = {role: shade.on(scheme) for role, shade in found.items()}
    return tuple(Tone(role, color, _least(role, color, colors)) for role, color in colors.items())


def _least(role: Role, color: str, colors: Mapping[Role, str]) -> float:
    return min((contrast(color, colors[ground]) for ink, ground, _ in PAIRS if ink == role), default=0)


def _bent(wishes: Wishes, scheme: Mapping[str, str]) -> Iterator[Fault]:
    """Wishes whose colour came out as another."""
    fitting = meant_for(wishes.brand, scheme["bg1"])
    for role, wish in wishes.colors.items():
        wish, color = wish.lstrip("#").upper(), scheme[BRAND_COLORS[role]]
        facts: dict[str, object] = {"role": role, "wish": wish, "color": color}
        if role not in fitting:
            yield Fault("T525", facts=facts, severity="warning")
        elif wish != color and role == "tint":
            yield Fault("T526", facts=facts, severity="warning")
        elif wish != color:
            others = [scheme[name] for name in _beside(role, wishes.mode)]
            ratios = {"before": f"{worst(wish, others):.1f}", "after": f"{worst(color, others):.1f}"}
            yield Fault("T523", facts={**facts, **ratios}, severity="warning")


def _beside(role: str, mode: Mode) -> tuple[str, ...]:
    """Scheme colours that a brand colour meets on slides: ornaments lie on blocks, lines bear writing."""
    if role == "line":
        return ("tx1", "tx2")
    return ("tx2",) if role == "secondary" and mode == "light" else ("bg1", "bg2")


def _logo(path: Path | None) -> dict[str, bytes]:
    if path is None:
        return {}
    data = read_asset(path)
    clean_logo(data, shown(path))  # what would stop every build is refused here
    return {f"logo.{picture_extension(data, shown(path))}": data}
