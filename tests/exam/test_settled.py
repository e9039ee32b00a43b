"""Papers whose items are settled, and items that no new paper takes."""

from __future__ import annotations

from typing import Any

import pytest
from bank_samples import HOSTILE
from modelcourse import bundle as course
from msgspec.structs import replace

from coursegen.errors import FaultError, Place
from coursegen.exam import assemble, parallel
from coursegen.exam.settled import row_of, settled
from coursegen.model import Blueprint, BlueprintSection, CourseBundle, JudgeItem, OpenItem, RubricLine

HERE = Place("classes/may.yaml")
SECTIONS = (BlueprintSection("judge", 2, 5.0), BlueprintSection("short", 1, 10.0))


def bank(*, review: frozenset[str] = frozenset()) -> CourseBundle:
    facts: dict[str, Any] = {
        "principle": "p.none", "objective": "o", "bloom": "apply", "difficulty": "easy", "rationale": "r", "source": "s"
    }  # fmt: skip
    closed = [JudgeItem(kind="judge", answer=True, id=f"j.{n}", stem=HOSTILE[n], points=1, **facts) for n in range(4)]
    opened = [
        OpenItem(kind="short", answer="a", rubric=(RubricLine("x", points),), id=f"s.{points}", stem="s", points=points,
                 **facts)
        for points in (10, 8)
    ]  # fmt: skip
    items = tuple(replace(item, review="看一看" if item.id in review else "") for item in (*closed, *opened))
    return replace(course(), items=items, places={"final/fixed": HERE})


def blueprint(*rows: tuple[str, ...]) -> Blueprint:
    return Blueprint("final", "结业", 30, SECTIONS, fixed=rows)


def test_a_settled_paper_has_the_items_that_are_named_in_their_order() -> None:
    bundle = bank()
    paper = assemble(bundle, blueprint(("j.3", "j.0", "s.10")), bundle.lessons)
    assert row_of(paper) == ("j.3", "j.0", "s.10")
    assert [q.number for part in paper.sections for q in part.questions] == [1, 2, 3]
    assert (paper.points, [part.points for part in paper.sections]) == (20, [10, 10])


def test_every_parallel_form_has_its_own() -> None:
    bundle = bank()
    made = parallel(bundle, blueprint(("j.3", "j.0", "s.10"), ("j.1", "j.2", "s.10")), bundle.lessons, "AB")
    assert [(paper.form, row_of(paper)) for paper in made] == [
        ("A", ("j.3", "j.0", "s.10")), ("B", ("j.1", "j.2", "s.10")),
    ]  # fmt: skip


@pytest.mark.parametrize(("names", "codes"), [
    (("j.3", "j.9", "s.10"), {"C606"}),
    (("j.3", "j.0"), {"C607"}),
    (("j.3", "j.0", "s.10", "j.1"), {"C607"}),
    (("j.3", "j.3", "s.10"), {"C608"}),
    (("j.3", "s.10", "j.0"), {"C608"}),
    (("j.3", "j.0", "s.8"), {"C608"}),
])  # fmt: skip
def test_items_that_are_not_there_or_do_not_fit_are_told_at_the_class(names: tuple[str, ...], codes: set[str]) -> None:
    bundle = bank()
    with pytest.raises(FaultError) as raised:
        settled(bundle, blueprint(names), bundle.lessons, names)
    assert {fault.code for fault in raised.value.faults} == codes
    assert {fault.place for fault in raised.value.faults} == {HERE}


def test_an_item_under_review_is_in_no_new_paper_but_stays_in_a_settled_one() -> None:
    bundle = bank(review=frozenset({"j.0", "j.1"}))
    assert assemble(bundle, blueprint(), bundle.lessons).items == {"j.2", "j.3", "s.10"}
    fixed = ("j.0", "j.1", "s.10")
    assert row_of(assemble(bundle, blueprint(fixed), bundle.lessons)) == fixed


def test_what_was_used_before_comes_last_in_every_form() -> None:
    bundle = bank()
    first, second = parallel(bundle, blueprint(), bundle.lessons, "AB", before={"j.0": 1, "j.1": 1})
    assert row_of(first)[:2] == ("j.2", "j.3") or row_of(first)[:2] == ("j.3", "j.2")
    assert set(row_of(second)[:2]) == {"j.0", "j.1"}
