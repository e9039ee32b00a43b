"""`coursegen template`, the map beside a base, and files that mean harm."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from odd_bases import DECKS, DOCUMENTS, edited, halves, letter, plain, saved

from coursegen.cli.commands import program
from coursegen.office.package import CONTENT_TYPES
from coursegen.office.render import VARIABLE, office_program
from coursegen.reading.base_maps import MAP_FILE


@pytest.fixture
def home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder with two bases, where LibreOffice is not installed."""
    (home / "base.pptx").write_bytes(plain())
    (home / "base.docx").write_bytes(saved(letter()))
    monkeypatch.setenv(VARIABLE, "")
    return home


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def test_a_check_tells_layout_surety_and_placeholders_of_every_role(home: Path) -> None:
    result = run("template", "check", "base.pptx")
    assert result.exit_code == 0
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in result.stdout.splitlines()}
    assert rows["cover"][:3] == ["Title Slide", "slideLayout1.xml", "把握大"]
    assert "title=" in rows["title-body"][3]
    assert (home / "output" / "template-check" / "base.check.pptx").is_file()
    assert "没有找到 LibreOffice" in result.stderr


def test_a_check_of_a_document_tells_its_text_area_and_styles(home: Path) -> None:
    result = run("template", "check", "base.docx", "-o", "看样")
    assert result.exit_code == 0
    assert "handout\t版心\t" in result.stdout
    assert "Title" in result.stdout
    assert (home / "看样" / "base.check.docx").is_file()


def test_a_check_is_json_when_asked(home: Path) -> None:
    lines = run("template", "check", "base.pptx", "--log-format", "json").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert {"role", "layout", "part", "master", "index", "confidence", "score", "gap", "placeholders"} == found[
        0
    ].keys()


def test_where_libreoffice_is_the_sample_is_a_pdf_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    assert office_program()
    assert run("template", "check", "base.pptx").exit_code == 0
    assert (home / "output" / "template-check" / "base.check.pdf").read_bytes().startswith(b"%PDF")


def test_a_unit_made_from_a_base_builds_at_once_and_the_same_without_its_map(home: Path) -> None:
    assert run("template", "init", "base.pptx", "--unit", "our-shop").exit_code == 0
    folder = home / "templates" / "our-shop"
    assert {path.name for path in folder.iterdir()} == {"deck.pptx", "unit.yaml", MAP_FILE}
    assert run("build", "coffee-shop", "-u", "our-shop", "-f", "slides").exit_code == 0
    made = home / "output" / "our-shop" / "coffee-shop" / "slides.pptx"
    first = made.read_bytes()
    (folder / MAP_FILE).unlink()
    assert run("build", "coffee-shop", "-u", "our-shop", "-f", "slides").exit_code == 0
    assert made.read_bytes() == first


def test_a_document_can_be_added_to_the_same_unit_but_nothing_is_overwritten(home: Path) -> None:
    run("template", "init", "base.pptx", "--unit", "our-shop")
    unit = home / "templates" / "our-shop" / "unit.yaml"
    unit.write_text("names: {full: 我们的店}\n", "utf-8")
    assert run("template", "init", "base.docx", "--unit", "our-shop").exit_code == 0
    assert unit.read_text("utf-8") == "names: {full: 我们的店}\n"
    before = {path.name: path.read_bytes() for path in unit.parent.iterdir()}
    again = run("template", "init", "base.pptx", "--unit", "our-shop")
    assert again.exit_code == 2
    assert "U273" in again.stderr
    assert {path.name: path.read_bytes() for path in unit.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["init", "base.pptx", "--unit", "Our-Shop"], 4, "T303"),
        (["init", "base.pptx", "--unit", "../x"], 4, "T303"),
        (["init", "base.pptx"], 2, "--unit"),
        (["init", "content/coffee-shop/course.yaml", "--unit", "x"], 2, "U271"),
        (["check", "none.pptx"], 2, "U279"),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(home: Path, arguments: list[str], code: int, words: str) -> None:
    result = run("template", *arguments)
    assert result.exit_code == code
    assert words in result.stderr.splitlines()[0]
    assert not (home / "templates").exists()
    assert not (home / "output").exists()


