"""A layout as its own file has it, whatever it is used for: what one looks at to choose layouts."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from coursegen.layout.geometry import Rect
from coursegen.layout.scenery import Ink, MediaFill, Ornament, Paint

HolderKind = Literal["title", "text", "picture", "foot"]
"""What a placeholder is for, as far as a small picture can tell it."""


class PlanHolder(Struct, frozen=True):
    """A placeholder: what it is for, and where it stands."""

    kind: HolderKind
    rect: Rect


class LayoutPlan(Struct, frozen=True):
    """A layout: part (`slideLayout3.xml`), name, size in EMU, ground, ornaments, placeholders, colour of its text."""

    part: str
    name: str
    width: int
    height: int
    ground: Paint | MediaFill
    ornaments: tuple[Ornament, ...]
    holders: tuple[PlanHolder, ...]
    ink: Ink
