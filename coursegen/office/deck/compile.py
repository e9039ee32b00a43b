"""The one way to a compiled deck base; python-pptx is imported only when the base is not in the cache."""

from __future__ import annotations

from coursegen.office.cache import compiled
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.render import office_program
from coursegen.reading.base_maps import MapSource

_NO_MAP = MapSource()


def compile_deck(base: bytes, name: str, source: MapSource = _NO_MAP) -> CompiledDeck:
    """A deck base (.pptx, .potx, .pptm …) with its layouts mapped to roles, as its map says where it says something.

    Grounds that the file leaves open are measured where LibreOffice is installed. `name` is said in faults. Raises A501
    to A507 for files that are unsafe or damaged, T501, T502 and T509 for such as are no use as a base, T531 to T534 for
    a map that does not fit it.
    """

    def read(base: bytes, name: str) -> CompiledDeck:
        from coursegen.office.deck.read import read_deck

        return read_deck(base, name, source)

    return compiled(CompiledDeck, base, name, read, also_of(source, measured=bool(office_program())))


def also_of(source: MapSource = _NO_MAP, *, measured: bool) -> str:
    """What a compiled base hangs on beside its file: its map, and whether open grounds could be measured."""
    return repr((source, measured))
