"""What scores say of items and of a paper, by classical test theory.

Formulas: difficulty p and discrimination D of upper and lower 27 % (Kelley 1939), item-rest correlation (corrected
point-biserial, Henrysson 1963), Cronbach's alpha (KR-20 where all items are right or wrong), SEM = SD·√(1−alpha).
Variances are those of the group itself (divided by n), as in KR-20.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt

from msgspec import Struct

from coursegen.exam.marking import Result

SMALL = 30
"""Learners below which all of this is a hint and no measure."""

TAIL = 0.27
HARD, EASY, WEAK = 0.2, 0.95, 0.2
"""Bounds of p and D beyond which an item is looked at again (Ebel & Frisbie 1991)."""
IDLE = 0.05
"""Share of learners below which a wrong option misleads nobody."""


class Option(Struct, frozen=True):
    """How often an option of the bank was chosen: by all, by the upper and by the lower group."""

    letter: str
    all: int
    upper: int
    lower: int


class ItemStatistics(Struct, frozen=True):
    """Numbers of one item: None where they cannot be worked out (no spread). `flags` are what should be looked at."""

    item: str
    learners: int
    p: float
    d: float
    r: float | None
    options: tuple[Option, ...]
    flags: tuple[str, ...]


class PaperStatistics(Struct, frozen=True):
    """Numbers of a whole paper; alpha and SEM are None where totals have no spread or there is one item only."""

    learners: int
    mean: float
    sd: float
    alpha: float | None
    sem: float | None

    @property
    def small(self) -> bool:
        """Whether the group is too small for more than a hint."""
        return self.learners < SMALL


def paper_statistics(results: Sequence[Result]) -> PaperStatistics:
    """Numbers of a paper from the results of all who had the same items."""
    totals = [result.total for result in results]
    items = list(results[0].points)
    spread = variance(totals)
    alpha = None
    if len(items) > 1 and spread > 0:
        parts = sum(variance([result.points[item] for result in results]) for item in items)
        alpha = len(items) / (len(items) - 1) * (1 - parts / spread)
    sem = None if alpha is None else sqrt(spread * max(0.0, 1 - alpha))
    return PaperStatistics(len(results), mean(totals), sqrt(spread), alpha, sem)


def item_statistics(
    results: Sequence[Result], worth: Mapping[str, float], keys: Mapping[str, tuple[str, str]]
) -> tuple[ItemStatistics, ...]:
    """Numbers of every item; `worth` has its points, `keys` for choices the right letters and all letters."""
    upper, lower = tails(results)
    return tuple(_item(item, results, upper, lower, worth[item], keys.get(item)) for item in results[0].points)


def tails(results: Sequence[Result]) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """The upper and the lower 27 % by total, at least one learner each; ties go by learner, so all machines agree."""
    ranked = sorted(results, key=lambda result: (-result.total, result.learner))
    size = max(1, round(TAIL * len(ranked)))
    return tuple(ranked[:size]), tuple(ranked[-size:])


def _item(
    item: str,
    results: Sequence[Result],
    upper: Sequence[Result],
    lower: Sequence[Result],
    worth: float,
    key: tuple[str, str] | None,
) -> ItemStatistics:
    scores = [result.points[item] for result in results]
    rests = [result.total - result.points[item] for result in results]
    p = mean(scores) / worth
    d = (mean([r.points[item] for r in upper]) - mean([r.points[item] for r in lower])) / worth
    r = correlation(scores, rests)
    options = tuple(_options(item, results, upper, lower, key[1])) if key else ()
    flags = _flags(p, d, r, options, key[0] if key else "", len(results))
    return ItemStatistics(item, len(results), p, d, r, options, flags)


def _options(
    item: str, results: Sequence[Result], upper: Sequence[Result], lower: Sequence[Result], letters: str
) -> list[Option]:
    def counted(group: Sequence[Result]) -> Counter[str]:
        return Counter(letter for result in group for letter in result.chosen[item])

    everyone, best, worst = counted(results), counted(upper), counted(lower)
    return [Option(letter, everyone[letter], best[letter], worst[letter]) for letter in letters]


def _flags(
    p: float, d: float, r: float | None, options: Sequence[Option], right: str, learners: int
) -> tuple[str, ...]:
    wrong = [option for option in options if option.letter not in right]
    found = {
        "hard": p < HARD, "easy": p > EASY, "weak": d < WEAK and HARD <= p <= EASY, "key": r is not None and r < 0,
        "better-distractor": any(option.upper > option.lower for option in wrong),
        "idle-distractor": any(option.all < IDLE * learners for option in wrong),
    }  # fmt: skip
    return tuple(name for name, holds in found.items() if holds)


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean."""
    return sum(values) / len(values)


def variance(values: Sequence[float]) -> float:
    """Mean squared distance from the mean (divided by n)."""
    middle = mean(values)
    return sum((value - middle) ** 2 for value in values) / len(values)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's r; None where one of the two has no spread."""
    first, second = mean(one), mean(other)
    spread = sqrt(variance(one) * variance(other))
    if spread == 0:
        return None
    shared = sum((a - first) * (b - second) for a, b in zip(one, other, strict=True)) / len(one)
    return shared / spread


class Gain(Struct, frozen=True):
    """Per cent before and after, and the normalised gain: the share reached of what could still be reached.

    The gain is None for who had everything right before.
    """

    learner: str
    before: float
    after: float

    @property
    def gain(self) -> float | None:
        """(after - before) / (100 - before), by Hake 1998."""
        return None if self.before >= 100 else (self.after - self.before) / (100 - self.before)


def gains(before: Mapping[str, float], after: Mapping[str, float]) -> tuple[Gain, ...]:
    """Gains of those who sat both, in the order of the first; values are per cent by learner."""
    return tuple(Gain(learner, percent, after[learner]) for learner, percent in before.items() if learner in after)


def group_gain(found: Sequence[Gain]) -> Gain:
    """The gain of the means, which is how the gain of a group is told."""
    return Gain("", mean([one.before for one in found]), mean([one.after for one in found]))
