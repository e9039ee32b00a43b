"""Keys put into files and taken out of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.errors import FaultError
from coursegen.reading.edit import read_back
from coursegen.reading.edit_keys import put, put_items, without

UNIT = """\
# 县局
extends: city   # 上级

names:
  full: 甲局  # 全称
  short: 甲
# 用词
terms: {section: 股室, office: 办公室}
brand:
  colors:
    primary: 1E5AA0
choices:
  products:
    - deck
    - quiz
"""


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("names", "full"), "乙局"),
        (("names", "english"), "B: #1"),
        (("names", "office"), "办公室"),
        (("terms", "staff"), "职工"),
        (("brand", "logo"), "logo.png"),
        (("brand", "fonts", "heading"), "思源黑体"),
        (("brand", "colors", "deep"), "000000"),
        (("choices", "products"), ("deck", "handout")),
        (("choices", "plan"), "full"),
        (("phrases", "motto"), "一\n二"),
        (("level",), "县"),
    ],
)
def test_a_value_is_put_where_it_belongs_and_nothing_else_moves(keys: tuple[str, ...], value: str) -> None:
    new = put(UNIT, keys, value)
    found = read_back(new)
    for key in keys:
        assert isinstance(found, dict)
        found = found[key]
    assert found == (value if isinstance(value, str) else list(value))
    assert [c for c in ("# 县局", "# 上级", "# 全称", "# 用词") if c not in new] == []


def test_what_was_added_can_be_taken_out_again() -> None:
    for keys in (("names", "english"), ("terms", "staff"), ("brand", "fonts", "heading"), ("level",)):
        assert without(put(UNIT, keys, "某"), keys) == UNIT


def test_a_mapping_left_empty_goes_with_its_last_key() -> None:
    assert "brand" not in without(UNIT, ("brand", "colors", "primary"))
    assert without(UNIT, ("brand", "logo")) == UNIT


def test_keys_go_out_of_braces() -> None:
    assert "terms: {office: 办公室}" in without(UNIT, ("terms", "section"))
    assert "terms: {section: 股室}" in without(UNIT, ("terms", "office"))


def test_a_key_without_value_takes_what_is_put_below_it() -> None:
    assert put("names:\nlevel: 县\n", ("names", "full"), "甲") == "names:\n  full: 甲\nlevel: 县\n"


def test_an_empty_file_takes_values() -> None:
    assert put("# 空\n", ("names", "full"), "甲") == "# 空\nnames:\n  full: 甲\n"


def test_a_value_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(FaultError):
        put(UNIT, ("names", "full"), "\x00")
    with pytest.raises(FaultError):
        put(UNIT, ("names", "full", "deeper"), "甲")


@given(st.text(max_size=30), st.sampled_from(["names.full", "names.english", "terms.staff", "phrases.x"]))
def test_any_text_reads_back_as_it_was_put_or_is_refused(value: str, dotted: str) -> None:
    keys = tuple(dotted.split("."))
    try:
        found = read_back(put(UNIT, keys, value))
    except FaultError:
        return
    for key in keys:
        assert isinstance(found, dict)
        found = found.get(key, "")
    assert found == value


def test_what_is_there_already_moves_nothing() -> None:
    assert put(UNIT, ("choices", "products"), ("deck", "quiz")) == UNIT
    assert put_items(UNIT, ("choices", "products"), ("deck", "quiz")) == UNIT
    assert without(UNIT, ("names", "english")) == UNIT


def test_a_shorter_list_stands_where_the_longer_stood() -> None:
    found = read_back(put_items(UNIT, ("choices", "products"), ("quiz",)))
    assert found == {**read_back(UNIT), "choices": {"products": ["quiz"]}}  # type: ignore[dict-item]


def test_a_last_line_without_an_end_is_ended_before_another_key() -> None:
    assert put("level: 县", ("type",), "局") == "level: 县\ntype: 局\n"


def test_a_key_goes_out_of_braces_on_several_lines() -> None:
    assert without("{level: 县,\n\n  type: 局\n}\n", ("level",)) == "{type: 局\n}\n"


def test_a_form_that_cannot_be_followed_is_refused_at_its_place() -> None:
    with pytest.raises(FaultError) as refused:
        without("? level\n: 县\ntype: 局\n", ("level",))
    assert [(str(fault.place), fault.code) for fault in refused.value.faults] == [(":2:3", "C116")]


def test_a_file_of_empty_braces_takes_no_key() -> None:
    with pytest.raises(FaultError) as refused:
        put("{}\n", ("level",), "县")
    assert [fault.code for fault in refused.value.faults] == ["C116"]
