"""The bank as Aiken text, the one text format that other programs read."""

from __future__ import annotations

import pytest
from bank_samples import HOSTILE, bank_of, one_of_each
from lxml import etree
from msgspec.structs import replace
from peers import read_by_aiken_to_moodlexml

from coursegen.exchange import Question
from coursegen.exports.text import write_text
from coursegen.ingest import read_questions
from coursegen.reading.profiles import read_profile
from coursegen.workspace import bundled_folder

PROFILE = read_profile(bundled_folder() / "templates" / "default" / "profiles" / "aiken.yaml")
SINGLE = Question(id="s", kind="single", stem="先看哪里？", options=("杯口", "小票"), answer="A")
LINES = tuple(text for text in HOSTILE if "\n" not in text and text.strip() and "]]>" not in text)
"""The peer writes texts into CDATA as they are."""


def written(*questions: Question) -> tuple[str, set[str]]:
    assert PROFILE.text
    data, lost = write_text(bank_of(*questions), PROFILE, PROFILE.text)
    return data.decode("utf-8-sig"), {loss.question for loss in lost if loss.feature == "kind"}


def test_a_question_is_its_stem_its_options_and_its_letter() -> None:
    text, behind = written(*one_of_each())
    assert text == "先看哪里？\nA. 杯口\nB. 小票\nC. 窗外\nANSWER: A\n"
    assert behind == {question.id for question in one_of_each() if question.kind != "single"}


def test_a_peer_reads_hostile_texts_with_their_keys() -> None:
    assert len(LINES) > 40
    made = [
        replace(SINGLE, id=f"x{n}", stem=f"题{text}", options=(f"甲{text}", "乙", f"丙{text}"), answer="ABC"[n % 3])
        for n, text in enumerate(LINES)
    ]
    text, behind = written(*made)
    assert not behind
    found = etree.fromstring(read_by_aiken_to_moodlexml(text)).findall("question")
    assert len(found) == len(made)
    for question, read in zip(made, found, strict=True):
        assert read.findtext("questiontext/text") == question.stem
        answers = read.findall("answer")
        assert tuple(answer.findtext("text", "").removesuffix("\n") for answer in answers) == question.options
        right = [letter for letter, answer in zip("ABC", answers, strict=True) if answer.get("fraction") == "100"]
        assert right == [question.answer]


@pytest.mark.parametrize("question", [
    replace(SINGLE, stem="第一行\n第二行"), replace(SINGLE, options=("甲\n乙", "丙")), replace(SINGLE, material="材料"),
    replace(SINGLE, stem="A. 是什么"), replace(SINGLE, stem="ANSWER: 是什么"),
])  # fmt: skip
def test_what_one_line_cannot_say_stays_behind(question: Question) -> None:
    text, behind = written(question)
    assert (text, behind) == ("", {"s"})


def test_it_comes_back() -> None:
    text, _ = written(SINGLE)
    (read,), faults = read_questions(text.encode(), "bank.txt", PROFILE, asked=True)
    assert not faults
    assert (read.kind, read.stem, read.options, read.answer) == ("single", SINGLE.stem, SINGLE.options, "A")
