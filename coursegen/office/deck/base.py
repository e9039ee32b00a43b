"""What compiling a deck base yields: everything that filling needs, frozen, without a library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from coursegen.errors import Fault
from coursegen.layout.geometry import BaseSpec, PlaceholderRole, PlaceholderSpec, SlideRole
from coursegen.office.color import Colors, Ground, Shade
from coursegen.office.faces import SANS
from coursegen.office.package import Relation
from coursegen.office.palette import Palette, palette, palette_on, wished
from coursegen.office.prototype import Prototype
from coursegen.office.tags import Tag

CHINESE_FACE = SANS
"""Face of Chinese text where a theme names none."""


class CompiledPlaceholder(Struct, frozen=True):
    """A placeholder of a layout. `attributes` are those of its p:ph element.

    `fixed`: slides must repeat its position (the layout has no such placeholder, or several with one number).
    `legible`: the colour it inherits reads on its ground, so slides need not state one.
    """

    attributes: str
    name: str
    spec: PlaceholderSpec
    fixed: bool
    legible: bool


class CompiledLayout(Struct, frozen=True):
    """A layout as slides use it: its part and theme, names of scheme colours → theme slots, ground of its content.

    `opener`: a cover, section or closing slide, drawn on with the colours for deep grounds when its ground is one.
    """

    part: str
    theme: str
    color_map: Mapping[str, str]
    override: str
    ground: Ground
    opener: bool
    placeholders: Mapping[PlaceholderRole, CompiledPlaceholder]
    wishes: Mapping[str, str]

    def palette(self, colors: Colors) -> Palette:
        """Shades of the roles on this layout, on a scheme."""
        return layout_palette(colors, self.ground, self.wishes, opener=self.opener)


class CompiledTheme(Struct, frozen=True):
    """A theme part with twelve colours and four faces as slots, what it has in them, its master's colour map."""

    xml: Prototype
    colors: Mapping[str, str]
    faces: Mapping[str, str]
    color_map: Mapping[str, str]


Surety = Literal["high", "medium", "low", "added", "map"]


class RoleRow(Struct, frozen=True):
    """Which layout serves a role (master and index from 1), how sure that is, its score and the gap to the next one."""

    role: SlideRole
    name: str
    part: str
    master: int
    index: int
    surety: Surety
    score: int
    gap: int


class CompiledDeck(Struct, frozen=True):
    """A deck base, compiled. `faults` are warnings about the base, `rows` the choice of layouts, for the user.

    `tags` are what is typed into it in double braces, `tagged` the parts and `core` the properties that have some.
    """

    spec: BaseSpec
    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    themes: Mapping[str, CompiledTheme]
    layouts: Mapping[SlideRole, CompiledLayout]
    prototypes: Mapping[str, Prototype]
    main: str
    presentation: Prototype
    relations: tuple[Relation, ...]
    notes_master: str
    faults: tuple[Fault, ...] = ()
    rows: tuple[RoleRow, ...] = ()
    name: str = ""
    tags: tuple[Tag, ...] = ()
    tagged: Mapping[str, Prototype] = field(default_factory=dict)
    core: Mapping[str, str] = field(default_factory=dict)


def layout_palette(colors: Colors, ground: Ground, wishes: Mapping[str, str], *, opener: bool) -> Palette:
    """Shades of the roles on a layout whose content stands on `ground`; `wishes` name scheme colours for roles."""
    if opener:
        found = palette(colors, ground.on(colors) if isinstance(ground, Shade) else ground or "")
    else:
        found = palette_on(colors, ground)
    return wished(colors, found, wishes) if wishes else found
