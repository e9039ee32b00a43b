"""Files saved without overwriting what somebody else wrote meanwhile, and everything saved can be undone.

What a file was before each save stands in the user's own folder beside the cache: an entry for each save, and the
bytes under their hash.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock

from msgspec import Struct
from msgspec.structs import asdict

from coursegen.errors import fail, reason_of
from coursegen.workspace import history_folder, place_of, sha256, write_atomic

ENTRIES = 500
"""Saves remembered for one workspace; the oldest goes first."""

ABSENT = ""
"""Stands for the hash of a file that is not there."""

_LOCK = Lock()
"""One save at a time: between the look at a file and its writing nothing else of ours may come."""


class ConflictError(Exception):
    """A file is no longer what a form was made from; `now` are its bytes."""

    def __init__(self, path: Path, now: bytes) -> None:
        self.path, self.now = path, now
        super().__init__(path.name)


class Entry(Struct, frozen=True):
    """One save: file below the workspace, hashes of its bytes before and after ("" = there was no file)."""

    number: int
    file: str
    before: str
    after: str


def hash_of(path: Path) -> str:
    """Hash of a file as forms carry it."""
    return sha256(path.read_bytes()) if path.is_file() else ABSENT


class History:
    """The saves of one workspace."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._folder = history_folder() / sha256(str(self._root).encode())[:16]

    def save(self, changed: Mapping[Path, bytes | None], seen: Mapping[Path, str]) -> None:
        """Write files (None: take away), each only if its hash is still the one `seen`; all are checked first.

        Raises `ConflictError` for the first that is another, O102 for a folder that cannot be written.
        """
        with _LOCK:
            for path in changed:
                if hash_of(path) != seen[path]:
                    raise ConflictError(path, path.read_bytes() if path.is_file() else b"")
            for path, data in changed.items():
                self._write(path, data)

    def entries(self) -> tuple[Entry, ...]:
        """All saves that are remembered, the last first."""
        found = [entry for path in self._folder.glob("*.json") if (entry := _entry(path))]
        return tuple(sorted(found, key=lambda entry: -entry.number))

    def time(self, entry: Entry) -> float:
        """When a save was made, in seconds since 1970."""
        return (self._folder / _name(entry.number)).stat().st_mtime

    def undo(self, number: int) -> Path | None:
        """Make a file what it was before a save; its path, or None for a save nobody knows.

        That is a save too. Raises `ConflictError` when the file is not as that save left it.
        """
        entry = next((entry for entry in self.entries() if entry.number == number), None)
        path = self._path(entry.file) if entry else None
        if entry is None or path is None:
            return None
        before = self._bytes(entry.before) if entry.before else None
        self.save({path: before}, {path: entry.after})
        return path

    def _path(self, file: str) -> Path | None:
        """The path of an entry, unless it leads out of the workspace."""
        path = (self._root / file).resolve()
        return path if path.is_relative_to(self._root) else None

    def _write(self, path: Path, data: bytes | None) -> None:
        before = path.read_bytes() if path.is_file() else None
        if before == data:
            return
        try:
            entry = self._remember(path, before, data)
            if data is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomic(path, data)
        except OSError as error:
            raise fail("O102", place_of(path), reason=reason_of(error)) from error
        self._forget(entry.number - ENTRIES)

    def _remember(self, path: Path, before: bytes | None, after: bytes | None) -> Entry:
        """Keep both sides of a save before it is made."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        hashes = [self._keep(data) if data is not None else ABSENT for data in (before, after)]
        number = max((entry.number for entry in self.entries()), default=0) + 1
        entry = Entry(number, path.resolve().relative_to(self._root).as_posix(), *hashes)
        write_atomic(self._folder / _name(number), json.dumps(asdict(entry), ensure_ascii=False).encode())
        return entry

    def _keep(self, data: bytes) -> str:
        digest = sha256(data)
        if not (self._folder / digest).is_file():
            write_atomic(self._folder / digest, data)
        return digest

    def _bytes(self, digest: str) -> bytes:
        return (self._folder / digest).read_bytes()

    def _forget(self, last: int) -> None:
        """Take away entries up to a number, and bytes that no entry names any more."""
        gone = [path for path in self._folder.glob("*.json") if path.stem.isdecimal() and int(path.stem) <= last]
        for path in gone:
            path.unlink(missing_ok=True)
        if gone:
            named = {digest for entry in self.entries() for digest in (entry.before, entry.after)}
            for path in self._folder.iterdir():
                if path.suffix != ".json" and path.name not in named:
                    with suppress(OSError):
                        path.unlink()


def _name(number: int) -> str:
    return f"{number:08d}.json"


def _entry(path: Path) -> Entry | None:
    """An entry as it was kept; None for a file that is damaged."""
    try:
        return Entry(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
