"""The gallery: every figure kind, in the look of every unit."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from peers import validator_errors
from pptx import Presentation

from coursegen.build.claim import claimed
from coursegen.build.gallery import make_gallery
from coursegen.build.kit import Made
from coursegen.cli.commands import program
from coursegen.document import parse_deck
from coursegen.document.nodes import Figure, FigureKind
from coursegen.errors import Fault, FaultError
from coursegen.reading import read_unit
from coursegen.templating import render
from coursegen.wording import labels
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"
UNITS = sorted(path.parent.name for path in TEMPLATES.glob("*/unit.yaml"))


@pytest.fixture(scope="module")
def galleries() -> Mapping[str, tuple[Made, tuple[Fault, ...]]]:
    assert len(UNITS) >= 2
    return {unit: make_gallery(unit, (TEMPLATES,), "gallery.pptx") for unit in UNITS}


def test_every_kind_of_figure_is_in_it() -> None:
    unit = read_unit("default", (TEMPLATES,))[0]
    context = {"unit": unit, "t": unit.terms, "audience": "facilitator", "date": "", "_": labels("zh-Hans")}
    markup = render("gallery.xml.j2", context, [("default", TEMPLATES / "default")])
    slides = [slide for section in parse_deck(markup, "facilitator").sections for slide in section.slides]
    drawn = {block.kind for slide in slides for block in slide.blocks if isinstance(block, Figure)}
    assert drawn == set(get_args(FigureKind))


@pytest.mark.parametrize("unit", UNITS)
def test_it_is_made_without_errors_and_says_what_was_handed_over(
    galleries: Mapping[str, tuple[Made, tuple[Fault, ...]]], unit: str, tmp_path: Path
) -> None:
    gallery, faults = galleries[unit]
    assert {(f.code, f.severity) for f in faults} == {("L110", "warning")}
    path = tmp_path / "gallery.pptx"
    path.write_bytes(gallery.data)
    assert validator_errors(path) == []
    slides = list(Presentation(BytesIO(gallery.data)).slides)
    assert len(slides) == gallery.count > 80


def test_it_is_the_same_every_time(galleries: Mapping[str, tuple[Made, tuple[Fault, ...]]]) -> None:
    assert make_gallery("default", (TEMPLATES,), "gallery.pptx")[0].data == galleries["default"][0].data


def test_the_command_writes_it_and_keeps_what_a_hand_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = CliRunner().invoke(program, ["gallery", "-u", "county-tax"])
    assert first.exit_code == 0
    file = tmp_path / "output" / "county-tax" / "gallery.pptx"
    assert first.stdout.startswith("output/county-tax/gallery.pptx\t")
    assert "L110" in first.stderr
    file.write_bytes(file.read_bytes() + b"edited")
    second = CliRunner().invoke(program, ["gallery", "-u", "county-tax"])
    assert "O110" in second.stderr
    assert file.read_bytes().endswith(b"edited")
    assert (file.parent / "gallery.new.pptx").is_file()


def test_the_command_waits_for_a_build_that_writes_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("coursegen.build.claim.PATIENCE", 0.0)
    monkeypatch.setattr("coursegen.build.gallery.make_gallery", lambda *_: (Made("gallery", "g.pptx", b"x", 1, {}), ()))
    with claimed(tmp_path / "there"):
        refused = CliRunner().invoke(program, ["gallery", "-o", "there/g.pptx"])
    assert (refused.exit_code, "O104" in refused.stderr) == (6, True)
    assert not (tmp_path / "there" / "g.pptx").exists()
    assert CliRunner().invoke(program, ["gallery", "-o", "there/g.pptx"]).exit_code == 0


@pytest.mark.parametrize(("arguments", "code"), [(["-o", "g.pdf"], "U311"), (["-u", "nowhere"], "U22")])
def test_what_cannot_be_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(program, ["gallery", *arguments])
    assert found.exit_code == 2
    assert code in found.stderr


def test_a_unit_without_a_base_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "lone").mkdir()
    (tmp_path / "lone" / "unit.yaml").write_text((TEMPLATES / "default" / "unit.yaml").read_text("utf-8"), "utf-8")
    with pytest.raises(FaultError) as caught:
        make_gallery("lone", (tmp_path,), "gallery.pptx")
    assert caught.value.faults[0].code.startswith("T")
