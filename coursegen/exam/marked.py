"""A paper that was sat: who reached what, and what the scores say of the paper and its items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursegen.exam.marking import Result
from coursegen.exam.paper import Paper
from coursegen.exam.statistics import ItemStatistics, PaperStatistics, item_statistics, paper_statistics
from coursegen.model import ChoiceItem, Item, Objective
from coursegen.reading.items import LETTERS

Keys = Mapping[str, tuple[str, str]]
"""Of choices by item: the right letters, and all letters."""


class Marked(Struct, frozen=True):
    """A paper as it was sat: results, points of the paper and of each item, items and objectives by id; pass in %."""

    title: str
    results: tuple[Result, ...]
    points: float
    worth: Mapping[str, float]
    items: Mapping[str, Item]
    objectives: Mapping[str, Objective]
    pass_mark: float

    def percent(self, result: Result) -> float:
        """Points of a learner in per cent of the paper."""
        return 100 * result.total / self.points

    def passed(self, result: Result) -> bool:
        """Whether a learner has passed."""
        return self.percent(result) >= self.pass_mark

    def reached(self, result: Result, objective: str) -> float | None:
        """Per cent of the points on an objective that a learner reached; None when his paper does not ask for it."""
        ids = [key for key in result.points if self.items[key].objective == objective]
        full = sum(self.worth[key] for key in ids)
        return 100 * sum(result.points[key] for key in ids) / full if full else None

    @property
    def tested(self) -> tuple[str, ...]:
        """Ids of the objectives that the paper asks for, in the order of the course."""
        asked = {item.objective for item in self.items.values()}
        return tuple(key for key in self.objectives if key in asked)


class Analysed(Struct, frozen=True):
    """Numbers of all who had the same items; `form` is empty where all forms have the same ones."""

    form: str
    paper: PaperStatistics
    items: tuple[ItemStatistics, ...]


def keys_of(items: Mapping[str, Item]) -> Keys:
    """Keys and letters of the choices among items."""
    choices = {key: item for key, item in items.items() if isinstance(item, ChoiceItem)}
    return {key: (item.answer, LETTERS[: len(item.options)]) for key, item in choices.items()}


def analysed(results: Sequence[Result], worth: Mapping[str, float], keys: Keys, *, same: bool) -> tuple[Analysed, ...]:
    """Numbers of all forms together where they have the `same` items (shuffled), else of each form (parallel)."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault("" if same else result.form, []).append(result)
    return tuple(
        Analysed(form, paper_statistics(group), item_statistics(group, worth, keys))
        for form, group in sorted(groups.items())
    )


def have_same_items(papers: Sequence[Paper]) -> bool:
    """Whether forms differ in order only."""
    return len({paper.items for paper in papers}) == 1
