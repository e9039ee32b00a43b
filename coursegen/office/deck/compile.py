"""The one way to a compiled deck base; python-pptx is imported only when the base is not in the cache."""

from __future__ import annotations

from coursegen.office.cache import compiled
from coursegen.office.deck.base import CompiledDeck


def compile_deck(base: bytes, name: str) -> CompiledDeck:
    """A deck base (.pptx, .potx, .pptm …) with its layouts mapped to roles; `name` is said in faults.

    Raises A501 to A507 for files that are unsafe or damaged, T501 and T502 for such as are no use as a base.
    """
    return compiled(CompiledDeck, base, name, _read)


def _read(base: bytes, name: str) -> CompiledDeck:
    from coursegen.office.deck.read import read_deck

    return read_deck(base, name)
