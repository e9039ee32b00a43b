"""What each unit of a chain says about each key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from coursegen.errors import Place
from coursegen.once import Asked
from coursegen.reading.brand import palette_of
from coursegen.reading.brand import said as said_of
from coursegen.reading.unit_chain import Link, Value

ANY_SECTOR = "any"

_BESIDE_FULL = ("names.short", "names.english", "names.signature")
"""What a unit is called besides its full name: of one organisation, never inherited by another."""


class Layer(Struct, frozen=True):
    """What one unit of the chain says about one key."""

    unit: str
    value: Value
    place: Place


class UnitLayers(Struct, frozen=True):
    """For every dotted key (`names.full`, `brand.colors.primary`) what each unit of the chain says, nearest first.

    Of `extra`, all that is said counts, not only what is nearest.
    """

    values: Mapping[str, tuple[Layer, ...]]

    def of(self, key: str) -> tuple[Layer, ...]:
        """All layers of a key; the first is the one that won."""
        return self.values.get(key, ())

    def text(self, key: str) -> str:
        """The text that won, or an empty one."""
        layers = self.values.get(key)
        value = layers[0].value if layers else ""
        return value if isinstance(value, str) else ""

    def list(self, key: str) -> tuple[str, ...]:
        """The list that won, or an empty one."""
        return next((layer.value for layer in self.of(key) if isinstance(layer.value, tuple)), ())

    def below(self, prefix: str) -> dict[str, str]:
        """The texts that won, of all keys that begin with `prefix.`, by the rest of their keys."""
        start = f"{prefix}."
        return {key.removeprefix(start): self.text(key) for key in self.values if key.startswith(start)}


def layers_of(chain: Sequence[Link], sector: str) -> UnitLayers:
    """All values by key, in the order in which `default` and then its children name them."""
    return UnitLayers(_own_names(_found(tuple(chain), sector), [link.id for link in chain]))


def _found(chain: tuple[Link, ...], sector: str) -> Mapping[str, tuple[Layer, ...]]:
    """What the units of a chain say, those above the first of them as they were read, once for all that extend them."""
    link, above = chain[0], chain[1:]
    key = tuple((one.id, one.folder, id(one.source)) for one in above), sector
    found = dict(_found_above(Asked(key, (above, sector)))) if above else {}
    for name, layer in _said(link, sector, palette_above(chain, link)):
        found[name] = (layer, *found.get(name, ()))
    return found


@lru_cache(maxsize=32)
def _found_above(asked: Asked[tuple[tuple[Link, ...], str]]) -> Mapping[str, tuple[Layer, ...]]:
    return _found(*asked.held)


def _own_names(found: Mapping[str, tuple[Layer, ...]], chain: Sequence[str]) -> dict[str, tuple[Layer, ...]]:
    """Layers without the other names of units above the one whose full name won: they are not this unit's."""
    whose = next((chain.index(layer.unit) for layer in found.get("names.full", ())), len(chain))
    kept = {key: tuple(x for x in found.get(key, ()) if chain.index(x.unit) <= whose) for key in _BESIDE_FULL}
    return {key: layers for key, layers in {**found, **kept}.items() if layers}


def _said(link: Link, sector: str, palette: Mapping[str, str]) -> Iterator[tuple[str, Layer]]:
    for name, term in link.source.file.terms.items():
        if word := word_in(term, sector):
            chosen = f".{sector if term.get(sector) else ANY_SECTOR}" if isinstance(term, Mapping) else ""
            yield f"terms.{name}", Layer(link.id, word, link.place(f"terms.{name}{chosen}"))
    brand = {key: (value, link.place(written)) for key, written, value in said_of(link.source.file.brand, palette)}
    for key, value in link.source.values().items():
        if key not in ("extends", "language") and not key.startswith(("terms.", "brand.logo")) and key not in brand:
            yield key, Layer(link.id, value, link.place(key))
    for key, (text, place) in brand.items():
        if text:
            yield key, Layer(link.id, text, place)


def word_in(term: str | Mapping[str, str], sector: str) -> str:
    """The word of a term in a sector."""
    return term if isinstance(term, str) else term.get(sector) or term.get(ANY_SECTOR, "")


def palette_above(chain: Sequence[Link], link: Link) -> dict[str, str]:
    """Colours by name that the units above a unit define, the nearest counting most."""
    above = reversed(chain[chain.index(link) + 1 :])
    return {name: color for parent in above for name, color in palette_of(parent.source.file.brand).items()}
