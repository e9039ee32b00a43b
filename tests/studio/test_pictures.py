"""Pictures of what was made: drawn by LibreOffice, ended when stale, and no reason to wait when there are none."""

from __future__ import annotations

import io
import stat
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from PIL import Image
from starlette.testclient import TestClient
from studio_server import client_of

from coursegen.office import render
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.render import VARIABLE, converted
from coursegen.studio.desk import Desk
from coursegen.studio.pictures import KEPT, Drawing, DrawingState, Pictures

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def ended(drawing: Drawing, seconds: float = 5) -> Drawing:
    until = time.monotonic() + seconds
    while drawing.state == "drawing" and time.monotonic() < until:
        time.sleep(0.02)
    return drawing


def drawn(files: Mapping[str, bytes], *_: object, **__: object) -> dict[str, bytes]:
    return dict.fromkeys(files, PDF)


def test_each_page_becomes_a_picture_and_is_drawn_once() -> None:
    runs: list[int] = []

    def convert(files: Mapping[str, bytes], *_: object, **__: object) -> dict[str, bytes]:
        runs.append(1)
        return drawn(files)

    pictures = Pictures(convert, lambda: "soffice")
    found = ended(pictures.of("a", "x.pptx", b"1"))
    assert found.state == "done"
    assert [Image.open(io.BytesIO(page)).size for page in found.pages] == [(640, 320)] * 2
    assert pictures.of("a", "x.pptx", b"1") is found
    assert runs == [1]


def test_a_newer_file_for_the_same_place_ends_the_run_before() -> None:
    begun, stopped = Event(), Event()

    def convert(files: Mapping[str, bytes], _: str, *, stop: Callable[[], bool]) -> dict[str, bytes]:
        if files["x"] == b"new":
            return drawn(files)
        begun.set()
        while not stop():
            time.sleep(0.01)
        stopped.set()
        return {}

    pictures = Pictures(convert, lambda: "soffice")
    old = pictures.of("a", "x", b"old")
    assert begun.wait(5)
    new = pictures.of("a", "x", b"new")
    assert stopped.wait(5)
    assert ended(new).state == "done"
    assert ended(old).state == "failed"


def test_what_libreoffice_cannot_draw_is_told_and_tried_again() -> None:
    answers = [{}, {"x": b"%PDF-1.4 broken %%EOF"}, {"x": PDF}]
    pictures = Pictures(lambda *_, **__: answers.pop(0), lambda: "soffice")

    def looked_at() -> DrawingState:
        """What a page is told that asks until it is told something."""
        while (found := pictures.of("a", "x", b"1")).state == "drawing":
            ended(found)
        return found.state

    assert [looked_at() for _ in range(3)] == ["failed", "failed", "done"]


def test_without_libreoffice_nobody_waits() -> None:
    assert Pictures(drawn, lambda: "").of("a", "x", b"1").state == "missing"


def test_nothing_goes_on_drawing_when_the_studio_ends(desk: Desk) -> None:
    begun, stopped = Event(), Event()

    def slow(*_: object, stop: Callable[[], bool]) -> dict[str, bytes]:
        begun.set()
        while not stop():
            time.sleep(0.01)
        stopped.set()
        return {}

    pictures = Pictures(slow, lambda: "soffice")
    with client_of(replace(desk, pictures=pictures)):
        pictures.of("a", "x", b"1")
        assert begun.wait(5)
        assert not stopped.is_set()
    assert stopped.is_set()


def test_only_so_many_files_have_pictures() -> None:
    pictures = Pictures(drawn, lambda: "soffice")
    found = [ended(pictures.of(str(n), "x", str(n).encode())) for n in range(KEPT + 2)]
    assert pictures.get(found[0].key) is None
    assert pictures.get(found[-1].key) is found[-1]


def test_a_libreoffice_that_hangs_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\nsleep 60 & echo $! > "$(dirname $0)/child"; wait\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(VARIABLE, str(program))
    monkeypatch.setattr(render, "_START_SECONDS", 0.5)
    monkeypatch.setattr(render, "_FILE_SECONDS", 0)
    found = ended(Pictures().of("a", "x.pptx", b"1"), 20)
    assert found.state == "failed"
    child = int((tmp_path / "child").read_text())
    time.sleep(0.2)
    assert not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]


def test_a_run_that_shall_stop_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(VARIABLE, str(program))
    begun = time.monotonic()
    asked = iter([False, False, True, True, True, True])
    assert converted({"a.pptx": b"1"}, "pdf", stop=lambda: next(asked, True)) == {}
    assert time.monotonic() - begun < 20


def test_libreoffice_draws_samples_of_a_base(client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "templates" / "south" / "deck.pptx").write_bytes(house_base(HOUSES["red"]))
    monkeypatch.delenv(VARIABLE)
    assert "正在请 LibreOffice 画" in client.get("/units/south/samples").text
    for _ in range(300):
        told = client.get("/units/south/samples").text
        if "<img" in told:
            break
        time.sleep(0.2)
    assert told.count("<img") >= 6
    source = told.partition('src="')[2].partition('"')[0]
    picture = client.get(source)
    assert picture.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).width == 640
