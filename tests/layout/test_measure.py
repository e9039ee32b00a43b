import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.layout import measure
from coursegen.layout.font_widths import CHARACTERS, WIDTHS
from coursegen.layout.measure import AUTOSPACE, MeasureFace, clusters, em_width, wrap
from coursegen.text import NO_LINE_END, NO_LINE_START

CHINESE = st.text(
    st.sampled_from("办公室主任服务为本参谋超前，。；：？！）》”（《“abc XYZ 123"), min_size=1, max_size=120
)


def test_a_han_character_takes_one_em_and_punctuation_too() -> None:
    assert em_width("服务，“度”") == 6


def test_latin_letters_take_the_widest_of_arial_and_calibri() -> None:
    assert em_width("i") < em_width("m") < 1
    assert em_width("WORD", bold=True) >= em_width("WORD")


def test_a_line_holds_exactly_what_fits() -> None:
    assert wrap("一二三四五六七八九十", 50, 10) == ("一二三四五", "六七八九十")


def test_a_comma_never_begins_a_line() -> None:
    assert wrap("一二三四五，六", 50, 10) == ("一二三四", "五，六")


def test_an_opening_bracket_never_ends_a_line() -> None:
    assert wrap("一二三四（五六", 50, 10) == ("一二三四", "（五六")


def test_a_latin_word_stays_whole() -> None:
    assert wrap("办公室 office主任", 40, 10) == ("办公室", "office主", "任")


def test_a_word_wider_than_the_column_is_cut() -> None:
    assert len(wrap("a" * 60, 120, 10)) == 3


def test_newlines_break_lines_and_nothing_is_one_empty_line() -> None:
    assert wrap("一\n二", 50, 10) == ("一", "二")
    assert wrap("", 50, 10) == ("",)


@given(CHINESE, st.integers(3, 40))
def test_wrapping_loses_no_letter(text: str, ems: int) -> None:
    assert "".join(wrap(text, ems * 10, 10)).replace(" ", "") == text.replace(" ", "")


@given(CHINESE, st.integers(6, 40))
def test_no_line_is_wider_than_its_column(text: str, ems: int) -> None:
    long = [c for c in clusters(text) if em_width(c.rstrip(" ")) > ems]
    assert long or all(em_width(line) <= ems + 1e-9 for line in wrap(text, ems * 10, 10))


@given(CHINESE, st.integers(12, 40))
def test_kinsoku_holds_wherever_clusters_fit(text: str, ems: int) -> None:
    if any(em_width(c) > ems for c in clusters(text)):
        return
    lines = [line for line in wrap(text, ems * 10, 10) if line]
    assert all(line[0] not in NO_LINE_START for line in lines[1:])
    assert all(line[-1] not in NO_LINE_END for line in lines[:-1])


def test_a_picture_character_is_wider_than_a_han_character_and_stays_whole() -> None:
    assert em_width("😀") == 1.4
    assert clusters("办👩‍👩‍👧办👍🏽") == ("办", "👩‍👩‍👧", "办", "👍🏽")


def test_letters_keep_their_distance_from_full_width_punctuation_too() -> None:
    assert em_width("（1") == 1 + em_width("1") + AUTOSPACE


def test_what_is_broken_letter_by_letter_is_no_wider_than_its_column() -> None:
    lines = wrap("《勤1/2》" * 4, 70, 18)
    assert all(em_width(line) * 18 <= 70 for line in lines)


@pytest.mark.parametrize("face", ["sans", "serif"])
@pytest.mark.parametrize("bold", [False, True])
def test_a_latin_word_is_as_wide_as_the_table_of_its_face_says(face: MeasureFace, bold: bool) -> None:
    table = dict(zip(CHARACTERS, WIDTHS[f"{face}-bold" if bold else face], strict=True))
    assert em_width("Way,", face, bold=bold) == pytest.approx(sum(table[char] for char in "Way,") / 1000)


def test_a_letter_of_no_table_takes_an_em_and_what_is_glued_to_a_picture_takes_none() -> None:
    assert em_width("ก") == 1
    assert em_width("😀\u200d") == em_width("😀\ufe0e") == em_width("😀\ufe0f") == em_width("😀") == 1.4


@pytest.mark.parametrize(("char", "em"), [("⌚", 1.4), ("⭐", 1.4), ("🀄", 1.4), ("🫶", 1.4), ("⺀", 1.0), ("𠀀", 1.0)])
def test_picture_characters_are_told_from_han_by_their_block(char: str, em: float) -> None:
    assert em_width(char) == em


def test_only_letters_and_digits_keep_a_distance_from_han_on_either_side() -> None:
    for letter in "a1":
        assert em_width(f"办{letter}") == em_width(f"{letter}办") == 1 + em_width(letter) + AUTOSPACE
    for sign in ("-", " ", "%"):
        assert em_width(f"办{sign}") == em_width(f"{sign}办") == pytest.approx(1 + em_width(sign))
    assert em_width("ab") == em_width("a") + em_width("b")


def test_the_distance_counts_where_a_line_ends_and_begins_again() -> None:
    words = 2 + em_width("aX") + AUTOSPACE
    assert wrap("一二aX", words * 10 + 0.01, 10) == ("一二aX",)
    assert wrap("一二aX", words * 10 - 0.01, 10) == ("一二", "aX")
    assert wrap("一二aX一", (words - 1) * 10 + 0.01, 10) == ("一二", "aX一"), "none where a line begins"


def test_an_indent_narrows_the_first_line_and_no_other() -> None:
    assert wrap("一二三四五六七八九", 50, 10, first_indent=20) == ("一二三", "四五六七八", "九")
    assert wrap("一\n二三四五六", 50, 10, first_indent=20) == ("一", "二三四五六")


def test_bold_words_break_where_bold_letters_are_too_wide() -> None:
    wide = em_width("word", bold=True) * 10
    assert em_width("word") * 10 < wide - 0.1
    assert wrap("一 word", 10 + em_width(" ") * 10 + wide - 0.1, 10) == ("一 word",)
    assert wrap("一 word", 10 + em_width(" ") * 10 + wide - 0.1, 10, bold=True) == ("一", "word")


def test_blanks_at_the_end_of_a_line_take_no_room_and_are_not_kept() -> None:
    assert wrap("word  word", em_width("word") * 10, 10) == ("word", "word")
    assert wrap("一二  ", 20, 10) == ("一二",)
    assert wrap("一二　", 20, 10) == ("一二", "　"), "a Chinese blank is a character"


def test_a_word_too_wide_for_a_column_begins_on_a_line_of_its_own() -> None:
    assert wrap("一" + "m" * 5, em_width("mmm") * 10, 10) == ("一", "mmm", "mm")
    assert wrap("m" * 3 + "一", em_width("mm") * 10, 10) == ("mm", "m", "一")
    assert wrap("word", em_width("word") * 10, 10) == ("word",)
    assert wrap("word", em_width("word") * 10, 10, bold=True) == ("wor", "d")
    assert wrap("XX", em_width("XX") * 10 - 0.01, 10) == ("X", "X")
    assert wrap("　　", 10, 10) == ("　", "　")


def test_a_word_that_is_cut_is_measured_letter_by_letter_bold_and_with_its_distances() -> None:
    one, two = em_width("（1"), em_width("（12")
    assert wrap("（12）", (two - 0.01) * 10, 10) == ("（1", "2）")
    assert wrap("（12）", (one - 0.01) * 10, 10) == ("（", "12", "）")
    room = (em_width("wordw", bold=True) - 0.01) * 10
    assert wrap("wordword", room, 10, bold=True) == ("word", "word")
    assert wrap("（　", 10, 10) == ("（", "　")


def test_blanks_behind_a_word_that_is_cut_make_no_line() -> None:
    assert wrap("mmmm   ", em_width("mm") * 10, 10) == ("mm", "mm")
    assert wrap("mmmm  一", em_width("mm") * 10, 10) == ("mm", "mm", "一")
    assert wrap("mmm ，", em_width("mm") * 10, 10) == ("mm", "m", "，"), "nor stay where the word goes on"
    assert wrap("mm　，", em_width("mm") * 10, 10) == ("mm", "　", "，")


def test_a_line_may_break_after_a_blank_and_on_both_sides_of_a_han_character() -> None:
    assert clusters("ab cd办ef") == ("ab ", "cd", "办", "ef")
    assert clusters("（办）。") == ("（办）。",)
    assert clusters("") == ()


USUAL = st.sampled_from("办公室，。；：？！、—…·“”‘’（）《》【】％　aZ09 ,.;:?!()[]{}%'\"-/")
UNUSUAL = "あ"
"""A character as wide as a Han character, with which no text is a usual one."""


@given(st.text(USUAL, max_size=30))
def test_a_usual_text_is_cut_as_any_other(text: str) -> None:
    *first, last = ("", *clusters(text))
    found = clusters(text + UNUSUAL)
    assert found in (tuple(filter(None, (*first, last, UNUSUAL))), tuple(filter(None, (*first, last + UNUSUAL))))


@given(st.text(st.sampled_from("办公室，。；：？！、—…·“”‘’（）《》【】％　"), max_size=30))
def test_han_characters_alone_are_as_wide_as_among_others(text: str) -> None:
    assert em_width(text) == em_width(text + UNUSUAL) - 1 == len(text)


HAN = st.text(st.sampled_from("办公室，。；：？！、—…·“”‘’（）《》【】％　"), max_size=40)


@given(HAN, st.one_of(st.integers(1, 30), st.floats(0.1, 30)))
def test_han_characters_alone_break_where_they_break_among_others(text: str, ems: float) -> None:
    lines = wrap(text, ems * 16, 16)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measure, "_wrap_alike", lambda *_: [])
        assert wrap.__wrapped__(text, ems * 16, 16) == lines
