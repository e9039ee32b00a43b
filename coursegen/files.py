"""How files are written, and the user's own folders for what is kept: nothing but Python's own library is imported.

`workspace` offers the same names to whoever needs more than these.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path


def cache_folder() -> Path:
    """The user's own cache folder for this program, made on first use and closed to others (mode 0700).

    Windows: %LOCALAPPDATA%; macOS: ~/Library/Caches; elsewhere $XDG_CACHE_HOME or ~/.cache. Raises OSError.
    """
    return _made(_cache_home() / "coursegen")


def own_cache(area: str) -> Path:
    """A folder by itself in the cache folder, that nobody but the user can write into. Raises OSError."""
    folder = _made(cache_folder() / area)
    state = folder.stat()
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022):
        raise PermissionError(str(folder))
    return folder


def history_folder() -> Path:
    """The user's own folder for what files were before they were saved: beside the cache, which may be emptied.

    Made on first use and closed to others (mode 0700). Raises OSError.
    """
    return _made(_cache_home() / "coursegen-history")


def _made(folder: Path) -> Path:
    """A folder, made if it is not there: to look is much cheaper than to fail in making it."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _cache_home() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path that begins in a folder leads out of it over a link.

    A way without links is not followed, where links can be told at sight: Windows has other kinds of them.
    """
    below = path.parents[: len(path.parts) - len(folder.parts) - 1]
    if os.name != "nt" and ".." not in path.parts and not any(map(os.path.islink, (path, *below))):
        return False
    return not path.resolve().is_relative_to(folder.resolve())


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of bytes."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that at any moment its old or its new content is there, never a part. Raises OSError."""
    part = _create_beside(path, data)
    try:
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _create_beside(path: Path, data: bytes) -> Path:
    """A new file next to `path` with the data, under a name that nobody uses (open, not mkstemp: umask applies)."""
    for number in count():
        part = path.with_name(f"~{path.name}.{os.getpid()}-{number}.part")
        try:
            with part.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        else:
            return part
    raise AssertionError("count() has no end")
