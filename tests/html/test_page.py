"""The page as a file: self-contained, closed to scripts of others, the same every time, complete."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import html as reader
from msgspec.structs import replace

from coursegen.layout.geometry import Drawing, Group, PlacedDeck, Shape, TableFrame, TextBody

Writer = Callable[..., str]


def bodies(drawing: Drawing) -> Iterator[TextBody]:
    match drawing:
        case Shape(text=TextBody() as text):
            yield text
        case TableFrame(rows=rows):
            yield from (cell.text for row in rows for cell in row)
        case Group(members=members):
            for member in members:
                yield from bodies(member)


def plain(text: str) -> str:
    return "".join(text.replace("\x00", "").split())


@pytest.fixture(scope="module")
def page(write: Writer, placed: PlacedDeck) -> str:
    return write(placed)


def test_the_same_slides_give_the_same_bytes(write: Writer, placed: PlacedDeck, page: str) -> None:
    assert write(placed) == page


def test_only_the_style_and_the_script_of_the_page_may_act(page: str) -> None:
    tree = reader.document_fromstring(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        (element,) = tree.xpath(f"//{name}")
        digest = b64encode(sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_nothing_is_inline_and_nothing_is_fetched(page: str) -> None:
    tree = reader.document_fromstring(page)
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert "href" in attributes
    assert not {name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset")}
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert not re.search(r"https?:|//[a-z]|@import", page.split("</style>")[0].split("<style>")[1])
    assert set(re.findall(r"url\((\w+:)", page)) <= {"data:"}


def test_every_text_of_every_slide_stands_on_its_slide(page: str, placed: PlacedDeck) -> None:
    tree = reader.document_fromstring(page)
    assert len(placed.slides) > 8
    for slide in placed.slides:
        (section,) = tree.xpath(f"//section[@id='{slide.id}']//div[@class='frame']")
        shown = plain("".join(section.itertext()))
        texts = [f.text for f in (*slide.fillings, *placed.feet.get(slide.role, ())) if f.role != "slide-number"]
        texts += [body for drawing in slide.drawings for body in bodies(drawing)]
        for text in texts:
            for para in text.paras:
                assert plain("".join(run.text for run in para.runs)) in shown


def test_every_slide_has_one_heading_and_the_levels_go_down_step_by_step(page: str) -> None:
    tree = reader.document_fromstring(page)
    sections = tree.xpath("//main/section")
    levels = [int(h.tag[1]) for s in sections for h in s.xpath(".//h1|.//h2|.//h3")]
    assert len(levels) == len(sections)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_figures_tables_and_pictures_say_what_they_are(page: str) -> None:
    tree = reader.document_fromstring(page)
    assert tree.xpath("//figure/@aria-label") == ["说明 <组>"]
    assert tree.xpath("//table/@aria-label") == ["请示的做法对照"]
    assert tree.xpath("//th[@scope='col']/p/text()") == ["做法", "应当", "不要"]
    assert tree.xpath("//*[@role='img']/@aria-label") == ["一个圆点", "单位标志"]


def test_the_page_says_its_language_title_and_author(page: str, placed: PlacedDeck) -> None:
    tree = reader.document_fromstring(page)
    assert tree.get("lang") == placed.language
    assert tree.findtext("head/title") == placed.title
    assert tree.xpath("//meta[@name='author']/@content") == [placed.author]


def test_lecturers_see_notes_and_minutes(page: str) -> None:
    tree = reader.document_fromstring(page)
    assert tree.xpath("//section[@id='d.1']/@data-minutes") == ["7"]
    notes = tree.xpath("//section[@id='d.1']/div[@role='note']/p/text()")
    assert notes == ["讲三分钟。", "问：“谁来办？” <想一想>", "出处：第一篇。"]
    assert tree.xpath("//section[@id='d.0']/div[@role='note']/p/text()") == ["这一张没有讲稿。"]


def test_participants_get_no_note_in_any_form(write: Writer, placed: PlacedDeck) -> None:
    theirs = write(placed, lecturer=False)
    assert any(slide.notes for slide in placed.slides)
    assert "讲三分钟" not in theirs
    assert "讲稿" not in theirs
    assert "data-minutes" not in theirs.split("<script>")[0]


def test_controls_speak_the_language_of_the_product(write: Writer, placed: PlacedDeck) -> None:
    tree = reader.document_fromstring(write(replace(placed, language="en"), language="en"))
    words = tree.xpath("//nav//text()|//dialog//text()|//section[@class='presenter']//text()")
    assert "Overview" in words
    assert not re.search("[\u4e00-\u9fff]", "".join(words))


def test_ids_are_unique(page: str) -> None:
    ids = reader.document_fromstring(page).xpath("//@id")
    assert len(ids) == len(set(ids)) > 5
