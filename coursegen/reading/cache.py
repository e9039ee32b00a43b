"""What was read and checked, kept in the user's cache folder, so that the next run needs neither YAML nor pydantic."""

from __future__ import annotations

import atexit
import copyreg
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from coursegen import __version__
from coursegen.errors import Place
from coursegen.once import Latest
from coursegen.standing import PROGRAM, program_state
from coursegen.workspace import own_cache, sha256, write_atomic

T = TypeVar("T")

ENTRY_LIMIT = 2000
"""Files kept; when there are more, the older half goes."""

READING = "reading"
"""Folder of what was read."""

UNITS, UNIT_LIMIT = "units", 12_000
"""Folder of the files of units as they were read, and how many are kept: all of a large batch. They are small."""

_DIGEST_SIZE = 32


def cached(
    files: Mapping[str, bytes],
    expected: type[T],
    read: Callable[[], T],
    area: str = READING,
    limit: int = 0,
    question: str = "",
) -> T:
    """What `read` returns for files of these names and bytes: kept from an earlier run, or read now and kept.

    What `read` raises is not kept. Without a usable cache folder everything is read. Each `area` is a folder by itself,
    of `limit` files (0: of as many as what was read may take). The first answer to a `question` (without one: to these
    names) is stored at once; what comes after it in the same process is a step of somebody's work, and only the last
    is stored, when the process ends.
    """
    key = _key(files, expected)
    shared = area in (READING, UNITS)
    found = _AT_HAND.get(key) if shared else None
    if not isinstance(found, expected):
        folder = _folder(area)
        if folder is None:
            return read()
        path = folder / f"{key}.pickle"
        found = _load(path)
        if not isinstance(found, expected):
            found = read()
            _keep((area, question or "\0".join(files)), _Answer(path, found, limit or ENTRY_LIMIT))
    if shared:
        _AT_HAND[key] = found
    return found


def is_cached(files: Mapping[str, bytes], expected: type, area: str) -> bool:
    """Whether something is kept for files of these names and bytes, as it seems: it is not read."""
    folder = _folder(area)
    return folder is not None and (folder / f"{_key(files, expected)}.pickle").is_file()


class _Answer(Struct, frozen=True):
    """What is to be stored, and where."""

    path: Path
    value: object
    limit: int

    def store(self) -> None:
        """Store it, if the disk lets us."""
        with suppress(OSError):
            _store(self.path, self.value, self.limit)


_ANSWERED: dict[tuple[str, str], _Answer | None] = {}
"""Questions that were answered in this process; with the last answer where that is not stored yet."""

QUESTIONS = 512


def _keep(question: tuple[str, str], answer: _Answer) -> None:
    if question in _ANSWERED:
        _ANSWERED[question] = answer
        return
    answer.store()
    _ANSWERED[question] = None
    while len(_ANSWERED) > QUESTIONS:
        _store_one(_ANSWERED.pop(next(iter(_ANSWERED))))


def _store_one(answer: _Answer | None) -> None:
    if answer:
        answer.store()


@atexit.register
def store_what_is_left() -> None:
    """Store the last answers."""
    for question, answer in _ANSWERED.items():
        _store_one(answer)
        _ANSWERED[question] = None


_AT_HAND: Latest[str, object] = Latest(32)
"""What was read last in this process; all of it is frozen, so that many builds may share it."""


def forget() -> None:
    """Forget what is at hand in this process; what is in the cache folder stays."""
    _AT_HAND.clear()
    _ANSWERED.clear()
    _THERE.clear()


def _folder(area: str = READING) -> Path | None:
    """The folder, if it can be made and nobody else can write into it: what is loaded from it is trusted."""
    with suppress(OSError, RuntimeError):
        return own_cache(area)
    return None


def _key(files: Mapping[str, bytes], expected: type) -> str:
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        digest.update(content)
    digest.update(f"{expected.__name__} {__version__} {sys.version} {_PROGRAM}".encode())
    return digest.hexdigest()


def _program() -> str:
    """Digest of how the modules stand whose change makes kept objects stale even within one version."""
    homes = tuple(f"{PROGRAM / name}{os.sep}" for name in ("model", "reading", "translation"))
    return sha256(repr(sorted(item for item in program_state().items() if item[0].startswith(homes))).encode())


_PROGRAM = _program()
"""Taken when the program starts: modules that are changed later are not the ones that run."""


def _load(path: Path) -> object:
    """The object kept in a file; None when there is none or it is damaged."""
    try:
        kept = path.read_bytes()
        digest, payload = kept[:_DIGEST_SIZE], kept[_DIGEST_SIZE:]
        if hashlib.sha256(payload).digest() == digest:
            return pickle.loads(payload)  # noqa: S301 - from a folder that only this user can write to
    except Exception:  # whatever is wrong with a cache, the files themselves are still there
        return None
    return None


def _store(path: Path, value: object, limit: int) -> None:
    _make_room(path.parent, limit)
    payload = io.BytesIO()
    pickler = pickle.Pickler(payload, protocol=5)
    pickler.dispatch_table = {**copyreg.dispatch_table, Place: _reduced_place}
    pickler.dump(value)
    write_atomic(path, hashlib.sha256(payload.getvalue()).digest() + payload.getvalue())


def _reduced_place(place: Place) -> tuple[type[Place], tuple[str, int, int]]:
    """Places, the most numerous objects by far, are made twice as fast by their constructor as by pickle's own way."""
    return Place, (place.file, place.line, place.column)


_THERE: dict[Path, int] = {}
"""Files in folders as far as this process knows: others may store there too, and nobody counts them each time."""


def _make_room(folder: Path, limit: int) -> None:
    if _THERE.get(folder, limit) >= limit:
        _THERE[folder] = len(os.listdir(folder))  # noqa: PTH208 - fast: nothing of the files themselves is asked for
    _THERE[folder] += 1
    if _THERE[folder] > limit:
        del _THERE[folder]
        by_age = sorted(folder.glob("*.pickle"), key=lambda path: path.stat().st_mtime_ns)
        for path in by_age[: limit // 2]:
            path.unlink(missing_ok=True)
