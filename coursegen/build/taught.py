"""What of a course is taught: which lessons, in which order, and how much of each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from coursegen.errors import FaultError
from coursegen.model import Choices, CourseBundle, Lesson, Plan
from coursegen.text import did_you_mean
from coursegen.workspace import unknown_name


def choose_taught(
    bundle: CourseBundle, names: Sequence[str], plan: str, choices: Choices
) -> tuple[CourseBundle, tuple[Lesson, ...]]:
    """The course as it is taught, and the lessons of it to build.

    Lessons asked for by name (first) are built as they stand in the whole course; a plan asked for, or else the
    choice of the unit, makes a course of its own, whose lessons are numbered anew. A unit's choice that is like no plan
    of this course is meant for another course, and all of this one is taught. The bundle must be worded.
    Raises U240 or U241 for lessons, U290 or U291 for plans that do not exist.
    """
    asked = find_plan(bundle, plan) if plan else None
    if names:
        return bundle, choose_lessons(bundle, names)
    if asked is None and choices.plan and not choices.lessons:
        asked = _usual_plan(bundle, choices.plan)
    taught = by_plan(bundle, asked) if asked else _only(bundle, choices.lessons)
    return taught, taught.lessons


def _usual_plan(bundle: CourseBundle, name: str) -> Plan | None:
    """The plan a unit has chosen, if this course has it. Raises U290 for one that is misspelt."""
    names = [plan.id for plan in bundle.course.plans]
    return find_plan(bundle, name) if did_you_mean(name, names) else None


def choose_lessons(bundle: CourseBundle, names: Sequence[str]) -> tuple[Lesson, ...]:
    """Lessons by id or number from 1, in the order of the course. Raises U240 or U241."""
    chosen = _named(bundle, names)
    return tuple(lesson for lesson in bundle.lessons if lesson in chosen)


def find_plan(bundle: CourseBundle, name: str) -> Plan:
    """A plan by its id. Raises U290 or U291."""
    plans = {plan.id: plan for plan in bundle.course.plans}
    if name not in plans:
        raise unknown_name("U290", name, plans)
    return plans[name]


def by_plan(bundle: CourseBundle, plan: Plan) -> CourseBundle:
    """The course with the lessons of a plan, in its order, perhaps without what is voted on. It must be worded."""
    taught = _only(bundle, plan.lessons)
    return _lead_cases_only(taught) if plan.lead_only else taught


def _only(bundle: CourseBundle, names: Sequence[str]) -> CourseBundle:
    """The course with these lessons in this order; without names all of it."""
    if not names:
        return bundle
    lessons = _named(bundle, names)
    course = replace(bundle.course, lessons=tuple(lesson.id for lesson in lessons))
    return replace(bundle, course=course, lessons=lessons)


def _lead_cases_only(bundle: CourseBundle) -> CourseBundle:
    """The course without the cases that are no lesson's lead case, and without their minutes."""
    principles, lessons = dict(bundle.principles), []
    for lesson in bundle.lessons:
        saved = 0
        for principle in bundle.of(lesson):
            votes = tuple(case for case in principle.cases if case.id != lesson.activity.case)
            lead = tuple(case for case in principle.cases if case not in votes)
            principles[principle.id] = replace(principle, cases=lead)
            saved += sum(case.minutes for case in votes)
        lessons.append(replace(lesson, minutes=lesson.minutes - saved))
    return replace(bundle, lessons=tuple(lessons), principles=principles)


def _named(bundle: CourseBundle, names: Sequence[str]) -> tuple[Lesson, ...]:
    """Lessons by id or number from 1, each once. Raises U240 or U241."""
    by_name = {lesson.id: lesson for lesson in bundle.lessons}
    by_name |= {str(number): lesson for number, lesson in enumerate(bundle.lessons, 1)}
    faults = [fault for name in names if name not in by_name for fault in unknown_name("U240", name, by_name).faults]
    if faults:
        raise FaultError(faults)
    return tuple({by_name[name].id: by_name[name] for name in names}.values())
