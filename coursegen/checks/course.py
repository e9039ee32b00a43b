"""A course → what a careful colleague would remark: sums of minutes (errors), lengths, coverage and items (warnings).

The rules for items are those of Haladyna, Downing & Rodriguez (2002) that a program can judge; several are disputed,
which is why they only warn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from coursegen.errors import NOWHERE, Fault, Place, Severity
from coursegen.model import ChoiceItem, CourseBundle, Item, Lesson, Principle, QuoteFigure
from coursegen.reading.items import LETTERS
from coursegen.text import collapse, is_wide

TITLE_WIDTH = 52
"""Full-width characters of a slide title: two lines of 26 at 28 pt."""
NOTES_LENGTH = (80, 250)
"""Characters of a slide's notes: half a minute to a minute and a half of speech."""
QUOTES_ON_SLIDES = 1
MANY_ITEMS = 12
"""Single-choice items from which on the spread of their keys says something."""
KEY_SHARE = 0.45
SIMILARITY = 0.9
ANY_SECTOR = "any"

_SLOT = re.compile(r"\{\{[^{}]*\}\}")
_NEGATIVE = re.compile(r"不正确|不恰当|不妥|不当|不符合|不属于|不应该|不包括|错误|除外")
_ASKS = re.compile(r"的(?:是|有|做法是|说法是|一项是)|除外|哪[一项些]|____|（[\s　]*）")
_ABSOLUTE = re.compile(r"一律|绝对|从不|永远|任何情况|一定要|完全不|所有人都|只要.{1,12}就行")


def check_course(bundle: CourseBundle) -> tuple[Fault, ...]:
    """Everything worth saying about a course, in its order: lessons, principles, then the bank."""
    return tuple(_Checker(bundle).faults())


