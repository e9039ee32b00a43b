"""Files that are sound by themselves → one bundle, in which every name leads somewhere and every sum is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import PurePath
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from coursegen.errors import Fault, FaultError, Place
from coursegen.model import (
    Blueprint,
    Chart,
    Course,
    CourseBundle,
    ExtraCase,
    ExtraFile,
    Form,
    Item,
    Lesson,
    PictureFigure,
    Principle,
    QuoteFigure,
    TableFigure,
)
from coursegen.once import Asked
from coursegen.reading.charts import chart_faults
from coursegen.reading.extra import AFTER, inserted
from coursegen.reading.items import item_faults
from coursegen.reading.kinds import BankFile, CasesFile, PointsFile
from coursegen.reading.syntax import SLOT_START
from coursegen.reading.tree import ListNode, MapNode, Node, ScalarNode, Tree
from coursegen.reading.validate import Document, unknown

T = TypeVar("T")


def link(documents: Iterable[Document[object]], extra: Mapping[str, ExtraFile] | None = None) -> CourseBundle:
    """The bundle of a course's documents; raises all faults of ids, references and sums.

    `extra` says which files (by name) a unit adds; their ids begin with its own.
    """
    files = _Files(tuple(documents), extra or {})
    names = _names(files)
    if faults := (*_repeated_ids(files), *_foreign_ids(files), *_faults(files, names)):
        raise FaultError(faults)
    course = _with_lessons(files)
    lessons = {d.value.id: d.value for d in files.of(Lesson)}
    return CourseBundle(
        course=course,
        points=tuple(point for d in files.of(PointsFile) for point in d.value.points),
        lessons=tuple(lessons[key] for key in course.lessons),
        principles=_with_cases(files),
        items=tuple(item for d in files.of(BankFile) for item in d.value.items),
        blueprints={d.value.id: d.value for d in files.of(Blueprint)},
        places=_places(files),
    )


class _Files(Struct, frozen=True):
    """The documents of one course."""

    documents: tuple[Document[object], ...]
    extra: Mapping[str, ExtraFile]

    def of(self, kind: type[T]) -> tuple[Document[T], ...]:
        """Documents that hold this kind of object."""
        return tuple(Document(d.tree, d.value) for d in self.documents if isinstance(d.value, kind))


class _Names(Struct, frozen=True):
    """What names refer to: ids that exist, and the lesson (id) that each principle, case and objective belongs to.

    A principle or case that no lesson has belongs to "". `turns` says at which place of its lesson a principle stands,
    `quoting` which principles have a quotation, `leads` which cases are worked on in an activity.
    """

    points: frozenset[str]
    lessons: frozenset[str]
    principles: Mapping[str, str]
    turns: Mapping[str, int]
    quoting: frozenset[str]
    cases: Mapping[str, str]
    leads: frozenset[str]
    objectives: Mapping[str, str]


def _names(files: _Files) -> _Names:
    owners: dict[str, str] = {}
    turns: dict[str, int] = {}
    for lesson in (d.value for d in files.of(Lesson)):
        for turn, principle in enumerate(lesson.principles):
            owners.setdefault(principle, lesson.id)
            turns.setdefault(principle, turn)
    principles = [d.value for d in files.of(Principle)]
    return _Names(
        points=frozenset(point.id for d in files.of(PointsFile) for point in d.value.points),
        lessons=frozenset(d.value.id for d in files.of(Lesson)),
        principles={p.id: owners.get(p.id, "") for p in principles},
        turns=turns,
        quoting=frozenset(p.id for p in principles if p.quotes),
        cases={case.id: owners.get(p.id, "") for p in principles for case in p.cases},
        leads=frozenset(d.value.activity.case for d in files.of(Lesson)),
        objectives={o.id: d.value.id for d in files.of(Lesson) for o in d.value.objectives},
    )


def _faults(files: _Files, names: _Names) -> Iterator[Fault]:
    for course in files.of(Course):
        yield from _course_faults(course, names)
    for lesson in files.of(Lesson):
        yield from _lesson_faults(lesson, names)
    for principle in files.of(Principle):
        yield from _file_name(principle, principle.value.id)
        yield from _covers(principle, names)
        yield from _principle_faults(principle)
    yield from _extra_faults(files, names)
    for bank in files.of(BankFile):
        for index, item in enumerate(bank.value.items):
            yield from _item_references(bank, index, item, names)
            yield from item_faults(item, partial(bank.tree.at, "items", index))
    yield from _blueprint_faults(files)


def _repeated_ids(files: _Files) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for key, mapping in _identified(files):
        place = mapping.entries["id"][1].place
        if key in first:
            yield Fault("C201", place, {"value": key.removeprefix("points/"), "first": str(first[key])})
        first.setdefault(key, place)


def _ids(files: _Files, name: str) -> set[str]:
    """Ids of the thing that a file holds."""
    return {str(getattr(d.value, "id", "")) for d in files.documents if d.tree.file == name}


def _foreign_ids(files: _Files) -> Iterator[Fault]:
    """Ids in files of a unit that do not begin with the unit's own, and so might be another's too."""
    for document in files.documents:
        if owner := files.extra.get(document.tree.file):
            for node in _maps(document.tree.root):
                found = node.entries.get("id", (None, None))[1]
                if isinstance(found, ScalarNode) and not found.value.startswith(f"{owner.unit}."):
                    yield Fault("T343", found.place, {"value": found.value, "own": f"{owner.unit}.{found.value}"})


def _blueprint_faults(files: _Files) -> Iterator[Fault]:
    excluded = {d.value.id: d.value.excludes for d in files.of(Blueprint)}
    for blueprint in files.of(Blueprint):
        yield from _file_name(blueprint, blueprint.value.id)
        yield from _exclusion(blueprint, excluded)


def _extra_faults(files: _Files, names: _Names) -> Iterator[Fault]:
    """What is wrong with a unit's own cases and the places of its lessons."""
    for file in files.of(CasesFile):
        for index, case in enumerate(file.value.cases):
            yield from _extra_case_faults(case, partial(file.tree.at, "cases", index), files, names)
    for name, extra in files.extra.items():
        if extra.at.startswith(AFTER) and extra.at.removeprefix(AFTER) not in names.lessons:
            known = [f"{AFTER}{lesson}" for lesson in names.lessons - _ids(files, name)]
            yield unknown(("C203", "C204"), extra.place, extra.at, known, key="at")


