"""Work that is done once for equal questions: keys by which two questions are equal, and answers that are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
K = TypeVar("K", bound=Hashable)
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


class Latest(OrderedDict[K, T]):
    """What was put in last, `most` of it: when there is more, what was put in longest ago goes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def __setitem__(self, key: K, value: T) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > self.most:
            self.popitem(last=False)


class AtMoment(Generic[P, T]):
    """A function that is asked once for all of one moment (any text), and anew where that is none ("").

    Its last answers are kept, so many as `most` says.
    """

    def __init__(self, function: Callable[P, T], most: int) -> None:
        self._function = function
        self._kept = lru_cache(maxsize=most)(lambda _, given, named: function(*given, **dict(named)))
        self.cache_clear = self._kept.cache_clear

    def __call__(self, moment: str, *given: P.args, **named: P.kwargs) -> T:
        """The answer, which hangs on the arguments alone."""
        return self._kept(moment, given, tuple(named.items())) if moment else self._function(*given, **named)
