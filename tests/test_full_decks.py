"""The whole course as slides, light and dark, wide and narrow: what must hold on every one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from coursegen.build import Request, build
from coursegen.build.bases import Look
from coursegen.checks.file import check_file

ROOT = Path(__file__).parent.parent
SMALL = {"ftr", "sldNum"}
"""Placeholders of the foot; the tracker stands in it too."""

pytestmark = pytest.mark.xdist_group("full decks")


@pytest.fixture(scope="module", params=[("16:9", "light"), ("4:3", "dark")], ids="-".join)
def deck(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    look = Look(*request.param)
    folder = tmp_path_factory.mktemp("full")
    wanted = Request(
        ROOT / "content" / "office-director", "default", (ROOT / "templates",), products=("deck",), look=look,
        output=folder,
    )  # fmt: skip
    (output,) = build(wanted).outputs
    return output.path


def shapes_of(shapes: Any) -> list[Any]:
    """Shapes and members of groups, the tracker left out."""
    found = []
    for shape in shapes:
        inner = shape.shapes if shape.shape_type == 6 else None
        found += [shape] if inner is None else shapes_of(inner) if shape.name != "进度" else []
    return found


def test_no_slide_breaks_a_rule_of_the_house(deck: Path) -> None:
    slides = list(Presentation(str(deck)).slides)
    assert len(slides) > 100
    small, pictures = [], []
    for number, slide in enumerate(slides, 1):
        assert not list(slide._element.iter(qn("a:srgbClr"))), number
        for shape in shapes_of(slide.shapes):
            mark = next(shape._element.iter(qn("p:ph")), None)
            sizes = [int(look.get("sz")) for look in shape._element.iter(qn("a:rPr")) if look.get("sz")]
            if sizes and min(sizes) < 1400 and (mark is None or mark.get("type") not in SMALL):
                small.append((number, shape.name, min(sizes)))
            pictures += [shape.name] * (shape.shape_type == 13)
    assert small == []
    assert set(pictures) <= {"标志"}, "words are words, not pictures"


def test_our_own_check_of_any_file_finds_no_error(deck: Path) -> None:
    assert [fault.line("zh") for fault in check_file(deck.read_bytes(), deck.name) if fault.severity == "error"] == []
