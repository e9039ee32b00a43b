"""Values put under keys that may not be there: what was written by hand stays, whatever the value is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.errors import FaultError
from coursegen.reading.edit_paths import put_rows, put_text
from coursegen.reading.tree import data
from coursegen.reading.yaml_tree import parse
from coursegen.text import CONTROL

HAND = """# written by hand
extends: default  # the end of the chain

names:
  # as on the seal
  full: 云岭县税务局  # by law

brand: {logo: a.png}  # drawn by us
terms:
phrases:
  motto: |
    一句话

  promise: 事事有回音
"""


def said(text: str) -> object:
    return data(parse(text, "").root)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("names", "full"), "  full: X  # by law"),
        (("names", "short"), "  short: X"),
        (("brand", "logo"), "brand: {logo: X}  # drawn by us"),
        (("brand", "colors", "primary"), "brand: {logo: a.png, colors: {primary: X}}  # drawn by us"),
        (("terms", "unit"), "  unit: X"),
        (("phrases", "end"), "  end: X"),
        (("type",), "type: X"),
        (("choices", "plan"), "  plan: X"),
    ],
)
def test_a_value_stands_where_its_key_belongs_and_every_other_line_stays(path: tuple[str, ...], line: str) -> None:
    before, after = ([row for row in text.splitlines() if row] for text in (HAND, put_text(HAND, path, "X")))
    assert line in after
    changed = [old for old in before if old not in after]
    assert len(changed) <= 1
    assert [old for old in before if old in after] == [new for new in after if new in before]


@pytest.mark.parametrize(
    "text",
    ["a: 1", "a: 1\n", "a: {}\n", "a:\n", "a:  # c\nb: 2\n", "a: {\n  c: 1, # d\n}\n", "{a: {c: 1}}", "\r\na: 1\r\n"],
)
def test_files_of_any_form_take_a_new_key(text: str) -> None:
    path = ("b",) if text.strip() in ("a: 1", "{a: {c: 1}}") else ("a", "b")
    result = put_text(text, path, "值")
    found = said(result)
    for key in path:
        assert isinstance(found, dict)
        found = found[key]
    assert found == "值"
    assert ("\r\n" in result) == ("\r\n" in text)


def test_a_text_where_keys_should_be_is_refused_at_its_place() -> None:
    with pytest.raises(FaultError) as caught:
        put_text("names: 云岭县税务局\n", ("names", "full"), "x")
    assert [(fault.code, fault.place.line) for fault in caught.value.faults] == [("C116", 1)]


texts = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=30)
    .map(lambda text: CONTROL.sub("", text).strip())  # no text may hold these
    .filter(bool)
)


@given(
    texts,
    st.sampled_from([("names", "full"), ("names", "x"), ("brand", "colors", "primary"), ("terms", "unit"), ("z", "y")]),
)
def test_whatever_is_put_reads_back_and_a_second_time_changes_nothing(value: str, path: tuple[str, ...]) -> None:
    once = put_text(HAND, path, value)
    found = said(once)
    for key in path:
        assert isinstance(found, dict)
        found = found[key]
    assert found == value
    assert put_text(once, path, value) == once


@pytest.mark.parametrize(
    ("text", "path", "new"),
    [
        ("names:\n  full:\n", ("names", "full"), "names:\n  full: X\n"),
        ("names: {full: , short: 甲}\n", ("names", "full"), "names: {full: X , short: 甲}\n"),
        ("products:\n  - deck\n  - quiz\n", ("type",), "products:\n  - deck\n  - quiz\ntype: X\n"),
    ],
    ids=["a key without a value", "the same in braces", "behind a list"],
)
def test_a_value_is_written_where_its_key_waits_for_it(text: str, path: tuple[str, ...], new: str) -> None:
    assert put_text(text, path, "X") == new


def test_rows_of_names_are_put_under_new_keys_a_line_for_each_part() -> None:
    once = put_rows("id: may  # spring\n", ("papers", "final"), [[["a.1", "b"], ["c"]], [["d"], ["e"]]])
    assert once == "id: may  # spring\npapers:\n  final:\n    - [a.1, b,\n       c]\n    - [d,\n       e]\n"
    twice = put_rows(once, ("papers", "pre"), [[["z"]]])
    assert said(twice) == {"id": "may", "papers": {"final": [["a.1", "b", "c"], ["d", "e"]], "pre": [["z"]]}}
    assert twice.startswith(once)


def test_a_value_is_put_into_an_item_of_a_list() -> None:
    text = "items:\n  - id: a  # first\n    stem: |\n      两行\n      字\n  # the second\n  - id: b\n"
    result = put_text(text, ("items", 0, "review"), "看：一看")
    assert result == text.replace("      字\n", "      字\n    review: 看：一看\n")
    with pytest.raises(FaultError):
        put_text(text, ("items", 2, "review"), "x")