def test_an_id_that_differs_by_case_only_is_refused(home: Path) -> None:
    (home / "templates" / "Shop").mkdir(parents=True)
    result = run("template", "init", "base.pptx", "--unit", "shop")
    assert "U272" in result.stderr
    assert [path.name for path in (home / "templates").iterdir()] == ["Shop"]


def test_the_list_says_where_each_unit_has_its_bases_from(home: Path) -> None:
    run("template", "init", "base.pptx", "--unit", "our-shop")
    lines = run("template", "list").stdout.splitlines()
    assert f"our-shop\tdeck\tour-shop\ttemplates/our-shop/deck.pptx\t{MAP_FILE}" in lines
    assert any(line.startswith("our-shop\tdocument\tdefault\t") for line in lines)


# the map


@pytest.fixture
def mapped(home: Path) -> Path:
    """The map of a unit that has the plain base."""
    run("template", "init", "base.pptx", "--unit", "our-shop")
    return home / "templates" / "our-shop" / MAP_FILE


def slides_of(home: Path) -> dict[str, str]:
    with zipfile.ZipFile(home / "output" / "our-shop" / "coffee-shop" / "slides.pptx") as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def test_the_map_decides_which_layout_serves_a_role(home: Path, mapped: Path) -> None:
    mapped.write_text("layouts:\n  cover: {master: 1, index: 3}\n  title-only: {layout: slideLayout2.xml}\n", "utf-8")
    assert run("build", "coffee-shop", "-u", "our-shop", "-f", "slides").exit_code == 0
    assert "slideLayout3.xml" in slides_of(home)["ppt/slides/_rels/slide1.xml.rels"]
    assert "slideLayout2.xml" in slides_of(home)["ppt/slides/_rels/slide2.xml.rels"]
    assert "\t照对应表\t" in run("template", "check", str(mapped.with_name("deck.pptx"))).stdout


def test_the_map_decides_where_drawings_go_and_in_which_colours(home: Path, mapped: Path) -> None:
    mapped.write_text("layouts:\n  title-only: {content: [10, 30, 80, 55]}\ncolors: {primary: accent2}\n", "utf-8")
    assert run("build", "coffee-shop", "-u", "our-shop", "-f", "slides").exit_code == 0
    whole = "".join(text for name, text in slides_of(home).items() if name.startswith("ppt/slides/slide"))
    assert f'<a:off x="{9144000 // 10}" y=' in whole
    assert 'schemeClr val="accent2"' in whole


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("layouts:\n  covr: {layout: slideLayout1.xml}\n", "T531", 2),
        ("layouts:\n  cover: {layout: slideLayout99.xml}\n", "T532", 2),
        ("layouts:\n  cover:\n    master: 3\n    index: 1\n", "T532", 4),
        ("layouts:\n  cover:\n    layout: slideLayout1.xml\n    slots: {title: 77}\n", "T533", 4),
        ("layouts:\n  cover:\n    layout: slideLayout1.xml\n    slots: {titel: 0}\n", "T531", 4),
        ("layouts:\n  title-only:\n    content: [10, 10, 95, 20]\n", "T534", 3),
        ("layouts:\n  title-only:\n    ground: blue\n", "T508", 3),
        ("colors:\n  primary: accent7\n", "T531", 2),
        ("colors:\n  prim: accent1\n", "T531", 2),
        ("layouts:\n  cover: {layuot: slideLayout1.xml}\n", "C101", 2),
        ("layouts: [\n", "C0", 0),
    ],
)
def test_a_map_that_is_wrong_is_a_fault_at_its_line(home: Path, mapped: Path, text: str, code: str, line: int) -> None:
    mapped.write_text(text, "utf-8")
    result = run("build", "coffee-shop", "-u", "our-shop", "-f", "slides")
    assert result.exit_code == 4
    first = result.stderr.splitlines()[0]
    place = f"templates/our-shop/{MAP_FILE}:{line}:" if line else f"templates/our-shop/{MAP_FILE}:"
    assert first.startswith(place), first
    assert f" {code}" in first
    assert not (home / "output").exists()


# tags


