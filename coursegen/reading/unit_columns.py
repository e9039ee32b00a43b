"""The columns of a sheet of units, and what is said of columns that nobody knows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pkgutil import get_data

from coursegen.errors import Fault
from coursegen.sheets import Table, plain_name
from coursegen.text import did_you_mean

COLUMNS: Mapping[str, tuple[str, ...]] = {
    key: tuple(names)
    for key, names in tomllib.loads((get_data("coursegen.reading", "unit_columns.toml") or b"").decode()).items()
}
"""Names of the columns by what they say; the first is written."""


def strange_columns(table: Table) -> Iterator[Fault]:
    """Warnings about columns that are passed over: each that may be one of ours (C489), then the others as one (C490).

    A column that the sheet has is not what another of its columns means.
    """
    free = {plain_name(name): name for key, known in COLUMNS.items() if key not in table.keys for name in known}
    guesses = [(head, did_you_mean(plain_name(head.text), free)) for head in table.strange]
    for head, guess in guesses:
        if guess:
            yield Fault("C489", head.place, {"name": head.text, "suggestion": free[guess]}, severity="warning")
    others = [head for head, guess in guesses if not guess]
    if others:
        yield Fault("C490", others[0].place, {"names": tuple(head.text for head in others)}, severity="warning")
