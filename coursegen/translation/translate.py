"""The object of a file in another language, as far as its catalogue has it."""

from __future__ import annotations

from typing import TypeVar

from coursegen.translation.addresses import rewritten
from coursegen.translation.catalogue import Catalogue

T = TypeVar("T")


class Settled(str):
    """A text that an author has written for a script: no conversion may touch it."""

    __slots__ = ()


def translated(value: T, file: str, catalogue: Catalogue, kind: type[str] = str) -> T:
    """The object with every text that its catalogue has a translation for; what is missing or stale stays.

    `kind` is what translations are made of: `str`, or `Settled` where the rest is converted from script to script.
    """

    def change(address: str, text: str) -> str:
        entry = catalogue.entries.get(address)
        return kind(entry.text) if entry and entry.source == text and entry.text else text

    return rewritten(value, file, change)


def same_tongue(one: str, other: str) -> bool:
    """Whether two languages are one but for their script: then catalogues hold exceptions only."""
    return one.partition("-")[0] == other.partition("-")[0]
