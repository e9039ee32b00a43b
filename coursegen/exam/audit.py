"""What a paper has, counted: by lesson, level, kind and difficulty, beside what its blueprint asks for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from coursegen.errors import FaultError
from coursegen.exam.assemble import DIFFICULTIES, assemble, assemble_by_lesson
from coursegen.exam.choose import MIX
from coursegen.exam.forms import likenesses
from coursegen.exam.history import Sat
from coursegen.exam.paper import Paper
from coursegen.model.bundle import CourseBundle
from coursegen.model.exam import Blueprint, ItemKind
from coursegen.model.item import ChoiceItem, Difficulty, ItemBloom, OpenItem
from coursegen.model.lesson import Lesson

LEVELS: tuple[ItemBloom, ...] = ("remember", "understand", "apply", "analyse", "evaluate", "create")
"""Cognitive levels from the lowest."""

JUDGE_REASON_LINES = 3
"""Lines for the reason of a judgement."""


class Count(Struct, frozen=True):
    """Items and their points; `share` is that of the paper's points, in percent."""

    items: int
    points: float
    share: float


class Entry(Struct, frozen=True):
    """One question of a paper, with the id of its lesson and the words of the objective it tests."""

    number: int
    points: float
    lesson: str
    objective: str
    kind: ItemKind
    bloom: ItemBloom
    difficulty: Difficulty


class Aim(Struct, frozen=True):
    """A share in percent that is aimed at, and what the paper has; `of_items` is that in percent of all items."""

    name: str
    planned: float
    found: Count
    of_items: float

    @property
    def gap(self) -> float:
        """How far the share of items is from the one aimed at."""
        return round(self.of_items - self.planned, 1)


class Audit(Struct, frozen=True):
    """All questions of one form. `forms` are the letters of those that have the same ones."""

    forms: str
    points: float
    entries: tuple[Entry, ...]
    lessons: tuple[Aim, ...]
    difficulties: tuple[Aim, ...]

    @property
    def levels(self) -> tuple[ItemBloom, ...]:
        """Levels that the paper has, from the lowest."""
        return tuple(level for level in LEVELS if any(entry.bloom == level for entry in self.entries))

    def count(self, lesson: str = "", kind: str = "", bloom: str = "", difficulty: str = "") -> Count:
        """Questions of a lesson, kind, level and difficulty; what is empty is any."""
        wanted = {"lesson": lesson, "kind": kind, "bloom": bloom, "difficulty": difficulty}
        asked = {name: value for name, value in wanted.items() if value}
        found = [e for e in self.entries if all(getattr(e, name) == value for name, value in asked.items())]
        points = sum(entry.points for entry in found)
        return Count(len(found), points, round(100 * points / self.points, 1) if self.points else 0.0)


class Repeated(Struct, frozen=True):
    """Items that a form has in common with another paper, of how many."""

    common: int
    items: int

    @property
    def rate(self) -> float:
        """Common items in percent of the form's."""
        return round(100 * self.common / self.items, 1) if self.items else 0.0


class Repetition(Struct, frozen=True):
    """What other papers repeat: a form of the same paper, the paper of another blueprint, or a sitting of the past.

    `found` has a member for each choice of items among the forms, in the order of `audits`; None for a form beside
    itself, and where the bank cannot fill the other blueprint, so that there is no such paper.
    """

    form: str
    other: Blueprint | None
    found: tuple[Repeated | None, ...]
    past: Sat | None = None


class SheetPart(Struct, frozen=True):
    """What an answer sheet has for one part of a paper: as many options and lines as any form needs."""

    kind: ItemKind
    points_each: float
    points: float
    numbers: tuple[int, ...]
    options: int
    lines: int


def audits(lessons: Sequence[Lesson], papers: Sequence[Paper]) -> tuple[Audit, ...]:
    """A count for each choice of items among the forms of a paper: forms that only change their order share one."""
    by_items: dict[frozenset[str], list[Paper]] = {}
    for paper in papers:
        by_items.setdefault(paper.items, []).append(paper)
    return tuple(_audit(lessons, alike) for alike in by_items.values())


