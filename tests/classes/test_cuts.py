"""What is left out of a lesson when time is short."""

from __future__ import annotations

from itertools import pairwise

import pytest
from modelcourse import bundle as model_bundle
from msgspec.structs import replace

from coursegen.build.prepare import prepare
from coursegen.build.request import Request
from coursegen.classes import cuts
from coursegen.model import CourseBundle
from coursegen.workspace import bundled_folder


@pytest.fixture(scope="module")
def course() -> CourseBundle:
    folder = bundled_folder()
    request = Request(folder / "content" / "office-director", "default", (folder / "templates",), products=("brief",))
    return prepare(request).bundle


def test_what_is_left_fits_the_minutes_and_adds_up(course: CourseBundle) -> None:
    for lesson in course.lessons:
        found = cuts(course, lesson)
        assert len(found) >= 2
        for cut in found:
            gone = sum(step.minutes for step in cut.skipped.values())
            saved = lesson.activity.minutes - lesson.activity.short_minutes if cut.short else 0
            assert cut.minutes == lesson.minutes - gone - saved
            assert cut.minutes <= cut.left < lesson.minutes


def test_recap_and_task_are_never_left_out(course: CourseBundle) -> None:
    kinds = {step.kind for lesson in course.lessons for cut in cuts(course, lesson) for step in cut.skipped.values()}
    assert kinds == {"scene", "claim", "case", "activity"}


def test_who_has_less_time_leaves_out_all_that_is_left_out_by_others_and_more(course: CourseBundle) -> None:
    for lesson in course.lessons:
        gone = [set(cut.skipped) for cut in cuts(course, lesson)]
        assert all(more < less for more, less in pairwise(gone))


def test_cases_that_are_voted_on_go_first_and_the_claim_worked_on_last(course: CourseBundle) -> None:
    lesson = course.lessons[3]
    most, *_, least = cuts(course, lesson)
    assert {step.kind for step in most.skipped.values()} == {"case"}
    lead = next(p for p in course.of(lesson, "core") if p.cases and p.cases[0].id == lesson.activity.case)
    assert f"{lead.id}.claim" in least.skipped
    assert not any(f"{lead.id}.claim" in cut.skipped for cut in cuts(course, lesson)[:-1])


def test_an_activity_without_a_short_form_is_done_whole_or_not_at_all() -> None:
    course = model_bundle()
    lesson = replace(course.lessons[0], activity=replace(course.lessons[0].activity, short_minutes=0))
    assert not any(cut.short for cut in cuts(course, lesson))
