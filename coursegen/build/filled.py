"""What the makers of all forms come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from coursegen.build.bases import Base
from coursegen.build.prepared import Prepared
from coursegen.build.products import Product
from coursegen.errors import Fault, FaultError

PAGE = "page.html"
"""The one part of a product that is no package."""

Filled = tuple[Mapping[str, bytes], int, tuple[Fault, ...]]
"""Parts of a package (or the one page), its slides or pages, and warnings."""

Maker = Callable[[Sequence[str], Product, Base, Prepared], Filled]
"""Markup → nodes → places → parts. Raises its faults if one is an error."""


def stop_at_errors(faults: tuple[Fault, ...]) -> None:
    """Raise faults together if one of them is an error."""
    if any(fault.severity == "error" for fault in faults):
        raise FaultError(faults)
