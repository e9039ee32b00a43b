"""Papers by lesson, and papers that leave items to others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from modelcourse import bundle as course
from msgspec.structs import replace

from coursegen.errors import FaultError, Place
from coursegen.exam import assemble, assemble_by_lesson
from coursegen.model import Blueprint, BlueprintSection, CourseBundle, Item, JudgeItem

HERE = Place("lessons/02.yaml", 1)


def judge(name: str, principle: str) -> Item:
    facts: dict[str, Any] = {"objective": "o", "bloom": "apply", "difficulty": "easy", "stem": name, "rationale": "r"}
    return JudgeItem(kind="judge", answer=True, id=name, principle=principle, points=1, source="s", **facts)


def with_items(names: Iterable[tuple[str, str]], *blueprints: Blueprint) -> CourseBundle:
    items = tuple(judge(name, principle) for name, principle in names)
    made = {blueprint.id: blueprint for blueprint in blueprints}
    return replace(course(), items=items, blueprints=made, places={"lesson.2": HERE})


def blueprint(name: str, count: int = 2, **facts: Any) -> Blueprint:
    return Blueprint(name, name, 5, (BlueprintSection("judge", count, 5.0),), **facts)


FIRST, SECOND = "p.none", "p.quote"
"""A principle of the first and one of the second lesson."""
EIGHT = [(f"q.{n}", FIRST if n < 4 else SECOND) for n in range(8)]


def test_each_lesson_has_a_paper_of_its_own_items_numbered_from_one() -> None:
    bundle = with_items(EIGHT, blueprint("check", scope="lesson"))
    made = assemble_by_lesson(bundle, bundle.blueprints["check"], bundle.lessons)
    assert [one.lesson.id for one in made] == ["lesson.1", "lesson.2"]
    for one in made:
        questions = [question for part in one.paper.sections for question in part.questions]
        assert [question.number for question in questions] == [1, 2]
        assert {question.item.principle for question in questions} <= set(one.lesson.principles)


def test_a_lesson_that_lacks_items_is_named() -> None:
    bundle = with_items(EIGHT[:5], blueprint("check", scope="lesson"))
    with pytest.raises(FaultError) as raised:
        assemble_by_lesson(bundle, bundle.blueprints["check"], bundle.lessons)
    assert [(fault.code, fault.place) for fault in raised.value.faults] == [("C601", HERE)]


def test_forms_in_a_chain_share_no_item() -> None:
    bundle = with_items(EIGHT, blueprint("a"), blueprint("b", excludes="a"), blueprint("c", 4, excludes="b"))
    a, b, c = (assemble(bundle, made, bundle.lessons).items for made in bundle.blueprints.values())
    assert len(a | b | c) == 8


def test_items_of_checks_can_be_left_out_of_a_paper() -> None:
    bundle = with_items(EIGHT, blueprint("check", scope="lesson"), blueprint("final", 4, excludes="check"))
    checks = assemble_by_lesson(bundle, bundle.blueprints["check"], bundle.lessons)
    final = assemble(bundle, bundle.blueprints["final"], bundle.lessons).items
    assert not final & frozenset().union(*(one.paper.items for one in checks))


def test_what_is_left_to_another_is_missed() -> None:
    bundle = with_items(EIGHT, blueprint("a", 6), blueprint("b", 3, excludes="a"))
    with pytest.raises(FaultError) as raised:
        assemble(bundle, bundle.blueprints["b"], bundle.lessons)
    assert raised.value.faults[0].facts["missing"] == 1


def test_statements_of_a_paper_are_true_and_false_by_turns() -> None:
    made = with_items(EIGHT, blueprint("a", 4))
    items = tuple(replace(item, answer=n < 6) for n, item in enumerate(made.items) if isinstance(item, JudgeItem))
    made = replace(made, items=items)
    (part,) = assemble(made, made.blueprints["a"], made.lessons).sections
    answers = [question.item.answer for question in part.questions if isinstance(question.item, JudgeItem)]
    assert sorted(answers) == [False, False, True, True]
