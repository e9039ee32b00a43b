"""Which layouts a deck is made with: one master for its content, the best layout of it for each role."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.layout.geometry import SlideRole
from coursegen.office.deck.anatomy import Anatomy
from coursegen.office.deck.facts import Facts, facts, is_cover_ground
from coursegen.office.deck.roles import FLOOR, ROLES, score

_ESSENTIAL: tuple[SlideRole, ...] = ("section", "title-body", "title-only")
_ENOUGH = 60
"""A layout that scores this serves well; more only says that its name and type are the usual ones."""


def choose(layouts: Sequence[Anatomy], width: int, height: int) -> dict[SlideRole, Facts]:
    """The best layout for each role that has one good enough, of one master.

    The cover is the layout the first sample stands on when it can be one, else one of any master; a section or closing
    slide of another master is taken only when samples use it.
    """
    every = [facts(layout, width, height) for layout in layouts]
    master = best_master(every)
    chosen: dict[SlideRole, Facts] = {}
    for role in ROLES:
        own = [f for f in every if f.layout.master == master]
        best = _best(own, role) or (_best(_elsewhere(every, role), role))
        if best is not None:
            chosen[role] = best
    return _with_cover(chosen, [f for f in every if f.layout.use.opens])


def _with_cover(chosen: dict[SlideRole, Facts], opening: Sequence[Facts]) -> dict[SlideRole, Facts]:
    """The layout of the first sample as cover; none at all when that one is meant for covers and lacks only a title."""
    opener = _best(opening, "cover")
    if opener:
        return {**chosen, "cover": opener}
    if any(is_cover_ground(f.layout) for f in opening):
        return {role: f for role, f in chosen.items() if role != "cover"}
    return chosen


def _elsewhere(every: Sequence[Facts], role: SlideRole) -> list[Facts]:
    match role:
        case "section" | "closing":
            return [f for f in every if f.layout.use.later]
        case "cover":
            return [f for f in every if f.layout.drawn or f.layout.use.later]
        case _:
            return []


def _best(found: Sequence[Facts], role: SlideRole) -> Facts | None:
    good = [f for f in found if score(f, role) >= FLOOR[role]]
    return max(good, key=lambda f: score(f, role), default=None)


def best_master(every: Sequence[Facts]) -> int:
    """The master whose layouts serve content best, samples use, and somebody has drawn on; the first of equals."""
    return max(sorted({f.layout.master for f in every}), key=lambda master: _worth(every, master))


def _worth(every: Sequence[Facts], master: int) -> float:
    own = [f for f in every if f.layout.master == master]
    serving = [f for role in _ESSENTIAL if (f := _best(own, role))]
    points: float = sum(max(0, *(min(_ENOUGH, score(f, role)) for f in own)) for role in _ESSENTIAL)
    points += 60 if any(f.layout.use.later for f in own) else 20 if any(f.layout.use.opens for f in own) else 0
    points += 40 if any(f.layout.drawn for f in serving) else 0
    return points + 100 * max(f.layout.use.room for f in own) - 4 * master
