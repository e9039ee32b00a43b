from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from deck_samples import EDGE_TEXTS, PNG
from lxml import etree
from peers import to_pdf
from pptx import Presentation

from coursegen.checks.package import check_package
from coursegen.errors import FaultError
from coursegen.layout.geometry import Para, PlacedDeck, Role
from coursegen.layout.typeset import para
from coursegen.model.unit import Brand
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.deck.text import TextWriter
from coursegen.office.pack import pack

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

Parts = Mapping[str, bytes]


def slides(parts: Parts) -> dict[str, etree._Element]:
    found = {n: etree.fromstring(d) for n, d in parts.items() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)}
    assert found
    return found


def slide_of(parts: Parts, key: str) -> etree._Element:
    return next(s for s in slides(parts).values() if s.find(f"{P}cSld").get("name") == key)


def test_microsofts_validator_finds_nothing(deck: bytes, ooxml_validator: Callable[[bytes, str], list[str]]) -> None:
    assert ooxml_validator(deck, ".pptx") == []


def test_our_own_check_finds_nothing(deck: bytes) -> None:
    assert check_package(deck, "deck.pptx") == ()


def test_libreoffice_makes_a_page_of_every_slide(deck: bytes, placed: PlacedDeck, tmp_path: Path) -> None:
    import pypdfium2

    path = tmp_path / "deck.pptx"
    path.write_bytes(deck)
    (pdf,) = to_pdf([path], tmp_path)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == len(placed.slides)


def test_python_pptx_reads_the_texts_back(deck: bytes, placed: PlacedDeck) -> None:
    presentation = Presentation(BytesIO(deck))
    assert len(presentation.slides) == len(placed.slides)
    texts = [s.text_frame.text for slide in presentation.slides for s in slide.shapes if s.has_text_frame]
    for words in EDGE_TEXTS:
        assert words.replace("\n", "\v") in texts


def test_every_slide_has_one_title_first_and_is_named_by_its_id(parts: Parts, placed: PlacedDeck) -> None:
    assert [s.find(f"{P}cSld").get("name") for s in slides(parts).values()] == [s.id for s in placed.slides]
    for slide in slides(parts).values():
        kinds = [
            sp.find(f".//{P}ph").get("type") if sp.find(f".//{P}ph") is not None else "" for sp in slide.iter(f"{P}sp")
        ]
        assert kinds[0] in ("title", "ctrTitle")
        assert sum(kind in ("title", "ctrTitle") for kind in kinds) == 1


def test_a_title_left_unsaid_is_put_into_the_placeholder(parts: Parts) -> None:
    title = next(iter(slide_of(parts, "d.0").iter(f"{P}sp")))
    assert "".join(t.text for t in title.iter(f"{A}t")) == "图形都能画出来"


def test_the_foot_comes_last_with_the_number_as_a_field(parts: Parts) -> None:
    shapes = list(slide_of(parts, "d.0").find(f"{P}cSld/{P}spTree"))
    footer, number = shapes[-2:]
    assert footer.find(f".//{P}ph").get("type") == "ftr"
    assert footer.findtext(f".//{A}t") == "页脚文字"
    assert number.find(f".//{A}fld").get("type") == "slidenum"


def test_every_run_says_language_and_size(parts: Parts) -> None:
    for slide in slides(parts).values():
        for look in slide.iter(f"{A}rPr", f"{A}endParaRPr"):
            words = look.getparent().findtext(f"{A}t") or ""
            latin = (look.get("lang"), look.get("altLang")) == ("en-US", "zh-CN")
            assert latin or (look.get("lang"), look.get("altLang")) == ("zh-CN", "en-US")
            assert not (latin and any("\u4e00" <= char <= "\u9fff" for char in words))
            assert int(look.get("sz")) >= 1100


def test_colours_are_the_themes_and_faces_too(parts: Parts) -> None:
    for slide in slides(parts).values():
        assert not list(slide.iter(f"{A}srgbClr", f"{P}style"))
        faces = {e.get("typeface") for e in slide.iter(f"{A}latin", f"{A}ea")}
        assert faces <= {"+mj-lt", "+mj-ea", "+mn-lt", "+mn-ea", "楷体"}
    assert "楷体" in {e.get("typeface") for e in slide_of(parts, "d.1").iter(f"{A}ea")}


def test_autofit_is_off_everywhere(parts: Parts) -> None:
    for slide in slides(parts).values():
        bodies = list(slide.iter(f"{P}txBody"))
        assert bodies
        assert all(body.find(f"{A}bodyPr/{A}noAutofit") is not None for body in bodies)


