"""Compiled bases kept from run to run, so that building needs no Office library.

Kept in the user's own cache folder (0700) under a hash of the base, the version and the program's own files; read back
by an unpickler that makes nothing but this package's structs.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from coursegen import __version__
from coursegen.once import Latest
from coursegen.workspace import cache_folder, write_atomic

T = TypeVar("T")


def compiled(kind: type[T], base: bytes, name: str, make: Callable[[bytes, str], T], also: str = "") -> T:
    """What `make` makes of a base, from the cache when it is there; a cache that cannot be used is passed over.

    `also` is whatever else the result depends on.
    """
    folder = _folder()
    if folder is None:
        return make(base, name)
    path = folder / f"{kind.__name__}-{_key(base, name, also)}.pickle"
    at_hand = _AT_HAND.get(path)
    found = at_hand if isinstance(at_hand, kind) else _read_or_made(path, kind, base, name, make)
    _AT_HAND[path] = found
    return found


_AT_HAND: Latest[Path, object] = Latest(16)
"""Bases compiled last in this process; they are frozen, so that many builds may share them."""


def forget() -> None:
    """Forget what is at hand in this process; what is in the cache folder stays."""
    _AT_HAND.clear()


def _read_or_made(path: Path, kind: type[T], base: bytes, name: str, make: Callable[[bytes, str], T]) -> T:
    with suppress(
        OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError, IndexError
    ):
        found = _Reader(io.BytesIO(path.read_bytes())).load()
        if isinstance(found, kind):
            return found
    made = make(base, name)
    with suppress(OSError):
        write_atomic(path, pickle.dumps(made, protocol=5))
    return made


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
    package = Path(__file__).resolve().parent.parent
    files = sorted(
        (*package.glob("office/**/*.py"), *package.glob("layout/**/geometry.py"), package / "layout" / "charts.py")
    )
    stats = [(f.relative_to(package).as_posix(), f.stat().st_size, f.stat().st_mtime_ns) for f in files if f.exists()]
    return hashlib.sha256(repr(stats).encode()).hexdigest()
