"""A course folder → a bundle, checked and linked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from coursegen.errors import EXIT_TEMPLATE, Fault, FaultError, fail
from coursegen.model import CourseBundle, ExtraFile, Unit
from coursegen.reading.cache import cached
from coursegen.reading.decode import SIZE_LIMIT
from coursegen.workspace import COURSE_FILE, place_of, shown

if TYPE_CHECKING:
    from coursegen.reading.validate import Document

T = TypeVar("T")

POINTS_FILE = "points.yaml"
_KIND_BY_FOLDER = {"lessons": "lesson", "principles": "principle", "bank": "bank", "blueprints": "blueprint"}
_REQUIRED = ("lessons", "principles")


def read_course(
    folder: Path, extra: Sequence[ExtraFile] = (), drafts: Mapping[Path, bytes] | None = None
) -> CourseBundle:
    """The course in a folder, with what a unit adds to it; `drafts` are read in place of files of the same path.

    Raises the C faults of all its files at once, and those of their links once each file is sound by itself; T34x for
    files of a unit.
    """
    if not folder.is_dir():
        raise fail("C001", place_of(folder))
    kinds = files_of_course(folder) | {Path(file.path): file.kind for file in extra}
    contents = {shown(path): (drafts or {}).get(path, content) for path, content in _contents(kinds).items()}
    kind_by_file = {shown(path): kind for path, kind in kinds.items()}
    added = {shown(Path(file.path)): file for file in extra}
    key = contents | {f"extra:{name}": repr(file).encode() for name, file in added.items()}
    if drafts:
        return _drafted(tuple(contents.items()), tuple(kind_by_file.items()), tuple(added.items()))
    return cached(key, CourseBundle, lambda: _read(contents, kind_by_file, added))


def read_course_of(folder: Path, unit: Unit, drafts: Mapping[Path, bytes] | None = None) -> CourseBundle:
    """The course in a folder as a unit has it: with the lessons, cases and items of its own that are for this course.

    Raises what `read_course` raises: first what the course itself has, faults of the unit's files as T faults do.
    """
    bundle = read_course(folder, drafts=drafts)
    own = [file for file in unit.extra if file.course in ("", bundle.course.id) and file.kind != "slides"]
    try:
        return read_course(folder, own, drafts) if own else bundle
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


def read_bytes(path: Path) -> bytes:
    """Content of a file, at most a little more than may be read; raises C003."""
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise fail("C003", place_of(path), reason=error.strerror or type(error).__name__) from None


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
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in (".yaml", ".yml") and path.is_file() and path.name[0] not in ".~":
                yield path


def _contents(kinds: Mapping[Path, str]) -> dict[Path, bytes]:
    return dict(zip(kinds, collect(partial(read_bytes, path) for path in kinds), strict=True))


def _read(contents: Mapping[str, bytes], kinds: Mapping[str, str], extra: Mapping[str, ExtraFile]) -> CourseBundle:
    from coursegen.reading.link import link

    return link(collect(partial(_document, kinds[file], contents[file], file) for file in contents), extra)


@lru_cache(maxsize=4)
def _drafted(
    contents: tuple[tuple[str, bytes], ...],
    kinds: tuple[tuple[str, str], ...],
    extra: tuple[tuple[str, ExtraFile], ...],
) -> CourseBundle:
    """A course with drafts in it, kept in memory: it is checked first, and then shown."""
    return _read(dict(contents), dict(kinds), dict(extra))


@lru_cache(maxsize=512)
def _document(kind: str, content: bytes, file: str) -> Document[Any]:
    """One file, read; kept in memory, for while somebody writes only one of a course's files is another each time."""
    from coursegen.reading.schema import KINDS
    from coursegen.reading.validate import read_document

    return read_document(KINDS[kind], content, file)
