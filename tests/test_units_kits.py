"""Every sample unit builds without a fault, and no file of one has a name of another in it."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from minicourse import write_minicourse
from pptx import Presentation

from coursegen.build import Request, make
from coursegen.checks.unit import check_unit
from coursegen.reading import read_course_of, read_unit
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"
UNITS = sorted(path.parent.name for path in TEMPLATES.glob("*/unit.yaml"))
PRODUCTS = ("deck", "slides", "handout", "guide", "quiz", "answers")


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Products of a small course by unit and name; it has none of the plans that units choose, and is taught whole."""
    course = write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")
    found = {}
    for unit in UNITS:
        kit = make(Request(course, unit, (TEMPLATES,), products=PRODUCTS))
        assert [fault.line("en") for fault in kit.faults] == [], unit
        found[unit] = {file.name: file.data for file in kit.files}
    return found


def everything(data: bytes) -> str:
    """All text of all parts of a file: what stands between tags, in attributes, in names of parts."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    texts = [name + content.decode("utf-8", "ignore") for name, content in parts.items()]
    return "\n".join([*texts, *(unescape(re.sub(r"<[^>]*>", "", text)) for text in texts)])


def test_there_are_units_that_differ() -> None:
    assert {"province-tax", "city-tax", "county-tax", "hospital", "university", "company", "default"} <= set(UNITS)
    assert read_unit("county-tax", [TEMPLATES])[0].chain == ("county-tax", "city-tax", "province-tax", "default")
    units = [read_unit(unit, [TEMPLATES])[0] for unit in UNITS]
    assert len({unit.names.full for unit in units}) == len(UNITS)
    assert len({unit.brand.colors.get("primary") for unit in units}) == len(UNITS)
    marks = [Path(unit.brand.logo) for unit in units if unit.brand.logo]
    assert len({path.read_bytes() for path in marks}) == len(UNITS) - 1
    assert all(path.with_suffix(".svg").is_file() for path in marks)


def test_no_file_of_a_unit_has_a_name_of_another(kits: dict[str, dict[str, bytes]]) -> None:
    named = {unit: read_unit(unit, [TEMPLATES])[0].names for unit in UNITS}
    left = []
    for unit, files in kits.items():
        assert len(files) == len(PRODUCTS)
        text = "\n".join(map(everything, files.values()))
        assert named[unit].full in text
        others = {name for other in UNITS if other != unit for name in (named[other].full, named[other].english)}
        left += [(unit, name) for name in others - {named[unit].full, named[unit].english, ""} if name in text]
    assert left == []


@pytest.mark.parametrize("unit", UNITS)
def test_a_sample_unit_leaves_nothing_unsaid_and_its_own_files_are_sound(unit: str) -> None:
    found, layers = read_unit(unit, [TEMPLATES])
    assert check_unit(found, layers) == ()
    bundle = read_course_of(bundled_folder() / "content" / "office-director", found)
    own = [key for key in bundle.places if key.startswith(f"{unit}.")]
    assert bool(own) == bool(found.extra)


def test_what_a_chain_says_reaches_the_end_of_it(kits: dict[str, dict[str, bytes]]) -> None:
    texts = {unit: everything(kits[unit]["deck.pptx"]) for unit in ("province-tax", "city-tax", "county-tax")}
    assert "全省税务系统办公室主任任职培训" in texts["province-tax"]
    assert "全市税务系统办公室主任任职培训" in texts["city-tax"]
    assert "全县税务系统办公室主任任职培训" in texts["county-tax"]
    assert "勾出来，带回去先做它" in texts["county-tax"]
    assert "勾出来，带回去先做它" not in texts["province-tax"]


def test_words_are_replaced_in_notes_alternative_texts_and_properties(tmp_path: Path) -> None:
    course = write_minicourse(tmp_path / "course")
    folder = tmp_path / "templates" / "bar"
    folder.mkdir(parents=True)
    replaced = "names: {full: 云中咖啡店}\nreplace: {磨豆机: 研磨机, 杯口: 碗口, 咖啡店: 茶馆, 步骤图: 流程图}\n"
    (folder / "unit.yaml").write_text(replaced, "utf-8")
    kit = make(Request(course, "bar", (tmp_path / "templates", TEMPLATES), products=("deck", "handout")))
    assert not kit.failed, [fault.line("en") for fault in kit.faults]
    deck = next(file.data for file in kit.files if file.product == "deck")
    with ZipFile(BytesIO(deck)) as package:
        notes = "".join(package.read(n).decode() for n in package.namelist() if "notesSlides/notesSlide" in n)
        slides = "".join(package.read(n).decode() for n in package.namelist() if "slides/slide" in n)
        core = package.read("docProps/core.xml").decode()
    assert "磨豆机" not in notes + slides
    assert "研磨机" in slides
    assert "茶馆新人上岗" in core
    assert re.search(r'descr="[^"]*碗口', slides)
    assert "云中咖啡店" in core
    assert "杯口干净，话才好听" in everything(next(f.data for f in kit.files if f.product == "handout"))


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_on_a_base_nobody_prepared_only_the_slides_of_the_block_differ(tmp_path: Path) -> None:
    course = write_minicourse(tmp_path / "course")
    decks = []
    for name, block in (("plain", ""), ("other", RECAP)):
        folder = tmp_path / name / "shop"
        folder.mkdir(parents=True)
        (folder / "unit.yaml").write_text("names: {full: 云中咖啡店}\n", "utf-8")
        Presentation().save(str(folder / "deck.pptx"))
        if block:
            (folder / "deck.xml.j2").write_text(f'{{% extends "parent:deck.xml.j2" %}}\n{block}', "utf-8")
        kit = make(Request(course, "shop", (tmp_path / name, TEMPLATES), products=("deck",)))
        assert not kit.failed, [fault.line("en") for fault in kit.faults]
        decks.append(parts_of(kit.files[0].data))
    plain, other = decks
    assert plain.keys() == other.keys()
    changed = {name for name in plain if plain[name] != other[name] and not name.endswith(".rels")}
    recap = next(n for n, part in plain.items() if n.startswith("ppt/slides/slide") and b"counter.recap" in part)
    notes = recap.replace("slides/slide", "notesSlides/notesSlide")
    assert recap in changed
    assert changed <= {recap, notes}
    assert "先勾一条" in other[recap].decode()


RECAP = """
{% block recap %}
<slide id="{{ lesson.id }}.recap" minutes="{{ lesson.recap.minutes }}">
  <title>先勾一条，再回岗位</title>
  <list kind="check">{% for text in lesson.recap.items %}<item>{{ text }}</item>{% endfor %}</list>
  {{ m.notes(lesson.recap.notes, lesson.recap.minutes, lesson.scene.question) }}
</slide>
{% endblock %}
"""
