"""What participants get can be read when it is printed in greys."""

from __future__ import annotations

from pathlib import Path

import pytest
from minicourse import write_minicourse
from plain_files import deck, file_of, run, shape, solid, title

from coursegen.build import PRODUCTS, Request, make
from coursegen.build.gallery import make_gallery
from coursegen.checks.file import check_file
from coursegen.errors import Fault
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"
UNITS = ("default", "company", "county-tax")
"""Units whose colours are far apart."""

PRINTED = tuple(
    name
    for name, product in PRODUCTS.items()
    if product.audience == "participant" and product.form != "page" and product.needs != "roster"
)


def lost(data: bytes, name: str) -> list[str]:
    """What a print in greys loses of a file."""
    return [fault.line("en") for fault in check_file(data, name, mono=True) if _is_mono(fault)]


def _is_mono(fault: Fault) -> bool:
    return fault.code.startswith("K4")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")


@pytest.mark.parametrize("unit", UNITS)
def test_every_paper_of_a_participant_is_legible_in_greys(unit: str, course: Path) -> None:
    kit = make(Request(course, unit, (TEMPLATES,), products=PRINTED))
    assert {file.product for file in kit.files} == set(PRINTED)
    assert len(PRINTED) > 10
    assert {file.name: found for file in kit.files if (found := lost(file.data, file.name))} == {}


@pytest.mark.parametrize("unit", UNITS[:2])
def test_every_kind_of_figure_is_legible_in_greys(unit: str) -> None:
    gallery, _ = make_gallery(unit, (TEMPLATES,), "gallery.pptx")
    assert gallery.count > 20
    assert lost(gallery.data, gallery.name) == []


def test_what_is_not_legible_in_greys_would_be_found() -> None:
    faint = shape(3, run("大字", ' sz="2800"', solid("FFFFFF")), (1, 2, 6, 1), fill=solid("808080"))
    assert len(lost(file_of(deck(title() + faint)), "a.pptx")) == 1
