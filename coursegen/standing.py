"""How files stand: size and time of everything below some folders, taken fast, to see whether anything has changed."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from coursegen.files import sha256

PROGRAM = Path(__file__).resolve().parent
"""The folder of the program itself."""

_PASSED_OVER = frozenset({"__pycache__", ".git"})

_YOUNG = 2_000_000_000
"""Nanoseconds within which a file can change again without its time showing it: of such a file the bytes count."""

Standing = Mapping[str, Any]
"""How files stood, as JSON holds it: `trees` and `files` that were looked at, their `state`, hashes of `young` ones."""


def standing(trees: Iterable[Path], files: Iterable[Path]) -> Standing:
    """How everything below folders stands now, and single files. Raises OSError."""
    roots = sorted({os.path.abspath(path) for path in trees})  # noqa: PTH100 - links stay links
    single = sorted({os.path.abspath(path) for path in files})  # noqa: PTH100
    state, now = state_of(roots, single), time.time_ns()
    young = [path for path, (_, changed) in state.items() if changed > now - _YOUNG and os.path.isfile(path)]  # noqa: PTH113
    return {"trees": roots, "files": single, "state": state, "young": {path: _digest(path) for path in young}}


def stands(kept: Standing) -> bool:
    """Whether everything stands as it did. Raises OSError for what cannot be read any more."""
    return bool(kept["state"] == state_of(kept["trees"], kept["files"])) and all(
        _digest(path) == digest for path, digest in kept["young"].items()
    )


_LARGEST = 1 << 28
"""Bytes of a young file that are read: more than any file that a build takes."""


def _digest(path: str) -> str:
    if os.path.getsize(path) > _LARGEST:  # noqa: PTH202 - fast
        raise OSError(errno.EFBIG, "too large to be remembered", path)
    return sha256(Path(path).read_bytes())


def state_of(trees: Sequence[str], files: Sequence[str]) -> dict[str, list[int]]:
    """Size and time of everything below folders, and of files; what is not there counts too."""
    found: dict[str, list[int]] = {}
    for tree in trees:
        if tree == str(PROGRAM):
            found |= program_state()
        else:
            _scan(tree, found)
    for path in files:
        try:
            state = os.stat(path)  # noqa: PTH116 - fast
            found[path] = [state.st_size, state.st_mtime_ns]
        except OSError:
            found[path] = [-1, 0]
    return found


@cache
def program_state() -> Mapping[str, list[int]]:
    """Size and time of the program's own files, which are looked at once: what runs is what was there then."""
    found: dict[str, list[int]] = {}
    _scan(str(PROGRAM), found)
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
