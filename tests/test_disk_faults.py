"""Every call to the file system fails once, in every way: one clear line, and whatever stood there is whole."""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from coursegen.build.deliver import deliver
from coursegen.build.kit import Made, Output
from coursegen.build.manifest import MANIFEST
from coursegen.errors import Fault

OLD, NEW = b"old" * 1000, b"new" * 1000
NAMES = ("deck.pptx", "handout.docx")
WAYS = {
    "the disk is full": errno.ENOSPC,
    "the disk is read-only": errno.EROFS,
    "the file is open in another program": errno.EACCES,
    "the folder has vanished": errno.ENOENT,
    "the network drive is gone": errno.EIO,
    "the quota is used up": errno.EDQUOT,
}
USUAL = ("the disk is full", "the file is open in another program", "the folder has vanished")
CALLS = ("open", "stat", "replace", "unlink", "mkdir", "scandir")
"""Functions of `os` (and the `open` of Python) through which `pathlib` reaches the file system.

A `stat` that says of a file that is there that it is not cannot be told from the truth, so that one does not lie.
"""


def deliver_all(folder: Path, data: bytes, *, force: bool = False) -> tuple[tuple[Output, ...], tuple[Fault, ...]]:
    files = [Made("deck", name, data, 1, {}) for name in NAMES]
    return deliver(folder, files, pdf=False, archive=("kit.zip", "kit.zip"), compressor="zlib", force=force)


@contextmanager
def failing(folder: Path, number: int, at: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The file system below a folder, whose call number `at` fails with an error number; the calls in their order."""
    calls: list[str] = []

    def through(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(path, str | os.PathLike) and Path(path).is_relative_to(folder):
                calls.append(name)
                if len(calls) - 1 == at:
                    raise OSError(number, os.strerror(number), os.fspath(path))
            return real(path, *args, **kwargs)

        return call

    with monkeypatch.context() as patch:
        for name in CALLS if number != errno.ENOENT else set(CALLS) - {"stat"}:
            patch.setattr(os, name, through(name, getattr(os, name)))
        opened = through("io.open", io.open)
        patch.setattr(io, "open", opened)
        patch.setattr(builtins, "open", opened)
        yield calls


def prepared(folder: Path, *, edited: bool) -> None:
    deliver_all(folder, OLD)
    if edited:
        (folder / NAMES[0]).write_bytes(b"by hand")


def check_left(folder: Path, faults: tuple[Fault, ...], *, edited: bool, force: bool) -> None:
    """Nothing is lost or half, and every error is one line in both languages."""
    whole = {OLD, NEW, b"by hand"}
    for name in NAMES:
        assert (folder / name).read_bytes() in whole, name
    if edited:
        kept = {path.read_bytes() for path in folder.glob("deck*.pptx")}
        assert b"by hand" in kept, "a person's work is lost"
    for fault in faults:
        for line in (fault.line("zh"), fault.line("en")):
            assert line
            assert "\n" not in line
    assert not [path for path in folder.glob("~*.part") if path.stat().st_size not in (0, len(OLD))] or faults


@pytest.mark.parametrize(
    "way", [*USUAL, *(pytest.param(way, marks=pytest.mark.long) for way in WAYS if way not in USUAL)]
)
@pytest.mark.parametrize(("edited", "force"), [(False, False), (True, False), (True, True)])
def test_whatever_call_fails_nothing_is_lost_and_the_next_build_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, *, edited: bool, force: bool
) -> None:
    told = 0
    for at in range(500):
        folder = tmp_path / str(at)
        prepared(folder, edited=edited)
        with failing(folder, WAYS[way], at, monkeypatch) as calls:
            _, faults = deliver_all(folder, NEW, force=force)
        if len(calls) <= at:
            break
        check_left(folder, faults, edited=edited, force=force)
        told += any(fault.severity == "error" for fault in faults)
        _, after = deliver_all(folder, NEW, force=force)
        assert not [fault for fault in after if fault.severity == "error"]
        assert (folder / MANIFEST).is_file()
    assert at > 20, "the calls were not counted"
    assert told > 3, "no failure was told of"


def test_a_folder_that_vanishes_while_it_is_written_is_made_again_or_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coursegen.build import kit

    whole, folder = kit.write_atomic, tmp_path / "kit"
    deliver_all(folder, OLD)

    def vanishing(path: Path, data: bytes) -> None:
        if path.name == NAMES[1]:
            folder.rename(tmp_path / "moved")
        whole(path, data)

    monkeypatch.setattr(kit, "write_atomic", vanishing)
    _, faults = deliver_all(folder, NEW)
    assert "O102" in [fault.code for fault in faults]
    assert {(tmp_path / "moved" / name).read_bytes() for name in NAMES} <= {OLD, NEW}