@dataclass(frozen=True, slots=True)
class _Checker:
    """One course, and the place of everything in it."""

    bundle: CourseBundle

    def faults(self) -> Iterator[Fault]:
        yield from self._unused()
        yield from self._uncovered()
        for lesson in self.bundle.lessons:
            yield from self._minutes(lesson)
            yield from self._quotations(lesson)
            yield from self._titles(lesson)
        for principle in self.bundle.principles.values():
            yield from self._length(principle.id, "claim", principle.claim)
            yield from self._notes(principle)
        for item in self.bundle.items:
            yield from self._item(item)
        yield from self._keys()
        yield from self._twins()

    def _place(self, key: str, field: str = "") -> Place:
        places = self.bundle.places
        return places.get(f"{key}/{field}") or places.get(key, NOWHERE)

    def _fault(self, code: str, key: str, field: str = "", *, severity: Severity = "warning", **facts: object) -> Fault:
        return Fault(code, self._place(key, field), facts, severity)

    def _unused(self) -> Iterator[Fault]:
        """Lessons the course does not list (known by the place of their scene alone) and principles no lesson lists."""
        listed = {lesson.id for lesson in self.bundle.lessons}
        with_file = [key.removesuffix("/scene") for key in self.bundle.places if key.endswith("/scene")]
        yield from (self._fault("K107", key, value=key) for key in with_file if key not in listed)
        taught = {principle for lesson in self.bundle.lessons for principle in lesson.principles}
        yield from (self._fault("K108", key, value=key) for key in self.bundle.principles if key not in taught)

    def _uncovered(self) -> Iterator[Fault]:
        """One warning for all points that no principle of the lessons present covers."""
        present = [principle for lesson in self.bundle.lessons for principle in self.bundle.of(lesson)]
        covered = {point for principle in present for point in principle.covers}
        missing = tuple(point.id for point in self.bundle.points if point.id not in covered)
        if missing:
            yield self._fault("K101", f"points/{missing[0]}", count=len(missing), points=missing)

    def _minutes(self, lesson: Lesson) -> Iterator[Fault]:
        """The parts of a lesson add up; a case of one sector only takes the place of another and adds nothing."""
        principles = self.bundle.of(lesson)
        cases = sum(c.minutes for principle in principles for c in principle.cases if c.sector == ANY_SECTOR)
        frame = lesson.scene.minutes + lesson.activity.minutes + lesson.recap.minutes + lesson.task.minutes
        total = frame + cases + sum(principle.minutes for principle in principles)
        if total != lesson.minutes:
            yield self._fault("K102", lesson.id, "minutes", severity="error", minutes=lesson.minutes, total=total)

    def _quotations(self, lesson: Lesson) -> Iterator[Fault]:
        quoting = [p for p in self.bundle.of(lesson, "core") if isinstance(p.figure, QuoteFigure)]
        if len(quoting) > QUOTES_ON_SLIDES:
            yield self._fault("K106", quoting[QUOTES_ON_SLIDES].id, "figure", count=len(quoting))

    def _titles(self, lesson: Lesson) -> Iterator[Fault]:
        yield from self._length(lesson.id, "title", lesson.title)
        for field, title in (
            ("scene", lesson.scene.title),
            ("activity", lesson.activity.title),
            ("recap", lesson.recap.title),
            ("task", lesson.task.title),
        ):
            yield from self._length(lesson.id, field, title)

    def _length(self, key: str, field: str, text: str) -> Iterator[Fault]:
        """Whether a text that heads a slide fits there; a slot counts as three characters."""
        width = sum(1 if is_wide(char) else 0.5 for char in collapse(_SLOT.sub("〇〇〇", text)))
        if width > TITLE_WIDTH:
            yield self._fault("K103", key, field, length=round(width), limit=TITLE_WIDTH)

    def _notes(self, principle: Principle) -> Iterator[Fault]:
        least, most = NOTES_LENGTH
        notes = [(principle.id, principle.notes)] if principle.tier == "core" else []
        for key, text in [*notes, *((case.id, case.notes) for case in principle.cases)]:
            length = len(collapse(_SLOT.sub("〇〇〇", text)))
            if not least <= length <= most:
                yield self._fault("K105", key, "notes", length=length, least=least, most=most)

    def _item(self, item: Item) -> Iterator[Fault]:
        if not isinstance(item, ChoiceItem):
            return
        negative = _NEGATIVE.search(item.stem)
        if negative and _ASKS.search(item.stem, negative.end()) and f"【{negative[0]}】" not in item.stem:
            yield self._fault("K112", item.id, "stem", word=negative[0])
        if word := _absolute_only_in_wrong(item):
            yield self._fault("K113", item.id, "options", word=word)
        for (first, one), (second, other) in combinations(_lettered(item), 2):
            if collapse(one) == collapse(other):
                yield self._fault("K115", item.id, "options", severity="error", first=first, second=second)

    def _keys(self) -> Iterator[Fault]:
        """Keys of single-choice items that can be guessed by their letter or their length."""
        singles = [item for item in self.bundle.items if isinstance(item, ChoiceItem) and item.kind == "single"]
        if len(singles) < MANY_ITEMS:
            return
        letter, count = Counter(item.answer for item in singles).most_common(1)[0]
        place, most = singles[0].id, KEY_SHARE * len(singles)
        if count > most:
            share = round(KEY_SHARE * 100)
            yield self._fault("K114", place, total=len(singles), count=count, letter=letter, limit=share)
        longest = sum(map(_key_is_longest, singles))
        if longest > most:
            yield self._fault("K111", place, total=len(singles), count=longest)

    def _twins(self) -> Iterator[Fault]:
        """Items that ask nearly the same thing in nearly the same words."""
        texts = [(item.id, _asked(item)) for item in self.bundle.items]
        matcher = SequenceMatcher(autojunk=False)
        for index, (key, text) in enumerate(texts):
            matcher.set_seq2(text)
            for other, earlier in texts[:index]:
                matcher.set_seq1(earlier)
                bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
                if all(ratio() >= SIMILARITY for ratio in bounds):
                    yield self._fault("K116", key, "stem", other=other)


def _lettered(item: ChoiceItem) -> tuple[tuple[str, str], ...]:
    return tuple(zip(LETTERS, item.options, strict=False))


def _asked(item: Item) -> str:
    """All that an examinee reads; options sorted, so that another order makes no other item."""
    options = sorted(item.options) if isinstance(item, ChoiceItem) else ()
    return collapse("\n".join([item.material, item.stem, *options]))


def _key_is_longest(item: ChoiceItem) -> bool:
    lengths = {letter: len(option) for letter, option in _lettered(item)}
    key = lengths.pop(item.answer)
    return key > max(lengths.values())


def _absolute_only_in_wrong(item: ChoiceItem) -> str:
    """An absolute word that wrong options have and no right one has; empty when there is none."""
    found = {letter: _ABSOLUTE.search(option) for letter, option in _lettered(item)}
    if any(found[letter] for letter in item.answer):
        return ""
    return next((match[0] for match in found.values() if match), "")
