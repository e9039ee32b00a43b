"""Groups are balanced, spread people of one unit, and are always the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.classes.grouping import LEAST, MOST, group_roster
from coursegen.model import Participant


def people(count: int, units: int = 5) -> list[Participant]:
    return [Participant(n, f"人{n}", unit=f"单位{n % units}") for n in range(1, count + 1)]


@given(st.integers(1, 400), st.integers(6, 8))
def test_everybody_is_in_one_group_and_groups_differ_by_one_at_most(count: int, size: int) -> None:
    groups = group_roster(people(count), size)
    members = [person.turn for group in groups for person in group.members]
    sizes = [len(group.members) for group in groups]
    assert sorted(members) == list(range(1, count + 1))
    assert max(sizes) - min(sizes) <= 1
    assert max(sizes) <= MOST
    if count not in (1, 2, 3, 4, 5, 9, 10, 11, 17):
        assert min(sizes) >= LEAST


@pytest.mark.parametrize(("count", "size", "groups"), [(45, 7, 6), (45, 8, 6), (45, 6, 7), (1, 7, 1), (14, 7, 2)])
def test_the_number_of_groups_follows_the_size(count: int, size: int, groups: int) -> None:
    assert len(group_roster(people(count), size)) == groups


def test_people_of_one_unit_are_apart() -> None:
    groups = group_roster(people(30, units=6), 6)
    assert len(groups) == 5
    assert all(len({person.unit for person in group.members}) == 6 for group in groups)


def test_groups_given_stay_and_others_join_the_smallest() -> None:
    given_ = [Participant(1, "甲", group="红组"), Participant(2, "乙"), Participant(3, "丙", group="蓝组"),
              Participant(4, "丁", group="红组")]  # fmt: skip
    groups = group_roster(given_, 7)
    assert [(g.name, [p.name for p in g.members]) for g in groups] == [("红组", ["甲", "丁"]), ("蓝组", ["乙", "丙"])]
    assert all(person.group == group.name for group in groups for person in group.members)


def test_the_same_roster_makes_the_same_groups() -> None:
    assert group_roster(people(45), 7) == group_roster(people(45), 7)
