"""One build at a time in a kit folder: a file that the system keeps locked for as long as the build's process lives.

The only module that knows how systems lock files. A process that is killed holds nothing any more.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coursegen.errors import fail
from coursegen.workspace import place_of

LOCK = "~build.lock"
"""Name of the file that is locked; it is taken away when the build is done."""

PATIENCE = 20.0
"""Seconds that a build waits for another one: many times what writing a kit takes."""

_PAUSE = 0.05


@contextmanager
def claimed(folder: Path, patience: float | None = None) -> Iterator[None]:
    """Hold a kit folder; raises O104 when another build still holds it after `patience` seconds (None: PATIENCE).

    Where no file can be made or the file system locks none, nobody is kept out: writing will say what is wrong.
    """
    with suppress(OSError):
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
    held = _taken(folder / LOCK, PATIENCE if patience is None else patience)
    try:
        yield
    finally:
        if held is not None:
            _let_go(folder / LOCK, held)


def _taken(path: Path, patience: float) -> int | None:
    """The open lock file; None where there are no locks."""
    end = time.monotonic() + patience
    while True:
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return None
        try:
            if _lock(file) and _is_still(path, file):
                return file
        except OSError:
            os.close(file)
            return None
        os.close(file)
        if time.monotonic() > end:
            raise fail("O104", place_of(path.parent))
        time.sleep(_PAUSE)


def _is_still(path: Path, file: int) -> bool:
    """Whether the locked file is the one that others will open: who held it before took it away."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _let_go(path: Path, file: int) -> None:
    """Take the file away and open the lock, in the order that the system allows."""
    if sys.platform != "win32":
        with suppress(OSError):
            path.unlink()
    os.close(file)
    if sys.platform == "win32":
        with suppress(OSError):
            path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        """Whether the file is ours now. Windows says PermissionError when it is somebody else's."""
        with suppress(PermissionError):
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _lock(file: int) -> bool:
        """Whether the file is ours now. Raises OSError where there are no locks."""
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