def _audit(lessons: Sequence[Lesson], papers: Sequence[Paper]) -> Audit:
    owner = {principle: lesson for lesson in lessons for principle in lesson.principles}
    objectives = {o.id: o.text for lesson in lessons for o in lesson.objectives}
    entries = tuple(
        Entry(
            question.number, question.points, owner[question.item.principle].id,
            objectives.get(question.item.objective, ""), part.kind, question.item.bloom, question.item.difficulty,
        )
        for part in papers[0].sections
        for question in part.questions
    )  # fmt: skip
    bare = Audit("".join(paper.form for paper in papers), papers[0].points, entries, (), ())
    minutes = sum(lesson.minutes for lesson in lessons) or 1
    return Audit(
        bare.forms, bare.points, entries,
        tuple(_aim(x.id, x.minutes / minutes, bare.count(lesson=x.id), entries) for x in lessons),
        tuple(_aim(d, MIX[d], bare.count(difficulty=d), entries) for d in DIFFICULTIES),
    )  # fmt: skip


def _aim(name: str, planned: float, found: Count, entries: Sequence[Entry]) -> Aim:
    return Aim(name, round(100 * planned, 1), found, round(100 * found.items / max(1, len(entries)), 1))


def repetitions(
    bundle: CourseBundle, lessons: Sequence[Lesson], papers: Sequence[Paper], own: str, past: Sequence[Sat] = ()
) -> tuple[Repetition, ...]:
    """How much the forms of a paper repeat each other, the papers of other blueprints than the `own` one, the past."""
    first = tuple({paper.items: paper for paper in reversed(papers)}.values())[::-1]
    pairs = {frozenset((x.first, x.second)): Repeated(x.common, x.items) for x in likenesses(first)}
    between = (
        Repetition(one.form, None, tuple(pairs.get(frozenset((one.form, other.form))) for other in first))
        for one in (first if len(first) > 1 else ())
    )
    beside = (
        Repetition("", blueprint, tuple(_repeated(x, items) for x in first))
        for blueprint, items in _others(bundle, lessons, own)
    )
    before = (Repetition("", None, tuple(_repeated(x, one.items) for x in first), one) for one in past)
    return (*between, *beside, *before)


def _repeated(paper: Paper, items: frozenset[str] | None) -> Repeated | None:
    return None if items is None else Repeated(len(paper.items & items), len(paper.items))


def _others(
    bundle: CourseBundle, lessons: Sequence[Lesson], own: str
) -> tuple[tuple[Blueprint, frozenset[str] | None], ...]:
    """Every other blueprint with the items of its paper, None for one that the bank cannot fill."""
    return tuple((b, _items_by(bundle, b, lessons)) for key, b in bundle.blueprints.items() if key != own)


def _items_by(bundle: CourseBundle, blueprint: Blueprint, lessons: Sequence[Lesson]) -> frozenset[str] | None:
    try:
        if blueprint.scope == "course":
            return assemble(bundle, blueprint, lessons).items
        made = assemble_by_lesson(bundle, blueprint, lessons)
    except FaultError:
        return None
    return frozenset().union(*(one.paper.items for one in made))


def sheet_parts(papers: Sequence[Paper]) -> tuple[SheetPart, ...]:
    """One answer sheet for all forms of a paper: parts and numbers are those of its blueprint, alike in every form."""
    return tuple(map(partial(_sheet_part, papers), range(len(papers[0].sections))))


def _sheet_part(papers: Sequence[Paper], number: int) -> SheetPart:
    part = papers[0].sections[number]
    items = [question.item for paper in papers for question in paper.sections[number].questions]
    lines = [item.lines for item in items if isinstance(item, OpenItem)]
    lines += [JUDGE_REASON_LINES] * (part.kind == "judge-reason") + [1] * (part.kind == "blank")
    options = [len(item.options) for item in items if isinstance(item, ChoiceItem)]
    numbers = tuple(question.number for question in part.questions)
    return SheetPart(part.kind, part.points_each, part.points, numbers, max(options, default=0), max(lines, default=0))
