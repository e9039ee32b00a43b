"""`coursegen check`: whatever is named is read, made in memory and checked; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from coursegen.build import PRODUCTS, Request, make
from coursegen.checks.course import check_course, letter_remarks
from coursegen.checks.file import SUFFIXES, check_file
from coursegen.checks.unit import check_unit
from coursegen.cli.locating import locate_unit
from coursegen.cli.report import Voice
from coursegen.errors import NOWHERE, Fault, FaultError, fail, reason_of
from coursegen.model import Unit
from coursegen.office.package import MAX_BYTES
from coursegen.reading import class_ids, read_course, read_course_of, read_unit
from coursegen.text import did_you_mean
from coursegen.translation.catalogue import languages_beside
from coursegen.workspace import COURSE_FILE, UNIT_FILE, Workspace, find_workspace, place_of, shown, unknown_name

_MODELINE = re.compile(r"\s*#\s*yaml-language-server:\s*\$schema=\S*?([a-z]+)\.schema\.json")
_KIND_BY_NAME = {COURSE_FILE: "course", "points.yaml": "points", UNIT_FILE: "unit"}
_KIND_BY_FOLDER = {
    "lessons": "lesson",
    "principles": "principle",
    "cases": "cases",
    "bank": "bank",
    "blueprints": "blueprint",
    "classes": "class",
}


class _Wanted(Struct, frozen=True):
    """What to make of a course while checking it; `mono` is about Office files."""

    workspace: Workspace
    unit: str
    lessons: tuple[str, ...]
    plan: str
    products: tuple[str, ...]
    language: str
    mono: bool = False

    def request(self, course: Path, unit: str, roots: tuple[Path, ...], class_: str = "") -> Request:
        """The request for a course and unit; for a class, its own products only."""
        products = self.products or (tuple(n for n, p in PRODUCTS.items() if p.of_class) if class_ else ())
        return Request(course, unit, roots, self.lessons, products, class_, language=self.language, plan=self.plan)


def run_check(
    voice: Voice,
    target: Sequence[str],
    *,
    unit: str,
    lesson: Sequence[str],
    plan: str,
    product: Sequence[str],
    lang: str | None,
    mono: bool,
    strict: bool,
) -> int:
    """Check what is named, tell all faults; return the exit code."""
    wanted = _Wanted(find_workspace(), unit, tuple(lesson), plan, tuple(product), lang or "", mono)
    faults = tuple(fault for name in target for fault in _faults_of_check(name, wanted))
    if not any(fault.severity == "error" for fault in faults):
        voice.tell("checked")
    return voice.faults(faults, strict=strict)


def _faults_of_check(target: str, wanted: _Wanted) -> Iterable[Fault]:
    try:
        return _check(target, wanted)
    except FaultError as error:
        return error.faults


def _check(target: str, wanted: _Wanted) -> Iterable[Fault]:
    courses, units = wanted.workspace.courses(), wanted.workspace.units()
    path = Path(target)
    if target in courses:
        return _check_course(courses[target], wanted)
    if path.is_dir():
        return _check_folder(path, wanted)
    if path.is_file():
        return _check_file(path, wanted)
    if target in units:
        return _check_unit(target, wanted)
    if path.name != target:
        raise fail("U212", NOWHERE, path=target)
    raise unknown_name("U260", target, (*courses, *units))


def _check_folder(folder: Path, wanted: _Wanted) -> Iterable[Fault]:
    """A course, a unit, or a folder that has some of them one or two levels down. Raises U262 for any other."""
    if (folder / COURSE_FILE).is_file():
        return _check_course(folder, wanted)
    if (folder / UNIT_FILE).is_file():
        return _check_unit(str(folder), wanted)
    inside = [path for pattern in ("*/", "*/*/") for path in sorted(folder.glob(pattern)) if path.is_dir()]
    checks = [
        *((_check_course, path) for path in inside if (path / COURSE_FILE).is_file()),
        *((_check_unit, str(path)) for path in inside if (path / UNIT_FILE).is_file()),
    ]
    if not checks:
        raise fail("U262", place_of(folder))
    return [fault for check, what in checks for fault in check(what, wanted)]  # type: ignore[operator]


def _check_course(folder: Path, wanted: _Wanted) -> Iterable[Fault]:
    """A course and its classes: all that would stop or warn a build, and what a careful colleague would remark."""
    unit, roots = locate_unit(wanted.workspace, wanted.unit)
    made = make(wanted.request(folder, unit, roots)).faults
    made += tuple(f for name in class_ids(folder) for f in make(wanted.request(folder, unit, roots, name)).faults)
    try:
        translated = (read_course(folder, language=language) for language in languages_beside(folder))
        return (*made, *check_course(read_course(folder)), *(f for each in translated for f in letter_remarks(each)))
    except FaultError:
        return made


def _check_unit(unit: str, wanted: _Wanted) -> Iterable[Fault]:
    """A unit, what it leaves unsaid, and all its templates with the first course there is."""
    unit_id, roots = locate_unit(wanted.workspace, unit)
    try:
        found, layers = read_unit(unit_id, roots)
    except FaultError as error:
        return error.faults
    unsaid = check_unit(found, layers)
    course = next(iter(wanted.workspace.courses().values()), None)
    if course is None:
        return unsaid
    return (*make(wanted.request(course, unit_id, roots)).faults, *unsaid, *_remarks_on_extras(course, found))


def _remarks_on_extras(course: Path, unit: Unit) -> Iterable[Fault]:
    """What a careful colleague would remark on a unit's own files, read as files of the course."""
    own = {shown(Path(file.path)) for file in unit.extra}
    try:
        return [fault for fault in check_course(read_course_of(course, unit)) if fault.place.file in own] if own else ()
    except FaultError:
        return ()


