from hypothesis import given
from hypothesis import strategies as st

from coursegen.layout.measure import AUTOSPACE, clusters, em_width, wrap
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
