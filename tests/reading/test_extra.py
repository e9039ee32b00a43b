"""Lessons, principles, cases and items that a unit adds to a course: checked like the course's own, for it alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reading.sample import BANK, COURSE, LESSON, PRINCIPLE, READ, UNITS, changed, write_files

from coursegen.errors import Fault
from coursegen.model import CourseBundle
from coursegen.reading import read_course, read_course_of, read_unit

FaultsOf = Callable[[Callable[[], object]], tuple[Fault, ...]]

OWN_LESSON = (
    LESSON.replace("lesson.serve", "college.visit")
    .replace("o.serve", "college.o")
    .replace("aid.serve", "college.aid")
    .replace("[p.measure, p.read]", "[college.claim]")
    .replace("  case: case.lead\n", "")
)
OWN_PRINCIPLE = PRINCIPLE.replace("id: p.measure", "id: college.claim").replace("case.lead", "college.lead")
OWN_CASE = """\
cases:
  - principle: p.core
    id: college.case
    title: 谁来签？
    task: 接待
    situation: 教授的客人明天到。
    question: 您签不签？
    options:
      - {text: 先签, verdict: tempting, why: 没有依据}
      - {text: 先请示, verdict: best, why: 提醒在前}
    lesson: 先请示再签
    minutes: 3
    notes: 请大家想一想。
    debrief: 两步。
"""
OWN_BANK = f"items:\n{BANK[BANK.index('  - id: q.judge') : BANK.index('  - id: q.blank')]}".replace(
    "q.judge", "college.q"
)
CORE = PRINCIPLE.replace("p.measure", "p.core").replace("case.lead", "case.core").replace("minutes: 0", "minutes: 3")
FILES = changed("lessons/01-serve.yaml", "[p.measure, p.read]", "[p.measure, p.core, p.read]") | {
    "principles/p.core.yaml": CORE
}
EXTRA = """\
extra:
  lessons: [{file: extra/lessons/visit.yaml, at: first}]
  principles: [extra/principles/college.claim.yaml]
  cases: [extra/cases/core.yaml]
  items: [extra/bank/own.yaml]
