"""`coursegen ingest`: files of one's own → draft principles, points and an inventory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from coursegen.cli.items import write_new
from coursegen.cli.report import Voice
from coursegen.cli.words import say
from coursegen.drafting.drafts import make_drafts
from coursegen.drafting.files import Material, read_material
from coursegen.errors import Fault, FaultError, fail, reason_of
from coursegen.reading.course import collect
from coursegen.workspace import find_workspace, place_of, safe_name, shown

FOLDER = "drafts"


def run_ingest(voice: Voice, files: Sequence[Path], output: Path | None, *, strict: bool) -> int:
    """Write drafts of files into a new folder and tell of damage; return the exit code.

    Raises O103 where a file is there already, and the faults of reading, of all files at once.
    """
    materials = collect(partial(_read, file) for file in files)
    folder = output or find_workspace().root / FOLDER / safe_name(files[0].stem)
    words = {key: say(f"draft_{key}", voice.language) for key in ("note", "none", "source")}
    made = make_drafts(materials, words)
    if not made.drafts:
        raise FaultError([Fault("C836", place_of(file)) for file in files])
    write_new(voice, {folder / name: text for name, text in made.files.items()})
    voice.tell("ingested", drafts=made.drafts, quotes=made.quotes, folder=shown(folder))
    return voice.faults((fault for material in materials for fault in material.faults), strict=strict)


def _read(file: Path) -> Material:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise fail("C003", place_of(file), reason=reason_of(error)) from None
    return read_material(data, shown(file))
