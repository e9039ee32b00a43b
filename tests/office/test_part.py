"""What a part shares with those of other units, and what is a unit's own in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from minicourse import write_minicourse
from remembering import forget_everything

from coursegen.build import Request, make
from coursegen.office.part import Frame, Part
from coursegen.workspace import bundled_folder

_COLOR = re.compile(rb'(?<=")[0-9A-F]{6}(?=" w:theme)|(?<=srgbClr val=")[0-9A-F]{6}')


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """All parts of the deck and the handout of two units that differ in name and colour, made in one process."""
    folder = tmp_path_factory.mktemp("units")
    course = write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")
    forget_everything()
    made: list[Mapping[str, bytes]] = []
    for unit, color in (("north", "1F4E79"), ("south", "7A1F1F")):
        (folder / unit).mkdir()
        text = f"names: {{full: 咖啡店{unit}}}\nbrand: {{colors: {{primary: '{color}'}}}}\n"
        (folder / unit / "unit.yaml").write_text(text, "utf-8")
        roots = (Path(folder), bundled_folder() / "templates")
        files = make(Request(course, unit, roots, products=("deck", "handout"), remember=False)).files
        made.append({name: data for file in files for name, data in file.parts.items()})
    return made[0], made[1]


def test_a_frame_stands_around_what_is_a_units_own() -> None:
    part = Frame(b"<a>", b"</a>").around(b"own")
    assert part == b"<a>own</a>"
    assert (part.shared, part.own) == (b"<a></a>", b"own")


def test_what_is_shared_is_one_object_in_the_files_of_two_units(
    kits: tuple[Mapping[str, bytes], Mapping[str, bytes]],
) -> None:
    north, south = kits
    assert north.keys() == south.keys()
    both = [
        (part, other)
        for name, part in north.items()
        if isinstance(part, Part) and isinstance(other := south[name], Part)
    ]
    alike = [(one, other) for one, other in both if one.shared == other.shared]
    assert len(both) > len(alike) > 10  # what has the name in its text is not alike
    assert all(one.shared is other.shared for one, other in alike)
    assert sum(one != other for one, other in alike) > 10


def test_a_part_is_what_it_shares_its_own_and_colours_of_the_theme(
    kits: tuple[Mapping[str, bytes], Mapping[str, bytes]],
) -> None:
    parts = {name: part for name, part in kits[0].items() if isinstance(part, Part)}
    slides = [part for name, part in parts.items() if name.startswith("ppt/slides/")]
    documents = [part for name, part in parts.items() if name.startswith("word/")]
    assert len(slides) > 5
    assert len(documents) > 3
    for slide in slides:
        assert slide.replace(slide.own, b"", 1) == slide.shared
    assert sum(slide.own != b"" for slide in slides) > len(slides) // 2  # covers and openers have no footer
    for document in documents:
        assert document.own == b""
        assert _COLOR.sub(b"", document) == document.shared
