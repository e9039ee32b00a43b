"""What a figure of each kind must be made of."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Shape(Struct, frozen=True):
    """What a figure of one kind must be made of: how many items, which parts each must have, which it may have."""

    least: int
    most: int
    needs: frozenset[str]
    allows: frozenset[str]
    label: bool = False
    poles: int = 0


def _shape(least: int, most: int, needs: str, may: str = "", *, label: bool = False, poles: int = 0) -> Shape:
    required = frozenset(needs.split())
    return Shape(least, most, required, required | frozenset(may.split()), label, poles)


SHAPES: Mapping[str, Shape] = {
    "cards": _shape(2, 6, "head", "key text point"),
    "hub": _shape(3, 6, "head", "key text point", label=True),
    "steps": _shape(2, 6, "head", "key text point"),
    "do-dont": _shape(2, 2, "point", "head"),
    "compare": _shape(2, 2, "head point"),
    "spectrum": _shape(1, 6, "head point", poles=3),
    "quote": _shape(1, 1, "text", label=True),
    "rows": _shape(1, 8, "", "key head text point"),
    "outline": _shape(1, 30, "key head", "text"),
    "seals": _shape(1, 8, "key", "head"),
    "ring": _shape(3, 8, "head", "key text point"),
    "ladder": _shape(2, 8, "head", "key text point"),
    "cycle": _shape(3, 8, "head", "key text point"),
    "timeline": _shape(2, 8, "key head", "text point"),
    "matrix": _shape(4, 4, "head", "key text point", poles=4),
    "statement": _shape(1, 1, "text"),
    "pyramid": _shape(2, 6, "head", "key text point"),
    "balance": _shape(2, 2, "head point"),
    "chain": _shape(2, 8, "head", "key text point"),
    "tree": _shape(2, 8, "head", "key text point", label=True),
    "nested": _shape(2, 5, "head", "key text point"),
}
"""Figures by kind. A spectrum has three points an item, in the order of its poles; do-dont is tone good, then bad."""
