"""Work that is done once for equal questions: what a function needs, with the key by which two questions are equal."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Asked(Generic[T]):
    """A question for an `lru_cache`: equal to another when their keys are, whatever else they hold.

    A key may name an object by its `id`, for the question holds the object and so keeps it alive.
    """

    __slots__ = ("_hash", "held", "key")

    def __init__(self, key: Hashable, held: T) -> None:
        self.key, self.held, self._hash = key, held, hash(key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and self._hash == other._hash and self.key == other.key
