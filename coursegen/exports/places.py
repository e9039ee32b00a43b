"""Members of a matching as they are shown: the left ones in their order, the right ones in another."""

from __future__ import annotations

from msgspec import Struct

from coursegen.exchange import Question


class Shuffled(Struct, frozen=True):
    """`key` has for each left member the place (from 0) of its right one among those shown."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    key: tuple[int, ...]


def shuffled_pairs(question: Question) -> Shuffled:
    """The two sides of a matching; right members that are the same text keep places of their own."""
    rights = [right for _, right in question.pairs]
    shown = question.shown if sorted(question.shown) == sorted(rights) else tuple(sorted(rights))
    free = list(range(len(shown)))
    key = []
    for right in rights:
        at = next(n for n in free if shown[n] == right)
        free.remove(at)
        key.append(at)
    return Shuffled(tuple(left for left, _ in question.pairs), shown, tuple(key))
