"""Items one by one: the rules of Haladyna, Downing & Rodriguez (2002) that a program can judge, for Chinese.

Several are disputed, which is why they only warn; the limits are set so that a sound item is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from coursegen.checks.course.remark import remark, words
from coursegen.errors import Fault
from coursegen.model import ChoiceItem, CourseBundle
from coursegen.reading.items import LETTERS
from coursegen.text import collapse, is_ideograph
from coursegen.wording.lettered import letters_named

KEY_LONGER = (4, 1.4)
"""By so many characters, and so many times, the key of an item outgrows the longest wrong option before it shows."""
UNEVEN = (10, 2.5)
"""By so many characters, and so many times, the longest option may outgrow the shortest."""
CLUE = 4
"""Characters in a row that a stem must share with the key before a reader notices."""
WORD = 2
"""Characters of most words: wrong options that take up any of the stem hide the clue."""

_NEGATIVE = re.compile(r"不正确|不恰当|不妥|不当|不符合|不属于|不应该|不包括|错误|除外")
_ASKS = re.compile(r"的(?:是|有|做法是|说法是|一项是)|除外|哪[一项些]|____|（[\s　]*）")
_ABSOLUTE = re.compile(r"一律|绝对|从不|永远|任何情况|一定要|完全不|所有人都|只要.{1,12}就行")
_ALL_OR_NONE = re.compile(r"以上.{0,4}(?:[都均全皆]|对|是|错|正确)|^(?:[都全]对|[都全]错|[都均]不对|[都均]不是)$")


def item_remarks(bundle: CourseBundle) -> Iterator[Fault]:
    """Remarks on every item with options."""
    yield from letter_remarks(bundle)
    for item in bundle.items:
        if isinstance(item, ChoiceItem):
            yield from _stem(bundle, item)
            yield from _wording(bundle, item)
            yield from _pairs(bundle, item)
            if item.kind == "single":
                yield from _lengths(bundle, item)
                yield from _clue(bundle, item)


def letter_remarks(bundle: CourseBundle) -> Iterator[Fault]:
    """Items whose rationale, in the language of this bundle, names options by letters that may be turned."""
    for item in bundle.items:
        if isinstance(item, ChoiceItem) and not item.fixed and (letters := letters_named(item)):
            language = bundle.course.language
            yield remark(bundle, "K139", item.id, "rationale", letters="、".join(letters), language=language)


def lettered(item: ChoiceItem) -> tuple[tuple[str, str], ...]:
    """The options of an item with their letters."""
    return tuple(zip(LETTERS, item.options, strict=False))


def key_is_longest(item: ChoiceItem) -> bool:
    """Whether the right option of a single-choice item is longer than every other."""
    right, wrong = _right_and_wrong(item)
    return len(right) > max(map(len, wrong))


def _right_and_wrong(item: ChoiceItem) -> tuple[str, tuple[str, ...]]:
    """Options of a single-choice item as they will be read."""
    texts = {letter: collapse(words(option)) for letter, option in lettered(item)}
    return texts.pop(item.answer), tuple(texts.values())


def _stem(bundle: CourseBundle, item: ChoiceItem) -> Iterator[Fault]:
    negative = _NEGATIVE.search(item.stem)
    if negative and _ASKS.search(item.stem, negative.end()) and f"【{negative[0]}】" not in item.stem:
        yield remark(bundle, "K112", item.id, "stem", word=negative[0])


def _wording(bundle: CourseBundle, item: ChoiceItem) -> Iterator[Fault]:
    if word := _absolute_only_in_wrong(item):
        yield remark(bundle, "K113", item.id, "options", word=word)
    for letter, option in lettered(item):
        if _ALL_OR_NONE.search(collapse(option).rstrip("。")):
            yield remark(bundle, "K125", item.id, "options", letter=letter, text=option)


def _absolute_only_in_wrong(item: ChoiceItem) -> str:
    """An absolute word that wrong options have and no right one has; empty when there is none."""
    found = {letter: _ABSOLUTE.search(option) for letter, option in lettered(item)}
    if any(found[letter] for letter in item.answer):
        return ""
    return next((match[0] for match in found.values() if match), "")


def _pairs(bundle: CourseBundle, item: ChoiceItem) -> Iterator[Fault]:
    """Options that are the same, or of which one says all that another says."""
    for (first, one), (second, other) in combinations(lettered(item), 2):
        bare, bare_other = _bare(one), _bare(other)
        if collapse(one) == collapse(other):
            yield remark(bundle, "K115", item.id, "options", severity="error", first=first, second=second)
        elif bare and bare_other and (bare in bare_other or bare_other in bare):
            inner, outer = (first, second) if bare in bare_other else (second, first)
            yield remark(bundle, "K127", item.id, "options", inner=inner, outer=outer)


def _bare(text: str) -> str:
    return "".join(char for char in words(text) if char.isalnum())


def _lengths(bundle: CourseBundle, item: ChoiceItem) -> Iterator[Fault]:
    right, wrong = _right_and_wrong(item)
    longest, shortest = max(map(len, wrong)), min(len(text) for text in (right, *wrong))
    if _outgrows(len(right), longest, KEY_LONGER):
        yield remark(bundle, "K123", item.id, "options", length=len(right), longest=longest)
    elif _outgrows(max(longest, len(right)), shortest, UNEVEN):
        yield remark(bundle, "K124", item.id, "options", longest=max(longest, len(right)), shortest=shortest)


def _outgrows(longer: int, shorter: int, limits: tuple[int, float]) -> bool:
    characters, times = limits
    return longer - shorter >= characters and longer >= times * shorter


def _clue(bundle: CourseBundle, item: ChoiceItem) -> Iterator[Fault]:
    """A run of characters from the stem in the right option, while no wrong option takes up a word of the stem."""
    right, wrong = _right_and_wrong(item)
    asked = words(item.stem)
    if (clue := _shared(asked, right, CLUE)) and not any(_shared(asked, text, WORD) for text in wrong):
        yield remark(bundle, "K126", item.id, "options", letter=item.answer, word=clue)


def _shared(stem: str, option: str, least: int) -> str:
    """A run of so many ideographs that stands in both; empty when there is none."""
    for start in range(len(option) - least + 1):
        piece = option[start : start + least]
        if piece in stem and all(map(is_ideograph, piece)):
            return piece
    return ""
