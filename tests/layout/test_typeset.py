from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coursegen.document.nodes import Blank, Break, InlineStyle, Line, Number, Reference, Text
from coursegen.layout.geometry import Face, Para, Rect, Role, Run, Stroke, TextBody
from coursegen.layout.measure import LINE_HEIGHT, em_width
from coursegen.layout.typeset import (
    break_title,
    broken_at_stop,
    by_sentence,
    fits,
    height,
    in_sentences,
    is_lost,
    line_of,
    lines_in,
    para,
    para_height,
    plain,
    pt,
    text_box,
    unorphaned,
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
    for insets in ((pt(30), 0, 0, 0), (0, 0, pt(30), 0)):
        assert fits((paras[0],), Rect(0, 0, pt(51), tall), insets)
        assert not fits((para("一二", 20),), Rect(0, 0, pt(61), para_height(paras[0], pt(61))), insets)


def _said(text: str, ems: float) -> str:
    paragraph = in_sentences(para(text, 20), pt(20 * ems + 4))
    return "".join(run.text for run in paragraph.runs)


def test_sentences_of_a_question_stand_on_lines_of_their_own():
    assert _said("先接哪一件？哪些交给别人？您凭什么这样排？", 12) == "先接哪一件？\n哪些交给别人？\n您凭什么这样排？"


def test_a_sentence_wider_than_its_column_is_parted_at_a_comma_if_both_parts_stand_on_a_line():
    assert _said("这五件事，您说得出几件的实情？哪天做？", 12) == "这五件事，\n您说得出几件的实情？\n哪天做？"
    assert _said("这五件事您说得出几件的实情？哪天做？", 12) == "这五件事您说得出几件的实情？\n哪天做？"


@pytest.mark.parametrize(
    "text", ["您怎么答？", "您怎么答，又怎么回这五个人的话？", "一？二？三？四？", "先看？\n再说？"]
)
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


def test_a_paragraph_in_several_runs_parts_into_sentences_that_keep_their_blanks() -> None:
    parts = by_sentence(Para((Run("先看", 20), Run("这件？\n 再看\n", 20), Run("那件 ", 20))))
    assert [part.runs[0].text for part in parts] == ["先看这件？", " 再看\n那件 "]


@pytest.mark.parametrize(
    ("nodes", "text"),
    [
        ((Text("甲", "strong"), Break(), Text("乙")), "甲\n乙"),
        ((Text("签字"), Blank(3)), "签字______"),
        ((Text("见"), Reference("t", "表3"), Number("图", 2, "f")), "见表3图2"),
        ((), ""),
    ],
)
def test_what_a_line_says_has_its_breaks_blanks_and_references(nodes: Line, text: str) -> None:
    assert plain(nodes) == text
    assert "".join(run.text for run in para(nodes, 20).runs) == text


STYLED = [
    ("plain", Run("甲", 20, "text")),
    ("strong", Run("甲", 20, "deep", bold=True)),
    ("term", Run("甲", 20, "text", bold=True)),
    ("quote", Run("甲", 20, "text", face="kai")),
    ("answer", Run("甲", 20, "primary", bold=True)),
    ("small", Run("甲", 14.0, "muted")),
]  # fmt: skip


@pytest.mark.parametrize(("style", "run"), STYLED)
def test_a_style_is_drawn_in_its_own_way_on_a_light_ground(style: InlineStyle, run: Run) -> None:
    assert para((Text("甲", style),), 20).runs == (run,)


@pytest.mark.parametrize(("style", "run"), STYLED)
@pytest.mark.parametrize("quiet", ["deep", "muted"])
def test_in_other_quiet_colours_words_that_stand_out_take_the_same_colour(
    style: InlineStyle, run: Run, quiet: Role
) -> None:
    expected = run.color if run.color != "text" else quiet
    assert para((Text("甲", style),), 20, quiet).runs[0].color == expected


@pytest.mark.parametrize("style", [style for style, _ in STYLED])
def test_on_a_dark_ground_no_style_leaves_the_colour_of_the_ground(style: InlineStyle) -> None:
    assert para((Text("甲", style),), 20, "on-deep").runs[0].color == "on-deep"


def test_small_words_are_a_share_of_the_size_never_under_fourteen_points_and_never_bold() -> None:
    (run,) = para((Text("甲", "small"),), 40, bold=True).runs
    assert (run.size, run.bold) == (29, False)


@pytest.mark.parametrize(
    ("size", "face", "spacing"), [(20, "heading", 105), (14, "heading", 105), (14.5, "body", 115), (14, "body", 100)]
)
def test_lines_of_text_stand_apart_of_heads_less_and_of_small_print_not_at_all(
    size: float, face: Face, spacing: int
) -> None:
    assert para("甲", size, face=face).spacing == spacing
    assert para("甲", size, face=face, spacing=90).spacing == 90


def test_a_paragraph_takes_its_look_and_has_a_run_even_where_it_says_nothing() -> None:
    assert para("", 18, "deep", bold=True, face="kai", align="right").runs == (Run("", 18, "deep", True, "kai"),)
    assert para("", 18, align="right", before=3).align == "right"
    assert para("甲", 18, face="heading").runs == (Run("甲", 18, face="heading"),)
    assert (line_of("甲"), line_of("")) == ((Text("甲"),), ())


def test_lines_break_in_what_indent_and_rounding_leave_of_a_column_by_the_largest_size() -> None:
    words = Para((Run("一二三", 10), Run("四五", 20)), indent=pt(30))
    assert lines_in(words, pt(30 + 60 + 1)) == ("一二三", "四五")
    assert lines_in(words, pt(30 + 60 + 1) - 100) == ("一二", "三四", "五")
    assert lines_in(para("一二", 10), 0) == ("一", "二")


def test_one_bold_run_makes_the_whole_line_count_as_bold() -> None:
    words = Para((Run("word ", 20), Run("word", 20, bold=True)))
    bold = em_width("word word", bold=True) * 20
    assert lines_in(words, pt(bold + 1)) == ("word word",)
    assert lines_in(words, pt(bold + 0.9)) == ("word ".strip(), "word")


def test_a_column_is_narrowed_by_half_letters_until_no_last_line_is_lost() -> None:
    lost = para("一二三四五六七八九十" * 2 + "末", 20)
    assert is_lost(lost, pt(209)), "ten, ten and one"
    assert is_lost(lost, pt(199)), "a point more, and it would be so again"
    column = unorphaned((lost,), pt(209))
    assert column == pt(209) - pt(20), "two steps of half a letter"
    assert [len(line) for line in lines_in(lost, column)] == [9, 9, 3]


@pytest.mark.parametrize("text", ["一二三四五六七八九十", "一二三四五六七八九十一二三", ""])
def test_a_column_without_a_lost_line_stays_as_wide_as_it_is(text: str) -> None:
    assert unorphaned((para(text, 20),), pt(203)) == pt(203)


def test_a_column_stays_where_narrowing_it_would_cost_a_line() -> None:
    pair = para("一二三四五六七八九十一", 20), para("一二三四五六七八九十", 20)
    assert is_lost(pair[0], pt(201))
    assert unorphaned(pair, pt(201)) == pt(201)


def test_a_last_line_is_lost_under_three_letters_and_so_is_one_that_a_point_more_would_leave_so() -> None:
    assert [is_lost(para("一二三四五六七八九十"[:n], 20), pt(103)) for n in (5, 6, 7, 8)] == [False, True, True, False]
    assert not is_lost(para("一", 20), pt(103)), "one line is the last of none"
    tight = para("一二三四五六七八", 20)
    assert [len(line) for line in lines_in(tight, pt(120))] == [5, 3]
    assert is_lost(tight, pt(120)), "two points more hold a sixth letter and leave two"
    assert not is_lost(tight, pt(118))


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("一二三四五，六七八", 7, ("一二三四五，", "六七八")),
        ("一二三四五六，七八九", 7, ("一二三四五六，", "七八九")),
        ("一二三四，五六七。八九十一二三，四五", 9, ("一二三四，五六七。", "八九十一二三，四五")),
        ("一二三，四五六七，八九十一，二三四五，六七", 9, ("一二三，四五六七，", "八九十一，", "二三四五，六七")),
        ("一，三四五六七八九十", 8, None),
        ("一二三，四五六七八九十一二三四五六", 15, ("一二三，", "四五六七八九十一二三四五六")),
        ("一二三，四五六七八九十一二三四五六七", 15, None),
        ("一二三四\n五，六七八九", 7, None),
        ("一二三四五", 7, None),
        ("一，二三四五六七八，九十一二三四五，六七八九十一二，三四五", 8, None),
        ("一二三四五六，七八九十一二，三四五六七八，九十一二三四五", 8, None),
        ("一二三四，五六七八\n九十一", 6, None),
        ("一二三四五六七八九十一二", 11, None),
        ("一二三，四五六七八，一二三四五六七", 8, ("一二三，", "四五六七八，", "一二三四五六七")),
        ("一二三四五六，七八九十一二三，四五六七", 15, ("一二三四五六，七八九十一二三，", "四五六七")),
    ],
)
def test_two_or_three_lines_end_after_stops_where_no_part_is_left_lost(
    text: str, ems: float, lines: tuple[str, ...] | None
) -> None:
    width = pt(ems * 20 + 3)
    words = para(text, 20)
    made = broken_at_stop(words, width)
    assert lines_in(made, width) == (lines or lines_in(words, width))
    assert lines or made == words