def _extra_case_faults(case: ExtraCase, at: Callable[[str], Place], files: _Files, names: _Names) -> Iterator[Fault]:
    """A case of a unit is for a principle that there is, and that is not taught by the lead case of its lesson."""
    if case.principle not in names.principles:
        yield unknown(("C203", "C204"), at("principle"), case.principle, names.principles, key="principle")
    for principle in (d.value for d in files.of(Principle) if d.value.id == case.principle):
        if lead := next((other.id for other in principle.cases if other.id in names.leads), ""):
            yield Fault("T344", at("principle"), {"value": case.principle, "lead": lead})


def _with_lessons(files: _Files) -> Course:
    """The course with the lessons that units add, in the course itself and in each plan that has their neighbours."""
    extras = [(d.value.id, files.extra[d.tree.file].at) for d in files.of(Lesson) if d.tree.file in files.extra]
    course = files.of(Course)[0].value
    plans = tuple(replace(plan, lessons=inserted(plan.lessons, extras)) for plan in course.plans)
    return replace(course, lessons=inserted(course.lessons, extras), plans=plans) if extras else course


def _with_cases(files: _Files) -> dict[str, Principle]:
    """Principles by id, each with the case that a unit adds in place of its own; the nearest unit's is the last."""
    principles = {d.value.id: d.value for d in files.of(Principle)}
    for case in (case for d in files.of(CasesFile) for case in d.value.cases):
        principles[case.principle] = replace(principles[case.principle], cases=(case.case,))
    return principles


