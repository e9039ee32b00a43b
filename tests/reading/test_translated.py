"""Courses and units read in another language by the catalogues beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from minicourse import write_minicourse
from msgspec.structs import replace
from translated_minicourse import change, write_english

from coursegen.reading import read_course, read_unit
from coursegen.reading.catalogues import check_catalogues, update_catalogues
from coursegen.translation.catalogue import catalogue_path
from coursegen.translation.translate import Settled
from coursegen.wording import word_bundle
from coursegen.workspace import bundled_folder

ROOTS = (bundled_folder() / "templates",)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_minicourse(tmp_path / "coffee-shop")


def po(course: Path, file: str, language: str = "en") -> Path:
    return catalogue_path(course, file, language)


def test_a_course_is_in_the_language_of_its_catalogues(course: Path) -> None:
    write_english(course)
    found = read_course(course, language="en")
    assert (found.course.language, found.untranslated) == ("en", ())
    assert found.course.title == "First Shift at the Coffee Shop"
    assert found.principles["cup.clean"].claim.startswith("Look at rim")
    assert found.principles["cup.clean"].cases[0].task == "Making"
    assert read_course(course).course.title == "咖啡店新人上岗"


def test_what_is_missing_is_told_once_a_file_and_stays_as_it_was_written(course: Path) -> None:
    write_english(course, fill=False)
    found = read_course(course, language="en")
    told = {fault.place.file.rpartition("/")[2]: fault for fault in found.untranslated}
    assert told["cup.clean.yaml"].code == "C811"
    assert told["cup.clean.yaml"].facts["missing"] > 5
    assert {fault.severity for fault in found.untranslated} == {"warning"}
    assert found.principles["cup.clean"].question == "这只杯子您自己愿意用吗？"


def test_a_translation_of_a_text_that_has_changed_since_is_stale_and_not_used(course: Path) -> None:
    write_english(course)
    file = course / "principles" / "cup.clean.yaml"
    file.write_text(file.read_text("utf-8").replace("一处不净就换", "有一处不净就换掉"), "utf-8")
    found = read_course(course, language="en")
    assert found.principles["cup.clean"].claim == "出杯前看杯口、杯底和杯柄，有一处不净就换掉"
    assert [fault.facts["stale"] for fault in found.untranslated] == [1]
    told = check_catalogues(course, "en")
    assert [fault.code for fault in told] == ["C822"]
    assert "principles/cup.clean.yaml:claim" in told[0].line("zh")


def test_a_language_without_catalogues_is_left_to_the_wording(course: Path) -> None:
    found = read_course(course, language="en")
    assert (found.course.language, found.untranslated) == ("zh-Hans", ())


def test_another_script_has_only_exceptions_and_they_are_not_converted(course: Path) -> None:
    list(update_catalogues(course, "zh-Hant"))
    change(
        po(course, "principles/cup.clean.yaml", "zh-Hant"),
        lambda key, entry: replace(entry, text="出杯前先看杯口，后来再换") if key.endswith(":claim") else entry,
    )
    found = read_course(course, language="zh-Hant")
    assert isinstance(found.principles["cup.clean"].claim, Settled)
    assert found.untranslated == ()
    unit = read_unit("default", ROOTS)[0]
    worded = word_bundle(found, unit, "zh-Hant")
    assert worded.principles["cup.clean"].claim == "出杯前先看杯口，后来再换"
    assert worded.principles["queue.greet"].claim == "隊伍一過五個人，先抬頭說一句話，再低頭做單"


def test_words_of_a_course_are_written_as_its_list_says(course: Path) -> None:
    words = course / "locale" / "zh-Hant" / "LC_MESSAGES" / "words.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid "磨豆机"\nmsgstr "研磨機"\n', "utf-8")
    unit = read_unit("default", ROOTS)[0]
    worded = word_bundle(read_course(course, language="zh-Hant"), unit, "zh-Hant")
    assert worded.lessons[0].scene.text.startswith("研磨機卡住了")


def test_a_word_of_the_unit_has_a_capital_where_a_sentence_starts(course: Path) -> None:
    write_english(course)
    unit = replace(read_unit("default", ROOTS)[0], terms={"staff": "baristas"})
    worded = word_bundle(read_course(course, language="en"), unit, "en")
    assert worded.principles["queue.greet"].why.startswith("Baristas look up once.")


def test_a_unit_is_in_the_language_too_and_its_english_name_is_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "shop"
    folder.mkdir(parents=True)
    (folder / "unit.yaml").write_text("names: {full: 云中咖啡店, english: Cloud Coffee, office: 吧台}\n", "utf-8")
    list(update_catalogues(folder, "en"))
    path = folder / "locale" / "en" / "LC_MESSAGES" / "unit.po"
    change(path, lambda key, entry: replace(entry, text="Counter") if key.endswith("office") else entry)
    unit = read_unit("shop", (tmp_path / "templates", *ROOTS), "en")[0]
    assert (unit.names.full, unit.names.office) == ("Cloud Coffee", "Counter")
    assert "shop/unit.yaml" not in " ".join(str(fault.place) for fault in unit.untranslated)


def test_a_catalogue_of_no_file_is_told(course: Path) -> None:
    write_english(course)
    po(course, "points.yaml").rename(po(course, "nobody.yaml"))
    codes = {fault.code for fault in check_catalogues(course, "en")}
    assert codes == {"C821", "C824"}


def test_a_unit_that_is_an_office_by_name_is_none_twice_in_english_either(tmp_path: Path) -> None:
    for unit, full in (("office", "云岭县政府办公室"), ("bureau", "云岭县税务局")):
        (tmp_path / unit).mkdir()
        (tmp_path / unit / "unit.yaml").write_text(f"extends: default\nnames: {{full: {full}}}\n", "utf-8")
    roots = (tmp_path, bundled_folder() / "templates")
    assert read_unit("office", roots, "en")[0].names.beside == ""
    assert read_unit("bureau", roots, "en")[0].names.beside == "General Office"
