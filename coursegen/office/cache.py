"""Compiled bases kept from run to run, so that building needs no Office library.

Kept in the user's own cache folder (0700) under a hash of the base, the version and the program's own files; read back
by an unpickler that makes nothing but this package's structs.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from msgspec.structs import replace

from coursegen import __version__
from coursegen.once import Latest
from coursegen.shipped import shipped
from coursegen.workspace import cache_folder, write_atomic

T = TypeVar("T")


def compiled(kind: type[T], base: bytes, name: str, make: Callable[[bytes, str], T], also: str = "") -> T:
    """What `make` makes of a base, from the cache when it is there; a cache that cannot be used is passed over.

    `also` is whatever else the result depends on.
    """
    asked = kind, base, name, also
    found = _AT_HAND.get(asked)
    if not isinstance(found, kind):
        found = _found(kind, base, name, make, also)
    _AT_HAND[asked] = found
    return found


def _found(kind: type[T], base: bytes, name: str, make: Callable[[bytes, str], T], also: str) -> T:
    folder = _folder()
    if folder is None:
        return make(base, name)
    path = folder / f"{kind.__name__}-{_key(base, name, also)}.pickle"
    found = _kept(path, kind)
    if found is None:
        found = _shipped(kind, base, name, also) or make(base, name)
        with suppress(OSError):
            write_atomic(path, written(found))
    return found


_AT_HAND: Latest[tuple[type, bytes, str, str], object] = Latest(16)
"""Bases compiled last in this process; they are frozen, so that many builds may share them."""


def forget() -> None:
    """Forget what is at hand in this process; what is in the cache folder stays."""
    _AT_HAND.clear()


def _kept(path: Path, kind: type[T]) -> T | None:
    with suppress(OSError):
        return read(path.read_bytes(), kind)
    return None


def read(payload: bytes, kind: type[T]) -> T | None:
    """A compiled base from its bytes; None when they are damaged, or those of something else."""
    with suppress(pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError, IndexError):
        found = _Reader(io.BytesIO(payload)).load()
        return found if isinstance(found, kind) else None
    return None


def written(base: object) -> bytes:
    """A compiled base as bytes."""
    return pickle.dumps(base, protocol=5)


def _shipped(kind: type[T], base: bytes, name: str, also: str) -> T | None:
    payload = shipped(lambda: shipped_of(kind, base, also))
    found: T | None = None if payload is None else read(payload, kind)
    return replace(cast("Any", found), name=name) if hasattr(found, "name") else found


def shipped_of(kind: type, base: bytes, also: str) -> Iterator[str | bytes]:
    """All that the compiled base of a house hangs on; what it is called it is told when it is found."""
    yield from (kind.__name__, also, base)
    yield from (file.read_bytes() for file in _sources())


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("coursegen.") and name[:1].isupper():
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _folder() -> Path | None:
    """The cache folder, or None when there is none to be had, or others could write to it."""
    try:
        folder = cache_folder()
        status = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None
    return folder


def _key(base: bytes, name: str, also: str) -> str:
    digest = hashlib.sha256(f"{__version__}\0{_program()}\0{name}\0{also}\0".encode())
    digest.update(base)
    return digest.hexdigest()


@cache
def _program() -> str:
    """Sizes and times of the files that compiling depends on: another program makes another key."""
    stats = [
        (f.relative_to(_PACKAGE).as_posix(), f.stat().st_size, f.stat().st_mtime_ns) for f in _sources() if f.exists()
    ]
    return hashlib.sha256(repr(stats).encode()).hexdigest()


def _sources() -> list[Path]:
    """The files that compiling depends on."""
    found = (*_PACKAGE.glob("office/**/*.py"), *_PACKAGE.glob("layout/**/geometry.py"), _PACKAGE / "layout/charts.py")
    return sorted(found, key=Path.as_posix)


_PACKAGE = Path(__file__).resolve().parent.parent
