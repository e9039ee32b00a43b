"""Results told to people: scores in bands, objectives and lessons from the weakest, questions as they were asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursegen.errors import Place
from coursegen.exam.marked import Analysed, Marked
from coursegen.exam.marking import Result
from coursegen.exam.paper import Paper
from coursegen.exam.statistics import ItemStatistics, Option, mean
from coursegen.model import Item, Lesson, Objective

BANDS = (0, 50, 60, 70, 80, 90)
"""Lower ends of the bands of scores, in per cent."""

WEAK = 60.0
"""Per cent of an objective below which it is to be learnt again: the usual pass mark."""

HARD = 0.7
"""p below which a question is gone through in class."""


class Band(Struct, frozen=True):
    """Learners from `low` per cent to below `high` (the last band has 100 too)."""

    low: int
    high: int
    learners: int


class Reached(Struct, frozen=True):
    """How much of an objective was reached, in per cent of its points, and the lesson it belongs to."""

    objective: Objective
    lesson: Lesson
    percent: float

    @property
    def weak(self) -> bool:
        """Whether it is to be learnt again."""
        return self.percent < WEAK


class Learner(Struct, frozen=True):
    """A learner's result by objective."""

    result: Result
    percent: float
    passed: bool
    reached: tuple[Reached, ...]

    @property
    def weak(self) -> tuple[Reached, ...]:
        """Objectives to learn again, the weakest first."""
        return tuple(sorted((one for one in self.reached if one.weak), key=lambda one: one.percent))


class Choice(Struct, frozen=True):
    """An option with its text and whether it is right."""

    option: Option
    text: str
    right: bool


class Asked(Struct, frozen=True):
    """A question with its number on the first form that has it, its numbers, and where the bank has it.

    `form` is empty where the paper has one form only.
    """

    form: str
    number: int
    item: Item
    found: ItemStatistics
    choices: tuple[Choice, ...]
    lesson: Lesson
    place: Place | None

    @property
    def favourite(self) -> Choice | None:
        """The wrong option that most chose; none when nobody chose one."""
        wrong = [choice for choice in self.choices if not choice.right and choice.option.all]
        return max(wrong, key=lambda choice: choice.option.all, default=None)


class Debrief(Struct, frozen=True):
    """All that a report on a sitting tells, in the order of the course and of the paper."""

    marked: Marked
    analyses: tuple[Analysed, ...]
    learners: tuple[Learner, ...]
    bands: tuple[Band, ...]
    objectives: tuple[Reached, ...]
    lessons: tuple[tuple[Lesson, float], ...]
    asked: tuple[Asked, ...]

    @property
    def mean(self) -> float:
        """Mean in per cent of the paper."""
        return mean([learner.percent for learner in self.learners])

    @property
    def passed(self) -> int:
        """Learners who passed."""
        return sum(learner.passed for learner in self.learners)

    @property
    def hard(self) -> tuple[Asked, ...]:
        """Questions to go through in class, the hardest first."""
        return tuple(sorted((one for one in self.asked if one.found.p < HARD), key=lambda one: one.found.p))

    @property
    def flagged(self) -> tuple[Asked, ...]:
        """Questions that the author should look at."""
        return tuple(one for one in self.asked if one.found.flags)


def debrief(
    marked: Marked,
    analyses: Sequence[Analysed],
    papers: Sequence[Paper],
    lessons: Sequence[Lesson],
    places: Mapping[str, Place],
) -> Debrief:
    """What a report tells of results; `places` are those of items in the bank."""
    return Debrief(
        marked, tuple(analyses),
        tuple(
            Learner(one, marked.percent(one), marked.passed(one), _reached(marked, (one,), lessons))
            for one in marked.results
        ),
        _bands([marked.percent(result) for result in marked.results]),
        _reached(marked, marked.results, lessons),
        tuple(_by_lesson(marked, marked.results, lessons)),
        tuple(
            _asked(one.form, found, papers, marked, lessons, places) for one in analyses for found in one.items
        ),
    )  # fmt: skip


def _bands(percents: Sequence[float]) -> tuple[Band, ...]:
    ends = (*BANDS[1:], 100)
    return tuple(
        Band(low, high, sum(low <= percent and (percent < high or high == ends[-1]) for percent in percents))
        for low, high in zip(BANDS, ends, strict=True)
    )


def _reached(marked: Marked, results: Sequence[Result], lessons: Sequence[Lesson]) -> tuple[Reached, ...]:
    """How much of each objective these learners reached together; only objectives their papers ask for."""
    owner = {aim.id: lesson for lesson in lessons for aim in lesson.objectives}
    found = ((key, _share(marked, results, {key})) for key in marked.tested)
    return tuple(Reached(marked.objectives[key], owner[key], percent) for key, percent in found if percent is not None)


def _by_lesson(marked: Marked, results: Sequence[Result], lessons: Sequence[Lesson]) -> list[tuple[Lesson, float]]:
    found = ((lesson, _share(marked, results, {aim.id for aim in lesson.objectives})) for lesson in lessons)
    return [(lesson, percent) for lesson, percent in found if percent is not None]


def _share(marked: Marked, results: Sequence[Result], objectives: set[str]) -> float | None:
    """Per cent of the points on some objectives that learners reached; None where their papers do not ask for them."""
    ids = [(one, key) for one in results for key in one.points if marked.items[key].objective in objectives]
    full = sum(marked.worth[key] for _, key in ids)
    return 100 * sum(one.points[key] for one, key in ids) / full if full else None


def _asked(
    form: str,
    found: ItemStatistics,
    papers: Sequence[Paper],
    marked: Marked,
    lessons: Sequence[Lesson],
    places: Mapping[str, Place],
) -> Asked:
    item = marked.items[found.item]
    paper = next(one for one in papers if item.id in one.items and form in ("", one.form))
    number = next(q.number for part in paper.sections for q in part.questions if q.item.id == item.id)
    texts, key = getattr(item, "options", ()), str(getattr(item, "answer", ""))
    choices = tuple(
        Choice(option, text, option.letter in key) for option, text in zip(found.options, texts, strict=False)
    )
    lesson = next(one for one in lessons if item.principle in one.principles)
    return Asked(form or paper.form, number, item, found, choices, lesson, places.get(item.id))
