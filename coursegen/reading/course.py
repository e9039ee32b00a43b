"""A course folder → a bundle, checked and linked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from coursegen.errors import EXIT_TEMPLATE, Fault, FaultError, fail
from coursegen.model import CourseBundle, ExtraFile, Unit
from coursegen.reading.cache import cached
from coursegen.reading.decode import read_bytes
from coursegen.reading.translated import Translations, course_of, find_translations, finished, in_language
from coursegen.workspace import COURSE_FILE, place_of, shown

if TYPE_CHECKING:
    from coursegen.reading.validate import Document

T = TypeVar("T")

POINTS_FILE = "points.yaml"
_KIND_BY_FOLDER = {"lessons": "lesson", "principles": "principle", "bank": "bank", "blueprints": "blueprint"}
_REQUIRED = ("lessons", "principles")


def read_course(
    folder: Path,
    extra: Sequence[ExtraFile] = (),
    drafts: Mapping[Path, bytes] | None = None,
    language: str = "",
) -> CourseBundle:
    """The course in a folder, with what a unit adds to it; `drafts` are read in place of files of the same path.

    With a `language` the course is in that as far as catalogues beside it have it, and says what they lack. Raises the
    C faults of all its files at once, and those of their links once each file is sound by itself; T34x for files of a
    unit.
    """
    if not folder.is_dir():
        raise fail("C001", place_of(folder))
    kinds = files_of_course(folder) | {Path(file.path): file.kind for file in extra}
    homes = dict.fromkeys(kinds, folder)
    homes |= {Path(file.path): Path(file.place.file).resolve().parent for file in extra}
    found = find_translations(language, homes)
    if language and not found.contents and (own := read_course(folder, extra, drafts)).course.language == language:
        return own
    contents = {shown(path): (drafts or {}).get(path, content) for path, content in _contents(kinds).items()}
    kind_by_file = {shown(path): kind for path, kind in kinds.items()}
    added = {shown(Path(file.path)): file for file in extra}
    if drafts:
        return _drafted(tuple(contents.items()), tuple(kind_by_file.items()), tuple(added.items()), found)
    key = contents | {f"extra:{name}": repr(file).encode() for name, file in added.items()}
    key |= {**found.contents, f"language:{language}": b""}
    return cached(key, CourseBundle, lambda: _read(contents, kind_by_file, added, found))


def read_course_of(
    folder: Path, unit: Unit, drafts: Mapping[Path, bytes] | None = None, language: str = ""
) -> CourseBundle:
    """The course in a folder as a unit has it: with the lessons, cases and items of its own that are for this course.

    Raises what `read_course` raises: first what the course itself has, faults of the unit's files as T faults do.
    """
    bundle = read_course(folder, (), drafts, language)
    own = [file for file in unit.extra if file.course in ("", bundle.course.id) and file.kind != "slides"]
    try:
        return read_course(folder, own, drafts, language) if own else bundle
    except FaultError as error:
        raise FaultError(replace(fault, exits=EXIT_TEMPLATE) for fault in error.faults) from error


def collect(results: Iterable[Callable[[], T]]) -> list[T]:
    """What the calls return; the faults of all of them raised together."""
    found: list[T] = []
    faults: list[Fault] = []
    for result in results:
        try:
            found.append(result())
        except FaultError as error:
            faults += error.faults
    if faults:
        raise FaultError(faults)
    return found


def files_of_course(folder: Path) -> dict[Path, str]:
    """The files of a course in a fixed order, with the kind of each; raises a fault for each that is missing."""
    found = {folder / COURSE_FILE: "course", folder / POINTS_FILE: "points"}
    missing = [Fault("C002", place_of(path)) for path in found if not path.is_file()]
    for name, kind in _KIND_BY_FOLDER.items():
        files = dict.fromkeys(_yaml_files(folder / name), kind)
        if not files and name in _REQUIRED:
            missing.append(Fault("C002", place_of(folder / name / "*.yaml")))
        found |= files
    if missing:
        raise FaultError(missing)
    return found


def _yaml_files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.lower().endswith((".yaml", ".yml")) and entry.is_file() and entry.name[0] not in ".~":
                yield folder / entry.name


def _contents(kinds: Mapping[Path, str]) -> dict[Path, bytes]:
    return dict(zip(kinds, collect(partial(read_bytes, path) for path in kinds), strict=True))


def _read(
    contents: Mapping[str, bytes], kinds: Mapping[str, str], extra: Mapping[str, ExtraFile], found: Translations
) -> CourseBundle:
    from coursegen.reading.link import link

    documents = collect(partial(_document, kinds[file], contents[file], file) for file in contents)
    if not found.language:
        return link(documents, extra)
    source = course_of(documents)
    translated, faults = in_language(documents, source.language, found)
    return finished(link(translated, extra), source, found, faults)


@lru_cache(maxsize=4)
def _drafted(
    contents: tuple[tuple[str, bytes], ...],
    kinds: tuple[tuple[str, str], ...],
    extra: tuple[tuple[str, ExtraFile], ...],
    found: Translations,
) -> CourseBundle:
    """A course with drafts in it, kept in memory: it is checked first, and then shown."""
    return _read(dict(contents), dict(kinds), dict(extra), found)


@lru_cache(maxsize=512)
def _document(kind: str, content: bytes, file: str) -> Document[Any]:
    """One file, read; kept in memory, for while somebody writes only one of a course's files is another each time."""
    from coursegen.reading.rules import KINDS
    from coursegen.reading.validate import read_document

    return read_document(KINDS[kind], content, file)
