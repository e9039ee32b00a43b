"""What the guide for WPS says of the files, held against the files."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from coursegen.build.gallery import make_gallery
from coursegen.office.faces import PROFILES
from coursegen.workspace import bundled_folder

GUIDE = (Path(__file__).parents[2] / "docs" / "wps.md").read_text("utf-8")
UNSAFE = (
    "p:transition",
    "p:timing",
    "a:gradFill",
    "a:effectLst",
    "a:normAutofit",
    "a:srgbClr",
    "dgm:",
    "p:style",
    "p:pic",
)
"""Elements that slides of ours never have (pictures stand in courses that bring some)."""


@pytest.fixture(scope="module")
def slides() -> str:
    """All slides of the gallery, which has every kind of figure."""
    made, _ = make_gallery("default", (bundled_folder() / "templates",), "gallery.pptx")
    with ZipFile(BytesIO(made.data)) as package:
        parts = [
            package.read(name).decode() for name in package.namelist() if re.match(r"ppt/slides/slide\d+\.xml", name)
        ]
    assert len(parts) > 100
    return "".join(parts)


def test_the_preset_shapes_in_use_are_those_of_the_guide(slides: str) -> None:
    (line,) = [line for line in GUIDE.splitlines() if line.startswith("只有这些预设图形")]
    listed = set(re.findall(r"`(\w+)`", line))
    assert set(re.findall(r'prst="(\w+)"', slides)) == listed


def test_slides_have_nothing_that_another_program_may_draw_otherwise(slides: str) -> None:
    assert [name for name in UNSAFE if f"<{name}" in slides] == []
    assert slides.count("<a:noAutofit/>") == slides.count("<a:bodyPr") - slides.count("<a:bodyPr/>")


def test_theme_fonts_are_not_chosen_by_script() -> None:
    made, _ = make_gallery("default", (bundled_folder() / "templates",), "gallery.pptx")
    with ZipFile(BytesIO(made.data)) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
    assert "<a:font script=" not in theme
    assert all(face for face in re.findall(r'<a:ea typeface="([^"]*)"', theme))


def test_the_faces_of_the_guide_are_those_of_the_profiles() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| [^|]* \| ([^|]*) \| ([^|]*) \|$", GUIDE, re.MULTILINE)
    assert rows
    assert {(name, heading, kai) for name, heading, kai in rows} == {
        (name, faces["heading"], faces["kai"]) for name, faces in PROFILES.items()
    }
