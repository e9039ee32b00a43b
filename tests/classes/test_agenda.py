"""The agenda fits the half-days, in order, evenly; what does not fit is a fault in minutes."""

from __future__ import annotations

import pytest
from modelcourse import bundle, lesson
from msgspec.structs import replace

from coursegen.classes import Agenda, blank_agenda, day_of, make_agenda
from coursegen.classes.days import minutes_of
from coursegen.errors import FaultError, Place
from coursegen.model import Class, ClassFile, Exam, HalfDay, Lesson, Rest, Trainer

PLACE = Place("classes/a.yaml")
COURSE = replace(bundle().course, icebreaker=None)


def lessons(*minutes: int) -> tuple[Lesson, ...]:
    return tuple(replace(lesson(n, (), ""), minutes=each) for n, each in enumerate(minutes, 1))


def class_(**changes: object) -> Class:
    facts: dict[str, object] = {"id": "a", "dates": ("2026-03-09",), "opening": 0, "closing": 0}
    return Class(ClassFile(**(facts | changes)))  # type: ignore[arg-type]


def agenda(taught: tuple[Lesson, ...], **changes: object) -> Agenda:
    return make_agenda(COURSE, taught, class_(**changes), 60, PLACE)


def shown(found: Agenda) -> list[str]:
    return [
        f"{session.day.day if session.day else ''}{session.name} {slot.kind} {clock(slot.start)}-{clock(slot.end)}"
        for session in found.sessions
        for slot in session.slots
    ]


def clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02d}"


def fault(taught: tuple[Lesson, ...], **changes: object) -> tuple[str, object]:
    with pytest.raises(FaultError) as caught:
        agenda(taught, **changes)
    (found,) = caught.value.faults
    assert found.place == PLACE
    assert found.line("zh") != found.line("en")
    return found.code, found.facts["minutes"]


def test_lessons_are_shared_evenly_among_half_days() -> None:
    assert shown(agenda(lessons(40, 40, 40, 40), opening=15, closing=10)) == [
        "9上午 opening 8:30-8:45", "9上午 lesson 8:45-9:25", "9上午 lesson 9:25-10:05",
        "9下午 lesson 14:00-14:40", "9下午 lesson 14:40-15:20", "9下午 closing 15:20-15:30",
    ]  # fmt: skip


def test_a_break_stands_before_a_lesson_that_would_make_too_long_a_run() -> None:
    one = (HalfDay("上午", "8:30", "12:00"),)
    found = shown(agenda(lessons(40, 40, 30), half_days=one, rest=Rest(80, 10)))
    assert found == [
        "9上午 lesson 8:30-9:10",
        "9上午 lesson 9:10-9:50",
        "9上午 rest 9:50-10:00",
        "9上午 lesson 10:00-10:30",
    ]


def test_lessons_begin_at_multiples_of_five_minutes() -> None:
    assert shown(agenda(lessons(23, 31)))[0] == "9上午 lesson 8:30-8:55"


def test_what_does_not_fit_is_said_in_minutes() -> None:
    short = (HalfDay("上午", "8:30", "9:30"), HalfDay("下午", "14:00", "15:00"))
    assert agenda(lessons(60, 60), half_days=short)
    assert fault(lessons(60, 75), half_days=short) == ("C450", 15)
    assert fault(lessons(70, 80), half_days=short) == ("C450", 30)
    assert fault(lessons(60, 60), half_days=short, opening=20) == ("C450", 20)


def test_the_exam_ends_the_lessons_of_its_half_day_and_closing_follows() -> None:
    found = shown(agenda(lessons(30, 30), exam=Exam("2026-03-09", "16:00"), closing=10))
    assert found[-2:] == ["9下午 exam 16:00-17:00", "9下午 closing 17:00-17:10"]
    assert fault(lessons(30), exam=Exam("2026-03-09", "16:50")) == ("C451", 20)
    assert fault(lessons(30), exam=Exam("2026-03-09", "16:20"), closing=15) == ("C451", 5)


def test_an_exam_on_another_day_is_a_session_of_its_own() -> None:
    found = agenda(lessons(30), exam=Exam("2026-03-20", "9:00", 45))
    assert shown(found)[-1] == "20 exam 9:00-9:45"
    assert found.sessions[-1].day == day_of("2026-03-20")


def test_trainers_teach_what_they_name_and_the_rest_is_anybodys() -> None:
    trainers = (Trainer("甲", lessons=("lesson.1",)), Trainer("乙"))
    found = agenda(lessons(30, 30), trainers=trainers)
    assert [t.name for s in found.sessions for slot in s.slots for t in slot.trainers] == ["甲", "乙"]


def test_without_dates_nothing_has_a_time() -> None:
    found = blank_agenda(bundle().course, lessons(30), Class(ClassFile("")))
    (session,) = found.sessions
    assert [slot.kind for slot in session.slots] == ["opening", "icebreaker", "lesson", "closing"]
    assert all(slot.start is None and slot.end is None for slot in session.slots)
    assert session.day is None


@pytest.mark.parametrize("text", ["2026-02-30", "2026-3-9", "20260309", "", "明天"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(("text", "minutes"), [("8:30", 510), ("08：05", 485), ("24:00", None), ("8.30", None)])
def test_times_are_read_as_the_clock_shows_them(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes
