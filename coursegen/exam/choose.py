"""Which items a paper has: a fair choice, made by counting and by a hash of seed and id, never by chance.

A choice is scored, worst matter first: recall over the limit; items used before; principles taken twice while others
wait; then, weighed together, lessons out of proportion to their minutes, difficulty away from 5:3:2, key letters of
single choice out of balance and statements mostly true or mostly false. Items are taken one by one at the least score;
then single exchanges go on as long as they lower it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

from msgspec import Struct

from coursegen.model.exam import Blueprint, ItemKind
from coursegen.model.item import ChoiceItem, Item, JudgeItem
from coursegen.model.lesson import Lesson
from coursegen.once import Asked

MIX = {"easy": 0.5, "medium": 0.3, "hard": 0.2}
"""Share of each difficulty in a paper, 5:3:2."""

LETTERS = "ABCD"
"""Letters a key of single choice is spread over."""

LETTER_WEIGHT = 3
"""A key with five D in ten is seen by everybody, a difficulty mix one item off by nobody."""

MOST_ROUNDS = 20
"""Rounds of exchanges; each lowers the score, so this only bounds the time for huge banks."""

K = TypeVar("K")
Score = tuple[float, float, float, float]


class Candidate(Struct, frozen=True):
    """An item with the number of its lesson among those examined and of its principle in the lesson."""

    item: Item
    lesson: int
    principle: int


class Wish(Struct, frozen=True):
    """One part of a blueprint with all items that fit it."""

    kind: ItemKind
    count: int
    points: float
    candidates: tuple[Candidate, ...]


def recall_points(chosen: Sequence[Sequence[Candidate]], wishes: Sequence[Wish]) -> float:
    """Points of a choice that ask for mere recall."""
    return sum(
        wish.points for part, wish in zip(chosen, wishes, strict=True) for c in part if c.item.bloom == "remember"
    )


def choose(
    wishes: Sequence[Wish], blueprint: Blueprint, lessons: Sequence[Lesson], used: Mapping[str, int]
) -> list[list[Candidate]]:
    """Candidates for each part, as many as it asks for (there must be that many); `used` counts how often before.

    Of items that differ in their words alone the same are chosen, without choosing anew.
    """
    offered = tuple((w.kind, w.count, w.points, tuple(_counted_as(c, used) for c in w.candidates)) for w in wishes)
    minutes = tuple(lesson.minutes for lesson in lessons)
    key = offered, minutes, blueprint.seed, blueprint.points, blueprint.recall_at_most
    found = _places(Asked(key, (wishes, blueprint, lessons, used)))
    return [[wish.candidates[place] for place in part] for part, wish in zip(found, wishes, strict=True)]


@lru_cache(maxsize=32)
def _places(
    asked: Asked[tuple[Sequence[Wish], Blueprint, Sequence[Lesson], Mapping[str, int]]],
) -> tuple[tuple[int, ...], ...]:
    """Places of the chosen among the candidates of each part."""
    wishes = asked.held[0]
    chosen = _choose(*asked.held)
    places = [{id(candidate): n for n, candidate in enumerate(wish.candidates)} for wish in wishes]
    return tuple(tuple(of[id(c)] for c in part) for part, of in zip(chosen, places, strict=True))


def _choose(
    wishes: Sequence[Wish], blueprint: Blueprint, lessons: Sequence[Lesson], used: Mapping[str, int]
) -> list[list[Candidate]]:
    board = _Board(wishes, blueprint, lessons, used)
    pools = [sorted(wish.candidates, key=lambda c: _hash(blueprint.seed, c.item.id)) for wish in wishes]
    chosen: list[list[Candidate]] = [[] for _ in wishes]
    for part in sorted(range(len(wishes)), key=lambda n: (len(pools[n]) - wishes[n].count, n)):
        free = [c for c in pools[part] if not board.has(c)]
        for turn in range(wishes[part].count):
            best = free[turn] if len(free) == wishes[part].count else _best(board, part, pools[part])
            board.add(part, best)
            chosen[part].append(best)
    for _ in range(MOST_ROUNDS):
        exchanged = [_exchange(board, part, chosen[part], pools[part]) for part in range(len(wishes))]
        if not any(exchanged):
            break
    return chosen


def _exchange(board: _Board, part: int, chosen: list[Candidate], pool: Sequence[Candidate]) -> bool:
    """Exchange items of a part for others while that lowers the score; whether anything was exchanged."""
    changed = False
    for place, old in enumerate(list(chosen)):
        if all(map(board.has, pool)):
            return changed
        before = board.score()
        board.remove(part, old)
        best = _best(board, part, pool)
        if board.score_with(part, best) >= before:
            best = old
        board.add(part, best)
        changed = changed or best is not old
        chosen[place] = best
    return changed


def _best(board: _Board, part: int, pool: Sequence[Candidate]) -> Candidate:
    """The first of the free items at the least score; of items that count alike only the first is scored."""
    alike: dict[Hashable, Candidate] = {}
    for candidate in pool:
        if not board.has(candidate):
            alike.setdefault(board.counted_as(candidate)[1:], candidate)
    found = tuple(alike.values())
    return found[0] if len(found) == 1 else min(found, key=lambda c: board.score_with(part, c))


def _counted_as(candidate: Candidate, used: Mapping[str, int]) -> tuple[Hashable, ...]:
    """The id of an item, and all that a score knows of it."""
    item = candidate.item
    key = item.answer if isinstance(item, ChoiceItem | JudgeItem) else None
    times = used.get(item.id, 0)
    return item.id, candidate.lesson, candidate.principle, item.kind, item.difficulty, item.bloom, key, times


def _hash(seed: str, item: str) -> bytes:
    return sha256(f"{seed}\0{item}".encode()).digest()


class _Board:
    """Counts of what a choice holds, and its score."""

    def __init__(
        self, wishes: Sequence[Wish], blueprint: Blueprint, lessons: Sequence[Lesson], used: Mapping[str, int]
    ) -> None:
        self._wishes, self._before = wishes, used
        self._recall_limit = blueprint.points * blueprint.recall_at_most / 100
        total = sum(wish.count for wish in wishes)
        minutes = sum(lesson.minutes for lesson in lessons) or 1
        self._lesson_aims = {n: total * lesson.minutes / minutes for n, lesson in enumerate(lessons)}
        self._mix_aims = {difficulty: total * share for difficulty, share in MIX.items()}
        self._ids: set[str] = set()
        self._principles: Counter[tuple[int, int]] = Counter()
        self._lessons: Counter[int] = Counter()
        self._mix: Counter[str] = Counter()
        self._letters: Counter[str] = Counter()
        self._truths: Counter[bool] = Counter()
        self._recall = 0.0
        self._used = 0

    def has(self, candidate: Candidate) -> bool:
        """Whether the item is chosen already."""
        return candidate.item.id in self._ids

    def counted_as(self, candidate: Candidate) -> tuple[Hashable, ...]:
        """All that is known of an item, its id first."""
        return _counted_as(candidate, self._before)

    def add(self, part: int, candidate: Candidate) -> None:
        """Count an item in."""
        self._count(part, candidate, 1)
        self._ids.add(candidate.item.id)

    def remove(self, part: int, candidate: Candidate) -> None:
        """Count an item out."""
        self._count(part, candidate, -1)
        self._ids.discard(candidate.item.id)

    def score_with(self, part: int, candidate: Candidate) -> Score:
        """The score if this item were chosen too."""
        self._count(part, candidate, 1)
        score = self.score()
        self._count(part, candidate, -1)
        return score

    def score(self) -> Score:
        """How far from fair the choice is, worst matter first; 0 is perfect."""
        spread = _distance(self._lessons, self._lesson_aims) + _distance(self._mix, self._mix_aims)
        keys = _unevenness(self._letters, LETTERS) + _unevenness(self._truths, (True, False))
        return (
            max(0.0, self._recall - self._recall_limit),
            float(self._used),
            float(sum(number**2 for number in self._principles.values())),
            round(spread + LETTER_WEIGHT * keys, 6),
        )

    def _count(self, part: int, candidate: Candidate, step: int) -> None:
        item, wish = candidate.item, self._wishes[part]
        self._principles[candidate.lesson, candidate.principle] += step
        self._lessons[candidate.lesson] += step
        self._mix[item.difficulty] += step
        self._used += self._before.get(item.id, 0) * step
        if isinstance(item, ChoiceItem) and item.kind == "single":
            self._letters[item.answer] += step
        if isinstance(item, JudgeItem):
            self._truths[item.answer] += step
        if item.bloom == "remember":
            self._recall += wish.points * step


def _unevenness(found: Counter[K], keys: Collection[K]) -> float:
    """How far counts are from the same for each key."""
    return _distance(found, dict.fromkeys(keys, found.total() / len(keys)))


def _distance(found: Mapping[K, int], aims: Mapping[K, float]) -> float:
    """Sum of squared distances from the aims, so that the farthest weighs most."""
    return sum((found[key] - aim) ** 2 for key, aim in aims.items())
