"""Files that are sound by themselves → one bundle, in which every name leads somewhere and every sum is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from coursegen.errors import FaultError
from coursegen.model import Blueprint, Course, CourseBundle, ExtraFile, Lesson, Principle
from coursegen.reading.documents import Files, foreign_ids, places_of, repeated_ids
from coursegen.reading.extra import inserted
from coursegen.reading.references import reference_faults
from coursegen.reading.rules import BankFile, CasesFile, PointsFile
from coursegen.reading.validate import Document


def link(documents: Iterable[Document[object]], extra: Mapping[str, ExtraFile] | None = None) -> CourseBundle:
    """The bundle of a course's documents; raises all faults of ids, references and sums.

    `extra` says which files (by name) a unit adds; their ids begin with its own.
    """
    files = Files(tuple(documents), extra or {})
    if faults := (*repeated_ids(files), *foreign_ids(files), *reference_faults(files)):
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
        places=places_of(files),
    )


def _with_lessons(files: Files) -> Course:
    """The course with the lessons that units add, in the course itself and in each plan that has their neighbours."""
    extras = [(d.value.id, files.extra[d.tree.file].at) for d in files.of(Lesson) if d.tree.file in files.extra]
    course = files.of(Course)[0].value
    plans = tuple(replace(plan, lessons=inserted(plan.lessons, extras)) for plan in course.plans)
    return replace(course, lessons=inserted(course.lessons, extras), plans=plans) if extras else course


def _with_cases(files: Files) -> dict[str, Principle]:
    """Principles by id, each with the case that a unit adds in place of its own; the nearest unit's is the last."""
    principles = {d.value.id: d.value for d in files.of(Principle)}
    for case in (case for d in files.of(CasesFile) for case in d.value.cases):
        principles[case.principle] = replace(principles[case.principle], cases=(case.case,))
    return principles
