"""The same command again, and nothing changed since: told at once, with hardly anything imported and nothing touched.

After a sound build the size and time of everything that could change its outcome is kept in the user's own cache
folder, under the command itself: course, units, templates, the program, and the files that were written.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from coursegen.standing import state_of
from coursegen.workspace import cache_folder, sha256, write_atomic

AREA = "unchanged"
LIMIT = 500
"""Commands remembered; when there are more, the older half goes."""

_YOUNG = 2_000_000_000
"""Nanoseconds within which a file can change again without its time showing it: of such a file the bytes count."""

_SEEN = ("COURSEGEN_", "LC_", "LANG", "LANGUAGE", "SOURCE_DATE_EPOCH", "PATH")
"""Environment variables, by their beginnings, that a build looks at."""

_PROGRAM = Path(__file__).resolve().parent.parent

Lines = Sequence[str]


def told_again(arguments: Sequence[str]) -> bool:
    """Whether the command was told from memory: lines of results and of remarks, as they would be now."""
    if list(arguments[:1]) != ["build"] or "--watch" in arguments:
        return False
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        import json

        kept = json.loads(_file(arguments).read_bytes())
        if kept["state"] != state_of(kept["trees"], kept["files"]) or any(
            sha256(Path(path).read_bytes()) != digest for path, digest in kept["young"].items()
        ):
            return False
        sys.stdout.write("".join(f"{line}\n" for line in kept["results"]))
        sys.stderr.write("".join(f"{line}\n" for line in kept["remarks"]))
        return True
    return False


def remember(
    arguments: Sequence[str], trees: Iterable[Path], files: Iterable[Path], results: Lines, remarks: Lines
) -> None:
    """Keep what a build looked at (folders with all below them, single files) and what to say when none of it changes.

    Without a usable cache folder nothing is kept.
    """
    import json

    roots = sorted({os.path.abspath(path) for path in (*trees, _PROGRAM)})  # noqa: PTH100 - links stay links
    single = sorted({os.path.abspath(path) for path in files})  # noqa: PTH100
    with suppress(OSError):
        state, now = state_of(roots, single), time.time_ns()
        young = [path for path, (_, changed) in state.items() if changed > now - _YOUNG and os.path.isfile(path)]  # noqa: PTH113
        kept = {
            "trees": roots, "files": single, "state": state, "results": results, "remarks": remarks,
            "young": {path: sha256(Path(path).read_bytes()) for path in young},
        }  # fmt: skip
        path = _file(arguments)
        _make_room(path.parent)
        write_atomic(path, json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogateescape"))


def _file(arguments: Sequence[str]) -> Path:
    """Where a command is remembered. Raises OSError when the folder cannot be had or is open to others."""
    folder = cache_folder() / AREA
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.stat()
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022):
        raise PermissionError(folder)
    seen = sorted((name, value) for name, value in os.environ.items() if name.startswith(_SEEN))
    command = repr((list(arguments), os.getcwd(), seen, sys.version))  # noqa: PTH109 - fast
    return folder / f"{sha256(command.encode('utf-8', 'surrogateescape'))}.json"


def _make_room(folder: Path) -> None:
    by_age = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in by_age[: LIMIT // 2] if len(by_age) >= LIMIT else ():
        path.unlink(missing_ok=True)
