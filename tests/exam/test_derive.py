"""Exercises from the principles themselves."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from modelcourse import bundle as course
from msgspec.structs import replace

from coursegen.exam import derive
from coursegen.model import Cards, CourseBundle, Entry, Steps
from coursegen.model.exam import ItemKind

WORDS = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=6)


def with_figure(figure: Cards | Steps | None) -> CourseBundle:
    """The sample course with a figure on the first core principle of its first lesson."""
    made = course()
    first = next(p for p in made.of(made.lessons[0]) if p.tier == "core")
    return replace(made, principles={**made.principles, first.id: replace(first, figure=figure)})


def entries(texts: list[str]) -> tuple[Entry, ...]:
    return tuple(Entry(f"第{n}", text) for n, text in enumerate(texts))


def test_the_last_clause_of_a_claim_is_filled_in() -> None:
    made = course()
    first = next(p for p in made.of(made.lessons[0]) if p.tier == "core")
    claimed = replace(
        made, principles={**made.principles, first.id: replace(first, claim="先问清谁来定，再去通知各方。")}
    )
    cloze = derive(claimed, claimed.lessons[0]).clozes[0]
    assert (cloze.before, cloze.answer, cloze.after) == ("先问清谁来定，", "再去通知各方", "。")


@given(st.lists(WORDS, min_size=3, max_size=6, unique=True))
def test_the_key_of_a_matching_finds_what_the_author_paired(texts: list[str]) -> None:
    made = with_figure(Cards("cards", entries(texts)))
    match = next(m for m in derive(made, made.lessons[0]).matches if m.id.endswith(".match"))
    assert [match.right["ABCDEF".index(letter)] for letter in match.key] == texts
    assert match.right != tuple(texts), "members stand in another order"


@given(st.lists(WORDS, min_size=3, max_size=6, unique=True))
def test_the_key_of_an_ordering_restores_the_order(texts: list[str]) -> None:
    made = with_figure(Steps("steps", tuple(Entry(text) for text in texts)))
    (order,) = derive(made, made.lessons[0]).orders
    assert [text for _, text in sorted(zip(order.key, order.shown, strict=True))] == texts
    assert order.shown != tuple(texts), "steps stand in another order"


def test_things_side_by_side_are_never_put_in_order() -> None:
    made = with_figure(Cards("cards", entries(["甲", "乙", "丙"])))
    assert derive(made, made.lessons[0]).matches
    assert not derive(made, made.lessons[0]).orders


def test_a_pair_that_gives_itself_away_and_two_pairs_make_no_matching() -> None:
    for items in (
        entries(["甲", "乙"]),
        (Entry("甲", "甲是甲"), Entry("乙", "说乙"), Entry("丙", "问"), Entry("丁", "答")),
    ):
        made = with_figure(Cards("cards", items))
        assert not [m for m in derive(made, made.lessons[0]).matches if m.id.endswith(".match")]


def test_no_blueprint_can_ask_for_an_exercise() -> None:
    kinds = get_args(ItemKind)
    assert "single" in kinds
    assert not {"cloze", "match", "matching", "order", "ordering"} & set(kinds)
