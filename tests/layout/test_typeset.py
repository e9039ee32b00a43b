import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coursegen.layout.geometry import Para, Rect, Run
from coursegen.layout.measure import LINE_HEIGHT, em_width
from coursegen.layout.typeset import (
    break_title,
    broken_at_stop,
    by_sentence,
    fits,
    height,
    in_sentences,
    lines_in,
    para,
    para_height,
    pt,
    widest,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "em", "lines"),
    [
        (
            "拟出牵头和时限的建议，电话请示，定下后交办并盯到报出",
            20.0,
            ("拟出牵头和时限的建议，电话请示，", "定下后交办并盯到报出"),
        ),
        ("先请领导定谁牵头再分头去办这件事", 10.0, None),
        ("好，其余各段都交给拿手的人去办", 10.0, None),
    ],
)
def test_two_lines_part_after_a_stop_where_both_stay_lines(text: str, em: float, lines: tuple[str, str] | None) -> None:
    width = pt(em * 20 + 2)
    plain = para(text, 20)
    assert lines_in(broken_at_stop(plain, width), width) == (lines or lines_in(plain, width))


@given(st.text("服务协调，。参谋督办：年A 2", min_size=1, max_size=60), st.integers(60, 900))
def test_a_break_at_a_stop_costs_no_line_and_loses_no_letter(text: str, points: int) -> None:
    before = Para((Run(text[:7], 18), Run(text[7:], 18, bold=True)))
    after = broken_at_stop(before, pt(points))
    assert len(lines_in(after, pt(points))) == len(lines_in(before, pt(points)))
    assert "".join(run.text for run in after.runs).replace("\n", "") == text


@pytest.mark.parametrize(
    ("text", "em", "halves"),
    [
        ("一二三四五六七八九十", 10.2, ("一二三四五六七八九十",)),
        ("一二三四五六七八九十", 9, ("一二三四五", "六七八九十")),
        ("一二三四，五六七八九，十一二三", 12, ("一二三四，", "五六七八九，十一二三")),
        ("一二，三四五六七八九十一二", 8, ("一二，三四五", "六七八九十一二")),
        ("一二三四五六七八九十一二", 5, None),
        ("一二三四\n五六", 5, ("一二三四", "五六")),
        ("一二三四五六\n七", 5, None),
    ],
)
def test_a_title_parts_after_a_stop_else_in_the_middle(text: str, em: float, halves: tuple[str, ...] | None) -> None:
    assert break_title(text, pt(em * 20 + 1), 20) == halves


def test_bold_letters_count_as_bold_and_blanks_at_the_break_go() -> None:
    bold = em_width("office Word", bold=True)
    assert break_title("office Word office Word", pt(bold * 20 + 2), 20) == ("office Word", "office Word")


def test_what_sets_a_paragraph_on_one_line_is_its_longest_line_with_its_indent() -> None:
    lines = Para((Run("一二\n三四五 ", 20), Run("Word", 20, bold=True)), indent=pt(12))
    assert widest((lines,)) == pt(em_width("三四五 Word", bold=True) * 20 + 1) + pt(12)
    assert widest(()) == 0


def test_a_box_holds_what_is_exactly_as_high_as_it_and_no_more() -> None:
    paras = (para("一", 20), replace(para("二三四五六七", 20), before=6))
    tall = height(paras, pt(100))
    assert tall == para_height(paras[0], pt(100)) + pt(6) + para_height(paras[1], pt(100))
    assert para_height(paras[1], pt(100)) == pt(2 * 20 * LINE_HEIGHT * paras[1].spacing / 100)
    assert fits(paras, Rect(0, 0, pt(100) + 30, tall + 7), (10, 3, 20, 4))
    assert not fits(paras, Rect(0, 0, pt(100) + 30, tall + 6), (10, 3, 20, 4))


def _said(text: str, ems: float) -> str:
    paragraph = in_sentences(para(text, 20), pt(20 * ems + 4))
    return "".join(run.text for run in paragraph.runs)


def test_sentences_of_a_question_stand_on_lines_of_their_own():
    assert _said("先接哪一件？哪些交给别人？您凭什么这样排？", 12) == "先接哪一件？\n哪些交给别人？\n您凭什么这样排？"


def test_a_sentence_wider_than_its_column_is_parted_at_a_comma_if_both_parts_stand_on_a_line():
    assert _said("这五件事，您说得出几件的实情？哪天做？", 12) == "这五件事，\n您说得出几件的实情？\n哪天做？"
    assert _said("这五件事您说得出几件的实情？哪天做？", 12) == "这五件事您说得出几件的实情？\n哪天做？"


@pytest.mark.parametrize("text", ["您怎么答？", "一？二？三？四？", "先看？\n再说？"])
def test_one_sentence_many_or_lines_somebody_broke_are_left_as_they_are(text):
    assert _said(text, 12) == text


def test_sentences_part_into_paragraphs_and_lose_nothing():
    whole = in_sentences(para("这五件事，您说得出几件的实情？哪天做？", 20, "on-deep", bold=True), pt(244))
    parts = by_sentence(whole)
    assert ["".join(run.text for run in part.runs) for part in parts] == [
        "这五件事，\n您说得出几件的实情？",
        "哪天做？",
    ]
    assert {(part.runs[0].color, part.runs[0].bold) for part in parts} == {("on-deep", True)}


def test_a_title_without_end_is_not_tried_at_every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursegen.layout.typeset._fitting", None)
    assert break_title("字，" * 1000, pt(28 * 12), 28) is None


@given(st.text("办公室，A", min_size=3, max_size=14), st.text(" \u3000", max_size=4), st.text("主任。B", min_size=3))
def test_what_two_lines_hold_is_broken_whatever_blanks_stand_at_the_break(first: str, blanks: str, rest: str) -> None:
    halves = f"办公室{first}主任", f"主任{rest}办公室"
    room = max(em_width(half, bold=True) for half in halves)
    assert break_title(blanks.join(halves), pt(room * 20 + 2), 20) is not None
