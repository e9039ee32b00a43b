"""Everything read for one course, and what follows from it: which case is taught, when each part begins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from msgspec import Struct, field

from coursegen.errors import Fault, Place
from coursegen.model.course import Course
from coursegen.model.exam import Blueprint
from coursegen.model.item import Item
from coursegen.model.lesson import Lesson
from coursegen.model.principle import Case, Point, Principle
from coursegen.once import Asked

StepKind = Literal["scene", "claim", "case", "activity", "recap", "task"]


class Step(Struct, frozen=True):
    """A part of a lesson as it is taught: its minutes (0 = in another part's time) and the minute it starts at."""

    kind: StepKind
    title: str
    minutes: int
    start: int

    @property
    def end(self) -> int:
        """The minute it ends at."""
        return self.start + self.minutes


class CourseBundle(Struct, frozen=True):
    """Everything read for one course, checked and linked; `places` says where each id was defined.

    `untranslated` are warnings about what is not in the language asked for, `words` those that the course writes in one
    way in that language's script.
    """

    course: Course
    points: tuple[Point, ...]
    lessons: tuple[Lesson, ...]
    principles: Mapping[str, Principle]
    items: tuple[Item, ...]
    blueprints: Mapping[str, Blueprint]
    places: Mapping[str, Place] = field(default_factory=dict)
    untranslated: tuple[Fault, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def of(self, lesson: Lesson, tier: Literal["core", "read"] | None = None) -> tuple[Principle, ...]:
        """Principles of a lesson in their order, of one tier or both."""
        found = (self.principles[key] for key in lesson.principles)
        return tuple(p for p in found if tier is None or p.tier == tier)

    def case_of(self, lesson: Lesson, principle: Principle, sector: str, level: str) -> Case | None:
        """The one case of a principle that is taught to units of a sector and level.

        The lesson's lead case always; else the sector's own, else one for any sector, never another sector's.
        """
        lead = [c for c in principle.cases if c.id == lesson.activity.case]
        fit = [c for c in principle.cases if c.level in ("any", level)]
        own = [c for c in fit if c.sector == sector]
        common = [c for c in fit if c.sector == "any"]
        return next(iter(lead + own + common), None)

    def timeline(self, lesson: Lesson) -> Mapping[str, Step]:
        """Parts of a lesson by the id of their slide, in the order of teaching, from minute 0 of the lesson.

        The bundle must be worded: of each principle the first case is the one that is taught.
        """
        core = self.of(lesson, "core")
        return _timeline(Asked((id(lesson), *map(id, core)), (lesson, core)))

    def sources(self, lesson: Lesson) -> tuple[str, ...]:
        """Where the core principles of a lesson come from, each source once, in the order they are taught."""
        named = (source.strip() for p in self.of(lesson, "core") for source in re.split("[；;]", p.source))
        return tuple(dict.fromkeys(named))

    def items_of(self, lesson: Lesson) -> tuple[Item, ...]:
        """Items of the bank that belong to a lesson's principles, in bank order."""
        return tuple(i for i in self.items if i.principle in lesson.principles)


@lru_cache(maxsize=128)
def _timeline(asked: Asked[tuple[Lesson, tuple[Principle, ...]]]) -> Mapping[str, Step]:
    """The very same for all who ask for the same lesson: what follows from it need not be worked out again."""
    lesson, core = asked.held
    own = lesson.activity
    parts: list[tuple[str, StepKind, str, int]] = [
        (f"{lesson.id}.scene", "scene", lesson.scene.title, lesson.scene.minutes)
    ]
    activity: tuple[str, StepKind, str, int] = (f"{lesson.id}.activity", "activity", own.title, own.minutes)
    for principle in core:
        parts.append((f"{principle.id}.claim", "claim", principle.claim, principle.minutes))
        for case in principle.cases[:1]:
            parts.append((f"{case.id}.case", "case", case.title, case.minutes))
            parts += [activity] if case.id == own.case else []
    parts += [] if own.case else [activity]
    parts.append((f"{lesson.id}.recap", "recap", lesson.recap.title, lesson.recap.minutes))
    parts.append((f"{lesson.id}.task", "task", lesson.task.title, lesson.task.minutes))
    starts = accumulate((minutes for *_, minutes in parts[:-1]), initial=0)
    timed = zip(parts, starts, strict=True)
    return {key: Step(kind, title, minutes, now) for (key, kind, title, minutes), now in timed}
