"""Words that a unit replaces: whole words, never in a quotation, nothing in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minicourse import write_minicourse
from wording.test_words import a_unit, with_why

from coursegen.model import CourseBundle
from coursegen.reading import read_course
from coursegen.wording import labels, replaced_sentences, word_bundle
from coursegen.wording.borders import whole_words
from coursegen.wording.replacing import Replacing

WORDS = {"分局": "支局", "我局": "我所", "区局": "片区", "领导": "负责同志"}
REPLACING = Replacing(WORDS)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> CourseBundle:
    return read_course(write_minicourse(tmp_path_factory.mktemp("mini")))


@pytest.mark.parametrize(
    "text", ["部分局面", "我局限于", "地区局势", "领导力", "看清部分局面，我局限于一隅，地区局势未定"]
)
def test_a_word_inside_others_stays(text: str) -> None:
    assert REPLACING.text(text) == text
    assert {fate for s in REPLACING.sentences(text) for _, fate in s.fates} == {"longer"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("税务分局的领导", "税务支局的负责同志"),
        ("我局决定", "我所决定"),
        ("分局在部分局面里", "支局在部分局面里"),
        ("领导有领导力", "负责同志有领导力"),
    ],
)
def test_a_whole_word_is_replaced(text: str, expected: str) -> None:
    assert REPLACING.text(text) == expected


@pytest.mark.parametrize("text", ["他说：“领导还没定。”", "《分局工作》", "记着‘领导’二字", "「领导」"])
def test_a_quotation_stays(text: str) -> None:
    assert REPLACING.text(text) == text
    assert [fate for s in REPLACING.sentences(text) for _, fate in s.fates] == ["quoted"]


def test_a_latin_word_is_replaced_between_its_edges_only() -> None:
    assert Replacing({"OA": "协同平台"}).text("OA系统和OAuth，用OA") == "协同平台系统和OAuth，用协同平台"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["部分局面", "我局限于", "地区局势", "领导力", "，", "。"]), max_size=12))
def test_words_that_only_look_like_it_never_change(pieces: list[str]) -> None:
    text = "，".join(pieces)
    assert REPLACING.text(text) == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["分局", "领导", "部分局面", "“领导”", "去", "，"]), max_size=10))
def test_what_is_told_is_what_is_done(pieces: list[str]) -> None:
    text = "，".join(pieces)
    told = list(REPLACING.sentences(text))
    assert sum(text.count(word) for word in WORDS) == sum(len(s.fates) for s in told)
    assert any(s.before != s.after for s in told) == (REPLACING.text(text) != text)


def test_the_course_is_worded_with_them_and_the_units_own_terms_stay(bundle: CourseBundle) -> None:
    unit = a_unit(replace={"咖啡": "饮品", "领导": "负责人", "店长": "值班经理"})
    worded = word_bundle(with_why(bundle, "请{{ t.leaders }}看，领导说一句。"), unit, "zh-Hans")
    assert worded.principles["cup.clean"].why == "请局领导看，负责人说一句。"
    assert "下班前给值班经理看" in repr(worded.lessons[0].task)
    assert worded.course.sources == bundle.course.sources


def test_quotations_of_the_course_stay_exact(bundle: CourseBundle) -> None:
    worded = word_bundle(bundle, a_unit(replace={"杯口": "碗口"}), "zh-Hans")
    assert worded.principles["cup.clean"].quotes == bundle.principles["cup.clean"].quotes
    assert "碗口" in worded.principles["cup.clean"].claim
    assert (
        word_bundle(bundle, a_unit(replace={"杯口": "碗口"}), "zh-Hant")
        .principles["cup.clean"]
        .claim.startswith("出杯前看碗口")
    )


def test_every_sentence_that_changes_is_listed_with_its_place(bundle: CourseBundle) -> None:
    found = list(replaced_sentences(bundle, a_unit(replace={"店长": "值班经理"})))
    assert [(place.file.rpartition("/")[2], s.before, s.after) for place, s in found] == [
        ("01-counter.yaml", "下班前给店长看", "下班前给值班经理看")
    ]
    assert all(place.line for place, _ in found)


def test_labels_are_words_too_but_not_the_names_in_them() -> None:
    assert labels("zh-Hans", {"分钟": "分", "text": "x"})("用时{text}分钟") == "用时{text}分"
    assert labels("zh-Hant", {"案例": "实例"})("案例单") == "實例單"
    assert labels("zh-Hans")("案例") == "案例"


def test_without_the_word_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursegen.wording.borders.tokenizer", lambda words: pytest.fail("loaded"))
    assert REPLACING.text("先问时限，再定人。") == "先问时限，再定人。"
    assert whole_words("先问时限", ["分局"]) == ()


def test_the_dictionary_is_kept_in_our_own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: pytest.fail("jieba wrote to the shared folder"))
    assert whole_words("税务分局", ["分局"]) == ((2, 4, "分局"),)