def test_a_break_falls_inside_the_run_that_the_stop_stands_in() -> None:
    runs = Run("一二三", 20), Run("四五，六", 20, bold=True), Run("七八", 20)
    made = broken_at_stop(Para(runs), pt(7 * 20 + 3))
    assert [run.text for run in made.runs] == ["一二三", "四五，\n六", "七八"]
    assert [run.bold for run in made.runs] == [False, True, False]


@pytest.mark.parametrize(
    ("texts", "broken"),
    [
        (("一二三四", "，五六七"), ["一二三四", "，\n五六七"]),
        (("一二三四，", "五六七"), ["一二三四，\n", "五六七"]),
    ],
)
def test_a_break_stands_once_where_runs_meet(texts: tuple[str, str], broken: list[str]) -> None:
    made = broken_at_stop(Para(tuple(Run(text, 20) for text in texts)), pt(6 * 20 + 3))
    assert [run.text for run in made.runs] == broken


def test_words_after_the_first_run_are_as_wide_as_the_boldest_when_a_stop_is_looked_for() -> None:
    made = broken_at_stop(Para((Run("好，", 20), Run("wordWPS。", 20, bold=True))), pt(8 * 20 + 3))
    assert [run.text for run in made.runs] == ["好，\n", "wordWPS。"]


