from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from deck_samples import PNG, placed_deck

from coursegen.checks.package import check_package
from coursegen.errors import Fault
from coursegen.model.unit import Brand
from coursegen.office.deck.fill import fill_deck
from coursegen.office.deck.read import read_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.pack import pack
from coursegen.office.package import CONTENT_TYPES, OFFICE_RELATIONS, Relation, write_content_types, write_relations

Parts = dict[str, bytes]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BODY = (
    '<w:p><w:pPr><w:pStyle w:val="S"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:drawing><wp:inline><wp:docPr id="7" name="x"/></wp:inline>'
    '</w:drawing></w:r></w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>'
    "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
)


@pytest.fixture(scope="module")
def deck() -> Parts:
    compiled = read_deck(house_base(HOUSES["red"]), "red")
    return fill_deck(placed_deck(compiled.spec), compiled, Brand(), {"logo.png": PNG}, "")


@pytest.fixture
def document() -> Parts:
    """The least Word document that has one of everything."""
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="S"/></w:styles>'
    )
    numbering = f'<w:numbering xmlns:w="{WORD}"><w:num w:numId="1"/></w:numbering>'
    main = (
        f'<w:document xmlns:w="{WORD}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f"<w:body>{BODY}</w:body></w:document>"
    )
    types = {f"word/{name}.xml": f"{DOCX}.{kind}+xml" for name, kind in (
        ("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"),
    )}  # fmt: skip
    rows = [
        Relation(f"rId{n}", f"{OFFICE_RELATIONS}/{kind}", f"{kind}.xml")
        for n, kind in enumerate(("styles", "numbering"))
    ]
    return {
        CONTENT_TYPES: write_content_types(types),
        "_rels/.rels": write_relations([Relation("rId1", f"{OFFICE_RELATIONS}/officeDocument", "word/document.xml")]),
        "word/document.xml": main.encode(), "word/styles.xml": styles.encode(),
        "word/numbering.xml": numbering.encode(),
        "word/_rels/document.xml.rels": write_relations(rows),
    }  # fmt: skip


def faults(parts: Parts, name: str = "", change: Callable[[str], str] = str) -> tuple[Fault, ...]:
    changed = dict(parts)
    if name:
        changed[name] = change(parts[name].decode()).encode()
        assert changed[name] != parts[name], "the test changed nothing"
    return check_package(pack(changed), "out")


def swap(old: str, new: str, count: int = -1) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, count)


def test_what_we_build_is_sound(deck: Parts, document: Parts) -> None:
    assert faults(deck) == ()
    assert faults(document) == ()


def test_what_is_no_package_is_one_fault() -> None:
    assert [f.code for f in check_package(b"nothing", "out")] == ["O501"]


