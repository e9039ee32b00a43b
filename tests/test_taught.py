"""What of a course is taught."""

from __future__ import annotations

from typing import Any

import pytest
from modelcourse import bundle as course
from msgspec.structs import replace

from coursegen.build.taught import by_plan, choose_taught
from coursegen.errors import FaultError
from coursegen.model import Choices, CourseBundle, Plan

SHORT = Plan("short", "半天", ("lesson.1",), lead_only=True)
TURNED = Plan("turned", "倒过来", ("lesson.2", "lesson.1"))
BOTH = ["lesson.1", "lesson.2"]


@pytest.fixture
def bundle() -> CourseBundle:
    """Two lessons, one case a principle as after wording, and two plans."""
    found = course()
    one_case = {key: replace(principle, cases=principle.cases[:1]) for key, principle in found.principles.items()}
    return replace(found, principles=one_case, course=replace(found.course, plans=(SHORT, TURNED)))


@pytest.mark.parametrize(
    ("names", "plan", "choices", "expected"),
    [
        ((), "", {}, BOTH),
        ((), "", {"plan": "turned"}, BOTH[::-1]),
        ((), "", {"plan": "zzz"}, BOTH),
        ((), "", {"plan": "turned", "lessons": ("lesson.1",)}, BOTH[:1]),
        ((), "", {"lessons": ("2", "lesson.1", "2")}, BOTH[::-1]),
        ((), "short", {"lessons": ("lesson.2",)}, BOTH[:1]),
        (("lesson.2",), "short", {"plan": "turned"}, BOTH[1:]),
        (("2", "1"), "", {}, BOTH),
    ],
)
def test_the_nearest_wish_wins(
    bundle: CourseBundle, names: tuple[str, ...], plan: str, choices: dict[str, Any], expected: list[str]
) -> None:
    taught, lessons = choose_taught(bundle, names, plan, Choices(**choices))
    assert [lesson.id for lesson in lessons] == expected
    numbers = [taught.course.lessons.index(lesson.id) + 1 for lesson in lessons]
    assert numbers == ([BOTH.index(name) + 1 for name in expected] if names else list(range(1, len(expected) + 1)))


def test_without_votes_only_lead_cases_and_their_minutes_are_left(bundle: CourseBundle) -> None:
    taught = by_plan(bundle, SHORT)
    (lesson,) = taught.lessons
    assert [case.id for principle in taught.of(lesson) for case in principle.cases] == ["case.lead"]
    votes = [case for p in bundle.of(bundle.lessons[0]) for case in p.cases if case.id != "case.lead"]
    assert lesson.minutes == bundle.lessons[0].minutes - sum(case.minutes for case in votes)
    assert by_plan(bundle, replace(SHORT, lead_only=False)).lessons[0] == bundle.lessons[0]


@pytest.mark.parametrize(
    ("names", "plan", "choices", "code"),
    [
        ((), "shrt", {}, "U290"),
        ((), "zzz", {}, "U291"),
        (("lesson.1",), "zzz", {}, "U291"),
        ((), "", {"plan": "turnd"}, "U290"),
        ((), "", {"lessons": ("lesson.9",)}, "U240"),
        (("zzz",), "", {}, "U241"),
    ],
)
def test_names_that_nothing_has_are_faults(
    bundle: CourseBundle, names: tuple[str, ...], plan: str, choices: dict[str, Any], code: str
) -> None:
    with pytest.raises(FaultError) as raised:
        choose_taught(bundle, names, plan, Choices(**choices))
    assert [fault.code for fault in raised.value.faults] == [code]
    assert raised.value.faults[0].line("zh")
    assert raised.value.faults[0].line("en")


def test_the_timeline_runs_without_gaps_and_the_activity_follows_its_lead_case(bundle: CourseBundle) -> None:
    for lesson in bundle.lessons:
        steps = bundle.timeline(lesson)
        assert len(steps) > 4
        kinds = [step.kind for step in steps.values()]
        assert (kinds[0], kinds[-2:]) == ("scene", ["recap", "task"])
        ends = [0, *(step.end for step in steps.values())]
        assert [step.start for step in steps.values()] == ends[:-1]
        keys = list(steps)
        lead = f"{lesson.activity.case}.case" if lesson.activity.case else keys[-4]
        assert keys.index(f"{lesson.id}.activity") == keys.index(lead) + 1
