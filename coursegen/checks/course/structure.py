"""How the parts of a course hang together: points, principles, lessons, cases, objectives, items, minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from coursegen.checks.course.remark import remark
from coursegen.errors import Fault
from coursegen.model import Bloom, CourseBundle, Item, Lesson, Principle, QuoteFigure
from coursegen.model.item import ItemBloom

QUOTES_ON_SLIDES = 1
MINUTES_PER_SLIDE = 2
"""A slide that is worked on takes two minutes at least."""
ANY = "any"
LEVELS: tuple[Bloom | ItemBloom, ...] = ("remember", "understand", "apply", "analyse", "evaluate", "create")
"""Lowest first (Anderson & Krathwohl 2001)."""


def structure_remarks(bundle: CourseBundle) -> Iterator[Fault]:
    """Remarks on the course as a whole, then lesson by lesson."""
    yield from _unused(bundle)
    yield from _points(bundle)
    for lesson in bundle.lessons:
        yield from _minutes(bundle, lesson)
        yield from _slides(bundle, lesson)
        yield from _quotations(bundle, lesson)
        yield from _unseen_cases(bundle, lesson)
        yield from _untested(bundle, lesson)


def _unused(bundle: CourseBundle) -> Iterator[Fault]:
    """Lessons the course does not list (known by the place of their scene alone) and principles no lesson lists."""
    listed = {lesson.id for lesson in bundle.lessons}
    with_file = [key.removesuffix("/scene") for key in bundle.places if key.endswith("/scene")]
    yield from (remark(bundle, "K107", key, value=key) for key in with_file if key not in listed)
    taught = {principle for lesson in bundle.lessons for principle in lesson.principles}
    yield from (remark(bundle, "K108", key, value=key) for key in bundle.principles if key not in taught)


def _points(bundle: CourseBundle) -> Iterator[Fault]:
    """One warning for all points that no principle of the lessons present covers; one for each covered twice."""
    covering: dict[str, list[Principle]] = defaultdict(list)
    for lesson in bundle.lessons:
        for principle in bundle.of(lesson):
            for point in principle.covers:
                covering[point].append(principle)
    missing = tuple(point.id for point in bundle.points if point.id not in covering)
    if missing:
        yield remark(bundle, "K101", f"points/{missing[0]}", count=len(missing), points=missing)
    for point, (first, *others) in covering.items():
        yield from (remark(bundle, "K104", other.id, "covers", point=point, first=first.id) for other in others)


def _minutes(bundle: CourseBundle, lesson: Lesson) -> Iterator[Fault]:
    """The parts of a lesson add up, with the cases that each sector and level is taught."""
    frame = lesson.scene.minutes + lesson.activity.minutes + lesson.recap.minutes + lesson.task.minutes
    frame += sum(principle.minutes for principle in bundle.of(lesson))
    wrong: dict[int, list[str]] = defaultdict(list)
    for sector, level in _audiences(bundle):
        cases = (bundle.case_of(lesson, principle, sector, level) for principle in bundle.of(lesson))
        total = frame + sum(case.minutes for case in cases if case)
        if total != lesson.minutes and sector not in wrong[total]:
            wrong[total].append(sector)
    for total, sectors in wrong.items():
        if sectors:
            facts = {"minutes": lesson.minutes, "total": total, "sectors": tuple(sectors)}
            yield remark(bundle, "K102", lesson.id, "minutes", severity="error", **facts)


def _audiences(bundle: CourseBundle) -> tuple[tuple[str, str], ...]:
    """Every sector with every level that some case is for; those that have no case of their own are `any`."""
    cases = [case for principle in bundle.principles.values() for case in principle.cases]
    sectors = dict.fromkeys([ANY, *(case.sector for case in cases)])
    levels = dict.fromkeys([ANY, *(case.level for case in cases)])
    return tuple(product(sectors, levels))


def _slides(bundle: CourseBundle, lesson: Lesson) -> Iterator[Fault]:
    """A lesson has time for its slides to be worked on: claims, cases, discussions and the activity."""
    core = bundle.of(lesson, "core")
    count = 1 + len(core) + 2 * sum(bool(principle.cases) for principle in core)
    if count * MINUTES_PER_SLIDE > lesson.minutes:
        most = lesson.minutes // MINUTES_PER_SLIDE
        yield remark(bundle, "K117", lesson.id, "principles", count=count, minutes=lesson.minutes, most=most)


def _quotations(bundle: CourseBundle, lesson: Lesson) -> Iterator[Fault]:
    """Quotations on slides beyond the one: those of figures, after the lesson's own."""
    places = [(lesson.id, "quotation")] if lesson.quotation else []
    places += [(p.id, "figure") for p in bundle.of(lesson, "core") if isinstance(p.figure, QuoteFigure)]
    if len(places) > QUOTES_ON_SLIDES:
        yield remark(bundle, "K106", *places[QUOTES_ON_SLIDES], count=len(places))


def _unseen_cases(bundle: CourseBundle, lesson: Lesson) -> Iterator[Fault]:
    """Cases that no unit is taught: another of the same principle always comes first."""
    for principle in bundle.of(lesson):
        shown = [bundle.case_of(lesson, principle, *audience) for audience in _audiences(bundle)]
        seen = {case.id for case in shown if case}
        for case in principle.cases:
            if case.id not in seen:
                first = next(other.id for other in shown if other)
                yield remark(bundle, "K109", case.id, value=case.id, first=first)


def _untested(bundle: CourseBundle, lesson: Lesson) -> Iterator[Fault]:
    """Core principles without an item, and objectives that no item tests at their level or above."""
    items = bundle.items_of(lesson)
    tested = {item.principle for item in items}
    for principle in bundle.of(lesson, "core"):
        if principle.id not in tested:
            yield remark(bundle, "K110", principle.id, value=principle.id)
    for objective in lesson.objectives:
        if not any(i.objective == objective.id and _level(i) >= LEVELS.index(objective.bloom) for i in items):
            yield remark(bundle, "K118", objective.id, "bloom", value=objective.id, level=objective.bloom)


def _level(item: Item) -> int:
    return LEVELS.index(item.bloom)
