"""What became of each unit of a batch: a line of JSON as each is done, so that a killed run goes on from there.

The file is the manifest of the batch too: at the end it holds one line for each unit, in the order of their ids.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import asdict

from coursegen.errors import fail, reason_of
from coursegen.workspace import place_of, safe_name, write_atomic


class Entry(Struct, frozen=True):
    """One unit: what its kit was made of (`mark`), its files as they were left, its exit code, seconds, fault codes."""

    unit: str
    mark: str
    exit_code: int
    states: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, list[int]] = field(default_factory=dict)
    seconds: float = 0.0
    codes: tuple[str, ...] = ()


class Journal:
    """The journal of one course in an output folder."""

    def __init__(self, output: Path, course: str) -> None:
        self.path = output / f"{safe_name(course)}.batch.jsonl"
        self._entries = _read(self.path)

    def entry(self, unit: str) -> Entry | None:
        """What is known of a unit."""
        return self._entries.get(unit)

    def add(self, entry: Entry) -> None:
        """Write down what became of a unit. Raises O101 when the folder cannot be written."""
        self._entries[entry.unit] = entry
        try:
            if not self.path.parent.is_dir():
                self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                file.write(_line(entry))
        except OSError as error:
            raise fail("O101", place_of(self.path), reason=reason_of(error)) from error

    def close(self) -> None:
        """Keep one line for each unit."""
        if self._entries:
            with suppress(OSError):
                write_atomic(self.path, b"".join(_line(self._entries[unit]) for unit in sorted(self._entries)))


def _read(path: Path) -> dict[str, Entry]:
    """Entries by unit, the last of each; lines that were cut off count as not written."""
    found: dict[str, Entry] = {}
    with suppress(OSError):
        for line in path.read_bytes().split(b"\n"):
            with suppress(ValueError, TypeError, KeyError):
                said = json.loads(line)
                entry = Entry(**{**said, "codes": tuple(said["codes"])})
                found[entry.unit] = entry
    return found


def _line(entry: Entry) -> bytes:
    return (json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n").encode()
