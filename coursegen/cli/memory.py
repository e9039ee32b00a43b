"""What is kept of a command: how everything stood that it read, and how the files that it wrote were left.

After a sound build the size and time of everything that could change its outcome is kept in the user's own cache
folder, under the command itself: course, units, templates, the program. Hardly anything is imported to read it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from coursegen.files import own_cache, sha256, write_atomic
from coursegen.standing import PROGRAM, Standing, standing, stands

AREA = "commands"
LIMIT = 500
"""Commands remembered; when there are more, the older half goes."""

_SEEN = ("COURSEGEN_", "LC_", "LANG", "LANGUAGE", "SOURCE_DATE_EPOCH", "PATH")
"""Environment variables, by their beginnings, that a build looks at."""

Memory = Mapping[str, Any]
"""What is kept of a command: how what it `read` stood and how its files were `left`, the `lines` of every file by its
state, `remarks` where nothing changed, and the `kit` as `build/shelf.py` keeps it (None: it cannot be put back)."""


def recalled(arguments: Sequence[str]) -> Memory | None:
    """What is kept of a command, if all that it read stands as it stood then."""
    if list(arguments[:1]) == ["build"] and "--watch" not in arguments:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            import json

            kept: Memory = json.loads(_file(arguments).read_bytes())
            return kept if stands(kept["read"]) and {"left", "lines", "remarks", "kit"} <= kept.keys() else None
    return None


def reads(trees: Iterable[Path], files: Iterable[Path]) -> Standing | None:
    """How everything stands that a build is about to read, the program and what it stands on included."""
    import click

    installed = Path(click.__file__).parent.parent  # its time changes with whatever is installed there
    with suppress(OSError):
        return standing((*trees, PROGRAM), (*files, installed))
    return None


def remember(arguments: Sequence[str], memory: Memory, outputs: Iterable[Path]) -> None:
    """Keep what a command read, as it stood before, what to say of it, and how the files it wrote are left.

    Without a usable cache folder nothing is kept.
    """
    import json

    with suppress(OSError):
        path = _file(arguments)
        _make_room(path.parent)
        kept = json.dumps({**memory, "left": standing((), outputs)}, ensure_ascii=False)
        write_atomic(path, kept.encode("utf-8", "surrogateescape"))


def _file(arguments: Sequence[str]) -> Path:
    """Where a command is remembered. Raises OSError when the folder cannot be had or is open to others."""
    seen = sorted((name, value) for name, value in os.environ.items() if name.startswith(_SEEN))
    command = repr((list(arguments), os.getcwd(), seen, sys.version))  # noqa: PTH109 - fast
    return own_cache(AREA) / f"{sha256(command.encode('utf-8', 'surrogateescape'))}.json"


def _make_room(folder: Path) -> None:
    by_age = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in by_age[: LIMIT // 2] if len(by_age) >= LIMIT else ():
        path.unlink(missing_ok=True)
