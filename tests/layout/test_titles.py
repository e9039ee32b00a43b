"""Titles of documents have lines about equally long, and never a remnant."""

from __future__ import annotations

import pytest
from document_samples import house, t
from hypothesis import given
from hypothesis import strategies as st

from coursegen.document.nodes import Break, Line, Text
from coursegen.layout.pages.geometry import FlowPara, ParaRole
from coursegen.layout.pages.lines import line_count
from coursegen.layout.pages.titles import FEWEST, TITLES, balanced

SPEC = house().spec.forms["paper"]


def broken(line: Line, role: ParaRole = "paper-title") -> list[str]:
    para = balanced(FlowPara(role, line), SPEC)
    return "".join(p.text if isinstance(p, Text) else "\n" for p in para.line if isinstance(p, Text | Break)).split(
        "\n"
    )


def test_a_title_of_one_line_stays_as_it_is() -> None:
    assert broken(t("结业测试（A卷）")) == ["结业测试（A卷）"]


@pytest.mark.parametrize("role", sorted(TITLES))
def test_no_title_ends_with_one_character(role: ParaRole) -> None:
    found = [broken(t("办" * length), role) for length in range(10, 50)]

    assert any(len(lines) > 1 for lines in found)
    assert all(len(lines) == 1 or max(map(len, lines)) - min(map(len, lines)) <= 1 for lines in found)


def test_a_break_parts_no_word() -> None:
    assert broken(t("云岭县示例单位新任办公室主任岗前培训班满意度评估表")) == [
        "云岭县示例单位新任办公室", "主任岗前培训班满意度评估表",
    ]  # fmt: skip


def test_a_break_is_after_a_bracket_and_not_inside_it() -> None:
    assert broken(t("办公室主任岗位能力提升结业测试（A卷）答案及评分标准")) == [
        "办公室主任岗位能力提升结业测试（A卷）", "答案及评分标准",
    ]  # fmt: skip


def test_own_breaks_stay() -> None:
    assert broken((Text("某某单位"), Break(), Text("结业测试"))) == ["某某单位", "结业测试"]


def test_only_titles_are_broken() -> None:
    para = FlowPara("body", t("正文" * 40))

    assert balanced(para, SPEC) == para


def test_what_is_too_long_for_a_title_is_not_tried_at_every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursegen.layout.pages.titles._best", None)
    assert len(broken(t("正文" * 2000))) == 1


@given(st.text("办公室主任（）《》，AB1 “”—", min_size=1, max_size=70))
def test_no_character_is_lost_and_every_line_fits(text: str) -> None:
    lines = broken(t(text))

    assert "".join(lines) == text
    before = line_count(FlowPara("paper-title", t(text)), SPEC.paras["paper-title"], SPEC, SPEC.width)
    assert len(lines) in (1, before)
    assert len(lines) == 1 or min(map(len, lines)) >= FEWEST
