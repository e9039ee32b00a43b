"""Which layout of a base serves which role: structure and geometry decide, type and name only rank what they let pass.

The weights come from a study of 36 real templates; names and types of layouts lie there more often than not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coursegen.layout.geometry import SlideRole
from coursegen.office.deck.anatomy import Anatomy, Holder
from coursegen.office.deck.names import AVOID, NAMES

ROLES: tuple[SlideRole, ...] = ("cover", "section", "title-body", "two-body", "title-only", "quote", "closing", "blank")
_FLOOR: Mapping[SlideRole, int] = {
    "cover": 20,
    "section": 18,
    "title-body": 20,
    "two-body": 20,
    "title-only": 15,
    "quote": 55,
    "closing": 50,
    "blank": 15,
}
"""Least score of a layout that takes a role."""

_BODY_KINDS = frozenset({"body", "obj", "tbl", "chart", "dgm", "media", "clipArt"})

_TYPES: Mapping[SlideRole, Mapping[str, int]] = {
    "cover": {"title": 60, "titleOnly": -20},
    "section": {"secHead": 60},
    "title-body": {"obj": 60, "tx": 55, "objOnly": 10},
    "two-body": {"twoObj": 60, "twoColTx": 55, "twoTxTwoObj": 35, "objTx": 15, "txAndObj": 40, "objAndTx": 40},
    "title-only": {"titleOnly": 60},
    "quote": {},
    "closing": {},
    "blank": {"blank": 60},
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the scoring looks at; `share` of the slide for areas, `where` (0 top … 1 bottom) for the title's middle."""

    layout: Anatomy
    width: int
    height: int
    title: Holder | None
    subtitles: tuple[Holder, ...]
    bodies: tuple[Holder, ...]
    big: tuple[Holder, ...]
    pictures: tuple[Holder, ...]

    def share(self, holder: Holder) -> float:
        """Part of the slide that a placeholder takes."""
        return holder.area / (self.width * self.height)

    @property
    def where(self) -> float:
        """Height of the title's middle."""
        return (self.title.rect.y + self.title.rect.h / 2) / self.height if self.title else 0


def facts(layout: Anatomy, width: int, height: int) -> Facts:
    """The facts of a layout on a slide of this size."""
    titles = [h for h in layout.holders if h.kind in ("title", "ctrTitle")]
    bodies = tuple(h for h in layout.holders if h.kind in _BODY_KINDS and not h.vertical)
    return Facts(
        layout,
        width,
        height,
        titles[0] if titles else None,
        tuple(h for h in layout.holders if h.kind == "subTitle"),
        bodies,
        tuple(h for h in bodies if h.area >= 0.10 * width * height),
        tuple(h for h in layout.holders if h.kind == "pic"),
    )


def pair(found: Facts) -> tuple[Holder, Holder] | None:
    """Two big bodies side by side, left and right."""
    for i, one in enumerate(found.big):
        for other in found.big[i + 1 :]:
            left, right = sorted((one, other), key=lambda h: h.rect.x)
            level = abs(left.rect.y - right.rect.y) < 0.08 * found.height
            if level and left.rect.right <= right.rect.x + 0.03 * found.width:
                return left, right
    return None


def score(found: Facts, role: SlideRole) -> int:
    """How well a layout serves a role."""
    return (
        _STRUCTURE[role](found) + _labels(found.layout, role) + min(16, 3 * found.layout.used) - 3 * found.layout.master
    )


def _labels(layout: Anatomy, role: SlideRole) -> int:
    name = layout.name.strip()
    points = _TYPES[role].get(layout.type, 0)
    named = NAMES[role].search(name)
    if named:
        points += 30
    elif any(pattern.search(name) for other, pattern in NAMES.items() if other != role):
        points -= 8
    if role not in ("quote", "closing") and AVOID.search(name):
        points -= 25
    if role in ("title-body", "two-body", "title-only") and layout.type == "title":
        points -= 40
    return points - (40 if any(h.vertical for h in layout.holders) else 0)


def _cover(found: Facts) -> int:
    if found.title is None:
        return -200
    low = found.title.rect.bottom > 0.30 * found.height
    return (
        (20 if found.title.kind == "ctrTitle" else 0)
        + (15 if found.subtitles else 0)
        + (8 if low else 0)
        - 12 * len(found.big)
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
    "closing": _closing,
    "blank": _blank,
}


def map_roles(layouts: Sequence[Anatomy], width: int, height: int) -> dict[SlideRole, Facts]:
    """The best layout for each role that has one good enough, all of one master (cover and section from any)."""
    every = [facts(layout, width, height) for layout in layouts]
    master = _best_master(every)
    chosen: dict[SlideRole, Facts] = {}
    for role in ROLES:
        own = [f for f in every if f.layout.master == master]
        best = _best(own, role) or (_best(every, role) if role in ("cover", "section", "closing") else None)
        if best is not None:
            chosen[role] = best
    return chosen


def _best(found: Sequence[Facts], role: SlideRole) -> Facts | None:
    good = [f for f in found if score(f, role) >= _FLOOR[role]]
    return max(good, key=lambda f: score(f, role), default=None)


def _best_master(every: Sequence[Facts]) -> int:
    """The master whose layouts serve the roles best, with evidence of use; the first of equals."""
    masters = sorted({f.layout.master for f in every})

    def worth(master: int) -> int:
        own = [f for f in every if f.layout.master == master]
        used = sum(f.layout.used for f in own)
        return sum(max(0, *(score(f, role) for f in own)) for role in ROLES) + min(30, 3 * used) - 4 * master

    return max(masters, key=worth)
