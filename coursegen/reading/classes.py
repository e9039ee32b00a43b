"""A class of a course: its file and its roster → a class, checked, in groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from msgspec.structs import replace

from coursegen.classes import day_of
from coursegen.classes.days import minutes_of
from coursegen.classes.grouping import group_roster
from coursegen.errors import Fault, FaultError, Place, fail, reason_of
from coursegen.model import Class, ClassFile, CourseBundle, Participant
from coursegen.reading.cache import cached
from coursegen.reading.decode import read_bytes
from coursegen.reading.translated import class_in_language, find_translations
from coursegen.sheets import Record, read_records
from coursegen.text import did_you_mean
from coursegen.translation.translate import same_tongue
from coursegen.workspace import place_of, shown, unknown_name

FOLDER = "classes"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "学员姓名", "名字", "name", "full name"),
    "gender": ("性别", "gender", "sex"),
    "unit": ("单位", "工作单位", "所在单位", "单位名称", "organisation", "organization", "unit", "company"),
    "section": ("部门", "科室", "所在部门", "处室", "department", "section"),
    "post": ("职务", "职位", "岗位", "职务职级", "现任职务", "post", "position", "title"),
    "phone": ("电话", "手机", "手机号", "手机号码", "联系电话", "联系方式", "phone", "mobile", "tel"),
    "group": ("组别", "分组", "小组", "组", "group"),
    "number": ("编号", "学号", "证书编号", "学员编号", "id", "no", "number"),
    "note": ("备注", "note", "notes", "remark", "remarks"),
}
"""Names of the columns of a roster by the field they fill."""

GROUP_SIZES = range(6, 9)


class _At(Protocol):
    """Place of the value at a path of keys."""

    def __call__(self, *keys: str | int) -> Place: ...


def files_of_classes(course: Path) -> tuple[Path, ...]:
    """The files of the classes of a course, in the order of their names."""
    folder = course / FOLDER
    found = sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
    return tuple(path for path in found if path.suffix in (".yaml", ".yml") and path.name[0] not in ".~")


def class_ids(course: Path) -> tuple[str, ...]:
    """Ids of the classes of a course, by the names of their files."""
    return tuple(path.stem for path in files_of_classes(course))


def class_file(course: Path, name: str) -> Path:
    """The file of a class that the course has."""
    return next(p for p in (course / FOLDER / f"{name}{end}" for end in (".yaml", ".yml")) if p.is_file())


def read_class(course: Path, name: str, bundle: CourseBundle, own: str = "", language: str = "") -> tuple[Class, Place]:
    """A class of a course with its roster in groups, and the place of its file.

    With a `language` it is in that as far as its catalogue has it, and its roster where one stands beside it
    (`2026-1.en.xlsx`); `own` is the one its course is written in. Raises U330 or U331 for one that does not exist, C1xx
    for its file, C40x for its dates, times and names, C41x to C44x for its roster.
    """
    if name not in class_ids(course):
        raise unknown_name("U330", name, class_ids(course))
    path = class_file(course, name)
    content, file = read_bytes(path), shown(path)
    read, places = cached({file: content}, tuple, partial(_read, content, file))
    faults = list(_faults(read, path, bundle, lambda *keys: _nearest(places, keys)))
    people: tuple[Participant, ...] = ()
    read, gaps = class_in_language(read, file, own, find_translations(language, {path: course}))
    if read.roster:
        read, lacking = _with_roster_in(read, path.parent, own, language)
        gaps += lacking
        try:
            people = _read_roster(path.parent, read.roster, _nearest(places, ("roster",)))
        except FaultError as error:
            faults += error.faults
    if faults:
        raise FaultError(faults)
    logo = str((path.parent / read.logo).resolve()) if read.logo else ""
    groups = group_roster(people, read.group_size)
    named = {person.turn: person for group in groups for person in group.members}
    return Class(read, tuple(named[p.turn] for p in people), groups, logo, gaps), place_of(path)


def _with_roster_in(read: ClassFile, folder: Path, own: str, language: str) -> tuple[ClassFile, tuple[Fault, ...]]:
    """The class with the roster that stands beside its own for a language; C812 where another tongue needs one."""
    name = PurePosixPath(read.roster)
    translated = f"{name.with_suffix('')}.{language}{name.suffix}"
    if language and (folder / translated).is_file():
        return replace(read, roster=translated), ()
    if not language or same_tongue(own, language):
        return read, ()
    facts = {"file": read.roster, "language": language, "wanted": translated}
    return read, (Fault("C812", place_of(folder / name), facts, "warning"),)


def _read(content: bytes, file: str) -> tuple[ClassFile, dict[tuple[str | int, ...], Place]]:
    from coursegen.reading.tree import ListNode, MapNode, Node
    from coursegen.reading.validate import read_document

    def walk(node: Node, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Place]]:
        yield path, node.place
        if isinstance(node, MapNode):
            for key, (_, value) in node.entries.items():
                yield from walk(value, (*path, key))
        if isinstance(node, ListNode):
            for n, value in enumerate(node.items):
                yield from walk(value, (*path, n))

    document = read_document(ClassFile, content, file)
    return document.value, dict(walk(document.tree.root, ()))


def _nearest(places: Mapping[tuple[str | int, ...], Place], keys: tuple[str | int, ...]) -> Place:
    """Place of the value at a path, or of the nearest thing above it."""
    return next(places[keys[:n]] for n in range(len(keys), -1, -1) if keys[:n] in places)


def _faults(read: ClassFile, path: Path, bundle: CourseBundle, at: _At) -> Iterator[Fault]:
    """What is wrong with a file that is sound as YAML."""
    if read.id != path.stem:
        yield Fault("C202", at("id"), {"value": read.id, "file": path.name})
    yield from _unknown(read.plan, [plan.id for plan in bundle.course.plans], at("plan"), "plan")
    for name in read.papers:
        yield from _unknown(name, list(bundle.blueprints), at("papers", name), "papers")
    for n, trainer in enumerate(read.trainers):
        for m, name in enumerate(trainer.lessons):
            place = at("trainers", n, "lessons", m)
            yield from _unknown(name, [lesson.id for lesson in bundle.lessons], place, "lessons")
    if read.group_size not in GROUP_SIZES:
        yield Fault("C405", at("group_size"), {"value": read.group_size})
    if not read.half_days:
        yield Fault("C103", at("half_days"), {"key": "half_days"})
    yield from _date_faults(read, at)
    yield from _time_faults(read, at)
    for key, file in (("logo", read.logo), ("roster", read.roster)):
        yield from _file_faults(path.parent, file, at(key))


def _unknown(name: str, known: list[str], place: Place, key: str) -> Iterator[Fault]:
    if name and name not in known:
        guess = did_you_mean(name, known)
        facts = {"value": name, "key": key, "suggestion": guess, "known": known}
        yield Fault("C203" if guess else "C204", place, facts)


def _date_faults(read: ClassFile, at: _At) -> Iterator[Fault]:
    """Dates that no calendar has, and days of the class that do not follow each other."""
    said: list[tuple[tuple[str | int, ...], str]] = [(("dates", n), date) for n, date in enumerate(read.dates)]
    said += [(("notice", "date"), read.notice.date), (("notice", "reply_by"), read.notice.reply_by)]
    said += [(("notice", "printed"), read.notice.printed)]
    said += [(("certificate", "date"), read.certificate.date)]
    said += [(("exam", "date"), read.exam.date)] if read.exam else []
    for keys, value in said:
        if value and day_of(value) is None:
            yield Fault("C401", at(*keys), {"value": value})
    for n, (before, date) in enumerate(zip(read.dates, read.dates[1:], strict=False), 1):
        if date <= before and day_of(date):
            yield Fault("C402", at("dates", n), {"value": date, "before": before})


def _time_faults(read: ClassFile, at: _At) -> Iterator[Fault]:
    """Times that no clock has, half-days that end before they begin or begin before the one before has ended."""
    if read.exam and minutes_of(read.exam.start) is None:
        yield Fault("C403", at("exam", "start"), {"value": read.exam.start})
    last = -1
    for n, half in enumerate(read.half_days):
        for key in ("start", "end"):
            value, time = getattr(half, key), minutes_of(getattr(half, key))
            if time is None:
                yield Fault("C403", at("half_days", n, key), {"value": value})
            elif time <= last and not (key == "start" and time == last):
                yield Fault("C404", at("half_days", n, key), {"value": value})
            last = last if time is None else time


def _file_faults(folder: Path, name: str, place: Place) -> Iterator[Fault]:
    """A file beside the class that is not there, or that stands somewhere else."""
    if not name:
        return
    inside = (folder / name).resolve().is_relative_to(folder.resolve())
    if not inside or "\\" in name or ":" in name or PurePosixPath(name).is_absolute():
        yield Fault("C406", place, {"value": name})
    elif not (folder / name).is_file():
        yield Fault("C410", place, {"value": name})


def _read_roster(folder: Path, name: str, place: Place) -> tuple[Participant, ...]:
    """The people of a roster in its order. Raises C41x to C44x at the cells that are wrong."""
    path = folder / name
    if list(_file_faults(folder, name, place)):
        return ()
    file = shown(path)
    records = read_records(_bytes(path), file, COLUMNS, ("name",))
    if not records:
        raise fail("C440", place_of(path))
    if faults := list(_people_faults(records)):
        raise FaultError(faults)
    return tuple(_person(turn, record) for turn, record in enumerate(records, 1))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise fail("C003", place_of(path), reason=reason_of(error)) from None


def _person(turn: int, record: Record) -> Participant:
    said: dict[str, Any] = {key: cell.text for key, cell in record.items()}
    return Participant(turn, **said)


def _people_faults(records: tuple[Record, ...]) -> Iterator[Fault]:
    """Lines without a name, numbers and people that stand twice (two of one name in different units are two people)."""
    seen: dict[tuple[str, ...], Place] = {}
    for record in records:
        if not record["name"].text:
            yield Fault("C441", record["name"].place)
            continue
        where = tuple(record[key].text for key in ("unit", "section", "number") if key in record)
        person = ("name", record["name"].text, *where)
        keys = [("C442", person, record["name"])]
        keys += [("C443", ("number", record["number"].text), record["number"])] if _said(record, "number") else []
        for code, key, cell in keys:
            if key in seen:
                yield Fault(code, cell.place, {"value": cell.text, "first": seen[key].file.rpartition("!")[2]})
            seen.setdefault(key, cell.place)


def _said(record: Record, key: str) -> bool:
    return key in record and bool(record[key].text)
