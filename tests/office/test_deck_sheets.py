"""Pages of small slides as a file: sound, native, complete, in the theme of the slides' own base."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from deck_samples import PNG
from pptx import Presentation

from coursegen.checks.package import check_package
from coursegen.layout.geometry import PlacedDeck
from coursegen.layout.scenery import Paint
from coursegen.layout.sheets import place_sheets
from coursegen.model.unit import Brand
from coursegen.office.color import contrast
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.read import read_deck
from coursegen.office.deck.scenery import sceneries
from coursegen.office.deck.sheets import fill_sheets, themed
from coursegen.office.house.deck import HOUSES, house_base, paper_base
from coursegen.office.pack import pack
from coursegen.workspace import bundled_folder

PAPER_BASE = paper_base()


@pytest.fixture(scope="module")
def pages(compiled: CompiledDeck, placed: PlacedDeck) -> Mapping[str, bytes]:
    paper = read_deck(PAPER_BASE, "sheets.pptx")
    sheets = place_sheets(placed, compiled.spec, paper.spec, 3, lambda first, last: f"第{first}至{last}张")
    return fill_sheets(sheets, paper, compiled, sceneries(compiled, Brand()), Brand(), {"logo.png": PNG}, "2026-03-01")


def test_the_shipped_base_is_what_the_generator_makes() -> None:
    shipped = bundled_folder() / "templates" / "default" / "sheets.pptx"
    assert shipped.read_bytes() == PAPER_BASE, "run `make bases`"


def test_both_judges_find_nothing(
    pages: Mapping[str, bytes], ooxml_validator: Callable[[bytes, str], list[str]]
) -> None:
    data = pack(pages)
    assert check_package(data, "slides-print.pptx") == ()
    assert ooxml_validator(data, ".pptx") == []


def test_each_slide_is_one_group_of_native_shapes_with_its_texts(
    pages: Mapping[str, bytes], placed: PlacedDeck
) -> None:
    found = Presentation(BytesIO(pack(pages)))
    groups = [shape for slide in found.slides for shape in slide.shapes if shape.shape_type == 6]
    assert len(groups) == len(placed.slides)
    for number, (group, slide) in enumerate(zip(groups, placed.slides, strict=True), 1):
        assert group.name.startswith(f"{number}　")
        texts = [s.text_frame.text for s in group.shapes if s.has_text_frame]
        title = "".join(run.text for f in slide.fillings if f.role == "title" for run in f.text.paras[0].runs)
        assert any((title or slide.title).split("\n")[0] in text for text in texts)


def test_pages_are_a4_and_titled(pages: Mapping[str, bytes]) -> None:
    found = Presentation(BytesIO(pack(pages)))
    assert (found.slide_width, found.slide_height) == (7560000, 10692000)
    titles = [slide.shapes.title.text_frame.text for slide in found.slides]
    assert titles[0] == "第1至3张"
    assert len(titles) == len(set(titles)) > 2


def test_small_slides_follow_the_theme_of_their_own_base(pages: Mapping[str, bytes], compiled: CompiledDeck) -> None:
    slides = "".join(data.decode() for name, data in pages.items() if name.startswith("ppt/slides/slide"))
    assert "srgbClr" not in slides
    group = slides.split("<p:grpSp>")[1].split("</p:grpSp>")[0]
    names = set(re.findall('schemeClr val="([a-z0-9A-Z]+)"', group))
    assert names
    assert not names & {"bg1", "tx1", "bg2", "tx2"}, "names that the map of another master could turn round"
    (theme,) = compiled.themes.values()
    assert f'srgbClr val="{theme.colors["accent1"]}"'.encode() in pages["ppt/theme/theme1.xml"]


def test_pages_are_white_and_legible_under_dark_slides_too() -> None:
    house = HOUSES["red"].on("16:9", "dark")
    deck, paper = read_deck(house_base(house), "dark.pptx"), read_deck(PAPER_BASE, "sheets.pptx")
    scene = sceneries(themed(paper, deck, ["title-only"]), Brand())["title-only"]
    assert isinstance(scene.ground, Paint)
    assert scene.ground.flat.color == "FFFFFF"
    for spec in paper.spec.layouts["title-only"].placeholders.values():
        assert contrast(scene.inks[spec.color].color, "FFFFFF") >= 4.5


def test_no_note_gets_on_paper(pages: Mapping[str, bytes]) -> None:
    assert not [name for name in pages if "notesSlide" in name]
    assert "讲三分钟".encode() not in b"".join(pages.values())
