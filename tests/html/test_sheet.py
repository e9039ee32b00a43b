"""Documents as one HTML sheet: all that the Word writer draws is there as text, and nothing is fetched or run."""

from __future__ import annotations

import re

import pytest
from document_samples import LISTS, document_of, handout, house, t
from lxml import html

from coursegen.document.nodes import Blank, Document, Paragraph, Text, WritingLines
from coursegen.html.sheet import SheetLook, write_sheet
from coursegen.layout.pages import paginate
from coursegen.layout.pages.geometry import FlowContents, paragraphs
from coursegen.model.unit import Brand
from coursegen.office.document.looks import document_faces, document_inks


def sheet(document: Document, brand: Brand | None = None) -> str:
    base, brand = house(), brand or Brand()
    pages = paginate(document, base.spec)
    look = SheetLook(document_inks(base, brand), document_faces(brand))
    return write_sheet(pages, base.spec.forms[pages.form], look, {}, "样张", "zh-CN").decode()


def test_every_word_of_every_block_is_there_in_order() -> None:
    document = handout()
    page = re.sub(r"\s", "", html.fromstring(sheet(document).encode()).text_content())
    flow = [item for item in paginate(document, house().spec).flow if not isinstance(item, FlowContents)]
    words = [piece.text for para in paragraphs(tuple(flow)) for piece in para.line if isinstance(piece, Text)]
    assert len(words) > 50
    at = 0
    for word in (re.sub(r"\s", "", word) for word in words if word.strip("_ ")):
        assert word in page[at:], word
        at = page.index(word, at)


def test_headings_tables_and_lists_are_what_they_are_called() -> None:
    page = html.fromstring(sheet(handout()).encode())
    assert [level for level in ("h1", "h2", "h3") if page.iter(level)] == ["h1", "h2", "h3"]
    assert page.find(".//table//th[@scope='col']") is not None
    listed = sheet(document_of(*LISTS))
    for mark in ("•", "1.", "2.", "✓", "✗", "□"):
        assert f">{mark}</span>" in listed, mark


def test_what_is_written_by_hand_has_room() -> None:
    page = sheet(document_of(Paragraph((*t("姓名："), Blank(9))), WritingLines(3)))
    assert "width:9em" in page
    assert page.count('class="rule') == 3


def test_colours_and_fonts_are_those_of_the_brand() -> None:
    page = sheet(handout(), Brand(colors={"primary": "1E5AA0"}, fonts={"song": "方正书宋_GBK"}))
    assert "--primary:#1E5AA0" in page
    assert "方正书宋_GBK" in page
    assert sheet(handout()) == sheet(handout())


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_a_text_that_looks_like_markup_is_text(hostile: str) -> None:
    page = sheet(document_of(Paragraph(t(hostile))))
    found = html.fromstring(page.encode())
    assert hostile in found.text_content()
    assert list(found.iter("script", "img")) == []
    assert "default-src 'none'" in (found.xpath("string(//meta[@http-equiv]/@content)"))
    assert " style=" not in page
