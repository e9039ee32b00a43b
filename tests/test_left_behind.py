"""Names of other units are found wherever they were left in a file, and no unit's file has another's name."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from minicourse import write_minicourse
from wording.test_words import a_unit

from coursegen.build import Request, make, pieces
from coursegen.build.everybody import everybody
from coursegen.build.left_behind import find_left_behind, foreign_names
from coursegen.build.pieces import texts_in
from coursegen.errors import Fault
from coursegen.model import CourseBundle, Names
from coursegen.reading import read_course
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"
OTHERS = {
    "bay": Names(full="海湾分局", short="区局", english="Bay Office"),
    "hill": Names(full="山前县供销社", short="我局"),
    "shop": Names(full="云中咖啡店"),
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> CourseBundle:
    return read_course(write_minicourse(tmp_path_factory.mktemp("mini")))


def package(parts: dict[str, str | bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def faults(bundle: CourseBundle, data: bytes, name: str = "x.pptx", **changes: object) -> tuple[Fault, ...]:
    foreign = foreign_names(a_unit(**changes), everybody(OTHERS, "zh-Hans", {"本单位"}), "zh-Hans")
    return find_left_behind(foreign, bundle, data, name)


def in_slide(markup: str) -> bytes:
    return package({"ppt/slides/slide1.xml": f"<p:sld>{markup}</p:sld>"})


PLACES = {
    "a text": {"ppt/slides/slide1.xml": "<a:p><a:t>海湾分局办公室</a:t></a:p>"},
    "several runs": {"word/document.xml": "<w:p><w:r><w:t>海湾</w:t></w:r><w:r><w:t>分局</w:t></w:r></w:p>"},
    "letters spaced out": {"word/header1.xml": "<w:p><w:t>海 湾　分 局</w:t></w:p>"},
    "notes": {"ppt/notesSlides/notesSlide1.xml": "<a:p><a:t>到海湾分局去看</a:t></a:p>"},
    "an alternative text": {"ppt/slides/slide1.xml": '<p:cNvPr id="1" descr="海湾分局的标志"/>'},
    "properties": {"docProps/core.xml": "<dc:creator>海湾分局</dc:creator>"},
    "a comment": {"ppt/theme/theme1.xml": "<a:theme><!-- 海湾分局 --></a:theme>"},
    "the name of a part": {"ppt/media/海湾分局.png": b"\x89PNG"},
    "words inside a picture": {"ppt/media/image1.png": b"\x89PNG\r\ntEXtAuthor\0" + "海湾分局".encode()},
    "a workbook inside": {"ppt/embeddings/book.xlsx": package({"xl/sharedStrings.xml": "<t>海湾分局</t>"})},
    "words that differ": {
        "ppt/slides/slide1.xml": "<a:p><a:t>山湾</a:t></a:p>",
        "a.xml": "<a:p><a:t>海湾分局</a:t></a:p>",
    },
    "English": {"ppt/slides/slide1.xml": "<a:t>Bay office, 2026</a:t>"},
}


@pytest.mark.parametrize("parts", PLACES.values(), ids=PLACES)
def test_a_name_is_found_in_every_part_of_a_file(bundle: CourseBundle, parts: dict[str, str | bytes]) -> None:
    found = faults(bundle, package(parts))
    assert [(fault.code, fault.facts["unit"], fault.place.file) for fault in found] == [("O160", "bay", "x.pptx")]
    assert found[0].exit_code == 6
    assert all("海湾分局" in found[0].line(language) or "Bay" in found[0].line(language) for language in ("zh", "en"))


MARKUP = (
    "<a:p>",
    "<a:t>",
    "</a:t>",
    "</a:p>",
    '<w:t xml:space="preserve">',
    "</w:t>",
    "<w:tab/>",
    '<a:rPr b="海湾"/>',
    "海湾",
)
MARKUP += ("分 局", " ", "&amp;", "&#20998;", "<!-- ", "-->", "<![CDATA[", "]]>", '="', '"', "<", ">", "\0", "\ue000")


@example("<![CDATA[-->海湾</a:t>")
@example('="<a:p>海湾</a:t>="')
@given(st.lists(st.sampled_from(MARKUP), max_size=14).map("".join))
def test_words_are_read_in_any_markup_as_in_any_other(markup: str) -> None:
    found = texts_in(markup.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_WORDS", re.compile("(?!)"))
        assert texts_in.__wrapped__(markup.encode()) == found


def test_a_name_is_found_in_a_page_and_in_the_name_of_a_file(bundle: CourseBundle) -> None:
    assert faults(bundle, "<html><p>海湾分局</p></html>".encode(), "deck.html")
    assert faults(bundle, package({}), "海湾分局.pptx")


@pytest.mark.parametrize("text", ["部分局面", "我局限于一隅", "地区局势", "本地区局面", "Bay Offices", "ebay office"])
def test_what_only_looks_like_a_name_is_none(bundle: CourseBundle, text: str) -> None:
    assert faults(bundle, in_slide(f"<a:t>{text}</a:t>")) == ()


def test_paragraphs_side_by_side_make_no_name(bundle: CourseBundle) -> None:
    assert faults(bundle, in_slide("<a:p><a:t>海湾</a:t></a:p><a:p><a:t>分局</a:t></a:p>")) == ()


def test_the_units_own_words_may_have_anothers_name_in_them(bundle: CourseBundle) -> None:
    slide = in_slide("<a:t>上级：山前县供销社</a:t>")
    assert faults(bundle, slide)
    assert faults(bundle, slide, phrases={"above": "上级：山前县供销社"}) == ()
    assert faults(bundle, in_slide("<a:t>大海湾分局</a:t>"), names=Names(full="大海湾分局")) == ()


def test_a_short_name_that_the_course_has_too_is_a_word_like_any_other(
    bundle: CourseBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(OTHERS, "bar", Names(short="店长"))
    assert faults(bundle, in_slide("<a:t>请店长看</a:t>")) == ()
    assert faults(bundle, in_slide("<a:t>请我局看</a:t>"))


def test_everyday_words_are_nobodys_names_in_traditional_characters_either() -> None:
    others = {"default": Names(full="示例单位", short="本单位")}
    assert set(everybody(others, "zh-Hant", ("本单位",)).names) == {"示例单位", "示例單位"}


def test_names_that_begin_alike_are_all_found() -> None:
    called = ("海湾", "海湾分局", "海湾分局一所", "海岸局", "Bay", "Bay Office", "山")
    all_of_them = everybody({name: Names(full=name) for name in called}, "zh-Hans", ())
    for name in called[:-1]:
        assert all_of_them.any_in(f"到{name.upper()}去")
        assert set(all_of_them.names_in(f"到{name}去")) == {other for other in called[:-1] if other in name}
    assert not all_of_them.any_in("海岸边的海沟")


def test_a_name_in_the_other_script_is_found(bundle: CourseBundle) -> None:
    foreign = foreign_names(a_unit(), everybody(OTHERS, "zh-Hant", ()), "zh-Hant")
    assert find_left_behind(foreign, bundle, in_slide("<a:t>山前縣供銷社</a:t>"), "x.pptx")


def test_a_build_with_a_name_left_behind_writes_nothing(tmp_path: Path) -> None:
    course = write_minicourse(tmp_path / "course")
    for unit, name in (("east", "东岭县供销社"), ("west", "西岭县供销社")):
        folder = tmp_path / "templates" / unit
        folder.mkdir(parents=True)
        (folder / "unit.yaml").write_text(f"names: {{full: {name}}}\n", "utf-8")
    block = "{% block closing %}<slide id='c' kind='closing'><title>谢谢东岭县供销社</title></slide>{% endblock %}"
    (folder / "deck.xml.j2").write_text(f'{{% extends "parent:deck.xml.j2" %}}{block}', "utf-8")
    request = Request(course, "west", (tmp_path / "templates", TEMPLATES), products=("deck", "quiz"))
    kit = make(request)
    assert kit.failed
    assert {(f.code, f.facts.get("unit", "")) for f in kit.faults} == {("O160", "east")}
    assert [file.product for file in kit.files] == ["quiz"]