def test_sentences_in_several_runs_keep_their_looks() -> None:
    runs = Run("先看", 20), Run("哪件？再", 20, bold=True), Run("看？", 20)
    made = in_sentences(Para(runs), pt(400))
    assert [(run.text, run.bold) for run in made.runs] == [("先看", False), ("哪件？\n再", True), ("看？", False)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“先看？”再看！", "“先看？”\n再看！"),
        ("先看？！再看。后看", "先看？！\n再看。\n后看"),
        ("一二三四五，六七八九，十一二三四。好", "一二三四五，六七八九，\n十一二三四。\n好"),
        ("一二三四五；六七八九十一。好", "一二三四五；\n六七八九十一。\n好"),
        ("一二三四五、六七八九十一。好", "一二三四五、\n六七八九十一。\n好"),
        ("一二三四五：六七八九十一。好", "一二三四五：\n六七八九十一。\n好"),
        ("一二，三四五六七八九十一二三四五。好", "一二，三四五六七八九十一二三四五。\n好"),
        ("一二，三四。五六七八九十一二三", "一二，三四。\n五六七八九十一二三"),
        ("一二？三四五六七八九十一二三，好", "一二？\n三四五六七八九十一二三，\n好"),
        ("好。一二三四五六七八九十，一二三四五六七八九十，", "好。\n一二三四五六七八九十，\n一二三四五六七八九十，"),
    ],
)
def test_a_sentence_ends_with_its_marks_and_quotes_and_parts_at_its_last_comma_that_fits(text: str, said: str) -> None:
    assert _said(text, 12) == said


def test_a_box_stands_where_it_is_told_and_looks_as_it_is_told() -> None:
    place, stroke = Rect(1, 2, pt(300), pt(90)), Stroke("line", 1)
    made = text_box(
        "名", place, [para("甲", 20)], anchor="top", insets=(4, 5, 6, 7), fill="tint", stroke=stroke,
        geometry="roundRect", adjust=(9000,),
    )  # fmt: skip
    assert (made.name, made.rect, made.fill, made.stroke) == ("名", place, "tint", stroke)
    assert (made.geometry, made.adjust) == ("roundRect", (9000,))
    assert made.text is not None
    assert (made.text.anchor, made.text.insets, made.text.paras) == ("top", (4, 5, 6, 7), (para("甲", 20),))


def test_a_plain_box_is_a_rectangle_with_its_text_in_the_middle_and_nothing_else() -> None:
    made = text_box("名", Rect(0, 0, pt(300), pt(90)), [para("甲", 20)])
    assert (made.geometry, made.fill, made.stroke, made.adjust) == ("rect", None, None, ())
    assert made.text is not None
    assert (made.text.anchor, made.text.insets) == ("middle", (0, 0, 0, 0))


def test_a_box_of_no_paragraphs_is_an_empty_box() -> None:
    assert text_box("名", Rect(0, 0, 9, 9), []).text == TextBody(())


LOST = "一二三四五六七八九十" * 2 + "末"


