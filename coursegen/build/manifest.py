"""The manifest of a kit: what was made, from what, and the hashes by which a hand's work is told from ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.json import format as format_json

from coursegen.errors import Fault, fail, reason_of
from coursegen.late import regex
from coursegen.workspace import place_of, sha256, write_atomic

MANIFEST = "manifest.json"

BESIDE = regex(r"\.new(\.\d+)?(?=\.[^.]*$)")
"""What sets the name of a file beside another apart from it."""


class Manifest(Struct, frozen=True):
    """Outputs by file name, and hashes of files that a build was about to write or replace when it ended."""

    outputs: Mapping[str, Mapping[str, object]]
    pending: frozenset[str] = frozenset()

    @property
    def ours(self) -> frozenset[str]:
        """Hashes of everything this program made here: a file with one of them holds no hand's work."""
        return self.pending | {str(record.get("sha256")) for record in self.outputs.values()}

    def text(self) -> bytes:
        """The file as it is written."""
        content: dict[str, object] = {"outputs": self.outputs}
        if self.pending:
            content["pending"] = sorted(self.pending)
        said = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return (format_json(said, indent=2) + "\n").encode()  # json's own way to indent is ten times as slow


def records_of(folder: Path) -> Mapping[str, Mapping[str, object]]:
    """What the manifest of a kit says of each file; nothing where there is none that can be read."""
    return read_manifest(folder)[0].outputs


def key_of(name: str, record: Mapping[str, object]) -> str:
    """What a file of a manifest is, whatever it is called."""
    return str(record.get("key") or BESIDE.sub("", name))


def read_manifest(folder: Path) -> tuple[Manifest, list[Fault]]:
    """The manifest of a kit; one that is damaged counts as none, with a warning."""
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_bytes(), parse_constant=_no_json)
        outputs = {str(name): dict(record) for name, record in content["outputs"].items()}
        return Manifest(outputs, frozenset(map(str, content.get("pending", ())))), []
    except (FileNotFoundError, NotADirectoryError):
        return Manifest({}), []
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest({}), [Fault("O120", place_of(path), severity="warning")]


def _no_json(constant: str) -> object:
    """`NaN` and the like, which Python reads and JSON does not have."""
    raise ValueError(constant)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a kit, and its folder if it is not there. Raises O101."""
    path, text = folder / MANIFEST, manifest.text()
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
        if not (path.is_file() and path.read_bytes() == text):
            write_atomic(path, text)
    except OSError as error:
        place = place_of(path if folder.is_dir() else folder)
        raise fail("O101", place, reason=reason_of(error)) from error


def unfinished(folder: Path, pending: frozenset[str], records: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Hashes of files that a killed build left and that this one has not written: they hold no hand's work either."""
    if pending:
        for path in folder.iterdir():
            digest = sha256(path.read_bytes()) if path.is_file() else ""
            if digest in pending and records.get(path.name, {}).get("sha256") != digest:
                yield digest
