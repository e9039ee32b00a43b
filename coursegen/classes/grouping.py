"""Groups of a class: of 6 to 8, of one size as near as can be, people of one unit apart; always the same."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from coursegen.model import Group, Participant

LEAST, MOST = 6, 8
"""People in a group, where the number of people allows."""


def group_roster(roster: Sequence[Participant], size: int) -> tuple[Group, ...]:
    """The groups of a roster, near to `size` people each. A group that the roster gives is kept.

    Others are dealt out one by one to the smallest group, people of one unit one after the other, so that they are
    spread over the groups; in a group people stand as in the roster.
    """
    given = list(dict.fromkeys(person.group for person in roster if person.group))
    number = len(given) or group_count(len(roster), size)
    names = given or [str(n) for n in range(1, number + 1)]
    members: dict[str, list[Participant]] = {name: [p for p in roster if p.group == name] for name in names}
    for person in _by_unit([p for p in roster if not p.group]):
        name = min(names, key=lambda n: len(members[n]))
        members[name].append(replace(person, group=name))
    made = (Group(name, tuple(sorted(members[name], key=lambda p: p.turn))) for name in names)
    return tuple(group for group in made if group.members)


def group_count(people: int, size: int) -> int:
    """How many groups: as near to `size` as can be, none over 8, none under 6 if that can be had."""
    number = max(1, (2 * people + size) // (2 * size), -(-people // MOST))
    while number > 1 and people // number < LEAST and -(-people // (number - 1)) <= MOST:
        number -= 1
    return number


def _by_unit(people: Sequence[Participant]) -> list[Participant]:
    """People of one unit one after the other, units in the order in which they first appear."""
    units = list(dict.fromkeys(person.affiliation for person in people))
    return sorted(people, key=lambda person: (units.index(person.affiliation), person.turn))
