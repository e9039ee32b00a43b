"""A unit's own presentation, read: its slides with all that they lead to, freed of what no deck of ours may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coursegen.errors import FaultError, Place, fail
from coursegen.office.cache import compiled
from coursegen.office.package import Relation

Dropped = Literal["macros", "objects", "links", "fetched", "other"]
"""What no deck of ours holds: macros, embedded objects, links that open files, media kept elsewhere, the unknown."""


@dataclass(frozen=True, slots=True)
class CarriedSlide:
    """A slide of the file: its part, what its title says (or its first words), its notes as paragraphs.

    `dropped` says what was taken out of it, its layout or its master.
    """

    part: str
    title: str
    notes: tuple[str, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """A presentation whose slides can be carried over; sizes in EMU.

    Parts have no relationships but those in `relations`. `tables` are its table styles by id, as XML; `text` is the
    size of type (in hundredths of a point) where nothing says another.
    """

    width: int
    height: int
    slides: tuple[CarriedSlide, ...]
    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    relations: Mapping[str, tuple[Relation, ...]]
    tables: Mapping[str, bytes]
    text: int = 1800


def read_carried(data: bytes, name: str) -> CarriedFile:
    """The slides of a presentation. Raises A501 to A507 for a file that is unsafe or damaged, T349 for no slides."""

    def read(data: bytes, name: str) -> CarriedFile:
        from lxml import etree

        from coursegen.office.deck.carry_read import read_file

        try:
            return read_file(data, name)
        except (KeyError, ValueError, AttributeError, IndexError, TypeError, etree.XMLSyntaxError) as error:
            raise fail("T349", Place(name)) from error
        except FaultError as error:
            if any(fault.code == "T501" for fault in error.faults):
                raise fail("T349", Place(name)) from error
            raise

    return compiled(CarriedFile, data, name, read)
