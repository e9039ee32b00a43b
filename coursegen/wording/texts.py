"""The texts of the model: where each stands, and which slots are in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from coursegen.errors import NOWHERE, Place
from coursegen.model import CourseBundle, Quote
from coursegen.once import Asked
from coursegen.translation.addresses import NAMES
from coursegen.wording.slots import has_slots, names_in

KEPT = 2048
"""Parts that are kept in memory, of a few courses and units."""


class Text(Struct, frozen=True):
    """A text of the model: the id of the thing it belongs to, the key of that thing it stands under, its own field."""

    owner: str
    key: str
    field: str
    text: str

    def place(self, places: Mapping[str, Place]) -> Place:
        """Where it stands, as near as is known."""
        found = places.get(f"{self.owner}/{self.key}") or places.get(self.owner)
        return found or places.get(f"points/{self.owner}", NOWHERE)


def texts_in(node: object, owner: str, key: str, field: str) -> Iterator[Text]:
    """All texts below a node except quotations."""
    match node:
        case str():
            yield Text(owner, key, field, node)
        case tuple():
            for member in node:
                yield from texts_in(member, owner, key, field)
        case Mapping():
            for member in node.values():
                yield from texts_in(member, owner, key, field)
        case Quote():
            return
        case _ if isinstance(node, Struct):
            kind: Any = type(node)
            own = getattr(node, "id", "")
            for name in text_fields(kind):
                yield from texts_in(getattr(node, name), own or owner, name if own else key, name)


@cache
def text_fields(kind: Any) -> tuple[str, ...]:
    """Fields of a model class that can hold text; those of the bundle hold the lessons themselves, not their names."""
    names = {"places", "untranslated", "words"} if kind is CourseBundle else NAMES
    return tuple(name for name in kind.__struct_fields__ if name not in names)


@lru_cache(maxsize=KEPT)
def slots_of(asked: Asked[Any]) -> frozenset[str]:
    """Names of the slots in the texts of a part of the course; what looks like one and is none is among them."""
    found: list[str] = []
    _gather(asked.held, found)
    return frozenset(name for text in found for name in names_in(text))


def _gather(node: object, found: list[str]) -> None:
    """Put all texts with slots below a node, except quotations, to those that were found."""
    match node:
        case str():
            if has_slots(node):
                found.append(node)
        case tuple():
            for member in node:
                _gather(member, found)
        case Quote():
            return
        case Struct():
            for name in text_fields(type(node)):
                _gather(getattr(node, name), found)
        case Mapping():
            for member in node.values():
                _gather(member, found)
