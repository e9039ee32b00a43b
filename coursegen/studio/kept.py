"""What was read, kept in memory while the files it was read from stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

Stamp = tuple[tuple[str, int, int], ...]


def stamp(paths: Iterable[Path]) -> Stamp:
    """What tells whether files have changed: path, time and size of each."""
    found = []
    for path in paths:
        state = path.stat()
        found.append((str(path), state.st_mtime_ns, state.st_size))
    return tuple(sorted(found))


class Kept:
    """Values by key, each with the stamp of its files."""

    def __init__(self) -> None:
        self._values: dict[Hashable, tuple[Stamp, Any]] = {}

    def get(self, key: Hashable, files: Iterable[Path], read: Callable[[], T]) -> T:
        """The value kept for these files as they are now, or what `read` returns. What it raises is not kept."""
        return self.at(key, stamp(files), read)

    def at(self, key: Hashable, now: Stamp, read: Callable[[], T]) -> T:
        """The same for files whose stamp was taken for several values at once."""
        before = self._values.get(key)
        if before and before[0] == now:
            value: T = before[1]
            return value
        value = read()
        self._values[key] = now, value
        return value
