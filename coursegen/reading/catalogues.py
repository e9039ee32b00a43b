"""The catalogues of a course or a unit: made, brought up to date and checked against its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from coursegen.errors import Fault, FaultError, fail, reason_of
from coursegen.model import UnitFile
from coursegen.reading.classes import files_of_classes
from coursegen.reading.course import files_of_course
from coursegen.reading.decode import read_bytes
from coursegen.reading.extra import files_of_extra
from coursegen.translation.addresses import Text, texts
from coursegen.translation.catalogue import (
    WORDS,
    Catalogue,
    catalogue_folder,
    catalogue_path,
    read_catalogue,
    write_catalogue,
)
from coursegen.translation.state import Gap, gaps, updated
from coursegen.workspace import COURSE_FILE, UNIT_FILE, place_of, shown, write_atomic


def texts_to_translate(folder: Path) -> Mapping[str, tuple[Text, ...]]:
    """The texts of every file of a course or unit, by the file's name relative to its folder. Raises their C faults."""
    from coursegen.reading.rules import KINDS
    from coursegen.reading.validate import read_document

    found: dict[str, tuple[Text, ...]] = {}
    faults: list[Fault] = []
    for path, kind in _files(folder).items():
        file = path.relative_to(folder).as_posix()
        try:
            found[file] = texts(read_document(KINDS[kind], read_bytes(path), shown(path)).value, file)
        except FaultError as error:
            faults += error.faults
    if faults:
        raise FaultError(faults)
    return {file: of_file for file, of_file in found.items() if of_file}


def _files(folder: Path) -> Mapping[Path, str]:
    """Files of a course, or of a unit with what it adds to courses; the kind of each."""
    if (folder / COURSE_FILE).is_file():
        return files_of_course(folder) | dict.fromkeys(files_of_classes(folder), "class")
    from coursegen.reading.validate import read_document

    path = folder / UNIT_FILE
    unit = read_document(UnitFile, read_bytes(path), shown(path)).value
    return {path: "unit"} | {folder / file: kind for file, kind in files_of_extra(unit.extra)}


def extract_texts(folder: Path, into: Path) -> Iterator[tuple[Path, bool]]:
    """Write an empty catalogue (.pot) of every file; its path and whether it changed. Raises C and O102 faults."""
    for file, found in texts_to_translate(folder).items():
        path = into / catalogue_path(folder, file, "").with_suffix(".pot").name
        yield path, _write_where_new(path, write_catalogue(updated(Catalogue(), found), ""))


def update_catalogues(folder: Path, language: str) -> Iterator[tuple[Path, bool]]:
    """Bring every catalogue of a language up to date; its path and whether it changed. Raises C and O102 faults."""
    for file, found in texts_to_translate(folder).items():
        path = catalogue_path(folder, file, language)
        old = read_catalogue_at(path)
        yield path, _write_where_new(path, write_catalogue(updated(old, found), language))


def check_catalogues(folder: Path, language: str) -> tuple[Fault, ...]:
    """C821 for every text without a translation, C822 for every stale one, C823 for those of texts that are no more.

    C824 for catalogues of no file, C825 for translations whose signs are broken.
    """
    found: list[Fault] = []
    known: set[Path] = set()
    for file, of_file in texts_to_translate(folder).items():
        path = catalogue_path(folder, file, language)
        known.add(path)
        found += [_fault(gap, path) for gap in gaps(read_catalogue_at(path), of_file)]
    orphans = sorted(set(catalogue_folder(folder, language).glob("*.po")) - known)
    return (*found, *(Fault("C824", place_of(path), severity="warning") for path in orphans if path.name != WORDS))


_CODES = {"missing": "C821", "stale": "C822", "gone": "C823", "broken": "C825"}


def _fault(gap: Gap, path: Path) -> Fault:
    line = gap.entry.place.line if gap.entry else 0
    return Fault(_CODES[gap.state], place_of(path, line), {"address": gap.address, "text": gap.text}, "warning")


def read_catalogue_at(path: Path) -> Catalogue:
    """The catalogue at a path, empty where there is none. Raises C003 and C820."""
    return read_catalogue(read_bytes(path), shown(path)) if path.is_file() else Catalogue()


def _write_where_new(path: Path, content: bytes) -> bool:
    """Write a file unless it says this already. Raises O102."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, content)
    except OSError as error:
        raise fail("O102", place_of(path), reason=reason_of(error)) from error
    return True
