"""What sittings of the past say: usage of items, the last ones, trends."""

from __future__ import annotations

import pytest
from history_samples import class_of, renamed, result, sitting

from coursegen.exam.history import digest, last_sittings, only, trends, usages
from coursegen.model import ChoiceItem


def item(key: str, stem: str = "问？") -> ChoiceItem:
    return ChoiceItem(
        id=key, principle="p", objective="o", bloom="apply", difficulty="easy", points=2, stem=stem, rationale="因为",
        source="书", kind="single", options=("甲", "乙", "丙"), answer="A",
    )  # fmt: skip


def test_an_item_is_counted_at_every_sitting_that_had_it() -> None:
    now = digest(item("q.1"))
    first = sitting("2026-03-05", *class_of(8), digest=now)
    second = renamed(sitting("2026-06-05", *class_of(4), digest=now), paper="make-up")
    bank = [item(key) for key in ("q.1", "q.2", "q.3", "q.4")]
    found = {one.item: one for one in usages(bank, (first, second))}
    assert [(key, one.times, one.last) for key, one in found.items()] == [
        ("q.1", 2, "2026-06-05"), ("q.2", 2, "2026-06-05"), ("q.3", 2, "2026-06-05"), ("q.4", 0, ""),
    ]  # fmt: skip
    assert found["q.2"].p == pytest.approx(0.5, abs=1e-9)
    assert found["q.3"].p == pytest.approx((2 + 1) / 12, abs=1e-9)
    assert [(turn.date, turn.learners) for turn in found["q.1"].turns] == [("2026-03-05", 8), ("2026-06-05", 4)]
    assert found["q.4"].p is None


def test_flags_are_those_of_the_last_sitting_until_the_item_is_changed() -> None:
    kept = sitting("2026-03-05", *class_of(8), digest=digest(item("q.1")))
    (same,), (other,) = usages([item("q.1")], (kept,)), usages([item("q.1", "另问？")], (kept,))
    assert "easy" in same.flags
    assert not same.changed
    assert (other.flags, other.changed) == ((), True)


def test_an_item_whose_wording_was_not_kept_counts_as_unchanged() -> None:
    (found,) = usages([item("q.1")], (sitting("2026-03-05", *class_of(8), digest=""),))
    assert not found.changed


def test_options_and_keys_belong_to_the_wording() -> None:
    one, other = item("q.1"), item("q.1")
    assert digest(one) == digest(other)
    assert len({digest(one), digest(item("q.1", "另问？"))}) == 2


def test_a_new_paper_is_held_against_the_last_sittings_of_its_course() -> None:
    days = [f"2026-0{month}-01" for month in range(1, 7)]
    known = [sitting(day) for day in days]
    known += [renamed(sitting("2026-09-01"), course="other"), renamed(sitting("2026-08-01"), class_="mine")]
    found = last_sittings(known, "course", but="mine")
    assert [one.date for one in found] == days[:-4:-1]
    assert last_sittings(known, "course")[0].class_ == "mine"


def test_trends_are_means_and_passes_of_each_sitting() -> None:
    first = sitting("2026-03-05", result("a", (1, 1, 1)), result("b", (0, 0, 0)))
    second = sitting("2026-06-05", result("a", (1, 1, 1)), result("b", (1, 1, 0)))
    found = trends((first, sitting("2026-04-05"), second))
    assert [one.sitting.date for one in found] == ["2026-03-05", "2026-06-05"]
    assert [one.mean for one in found] == pytest.approx([50, 500 / 6], abs=1e-9)
    assert [one.passed for one in found] == pytest.approx([50, 100], abs=1e-9)
    assert found[1].objectives == pytest.approx({"obj.1": 75, "obj.0": 100}, abs=1e-9)
    assert found[0].alpha == pytest.approx(1, abs=1e-9)


def test_forms_with_other_items_are_analysed_apart() -> None:
    one = sitting("2026-03-05", result("a", (1, 1, 1)), result("b", (0, 1, 0)))
    alike = renamed(one, used=(*one.used, *(renamed(u, form="B") for u in one.used)))
    apart = renamed(one, used=(*one.used, renamed(one.used[0], form="B", item="q.9")))
    assert [group.form for group in alike.analysis()] == [""]
    assert [group.form for group in apart.analysis()] == ["A"]


def test_a_sitting_can_be_cut_down_to_one_learner() -> None:
    one = sitting("2026-03-05", result("a", (1, 1, 1)), result("b", (0, 1, 0)))
    assert [found.learner for found in only(one, {"b", "p-b"}).results] == ["b"]