def _places(files: _Files) -> dict[str, Place]:
    """Where each id stands, and as `id/key` each of the keys beside it; points as `points/id`.

    The file of a picture stands there as `id/figure/file`, a part of a blueprint as `id/sections/` and its number.
    """
    places: dict[str, Place] = {}
    for key, mapping in _identified(files):
        places[key] = mapping.entries["id"][1].place
        places |= {f"{key}/{name}": value.place for name, (_, value) in mapping.entries.items()}
    for principle in files.of(Principle):
        if isinstance(principle.value.figure, PictureFigure):
            places[f"{principle.value.id}/figure/file"] = principle.tree.at("figure", "file")
    for blueprint in files.of(Blueprint):
        for number in range(len(blueprint.value.sections)):
            places[f"{blueprint.value.id}/sections/{number + 1}"] = blueprint.tree.at("sections", number)
    return places


def _identified(files: _Files) -> Iterator[tuple[str, MapNode]]:
    """Every mapping with an id, under the name that `places` has for it. Points may share ids with principles."""
    for document in files.documents:
        prefix = "points/" if isinstance(document.value, PointsFile) else ""
        yield from ((prefix + name, node) for name, node in _named_maps(Asked(id(document.tree), document.tree)))


@lru_cache(maxsize=1024)
def _named_maps(asked: Asked[Tree]) -> tuple[tuple[str, MapNode], ...]:
    """Every mapping of a file that has an id; most files of a course are the same from one reading to the next."""
    found = ((node.entries.get("id", (None, None))[1], node) for node in _maps(asked.held.root))
    return tuple((name.value, node) for name, node in found if isinstance(name, ScalarNode))


def _maps(node: Node) -> Iterator[MapNode]:
    match node:
        case MapNode(entries=entries):
            yield node
            for _, value in entries.values():
                yield from _maps(value)
        case ListNode(items=items):
            for item in items:
                yield from _maps(item)


def _file_name(document: Document[T], key: str) -> Iterator[Fault]:
    """The file of a principle or blueprint has its id for a name."""
    if PurePath(document.tree.file).stem != key:
        yield Fault("C202", document.tree.at("id"), {"value": key, "file": PurePath(document.tree.file).name})


def _course_faults(document: Document[Course], names: _Names) -> Iterator[Fault]:
    course, at = document.value, document.tree.at
    yield from _listed_lessons(course.lessons, names.lessons, partial(at, "lessons"))
    for number, plan in enumerate(course.plans):
        yield from _listed_lessons(plan.lessons, course.lessons, partial(at, "plans", number, "lessons"))


def _listed_lessons(listed: Sequence[str], known: Iterable[str], at: Callable[[int], Place]) -> Iterator[Fault]:
    """Lessons of a course or plan that are unknown or listed twice."""
    for index, lesson in enumerate(listed):
        if lesson not in known:
            yield unknown(("C203", "C204"), at(index), lesson, known, key="lessons")
        elif lesson in listed[:index]:
            yield Fault("C206", at(index), {"value": lesson})


def _exclusion(document: Document[Blueprint], excluded: Mapping[str, str]) -> Iterator[Fault]:
    """What a blueprint excludes is another blueprint of the whole course, and in the end not itself."""
    blueprint, place = document.value, document.tree.at("excludes")
    if blueprint.excludes and blueprint.excludes not in excluded:
        yield unknown(("C203", "C204"), place, blueprint.excludes, excluded.keys() - {blueprint.id}, key="excludes")
    chain = [blueprint.id]
    while (name := excluded.get(chain[-1], "")) and name not in chain:
        chain.append(name)
    if name == blueprint.id:
        yield Fault("C219", place, {"value": blueprint.id})


