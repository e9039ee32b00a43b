"""Any Word file is a base: styles it lacks are added, what it brings along that is not looks is left behind."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from document_samples import document_of, handout, paper, t
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt
from lxml import etree

from coursegen.checks.package import check_package
from coursegen.document.nodes import Document, Heading, Paragraph
from coursegen.errors import FaultError
from coursegen.layout.pages import paginate
from coursegen.model.unit import Brand
from coursegen.office.document.base import open_base
from coursegen.office.document.compile import compile_document
from coursegen.office.document.compiled import CompiledDocument
from coursegen.office.document.fill import fill_document
from coursegen.office.house.document import house_document
from coursegen.office.house.document_styles import STYLES
from coursegen.office.pack import pack
from coursegen.office.package import CONTENT_TYPES, read_package
from coursegen.workspace import bundled_folder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = b"wordprocessingml.document.main+xml"


def saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def foreign() -> bytes:
    """A file as python-docx makes it: other styles, Letter size, samples in the body."""
    document = docx.Document()
    document.add_heading("样例标题", 1)
    document.add_table(2, 2)
    document.add_paragraph("样例文字")
    document.sections[0].header.paragraphs[0].text = "单位页眉 {{ header }}"
    return saved(document)


def filled(base: CompiledDocument, document: Document) -> dict[str, bytes]:
    return fill_document(document, paginate(document, base.spec), base, Brand(), {}, "")


def changed(base: bytes, name: str, edit: Callable[[bytes], bytes], **more: bytes) -> bytes:
    parts = read_package(base, "base.docx")
    parts[name] = edit(parts[name])
    return pack(parts | {key.replace("__", "/"): data for key, data in more.items()})


def with_type(kind: bytes) -> bytes:
    return changed(foreign(), CONTENT_TYPES, lambda data: data.replace(MAIN, kind))


# the house base


def test_the_shipped_base_is_what_the_program_writes() -> None:
    shipped = bundled_folder() / "templates" / "default" / "document.docx"

    assert shipped.read_bytes() == house_document()


def test_the_house_base_is_valid(ooxml_validator: Callable[[bytes, str], list[str]]) -> None:
    assert ooxml_validator(house_document(), ".docx") == []
    assert check_package(house_document(), "document.docx") == ()


def test_every_house_style_sets_an_exact_line_height_and_both_fonts() -> None:
    root = etree.fromstring(read_package(house_document(), "")["word/styles.xml"])
    styles = {s.get(f"{W}styleId"): s for s in root.iter(f"{W}style")}

    for style in STYLES:
        spacing = styles[style.key].find(f"{W}pPr/{W}spacing")
        fonts = styles[style.key].find(f"{W}rPr/{W}rFonts")
        assert spacing.get(f"{W}lineRule") == "exact"
        assert spacing.get(f"{W}after") == "0"
        assert fonts.get(f"{W}eastAsia")
        assert fonts.get(f"{W}ascii") == "Times New Roman"


def test_the_font_table_names_the_faces_of_older_systems() -> None:
    table = etree.fromstring(read_package(house_document(), "")["word/fontTable.xml"])

    others = {font.get(f"{W}name"): font.find(f"{W}altName") for font in table}
    assert others["仿宋"].get(f"{W}val") == "仿宋_GB2312,FangSong"
    assert others["楷体"].get(f"{W}val") == "楷体_GB2312,KaiTi"


def test_colours_of_the_house_styles_follow_the_theme() -> None:
    """All but the red of official papers and the black of what is printed, which are no brand's."""
    styles = read_package(house_document(), "")["word/styles.xml"].decode()

    hard = [
        m
        for m in re.findall(r'w:(?:val|fill|color)="[0-9A-F]{6}"(?! w:theme)', styles)
        if not re.search("808080|FF0000|000000", m)
    ]
    assert hard == []


def test_the_text_area_of_a_handout_is_that_of_the_standard() -> None:
    """GB/T 9704-2012, 5.2.1: 156 by 225 mm."""
    spec = open_base(house_document(), "document.docx").spec.forms["handout"]

    assert spec.width == pytest.approx(156 * 72 / 25.4, abs=0.1)
    assert spec.height == pytest.approx(225 * 72 / 25.4, abs=0.1)


def test_the_house_base_has_no_warnings() -> None:
    assert open_base(house_document(), "document.docx").faults == ()


# the compiled form


def test_a_base_is_compiled_once_and_then_taken_from_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    data = house_document()
    first = compile_document(data, "document.docx")
    monkeypatch.setattr("coursegen.office.document.base.open_base", lambda *_: pytest.fail("compiled again"))

    assert compile_document(data, "document.docx") == first


def test_a_compiled_base_survives_the_cache_unchanged() -> None:
    made = open_base(house_document(), "document.docx")

    assert pickle.loads(pickle.dumps(made)) == made


def test_compiling_is_deterministic() -> None:
    assert open_base(foreign(), "a.docx") == open_base(foreign(), "a.docx")


# other people's files