def test_only_text_without_words_is_decoration(parts: Parts) -> None:
    marks = {e.getparent().getparent().getparent().get("name") for e in slide_of(parts, "d.0").iter(DECORATIVE)}
    assert marks == {"无字装饰", "虚线框"}
    lines = {e.getparent().getparent().getparent().get("name") for e in slide_of(parts, "d.2").iter(DECORATIVE)}
    assert lines == {"线0", "线1", "线2", "线3", "线4", "装饰组", "点"}


def test_connectors_run_in_all_directions(parts: Parts) -> None:
    frames = [c.find(f"{P}spPr/{A}xfrm") for c in slide_of(parts, "d.2").iter(f"{P}cxnSp")]
    flips = [(f.get("flipH"), f.get("flipV")) for f in frames[:4]]
    assert flips == [(None, None), ("1", None), ("1", "1"), (None, "1")]
    assert all(int(f.find(f"{A}ext").get("cx")) >= 0 for f in frames)


def test_groups_carry_name_words_and_the_bounds_of_their_members(parts: Parts) -> None:
    group = next(iter(slide_of(parts, "d.2").iter(f"{P}grpSp")))
    identity = group.find(f"{P}nvGrpSpPr/{P}cNvPr")
    assert (identity.get("name"), identity.get("descr")) == ("外层“组”", "说明 <组>")
    frame = group.find(f"{P}grpSpPr/{A}xfrm")
    assert dict(frame.find(f"{A}off").attrib) == dict(frame.find(f"{A}chOff").attrib)
    assert dict(frame.find(f"{A}ext").attrib) == dict(frame.find(f"{A}chExt").attrib)


def test_tables_are_native_with_a_header_row(parts: Parts) -> None:
    slide = slide_of(parts, "d.3")
    assert slide.find(f".//{A}tblPr").get("firstRow") == "1"
    assert [len(row.findall(f"{A}tc")) for row in slide.iter(f"{A}tr")] == [3, 3, 3]
    assert slide.find(f".//{P}graphicFrame//{P}cNvPr").get("descr") == "请示的做法对照"


def test_empty_paragraphs_keep_their_size_and_breaks_are_breaks(parts: Parts) -> None:
    slide = slide_of(parts, "d.1")
    assert len(list(slide.iter(f"{A}endParaRPr"))) == 2
    assert len(list(slide.iter(f"{A}br"))) == EDGE_TEXTS[1].count("\n")


def test_markers_hang_and_name_a_face_that_has_them(parts: Parts) -> None:
    marked = [p for p in slide_of(parts, "d.1").iter(f"{A}pPr") if p.find(f"{A}buChar") is not None]
    assert [(p.find(f"{A}buChar").get("char"), p.find(f"{A}buFont").get("typeface")) for p in marked] == [
        ("•", "Arial"), ("✓", "Segoe UI Symbol"),
    ]  # fmt: skip
    assert all(p.get("marL") == "280000" and p.get("indent") == "-280000" for p in marked)


def test_only_slides_with_notes_have_a_notes_page(parts: Parts, placed: PlacedDeck) -> None:
    pages = [n for n in parts if re.fullmatch(r"ppt/notesSlides/notesSlide\d+\.xml", n)]
    assert len(pages) == sum(1 for s in placed.slides if s.notes) > 0
    page = etree.fromstring(parts[pages[0]])
    assert ["".join(t.text for t in p.iter(f"{A}t")) for p in page.iter(f"{A}p")] == [
        "讲三分钟。", "问：“谁来办？” <想一想>", "", "出处：第一篇。",
    ]  # fmt: skip


def test_sections_are_native_and_hold_every_slide(parts: Parts, placed: PlacedDeck) -> None:
    root = etree.fromstring(parts["ppt/presentation.xml"])
    sections = list(root.iter(f"{P14}section"))
    assert [s.get("name") for s in sections] == [name for _, name in placed.sections]
    listed = [e.get("id") for s in sections for e in s.iter(f"{P14}sldId")]
    assert listed == [e.get("id") for e in root.iter(f"{P}sldId")]


def test_media_that_no_slide_shows_is_left_out(parts: Parts) -> None:
    assert [n for n in parts if n.startswith("ppt/media/")] == ["ppt/media/picture1.png"]
    assert parts["ppt/media/picture1.png"] == PNG


