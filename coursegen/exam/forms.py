"""Forms of a paper (A卷, B卷 …): the same items in another order, or other items by the same blueprint.

Every choice is a count or a hash of seed, form and id, so a form is the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from coursegen.exam.assemble import NEVER, assemble
from coursegen.exam.paper import FORM_LETTERS, Paper
from coursegen.exam.settled import settled
from coursegen.late import regex
from coursegen.model.bundle import CourseBundle
from coursegen.model.exam import Blueprint
from coursegen.model.item import ChoiceItem, Item
from coursegen.model.lesson import Lesson
from coursegen.reading.items import LETTERS
from coursegen.wording.lettered import names_places

_NUMBER = regex(r"\d+(?:\.\d+)?")


class Likeness(Struct, frozen=True):
    """How alike two forms are: items in common, of how many."""

    first: str
    second: str
    common: int
    items: int


def shuffled(paper: Paper, seed: str, form: str) -> Paper:
    """A paper's own items in the order of this form; form A is the paper itself."""
    if form == FORM_LETTERS[0]:
        return replace(paper, form=form)
    numbers = count(1)
    parts = []
    for part in paper.sections:
        turned = _turned([question.item for question in part.questions], f"{seed}\0{form}")
        questions = sorted(zip(part.questions, turned, strict=True), key=lambda q: _hash(seed, form, q[1].id))
        renumbered = tuple(replace(old, number=next(numbers), item=item) for old, item in questions)
        parts.append(replace(part, questions=renumbered))
    return replace(paper, form=form, sections=tuple(parts))


def parallel(
    bundle: CourseBundle,
    blueprint: Blueprint,
    lessons: Sequence[Lesson],
    forms: str,
    *,
    before: Mapping[str, int] = NEVER,
) -> tuple[Paper, ...]:
    """A paper by the same blueprint for each form, from other items as far as the bank has them; or those settled.

    Items used `before` come last, but before those of another form. Raises what `assemble` raises for the first.
    """
    if blueprint.fixed:
        rows = zip(forms, blueprint.fixed, strict=False)
        return tuple(replace(settled(bundle, blueprint, lessons, names), form=form) for form, names in rows)
    made: list[Paper] = []
    used, apart = Counter(before), 1 + sum(before.values())
    for form in forms:
        paper = replace(assemble(bundle, blueprint, lessons, used=used), form=form)
        used.update(dict.fromkeys(paper.items, apart))
        made.append(paper)
    return tuple(made)


def likenesses(papers: Sequence[Paper]) -> tuple[Likeness, ...]:
    """Items that each two of these forms have in common."""
    return tuple(
        Likeness(one.form, other.form, len(one.items & other.items), len(one.items))
        for n, one in enumerate(papers)
        for other in papers[n + 1 :]
    )


def _turned(items: Sequence[Item], seed: str) -> list[Item]:
    """Items with their options in another order, the keys of single choice spread evenly over the letters."""
    held: Counter[str] = Counter(i.answer for i in items if isinstance(i, ChoiceItem) and is_pinned(i))
    out: list[Item] = []
    for item in items:
        if isinstance(item, ChoiceItem) and not is_pinned(item):
            item = _with_order(item, _order(item, seed, held))
            held[item.answer] += 1
        out.append(item)
    return out


def _order(item: ChoiceItem, seed: str, held: Counter[str]) -> list[int]:
    """Places of the options in their new order; the key of single choice goes to the letter that is rarest so far."""
    order = sorted(range(len(item.options)), key=lambda n: _hash(seed, item.id, str(n)))
    if item.kind == "single":
        letters = LETTERS[: len(order)]
        place = min(range(len(order)), key=lambda n: (held[letters[n]], _hash(seed, item.id, letters[n])))
        key = LETTERS.index(item.answer)
        order.remove(key)
        order.insert(place, key)
    return order


def _with_order(item: ChoiceItem, order: Sequence[int]) -> ChoiceItem:
    right = {LETTERS.index(letter) for letter in item.answer}
    answer = "".join(letter for letter, old in zip(LETTERS, order, strict=False) if old in right)
    return replace(item, options=tuple(item.options[n] for n in order), answer=answer)


def is_pinned(item: ChoiceItem) -> bool:
    """Whether the options must stay as they are: so marked, in an order of their own, or spoken of by letter."""
    return item.fixed or _is_ordered(item.options) or names_places(item)


def _is_ordered(options: Sequence[str]) -> bool:
    """Whether options are quantities in rising or falling order (rule 21 of Haladyna et al. 2002)."""
    found = [_NUMBER.findall(option) for option in options]
    bare = {_NUMBER.sub("", option) for option in options}
    if len(bare) > 1 or not all(len(numbers) == 1 for numbers in found):
        return False
    values = [float(numbers[0]) for numbers in found]
    return values in (sorted(values), sorted(values, reverse=True))


def _hash(*words: str) -> bytes:
    return sha256("\0".join(words).encode()).digest()
