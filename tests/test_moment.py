"""A batch is one moment: what its units inherit is looked at once, their own folders for each; all else looks anew."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from evidence_samples import drawn

from coursegen.build.record import template_hash
from coursegen.build.search import Search, find_base
from coursegen.errors import FaultError
from coursegen.model import PictureFigure
from coursegen.reading import pictures_of, read_unit

BASE = "deck.pptx"
DEFAULT = "names: {full: 单位}\nterms: {staff: 职工}\n"


@pytest.fixture
def search(tmp_path: Path) -> Search:
    for name in ("own", "parent"):
        (tmp_path / name).mkdir()
    return ("own", tmp_path / "own"), ("parent", tmp_path / "parent")


def test_an_inherited_base_is_looked_for_once_in_a_moment_and_a_units_own_comes_first(search: Search) -> None:
    (_, own), (_, parent) = search
    (parent / BASE).write_bytes(b"first")
    assert find_base(search, BASE, moment="one").data == b"first"
    (parent / BASE).write_bytes(b"second")
    assert [find_base(search, BASE, moment=moment).data for moment in ("one", "two", "")] == [
        b"first", b"second", b"second"
    ]  # fmt: skip
    (own / BASE).write_bytes(b"own")
    assert {find_base(search, BASE, moment=moment).data for moment in ("one", "two", "")} == {b"own"}


def test_a_base_that_is_nowhere_is_told_with_all_folders_in_every_moment(search: Search) -> None:
    for moment in ("one", "one", ""):
        with pytest.raises(FaultError) as caught:
            find_base(search, BASE, moment=moment)
        assert len(caught.value.faults[0].facts["folders"]) == 2
    (search[1][1] / BASE).write_bytes(b"there now")
    assert find_base(search, BASE).data == b"there now"


def test_the_hash_of_templates_sees_a_units_own_in_every_moment(search: Search) -> None:
    (_, own), (_, parent) = search
    (parent / "deck.xml.j2").write_text("one")
    before = template_hash(search, "one")
    assert template_hash(search) == before
    (parent / "deck.xml.j2").write_text("two")
    assert template_hash(search, "one") == before != template_hash(search)
    (own / "deck.xml.j2").write_text("own")
    assert template_hash(search, "one") not in (before, template_hash(search))


def test_parents_are_read_once_in_a_moment(tmp_path: Path) -> None:
    for unit, text in (("default", DEFAULT), ("a", "names: {full: 甲}\n"), ("b", "names: {full: 乙}\n")):
        (tmp_path / unit).mkdir()
        (tmp_path / unit / "unit.yaml").write_text(text, "utf-8")
    assert read_unit("a", [tmp_path], "", "one")[0].terms["staff"] == "职工"
    (tmp_path / "default" / "unit.yaml").write_text(DEFAULT.replace("职工", "员工"), "utf-8")
    assert read_unit("b", [tmp_path], "", "one")[0].terms["staff"] == "职工"
    assert read_unit("b", [tmp_path])[0].terms["staff"] == "员工"
    (tmp_path / "b" / "unit.yaml").write_text("names: {full: 丙}\n", "utf-8")
    assert read_unit("b", [tmp_path], "", "one")[0].names.full == "丙"


def test_a_units_own_picture_comes_before_that_of_the_course_in_a_moment(search: Search) -> None:
    (_, own), (_, shared) = search
    bundle: Any = SimpleNamespace(of=lambda lesson: [lesson], places={})
    lesson: Any = SimpleNamespace(id="p", figure=PictureFigure(kind="picture", file="a.png", alt="图"))

    def width(moment: str) -> int:
        return pictures_of(bundle, [lesson], [own], [shared], moment)["a.png"].width

    (shared / "a.png").write_bytes(drawn(30, 20))
    assert width("one") == 30
    (shared / "a.png").write_bytes(drawn(40, 20))
    assert (width("one"), width("")) == (30, 40)
    (own / "a.png").write_bytes(drawn(50, 20))
    assert (width("one"), width("")) == (50, 50)
