"""Exercises made from the principles themselves: cloze, matching, ordering. For class and self-test, never for marks.

None has a place in a blueprint, so no graded paper can hold one. Each says only what the course says: the last clause
of a claim is taken out, what an author paired is to be paired again, and only a figure that states an order is ordered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

from msgspec import Struct

from coursegen.model import Cards, CourseBundle, Hub, Lesson, Principle, Steps, TableFigure
from coursegen.once import Asked
from coursegen.text import last_clause

LEAST, MOST = 3, 6
"""Members of a matching or an ordering: two are a coin toss, more than six are a memory test."""

LETTERS = "ABCDEF"

MADE = ".cloze"
"""What the id of a cloze has behind that of its principle."""


class Cloze(Struct, frozen=True):
    """A claim whose last clause (`answer`) is to be filled in between `before` and `after`."""

    id: str
    principle: str
    before: str
    answer: str
    after: str


class Match(Struct, frozen=True):
    """Left members, and right members in another order; `key` holds the letter of the right one for each left."""

    id: str
    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    key: tuple[str, ...]


class Order(Struct, frozen=True):
    """Steps in a wrong order; `key` holds for each the place, from 1, it has in the right one."""

    id: str
    title: str
    shown: tuple[str, ...]
    key: tuple[int, ...]


class Exercises(Struct, frozen=True):
    """All exercises a lesson gives."""

    clozes: tuple[Cloze, ...] = ()
    matches: tuple[Match, ...] = ()
    orders: tuple[Order, ...] = ()


def derive(bundle: CourseBundle, lesson: Lesson) -> Exercises:
    """Exercises of a lesson from its words, core principles and figures; the same on every machine."""
    core = bundle.of(lesson, "core")
    return _derived(Asked((id(lesson), *map(id, core)), (lesson, core)))


@lru_cache(maxsize=128)
def _derived(asked: Asked[tuple[Lesson, tuple[Principle, ...]]]) -> Exercises:
    """Made once for all products of a kit, and for units in whose words a lesson is the same."""
    lesson, core = asked.held
    words = [(term.term, term.meaning) for term in lesson.terms]
    matches = [_match(f"{lesson.id}.words", lesson.title, words)]
    matches += [_match(f"{p.id}.match", p.title, _pairs(p)) for p in core]
    return Exercises(
        tuple(cloze for p in core if (cloze := _cloze(p))),
        tuple(match for match in matches if match),
        tuple(order for p in core if (order := _order(p))),
    )


def _cloze(principle: Principle) -> Cloze | None:
    parts = last_clause(principle.claim)
    return Cloze(f"{principle.id}{MADE}", principle.id, *parts) if parts else None


def _pairs(principle: Principle) -> list[tuple[str, str]]:
    """What the author of a figure has put together."""
    match principle.figure:
        case Cards(items=items) | Hub(items=items):
            return [(entry.head, entry.text) for entry in items]
        case TableFigure(rows=rows):
            return [(row[0], row[-1]) for row in rows]
        case _:
            return []


def _match(key: str, title: str, pairs: Sequence[tuple[str, str]]) -> Match | None:
    """A matching from pairs that can be told apart and do not give themselves away; None from fewer than three."""
    fit = [(left, right) for left, right in pairs if left and right and left not in right][:MOST]
    rights = [right for _, right in fit]
    if len(fit) < LEAST or len(set(rights)) < len(rights) or len({left for left, _ in fit}) < len(fit):
        return None
    shown = _shuffled(key, rights)
    letters = tuple(LETTERS[shown.index(right)] for right in rights)
    return Match(key, title, tuple(left for left, _ in fit), shown, letters)


def _order(principle: Principle) -> Order | None:
    if not isinstance(principle.figure, Steps):
        return None
    heads = [entry.head for entry in principle.figure.items]
    if not LEAST <= len(heads) <= MOST or len(set(heads)) < len(heads):
        return None
    shown = _shuffled(f"{principle.id}.order", heads)
    return Order(f"{principle.id}.order", principle.title, shown, tuple(heads.index(head) + 1 for head in shown))


def _shuffled(key: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Texts ordered by a hash of key and text; turned by one when that leaves them as they were."""
    before = tuple(texts)
    after = tuple(sorted(before, key=lambda text: sha256(f"{key}\0{text}".encode()).digest()))
    return after if after != before else (*after[1:], after[0])
