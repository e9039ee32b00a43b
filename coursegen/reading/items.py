"""An item by itself: answers that fit its options or gaps, and a rubric that fits its points."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursegen.errors import Fault, Place
from coursegen.late import regex
from coursegen.model import BlankItem, ChoiceItem, Item, OpenItem

LETTERS = "ABCDEFGHIJ"
BLANK = regex("_{4,}")
"""A gap in the stem of a fill-in item."""


def item_faults(item: Item, at: Callable[[str], Place]) -> Iterator[Fault]:
    """What is wrong with an item; `at` says where each of its keys stands."""
    match item:
        case ChoiceItem():
            yield from _choice_faults(item, at)
        case BlankItem():
            gaps = len(BLANK.findall(item.stem))
            if gaps != len(item.answers) or not gaps:
                yield Fault("C211", at("answers"), {"gaps": gaps, "count": len(item.answers)})
            if not all(item.answers):
                yield Fault("C216", at("answers"))
        case OpenItem():
            total = round(sum(line.points for line in item.rubric), 4)
            if total != round(item.points, 4):
                yield Fault("C212", at("rubric"), {"total": f"{total:g}", "points": f"{item.points:g}"})


def _choice_faults(item: ChoiceItem, at: Callable[[str], Place]) -> Iterator[Fault]:
    letters = LETTERS[: len(item.options)]
    right = len(item.answer)
    if not 2 <= len(item.options) <= len(LETTERS):
        yield Fault("C217", at("options"), {"count": len(item.options), "most": len(LETTERS)})
    elif item.answer != "".join(letter for letter in letters if letter in item.answer):
        yield Fault("C208", at("answer"), {"value": item.answer, "last": letters[-1]})
    elif item.kind == "single" and right != 1:
        yield Fault("C209", at("answer"), {"count": right})
    elif item.kind == "multiple" and not 2 <= right < len(item.options):
        yield Fault("C210", at("answer"), {"count": right})