def test_a_file_of_ours_that_is_too_big_is_told_as_that(deck: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursegen.checks.package._MAX_XML", 10)
    (fault,) = check_package(pack(deck), "out.pptx")
    assert (fault.code, fault.exit_code) == ("O535", 6)
    assert "MB" in fault.line("en")


SLIDE, RELS, MAIN = "ppt/slides/slide13.xml", "ppt/slides/_rels/slide13.xml.rels", "ppt/presentation.xml"
EXTERNAL = (
    f'<Relationship Id="rId9" Type="{OFFICE_RELATIONS}/%s" Target="http://x/y" TargetMode="External"/></Relationships>'
)

BROKEN_DECKS = [
    ("O502", CONTENT_TYPES, swap('PartName="/ppt/slides/slide13.xml"', 'PartName="/ppt/slides/slide99.xml"')),
    ("O503", SLIDE, swap("</p:sld>", "")),
    ("O504", RELS, swap("slideLayout6.xml", "slideLayout66.xml")),
    ("O504", RELS, swap('Id="rId2"', 'Id="rId1"')),
    ("O504", MAIN, lambda text: re.sub('<p:sldId id="256"[^>]*/>', "", text)),
    ("O505", SLIDE, swap("<p:cSld ", f'<p:cSld xmlns:q="{OFFICE_RELATIONS}" q:id="rId77" ')),
    ("O505", SLIDE, swap("<p:cSld ", f"<p:cSld xmlns:q='{OFFICE_RELATIONS}' q:id = 'rId77' ")),
    ("O505", SLIDE, swap("<p:cSld ", f'<p:cSld xmlns:関="{OFFICE_RELATIONS}" 関:id="rId77" ')),
    ("O505", SLIDE, swap("<p:cSld ", f'<p:cSld xmlns:q = "{OFFICE_RELATIONS}" q:id="rId77" ')),
    ("O505", SLIDE, swap("<p:cSld ", f'<p:cSld xmlns:q="&#104;{OFFICE_RELATIONS[1:]}" q:id="rId77" ')),
    ("O506", RELS, swap("</Relationships>", EXTERNAL % "image")),
    ("O507", RELS, swap("</Relationships>", EXTERNAL % "oleObject")),
    ("O508", RELS, swap("../slideLayouts/slideLayout6.xml", "../slideMasters/slideMaster1.xml")),
    ("O510", SLIDE, swap('<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    ("O510", SLIDE, swap('<p:cNvPr id="3"', '<p:cNvPr id="0"')),
    ("O511", MAIN, swap('<p:sldId id="256"', '<p:sldId id="255"')),
    ("O511", MAIN, swap('<p:sldId id="257"', '<p:sldId id="256"')),
    ("O512", SLIDE, swap("<a:gridCol w=\"2743200\"/>", "", 1)),
    ("O512", SLIDE, swap("<a:tc>", '<a:tc gridSpan="4">', 1)),
    ("O513", SLIDE, swap('type="title"', 'type="body"')),
    ("O513", SLIDE, swap("表格都能画出来", " ")),
    ("O514", SLIDE, swap(' lang="zh-CN"', "", 1)),
    ("O515", SLIDE, swap('<a:schemeClr val="bg1"/>', '<a:srgbClr val="FFFFFF"/>', 1)),
    ("O516", MAIN, swap('<p14:sldId id="257"/>', '<p14:sldId id="999"/>')),
    ("O516", MAIN, swap('<p14:sldId id="257"/>', '<p14:sldId id="256"/>')),
    ("O517", SLIDE, swap(' firstRow="1"', "")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "change"), BROKEN_DECKS)
def test_each_rule_of_decks_is_broken_and_found(
    deck: Parts, code: str, name: str, change: Callable[[str], str]
) -> None:
    assert code in [f.code for f in faults(deck, name, change)]


PAGE = "word/document.xml"
BROKEN_DOCUMENTS = [
    ("O506", PAGE, swap(">PAGE<", '>INCLUDEPICTURE "http://x/y.png"<')),
    ("O510", PAGE, swap("</w:body>", '<wp:docPr id="7" name="y"/></w:body>')),
    ("O514", "word/styles.xml", swap(' w:eastAsia="zh-CN"', "")),
    ("O520", PAGE, swap("<w:tc><w:p/></w:tc>", "<w:tc><w:p/><w:tbl/></w:tc>")),
    ("O522", PAGE, swap("<w:tc><w:p/></w:tc>", "")),
    ("O522", PAGE, swap("<w:tc><w:p/></w:tc>", "<w:tc><w:p/></w:tc><w:tc><w:p/></w:tc>")),
    ("O523", PAGE, swap('w:pStyle w:val="S"', 'w:pStyle w:val="T"')),
    ("O523", PAGE, swap('w:numId w:val="1"', 'w:numId w:val="9"')),
    ("O524", PAGE, swap('<w:bookmarkEnd w:id="1"/>', "")),
    ("O524", PAGE, swap("</w:body>", '<w:bookmarkStart w:id="2" w:name="a"/><w:bookmarkEnd w:id="2"/></w:body>')),
    ("O525", PAGE, swap('w:fldCharType="end"', 'w:fldCharType="separate"')),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "change"), BROKEN_DOCUMENTS)
def test_each_rule_of_documents_is_broken_and_found(
    document: Parts, code: str, name: str, change: Callable[[str], str]
) -> None:
    assert [f.code for f in faults(document, name, change)] == [code]


def test_macros_and_pictures_of_another_kind_are_found(deck: Parts) -> None:
    assert "O507" in [f.code for f in faults({**deck, "ppt/vbaProject.bin": b"x"})]
    assert [f.code for f in faults({**deck, "ppt/media/picture1.png": b"GIF89a"})] == ["O508"]


def test_a_slide_nobody_lists_is_found(deck: Parts) -> None:
    extra = {
        n.replace("slide13", "slide99"): d for n, d in deck.items() if "slides/slide13" in n or "_rels/slide13" in n
    }
    types = deck[CONTENT_TYPES].replace(b"/ppt/slides/slide13.xml", b"/ppt/slides/slide99.xml")
    row = types[types.find(b'<Override PartName="/ppt/slides/slide99.xml"') :].split(b">")[0] + b">"
    parts = {**deck, **extra, CONTENT_TYPES: deck[CONTENT_TYPES].replace(b"</Types>", row + b"</Types>")}
    assert [f.code for f in faults(parts)] == ["O504"]


def test_every_fault_can_be_said_in_both_languages(deck: Parts, document: Parts) -> None:
    found = [f for _, name, change in BROKEN_DECKS for f in faults(deck, name, change)]
    found += [f for _, name, change in BROKEN_DOCUMENTS for f in faults(document, name, change)]
    assert {f.code for f in found} >= {code for code, _, _ in (*BROKEN_DECKS, *BROKEN_DOCUMENTS)}
    for fault in found:
        assert fault.line("zh")
        assert fault.line("en")
