"""`coursegen i18n`: catalogues of a course or unit made, brought up to date and checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from coursegen.cli.report import Voice
from coursegen.cli.words import say
from coursegen.errors import fail
from coursegen.reading.catalogues import check_catalogues, extract_texts, update_catalogues
from coursegen.text import did_you_mean
from coursegen.workspace import COURSE_FILE, UNIT_FILE, Workspace, find_workspace, place_of, shown


def run_extract(voice: Voice, name: str, output: Path | None) -> int:
    """Write empty catalogues of what has a name, and tell of each; return the exit code."""
    workspace = find_workspace()
    folder = _folder(workspace, name)
    if output is None:
        _check_own(workspace, folder)
    return _tell(voice, extract_texts(folder, output or folder / "locale"))


def run_update(voice: Voice, name: str, language: str) -> int:
    """Bring the catalogues of a language up to date, and tell of each; return the exit code."""
    workspace = find_workspace()
    folder = _folder(workspace, name)
    _check_own(workspace, folder)
    return _tell(voice, update_catalogues(folder, language))


def run_check(voice: Voice, name: str, language: str, *, strict: bool) -> int:
    """Tell of every text that has no translation, or a stale one; return the exit code."""
    return voice.faults(check_catalogues(_folder(find_workspace(), name), language), strict=strict)


def _tell(voice: Voice, files: Iterable[tuple[Path, bool]]) -> int:
    for path, changed in files:
        state = "written" if changed else "unchanged"
        voice.result(f"{shown(path)}\t{say(state, voice.language)}", path=shown(path), state=state)
    return 0


def _check_own(workspace: Workspace, folder: Path) -> None:
    """Raise U413 for a folder that comes with the program: nothing is ever written there."""
    there = folder.resolve()
    if there.is_relative_to(workspace.bundled.resolve()) and not there.is_relative_to(workspace.root.resolve()):
        raise fail("U413", place_of(folder))


def _folder(workspace: Workspace, name: str) -> Path:
    """The folder of a course or unit given by its name or path. Raises U216 and U217 for a name of neither."""
    known = {**workspace.units(), **workspace.courses()}
    for folder in (known.get(name), Path(name)):
        if folder and any((folder / file).is_file() for file in (COURSE_FILE, UNIT_FILE)):
            return folder
    suggestion = did_you_mean(name, known)
    raise fail("U216" if suggestion else "U217", name=name, suggestion=suggestion, known=tuple(known))
