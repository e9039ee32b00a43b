"""Finished files kept by their content, so that a kit whose files are gone can be put back as it was.

They lie in the user's own cache folder under their hash, and are taken only while they have it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from coursegen.build.kit import Made
from coursegen.files import own_cache, sha256, write_atomic

AREA = "files"
ROOM = 256 << 20
"""Bytes kept at most; when they would be more, the files that were used longest ago go until half is free."""

_SAID = ("product", "name", "count", "record", "key")


def shelve(files: Iterable[Made]) -> Sequence[Mapping[str, Any]] | None:
    """Keep finished files; return what JSON holds of them, or None when they are too many. Raises OSError."""
    made = tuple(files)
    folder, size = own_cache(AREA), sum(len(file.data) for file in made)
    if size > ROOM // 2:
        return None
    _make_room(folder, size)
    return [{"sha256": _kept(folder, file.data), **{name: getattr(file, name) for name in _SAID}} for file in made]


def taken(shelved: Iterable[Mapping[str, Any]]) -> tuple[Made, ...] | None:
    """The files that were kept; None when one of them is gone or is not what it was."""
    try:
        return tuple(_taken(own_cache(AREA), one) for one in shelved)
    except (OSError, ValueError):
        return None


def _kept(folder: Path, data: bytes) -> str:
    digest = sha256(data)
    path = folder / digest
    if not path.is_file() or path.stat().st_size != len(data):
        write_atomic(path, data)
    return digest


def _taken(folder: Path, one: Mapping[str, Any]) -> Made:
    path = folder / one["sha256"]
    data = path.read_bytes()
    if sha256(data) != one["sha256"]:
        raise ValueError(path)
    os.utime(path)
    return Made(data=data, **{name: one[name] for name in _SAID})


def _make_room(folder: Path, coming: int) -> None:
    """Let the files go that were used longest ago, until half of the room is free, when there is no room."""
    kept = [(state.st_mtime_ns, state.st_size, path) for path in folder.iterdir() if (state := path.stat())]
    there = sum(size for _, size, _ in kept)
    if there + coming <= ROOM:
        return
    for _, size, path in sorted(kept):
        if there + coming > ROOM // 2:
            path.unlink(missing_ok=True)
            there -= size
