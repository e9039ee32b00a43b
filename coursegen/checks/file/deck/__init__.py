"""A presentation of anybody's → what an audience, a reader or a printer will trip over."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

from coursegen.checks.file.deck.alt import alt_faults, order_faults
from coursegen.checks.file.deck.contrast import contrast_faults
from coursegen.checks.file.deck.overflow import overflow_faults
from coursegen.checks.file.deck.page import Deck, open_deck
from coursegen.checks.file.deck.titles import title_faults
from coursegen.checks.parts import Package
from coursegen.errors import Fault

_GRAVE = (overflow_faults, contrast_faults, alt_faults, title_faults)


def _more(*, mono: bool, small: bool) -> tuple[Callable[[Deck], Iterator[Fault]], ...]:
    """Checks that find no errors, and those of a print in black and white; what a build makes is put to neither."""
    from coursegen.checks.file.deck.breaks import break_faults
    from coursegen.checks.file.deck.fonts import font_faults
    from coursegen.checks.file.deck.mono import mono_faults

    return (*((order_faults, font_faults, break_faults) if small else ()), *((mono_faults,) if mono else ()))


def judge_deck(package: Package, *, mono: bool = False, small: bool = True) -> list[Fault]:
    """Faults K201 to K242 of a presentation, by slide, with `mono` also K401 to K403.

    Without `small` only the checks that can find errors.
    """
    return judge_slides(open_deck(package), mono=mono, small=small)


def judge_slides(deck: Deck, *, mono: bool = False, small: bool = True) -> list[Fault]:
    """The same of a presentation that was opened."""
    checks = (*_GRAVE, *(_more(mono=mono, small=small) if mono or small else ()))
    return sorted((fault for check in checks for fault in check(deck)), key=_slide)


def _slide(fault: Fault) -> int:
    """Number of the slide that a fault is on; those of the whole file come last."""
    found = re.match(r"slide (\d+)", fault.place.inside)
    return int(found[1]) if found else sys.maxsize
