from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from coursegen.checks.package import check_package
from coursegen.layout.geometry import LayoutSpec, Rect
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.house.deck import HOUSES, house_base, main
from coursegen.office.package import read_package

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SHIPPED = {"red": TEMPLATES / "default" / "deck.pptx", "blue": TEMPLATES / "county-tax" / "deck.pptx"}

house = pytest.fixture(params=sorted(HOUSES))(lambda request: request.param)


def test_the_shipped_base_is_what_the_generator_makes(house: str, tmp_path: Path) -> None:
    main([str(tmp_path / "made" / "deck.pptx"), "--theme", house])
    assert (tmp_path / "made" / "deck.pptx").read_bytes() == SHIPPED[house].read_bytes(), "run `make bases`"


def test_it_is_sound(house: str, ooxml_validator: Callable[[bytes, str], list[str]]) -> None:
    data = house_base(HOUSES[house])
    assert check_package(data, house) == ()
    assert ooxml_validator(data, ".pptx") == []


def test_its_layouts_have_chinese_names_and_serve_every_role(compiled: CompiledDeck, house: str) -> None:
    names = [layout.name for layout in Presentation(BytesIO(house_base(HOUSES[house]))).slide_layouts]
    assert len(names) >= 10
    assert all(re.fullmatch("[\u4e00-\u9fff]+", name) for name in names)
    assert len(compiled.spec.layouts) == 9
    assert compiled.faults == ()


def parts(house: str) -> Mapping[str, bytes]:
    return read_package(house_base(HOUSES[house]), house)


def test_its_faces_hold_for_every_chinese_text(house: str) -> None:
    theme = parts(house)["ppt/theme/theme1.xml"].decode()
    assert theme.count('<a:ea typeface="微软雅黑"/>') == 2
    assert "<a:font script" not in theme
    assert "gradFill" not in theme
    assert "outerShdw" not in theme


def test_chinese_line_breaking_is_on(house: str) -> None:
    presentation = parts(house)["ppt/presentation.xml"].decode()
    starts = re.search('invalStChars="([^"]*)"', presentation)
    assert starts
    assert set("，。、；：！？）》”") <= set(starts.group(1))
    master = parts(house)["ppt/slideMasters/slideMaster1.xml"].decode()
    levels = re.findall("<a:lvl[1-9]pPr [^>]*>", master)
    assert levels
    assert all('eaLnBrk="1" latinLnBrk="0" hangingPunct="1"' in level for level in levels if "defTabSz" in level)


def test_no_colour_is_fixed_outside_the_theme(house: str) -> None:
    assert not [n for n, d in parts(house).items() if b"srgbClr" in d and not n.startswith("ppt/theme/")]


def test_sizes_keep_to_the_scale(compiled: CompiledDeck) -> None:
    sizes = {
        (role, name): p.size
        for role, layout in compiled.spec.layouts.items()
        for name, p in layout.placeholders.items()
    }
    assert sizes["title-only", "title"] == 28
    assert sizes["title-body", "body"] == 20
    assert 44 <= sizes["cover", "title"] <= 54
    assert 40 <= sizes["section", "title"] <= 48
    assert {size for (_, name), size in sizes.items() if name in ("footer", "slide-number")} == {11}


def test_nothing_stands_off_the_slide_or_over_another_text(compiled: CompiledDeck) -> None:
    for layout in compiled.spec.layouts.values():
        rects = [p.rect for p in layout.placeholders.values()]
        assert all(
            r.x >= 0 and r.y >= 0 and r.right <= compiled.spec.width and r.bottom <= compiled.spec.height for r in rects
        )
        if layout.role != "blank":
            assert not [(a, b) for n, a in enumerate(rects) for b in rects[n + 1 :] if meets(a, b)]


def meets(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def test_content_areas_keep_clear_of_titles_and_feet(compiled: CompiledDeck) -> None:
    def free(layout: LayoutSpec) -> bool:
        return not any(meets(layout.content, layout.placeholders[n].rect) for n in ("title", "footer", "slide-number"))

    assert all(free(compiled.spec.layouts[role]) for role in ("title-only", "title-body", "two-body"))


def test_the_two_houses_differ_by_design() -> None:
    def drawn(house: str) -> set[str]:
        master = etree.fromstring(parts(house)["ppt/slideMasters/slideMaster1.xml"])
        tag = "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"
        return {str(e.get("name")) for e in master.iter(tag)}

    assert drawn("red") != drawn("blue")
