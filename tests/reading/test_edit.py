from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.sample import COURSE

from coursegen.errors import FaultError
from coursegen.reading.edit import Edit, appended, splice
from coursegen.reading.tree import Data, data
from coursegen.reading.yaml_tree import parse

TEXT = """\
# 课程
title: 旧题   # 题目
quoted: 'it''s'
double: "a\\tb" # 制表
empty:   # 还没写
list:
  - 一 # 第一
  - {head: 二, text: 三}

notes: | # 讲稿
  第一段
    缩进

  第二段

# 最后
end: 完
"""


def read(text: str) -> Data:
    return data(parse(text, "f").root)


def test_only_the_value_changes() -> None:
    assert splice(TEXT, [Edit(("title",), "新题")]) == TEXT.replace("旧题", "新题")
    assert splice(TEXT, [Edit(("list", 1, "text"), "四")]) == TEXT.replace("三}", "四}")


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "a: b", "旧题   #", '"a: b"   #'),
        (("title",), "{{ t.leaders }}", "旧题   #", '"{{ t.leaders }}"   #'),
        (("title",), "", "旧题   #", '""   #'),
        (("title",), "甲\n乙", "旧题   #", '"甲\\n乙"   #'),
        (("list", 1, "text"), "四, 五", "三}", '"四, 五"}'),
        (("quoted",), "he's", "'it''s'", "'he''s'"),
        (("double",), "c\\d", '"a\\tb"', '"c\\\\d"'),
        (("empty",), "有了", "empty:   #", 'empty: "有了"   #'),
        (("notes",), "只有一段\n", "  第一段\n    缩进\n\n  第二段\n", "  只有一段\n"),
        (
            ("notes",),
            "一\n\n  二",
            "notes: | # 讲稿\n  第一段\n    缩进\n\n  第二段\n",
            "notes: |- # 讲稿\n  一\n\n    二\n",
        ),
        (("notes",), " 首行缩进", "notes: | # 讲稿\n  第一段\n    缩进\n\n  第二段\n", 'notes: " 首行缩进" # 讲稿\n'),
    ],
)
def test_a_value_is_written_in_the_form_of_the_old_one_where_it_can_be(
    path: tuple[str | int, ...], value: str, old: str, new: str
) -> None:
    assert splice(TEXT, [Edit(path, value)]) == TEXT.replace(old, new)


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert splice(text, [Edit(("notes",), "甲\n乙\n")]) == text.replace(
        "第一段\r\n    缩进\r\n\r\n  第二段", "甲\r\n  乙"
    )


def test_edits_are_made_one_after_the_other() -> None:
    assert splice(TEXT, [Edit(("title",), "很长很长的题"), Edit(("end",), "了")]) == TEXT.replace(
        "旧题", "很长很长的题"
    ).replace("完", "了")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("nothing",), "x", "C116"),
        (("list",), "x", "C116"),
        (("title", 0), "x", "C116"),
        (("title",), "\x07", "C008"),
        (("title",), "\ud800", "C008"),
    ],
)
def test_what_cannot_be_edited_is_a_fault(path: tuple[str | int, ...], value: str, code: str) -> None:
    with pytest.raises(FaultError) as caught:
        splice(TEXT, [Edit(path, value)])
    assert [fault.code for fault in caught.value.faults] == [code]
    assert caught.value.faults[0].line("zh")


def scalars(node: Data, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return (
        [path] if isinstance(node, str) else [found for key, child in pairs for found in scalars(child, (*path, key))]
    )


def comments(text: str) -> list[str]:
    return [line[line.index("#") :] for line in text.splitlines() if "#" in line]


PLACES = [(text, path) for text in (TEXT, *COURSE.values()) for path in scalars(read(text))]
SAFE = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters="#\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
VALUES = st.text(SAFE | st.sampled_from("\n\t '\"：:-[]{},&*!|>%@`"), max_size=30)


@settings(deadline=None)
@given(place=st.sampled_from(PLACES), value=VALUES)
def test_any_value_reads_back_and_nothing_else_changes(place: tuple[str, tuple[str | int, ...]], value: str) -> None:
    text, path = place
    edited = splice(text, [Edit(path, value)])
    expected, found = read(text), read(edited)
    for tree, shall in ((expected, None), (found, value)):
        holder = tree
        for part in path[:-1]:
            holder = holder[part]  # type: ignore[call-overload, index]
        assert shall is None or holder[path[-1]] == shall  # type: ignore[call-overload, index]
        holder[path[-1]] = "…"  # type: ignore[call-overload, index]
    assert found == expected
    assert comments(edited) == comments(text)
    assert splice(edited, [Edit(path, value)]) == edited


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  - x # 一\nb: c\n", "a:\n  - x # 一\n  - y\nb: c\n"),
        ("a: [x] # 一\n", "a: [x, y] # 一\n"),
        ("a:\n- x", "a:\n- x\n- y"),
        ('a: [w, "x"]\n', 'a: [w, "x", y]\n'),
    ],
)
def test_an_item_is_added_as_the_last_one_is_written(text: str, expected: str) -> None:
    assert appended(text, ("a",), "y") == expected


@pytest.mark.parametrize("text", ["a: []\n", "a: x\n", "a: {b: c}\n", "b: [x]\n"])
def test_a_list_without_a_form_is_a_fault(text: str) -> None:
    with pytest.raises(FaultError) as caught:
        appended(text, ("a",), "y")
    assert caught.value.faults[0].code == "C116"
