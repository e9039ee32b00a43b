"""The bank as a sheet: every cell is a text, in the columns and words of a platform."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from bank_samples import HOSTILE, bank_of, one_of_each
from openpyxl import load_workbook
from peers import validator_errors

from coursegen.exchange import Question
from coursegen.exports.sheet import write_sheet
from coursegen.exports.text import write_text
from coursegen.model.profile import Profile, ProfileColumn, TextForm
from coursegen.reading.profiles import read_profile
from coursegen.workspace import bundled_folder

PROFILES = bundled_folder() / "templates" / "default" / "profiles"
OWN = read_profile(PROFILES / "coursegen.yaml")
SMALL = Profile(
    "small", "小", {"single": "单选", "multiple": "多选", "judge": "判断", "blank": "填空"}, header_row=2,
    above={"1": "说明：勿改"},
    columns=tuple(ProfileColumn(*pair) for pair in (
        ("题型", "kind"), ("题目", "stem"), ("A", "option.A"), ("B", "option.B"), ("C", "option.C"), ("答案", "answer"),
        ("备注", ""),
    )), right="对", wrong="错", between_letters=",", between_gaps="|",
)  # fmt: skip


def rows(data: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True))


def test_rows_are_in_the_columns_and_words_of_the_platform() -> None:
    data, _ = write_sheet(bank_of(*one_of_each()), SMALL)
    assert rows(data) == [
        ("说明：勿改", None, None, None, None, None, None),
        ("题型", "题目", "A", "B", "C", "答案", "备注"),
        ("单选", "先看哪里？", "杯口", "小票", "窗外", "A", None),
        ("多选", "要看哪些？", "杯口", "杯底", "窗外", "A,B", None),
        ("判断", "可以不看。", None, None, None, "错", None),
        ("填空", "先看____再看____。", None, None, None, "杯口/口|杯底", None),
    ]


def test_what_a_platform_has_no_room_for_is_reported_by_question() -> None:
    many = Question(id="many", kind="single", stem="?", options=tuple("ABCD"), answer="A")
    parted = Question(id="parted", kind="blank", stem="____", accepted=(("a|b",),))
    data, lost = write_sheet(bank_of(*one_of_each(), many, parted), SMALL)
    assert {loss.question for loss in lost if loss.feature == "kind"} == {
        "r",
        "o",
        "c",
        "k",
        "p",
        "q",
        "many",
        "parted",
    }
    assert {loss.feature for loss in lost if loss.question == "s"} == {
        "rationale", "source", "points", "principle", "objective", "bloom", "difficulty", "id",
    }  # fmt: skip
    assert len(rows(data)) == 6


def test_a_text_that_looks_like_a_formula_is_a_text_and_stays_one_when_edited() -> None:
    question = Question(id="x", kind="single", stem="=1+1", options=("+49", "=cmd|' /C calc'!A0"), answer="A")
    sheet = load_workbook(BytesIO(write_sheet(bank_of(question), OWN)[0])).worksheets[0]
    cells = [cell for cell in sheet[2] if str(cell.value or "").startswith(("=", "+"))]
    assert [cell.value for cell in cells] == ["=1+1", "+49", "=cmd|' /C calc'!A0"]
    assert all(cell.data_type == "s" and cell.quotePrefix and cell.number_format == "@" for cell in cells)


def test_a_text_that_no_cell_can_hold_stays_behind_and_is_reported() -> None:
    long = Question(id="long", kind="judge", stem="长" * 33000, answer="T")
    data, lost = write_sheet(bank_of(long, *one_of_each()), OWN)
    assert "long" in {loss.question for loss in lost if loss.feature == "kind"}
    assert "long" not in {row[0] for row in rows(data)}


def test_microsofts_validator_finds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "bank.xlsx"
    nasty = [Question(id=f"x{n}", kind="judge", stem=text, answer="T") for n, text in enumerate(HOSTILE)]
    file.write_bytes(write_sheet(bank_of(*one_of_each(), *nasty), OWN)[0])
    assert validator_errors(file) == []


def test_the_same_bank_gives_the_same_bytes() -> None:
    assert write_sheet(bank_of(*one_of_each()), OWN) == write_sheet(bank_of(*one_of_each()), OWN)


def test_a_text_file_has_the_lines_of_the_platform() -> None:
    form = TextForm(
        {"answer": "答案：", "rationale": "解析："},
        number="{n}、",
        option="{letter}．",
        kind="[{kind}]",
        kind_behind=True,
    )
    profile = Profile("t", "文本", {"single": "单选题", "judge": "判断题"}, text=form)
    data, lost = write_text(bank_of(*one_of_each()), profile, form)
    assert data.decode("utf-8-sig") == (
        "1、先看哪里？[单选题]\nA．杯口\nB．小票\nC．窗外\n"
        "答案：A\n解析：先看后用，客人放心。\n　　\n　　【出处】《门店手记》第二页\n\n"
        "2、可以不看。[判断题]\n答案：错误\n解析：先看后用，客人放心。\n　　\n　　【出处】《门店手记》第二页\n"
    )
    assert "m" in {loss.question for loss in lost if loss.feature == "kind"}


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_only_our_own_profile_says_that_it_was_tried(path: Path) -> None:
    profile = read_profile(path)
    assert profile.id == path.stem
    assert profile.verified is path.stem.startswith("coursegen")
    assert profile.verified or "未在平台上核实" in profile.note


def test_a_peer_reads_hostile_texts_exactly_as_text() -> None:
    texts = [text for text in HOSTILE if text.strip()]
    assert len(texts) > 40
    made = [
        Question(id=f"x{n}", kind="single", stem=f"{text}题", options=(f"{text}甲", "乙"), answer="AB"[n % 2])
        for n, text in enumerate(texts)
    ]
    data, lost = write_sheet(bank_of(*made), SMALL)
    assert not {loss.question for loss in lost if loss.feature in ("kind", "stem", "options")}
    read = [(row[1], row[2], row[5]) for row in rows(data)[2:]]
    assert read == [(question.stem, question.options[0], question.answer) for question in made]
