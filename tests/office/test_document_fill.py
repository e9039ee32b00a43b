"""Documents as Word files: valid, complete, exact, the same every time."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from document_samples import (
    BODY,
    FIGURES,
    INLINE,
    TABLE,
    body_of,
    document_of,
    file_of,
    handout,
    house,
    paper,
    parts_of,
    t,
)
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from coursegen.checks.package import check_package
from coursegen.document.nodes import Blank, Box, Bullets, Contents, Document, Heading, Paragraph, Question, Table, Text
from coursegen.errors import FaultError
from coursegen.layout.pages import paginate
from coursegen.model.unit import Brand
from coursegen.office.document.base import open_base
from coursegen.office.document.fill import fill_document
from coursegen.office.house.document import house_document
from coursegen.office.pack import pack
from coursegen.office.palette import contrast

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
HOSTILE = st.text(_CHARACTERS)
SAMPLES: dict[str, Callable[[], Document]] = {
    "handout": handout,
    "paper": paper,
    "key": lambda: paper(answers=True),
    "empty": document_of,
}


@cache
def sample(name: str) -> dict[str, bytes]:
    return parts_of(SAMPLES[name]())


def words(xml: bytes | str) -> str:
    root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
    return "".join(text.text or "" for text in root.iter(f"{W}t"))


def all_words(parts: dict[str, bytes]) -> str:
    return "".join(words(data) for name, data in parts.items() if name.startswith("word/") and b"<w:t" in data)


def elements(name: str, tag: str) -> list[etree._Element]:
    return list(etree.fromstring(sample(name)["word/document.xml"]).iter(f"{W}{tag}"))


@pytest.mark.parametrize("name", SAMPLES)
def test_microsofts_validator_finds_nothing(name: str, ooxml_validator: Callable[[bytes, str], list[str]]) -> None:
    assert ooxml_validator(pack(sample(name)), ".docx") == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_package_is_sound(name: str) -> None:
    assert check_package(pack(sample(name)), f"{name}.docx") == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    assert file_of(SAMPLES[name]()) == pack(sample(name))


def test_python_docx_reads_the_file_back() -> None:
    document = docx.Document(BytesIO(pack(sample("handout"))))

    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading 1")]
    assert headings == ["第一讲　认识岗位", "第二讲　认识岗位", "附录"]


def test_the_document_has_its_title_and_language() -> None:
    properties = docx.Document(BytesIO(pack(sample("handout")))).core_properties

    assert (properties.title, properties.language) == (handout().properties.title, "zh-CN")


def test_no_office_library_is_imported_to_fill() -> None:
    code = "import sys, coursegen.office.document.fill, coursegen.layout.pages, coursegen.office.document.compile; "
    code += "print([m for m in ('docx', 'pptx') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


@given(HOSTILE)
def test_any_text_arrives_exactly(text: str) -> None:
    blocks = (
        Heading(1, t(text), "h"), Paragraph(t(text)), Bullets("number", (t(text),)),
        Table(text, (t(text),), ((t(text),),), (1,)), Box("case", t(text), (Paragraph(t(text)),)),
        Question(1, t(text), (t(text), t(text)), bracket=True),
    )  # fmt: skip
    root = etree.fromstring(body_of(*blocks).encode())

    found = ["".join(x.text or "" for x in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
    assert found.count(text) >= 6 + 1
    assert f"1．{text}" in found or f"1．{text}（\u2007\u2007\u2007\u2007）" in found


@given(st.text(_CHARACTERS, min_size=1))
def test_any_heading_id_makes_a_bookmark_that_its_link_finds(key: str) -> None:
    root = etree.fromstring(
        body_of(Contents(t("目录")), Heading(1, t("一"), key), Heading(2, t("二"), f"{key}.2")).encode()
    )

    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    links = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")]
    assert links == names
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"\w{1,40}", name) for name in names)


def test_ids_of_bookmarks_are_unique() -> None:
    counts = Counter(mark.get(f"{W}id") for mark in elements("handout", "bookmarkStart"))

    assert len(counts) >= 10
    assert set(counts.values()) == {1}


def test_the_contents_are_a_field_with_the_pages_we_counted() -> None:
    codes = [code.text.split()[0] for code in elements("handout", "instrText") if code.text]
    marks = Counter(mark.get(f"{W}fldCharType") for mark in elements("handout", "fldChar"))

    assert codes[0] == "TOC"
    assert set(codes[1:]) == {"PAGEREF"}
    assert marks["begin"] == marks["separate"] == marks["end"]


def test_lists_restart_with_a_number_of_their_own() -> None:
    numbers = etree.fromstring(sample("handout")["word/numbering.xml"])
    used = {e.get(f"{W}val") for e in elements("handout", "numId")}

    restarted = {n.get(f"{W}numId") for n in numbers.iter(f"{W}num") if n.find(f"{W}lvlOverride") is not None}
    assert len(used) >= 4
    assert used <= restarted


@pytest.mark.parametrize("name", ["handout", "paper"])
def test_every_table_has_alternative_text_a_grid_and_cells_that_fit_it(name: str) -> None:
    tables = elements(name, "tbl")

    assert tables
    for table in tables:
        columns = [int(c.get(f"{W}w")) for c in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == sum(columns)
        for row in table.findall(f"{W}tr"):
            assert [int(c.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for c in row.findall(f"{W}tc")] == columns


@pytest.mark.parametrize("name", ["handout", "paper"])
def test_tables_of_several_rows_repeat_their_header_and_rows_stay_whole(name: str) -> None:
    tables = [table for table in elements(name, "tbl") if len(table.findall(f"{W}tr")) > 1]

    assert tables
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in elements(name, "tr"))


def test_all_looks_come_from_styles() -> None:
    """Direct formatting is the hint for East Asian fonts, underlined blanks, tab stops, and the space on a cover."""
    allowed = {
        "rStyle",
        "rFonts",
        "u",
        "lang",
        "pStyle",
        "keepNext",
        "pageBreakBefore",
        "numPr",
        "tabs",
        "spacing",
        "jc",
    }
    used = {etree.QName(child).localname for tag in ("rPr", "pPr") for e in elements("handout", tag) for child in e}

    assert used <= allowed
    assert all(set(e.attrib) == {f"{W}hint"} for e in elements("handout", "rFonts"))


def test_every_style_in_use_is_defined() -> None:
    for name in SAMPLES:
        styles = {s.get(f"{W}styleId") for s in etree.fromstring(sample(name)["word/styles.xml"]).iter(f"{W}style")}
        tags = ("pStyle", "rStyle", "tblStyle")
        used = {e.get(f"{W}val") for tag in tags for e in elements(name, tag)}
        assert used <= styles


def test_inline_looks_are_character_styles() -> None:
    root = etree.fromstring(body_of(Paragraph(INLINE)).encode())

    assert [e.get(f"{W}val") for e in root.iter(f"{W}rStyle")] == [
        "Strong",
        "Term",
        "Quotation",
        "AnswerText",
        "SmallText",
        "BlankToFill",
    ]


def test_a_blank_is_figure_spaces_in_a_style_of_their_own_and_its_paragraph_is_not_justified() -> None:
    parts = parts_of(document_of(Paragraph((Text("姓名："), Blank(4)))))
    xml, styles = (parts[f"word/{name}.xml"].decode() for name in ("document", "styles"))

    assert f'<w:rStyle w:val="BlankToFill"/></w:rPr><w:t xml:space="preserve">{chr(0x2007) * 8}<' in xml
    look = r'w:styleId="BlankToFill".*?Times New Roman.*?<w:u w:val="single"/><w:lang w:eastAsia="en-US"/>'
    assert re.search(look, styles)
    assert '<w:pStyle w:val="BodyIndentLeft"/></w:pPr>' in xml
    assert re.search(r'w:styleId="BodyIndentLeft".*?<w:basedOn w:val="BodyIndent"/>.*?<w:jc w:val="left"/>', styles)


def test_a_cover_page_has_no_running_head() -> None:
    assert b"<w:titlePg/>" in sample("handout")["word/document.xml"]
    assert "<w:titlePg/>" not in body_of(Paragraph(t("正文")))


def test_the_running_head_is_the_products_header_or_title() -> None:
    heads = [words(data) for name, data in sample("handout").items() if name.startswith("word/header")]

    assert heads == [handout().properties.header] * 2


def test_a_paper_has_the_sealed_side_and_its_key_has_not() -> None:
    shown = {name: all_words(sample(name)) for name in ("paper", "key")}

    assert all(word in shown["paper"] for word in ("姓名", "得分", "评卷人", "合分人"))
    assert not any(word in shown["key"] for word in ("姓名", "评卷人", "合分人"))


def test_no_answer_is_in_any_part_of_a_participants_paper() -> None:
    assert "答案：" in all_words(sample("key"))
    assert not any("答案：".encode() in data for data in sample("paper").values())


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def test_the_logo_stands_on_the_cover_and_moves_nothing(ooxml_validator: Callable[[bytes, str], list[str]]) -> None:
    document, base = handout(), house()
    pages = paginate(document, base.spec)
    parts = fill_document(document, pages, base, Brand(), {"logo": PIXEL}, "")

    assert parts["word/media/logo.png"] == PIXEL
    assert parts["word/document.xml"].count(b'<w:headerReference w:type="first"') == 1
    assert "示例单位办公室" in parts["word/headerCover.xml"].decode()
    assert ooxml_validator(pack(parts), ".docx") == []
    assert check_package(pack(parts), "handout.docx") == ()


def test_a_document_without_a_cover_shows_no_logo() -> None:
    document, base = document_of(Paragraph(t(BODY))), house()

    parts = fill_document(document, paginate(document, base.spec), base, Brand(), {"logo": PIXEL}, "")
    assert not any(name.startswith("word/media") for name in parts)


def test_a_brand_paints_the_theme_and_the_colours_of_old_programs() -> None:
    parts = parts_of(document_of(TABLE, FIGURES[0]), Brand({"primary": "1E5AA0"}))

    assert b'<a:accent1><a:srgbClr val="1E5AA0"/>' in parts["word/theme/theme1.xml"]
    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        assert b"B3242B" not in parts[name]
    assert b'w:fill="1E5AA0" w:themeFill="accent1"' in parts["word/styles.xml"]
    assert b'w:themeFill="background2"' in parts["word/document.xml"]


def test_the_style_of_tables_fills_their_header_and_no_first_row_that_is_none() -> None:
    headed, bare = (etree.fromstring(body_of(table).encode()) for table in (TABLE, replace(TABLE, header=())))

    assert [look.get(f"{W}firstRow") for look in headed.iter(f"{W}tblLook")] == ["1"]
    assert [look.get(f"{W}firstRow") for look in bare.iter(f"{W}tblLook")] == ["0"]
    assert not list(headed.iter(f"{W}shd"))


def test_on_a_base_whose_own_tables_have_no_header_the_cells_have_its_fill() -> None:
    with ZipFile(BytesIO(house_document())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styles = re.sub(rb'<w:tblStylePr w:type="firstRow">.*?</w:tblStylePr>', b"", parts["word/styles.xml"])
    assert styles != parts["word/styles.xml"]
    base = open_base(pack({**parts, "word/styles.xml": styles}), "own.docx")
    document = document_of(TABLE)
    filled = fill_document(document, paginate(document, base.spec), base, Brand(), {}, "")

    assert filled["word/document.xml"].count(b'w:themeFill="accent1"') == len(TABLE.header)


@pytest.mark.parametrize("primary", ["FFD400", "B3242B", "000000", "FFFFFF", "7FBF3F"])
def test_text_can_be_read_on_any_brand(primary: str) -> None:
    """White on the header's fill, the fill as text on white: 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    xml = parts_of(document_of(TABLE), Brand({"primary": primary}))["word/styles.xml"].decode()

    fills = set(re.findall(r'w:fill="(\w{6})" w:themeFill="accent1"', xml))
    assert fills
    assert all(contrast(fill, "FFFFFF") >= 4.5 for fill in fills)


def test_a_wrong_brand_is_a_fault() -> None:
    with pytest.raises(FaultError) as error:
        parts_of(document_of(), Brand({"primary": "red"}))

    assert [fault.code for fault in error.value.faults] == ["T508"]


def test_the_quotation_face_and_the_script_of_a_unit_are_used() -> None:
    document = document_of(Paragraph(t(BODY)))
    styles = parts_of(document, Brand({}, {"kai": "华文楷体"}))["word/styles.xml"].decode()

    assert "华文楷体" in styles
    assert "楷体" not in styles.replace("华文楷体", "")
    assert 'w:eastAsia="zh-CN"' in styles


def test_every_piece_of_text_names_its_language() -> None:
    for name in SAMPLES:
        root = etree.fromstring(sample(name)["word/styles.xml"])
        (lang,) = root.findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        assert (lang.get(f"{W}val"), lang.get(f"{W}eastAsia")) == ("en-US", "zh-CN")


def test_a_base_is_named_in_its_compiled_form() -> None:
    assert house().name == "document.docx"
    assert house().faults == ()