def _check_file(path: Path, wanted: _Wanted) -> Iterable[Fault]:
    """One file, by what it is. Raises U263 for a kind that nothing checks."""
    match path.suffix.lower():
        case ".yaml" | ".yml":
            return _check_yaml(path, wanted)
        case suffix if suffix in SUFFIXES:
            return _check_office(path, mono=wanted.mono)
        case ".j2" if (path.absolute().parent / UNIT_FILE).is_file():
            return _check_unit(str(path.absolute().parent), wanted)
        case _:
            raise fail("U263", place_of(path))


def _check_office(path: Path, *, mono: bool) -> tuple[Fault, ...]:
    """An Office file of anybody's. Raises A509 for one too big to read and U266 for one that cannot be read."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise fail("A509", place_of(path), megabytes=size >> 20, limit=MAX_BYTES >> 20)
        return check_file(path.read_bytes(), shown(path), mono=mono)
    except OSError as error:
        raise fail("U266", place_of(path), reason=reason_of(error)) from error


def _check_yaml(path: Path, wanted: _Wanted) -> Iterable[Fault]:
    """One content file by itself; of a unit.yaml the whole unit once the file is sound."""
    from coursegen.reading.decode import read_bytes
    from coursegen.reading.rules import KINDS
    from coursegen.reading.validate import read_document

    content = read_bytes(path)
    kind = _kind(path, content)
    if kind not in KINDS:
        guess = did_you_mean(kind, KINDS)
        raise fail("U264" if guess else "U265", place_of(path), name=kind, suggestion=guess, known=tuple(KINDS))
    faults = _faults_of(lambda: read_document(KINDS[kind], content, shown(path)))
    if kind == "unit" and path.name == UNIT_FILE and not faults:
        unit, roots = locate_unit(wanted.workspace, str(path.absolute().parent))
        return _faults_of(lambda: read_unit(unit, roots))
    return faults


def _kind(path: Path, content: bytes) -> str:
    """Kind of a content file: as its first line says, else by its name or folder, else an empty string."""
    said = _MODELINE.match(content[:400].decode("utf-8", "replace").lstrip("\ufeff"))
    if said:
        return said[1]
    return _KIND_BY_NAME.get(path.name) or _KIND_BY_FOLDER.get(path.absolute().parent.name, "")


def _faults_of(read: Callable[[], object]) -> tuple[Fault, ...]:
    try:
        read()
    except FaultError as error:
        return error.faults
    return ()
