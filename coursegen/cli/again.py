"""The same command again, and nothing that it reads has changed: told at once, or its files put back, without building.

Hardly anything is imported to see that all of it still stands.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from coursegen.cli.memory import recalled
from coursegen.cli.streams import telling
from coursegen.standing import Standing, stands


def again(arguments: Sequence[str]) -> int | None:
    """Exit code of a command that was told from memory, or whose files were put back; None for one to be built."""
    kept = recalled(arguments)
    if kept is None:
        return None
    if _as_left(kept["left"]):
        lines = [line["unchanged"] for line in kept["lines"].values()]
        return telling(lambda: _say(lines, kept["remarks"]))
    if kept["kit"] is None:
        return None
    from coursegen.cli.putting_back import put_back

    return telling(lambda: put_back(arguments, kept))


def _as_left(left: Standing) -> bool:
    try:
        return stands(left)
    except OSError:
        return False


def _say(results: Iterable[str], remarks: Iterable[str]) -> int:
    sys.stdout.write("".join(f"{line}\n" for line in results))
    sys.stderr.write("".join(f"{line}\n" for line in remarks))
    return 0