@pytest.mark.parametrize(
    ("paras", "tags"),
    [
        ([para("PPT", 18)], ["zh-CN"]),
        ([para("Ask around", 18)], ["en-US"]),
        ([para("交办\nAssign", 18)], ["zh-CN", "en-US"]),
        ([para("协调", 18), para("Coordination", 18)], ["zh-CN", "en-US"]),
    ],
)
def test_a_translation_below_the_chinese_is_in_its_language_however_short(
    compiled: CompiledDeck, paras: list[Para], tags: list[str]
) -> None:
    colors = dict.fromkeys(get_args(Role), "")
    writer = TextWriter(compiled.prototypes, colors, "zh-CN", "楷体")
    said = etree.fromstring(f'<x xmlns:a="{A[1:-1]}">{writer.paragraphs(paras)}</x>')
    assert [run.find(f"{A}rPr").get("lang") for run in said.iter(f"{A}r")] == tags


def test_properties_say_title_language_and_date(parts: Parts) -> None:
    core = parts["docProps/core.xml"].decode()
    assert "<dc:title>课程 &amp; &lt;标题&gt;</dc:title>" in core
    assert "<dc:language>zh-CN</dc:language>" in core
    assert "2026-03-01T00:00:00Z" in core


def test_a_picture_of_an_unknown_kind_is_a_fault(placed: PlacedDeck, compiled: CompiledDeck) -> None:
    with pytest.raises(FaultError) as caught:
        fill_deck(placed, compiled, Brand(), {"logo.png": b"<svg/>"}, "")
    assert [f.code for f in caught.value.faults] == ["A508"]


def test_a_brand_repaints_the_theme_and_nothing_else(
    parts: Parts, placed: PlacedDeck, compiled: CompiledDeck, ooxml_validator: Callable[[bytes, str], list[str]]
) -> None:
    brand = Brand(
        colors={"primary": "0B6E4F"}, fonts={"heading": "思源黑体 & <粗>", "latin": "Calibri", "kai": "华文楷体"}
    )
    other = fill_deck(placed, compiled, brand, {"logo.png": PNG}, "2026-03-01")
    theme = other["ppt/theme/theme1.xml"].decode()
    assert 'accent1><a:srgbClr val="0B6E4F"' in theme
    assert 'ea typeface="思源黑体 &amp; &lt;粗&gt;"' in theme
    changed = {n for n in parts if other.get(n) != parts[n]}
    assert changed == {"ppt/theme/theme1.xml", "ppt/slides/slide11.xml"}, "the theme, and the slide set in 楷体"
    assert ooxml_validator(pack(other), ".pptx") == []


HASH_SCRIPT = """
import hashlib, sys
sys.path.insert(0, "tests")
from coursegen.model.unit import Brand
from coursegen.office.deck.fill import fill_deck
from coursegen.office.deck.text import TextWriter
from coursegen.office.deck.read import read_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.pack import pack
from deck_samples import PNG, placed_deck
compiled = read_deck(house_base(HOUSES["red"]), "red")
parts = fill_deck(placed_deck(compiled.spec), compiled, Brand(colors={"primary": "0B6E4F"}), {"logo.png": PNG}, "")
print(hashlib.sha256(pack(parts)).hexdigest())
"""


def test_the_same_input_makes_the_same_bytes_in_every_process() -> None:
    root = Path(__file__).resolve().parents[2]
    runs = [
        subprocess.run(
            [sys.executable, "-c", HASH_SCRIPT], cwd=root, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)},
        ).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("77", "UTC"))
    ]  # fmt: skip
    assert len(set(runs)) == 1
    assert runs[0].strip()


def test_the_end_of_a_connector_is_joined_to_the_shape_it_touches(parts: Parts) -> None:
    slide = slide_of(parts, "d.2")
    joined = [c for c in slide.iter(f"{P}cxnSp") if c.find(f".//{A}stCxn") is not None]
    assert [c.find(f"{P}nvCxnSpPr/{P}cNvPr").get("name") for c in joined] == ["组内线"]
    joint = joined[0].find(f".//{A}stCxn")
    touched = {e.get("id"): e.get("name") for e in slide.iter(f"{P}cNvPr")}[joint.get("id")]
    assert (touched, joint.get("idx")) == ("底", "3")
    assert joined[0].find(f".//{A}endCxn") is None


def test_numbered_paragraphs_count_by_themselves_and_go_on_where_their_list_was_cut(parts: Parts) -> None:
    assert [e.get("startAt") for e in slide_of(parts, "d.1").iter(f"{A}buAutoNum")] == ["1", "1", "4", "4"]
