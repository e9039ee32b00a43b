"""The bank as a whole: keys that can be guessed without reading, and items that are met twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from coursegen.checks.course.items import key_is_longest
from coursegen.checks.course.remark import place_of, remark
from coursegen.errors import Fault
from coursegen.model import ChoiceItem, CourseBundle, Item, JudgeItem
from coursegen.text import collapse

MANY_ITEMS = 12
"""Single-choice items of a file from which on the spread of their keys says something."""
KEY_SHARE = 0.45
MANY_JUDGEMENTS = 8
JUDGE_SHARE = 0.75
SIMILARITY = 0.9
STEM_LEAST = 16
"""Shorter stems ("which is best?") may well be alike."""


def bank_remarks(bundle: CourseBundle) -> Iterator[Fault]:
    """Remarks on each file of the bank, then on items that are alike anywhere in it."""
    files: dict[str, list[Item]] = defaultdict(list)
    for item in bundle.items:
        files[place_of(bundle, item.id).file].append(item)
    for items in files.values():
        yield from _singles(bundle, [i for i in items if isinstance(i, ChoiceItem) and i.kind == "single"])
        yield from _judgements(bundle, [i for i in items if isinstance(i, JudgeItem)])
    yield from _twins(bundle)
    yield from _same_options(bundle)


def _singles(bundle: CourseBundle, items: Sequence[ChoiceItem]) -> Iterator[Fault]:
    """Keys of single-choice items that can be guessed by their letter or their length."""
    if len(items) < MANY_ITEMS:
        return
    letter, count = Counter(item.answer for item in items).most_common(1)[0]
    place, most = items[0].id, KEY_SHARE * len(items)
    if count > most:
        share = round(KEY_SHARE * 100)
        yield remark(bundle, "K114", place, total=len(items), count=count, letter=letter, limit=share)
    longest = sum(map(key_is_longest, items))
    if longest > most:
        yield remark(bundle, "K111", place, total=len(items), count=longest)


def _judgements(bundle: CourseBundle, items: Sequence[JudgeItem]) -> Iterator[Fault]:
    """Statements that are nearly all true, or nearly all false."""
    true = sum(item.answer for item in items)
    if len(items) >= MANY_JUDGEMENTS and max(true, len(items) - true) > JUDGE_SHARE * len(items):
        yield remark(bundle, "K130", items[0].id, total=len(items), true=true)


def _twins(bundle: CourseBundle) -> Iterator[Fault]:
    """Items that ask nearly the same thing in nearly the same words; options in another order make no other item."""
    whole = [
        (item.id, collapse("\n".join([item.material, item.stem, *sorted(_options(item))]))) for item in bundle.items
    ]
    stems = [(item.id, collapse(item.material + item.stem)) for item in bundle.items]
    told = set()
    for key, other in _alike(whole):
        told.add(key)
        yield remark(bundle, "K116", key, "stem", other=other)
    for key, other in _alike([(key, text) for key, text in stems if len(text) >= STEM_LEAST]):
        if key not in told:
            yield remark(bundle, "K131", key, "stem", other=other)


def _options(item: Item) -> tuple[str, ...]:
    return item.options if isinstance(item, ChoiceItem) else ()


def _alike(texts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each id whose text is nearly that of an earlier one, with the earlier id."""
    matcher = SequenceMatcher(autojunk=False)
    for index, (key, text) in enumerate(texts):
        matcher.set_seq2(text)
        for other, earlier in texts[:index]:
            matcher.set_seq1(earlier)
            bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
            if all(ratio() >= SIMILARITY for ratio in bounds):
                yield key, other
                break


def _same_options(bundle: CourseBundle) -> Iterator[Fault]:
    """Items that offer the same options as an earlier one."""
    first: dict[tuple[str, ...], str] = {}
    for item in bundle.items:
        if isinstance(item, ChoiceItem):
            options = tuple(sorted(map(collapse, item.options)))
            if options in first:
                yield remark(bundle, "K128", item.id, "options", other=first[options])
            first.setdefault(options, item.id)
