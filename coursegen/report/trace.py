"""Course and finished products → the trace: point, principle, lesson, slides, handout, items, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from coursegen.model import CourseBundle, Lesson, Point, Principle

GapKind = Literal["no_principle", "not_taught", "no_item", "not_shown"]
"""No principle covers the point; no lesson taught has its principle; no item tests it; no slide or page shows it."""


Where = Literal["points", "principles", "slides", "pages", "items"]
COUNTS: tuple[Where, ...] = ("points", "principles", "slides", "pages", "items")
"""What is counted: all points, and those that have at least one of these."""


class Located(Struct, frozen=True):
    """Where things stand in the products: slide ids in order (one slide, one id), and pages by heading id."""

    slides: tuple[str, ...]
    pages: Mapping[str, int]


class Row(Struct, frozen=True):
    """One point and one principle that covers it (`principle` is None where none does).

    `slides` are (number from 1, id); `page` is 0 and `heading` empty where the handout does not have it.
    """

    point: Point
    principle: Principle | None = None
    lesson: Lesson | None = None
    number: int = 0
    slides: tuple[tuple[int, str], ...] = ()
    page: int = 0
    heading: str = ""
    items: tuple[str, ...] = ()


class Gap(Struct, frozen=True):
    """A point that is missing somewhere."""

    kind: GapKind
    point: Point


class Trace(Struct, frozen=True):
    """Every point of a course, and the points that are missing somewhere."""

    title: str
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]

    def count(self, where: Where) -> int:
        """How many points there are, or how many have at least one of these."""
        found = {
            "points": self.rows,
            "principles": [row for row in self.rows if row.lesson],
            "slides": [row for row in self.rows if row.slides],
            "pages": [row for row in self.rows if row.page],
            "items": [row for row in self.rows if row.items],
        }[where]
        return len({row.point.id for row in found})


def trace(bundle: CourseBundle, located: Located) -> Trace:
    """The trace of a course as it is taught. A point met in the handout only is no gap; one on no page at all is."""
    slides = _slides_of(bundle, located.slides)
    lessons = {key: (number, lesson) for number, lesson in enumerate(bundle.lessons, 1) for key in lesson.principles}
    items: dict[str, list[str]] = defaultdict(list)
    for item in bundle.items:
        items[item.principle].append(item.id)

    def row(point: Point, principle: Principle) -> Row:
        number, lesson = lessons.get(principle.id, (0, None))
        page = located.pages.get(principle.id, 0)
        return Row(
            point, principle, lesson, number,
            slides=tuple(slides[principle.id]) if lesson else (),
            page=page,
            heading=principle.title if page else "",
            items=tuple(items[principle.id]),
        )  # fmt: skip

    rows: list[Row] = []
    for point in bundle.points:
        found = [row(point, principle) for principle in _covering(bundle, point)]
        rows += found or [Row(point)]
    return Trace(bundle.course.title, tuple(rows), tuple(_gaps(bundle.points, rows)))


def _covering(bundle: CourseBundle, point: Point) -> Iterator[Principle]:
    return (principle for principle in bundle.principles.values() if point.id in principle.covers)


def _slides_of(bundle: CourseBundle, slides: Iterable[str]) -> defaultdict[str, list[tuple[int, str]]]:
    """Slides by principle.

    A slide belongs to the thing whose id begins its own (`<principle>.claim`, `<case>.case`), the longest that does:
    to one principle or, as the activity on the lead case and the task that names what is read, to some of a lesson.
    """
    owners = dict(_owners(bundle))
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, slide in enumerate(slides, 1):
        parts = slide.split(".")
        names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        for principle in next((owners[name] for name in names if name in owners), ()):
            found[principle].append((number, slide))
    return found


def _owners(bundle: CourseBundle) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Ids that slides begin with, and the principles they stand for."""
    for lesson in bundle.lessons:
        principles = bundle.of(lesson)
        lead = tuple(p.id for p in principles if any(case.id == lesson.activity.case for case in p.cases))
        yield lesson.id, ()
        yield f"{lesson.id}.activity", lead
        yield f"{lesson.id}.quotation", (lesson.quotation.principle,) if lesson.quotation else ()
        yield f"{lesson.id}.task", tuple(p.id for p in principles if p.tier == "read")
        for principle in principles:
            yield principle.id, (principle.id,)
            yield from ((case.id, (principle.id,)) for case in principle.cases)


def _gaps(points: Iterable[Point], rows: Iterable[Row]) -> Iterator[Gap]:
    """What is missing, the first reason of each point only; a point without item is told besides."""
    by_point: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_point[row.point.id].append(row)
    for point in points:
        found = by_point[point.id]
        taught = [row for row in found if row.lesson]
        if not any(row.principle for row in found):
            yield Gap("no_principle", point)
        elif not taught:
            yield Gap("not_taught", point)
        else:
            if not any(row.slides or row.page for row in taught):
                yield Gap("not_shown", point)
            if not any(row.items for row in taught):
                yield Gap("no_item", point)
