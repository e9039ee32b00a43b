import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from coursegen.templating.filters import (
    batch,
    blanks,
    clip,
    clock,
    cn,
    decimals,
    gap,
    hour,
    listed,
    periods,
    position,
    replace,
)
from coursegen.templating.markdown import md
from coursegen.templating.refusal import RefusalError


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("**甲**乙*丙*", "<b>甲</b>乙<term>丙</term>"),
        ("**“甲”**乙", "<b>“甲”</b>乙"),
        ("甲**（乙）**。丙", "甲<b>（乙）</b>。丙"),
        ("**甲*乙*丙**", "<b>甲<term>乙</term>丙</b>"),
        ("`a < b`", "a &lt; b"),
        (r"\*甲\*", "*甲*"),
        ("____ _a_ __b__", "____ _a_ __b__"),
        ("# 甲\n- 乙\n1. 丙", "# 甲<br/>- 乙<br/>1. 丙"),
        (
            "[甲](http://x) ![乙](y) <b>丙</b> &amp; ~~丁~~",
            "[甲](http://x) ![乙](y) &lt;b&gt;丙&lt;/b&gt; &amp;amp; ~~丁~~",
        ),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**甲", "**甲"),
        ("", ""),
    ],
)
def test_markdown_knows_strong_and_term_and_nothing_else(text, markup):
    assert md(text) == markup


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="*`\\"), max_size=80))
def test_text_without_marks_comes_out_of_markdown_as_it_went_in(text):
    assert md(text).unescape() == text


@given(st.text(alphabet="*`\\ 甲a“”\n<&", max_size=40))
def test_markdown_always_makes_balanced_markup(text):
    from lxml import etree

    etree.fromstring(f"<x>{md(text)}</x>")


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("看清楚，再提出办法。", "看清楚，<fill>再提出办法</fill>。"),
        ("先问；后办；不同意见照实报告", "先问；后办；<fill>不同意见照实报告</fill>"),
        ("写明缺什么：数据、意见、场地", "写明缺什么：<fill>数据、意见、场地</fill>"),
        ("没有分句的一句话。", "没有分句的一句话。"),
        ("他说“先办，再报告领导”", "他说“先办，再报告领导”"),
        ("太短，不办。", "太短，不办。"),
        ("一<二，三<四五六", "一&lt;二，<fill>三&lt;四五六</fill>"),
    ],
)
def test_a_gap_takes_out_the_last_clause(text, markup):
    assert gap(text) == markup


def test_blanks_are_runs_of_low_lines():
    assert blanks("要__再____办_。<") == "要<blank/>再<blank/>办_。&lt;"


def test_minutes_are_periods_to_the_nearest_half():
    assert [periods(n, 45) for n in (290, 141, 90, 0)] == ["6.5", "3", "2", "0"]
    with pytest.raises(RefusalError):
        periods(45, 0)


def test_numbers_and_minutes():
    assert [cn(n) for n in (0, 9, 10, 12, 25, 110)] == ["零", "九", "十", "十二", "二十五", "一百一十"]
    assert [clock(n) for n in (0, 4, 65)] == ["0:00", "0:04", "1:05"]


def test_a_time_of_day_is_told_as_its_readers_tell_it():
    assert [hour(n, "zh-Hans") for n in (510, 840, "08:30", "下午")] == ["8:30", "14:00", "8:30", "下午"]
    assert [hour(n, "en") for n in (0, 510, 720, "14:05")] == ["12:00 a.m.", "8:30 a.m.", "12:00 p.m.", "2:05 p.m."]


def test_batches_and_positions():
    assert batch((1, 2, 3), 2) == [[1, 2], [3]]
    assert [position(x, ("a", "b")) for x in "abc"] == [1, 2, 0]
    with pytest.raises(RefusalError):
        batch((1,), 0)


def test_members_of_a_sentence_begin_small_behind_the_first_unless_they_are_names():
    texts = ["One thick pen", "Fact card: read out", "A pen", "Excel workbook", "Five-Point Card", "A4 paper", "白板"]
    wanted = ["One thick pen", "fact card: read out", "a pen", "Excel workbook", "Five-Point Card", "A4 paper", "白板"]
    assert listed(texts) == wanted


def test_replacing_is_for_plain_text():
    assert replace("甲乙甲", "甲", "丙") == "丙乙丙"
    with pytest.raises(RefusalError):
        replace(md("甲"), "甲", "<")


def test_numbers_have_as_many_decimals_as_asked():
    assert [decimals(12.25, 1), decimals(0.5), decimals(2, 2), decimals(-0.125, 2)] == ["12.3", "1", "2.00", "-0.13"]
    assert [decimals(-0.004, 2), decimals(-0.0)] == ["0.00", "0"]
    for value, places in ((True, 1), ("1", 1), (1.0, 7), (1.0, -1)):
        with pytest.raises(RefusalError, match="T122"):
            decimals(value, places)


def test_a_long_text_is_cut_and_says_so():
    assert clip("一二三四", 4) == "一二三四"
    assert clip("一二三四五六", 4) == "一二……"
    assert clip(" 一\n二 ", 9) == "一 二"


def test_latin_text_is_half_as_wide_and_cut_between_words() -> None:
    assert clip("to be or not", 6) == "to be or not"
    assert clip("to be or not to be, that is", 11) == "to be or not to…"
    assert clip("to be, or not to be", 7) == "to be, or…"
    assert clip("unforgettably", 5) == "unforg…"
    with pytest.raises(RefusalError, match="T122"):
        clip(Markup("<b/>"), 4)
