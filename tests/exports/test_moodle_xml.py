"""Moodle XML by the rules of question/format/xml/format.php: what breaks them is refused, or imported wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from bank_samples import HOSTILE, bank_of, one_of_each
from lxml import etree
from moodle_xml_parser.parser import parse_bytes

from coursegen.exchange import Question
from coursegen.exports.fractions import FRACTIONS, share
from coursegen.exports.moodle_xml import write_moodle_xml

TYPES = {
    "s": "multichoice", "m": "multichoice", "j": "truefalse", "r": "essay", "b": "cloze", "o": "essay", "c": "essay",
    "k": "essay", "p": "matching", "q": "ordering",
}  # fmt: skip


def quiz(*questions: Question) -> etree._Element:
    return etree.fromstring(write_moodle_xml(bank_of(*questions))[0])


def by_id(*questions: Question) -> Mapping[str, etree._Element]:
    found = {
        str(q.findtext("idnumber")): q for q in quiz(*questions).iterchildren("question") if q.get("type") != "category"
    }
    assert len(found) == len(questions)
    return found


def test_every_kind_has_a_type_of_moodles() -> None:
    assert {key: q.get("type") for key, q in by_id(*one_of_each()).items()} == TYPES


def test_a_lesson_is_a_category() -> None:
    (category,) = [q for q in quiz(*one_of_each()).iterchildren("question") if q.get("type") == "category"]
    assert category.findtext("category/text") == "$course$/top/课//程/第一讲"


def test_every_text_is_plain_so_that_no_filter_of_moodles_touches_it() -> None:
    formats = {e.get("format") for e in quiz(*one_of_each()).iter("questiontext", "generalfeedback", "graderinfo")}
    assert formats == {"plain_text"}


def test_fractions_are_on_moodles_list_and_give_full_marks_for_the_whole_key() -> None:
    for right in range(2, 10):
        options = tuple("ABCDEFGHIJ"[: right + 1])
        question = Question(id="m", kind="multiple", stem="?", options=options, answer="ABCDEFGHIJ"[:right])
        found = [float(a.get("fraction") or 0) for a in by_id(question)["m"].iterchildren("answer")]
        assert {abs(fraction) for fraction in found} <= {*FRACTIONS, 0}
        assert sum(f for f in found if f > 0) == pytest.approx(100, abs=0.0001)
        assert min(found) == -100
    assert share(3) == "33.33333"
    assert share(8) == "12.5"


def test_a_share_that_moodle_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="1/11"):
        share(11)


@pytest.mark.parametrize(("key", "needed"), [
    ("s", {"single": "true", "shuffleanswers": "true", "answernumbering": "ABCD", "shownumcorrect": "1"}),
    ("m", {"single": "false", "showstandardinstruction": "0"}),
    ("j", {"penalty": "1"}),
    ("o", {"responseformat": "plain", "responsefieldlines": "5", "attachments": "0"}),
    ("p", {"shuffleanswers": "true", "shownumcorrect": "1"}),
    ("q", {"layouttype": "VERTICAL", "selecttype": "ALL", "gradingtype": "ABSOLUTE_POSITION", "shownumcorrect": "1"}),
])  # fmt: skip
def test_each_type_has_what_moodle_needs_of_it(key: str, needed: Mapping[str, str]) -> None:
    question = by_id(*one_of_each())[key]
    assert {name: question.findtext(name) for name in needed} == needed


def test_steps_are_numbered_by_their_fractions() -> None:
    answers = by_id(*one_of_each())["q"].iterchildren("answer")
    assert [(a.findtext("text"), a.get("fraction")) for a in answers] == [
        ("看", "1.0000000"), ("擦", "2.0000000"), ("倒", "3.0000000"),
    ]  # fmt: skip


def test_gaps_are_embedded_with_every_word_that_is_right() -> None:
    text = by_id(*one_of_each())["b"].findtext("questiontext/text")
    assert text == "先看{1:SHORTANSWER:=杯口~=口}再看{1:SHORTANSWER:=杯底}。"


def test_what_embedded_answers_mean_something_by_is_written_as_entities() -> None:
    question = Question(id="b", kind="blank", stem="____和____", accepted=(("a}~#=b",), ("50%*",)), points=2)
    text = by_id(question)["b"].findtext("questiontext/text")
    assert text == "{1:SHORTANSWER:=a&#125;&#126;&#35;&#61;b}和{1:SHORTANSWER:=50&#37;&#92;*}"


def test_a_star_in_a_short_answer_is_no_wildcard() -> None:
    question = Question(id="b", kind="blank", stem="2____3", accepted=(("*",),))
    assert by_id(question)["b"].findtext("answer/text") == "\\*"


def test_points_that_gaps_cannot_share_and_stems_that_look_like_gaps_are_reported() -> None:
    uneven = Question(id="uneven", kind="blank", stem="____、____", accepted=(("a",), ("b",)), points=3)
    stuck = Question(id="stuck", kind="blank", stem="{1:SA:=x}____、____", accepted=(("a",), ("b",)), points=2)
    data, lost = write_moodle_xml(bank_of(uneven, stuck))
    assert {(loss.question, loss.feature) for loss in lost} == {("uneven", "points"), ("stuck", "by hand")}
    assert b'type="essay"' in data


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_the_same_behind_the_markup(text: str) -> None:
    question = Question(id="x", kind="single", stem=f"题{text}题", options=(f"甲{text}甲", "乙"), answer="A")
    found = by_id(question)["x"]
    assert found.findtext("questiontext/text") == question.stem
    assert found.findtext("answer/text") == question.options[0]


def test_a_peer_reads_hostile_texts_with_their_keys() -> None:
    texts = [text for text in HOSTILE if text.strip() and not re.search(r"&\S+;|\]\]>", text)]
    assert len(texts) > 40
    made = [
        Question(
            id=f"x{n}",
            kind="multiple",
            stem=f"题{text}题",
            options=(f"甲{text}甲", "乙", "丙"),
            answer="AC",
            points=2.0,
        )
        for n, text in enumerate(texts)
    ]
    found = parse_bytes(write_moodle_xml(bank_of(*made))[0])["multichoice"]
    assert len(found) == len(made)
    for question, read in zip(made, found, strict=True):
        assert read.text_pre_parse == question.stem
        assert [option.answer for option in read.options] == list(question.options)
        assert [option.score_fraction for option in read.options] == [50, -100, 50]
        assert (read.single, read.default_grade) == (False, 2.0)


def test_a_peer_reads_gaps_with_every_word_that_is_right() -> None:
    (found,) = parse_bytes(write_moodle_xml(bank_of(*one_of_each()))[0])["cloze"]
    gaps = [[(option.answer, option.score) for option in gap.options] for gap in found.gaps]
    assert gaps == [[("杯口", 100), ("口", 100)], [("杯底", 100)]]
