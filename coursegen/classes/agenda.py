"""The agenda of a class: lessons in order put into its half-days, with opening, breaks, exam and closing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coursegen.classes.days import Day, day_of, minutes_of
from coursegen.errors import Fault, FaultError, Place
from coursegen.model import Class, Course, Lesson, Trainer

ROUND = 5
"""Minutes to a multiple of which lessons are rounded up."""

SlotKind = Literal["opening", "icebreaker", "lesson", "rest", "exam", "closing"]


class Slot(Struct, frozen=True):
    """One line of the agenda. Times are minutes since midnight, None where they are to be filled in by hand."""

    kind: SlotKind
    minutes: int
    start: int | None = None
    lesson: Lesson | None = None
    trainers: tuple[Trainer, ...] = ()
    place: str = ""

    @property
    def end(self) -> int | None:
        """When it ends."""
        return None if self.start is None else self.start + self.minutes


class Session(Struct, frozen=True):
    """A half-day and what is done in it; without a day where the date is to be filled in by hand."""

    name: str
    slots: tuple[Slot, ...]
    day: Day | None = None


class Agenda(Struct, frozen=True):
    """All half-days in order."""

    sessions: tuple[Session, ...]


class _Room(Struct, frozen=True):
    """A half-day of one date: what is fixed at its beginning and its end, and the minutes left for lessons."""

    name: str
    day: Day
    start: int
    end: int
    before: tuple[Slot, ...] = ()
    after: tuple[Slot, ...] = ()

    @property
    def length(self) -> int:
        """Minutes for lessons: up to a slot whose time is fixed, else up to what must still be done."""
        fixed = next((slot.start for slot in self.after if slot.start is not None), None)
        end = self.end - sum(slot.minutes for slot in self.after) if fixed is None else fixed
        return end - self.start - sum(slot.minutes for slot in self.before)


def blank_agenda(course: Course, lessons: Sequence[Lesson], class_: Class) -> Agenda:
    """The agenda of a class whose dates are not known: what is done in which order, without times."""
    work = (*_opening(class_), *_work(course, lessons, class_), *_closing(class_))
    return Agenda((Session("", work),))


def make_agenda(course: Course, lessons: Sequence[Lesson], class_: Class, exam_minutes: int, place: Place) -> Agenda:
    """The agenda of a class with dates; every half-day gets about as much to do as any other, if it has room for it.

    `exam_minutes` counts where the class does not say how long its exam is. Raises C450 when lessons do not fit, by how
    many minutes, and C451 for an exam that outlasts its half-day.
    """
    exam = _exam(class_, exam_minutes)
    rooms = _furnished(_rooms(class_), exam, class_, place)
    parts = _shared(_work(course, lessons, class_), rooms, class_)
    over = [max(0, _length(part, class_) - room.length) for part, room in zip(parts, rooms, strict=True)]
    if any(over):
        worst = rooms[over.index(max(over))]
        raise FaultError([Fault("C450", place, {"minutes": sum(over), "day": _iso(worst.day), "name": worst.name})])
    sessions = [_session(part, room, class_) for part, room in zip(parts, rooms, strict=True)]
    if exam and not any(exam[1] in room.after for room in rooms):
        sessions.append(Session("", exam[1:], exam[0]))
    return Agenda(tuple(sorted(filter(lambda s: s.slots, sessions), key=_order)))


def _order(session: Session) -> tuple[str, int]:
    return _iso(session.day) if session.day else "", session.slots[0].start or 0


def _iso(day: Day) -> str:
    return f"{day.year}-{day.month:02d}-{day.day:02d}"


def _opening(class_: Class) -> tuple[Slot, ...]:
    return (Slot("opening", class_.file.opening, place=class_.file.place),) if class_.file.opening else ()


def _closing(class_: Class) -> tuple[Slot, ...]:
    return (Slot("closing", class_.file.closing, place=class_.file.place),) if class_.file.closing else ()


def _work(course: Course, lessons: Sequence[Lesson], class_: Class) -> tuple[Slot, ...]:
    """What fills the half-days in order: icebreaker and lessons."""
    place = class_.file.place
    breaker = (Slot("icebreaker", _whole(course.icebreaker.minutes), place=place),) if course.icebreaker else ()
    taught = (Slot("lesson", _whole(one.minutes), None, one, _trainers(class_, one), place) for one in lessons)
    return (*breaker, *taught)


def _whole(minutes: int) -> int:
    """Minutes up to the next multiple of five: what follows begins at a time that people can keep in mind."""
    return -(-minutes // ROUND) * ROUND


def _trainers(class_: Class, lesson: Lesson) -> tuple[Trainer, ...]:
    """Who teaches a lesson: those who say so, else those who say nothing."""
    own = tuple(trainer for trainer in class_.file.trainers if lesson.id in trainer.lessons)
    return own or tuple(trainer for trainer in class_.file.trainers if not trainer.lessons)


def _exam(class_: Class, usual: int) -> tuple[Day, Slot] | None:
    """The day of the exam and its slot."""
    exam = class_.file.exam
    day, start = (day_of(exam.date), minutes_of(exam.start)) if exam else (None, None)
    if exam is None or day is None or start is None:
        return None
    return day, Slot("exam", exam.minutes or usual, start, place=exam.place or class_.file.place)


def _rooms(class_: Class) -> list[_Room]:
    """Half-days of all dates."""
    rooms = []
    for date in class_.file.dates:
        day = day_of(date)
        for half in class_.file.half_days:
            start, end = minutes_of(half.start), minutes_of(half.end)
            if day is not None and start is not None and end is not None:
                rooms.append(_Room(half.name, day, start, end))
    return rooms


def _furnished(rooms: list[_Room], exam: tuple[Day, Slot] | None, class_: Class, place: Place) -> list[_Room]:
    """The half-days with opening, exam and closing in their places."""
    rooms = [replace(room, after=_exam_in(room, exam)) for room in rooms]
    rooms[0] = replace(rooms[0], before=_opening(class_))
    rooms[-1] = replace(rooms[-1], after=(*rooms[-1].after, *_closing(class_)))
    for room in rooms:
        fixed = next((slot.start for slot in room.after if slot.start is not None), None)
        over = 0 if fixed is None else fixed + sum(slot.minutes for slot in room.after) - room.end
        if over > 0:
            raise FaultError([Fault("C451", place, {"minutes": over, "day": _iso(room.day), "name": room.name})])
    return rooms


def _exam_in(room: _Room, exam: tuple[Day, Slot] | None) -> tuple[Slot, ...]:
    if exam is None or exam[0] != room.day or not room.start <= (exam[1].start or 0) < room.end:
        return ()
    return exam[1:]


def _length(part: Sequence[Slot], class_: Class) -> int:
    return sum(slot.minutes for slot in _rested(part, class_))


def _rested(part: Sequence[Slot], class_: Class) -> list[Slot]:
    """A run of work with breaks put in before lessons that would make it too long."""
    rest, run = class_.file.rest, 0
    out: list[Slot] = []
    for slot in part:
        if rest.minutes and run and run + slot.minutes > rest.after:
            out.append(Slot("rest", rest.minutes))
            run = 0
        out.append(slot)
        run += slot.minutes
    return out


def _shared(work: Sequence[Slot], rooms: Sequence[_Room], class_: Class) -> list[Sequence[Slot]]:
    """Work in order, parted among half-days: as little as can be goes beyond any, then the fullest has least to do.

    Of equal ways the one with more work in earlier half-days is taken.
    """

    @cache
    def best(done: int, n: int) -> tuple[int, int, tuple[int, ...]]:
        """Minutes too many (as a negative number), the most minutes (the same), and where each half-day stops."""
        ways = []
        for stop in range(done if n < len(rooms) - 1 else len(work), len(work) + 1):
            load = _length(work[done:stop], class_)
            over, most, stops = best(stop, n + 1) if n < len(rooms) - 1 else (0, 0, ())
            ways.append((over - max(0, load - rooms[n].length), min(most, -load), (stop, *stops)))
        return max(ways)

    stops = best(0, 0)[2]
    return [work[start:stop] for start, stop in zip((0, *stops), stops, strict=False)]


def _session(part: Sequence[Slot], room: _Room, class_: Class) -> Session:
    """A half-day with the times of all that is done in it."""
    now, slots = room.start, list[Slot]()
    for slot in (*room.before, *_rested(part, class_), *room.after):
        now = slot.start if slot.start is not None else now
        slots.append(replace(slot, start=now))
        now += slot.minutes
    return Session(room.name, tuple(slots), room.day)
