"""The values of a unit that a form shows: which there are, who says each, and how an answer is put in the file."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursegen.errors import NOWHERE
from coursegen.reading import Layer, UnitLayers
from coursegen.reading.brand import COLOR_ROLES, FONT_ROLES
from coursegen.reading.edit_keys import Value, put, without

NAMES = ("names.full", "names.short", "names.english", "names.office", "level")
COLORS = tuple(f"brand.colors.{role}" for role in COLOR_ROLES)
FONTS = tuple(f"brand.fonts.{role}" for role in FONT_ROLES)
CHOICES = (
    "choices.plan",
    "choices.period_minutes",
    "choices.pass_mark",
    "choices.aspect",
    "choices.naming",
    "choices.paper",
    "choices.seal",
    "choices.sheet",
    "choices.script",
    "brand.mode",
)
LISTS = ("choices.products", "choices.lessons")
TOP = ("extends", "type")


class Said(Struct, frozen=True):
    """One value as a unit has it: what is in use, who says it, what would hold if the unit itself said nothing."""

    value: Value
    by: str
    inherited: Value
    inherited_from: str


def said(layers: UnitLayers, key: str, unit: str) -> Said:
    """Who says what of a key, seen from a unit."""
    found = layers.of(key)
    above = next((layer for layer in found if layer.unit != unit), None)
    first = found[0] if found else Layer(unit, "", NOWHERE)
    return Said(first.value, first.unit if found else "", above.value if above else "", above.unit if above else "")


def own_values(layers: UnitLayers, unit: str) -> tuple[tuple[str, Said], ...]:
    """Every value that a unit says itself, by its key, with what it would be without."""
    return tuple((key, found) for key in layers.values if (found := said(layers, key, unit)).by == unit)


def edited(text: str, layers: UnitLayers, unit: str, answers: Mapping[str, Value]) -> str:
    """A unit's file with the answers of a form: what is as before is left, what is as above is taken out.

    An empty answer means that the unit says nothing itself. Raises C008 and C116.
    """
    for key, answer in answers.items():
        now = said(layers, key, unit)
        if answer == now.value or (not answer and now.by != unit):
            continue
        keys = tuple(key.split(".", 2)) if key not in TOP else (key,)
        text = put(text, keys, answer) if answer and answer != now.inherited else without(text, keys)
    return text