@pytest.mark.parametrize(
    ("align", "grown"), [("left", (0, pt(20))), ("center", (pt(10), pt(10))), ("right", (pt(20), 0))]
)
def test_insets_grow_on_the_side_where_lines_end_to_save_a_lost_last_line(
    align: Literal["left", "center", "right"], grown: tuple[int, int]
) -> None:
    made = text_box("名", Rect(0, 0, pt(209) + 30, pt(200)), [para(LOST, 20, align=align)], insets=(10, 1, 20, 2))
    assert made.text is not None
    assert made.text.insets == (10 + grown[0], 1, 20 + grown[1], 2)
    assert all(type(inset) is int for inset in made.text.insets), "a file holds whole EMU only"


def test_insets_stay_where_paragraphs_are_aligned_in_different_ways() -> None:
    paras = [para(LOST, 20), para("甲", 20, align="center")]
    made = text_box("名", Rect(0, 0, pt(201), pt(200)), paras)
    assert made.text is not None
    assert made.text.insets == (0, 0, 0, 0)


def test_text_of_a_box_is_broken_for_the_column_that_its_geometry_and_insets_leave() -> None:
    text = "一二三四五，六七八"
    for insets in ((pt(50), 0, 0, 0), (0, 0, pt(50), 0)):
        narrow = text_box("名", Rect(0, 0, pt(50 + 7 * 20 + 3), pt(90)), [para(text, 20)], insets=insets)
        assert narrow.text is not None
        assert narrow.text.paras[0].runs[0].text == "一二三四五，\n六七八"
    chevron = text_box("名", Rect(0, 0, pt(180 + 3), pt(40)), [para(text, 20)], geometry="chevron", adjust=(50000,))
    assert chevron.text is not None
    assert chevron.text.paras[0].runs[0].text == "一二三四五，\n六七八"


@pytest.mark.parametrize(
    ("text", "em", "halves"),
    [
        ("一二三四\n五六\n七", 9, None),
        ("一二三四五\n六", 5, ("一二三四五", "六")),
        ("一，二三四五六七", 7, ("一，二三", "四五六七")),
        ("一二三四五六，七八九", 9.9, ("一二三四五六，", "七八九")),
        ("一二三，四五六七八九，十", 9.9, ("一二三，", "四五六七八九，十")),
        ("abc def, ghi jkl mno", 6, ("abc def,", "ghi jkl mno")),
        ("一二三？四五六七八九", 8, ("一二三？", "四五六七八九")),
        ("一二三四五六七八九。", 9.9, ("一二三四五", "六七八九。")),
        ("一二三四五，六七八九十", 6, ("一二三四五，", "六七八九十")),
        ("WPS WPS Will WPS WPS", 9.5, ("WPS WPS", "Will WPS WPS")),
        ("plan WPS WPS maximum", 9.5, ("plan WPS WPS", "maximum")),
        ("Wordword Wordword", 4.8, None),
        ("Wordword\nWordword", 4.8, None),
        ("ab cd\n五六", 5, ("ab cd", "五六")),
        ("Wordwordword", 7.1, None),
        ("一二三四五六七八九十", 10, ("一二三四五六七八九十",)),
        ("一二三四五 maximum", 5.5, ("一二三四五", "maximum")),
        ("一二三X四五六七八九", 8, ("一二三X四", "五六七八九")),
    ],
)
def test_a_title_never_leaves_a_half_lost_and_takes_the_most_even_parts(
    text: str, em: float, halves: tuple[str, ...] | None
) -> None:
    assert break_title(text, pt(em * 20 + 1), 20) == halves


def test_a_title_without_end_is_not_tried_at_every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursegen.layout.typeset._fitting", None)
    assert break_title("字，" * 1000, pt(28 * 12), 28) is None


@given(st.text("办公室，A", min_size=3, max_size=14), st.text(" \u3000", max_size=4), st.text("主任。B", min_size=3))
def test_what_two_lines_hold_is_broken_whatever_blanks_stand_at_the_break(first: str, blanks: str, rest: str) -> None:
    halves = f"办公室{first}主任", f"主任{rest}办公室"
    room = max(em_width(half, bold=True) for half in halves)
    assert break_title(blanks.join(halves), pt(room * 20 + 2), 20) is not None


@given(st.text("分钟课时2345 mins", min_size=1, max_size=12), st.sampled_from([14, 16, 18, 20, 24]))
def test_a_column_as_wide_as_a_text_holds_it_on_one_line(text: str, size: float) -> None:
    words = para(text.strip(), size)
    assert len(lines_in(words, widest([words]))) == 1
