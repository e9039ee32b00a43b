"""What is kept of a unit's own presentation: its slides with all that they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from coursegen.office.package import Relation

Dropped = Literal["macros", "objects", "links", "fetched", "other"]
"""What no deck of ours holds: macros, embedded objects, links that open files, media kept elsewhere, the unknown."""


class CarriedSlide(Struct, frozen=True):
    """A slide of the file: its part, what its title says (or its first words), its notes as paragraphs.

    `dropped` says what was taken out of it, its layout or its master.
    """

    part: str
    title: str
    notes: tuple[str, ...]
    dropped: tuple[Dropped, ...]


class CarriedFile(Struct, frozen=True):
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
