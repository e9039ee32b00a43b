"""Whether every name in a course's documents leads somewhere, and every sum is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePath
from typing import TypeVar

from msgspec import Struct

from coursegen.errors import Fault, Place
from coursegen.model import Blueprint, Chart, Course, ExtraCase, Form, Item, Lesson, Principle, QuoteFigure, TableFigure
from coursegen.reading.charts import chart_faults
from coursegen.reading.documents import Files, ids_in
from coursegen.reading.extra import AFTER
from coursegen.reading.items import item_faults
from coursegen.reading.rules import BankFile, CasesFile, PointsFile
from coursegen.reading.tree import SLOT_START
from coursegen.reading.validate import Document, unknown

T = TypeVar("T")


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


def _names(files: Files) -> _Names:
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


def reference_faults(files: Files) -> Iterator[Fault]:
    """Names that lead nowhere or to what is another's, files that are not called as their ids, sums that are wrong."""
    names = _names(files)
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


def _blueprint_faults(files: Files) -> Iterator[Fault]:
    excluded = {d.value.id: d.value.excludes for d in files.of(Blueprint)}
    for blueprint in files.of(Blueprint):
        yield from _file_name(blueprint, blueprint.value.id)
        yield from _exclusion(blueprint, excluded)


def _extra_faults(files: Files, names: _Names) -> Iterator[Fault]:
    """What is wrong with a unit's own cases and the places of its lessons."""
    for file in files.of(CasesFile):
        for index, case in enumerate(file.value.cases):
            yield from _extra_case_faults(case, partial(file.tree.at, "cases", index), files, names)
    for name, extra in files.extra.items():
        if extra.at.startswith(AFTER) and extra.at.removeprefix(AFTER) not in names.lessons:
            known = [f"{AFTER}{lesson}" for lesson in names.lessons - ids_in(files, name)]
            yield unknown(("C203", "C204"), extra.place, extra.at, known, key="at")


def _extra_case_faults(case: ExtraCase, at: Callable[[str], Place], files: Files, names: _Names) -> Iterator[Fault]:
    """A case of a unit is for a principle that there is, and that is not taught by the lead case of its lesson."""
    if case.principle not in names.principles:
        yield unknown(("C203", "C204"), at("principle"), case.principle, names.principles, key="principle")
    for principle in (d.value for d in files.of(Principle) if d.value.id == case.principle):
        if lead := next((other.id for other in principle.cases if other.id in names.leads), ""):
            yield Fault("T344", at("principle"), {"value": case.principle, "lead": lead})


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
