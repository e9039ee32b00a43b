"""How files are called: `choices.naming` of a unit, a scheme by its name or a pattern with slots, and its faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from coursegen.errors import Fault, Place
from coursegen.late import regex
from coursegen.text import CONTROL, did_you_mean

ENGLISH = "english"
"""The scheme of names that never change: `quiz.final.A.docx`. It is the usual one, and has no pattern."""

SCHEMES: Mapping[str, str] = {ENGLISH: "", "chinese": "{n} {product} {class}"}
"""Patterns by the names of their schemes."""

SLOTS = ("n", "product", "unit", "short", "course", "class", "variant")
"""What a pattern can have between braces. `variant` is what sets a file apart from the usual one of its product."""

LONGEST = 70
"""Characters of a file name before its suffix: with `.new` and the suffix there are fewer than 80."""

_SLOT = regex(r"\{\s*([^{}]*?)\s*\}")
_REFUSED = regex(r'[<>:"/\\|?*{}]')
_SUFFIX = regex(r"\.(docx|pptx|pdf|html|zip)$", re.IGNORECASE)


def pattern_of(naming: str) -> str:
    """The pattern of a scheme, or the pattern itself; empty for English names."""
    return SCHEMES.get(naming or ENGLISH, naming)


def fill_pattern(pattern: str, values: Mapping[str, str]) -> str:
    """A pattern with its slots filled."""
    return _SLOT.sub(lambda slot: values[slot[1]], pattern)


def slots_of(pattern: str) -> tuple[str, ...]:
    """Names of the slots of a pattern."""
    return tuple(_SLOT.findall(pattern))


def naming_faults(naming: str, place: Place) -> Iterator[Fault]:
    """T370 and T371 for a scheme, T372 and T373 for a slot that is not known, T374 to T376 for what makes no name."""
    if not naming or naming in SCHEMES:
        return
    slots, plain = slots_of(naming), _SLOT.sub("", naming)
    if not slots and _is_word(naming):
        yield _unknown(("T370", "T371"), naming, SCHEMES, place)
        return
    for slot in slots:
        if slot not in SLOTS:
            yield _unknown(("T372", "T373"), slot, SLOTS, place)
    if "product" not in slots and set(slots) <= set(SLOTS):
        yield Fault("T374", place, {"value": naming})
    if refused := sorted({*_REFUSED.findall(plain), *CONTROL.findall(plain)}):
        yield Fault("T375", place, {"value": " ".join(refused)})
    if len(plain) > LONGEST // 2 or _SUFFIX.search(plain):
        yield Fault("T376", place, {"value": plain, "most": LONGEST // 2})


def _is_word(naming: str) -> bool:
    """Whether this is meant for the name of a scheme: it has neither slots nor anything that could be one."""
    return re.fullmatch(r"[\w-]+", naming) is not None


def _unknown(codes: tuple[str, str], value: str, known: Iterable[str], place: Place) -> Fault:
    """A fault of the first code with a suggestion, of the second without one."""
    names = tuple(known)
    suggestion = did_you_mean(value.lower(), names)
    facts = {"value": value, "suggestion": suggestion, "known": names}
    return Fault(codes[0] if suggestion else codes[1], place, facts)
