"""Files of anybody → drafts: valid principles of a course, marked as drafts, refused in what is final."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pptx
import pytest
from click.testing import CliRunner
from drafting_essays import ENGLISH, ESSAY
from minicourse import write_minicourse

from coursegen.cli.commands import program
from coursegen.drafting.drafts import make_drafts
from coursegen.drafting.files import read_material
from coursegen.errors import FaultError
from coursegen.model import Principle
from coursegen.reading.validate import read_document

WORDS = {"note": "draft", "none": "（待写）", "source": "《{title}》第{number}段"}


def principles(files: dict[str, str]) -> dict[str, Principle]:
    return {
        name: read_document(Principle, text.encode(), name).value
        for name, text in files.items()
        if name.startswith("principles/")
    }


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("收货", 1)
    document.add_paragraph("要看单子再看货。单子和货对不上，不要签字。")
    document.add_heading("发货", 1)
    document.add_paragraph("没有单子，谁来也不能发。")
    document.save(out := BytesIO())
    return out.getvalue()


def deck_file() -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "收货先看单子"
    slide.placeholders[1].text_frame.text = "单子和货对不上，不要签字"
    slide.notes_slide.notes_text_frame.text = "请大家说说丢过什么货。"
    deck.save(out := BytesIO())
    return out.getvalue()


@pytest.mark.parametrize("text", [ESSAY, ENGLISH])
def test_drafts_are_principles_with_the_words_of_the_essay(text: str) -> None:
    made = make_drafts([read_material(text.encode(), "my essay.txt")], WORDS)
    found = principles(dict(made.files))
    assert len(found) == made.drafts > 2
    assert {principle.status for principle in found.values()} == {"draft"}
    lines = text.splitlines()
    quotes = [quote for principle in found.values() for quote in principle.quotes]
    assert len(quotes) == made.quotes > 2
    assert all(quote.text in lines[quote.paragraph - 1] for quote in quotes)
    assert all(name == f"principles/{principle.id}.yaml" for name, principle in found.items())


def test_the_inventory_has_every_sentence_and_key_words() -> None:
    made = make_drafts([read_material(ESSAY.encode(), "essay.txt")], WORDS)
    inventory = made.files["inventory.yaml"]
    assert all(sentence in inventory for sentence in ("通道上不得放任何东西", "说不准就说不准"))
    assert "keywords:" in inventory
    assert "标签" in inventory


@pytest.mark.parametrize(("name", "data"), [("a.docx", word_file()), ("a.pptx", deck_file())])
def test_office_files_are_read_by_headings_and_titles(name: str, data: bytes) -> None:
    essay = read_material(data, name).essay
    assert essay.parts[0].headings[0].startswith("收货")
    assert "不要签字" in "".join(passage.text for part in essay.parts for passage in part.passages)


def test_notes_of_slides_are_read_too() -> None:
    assert "丢过什么货" in str(read_material(deck_file(), "a.pptx").essay)


def test_bullets_without_a_stop_are_parted_where_they_stand_in_one_text() -> None:
    (found,) = principles(dict(make_drafts([read_material(deck_file(), "a.pptx")], WORDS).files)).values()
    assert found.why == "请大家说说丢过什么货。"
    text = "Shelves\n\nEvery box has a place. Label it. Never mix. "
    whole = make_drafts([read_material(text.encode(), "a.md")], WORDS)
    assert next(iter(principles(dict(whole.files)).values())).why == "Label it. Never mix."


def test_signs_of_markdown_are_not_the_authors_words() -> None:
    essay = read_material("# 值班\n\n## 交接\n\n- 首先，写清未办完的事\n* 其次，当面说一遍。\n".encode(), "a.md").essay
    assert (essay.title, essay.parts[0].headings) == ("值班", ("交接",))
    said = [sentence for part in essay.parts for passage in part.passages for sentence in passage.sentences]
    assert said == ["首先，写清未办完的事", "其次，当面说一遍。"]


def test_a_file_of_another_kind_is_a_fault_that_says_which_are_read() -> None:
    with pytest.raises(FaultError) as caught:
        read_material(b"x", "a.wps")
    assert caught.value.faults[0].code == "C831"
    assert ".docx" in caught.value.faults[0].line("en")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSEGEN_UI_LANG", "zh")
    (tmp_path / "essay.txt").write_text(ESSAY, "utf-8")
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(program, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_ingest_writes_drafts_and_never_over_what_is_there(home: Path) -> None:
    code, told, _ = run("ingest", "essay.txt")
    assert code == 0
    assert "drafts/essay/inventory.yaml" in told
    before = (home / "drafts" / "essay" / "points.yaml").read_bytes()
    (home / "drafts" / "essay" / "points.yaml").write_bytes(before + b"# mine\n")
    code, told, wrong = run("ingest", "essay.txt")
    assert (code, told) == (6, "")
    assert "O103" in wrong
    assert (home / "drafts" / "essay" / "points.yaml").read_bytes() == before + b"# mine\n"


def test_a_draft_is_told_when_it_is_built_and_refused_in_what_is_final(home: Path) -> None:
    course = write_minicourse(home / "content" / "coffee-shop")
    path = course / "principles" / "cup.clean.yaml"
    path.write_text(path.read_text("utf-8").replace("tier: core", "status: draft\ntier: core"), "utf-8")
    code, _, told = run("build", "coffee-shop", "-f", "handout")
    assert (code, "C835" in told) == (0, True)
    code, made, told = run("build", "coffee-shop", "-f", "handout", "--final", "-o", "other")
    assert (code, made) == (3, "没有写出任何文件\n" if made else "")
    assert "cup.clean.yaml" in told
