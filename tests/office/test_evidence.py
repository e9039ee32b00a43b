"""Charts and pictures in finished files, as strangers see them: Microsoft's validator, LibreOffice, python-pptx."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from document_samples import document_of, house
from evidence_samples import CHARTS, charts, deck, evidence, media
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from peers import to_pdf
from pptx import Presentation

from coursegen.checks.package import check_package
from coursegen.document.nodes import Chart, Deck, Section, Series, Slide, Text
from coursegen.layout.charts import look_of
from coursegen.layout.pages import paginate
from coursegen.layout.slides import place_deck
from coursegen.model.unit import Brand
from coursegen.office.chart import ChartOrder, chart_files
from coursegen.office.chart.make import chart_xml
from coursegen.office.chart.workbook import workbook
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.deck.read import read_deck
from coursegen.office.document.fill import fill_document
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.pack import pack

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ROLES = ("primary", "muted", "line", "deep", "secondary", "tint", "text", "background", "on-primary", "on-deep")
COLORS = tuple((role, '<a:schemeClr val="tx1"/>') for role in ROLES)


@pytest.fixture(scope="session")
def evidence_parts(compiled: CompiledDeck) -> Mapping[str, bytes]:
    placed, faults = place_deck(deck(), compiled.spec)
    assert faults == ()
    return fill_deck(placed, compiled, Brand(), media(), "")


@pytest.fixture(scope="session")
def evidence_document() -> Mapping[str, bytes]:
    document = document_of(*evidence())
    return fill_document(document, paginate(document, house().spec), house(), Brand(), media(), "")


def chart_trees(parts: Mapping[str, bytes]) -> list[etree._Element]:
    found = [etree.fromstring(parts[name]) for name in sorted(parts) if re.search(r"/charts/chart[\d-]+\.xml$", name)]
    assert len(found) >= len(CHARTS)
    return found


@pytest.fixture(scope="session")
def both(
    evidence_parts: Mapping[str, bytes], evidence_document: Mapping[str, bytes]
) -> tuple[Mapping[str, bytes], ...]:
    return evidence_parts, evidence_document


def test_microsofts_validator_and_our_own_check_find_nothing_in_the_deck(
    evidence_parts: Mapping[str, bytes], ooxml_validator: Callable[[bytes, str], list[str]]
) -> None:
    data = pack(evidence_parts)
    assert ooxml_validator(data, ".pptx") == []
    assert check_package(data, "deck.pptx") == ()


def test_they_find_nothing_in_the_document(
    evidence_document: Mapping[str, bytes], ooxml_validator: Callable[[bytes, str], list[str]]
) -> None:
    data = pack(evidence_document)
    assert ooxml_validator(data, ".docx") == []
    assert check_package(data, "document.docx") == ()


def test_libreoffice_has_the_slides_and_pages_that_were_counted(
    evidence_document: Mapping[str, bytes], tmp_path: Path
) -> None:
    base = read_deck(house_base(HOUSES["blue"]), "blue.pptx")
    deck_parts = fill_deck(place_deck(deck(), base.spec)[0], base, Brand(), media(), "")
    for name, parts in (("deck.pptx", deck_parts), ("document.docx", evidence_document)):
        (tmp_path / name).write_bytes(pack(parts))
    slides, pages = to_pdf([tmp_path / "deck.pptx", tmp_path / "document.docx"], tmp_path)
    assert len(pages_of(slides)) == len(evidence())
    assert len(pages_of(pages)) == paginate(document_of(*evidence()), house().spec).total


def pages_of(pdf: Path) -> list[int]:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return list(range(len(document)))


def test_charts_take_colours_from_the_theme_and_have_unsigned_axes(both: tuple[Mapping[str, bytes], ...]) -> None:
    for tree in (tree for parts in both for tree in chart_trees(parts)):
        assert next(tree.iter(f"{A}schemeClr"), None) is not None
        assert not list(tree.iter(f"{A}srgbClr"))
        ids = [e.get("val") for e in tree.iter(f"{C}axId")]
        assert all(key.isdigit() for key in ids)
        assert len(set(ids)) in (0, 2)


def test_charts_label_their_numbers_and_have_no_grid(both: tuple[Mapping[str, bytes], ...]) -> None:
    for tree in (tree for parts in both for tree in chart_trees(parts)):
        assert not list(tree.iter(f"{C}majorGridlines"))
        assert all(axis.find(f"{C}delete").get("val") == "1" for axis in tree.iter(f"{C}valAx"))
        shown = [e.get("val") for e in tree.iter(f"{C}showVal", f"{C}showPercent")]
        assert "1" in shown


def test_text_on_slides_is_14_points_at_least_with_an_east_asian_face(evidence_parts: Mapping[str, bytes]) -> None:
    for tree in chart_trees(evidence_parts):
        looks = list(tree.iter(f"{A}defRPr"))
        assert looks
        assert all(
            int(look.get("sz")) >= 1400 and look.get("lang") and look.find(f"{A}ea") is not None for look in looks
        )


def test_the_workbook_inside_says_the_same_as_the_chart(evidence_parts: Mapping[str, bytes]) -> None:
    shown = Presentation(BytesIO(pack(evidence_parts)))
    frames = [shape for slide in shown.slides for shape in slide.shapes if shape.has_chart]
    assert len(frames) == len(CHARTS)
    for frame, (_, names, rows, _) in zip(frames, CHARTS, strict=True):
        plot = frame.chart.plots[0]
        assert tuple(plot.categories) == names
        assert [(one.name, tuple(one.values)) for one in plot.series] == list(rows)
        assert read(frame.chart.part.chart_workbook.xlsx_part.blob) == (names, rows)
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "图的说明"


def read(data: bytes) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[float, ...]], ...]]:
    """Categories and series of a workbook."""
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    head, *body = sheet.iter_rows(values_only=True)
    rows = tuple((head[n] or "", tuple(float(row[n]) for row in body)) for n in range(1, len(head)))
    return tuple(row[0] for row in body), rows


NUMBERS = st.decimals(-999999999, 999999999, places=4).map(float)
NAMES = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFFF, exclude_categories=("Cs", "Cn", "Co")), min_size=1
)
KINDS = st.sampled_from(["bar", "column", "line", "doughnut"])


@st.composite
def any_chart(draw: st.DrawFn) -> Chart:
    kind = draw(KINDS)
    names = tuple(draw(st.lists(NAMES, min_size=2, max_size=6 if kind == "doughnut" else 12, unique=True)))
    numbers = st.lists(NUMBERS.map(abs) if kind == "doughnut" else NUMBERS, min_size=len(names), max_size=len(names))
    rows = draw(st.lists(numbers.map(tuple), min_size=1, max_size=1 if kind == "doughnut" else 2))
    if not any(rows[0]):
        rows[0] = (1.0, *rows[0][1:])
    return Chart(kind, "图", names, tuple(Series(f"组{n}", row) for n, row in enumerate(rows)))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(chart=any_chart())
def test_any_numbers_come_back_exactly_from_chart_and_workbook(chart: Chart) -> None:
    order = ChartOrder(look_of(chart, 600, 320, 16), COLORS, "zh-CN")  # type: ignore[arg-type]
    tree = etree.fromstring(chart_xml(order))
    for series, made in zip(chart.series, tree.iter(f"{C}ser"), strict=True):
        assert [v.text for v in made.find(f"{C}cat").iter(f"{C}v")] == list(chart.categories)
        assert [float(v.text) for v in made.find(f"{C}val").iter(f"{C}v")] == list(series.values)
    assert read(workbook(order.look)) == (chart.categories, tuple((s.name, s.values) for s in chart.series))


def test_a_category_like_a_formula_an_address_or_a_number_stays_text() -> None:
    names = ("=1+1", "http://example.org", "007", "{=SUM(A1)}", "-5")
    look = look_of(Chart("bar", "图", names, (Series("=cmd", (1.0,) * 5),)), 600, 320, 16)
    sheet = openpyxl.load_workbook(BytesIO(workbook(look))).active
    cells = [sheet.cell(row, 1) for row in range(2, 7)]
    assert [cell.value for cell in cells] == list(names)
    assert not any(cell.hyperlink for cell in cells)
    assert b"<f>" not in workbook(look)


def test_the_same_chart_has_the_same_bytes() -> None:
    order = ChartOrder(look_of(charts()[0], 600, 320, 16), COLORS, "zh-CN")  # type: ignore[arg-type]
    assert (chart_xml(order), workbook(order.look)) == (chart_xml(order), workbook(order.look))
    assert chart_files(order) == chart_files(order)


def test_a_chart_whose_names_have_no_room_becomes_bars_or_a_fault_that_names_one(compiled: CompiledDeck) -> None:
    names = tuple(f"这是第{n}个很长很长很长的类别名称放不下" for n in range(12))
    rows = (Series("数", tuple(map(float, range(12)))),)
    placed = {}
    for kind in ("column", "line"):
        slide = Slide("s", "content", (Text("标题"),), blocks=(Chart(kind, "图", names, rows),))  # type: ignore[arg-type]
        placed[kind] = place_deck(Deck(deck().properties, (Section("a", "甲", "甲", (slide,)),)), compiled.spec)
    column, none = placed["column"]
    assert none == ()
    assert [d.look.kind for d in column.slides[0].drawings if hasattr(d, "look")] == ["bar"]
    (fault,) = placed["line"][1]
    assert fault.code == "L103"
    assert fault.facts["text"] in names


def test_a_picture_keeps_its_proportions_and_stays_on_its_slide(compiled: CompiledDeck) -> None:
    shown = Presentation(BytesIO(pack(fill_deck(place_deck(deck(), compiled.spec)[0], compiled, Brand(), media(), ""))))
    found = [shape for slide in shown.slides for shape in slide.shapes if shape.shape_type == 13]
    assert len(found) == 10
    for picture in found:
        wide, high = picture.image.size
        assert abs(picture.width / picture.height - wide / high) <= 0.02 * wide / high
        assert picture.left >= 0 <= picture.top
        assert picture.left + picture.width <= shown.slide_width
        assert picture.top + picture.height <= shown.slide_height


def test_an_svg_comes_with_the_png_for_older_programs(both: tuple[Mapping[str, bytes], ...]) -> None:
    for parts in both:
        shown = (part for part in parts if re.search(r"(slides/slide\d+|word/document)\.xml$", part))
        assert b"".join(parts[part] for part in shown).count(b"<asvg:svgBlip") == 2
        assert sum(part.endswith(".svg") for part in parts) == 1
        assert media()["mark.png"] in parts.values()
