"""Which layout of a base serves which role: structure and geometry decide, type and name only rank what they let pass.

The weights come from a study of 36 real templates; names and types of layouts lie there more often than not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coursegen.layout.geometry import SlideRole
from coursegen.office.deck.anatomy import Anatomy
from coursegen.office.deck.facts import Facts, pair
from coursegen.office.deck.names import AVOID, NAMES, says

ROLES: tuple[SlideRole, ...] = (
    "cover",
    "section",
    "title-body",
    "two-body",
    "title-only",
    "quote",
    "activity",
    "closing",
    "blank",
)
FLOOR: Mapping[SlideRole, int] = {
    "cover": 20,
    "section": 18,
    "title-body": 20,
    "two-body": 20,
    "title-only": 15,
    "quote": 55,
    "activity": 55,
    "closing": 50,
    "blank": 15,
}
"""Least score of a layout that takes a role."""

HIGH, MEDIUM = 60, 35
"""Scores from which a choice is sure, or nearly so."""

_TYPES: Mapping[SlideRole, Mapping[str, int]] = {
    "cover": {"title": 60, "titleOnly": -20},
    "section": {"secHead": 60},
    "title-body": {"obj": 60, "tx": 55, "objOnly": 10},
    "two-body": {"twoObj": 60, "twoColTx": 55, "twoTxTwoObj": 35, "objTx": 15, "txAndObj": 40, "objAndTx": 40},
    "title-only": {"titleOnly": 60},
    "quote": {},
    "activity": {},
    "closing": {},
    "blank": {"blank": 60},
}


_LARGE = 0.22
"""Least part of the slide of a body that no cover and no section has, where the title stands low."""

_FIRST = 15
"""What it tells of a cover that its master lists it first and somebody drew on it."""

_OPENS = 15
"""What it tells of a cover that the first sample slide stands on it."""


def score(found: Facts, role: SlideRole) -> int:
    """How well a layout serves a role."""
    opens = _OPENS if role == "cover" and found.layout.use.opens else 0
    return (
        _STRUCTURE[role](found)
        + _labels(found.layout, role)
        + min(16, 3 * found.layout.use.later)
        + opens
        - 3 * found.layout.master
    )


def _labels(layout: Anatomy, role: SlideRole) -> int:
    name = layout.name.strip()
    points = _TYPES[role].get(layout.type, 0)
    if says(name, NAMES[role]):
        points += 30
    elif any(says(name, pattern) for other, pattern in NAMES.items() if other != role):
        points -= 8
    if role not in ("quote", "activity", "closing") and says(name, AVOID):
        points -= 25
    if role in ("title-body", "two-body", "title-only") and layout.type == "title":
        points -= 40
    return points - (40 if any(h.vertical for h in layout.holders) else 0)


def _cover(found: Facts) -> int:
    if found.title is None:
        return -200
    low = found.title.rect.bottom > 0.30 * found.height
    large = [b for b in found.big if found.share(b) >= _LARGE or not low]
    return (
        (20 if found.title.kind == "ctrTitle" else 0)
        + (15 if found.subtitles else 0)
        + (8 if low else 0)
        + (_FIRST if low and found.layout.index == 0 and found.layout.drawn else 0)
        - 12 * len(large)
    )


def _section(found: Facts) -> int:
    if found.title is None:
        return -200
    gate = -80 if any(found.share(b) >= 0.25 for b in found.big) else 0
    few = 8 if not found.big and len(found.bodies) <= 2 else 0
    cover = -5 if found.title.kind == "ctrTitle" or found.subtitles else 0
    return gate + few + cover + (12 if found.where > 0.35 else 0) - 12 * max(0, len(found.big) - 1)


def _title_body(found: Facts) -> int:
    points = 0 if found.title else -45
    if len(found.big) == 1:
        points += 25 + int(min(found.share(found.big[0]), 0.6) * 30)
    else:
        points -= 15 * (len(found.big) - 1) if found.big else 60
    return points - 12 * len(found.pictures) - (25 if found.where > 0.4 else 0)


def _two_body(found: Facts) -> int:
    both = pair(found)
    points = (0 if found.title else -45) - 12 * len(found.pictures)
    if both is None:
        return points - 70
    small, large = sorted(h.area for h in both)
    return points + 25 + int(10 * small / large) - 10 * (len(found.big) - 2)


def _title_only(found: Facts) -> int:
    if found.title is None:
        return -60
    others = len(found.bodies) + len(found.subtitles) + len(found.pictures)
    return (30 if not others else -15 * others) - (25 if found.where > 0.35 else 0)


def _quote(found: Facts) -> int:
    """Only a layout that calls itself one, with room for the words."""
    return 30 if found.title and found.bodies else -200


def _activity(found: Facts) -> int:
    """Only a layout that calls itself one, all of whose room is free."""
    return 30 if found.title and not (found.bodies or found.subtitles or found.pictures) else -200


def _closing(found: Facts) -> int:
    if found.title is None or any(found.share(b) >= 0.25 for b in found.big):
        return -200
    return 25 + (5 if found.where > 0.3 else 0)


def _blank(found: Facts) -> int:
    count = (1 if found.title else 0) + len(found.bodies) + len(found.subtitles) + len(found.pictures)
    return 30 if count == 0 else -30 * count


_STRUCTURE: Mapping[SlideRole, Callable[[Facts], int]] = {
    "cover": _cover,
    "section": _section,
    "title-body": _title_body,
    "two-body": _two_body,
    "title-only": _title_only,
    "quote": _quote,
    "activity": _activity,
    "closing": _closing,
    "blank": _blank,
}
