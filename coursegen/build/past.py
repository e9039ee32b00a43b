"""Sittings that a new paper is held against, from the store of the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from coursegen.build.products import Product
from coursegen.errors import Fault, FaultError

if TYPE_CHECKING:
    from coursegen.exam.history import Sat

_TOLD_BY = "approval"
"""The product that says what a paper repeats."""


def last_of(
    store: Path | None, course: str, class_: str, products: Sequence[Product]
) -> tuple[tuple[Sat, ...], tuple[Fault, ...]]:
    """The last sittings of a course, where a product asks for them; what is wrong with the store is only a warning."""
    if store is None or not store.exists() or _TOLD_BY not in {product.name for product in products}:
        return (), ()
    try:
        from coursegen.exam.history import last_sittings
        from coursegen.store import read_sittings

        return last_sittings(read_sittings(store, course), course, but=class_), ()
    except FaultError as error:
        return (), tuple(replace(fault, severity="warning") for fault in error.faults)
