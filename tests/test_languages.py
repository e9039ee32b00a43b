"""Products in English, in traditional characters and in two languages: what a reader of each expects to see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from minicourse import write_minicourse
from peers import validator_errors
from test_typography import parts_of
from translated_minicourse import write_english

from coursegen.build import Request, make
from coursegen.cli.commands import program
from coursegen.workspace import bundled_folder

ROOTS = (bundled_folder() / "templates",)
PRODUCTS = ("deck", "slides", "handout", "guide", "quiz", "answers", "check")
HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
KEYS = frozenset("净稳口底柄")
"""Key characters that stay in every language."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_minicourse(tmp_path_factory.mktemp("languages") / "coffee-shop")
    write_english(folder)
    return folder


def kit(course: Path, language: str, *products: str, unit: str = "default", roots: tuple[Path, ...] = ROOTS) -> dict:
    made = make(Request(course, unit, roots, products=products or PRODUCTS, language=language))
    assert not made.failed, [fault.line("en") for fault in made.faults]
    return {file.name: file.data for file in made.files}


@pytest.fixture(scope="module")
def english(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The kit in English of a unit that has an English name, on US Letter."""
    roots = tmp_path_factory.mktemp("units")
    (roots / "cafe").mkdir()
    (roots / "cafe" / "unit.yaml").write_text(
        "language: en\nnames: {full: Cloud Coffee, office: Counter}\n"
        "terms: {staff: baristas}\nchoices: {sheet: Letter}\n",
        "utf-8",
    )
    return kit(course, "en", unit="cafe", roots=(roots, *ROOTS))


def said(data: bytes, prefix: str = "word/") -> str:
    """Everything that can be read in a file."""
    parts = [xml.decode() for name, xml in parts_of(data).items() if name.startswith(prefix) and name.endswith(".xml")]
    assert parts
    return "\n".join(text for xml in parts for text in re.findall(r"<(?:w|a):t(?: [^>]*)?>([^<]*)<", xml))


def test_files_say_their_language_in_their_names(english: Mapping[str, bytes]) -> None:
    assert {"deck.en.pptx", "handout.en.docx", "quiz.en.docx"} <= english.keys()


@pytest.mark.parametrize(
    "name", ["handout.en.docx", "guide.en.docx", "quiz.en.docx", "answers.en.docx", "check.en.docx"]
)
def test_no_chinese_is_left_in_an_english_document(english: Mapping[str, bytes], name: str) -> None:
    text = said(english[name])
    assert len(text) > 200
    assert set(HAN.findall(text)) - KEYS == set()


def test_no_chinese_is_left_on_english_slides(english: Mapping[str, bytes]) -> None:
    text = said(english["slides.en.pptx"], "ppt/slides/")
    assert set(HAN.findall(text)) - KEYS - {"＿"} == set()


def test_an_english_paper_has_the_furniture_its_readers_know(english: Mapping[str, bytes]) -> None:
    text = said(english["quiz.en.docx"])
    assert "First Shift at the Coffee Shop: Final Test" in text
    assert {"Part", "Points", "Score", "Name"} <= set(re.findall(r"\w+", text))
    assert re.search(r"Part 1\. .*points", text)
    assert "A.\u2002" in text
    assert "Write T (true) or F (false)" in text
    header = "".join(xml.decode() for name, xml in parts_of(english["quiz.en.docx"]).items() if "header" in name)
    assert "txbx" not in header


def test_english_documents_are_set_for_latin_letters(english: Mapping[str, bytes]) -> None:
    parts = parts_of(english["handout.en.docx"])
    styles = parts["word/styles.xml"].decode()
    body = re.search(r'<w:style [^>]*w:styleId="BodyIndent">.*?</w:style>', styles, re.DOTALL)
    assert body is not None
    assert 'w:firstLine="0"' in body[0]
    assert '<w:jc w:val="left"/>' in body[0]
    assert 'w14:val="standard"' in styles
    assert '<w:lang w:val="en-US"' in styles
    assert 'w:w="12240" w:h="15840"' in parts["word/document.xml"].decode()


@pytest.mark.parametrize("name", ["deck.en.pptx", "handout.en.docx", "quiz.en.docx"])
def test_the_files_are_sound_for_a_judge_that_is_not_ours(
    english: Mapping[str, bytes], name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(english[name])
    assert validator_errors(tmp_path / name) == []


@pytest.mark.parametrize(("language", "tag"), [("zh-Hant", "zh-TW"), ("zh-HK", "zh-HK")])
def test_traditional_documents_have_faces_tags_and_words_of_their_place(course: Path, language: str, tag: str) -> None:
    files = kit(course, language, "handout", "quiz", "deck")
    styles = parts_of(files[f"handout.{language}.docx"])["word/styles.xml"].decode()
    assert f'w:eastAsia="{tag}"' in styles
    assert 'w:eastAsia="PMingLiU"' in styles
    assert "宋体" not in styles
    quiz = said(files[f"quiz.{language}.docx"])
    assert {"題號", "滿分", "評卷人"} <= set(quiz.split("\n"))
    assert "「" in said(files[f"handout.{language}.docx"])
    deck = parts_of(files[f"deck.{language}.pptx"])
    assert "正文縮排" in styles or "正文縮進" in styles
    assert not {"缩进", "单", "标题"} & set(re.findall("缩进|单|标题", styles))
    assert not re.search('name="[^"]*(?:幻灯片|页脚|标题)', deck["ppt/slides/slide1.xml"].decode())
    assert '<a:ea typeface="Microsoft JhengHei"/>' in deck["ppt/theme/theme1.xml"].decode()
    assert f'lang="{tag}"' in deck["ppt/slides/slide1.xml"].decode()


def test_a_page_to_teach_from_has_room_for_two_languages() -> None:
    course = bundled_folder() / "content" / "office-director"
    made = make(Request(course, "default", ROOTS, products=("brief",), language="zh-Hans+en"))
    assert [fault.line("en") for fault in made.faults] == []
    assert [file.count for file in made.files] == [10]


def test_quotations_in_traditional_characters_have_the_marks_of_their_place(course: Path) -> None:
    path = course / "principles" / "cup.clean.yaml"
    assert "hant:" in path.read_text("utf-8")
    text = said(kit(course, "zh-Hant", "handout")["handout.zh-Hant.docx"])
    assert not set("“”") & set(text)


def test_a_deck_in_two_languages_has_titles_in_both(course: Path, tmp_path: Path) -> None:
    files = kit(course, "zh-Hans+en", "deck", "handout")
    assert set(files) == {"deck.zh-Hans+en.pptx", "handout.zh-Hans+en.docx"}
    slides = said(files["deck.zh-Hans+en.pptx"], "ppt/slides/")
    assert {"出杯前看杯口、杯底和杯柄，一处不净就换", "First Shift at the Coffee Shop"} <= set(slides.split("\n"))
    assert "Look at rim" in slides
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        assert validator_errors(tmp_path / name) == []


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(program, list(arguments))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_minicourse(tmp_path / "content" / "coffee-shop")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSEGEN_UI_LANG", "en")
    return tmp_path


def test_catalogues_are_made_and_checked_by_command(home: Path) -> None:
    code, told, _ = run("i18n", "update", "coffee-shop", "--to", "en")
    assert code == 0
    assert "content/coffee-shop/locale/en/LC_MESSAGES/principles.cup.clean.po\twritten" in told
    assert "written" not in run("i18n", "update", "coffee-shop", "--to", "en")[1]
    code, _, told = run("i18n", "check", "coffee-shop", "--to", "en")
    assert (code, "C821" in told) == (0, True)
    assert run("i18n", "check", "coffee-shop", "--to", "en", "--strict")[0] == 7
    write_english(home / "content" / "coffee-shop")
    assert run("i18n", "check", "coffee-shop", "--to", "en", "--strict")[0] == 0


def test_empty_catalogues_are_extracted_for_other_programs(home: Path) -> None:
    code, told, _ = run("i18n", "extract", "coffee-shop", "-o", "pot")
    assert code == 0
    assert "pot/principles.cup.clean.pot" in told
    assert 'msgctxt "principles/cup.clean.yaml:claim"' in (home / "pot" / "principles.cup.clean.pot").read_text("utf-8")


def test_what_is_not_translated_is_refused_under_strict(home: Path) -> None:
    write_english(home / "content" / "coffee-shop", fill=False)
    code, _, told = run("build", "coffee-shop", "--lang", "en", "-f", "handout")
    assert (code, "C811" in told) == (0, True)
    assert run("build", "coffee-shop", "--lang", "en", "-f", "handout", "--strict")[0] == 7


@pytest.mark.parametrize("arguments", [("update", "office-director", "--to", "zh-HK"), ("extract", "county-tax")])
def test_nothing_is_written_into_what_comes_with_the_program(home: Path, arguments: tuple[str, ...]) -> None:
    before = sorted(bundled_folder().glob("*/*/locale/**/*"))
    told = CliRunner().invoke(program, ["i18n", *arguments])
    assert (told.exit_code, "U413" in told.stderr) == (2, True)
    assert sorted(bundled_folder().glob("*/*/locale/**/*")) == before != []


def test_a_name_nobody_has_and_a_language_nobody_knows_are_faults(home: Path) -> None:
    code, _, told = run("i18n", "check", "cofee-shop", "--to", "en")
    assert (code, "U216" in told, "coffee-shop" in told) == (2, True, True)
    assert run("build", "coffee-shop", "--lang", "zh-Hans+xx")[0] == 2


def test_messages_can_be_had_in_traditional_characters_but_paths_stay(home: Path) -> None:
    (home / "文件夹").mkdir()
    code, _, told = run("build", "文件夹", "--ui-lang", "zh-Hant")
    assert code == 2
    assert "檔案" in told or "資料夾" in told or "課程" in told
    assert "文件夹" in told


def test_the_second_course_is_english_and_has_nothing_to_do_with_offices() -> None:
    from coursegen.reading import read_course

    bundle = read_course(bundled_folder() / "content" / "lab-safety")
    assert (bundle.course.language, len(bundle.lessons), len(bundle.principles)) == ("en", 2, 8)
    assert len(bundle.items) == 30
    assert {p for lesson in bundle.lessons for p in lesson.principles} == set(bundle.principles)
    assert not HAN.search(repr([bundle.course.title, bundle.lessons, bundle.principles, bundle.items]))


@pytest.mark.parametrize("language", ["zh-Hans", "en+zh-Hans"])
def test_the_second_course_is_to_be_had_in_chinese_too(language: str) -> None:
    course = bundled_folder() / "content" / "lab-safety"
    made = make(Request(course, "default", ROOTS, products=("deck", "brief", "quiz"), language=language))
    assert [fault.line("en") for fault in made.faults] == []
    deck = next(file for file in made.files if file.product == "deck")
    assert "新进人员实验室安全" in said(deck.data, "ppt/slides/")


def test_the_second_course_builds_in_english_without_a_word() -> None:
    made = make(Request(bundled_folder() / "content" / "lab-safety", "default", ROOTS, products=("deck", "quiz")))
    assert not made.failed, [fault.line("en") for fault in made.faults]
    assert {fault.code for fault in made.faults} <= {"C811"}
    quiz = next(file for file in made.files if file.product == "quiz")
    assert quiz.name == "quiz.docx"
    assert "Laboratory Safety for New Staff: Final test" in said(quiz.data)
