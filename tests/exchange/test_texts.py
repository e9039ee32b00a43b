"""Texts put together for platforms that have one field for them come apart as they were."""

from __future__ import annotations

import pytest
from bank_samples import TEXTS, questions
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from coursegen.exchange import KINDS, Question
from coursegen.exchange.separators import joined, parted, parts_safely
from coursegen.exchange.texts import (
    both,
    explained,
    grading,
    indented,
    logical_lines,
    marks_of,
    prompt,
    tags_of,
    with_both,
    with_explained,
    with_grading,
    with_prompt,
    with_tags,
)

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
ANY = questions(kinds=KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=30)
@given(question=ANY)
def test_material_and_stem_come_apart(language: str, question: Question) -> None:
    bare = replace(question, material="", stem="")
    assert with_prompt(bare, prompt(question, marks_of(language))) == question


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=30)
@given(question=ANY)
def test_rationale_and_source_come_apart(language: str, question: Question) -> None:
    bare = replace(question, rationale="", source="")
    assert with_explained(bare, explained(question, marks_of(language))) == question


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=30)
@given(question=questions(kinds=("short", "case", "correct", "judge-reason")))
def test_model_answer_and_rubric_come_apart(language: str, question: Question) -> None:
    bare = replace(question, answer="", reason="", rubric=())
    assert with_grading(bare, grading(question, marks_of(language))) == question


@settings(max_examples=30)
@given(question=questions(kinds=("short", "judge-reason")))
def test_all_of_them_come_apart_from_one_field(question: Question) -> None:
    bare = replace(question, rationale="", source="", answer="", reason="", rubric=())
    assert with_both(bare, both(question, marks_of("zh-Hans"))) == question


@settings(max_examples=30)
@given(question=ANY)
def test_tags_say_what_has_no_field_of_its_own(question: Question) -> None:
    bare = replace(question, principle="", objective="", bloom="", difficulty="", points=0, lines=0, fixed=False)
    assert with_tags(bare, tags_of(question)) == question


def test_a_foreign_tag_changes_nothing() -> None:
    question = Question(id="a", kind="short", stem="题", points=2)
    assert with_tags(question, ("2026", "points:many", "lines:-1", "主题：会务")) == question


@given(TEXTS)
def test_a_text_of_several_lines_is_one_logical_line(text: str) -> None:
    assert logical_lines(f"{indented(text)}\n下一行") == [text, "下一行"] or text.startswith("　　")


@example(["|", "甲"], "||")
@example(["甲|", "|乙", "\\"], "||")
@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(("；", "/", "|", "||")))
def test_texts_beside_one_another_come_apart(texts: list[str], separator: str) -> None:
    assert parted(joined(texts, separator, "\\"), separator, "\\") == tuple(texts)
    if parts_safely(texts, separator, ""):
        assert parted(joined(texts, separator, ""), separator, "") == tuple(texts)
