"""The kit folder: which file may be written where, and the manifest that remembers what was made.

A file that a person has edited, or that somebody else put there, is never overwritten: the new one goes beside it.
"""

from __future__ import annotations

import stat
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.manifest import BESIDE, Manifest, key_of, read_manifest, unfinished, write_manifest
from coursegen.errors import Fault, FaultError, fail, reason_of
from coursegen.workspace import free_backup, place_of, sha256, write_atomic

State = Literal["written", "unchanged", "beside", "renamed"]

_FORCED = ("O110", "O111")
"""Reasons to keep a file that `force` overrules: a person's work becomes a backup, an open file stays."""

_STALE = 3600
"""Age in seconds after which an unfinished file belongs to no running build."""


class Made(Struct, frozen=True):
    """A finished product in memory. `count` is its slides or pages, `record` what the manifest says of it.

    `key` says what the file is, whatever it is called; empty where that is its name. `parts` are those of a package
    that was made just now.
    """

    product: str
    name: str
    data: bytes
    count: int
    record: Mapping[str, object]
    key: str = ""
    parts: Mapping[str, bytes] = {}


class Output(Struct, frozen=True):
    """A product on the disk: `beside` when another file keeps its place, `renamed` when it had another name before.

    `size` is in bytes. `edited` is the file that keeps its place because a person worked on it.
    """

    product: str
    path: Path
    state: State
    size: int
    count: int
    key: str
    edited: Path | None = None

    @property
    def current(self) -> Path:
        """The file that is handed out: one that a person worked on, else the one that was made."""
        return self.edited or self.path


def write_kit(
    folder: Path, files: Sequence[Made], *, force: bool = False
) -> tuple[tuple[Output, ...], tuple[Fault, ...]]:
    """Write finished products into a kit folder, each whole or not at all; a file with the same bytes is not touched.

    What a person made or changed stays; under `force` it becomes a backup beside the new file (O115).

    The manifest names the new files before the first is written and again at the end, so that a killed build leaves
    nothing behind that looks edited. Raises O101 when the folder cannot be written.
    """
    manifest, faults = read_manifest(folder)
    hashes = [sha256(file.data) for file in files]
    if not manifest.ours.issuperset(hashes):
        write_manifest(folder, Manifest(manifest.outputs, manifest.ours.union(hashes)))
    _sweep(folder)
    outputs, records = [], dict(manifest.outputs)
    for file, digest in zip(files, hashes, strict=True):
        output, found = _place(folder, file, manifest, force=force)
        faults += found
        if output:
            output, more = _without_former(folder, file, output, manifest, {made.name for made in files})
            faults += more
            outputs.append(output)
            named = {"key": file.key} if file.key not in ("", file.name) else {}
            records[output.path.name] = {
                **file.record, "product": file.product, "sha256": digest, **named
            }  # fmt: skip
    there = {name: record for name, record in records.items() if _stands(folder / name)}
    write_manifest(folder, Manifest(there, frozenset(unfinished(folder, manifest.pending, there))))
    return tuple(outputs), tuple(faults)


def _without_former(
    folder: Path, file: Made, output: Output, manifest: Manifest, coming: Container[str]
) -> tuple[Output, list[Fault]]:
    """Take away the same product under the name it had before, unless a person worked on it (O114)."""
    faults = []
    for name, record in manifest.outputs.items():
        path = folder / name
        same = key_of(name, record) == output.key and BESIDE.sub("", name) != file.name and name not in coming
        if same and _is_other(path, output.path):
            if not _removed(path, manifest):
                faults.append(Fault("O114", place_of(path), {"new": output.path.name}, "warning"))
            elif output.state in ("written", "unchanged"):
                output = replace(output, state="renamed")
    return output, faults


def _stands(path: Path) -> bool:
    """Whether a file is there, as far as the system says."""
    try:
        return path.is_file()
    except OSError:
        return True


def _is_other(path: Path, than: Path) -> bool:
    """Whether a file is there and is not another one under a second name (names may differ in case alone)."""
    try:
        return path.is_file() and not path.samefile(than)
    except OSError:
        return False


def _removed(path: Path, manifest: Manifest) -> bool:
    """Whether a file of ours could be taken away; one that a person worked on or has open in Windows stays."""
    try:
        if _reason_to_keep(path, manifest):
            return False
        path.unlink()
    except OSError:
        return False
    return True


def _place(folder: Path, file: Made, manifest: Manifest, *, force: bool) -> tuple[Output | None, list[Fault]]:
    """Write one file at the first name that is free for it, and say why it is not the usual one."""
    kept: list[Fault] = []
    for path in _candidates(folder / file.name):
        try:
            state, backup = _write(path, file.data, manifest, force=force)
        except FaultError as error:
            kept += error.faults
            if kept[-1].severity == "error":
                return None, kept[-1:]
            continue
        told = [Fault(f.code, f.place, {"new": path.name}, "warning") for f in kept[:1]]
        told += [Fault("O115", place_of(path), {"backup": backup.name}, "warning")] if backup else []
        shown: State = "beside" if kept and state == "written" else state
        edited = folder / file.name if kept and kept[0].code == "O110" else None
        return Output(file.product, path, shown, len(file.data), file.count, file.key or file.name, edited), told
    raise AssertionError("candidates have no end")


def _write(path: Path, data: bytes, manifest: Manifest, *, force: bool) -> tuple[State, Path | None]:
    """Write a file unless it is there already; under `force` say where what stood there went.

    Raises a warning (O110 to O113) if what is there must stay, O102 if nothing can be written.
    """
    backup = None
    try:
        if path.is_file() and path.read_bytes() == data:
            return "unchanged", None
        if code := _reason_to_keep(path, manifest):
            if not (force and code in _FORCED and path.is_file()):
                raise FaultError([Fault(code, place_of(path), severity="warning")])
            backup = free_backup(path)
            write_atomic(backup, path.read_bytes())
        write_atomic(path, data)
    except OSError as error:
        if isinstance(error, PermissionError) and _stands(path):
            raise FaultError([Fault("O112", place_of(path), severity="warning")]) from error
        raise fail("O102", place_of(path), reason=reason_of(error)) from error
    return "written", backup


def _candidates(path: Path) -> Iterator[Path]:
    """`deck.pptx`, `deck.new.pptx`, `deck.new.2.pptx` and so on."""
    yield path
    yield path.with_name(f"{path.stem}.new{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}.new.{number}{path.suffix}")


def _reason_to_keep(path: Path, manifest: Manifest) -> str:
    """Code of the reason why what stands at `path` must stay, or an empty string."""
    if not path.exists():
        return ""
    if not path.is_file():
        return "O111"
    if any(lock.exists() for lock in _locks(path)):
        return "O112"
    if not path.stat().st_mode & stat.S_IWUSR:
        return "O113"
    if sha256(path.read_bytes()) in manifest.ours:
        return ""
    return "O110" if path.name in manifest.outputs else "O111"


def _locks(path: Path) -> Iterable[Path]:
    """Owner files that programs keep beside a file they have open.

    LibreOffice's, and those of Office and WPS, which replace up to two characters of a long name.
    """
    yield path.with_name(f".~lock.{path.name}#")
    for cut in range(3):
        yield path.with_name(f"~${path.name[cut:]}")


def _sweep(folder: Path) -> None:
    """Take away what a killed build was writing when it died."""
    with suppress(OSError):
        for part in folder.glob("~*.part"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _STALE:
                    part.unlink()