def _lesson_faults(document: Document[Lesson], names: _Names) -> Iterator[Fault]:
    lesson, tree = document.value, document.tree
    for index, principle in enumerate(lesson.principles):
        place = tree.at("principles", index)
        if principle not in names.principles:
            yield unknown(("C203", "C204"), place, principle, names.principles, key="principles")
        elif (names.principles[principle], names.turns[principle]) != (lesson.id, index):
            yield Fault("C207", place, {"value": principle, "lesson": names.principles[principle]})
    for index, part in enumerate(lesson.aid.parts if lesson.aid else ()):
        if isinstance(part, Form):
            yield from _row_faults(part.columns, part.rows, partial(tree.at, "aid", "parts", index, "rows"))
    if lesson.activity.case:
        yield from _belonging(document, ("activity", "case"), lesson.activity.case, lesson.id, names.cases)
    if lesson.quotation:
        name, path = lesson.quotation.principle, ("quotation", "principle")
        yield from _belonging(document, path, name, lesson.id, names.principles)
        if name in names.principles and name not in names.quoting:
            yield Fault("C220", tree.at(*path), {"value": name})


def _row_faults(columns: Sequence[str], rows: Sequence[Sequence[str]], at: Callable[[int], Place]) -> Iterator[Fault]:
    """Rows of a table that are not as long as its header."""
    for index, row in enumerate(rows):
        if len(row) != len(columns):
            yield Fault("C218", at(index), {"count": len(row), "columns": len(columns)})


def _belonging(
    document: Document[T], path: tuple[str | int, ...], name: str, lesson: str, owners: Mapping[str, str]
) -> Iterator[Fault]:
    """The case or objective named at a path exists and belongs to a lesson."""
    place, key = document.tree.at(*path), str(path[-1])
    if name not in owners:
        own = [other for other, owner in owners.items() if owner == lesson]
        yield unknown(("C203", "C204"), place, name, own, key=key)
    elif owners[name] != lesson:
        yield Fault("C205", place, {"key": key, "value": name, "lesson": owners[name] or "-"})


def _covers(document: Document[Principle], names: _Names) -> Iterator[Fault]:
    for index, point in enumerate(document.value.covers):
        if point not in names.points:
            yield unknown(("C203", "C204"), document.tree.at("covers", index), point, names.points, key="covers")


def _principle_faults(document: Document[Principle]) -> Iterator[Fault]:
    principle, tree = document.value, document.tree
    for key in ("figure", "cases", "notes", "minutes"):
        if principle.tier == "core" and not getattr(principle, key):
            yield Fault("C213", tree.at(key), {"key": key})
    match principle.figure:
        case QuoteFigure() if not principle.quotes:
            yield Fault("C214", tree.at("figure", "kind"))
        case TableFigure(columns=columns, rows=rows, widths=widths):
            yield from _row_faults(columns, rows, partial(tree.at, "figure", "rows"))
            if widths and len(widths) != len(columns):
                yield Fault("C221", tree.at("figure", "widths"), {"count": len(widths), "columns": len(columns)})
            yield from (
                Fault("C222", tree.at("figure", "widths", index)) for index, width in enumerate(widths) if not width
            )
        case Chart() as chart:
            yield from chart_faults(chart, partial(tree.at, "figure"))
    for index, quote in enumerate(principle.quotes):
        for key in ("text", "hant"):
            if SLOT_START in getattr(quote, key):
                yield Fault("C215", tree.at("quotes", index, key))


def _item_references(bank: Document[BankFile], index: int, item: Item, names: _Names) -> Iterator[Fault]:
    at = ("items", index)
    if item.principle not in names.principles:
        place = bank.tree.at(*at, "principle")
        yield unknown(("C203", "C204"), place, item.principle, names.principles, key="principle")
    elif lesson := names.principles[item.principle]:
        yield from _belonging(bank, (*at, "objective"), item.objective, lesson, names.objectives)