def test_a_wrong_tag_is_a_fault_with_file_part_and_suggestion(home: Path) -> None:
    folder = home / "templates" / "our-shop"
    folder.mkdir(parents=True)
    (folder / "unit.yaml").write_text("names: {full: 我们的店}\n", "utf-8")
    document = letter()
    header = document.sections[0].header.paragraphs[0]
    for piece in ("{{ unit", ".nmae }}"):
        header.add_run(piece)
    (folder / "document.docx").write_bytes(saved(document))
    result = run("build", "coffee-shop", "-u", "our-shop", "-f", "handout")
    assert result.exit_code == 4
    first = result.stderr.splitlines()[0]
    assert first.startswith("templates/our-shop/document.docx T530")
    assert "word/header" in first
    assert "unit.name" in first
    assert not (home / "output").exists()


# files that mean harm


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(plain())) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
        archive.writestr("ppt/media/bomb.xml", b"\0" * (64 * 2**20))
    return out.getvalue()


def with_member(name: str) -> bytes:
    out = BytesIO(plain())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"x")
    return out.getvalue()


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def with_entity(data: bytes, part: str) -> bytes:
    return edited(data, {part: lambda d: DOCTYPE + d[d.index(b"?>") + 2 :]})


LAYOUT, STYLES = "ppt/slideLayouts/slideLayout2.xml", "word/styles.xml"
HARM = {
    "zip bomb": ("a.pptx", bomb, "A504"),
    "member outside": ("a.pptx", lambda: with_member("../../evil.xml"), "A505"),
    "absolute member": ("a.pptx", lambda: with_member("/evil.xml"), "A505"),
    "external entity": ("a.pptx", lambda: with_entity(plain(), "ppt/presentation.xml"), "A506"),
    "entity in a document": ("a.docx", lambda: with_entity(saved(letter()), "word/document.xml"), "A506"),
    "not a zip": ("a.pptx", lambda: b"hello", "A501"),
    "old format": ("a.pptx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "A502"),
    "a document named .pptx": ("a.pptx", lambda: saved(letter()), "T501"),
    "a deck named .docx": ("a.docx", plain, "T511"),
    "broken part": (
        "a.pptx",
        lambda: edited(plain(), {"ppt/slideLayouts/slideLayout2.xml": lambda d: d[:200]}),
        "T509",
    ),
    "broken types": ("a.docx", lambda: edited(saved(letter()), {CONTENT_TYPES: lambda d: d[:90]}), "T512"),
    "broken styles": ("a.docx", lambda: edited(saved(letter()), {"word/styles.xml": lambda _: b"<broken"}), "T512"),
    "deep nesting": (
        "a.docx",
        lambda: edited(saved(letter()), {"word/styles.xml": lambda d: b"<w>" * 5000 + d}),
        "T512",
    ),
}


@pytest.mark.parametrize("kind", HARM)
def test_a_harmful_file_is_one_clear_line_and_nothing_is_written(home: Path, kind: str) -> None:
    name, make, code = HARM[kind]
    (home / name).write_bytes(make())
    for arguments in (("template", "check", name), ("template", "init", name, "--unit", "x")):
        result = run(*arguments)
        assert result.exit_code in (4, 5), result.output
        told = [line for line in result.stderr.splitlines() if line.startswith(name)]
        assert len(told) == 1, result.stderr
        assert f" {code} " in told[0]
    assert not (home / "templates").exists()
    assert not (home / "output").exists()


def test_a_link_to_the_outside_is_followed_by_no_unit(home: Path) -> None:
    folder = home / "templates" / "our-shop"
    folder.mkdir(parents=True)
    (folder / "unit.yaml").write_text("names: {full: 我们的店}\n", "utf-8")
    (home / "elsewhere.pptx").write_bytes(DECKS["plain 4:3"][1]())
    (folder / "deck.pptx").symlink_to(home / "elsewhere.pptx")
    result = run("build", "coffee-shop", "-u", "our-shop", "-f", "slides")
    assert result.exit_code == 4
    assert "T852" in result.stderr
    assert not (home / "output").exists()


@pytest.mark.parametrize("kind", halves(DOCUMENTS, 1))
def test_every_kind_of_document_is_checked_without_a_fault(home: Path, kind: str) -> None:
    file, make = DOCUMENTS[kind]
    (home / file).write_bytes(make())
    assert run("template", "check", file).exit_code == 0
