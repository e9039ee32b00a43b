"""Labels of templates in every language a product can have."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import coursegen.wording
from coursegen.build.titles import TITLES
from coursegen.wording import labels, long_date
from coursegen.workspace import bundled_folder

CALL = re.compile(r"""_\(\s*(["'])((?:\\.|(?!\1).)*)\1""")
CATALOGUE = Path(coursegen.wording.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "labels.po"
HAN = re.compile(r"[\u4e00-\u9fff]")


_OF_DATES = {"year", "name", "start", "last_name"}
"""What the templates fill in as well where a date is said: English names the month, and says the year last."""

_OF_NOTICES = {"class"}
"""English says what a notice is of before it says of which term."""


def labels_in_use() -> set[str]:
    """Every label of the shipped templates and of what shows and prints a deck or asks questions."""
    files = sorted((bundled_folder() / "templates").glob("*/*.j2"))
    pages = sorted((bundled_folder() / "coursegen" / "html").glob("*.py"))
    pages += sorted((bundled_folder() / "coursegen" / "exports").glob("*.py"))
    names = ("decks.py", "naming.py", "exporting.py", "carried.py", "responses.py")
    pages += (bundled_folder() / "coursegen" / "build" / name for name in names)
    pages += sorted((bundled_folder() / "coursegen" / "report").glob("response_*.py"))
    assert len(files) >= 5
    assert len(pages) >= 5
    return set(TITLES.values()) | {m[2] for file in (*files, *pages) for m in CALL.finditer(file.read_text("utf-8"))}


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_label_of_the_templates_has_an_english_entry() -> None:
    used = labels_in_use()
    assert len(used) > 50
    with CATALOGUE.open("rb") as file:
        entries = {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}
    assert used - entries.keys() == set()
    assert entries.keys() - used == set(), "labels no template has any more"


def test_titles_of_products_in_english_are_written_like_sentences() -> None:
    names = {"Anki", "Excel", "GIFT", "Moodle", "QTI", "SCORM"}
    english = labels("en")
    assert len(TITLES) > 30
    for title in map(english, TITLES.values()):
        words = re.findall(r"[^\W\d]+", title)
        assert title[0].isupper(), title
        assert not [word for word in words[1:] if word[0].isupper() and word not in names], title


def test_english_labels_are_english_and_fill_the_same_slots() -> None:
    english = labels("en")
    for label in labels_in_use():
        assert not HAN.search(english(label)), label
        more = {"n"} if "{cn}" in label else _OF_DATES if "日" in label else _OF_NOTICES if "举办" in label else set()
        assert slots(english(label)) <= slots(label) | more | ({"term"} if label == "{class}的通知" else set()), label


def test_chinese_labels_are_their_own_words() -> None:
    assert labels("zh-Hans")("讲师手册") == "讲师手册"
    assert labels("zh-Hant")("讲师手册") == "講師手冊"


def test_slots_survive_the_change_of_script() -> None:
    hant = labels("zh-Hant")
    for label in labels_in_use():
        assert slots(hant(label)) == slots(label)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_label_without_a_translation_comes_back_as_it_is(language: str) -> None:
    assert labels(language)("没有这个标签") == "没有这个标签"


def test_a_date_is_written_as_the_language_writes_it() -> None:
    assert long_date("2026-03-02", "zh-Hans") == "2026年3月2日"
    assert long_date("2026-03-02", "en") == "March 2, 2026"
    assert long_date("", "zh-Hans") == ""
