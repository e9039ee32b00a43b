"""What a lecturer leaves out when fewer minutes are left than a lesson needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from coursegen.model import CourseBundle, Lesson
from coursegen.model.bundle import Step
from coursegen.once import Asked

LEFT = (30, 20, 10, 5)
"""Minutes left that are worked out, for lessons that take longer."""


class Cut(Struct, frozen=True):
    """A lesson in `left` minutes: parts left out, by the id of their slide in the order of teaching; what it takes.

    `short` says that the activity is done as its author says for short time.
    """

    left: int
    skipped: Mapping[str, Step]
    short: bool
    minutes: int


def cuts(bundle: CourseBundle, lesson: Lesson) -> tuple[Cut, ...]:
    """What to leave out of a lesson by minutes left, most minutes first; none for so few that nothing helps.

    Left out in this order: cases that are voted on, the last one first; the long form of the activity; claims that the
    activity does not work on, the last one first; the opening scene; the activity and its case; the last claim. Recap
    and task stay: without them nothing is taken home. The bundle must be worded.
    """
    steps = bundle.timeline(lesson)
    return _cuts(Asked((id(lesson), id(steps)), (lesson, steps)))


@lru_cache(maxsize=128)
def _cuts(asked: Asked[tuple[Lesson, Mapping[str, Step]]]) -> tuple[Cut, ...]:
    lesson, steps = asked.held
    found = (_cut(lesson, steps, left) for left in LEFT if left < sum(step.minutes for step in steps.values()))
    return tuple(cut for cut in found if cut.minutes <= cut.left)


def _cut(lesson: Lesson, steps: Mapping[str, Step], left: int) -> Cut:
    gone: set[str] = set()
    short = False
    minutes = sum(step.minutes for step in steps.values())
    for key in _in_turn(lesson, steps):
        if minutes <= left:
            break
        if not key:
            short = True
            minutes -= lesson.activity.minutes - lesson.activity.short_minutes
            continue
        taken = lesson.activity.short_minutes if short and steps[key].kind == "activity" else steps[key].minutes
        gone.add(key)
        minutes -= taken
    skipped = {key: step for key, step in steps.items() if key in gone}
    return Cut(left, skipped, short and f"{lesson.id}.activity" not in gone, minutes)


def _in_turn(lesson: Lesson, steps: Mapping[str, Step]) -> Iterator[str]:
    """Ids of parts in the order in which they are left out; an empty one where the activity becomes short."""
    keys, lead = list(steps), f"{lesson.activity.case}.case"
    claims = [key for key in keys if steps[key].kind == "claim"]
    before = [key for key in claims if lead not in keys or keys.index(key) < keys.index(lead)]
    worked = (before if lead in keys else claims)[-1:]
    yield from (key for key in reversed(keys) if steps[key].kind == "case" and key != lead)
    if 0 < lesson.activity.short_minutes < lesson.activity.minutes:
        yield ""
    yield from (key for key in reversed(claims) if key not in worked)
    yield from (f"{lesson.id}.scene", f"{lesson.id}.activity", *((lead,) if lead in keys else ()), *worked)
