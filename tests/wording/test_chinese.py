"""Traditional characters as Taiwan and Hong Kong write them, words of an office kept, corners for quotation marks."""

from __future__ import annotations

import pytest

from coursegen.wording import chosen_language, in_script
from coursegen.wording.chinese import converter, known_languages

TAIWAN, HONG_KONG = in_script("zh-Hant"), in_script("zh-HK")


@pytest.mark.parametrize(
    ("text", "taiwan", "hong_kong"),
    [
        ("发布文件", "發布文件", "發佈文件"),
        ("支持这个项目", "支持這個項目", "支持這個項目"),
        ("软件在网络上", "軟體在網路上", "軟件在網絡上"),
        ("旧表请签批", "舊表請簽批", "舊表請簽批"),
        ("数和面积", "數和面積", "數和面積"),
        ("这里说", "這裡說", "這裏説"),
    ],
)
def test_words_are_those_of_the_place(text: str, taiwan: str, hong_kong: str) -> None:
    assert (TAIWAN(text), HONG_KONG(text)) == (taiwan, hong_kong)


def test_set_phrases_of_politics_change_their_characters_only() -> None:
    assert TAIWAN("意识形态和信息公开、党组、群众路线") == "意識形態和信息公開、黨組、群眾路線"


def test_quotation_marks_become_corners_and_apostrophes_stay() -> None:
    assert TAIWAN("他说“先看‘三处’再接”") == "他說「先看『三處』再接」"
    assert TAIWAN("It’s 好的") == "It’s 好的"
    assert converter("zh-Hant", "zh-Hans")("他說「先看『三處』」") == "他说“先看‘三处’”"


def test_latin_text_and_slots_stay() -> None:
    assert TAIWAN("plain “text”") == "plain 「text」"
    assert TAIWAN("{{ t.staff }}") == "{{ t.staff }}"


def test_own_words_go_before_those_of_the_program() -> None:
    assert converter("zh-Hans", "zh-Hant", (("文件", "文書"),))("一份文件") == "一份文書"


def test_a_unit_chooses_whose_characters_traditional_chinese_has() -> None:
    assert chosen_language("zh-Hant", "") == "zh-Hant"
    assert chosen_language("zh-Hant", "s2hk") == "zh-HK"
    assert chosen_language("zh-TW", "s2hk") == "zh-Hant"
    assert chosen_language("en", "s2hk") == "en"


def test_the_languages_a_course_can_be_had_in_begin_with_its_own() -> None:
    assert known_languages("zh-Hans") == ("zh-Hans", "zh-Hant", "zh-HK")
    assert known_languages("en") == ("en",)
