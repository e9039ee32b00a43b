"""What is known of sittings that are over: how often items were used and how they did, what a paper repeats, trends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from coursegen.exam.marked import Analysed, Marked, analysed, keys_of
from coursegen.exam.marking import Result
from coursegen.exam.paper import Paper
from coursegen.exam.statistics import mean
from coursegen.model import Item

LAST = 3
"""Sittings that a new paper is held against: those that people still talk about."""


class Used(Struct, frozen=True):
    """An item on a form: its number and points there; of a choice the key and all letters, as the bank had them.

    `digest` tells one wording of the item from another; empty where that is not known.
    """

    form: str
    number: int
    item: str
    points: float
    objective: str
    key: str = ""
    letters: str = ""
    digest: str = ""


class Sat(Struct, frozen=True):
    """A sitting that is over. `class_` and `unit` are ids; `date` is ISO; `pass_mark` is in per cent of `points`."""

    course: str
    paper: str
    title: str
    unit: str
    class_: str
    date: str
    points: float
    pass_mark: float
    used: tuple[Used, ...]
    results: tuple[Result, ...]

    @property
    def name(self) -> tuple[str, str, str, str, str]:
        """What tells a sitting from all others."""
        return self.course, self.paper, self.unit, self.class_, self.date

    @property
    def items(self) -> frozenset[str]:
        """Ids of all items of all forms."""
        return frozenset(one.item for one in self.used)

    @property
    def worth(self) -> Mapping[str, float]:
        """Points of every item."""
        return {one.item: one.points for one in self.used}

    def percent(self, result: Result) -> float:
        """Points of a learner in per cent of the paper."""
        return 100 * result.total / self.points

    def analysis(self) -> tuple[Analysed, ...]:
        """Numbers of the paper and its items; nothing where nobody's results are left."""
        forms: dict[str, set[str]] = {}
        for one in self.used:
            forms.setdefault(one.form, set()).add(one.item)
        same = len({frozenset(items) for items in forms.values()}) == 1
        keys = {one.item: (one.key, one.letters) for one in self.used if one.letters}
        return analysed(self.results, self.worth, keys, same=same)


def sat(
    marked: Marked,
    papers: Sequence[Paper],
    bank: Mapping[str, Item],
    *,
    course: str,
    paper: str,
    unit: str,
    class_: str,
    date: str,
) -> Sat:
    """A sitting to be kept, from its papers and results; `bank` has the items as written, in nobody's words."""
    keys = keys_of(marked.items)
    used = (
        Used(
            one.form, question.number, question.item.id, question.points, question.item.objective,
            *keys.get(question.item.id, ("", "")), digest(bank[question.item.id]),
        )
        for one in papers
        for part in one.sections
        for question in part.questions
    )  # fmt: skip
    return Sat(
        course, paper, marked.title, unit, class_, date, marked.points, marked.pass_mark, tuple(used), marked.results
    )


def digest(item: Item) -> str:
    """A short hash of what is asked and what is right: another one means another question under the same id."""
    said = (item.kind, item.material, item.stem, getattr(item, "options", ()), getattr(item, "answer", ""))
    return sha256(repr((*said, getattr(item, "answers", ()))).encode()).hexdigest()[:16]


class Turn(Struct, frozen=True):
    """How an item did at one sitting."""

    date: str
    learners: int
    p: float
    d: float
    r: float | None
    flags: tuple[str, ...]


class Usage(Struct, frozen=True):
    """An item of the bank: how many sittings had it, the last of them, and how it did at each, the last one last.

    `changed` says that it reads otherwise now than when it was last sat.
    """

    item: str
    times: int
    last: str
    turns: tuple[Turn, ...]
    changed: bool

    @property
    def p(self) -> float | None:
        """Difficulty over all its sittings; None where nobody's answers are left."""
        learners = sum(turn.learners for turn in self.turns)
        return sum(turn.p * turn.learners for turn in self.turns) / learners if learners else None

    @property
    def flags(self) -> tuple[str, ...]:
        """What should be looked at, by its last sitting; nothing once the item was changed."""
        return self.turns[-1].flags if self.turns and not self.changed else ()


def usages(items: Iterable[Item], sittings: Sequence[Sat]) -> tuple[Usage, ...]:
    """Usage of every item of a bank, in its order; sittings from the oldest."""
    turns: dict[str, list[Turn]] = {}
    for one in sittings:
        for group in one.analysis():
            for found in group.items:
                turn = Turn(one.date, found.learners, found.p, found.d, found.r, found.flags)
                turns.setdefault(found.item, []).append(turn)
    return tuple(_usage(item, sittings, tuple(turns.get(item.id, ()))) for item in items)


def _usage(item: Item, sittings: Sequence[Sat], turns: tuple[Turn, ...]) -> Usage:
    had = [one for one in sittings if item.id in one.items]
    last = had[-1] if had else None
    known = {used.digest for used in last.used if used.item == item.id} if last else set()
    changed = bool(known - {""}) and digest(item) not in known
    return Usage(item.id, len(had), last.date if last else "", turns, changed)


class Trend(Struct, frozen=True):
    """One sitting as a point of a line: means in per cent, by objective too; alpha where there is one paper."""

    sitting: Sat
    learners: int
    mean: float
    passed: float
    alpha: float | None
    objectives: Mapping[str, float]


def trends(sittings: Sequence[Sat]) -> tuple[Trend, ...]:
    """A point for every sitting that somebody's results are left of, in their order."""
    return tuple(_trend(one) for one in sittings if one.results)


def _trend(one: Sat) -> Trend:
    percents = [one.percent(result) for result in one.results]
    passed = sum(percent >= one.pass_mark for percent in percents)
    found = one.analysis()
    alpha = found[0].paper.alpha if len(found) == 1 else None
    return Trend(one, len(percents), mean(percents), 100 * passed / len(percents), alpha, _objectives(one))


def _objectives(one: Sat) -> Mapping[str, float]:
    """Per cent of the points on each objective that all learners together reached."""
    owner = {used.item: used.objective for used in one.used}
    full: dict[str, float] = {}
    reached: dict[str, float] = {}
    for result in one.results:
        for item, points in result.points.items():
            full[owner[item]] = full.get(owner[item], 0.0) + one.worth[item]
            reached[owner[item]] = reached.get(owner[item], 0.0) + points
    return {objective: 100 * reached[objective] / points for objective, points in full.items() if points}


def last_sittings(sittings: Iterable[Sat], course: str, *, but: str = "", most: int = LAST) -> tuple[Sat, ...]:
    """The last sittings of a course from the latest, all but those of one class, whose own paper it may be."""
    found = [one for one in sittings if one.course == course and not (but and one.class_ == but)]
    return tuple(sorted(found, key=lambda one: one.name[::-1], reverse=True)[:most])


def only(sitting: Sat, learners: Collection[str]) -> Sat:
    """A sitting with the results of some learners only."""
    return replace(sitting, results=tuple(result for result in sitting.results if result.learner in learners))
