"""How files stand: size and time of everything below some folders, taken fast, to see whether anything has changed."""

from __future__ import annotations

import os
from collections.abc import Sequence

_PASSED_OVER = frozenset({"__pycache__", ".git"})


def state_of(trees: Sequence[str], files: Sequence[str]) -> dict[str, list[int]]:
    """Size and time of everything below folders, and of files; what is not there counts too."""
    found: dict[str, list[int]] = {}
    for tree in trees:
        _scan(tree, found)
    for path in files:
        try:
            state = os.stat(path)  # noqa: PTH116 - fast
            found[path] = [state.st_size, state.st_mtime_ns]
        except OSError:
            found[path] = [-1, 0]
    return found


def _scan(folder: str, found: dict[str, list[int]]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in _PASSED_OVER:
                    _scan(entry.path, found)
            else:
                state = entry.stat()
                found[entry.path] = [state.st_size, state.st_mtime_ns]
