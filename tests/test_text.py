"""What is known of characters and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.text import NO_LINE_END, NO_LINE_START, chinese_number, collapse, counted, did_you_mean, is_han, is_wide


@pytest.mark.parametrize("char", "汉，。“”…—　Ａ〇㊟")
def test_chinese_characters_and_punctuation_are_wide(char: str) -> None:
    assert is_wide(char)


@pytest.mark.parametrize("char", "aZ0,.'\"-é½")
def test_latin_characters_are_narrow(char: str) -> None:
    assert not is_wide(char)


@pytest.mark.parametrize("char", "汉，㐀龥𠀀Ａ")
def test_han_and_its_punctuation_are_han(char: str) -> None:
    assert is_han(char)


def test_quotes_may_not_stand_on_the_wrong_side_of_a_line_break() -> None:
    assert "”" in NO_LINE_START
    assert "“" in NO_LINE_END
    assert (NO_LINE_START & NO_LINE_END).issubset("·．")


@pytest.mark.parametrize(
    ("text", "collapsed"),
    [
        ("办公室 主任", "办公室主任"),
        ("  收到\n  请办理  ", "收到请办理"),
        ("PPT 课件", "PPT 课件"),
        ("two\t words", "two words"),
        ("", ""),
        ("第　一", "第一"),
    ],
)
def test_white_space_collapses_and_vanishes_between_han(text: str, collapsed: str) -> None:
    assert collapse(text) == collapsed


@given(st.text())
def test_collapsing_twice_changes_nothing_more(text: str) -> None:
    assert collapse(collapse(text)) == collapse(text)


@given(st.text())
def test_collapsing_keeps_every_visible_character(text: str) -> None:
    assert "".join(collapse(text).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (25, "二十五"), (100, "一百"), (105, "一百零五"),
        (110, "一百一十"), (112, "一百一十二"), (120, "一百二十"), (999, "九百九十九"),
    ],
)  # fmt: skip
def test_numbers_read_as_a_chinese_would_say_them(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_numbers_are_all_different() -> None:
    assert len({chinese_number(number) for number in range(1, 1000)}) == 999


def test_the_nearest_word_is_meant_and_a_far_one_is_not() -> None:
    assert did_you_mean("hand-out", ["deck", "handout"]) == "handout"
    assert did_you_mean("xyz", ["deck", "handout"]) == ""


def test_the_word_beside_a_number_goes_with_it() -> None:
    text = "{n} {n:lesson|lessons}, {total}"
    assert [counted(text, {"n": n}) for n in (1, 2)] == ["{n} lesson, {total}", "{n} lessons, {total}"]
    assert counted("{a} of {b}", {"a": 1}) == "{a} of {b}"
