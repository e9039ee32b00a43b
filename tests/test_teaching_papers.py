"""What lecturers teach from: slides numbered as in the deck of the same build, a page a lesson, captions that agree."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from peers import page_texts, to_pdf, validator_errors
from pptx import Presentation

from coursegen.build import Request, make
from coursegen.build.kit import Made
from coursegen.checks.package import check_package
from coursegen.workspace import bundled_folder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOME = bundled_folder()
COURSE = HOME / "content" / "office-director"
PAPERS = ("handout", "guide", "brief", "plan")
LESSONS = ("1", "7")
SLIDE = re.compile(r"幻灯片第(\d+)张")
pytestmark = pytest.mark.xdist_group("teaching")


def request(*products: str, **changes: object) -> Request:
    facts: dict[str, object] = {"course": COURSE, "unit": "default", "unit_roots": (HOME / "templates",)}
    return Request(**(facts | {"products": products, "lessons": LESSONS} | changes))  # type: ignore[arg-type]


def made(*products: str, **changes: object) -> dict[str, Made]:
    kit = make(request(*products, **changes))
    assert not kit.failed, [fault.line("en") for fault in kit.faults]
    return {file.product: file for file in kit.files}


@pytest.fixture(scope="module")
def kit() -> Mapping[str, Made]:
    return made("deck", *PAPERS, class_="2026-1")


@pytest.fixture(scope="module")
def pages(kit: Mapping[str, Made], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Text of every page as LibreOffice sets it."""
    folder = tmp_path_factory.mktemp("teaching")
    files = [folder / f"{name}.docx" for name in PAPERS]
    for file in files:
        file.write_bytes(kit[file.stem].data)
    return {file.stem: page_texts(pdf) for file, pdf in zip(files, to_pdf(files, folder), strict=True)}