@pytest.mark.parametrize("make", [handout, paper], ids=["handout", "paper"])
def test_a_foreign_file_is_a_base(
    make: Callable[[], Document], ooxml_validator: Callable[[bytes, str], list[str]]
) -> None:
    parts = filled(open_base(foreign(), "foreign.docx"), make())

    errors = [error for error in ooxml_validator(pack(parts), ".docx") if "/word/settings.xml" not in error]
    assert errors == []
    assert check_package(pack(parts), "foreign.docx") == ()


def test_samples_in_the_base_do_not_reach_a_product() -> None:
    parts = filled(open_base(foreign(), "foreign.docx"), document_of(Paragraph(t("正文"))))

    assert not any("样例".encode() in data for data in parts.values())
    assert "docProps/thumbnail.jpeg" not in parts


def test_the_running_head_of_the_base_stays_and_its_tag_is_filled() -> None:
    document = document_of(Paragraph(t("正文")))
    parts = filled(open_base(foreign(), "foreign.docx"), document)

    heads = [data.decode() for name, data in parts.items() if name.startswith("word/header")]
    assert any(f"单位页眉 {document.properties.header}" in head for head in heads)


def test_styles_of_the_base_win_over_the_houses() -> None:
    document = docx.Document()
    style = document.styles["Heading 1"]
    style.font.size = Pt(30)
    style.paragraph_format.line_spacing_rule, style.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(60)

    spec = open_base(saved(document), "own.docx").spec.forms["handout"]
    assert (spec.paras["heading1"].size, spec.paras["heading1"].line) == (30, 60)
    assert spec.paras["body"].size == 14


def test_the_page_of_the_base_is_used() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(200), Mm(30), Mm(20)

    spec = open_base(saved(document), "own.docx").spec.forms
    assert spec["handout"].width == pytest.approx(150 * 72 / 25.4, abs=0.1)
    assert spec["paper"].width > spec["handout"].width


def test_styles_without_an_exact_height_are_a_warning_that_names_them() -> None:
    (fault,) = open_base(foreign(), "foreign.docx").faults

    assert (fault.code, fault.severity) == ("T514", "warning")
    assert "Heading 1".lower() in str(fault.facts["styles"]).lower()


@pytest.mark.parametrize(
    "kind",
    [
        b"wordprocessingml.template.main+xml",
        MAIN,
    ],
)
def test_templates_are_bases_too(kind: bytes) -> None:
    parts = filled(open_base(with_type(kind), "base.dotx"), document_of(Heading(1, t("标题"), "h")))

    assert MAIN in parts[CONTENT_TYPES]


def test_macros_are_left_behind_and_reported() -> None:
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    kind = b"application/vnd.openxmlformats-officedocument." + MAIN
    data = changed(
        foreign(), CONTENT_TYPES, lambda d: d.replace(kind, macro), **{"word__vbaProject.bin": b"\xd0\xcf macro"}
    )

    base = open_base(data, "base.docm")
    assert "T513" in [fault.code for fault in base.faults]
    assert not any("vba" in name for name in filled(base, document_of()))


def test_a_base_without_lists_or_settings_gets_the_houses() -> None:
    def bare(relations: bytes) -> bytes:
        return re.sub(rb'<Relationship [^>]*/(?:numbering|settings)"[^>]*/>', b"", relations)

    data = changed(foreign(), "word/_rels/document.xml.rels", bare)
    parts = filled(open_base(data, "bare.docx"), handout(1))

    assert b"<w:num " in parts["word/numbering.xml"]
    assert check_package(pack(parts), "bare.docx") == ()


def test_a_sheet_is_no_base() -> None:
    data = with_type(b"spreadsheetml.sheet.main+xml")

    with pytest.raises(FaultError) as error:
        open_base(data, "base.xlsx")
    assert [fault.code for fault in error.value.faults] == ["T511"]


def test_a_damaged_document_is_a_fault_and_no_traceback() -> None:
    data = changed(foreign(), "word/styles.xml", lambda _: b"<broken")

    with pytest.raises(FaultError) as error:
        open_base(data, "base.docx")
    assert [fault.code for fault in error.value.faults] == ["T512"]


@pytest.mark.parametrize("code", ["T511", "T512", "T513", "T514"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_has_its_sentences(code: str, language: str) -> None:
    from coursegen.errors import Fault

    fault = Fault(code, facts={"detail": "x", "count": 1, "styles": "y"})
    assert fault.cause(language)  # type: ignore[arg-type]
    assert fault.remedy(language)  # type: ignore[arg-type]


OLDER = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="12"/>'


@pytest.mark.parametrize("compat", ["", "<w:compat><w:useFELayout/></w:compat>", f"<w:compat>{OLDER}</w:compat>"])
def test_a_base_of_an_older_word_opens_in_modern_mode(
    compat: str, ooxml_validator: Callable[[bytes, str], list[str]]
) -> None:
    older = changed(
        house_document(),
        "word/settings.xml",
        lambda data: re.sub(r"<w:compat>.*</w:compat>", compat, data.decode()).encode(),
    )
    parts = filled(open_base(older, "document.docx"), handout(1))
    modes = re.findall(r'w:name="compatibilityMode"[^>]*w:val="(\d+)"', parts["word/settings.xml"].decode())
    assert modes == ["15"]
    assert ooxml_validator(pack(parts), ".docx") == []
