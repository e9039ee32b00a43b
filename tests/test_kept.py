"""Finished products kept by their content: no cache changes a byte, and a change is never missed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minicourse import write_minicourse
from msgspec.structs import replace
from remembering import forget_everything

from coursegen.build import Request, build, make, makers
from coursegen.build import kept as kept_module
from coursegen.errors import Fault
from coursegen.model import CourseBundle
from coursegen.office.pack import pack
from coursegen.office.package import read_package
from coursegen.reading import cache as reading_cache
from coursegen.workspace import bundled_folder

pytestmark = pytest.mark.kept

PRODUCTS = ("deck", "slides", "handout", "quiz", "answers")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course, and a cache in which nothing is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write_minicourse(tmp_path / "content" / "coffee-shop")


def made(course: Path, output: str, **more: object) -> Mapping[str, bytes]:
    """Files of the course by name, as they stand after a build into a folder."""
    root = (bundled_folder() / "templates",)
    request = Request(course, "default", root, products=PRODUCTS, output=Path(output), **more)  # type: ignore[arg-type]
    result = build(request)
    assert len(result.outputs) == len(PRODUCTS), result.faults
    return {output.path.name: output.path.read_bytes() for output in result.outputs}


def change(course: Path) -> None:
    path = course / "principles" / "cup.clean.yaml"
    path.write_text(path.read_text("utf-8").replace("没有印子和水渍", "没有印子和水痕"), "utf-8")


def test_cold_warm_and_incremental_builds_make_the_same_bytes(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = made(course, "cold")
    monkeypatch.setattr("coursegen.build.makers.finished", None)
    assert made(course, "warm") == cold
    monkeypatch.undo()
    monkeypatch.chdir(course.parent.parent)
    change(course)
    incremental = made(course, "cold")
    assert incremental != cold
    assert incremental == made(course, "without", remember=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(course.parent / "another-cache"))
    assert made(course, "afresh") == incremental


def test_one_changed_principle_rewrites_only_the_parts_it_reaches(course: Path) -> None:
    before = made(course, "output")
    stamps = {path.name: path.stat().st_mtime_ns for path in Path("output/default/coffee-shop").iterdir()}
    change(course)
    after = made(course, "output")
    assert {name for name in after if after[name] != before[name]} == {"deck.pptx", "slides.pptx", "handout.docx"}
    for path in Path("output/default/coffee-shop").glob("*.docx"):
        assert (path.stat().st_mtime_ns == stamps[path.name]) == (after[path.name] == before[path.name])
    old, new = (read_package(files["deck.pptx"], "deck.pptx") for files in (before, after))
    changed = {name for name in new if new[name] != old.get(name)}
    assert 0 < len(changed) <= 2
    assert all("slides/slide" in name.lower() for name in changed)


def test_participants_files_are_searched_again_when_only_what_they_must_not_show_has_changed(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    find = makers.find_leaks

    def search(bundle: CourseBundle, parts: Mapping[str, bytes], name: str) -> tuple[Fault, ...]:
        searched.append(name)
        return find(bundle, parts, name)

    monkeypatch.setattr(makers, "find_leaks", search)
    made(course, "output")
    participants = sorted(searched)
    assert participants == ["handout.docx", "quiz.docx", "slides.pptx"]
    path = course / "principles" / "queue.greet.yaml"
    path.write_text(
        path.read_text("utf-8").replace("看讲台上的人说话他听不听得见", "问他讲台上的话听不听得见"), "utf-8"
    )
    searched.clear()
    made(course, "output")
    assert sorted(searched) == participants


def test_the_base_of_printed_slides_and_a_logo_are_part_of_what_a_product_is(course: Path, tmp_path: Path) -> None:
    shipped = bundled_folder() / "templates"
    unit = tmp_path / "templates" / "shop"
    unit.mkdir(parents=True)
    (unit / "unit.yaml").write_text("extends: default\nnames: {full: 云中咖啡店}\nbrand: {logo: logo.png}\n", "utf-8")

    def sheets(picture: str) -> bytes:
        (unit / "logo.png").write_bytes((shipped / picture / "logo.png").read_bytes())
        request = Request(course, "shop", (unit.parent, shipped), products=("slides-print",), output=tmp_path / "out")
        (output,) = build(request).outputs
        return output.path.read_bytes()

    first = sheets("hospital")
    assert sheets("hospital") == first
    assert sheets("company") != first
    base = read_package((shipped / "default" / "sheets.pptx").read_bytes(), "sheets.pptx")
    changed = {name: data.replace(b'typeface="', b'typeface="X', 1) for name, data in base.items() if "theme" in name}
    (unit / "sheets.pptx").write_bytes(pack(base | changed))
    other = sheets("hospital")
    assert read_package(other, "a") != read_package(first, "b")


def test_another_program_makes_everything_anew(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(course, "output")
    kept = set((course.parent.parent / "cache" / "coursegen" / "products").iterdir())
    assert len(kept) == len(PRODUCTS)
    monkeypatch.setattr(kept_module, "program", lambda: "another")
    made(course, "output")
    reading_cache.store_what_is_left()
    assert len(set((course.parent.parent / "cache" / "coursegen" / "products").iterdir()) - kept) == len(PRODUCTS)


COLORS = st.sampled_from(["1F4E79", "7A1F1F", "2E7D32", "FFD54F", "F2F2F2", "101010"])
WORDS = st.text("云山海桥北南东西站店所院", min_size=3, max_size=6)
TEXTS = st.lists(st.text("杯口底柄水渍看擦净换班，", min_size=2, max_size=14), min_size=2, max_size=4)


def write_unit(folder: Path, name: str, leaders: str, color: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = f"names: {{full: {name}有限公司, short: {name}}}\nterms: {{leaders: {leaders}}}\n"
    (folder / "unit.yaml").write_text(text + f"brand: {{colors: {{primary: '{color}'}}}}\n", "utf-8")


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_process_that_remembers_makes_what_one_that_remembers_nothing_makes(
    course: Path, tmp_path: Path, data: st.DataObject
) -> None:
    shipped = bundled_folder() / "templates"
    write_unit(tmp_path / "units" / "shop", data.draw(WORDS), data.draw(WORDS), data.draw(COLORS))
    path = course / "principles" / "cup.clean.yaml"
    before = path.read_text("utf-8")
    listed = "".join(f'"请{{{{ t.leaders }}}}先{text}再出杯", ' for text in data.draw(TEXTS))
    assert "do: [" in before
    try:
        path.write_text(before.replace("do: [", f"do: [{listed}"), "utf-8")
        request = Request(
            course, "shop", (tmp_path / "units", shipped), products=PRODUCTS, output=tmp_path / "out", remember=False
        )
        remembering = make(request)
        assert forget_everything() > 20
        afresh = make(request)
        in_batch = make(replace(request, moment=uuid4().hex))
    finally:
        path.write_text(before, "utf-8")
    assert len(remembering.files) == len(PRODUCTS), remembering.faults
    for kit in (afresh, in_batch):
        assert {file.name: file.data for file in kit.files} == {file.name: file.data for file in remembering.files}
        assert kit.faults == remembering.faults