def body(file: Made) -> etree._Element:
    with ZipFile(BytesIO(file.data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def paragraphs(file: Made) -> list[tuple[str, str]]:
    """Style and text of every paragraph."""
    found = []
    for paragraph in body(file).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append((style.get(f"{W}val") if style is not None else "", words(paragraph)))
    return found


def deck_titles(file: Made) -> dict[int, str]:
    """Titles of the slides by their number, as PowerPoint's order has them."""
    deck = Presentation(BytesIO(file.data))
    return {
        n: slide.shapes.title.text_frame.text if slide.shapes.title else "" for n, slide in enumerate(deck.slides, 1)
    }


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_number_beside_a_claim_is_that_of_its_slide_in_the_deck_of_the_same_build(kit: Mapping[str, Made]) -> None:
    titles, told = deck_titles(kit["deck"]), paragraphs(kit["guide"])
    numbers = [SLIDE.search(text) if style == "Cue" else None for style, text in told]
    cues = [(n, int(match[1])) for n, match in enumerate(numbers) if match]
    claims = [(told[n + 1][1], slide) for n, slide in cues if told[n + 1][0] == "Lead"]
    assert len(claims) == 6
    assert {squeezed(claim) for claim, slide in claims if squeezed(claim) != squeezed(titles[slide])} == set()


def test_brief_and_plan_name_slides_of_the_deck_too(kit: Mapping[str, Made]) -> None:
    titles = deck_titles(kit["deck"])
    text = "\n".join(text for _, text in paragraphs(kit["brief"]))
    found = re.findall(r"案例“(.+?)”（第(\d+)张）", text)
    assert len(found) >= 4
    assert all(squeezed(titles[int(number)]) == squeezed(title) for title, number in found)
    assert re.search(r"第\d+张", "".join(text for _, text in paragraphs(kit["plan"])))


def test_numbers_are_the_same_whether_the_deck_is_made_with_them_or_not(kit: Mapping[str, Made]) -> None:
    assert made("guide", class_="2026-1")["guide"].data == kit["guide"].data


def test_a_deck_that_cannot_be_laid_out_leaves_papers_without_numbers_and_says_so(tmp_path: Path) -> None:
    unit = tmp_path / "units" / "own"
    unit.mkdir(parents=True)
    (unit / "unit.yaml").write_text("extends: default\nnames: {full: 某局}\n", "utf-8")
    (unit / "deck.xml.j2").write_text("<deck>", "utf-8")
    kit = make(request("guide", "brief", unit="own", unit_roots=(tmp_path / "units", HOME / "templates")))
    assert [(fault.code, fault.severity) for fault in kit.faults] == [("O133", "warning")] * 2
    assert not any("幻灯片" in text for style, text in paragraphs(kit.files[0]) if style == "Cue")
    assert all(fault.line("zh") and fault.line("en") for fault in kit.faults)


def test_times_are_those_of_the_day_where_the_class_has_an_agenda(kit: Mapping[str, Made]) -> None:
    cues = [text for style, text in paragraphs(kit["guide"]) if style == "Cue"]
    assert any(re.search(r"计划9:0\d–9:0\d（\d+分钟）　实际", cue) for cue in cues)
    without = [text for style, text in paragraphs(made("guide")["guide"]) if style == "Cue"]
    assert any("计划0:00–0:04（4分钟）" in cue for cue in without)


def test_every_lesson_has_one_page_of_its_brief(kit: Mapping[str, Made], pages: Mapping[str, list[str]]) -> None:
    assert len(pages["brief"]) == kit["brief"].count == len(LESSONS)
    for page in pages["brief"]:
        assert all(head in squeezed(page) for head in ("一、一定要说到的三句", "二、时间不够时", "三、学员会问"))


def test_every_lesson_of_the_course_has_a_page_that_holds_its_brief() -> None:
    assert made("brief", lessons=())["brief"].count == 10


def test_a_lesson_without_a_brief_has_its_recap_and_room_to_write(tmp_path: Path) -> None:
    lesson = COURSE / "lessons" / "01-know-the-post.yaml"
    course = tmp_path / "course"
    shutil.copytree(COURSE, course)
    text = lesson.read_text("utf-8")
    start, end = text.index("\nbrief:"), text.index("\naid:")
    (course / "lessons" / lesson.name).write_text(text[:start] + text[end:], "utf-8")
    told = [text for _, text in paragraphs(made("brief", course=course, lessons=("1",))["brief"])]
    items = text[text.index("\nrecap:") : text.index("\ntask:")].split("    - ")[1:]
    assert items[0].splitlines()[0] in told


def test_a_plan_has_all_the_parts_that_the_form_asks_for(kit: Mapping[str, Made]) -> None:
    told = [text for _, text in paragraphs(kit["plan"])]
    for part in ("课题", "授课对象", "课时", "教学目标", "重点", "难点", "教学方法", "教具准备", "环节", "教师活动",
                 "学员活动", "设计意图", "板书设计", "课后作业", "教学反思"):  # fmt: skip
        assert told.count(part) == len(LESSONS), part
    heads = [text for style, text in paragraphs(kit["plan"]) if "Heading1" in style]
    assert heads == ["教案：第一讲　认识岗位", "教案：第七讲　能写会说、谨言慎行"]


def test_minutes_of_a_plan_add_up_to_those_of_its_lesson(kit: Mapping[str, Made]) -> None:
    tables = [t for t in body(kit["plan"]).iter(f"{W}tbl") if len(t.findall(f"{W}tblGrid/{W}gridCol")) == 5]
    cells = [[words(row.findall(f"{W}tc")[1]) for row in table.findall(f"{W}tr")[1:]] for table in tables]
    sums = [sum(int(m[1]) for text in rows if (m := re.match(r"(\d+)分钟", text))) for rows in cells]
    assert sums == [25, 40]


def test_captions_are_fields_and_references_name_their_bookmarks(kit: Mapping[str, Made]) -> None:
    for name in ("handout", "guide"):
        root = body(kit[name])
        codes = [(code.text or "").split() for code in root.iter(f"{W}instrText")]
        marks = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
        counted = [code[1] for code in codes if code[0] == "SEQ"]
        referred = [code[1] for code in codes if code[0] == "REF"]
        assert {"表", "图"} == set(counted)
        assert len(referred) >= 8
        assert set(referred) <= marks


@pytest.mark.parametrize("name", ["handout", "guide"])
def test_libreoffice_counts_captions_as_we_do_and_shows_the_same_references(
    name: str, kit: Mapping[str, Made], pages: Mapping[str, list[str]]
) -> None:
    captions = [text for style, text in paragraphs(kit[name]) if style in ("Caption", "FigureCaption")]
    numbered = [text for text in captions if re.match(r"[表图]\xa0\d+　", text)]
    shown = squeezed("".join(pages[name]))
    assert len(numbered) >= 8
    assert [int(text[2 : text.index("　")]) for text in numbered if text[0] == "表"] == list(
        range(1, 1 + sum(text[0] == "表" for text in numbered))
    )
    assert [text for text in numbered if squeezed(text) not in shown] == []
    told = [
        text for style, text in paragraphs(kit[name]) if style == "BodyIndent" and re.search(r"见[表图]\xa0\d", text)
    ]
    assert len(told) >= 6
    assert [text for text in told if squeezed(text)[-14:] not in shown] == []


def test_pages_are_as_many_as_we_counted(kit: Mapping[str, Made], pages: Mapping[str, list[str]]) -> None:
    assert {name: len(found) for name, found in pages.items()} == {name: kit[name].count for name in PAPERS}


def test_contents_hold_lessons_and_core_principles_on_their_pages(pages: Mapping[str, list[str]]) -> None:
    found = re.findall(r"^(.+?)[.…]{3,}\s*(\d+)$", "\n".join(pages["handout"][:4]), re.MULTILINE)
    heads = [squeezed(head) for head, _ in found]
    assert heads == [
        "第一讲认识岗位", "枢纽与六大职能", "主角与配角", "第七讲能写会说、谨言慎行", "真、实、准、启", "会写也会说",
        "有据、有序、有规", "谨慎不是胆小", "三件事各有日子：周一、一个月、三个月",
    ]  # fmt: skip
    assert all(squeezed(head) in squeezed(pages["handout"][int(page) - 1]) for head, page in found)


def test_a_unit_names_its_guide_as_it_says(tmp_path: Path) -> None:
    unit = tmp_path / "own"
    unit.mkdir()
    (unit / "unit.yaml").write_text("extends: default\nnames: {full: 某局}\nreplace: {讲师手册: 授课手册}\n", "utf-8")
    told = [
        text for _, text in paragraphs(made("guide", unit="own", unit_roots=(tmp_path, HOME / "templates"))["guide"])
    ]
    assert "授课手册" in told
    assert not any("讲师手册" in text for text in told)


def test_the_judges_find_nothing(kit: Mapping[str, Made], tmp_path: Path) -> None:
    for name in PAPERS:
        file = tmp_path / f"{name}.docx"
        file.write_bytes(kit[name].data)
        assert check_package(kit[name].data, file.name) == ()
        assert validator_errors(file) == []


def test_the_guide_shows_the_slides_when_asked_to(kit: Mapping[str, Made]) -> None:
    with_pictures = made("deck", "guide", thumbnails=True, class_="2026-1")
    titles, root = deck_titles(with_pictures["deck"]), body(with_pictures["guide"])
    shown = [e.get("descr", "") for e in root.iter() if etree.QName(e).localname == "docPr"]
    named = [re.fullmatch(r"幻灯片第(\d+)张：(.*)", text, re.DOTALL) for text in shown]
    found = [match for match in named if match]
    cued = {int(n) for style, text in paragraphs(kit["guide"]) if style == "Cue" for n in SLIDE.findall(text)}
    assert len(cued) > 10
    assert {int(match[1]) for match in found} == cued
    assert all(squeezed(match[2]) == squeezed(titles[int(match[1])]) for match in found)
    with ZipFile(BytesIO(with_pictures["guide"].data)) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
    assert len(pictures) >= len(cued)


def test_without_libreoffice_the_guide_is_what_it_was_and_says_so(
    kit: Mapping[str, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEGEN_SOFFICE", "")
    plain = make(request("guide", thumbnails=True, class_="2026-1"))
    assert [fault.code for fault in plain.faults] == ["O184"]
    assert [file.data for file in plain.files] == [kit["guide"].data]
