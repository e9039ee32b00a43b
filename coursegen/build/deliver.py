"""A finished kit → files on the disk: Office files, then their PDFs, then one zip of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from coursegen.build.claim import claimed
from coursegen.build.kit import Made, Output, write_kit
from coursegen.build.manifest import records_of
from coursegen.errors import Fault, FaultError, reason_of
from coursegen.office.pack import UNIX, Compressor, pack
from coursegen.workspace import place_of

ARCHIVE = "zip"
"""What the manifest calls the zip of a kit, among its products."""


_Written = tuple[tuple[Output, ...], tuple[Fault, ...]]


def deliver(
    folder: Path, files: Sequence[Made], *, pdf: bool = False, archive: tuple[str, str] = ("", ""),
    compressor: Compressor = "zlib", force: bool = False,
) -> _Written:  # fmt: skip
    """Write files, with `pdf` a PDF beside each, and for an `archive` (name and key) one zip of what was written.

    Faults of the disk that stop one step are returned with what was written before it; so is O104 when another build
    is writing here. `force` replaces what a person made or changed, keeping a backup.
    """
    try:
        with claimed(folder):
            return _deliver(folder, files, pdf=pdf, archive=archive, compressor=compressor, force=force)
    except FaultError as error:
        return (), error.faults


def _deliver(
    folder: Path, files: Sequence[Made], *, pdf: bool, archive: tuple[str, str], compressor: Compressor, force: bool
) -> _Written:
    steps: list[Callable[[tuple[Output, ...]], _Written]] = [lambda _: write_kit(folder, files, force=force)]
    steps += [lambda done: _pdfs(folder, done, pdf=pdf, force=force)]
    if archive[0]:
        steps += [lambda done: write_kit(folder, [_zip(done, archive, compressor)], force=force) if done else ((), ())]
    outputs: tuple[Output, ...] = ()
    faults: tuple[Fault, ...] = ()
    for step in steps:
        try:
            written, found = step(outputs)
        except FaultError as error:
            return outputs, (*faults, *error.faults)
        except OSError as error:
            place = place_of(Path(error.filename or folder))
            return outputs, (*faults, Fault("O102", place, {"reason": reason_of(error)}))
        outputs, faults = (*outputs, *written), (*faults, *found)
    return outputs, faults


def _pdfs(folder: Path, outputs: tuple[Output, ...], *, pdf: bool, force: bool) -> _Written:
    """PDFs of what was written, or what is to be said of those that an earlier run made."""
    if not pdf and not any(name.endswith(".pdf") for name in records_of(folder)):
        return (), ()
    from coursegen.build.pdfs import stale_pdfs, write_pdfs

    return write_pdfs(folder, outputs, force=force) if pdf else ((), tuple(stale_pdfs(folder, outputs)))


def _zip(outputs: Sequence[Output], archive: tuple[str, str], compressor: Compressor) -> Made:
    """All files of a kit in one, under the names they have on the disk; of what a person edited, that file."""
    members = {output.current.name: output.current.read_bytes() for output in outputs}
    data = pack(members, compressor, origin=UNIX)
    return Made(ARCHIVE, archive[0], data, len(members), {"compressor": compressor}, archive[1])