"""
COLLEGE = {
    **UNITS,
    "college/unit.yaml": UNITS["college/unit.yaml"] + EXTRA,
    "college/extra/lessons/visit.yaml": OWN_LESSON,
    "college/extra/principles/college.claim.yaml": OWN_PRINCIPLE,
    "college/extra/cases/core.yaml": OWN_CASE,
    "college/extra/bank/own.yaml": OWN_BANK,
}


def course_of(unit: str, units: dict[str, str] = COLLEGE, files: dict[str, str] = FILES) -> CourseBundle:
    folder = write_files(Path("course"), files)
    return read_course_of(folder, read_unit(unit, [write_files(Path("templates"), units)])[0])


def test_a_unit_is_taught_its_own_lesson_case_and_items() -> None:
    bundle = course_of("college")
    assert bundle.course.lessons == ("college.visit", "lesson.serve")
    assert [lesson.id for lesson in bundle.lessons] == ["college.visit", "lesson.serve"]
    assert [case.id for case in bundle.principles["p.core"].cases] == ["college.case"]
    assert type(bundle.principles["p.core"].cases[0]).__name__ == "Case"
    assert "college.claim" in bundle.principles
    assert [item.id for item in bundle.items][-1] == "college.q"
    assert bundle.places["college.case"].file == "templates/college/extra/cases/core.yaml"


def test_units_below_have_it_too_and_others_have_the_course_as_it_is() -> None:
    assert course_of("law-school") == course_of("college")
    assert course_of("default") == read_course(Path("course"))
    assert "college" not in repr(course_of("default"))


@pytest.mark.parametrize(
    ("at", "lessons"),
    [
        ("last", ["lesson.serve", "college.visit"]),
        ("after-lesson.serve", ["lesson.serve", "college.visit"]),
        ("first", ["college.visit", "lesson.serve"]),
    ],
)
def test_a_lesson_stands_where_the_unit_wants_it_in_plans_too(at: str, lessons: list[str]) -> None:
    plans = "plans:\n  - {id: day, title: 一天, lessons: [lesson.serve]}\n"
    files = {**FILES, "course.yaml": FILES["course.yaml"] + plans}
    bundle = course_of("college", changed("college/unit.yaml", "at: first", f"at: {at}", COLLEGE), files)
    assert list(bundle.course.lessons) == list(bundle.course.plans[0].lessons) == lessons


def test_what_is_for_another_course_is_left_alone() -> None:
    units = changed("college/unit.yaml", "extra:\n", "extra:\n  course: another\n", COLLEGE)
    assert course_of("college", units) == read_course(Path("course"))


def test_a_change_in_a_file_of_the_unit_is_seen() -> None:
    assert course_of("college").lessons[0].title == "服务为本"
    changed_lesson = {**COLLEGE, "college/extra/lessons/visit.yaml": OWN_LESSON.replace("服务为本", "接访")}
    assert course_of("college", changed_lesson).lessons[0].title == "接访"


UNIT = "college/unit.yaml"
BAD = {
    "a file that is missing": (changed(UNIT, "visit.yaml", "visits.yaml", COLLEGE), f"{UNIT}:7:12 T341"),
    "a file outside": (changed(UNIT, "extra/bank/own.yaml", "../default/unit.yaml", COLLEGE), f"{UNIT}:10:10 T340"),
    "a place that is none": (changed(UNIT, "at: first", "at: third", COLLEGE), f"{UNIT}:7:12 T342"),
    "a neighbour that is not there": (
        changed(UNIT, "at: first", "at: after-lesson.sreve", COLLEGE),
        f"{UNIT}:7:12 C203",
    ),
    "a key that is none": (changed(UNIT, "  items: [", "  item: [", COLLEGE), f"{UNIT}:10:3 C101"),
    "an id that might be another's": (
        {**COLLEGE, "college/extra/bank/own.yaml": OWN_BANK.replace("college.q", "q.own")},
        "college/extra/bank/own.yaml:2:9 T343",
    ),
    "a case for a principle like none": (
        {**COLLEGE, "college/extra/cases/core.yaml": OWN_CASE.replace("p.core", "p.cores")},
        "college/extra/cases/core.yaml:2:16 C203",
    ),
    "a case that would never be seen": (
        {**COLLEGE, "college/extra/cases/core.yaml": OWN_CASE.replace("p.core", "p.measure")},
        "college/extra/cases/core.yaml:2:16 T344",
    ),
    "an item with a key that is none": (
        {**COLLEGE, "college/extra/bank/own.yaml": OWN_BANK.replace("    stem:", "    hint: x\n    stem:")},
        "college/extra/bank/own.yaml:9:5 C101",
    ),
}


@pytest.mark.parametrize(("units", "expected"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_named_with_its_place(units: dict[str, str], expected: str, faults_of: FaultsOf) -> None:
    first, *_ = faults_of(lambda: course_of("college", units))
    assert f"{first.place} {first.code}".removeprefix("templates/") == expected
    assert first.exit_code == 4
    assert all(first.line(language) for language in ("zh", "en"))


def test_a_link_to_the_outside_is_not_followed(faults_of: FaultsOf) -> None:
    (Path("templates") / "college" / "extra" / "bank").mkdir(parents=True)
    (Path("templates") / "college" / "extra" / "bank" / "out.yaml").symlink_to(Path("/etc/hostname"))
    units = changed(UNIT, "extra/bank/own.yaml", "extra/bank/out.yaml", COLLEGE)
    assert [fault.code for fault in faults_of(lambda: course_of("college", units))] == ["T340"]


def test_the_samples_are_what_they_seem() -> None:
    assert READ
    assert COURSE["bank/01-serve.yaml"].count("q.judge") == 1
