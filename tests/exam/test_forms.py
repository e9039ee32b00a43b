"""Forms of a paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modelcourse import bundle as course
from msgspec.structs import replace

from coursegen.exam import Paper, PaperPart, PaperQuestion, likenesses, parallel, shuffled
from coursegen.exam.forms import is_pinned
from coursegen.model import Blueprint, BlueprintSection, ChoiceItem
from coursegen.model.item import Item

Kind = Literal["single", "multiple"]


def choice(name: str, answer: str, options: Sequence[str], kind: Kind = "single") -> ChoiceItem:
    facts: dict[str, Any] = {"objective": "o", "bloom": "apply", "difficulty": "easy", "stem": "怎么办", "source": "s"}
    return ChoiceItem(
        kind=kind, id=name, principle="p.none", points=1, options=tuple(options), answer=answer, rationale="r", **facts
    )


def paper_of(*items: Item) -> Paper:
    questions = tuple(PaperQuestion(n, 1, item) for n, item in enumerate(items, 1))
    return Paper("测试", 10, len(items), "规则", (PaperPart("single", 1, len(items), questions),))


def asked(paper: Paper) -> Iterator[ChoiceItem]:
    for part in paper.sections:
        for question in part.questions:
            assert isinstance(question.item, ChoiceItem)
            yield question.item


def right(item: ChoiceItem) -> set[str]:
    return {item.options["ABCDEFGHIJ".index(letter)] for letter in item.answer}


OPTIONS = st.lists(st.text("甲乙丙丁戊己", min_size=1, max_size=5), min_size=3, max_size=6, unique=True)


@st.composite
def items(draw: st.DrawFn) -> ChoiceItem:
    options = draw(OPTIONS)
    letters = "ABCDEF"[: len(options)]
    chosen = draw(st.sets(st.sampled_from(letters), min_size=1, max_size=len(letters) - 1))
    kind: Kind = "single" if len(chosen) == 1 else "multiple"
    return choice(draw(st.uuids()).hex, "".join(sorted(chosen)), options, kind)


@given(st.lists(items(), min_size=1, max_size=8), st.text(max_size=3), st.sampled_from("BCD"))
def test_the_key_follows_its_options_into_every_form(made: list[ChoiceItem], seed: str, form: str) -> None:
    before = {item.id: item for item in made}
    turned = list(asked(shuffled(paper_of(*made), seed, form)))
    assert len(turned) == len(made)
    for item in turned:
        assert sorted(item.options) == sorted(before[item.id].options)
        assert right(item) == right(before[item.id])
        assert list(item.answer) == sorted(item.answer)


@given(st.text(max_size=3), st.sampled_from("BCD"))
def test_keys_of_a_form_are_spread_over_the_letters_and_numbers_run_through(seed: str, form: str) -> None:
    made = paper_of(*(choice(f"q{n}", "A", "甲乙丙丁") for n in range(12)))
    turned = shuffled(made, seed, form)
    assert Counter(item.answer for item in asked(turned)) == dict.fromkeys("ABCD", 3)
    assert [q.number for part in turned.sections for q in part.questions] == list(range(1, 13))
    assert shuffled(made, seed, form) == turned


def test_form_a_is_the_paper_itself_and_forms_differ() -> None:
    made = paper_of(*(choice(f"q{n}", "A", "甲乙丙丁") for n in range(6)))
    assert shuffled(made, "s", "A") == replace(made, form="A")
    orders = {form: [item.id for item in asked(shuffled(made, "s", form))] for form in "ABC"}
    assert orders["A"] != orders["B"] != orders["C"] != orders["A"]


@pytest.mark.parametrize(
    "item",
    [
        choice("q", "B", ["1天", "2天", "3天"]),
        choice("q", "A", ["10%", "5.5%", "1%"]),
        choice("q", "C", ["甲", "乙", "以上都对"]),
        choice("q", "C", ["甲", "乙", "A和B"]),
        replace(choice("q", "B", ["甲", "乙", "丙"]), rationale="A项说得太满"),
        replace(choice("q", "B", ["甲", "乙", "丙"]), fixed=True),
    ],
    ids=["rising", "falling", "all of the above", "letters in an option", "letters in the rationale", "marked"],
)
def test_options_that_have_an_order_of_their_own_stay(item: ChoiceItem) -> None:
    assert is_pinned(item)
    assert next(asked(shuffled(paper_of(item), "s", "B"))) == item


def test_options_that_only_speak_of_more_than_two_are_not_pinned() -> None:
    assert not is_pinned(choice("q", "A", ["两人以上到场", "一人到场", "不到场"]))
    assert not is_pinned(choice("q", "A", ["3天内办完5件", "2天内办完", "当天办完"]))


def blueprint(number: int) -> Blueprint:
    return Blueprint("final", "测试", 10, (BlueprintSection("single", number, 1.0),))


def test_parallel_forms_share_nothing_while_the_bank_lasts_and_say_what_they_share_after() -> None:
    made = course()
    bank = tuple(choice(f"q{n}", "A", "甲乙丙丁") for n in range(10))
    papers = parallel(replace(made, items=bank), blueprint(4), made.lessons, "ABC")
    assert [paper.form for paper in papers] == ["A", "B", "C"]
    shared = {(like.first, like.second): like.common for like in likenesses(papers)}
    assert shared["A", "B"] == 0
    assert shared["A", "C"] + shared["B", "C"] == 2, "ten items make two papers of four, and half of a third"
    assert {like.items for like in likenesses(papers)} == {4}


def test_items_used_before_come_last_but_before_those_of_another_form() -> None:
    made = course()
    bank = tuple(choice(f"q{n}", "A", "甲乙丙丁") for n in range(8))
    old = {f"q{n}": 3 for n in (0, 2, 5, 7)}
    first, second = parallel(replace(made, items=bank), blueprint(4), made.lessons, "AB", before=old)
    assert (first.items, second.items) == ({"q1", "q3", "q4", "q6"}, set(old))


def test_settled_forms_are_made_as_far_as_they_are_asked_for() -> None:
    made = course()
    bank = tuple(choice(f"q{n}", "A", "甲乙丙丁") for n in range(3))
    asked_for = replace(blueprint(1), fixed=(("q2",), ("q0",), ("q1",)))
    papers = parallel(replace(made, items=bank), asked_for, made.lessons, "AB")
    assert [(paper.form, paper.items) for paper in papers] == [("A", {"q2"}), ("B", {"q0"})]


def orders(paper: Paper) -> list[tuple[str, ...]]:
    """The options of every question, by id."""
    return [item.options for item in sorted(asked(paper), key=lambda item: item.id)]


SIX = tuple(choice(f"i{n}", "A", ["甲", "乙", "丙", "丁", "戊", "己"], "multiple") for n in range(6))


def test_a_form_bears_its_letter() -> None:
    assert [shuffled(paper_of(*SIX), "s", form).form for form in "AB"] == ["A", "B"]


def test_every_question_has_an_order_of_options_of_its_own() -> None:
    assert len(set(orders(shuffled(paper_of(*SIX), "s", "B")))) == len(SIX)


def test_seed_and_form_change_the_order_of_questions_and_of_options() -> None:
    made = [shuffled(paper_of(*SIX), seed, form) for seed in ("s", "t") for form in "BC"]
    assert len({tuple(item.id for item in asked(paper)) for paper in made}) == len(made)
    assert len({tuple(orders(paper)) for paper in made}) == len(made)


def test_letters_that_pinned_questions_hold_are_counted_when_keys_are_spread() -> None:
    pinned = [replace(choice(f"p{n}", "A", ["甲", "乙"]), fixed=True) for n in range(3)]
    free = [choice(f"f{n}", "A", ["甲", "乙"]) for n in range(3)]
    keys = Counter(item.answer for item in asked(shuffled(paper_of(*pinned, *free), "s", "B")))
    assert keys == {"A": 3, "B": 3}


def test_options_with_numbers_in_several_wordings_are_in_no_order() -> None:
    assert not is_pinned(choice("q", "A", ["1天办结", "2天报告", "3天答复"]))
    assert not is_pinned(choice("q", "A", ["1天办结", "2天办结", "3天报告"]))
    assert not is_pinned(choice("q", "A", ["1天办结", "2天报告", "没有期限"]))
    assert not is_pinned(choice("q", "A", ["1到3天", "2到4天", "3到5天"]))


def test_the_letter_of_a_single_key_hangs_on_the_seed_and_on_the_question() -> None:
    def key(name: str, seed: str) -> str:
        return next(asked(shuffled(paper_of(choice(name, "A", "甲乙丙丁")), seed, "B"))).answer

    assert {key("q", f"s{n}") for n in range(20)} == set("ABCD")
    assert {key(f"q{n}", "s") for n in range(20)} == set("ABCD")


def test_a_form_printed_last_year_comes_out_the_same_today() -> None:
    made = shuffled(paper_of(*(choice(f"q{n}", "A", "甲乙丙丁") for n in range(4))), "2026", "B")
    assert [(item.id, "".join(item.options), item.answer) for item in asked(made)] == [
        ("q3", "丁丙乙甲", "D"),
        ("q2", "甲丁乙丙", "A"),
        ("q0", "丙甲乙丁", "B"),
        ("q1", "丙乙甲丁", "C"),
    ]
