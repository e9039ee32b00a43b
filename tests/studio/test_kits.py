"""Kits are ordered, watched, looked at and taken away; what a person changed is kept."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event

import pytest
from starlette.testclient import TestClient
from studio_server import filled
from translated_minicourse import write_english

from coursegen.build import Request, Result, kit
from coursegen.build.line import build
from coursegen.studio import desk as desk_module
from coursegen.studio import kept
from coursegen.studio.desk import Desk
from coursegen.studio.jobs import Job, Jobs
from coursegen.workspace import find_workspace, write_atomic

KIT = "/kits/south/coffee-shop/-"


def ordered(client: TestClient, desk: Desk, **answers: str | list[str]) -> Job:
    """Send the form of the building page; the build, when it has ended."""
    form = filled(client.get("/build?unit=south&course=coffee-shop").text, "/build") | {"product": ["deck", "quiz"]}
    answer = client.post("/build", data=form | answers)
    assert answer.status_code == 303, answer.text
    told = client.get(f"{answer.headers['location']}/events").text
    assert json.loads(told.strip().rsplit("data: ", 1)[-1])["ended"] is True
    job = desk.jobs.get(int(answer.headers["location"].rsplit("/", 1)[-1]))
    assert job
    return job


def kit_folder(folder: Path) -> Path:
    return folder / "output" / "south" / "coffee-shop"


def test_a_kit_goes_from_not_built_to_up_to_date_to_changed(client: TestClient, desk: Desk, folder: Path) -> None:
    assert "还没有做" in client.get(KIT).text
    job = ordered(client, desk)
    assert job.state == "done", job.faults
    page = client.get(f"/jobs/{job.number}").text
    assert "deck.pptx" in page
    assert "quiz.docx" in page
    assert "最新" in client.get(KIT).text
    unit = folder / "templates" / "south" / "unit.yaml"
    unit.write_text(unit.read_text("utf-8").replace("南街店", "南街二店"), "utf-8")
    assert "内容已变" in client.get(KIT).text
    ordered(client, desk)
    assert "最新" in client.get(KIT).text
    lesson = folder / "content" / "coffee-shop" / "lessons" / "01-counter.yaml"
    lesson.write_text(lesson.read_text("utf-8") + "# 一句话\n", "utf-8")
    assert "内容已变" in client.get("/").text


def test_what_is_looked_for_and_not_there_is_said(client: TestClient) -> None:
    assert "没有找到“zzz”。" in client.get("/?q=ZZZ").text
    assert "没有找到" not in client.get("/?q=南街").text


def test_a_new_logo_or_base_makes_a_kit_stale(client: TestClient, desk: Desk, folder: Path) -> None:
    from coursegen.office.house.deck import HOUSES, house_base

    ordered(client, desk)
    (folder / "templates" / "south" / "deck.pptx").write_bytes(house_base(HOUSES["blue"]))
    assert "内容已变" in client.get(KIT).text
    ordered(client, desk)
    assert "最新" in client.get(KIT).text


@pytest.mark.parametrize("before", [True, False])
def test_a_kit_whose_build_was_killed_while_it_wrote_is_unfinished_and_nothing_in_it_edited(
    client: TestClient, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch, *, before: bool
) -> None:
    unit = folder / "templates" / "south" / "unit.yaml"
    if before:
        ordered(client, desk)
        unit.write_text(unit.read_text("utf-8").replace("南街店", "南街二店"), "utf-8")

    def killed(path: Path, data: bytes) -> None:
        if path.suffix == ".docx":
            raise SystemExit
        write_atomic(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(kit, "write_atomic", killed)
        course, roots = folder / "content" / "coffee-shop", desk.workspace.unit_roots
        with pytest.raises(SystemExit):
            build(Request(course, "south", roots, products=("deck", "quiz"), output=desk.workspace.output))
    assert "没有做完" in client.get("/").text
    page = client.get(KIT).text
    assert "再做一次就齐了" in page
    assert "手工改过，会保留" not in page
    ordered(client, desk)
    assert "最新" in client.get(KIT).text


def test_files_edited_by_hand_are_shown_and_kept(client: TestClient, desk: Desk, folder: Path) -> None:
    ordered(client, desk)
    deck = kit_folder(folder) / "deck.pptx"
    deck.write_bytes(deck.read_bytes() + b"edited")
    page = client.get(KIT).text
    assert "手工改过，会保留" in page
    unit = folder / "templates" / "south" / "unit.yaml"
    unit.write_text(unit.read_text("utf-8").replace("南街店", "南街二店"), "utf-8")
    job = ordered(client, desk)
    assert deck.read_bytes().endswith(b"edited")
    assert "您改过的“deck.pptx”没有动" in client.get(f"/jobs/{job.number}").text


def test_what_is_downloaded_is_what_the_command_line_makes(client: TestClient, desk: Desk, tmp_path: Path) -> None:
    ordered(client, desk)
    workspace = find_workspace()
    request = Request(
        workspace.course_folder("coffee-shop"),
        "south",
        workspace.unit_roots,
        products=("deck", "quiz"),
        output=tmp_path / "other",
    )
    made = {output.path.name: output.path.read_bytes() for output in build(request).outputs}
    assert set(made) == {"deck.pptx", "quiz.docx"}
    for name, data in made.items():
        answer = client.get(f"{KIT}/files/{name}")
        assert answer.content == data
        assert answer.headers["content-disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(client.get(f"{KIT}/zip").content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == made


def test_a_kit_in_two_languages_is_ordered_on_the_page_too(client: TestClient, desk: Desk, folder: Path) -> None:
    write_english(folder / "content" / "coffee-shop")
    job = ordered(client, desk, language="zh-Hans+en")
    assert job.state == "done", job.faults
    assert (kit_folder(folder) / "deck.zh-Hans+en.pptx").is_file()
    assert "deck.zh-Hans+en.pptx" in client.get(KIT).text


def test_only_files_of_the_manifest_are_given_out(client: TestClient, desk: Desk, folder: Path) -> None:
    ordered(client, desk)
    (kit_folder(folder) / "private.txt").write_text("x")
    for name in ("private.txt", "manifest.json", "none.pptx"):
        assert client.get(f"{KIT}/files/{name}").status_code == 404


def test_faults_of_a_build_lead_to_where_they_are_mended(client: TestClient, desk: Desk, folder: Path) -> None:
    principle = folder / "content" / "coffee-shop" / "principles" / "cup.clean.yaml"
    principle.write_text(principle.read_text("utf-8").replace("tier: core", "tier: cor"), "utf-8")
    job = desk.jobs.add(
        Request(folder / "content" / "coffee-shop", "south", desk.workspace.unit_roots, output=folder / "output"), KIT
    )
    while not job.ended:
        job.stop.wait(0.05)
    page = client.get(f"/jobs/{job.number}").text
    assert "/courses/coffee-shop/principles/cup.clean?line=3" in page
    assert not (folder / "output").exists()


@pytest.mark.parametrize(
    "answers",
    [
        {"product": "all"},
        {"course": "../x"},
        {"unit": "none"},
        {"class": "2026"},
        {"forms": "99"},
        {"aspect": "1:1"},
        {"language": "fr"},
        {"date": "soon"},
    ],
)
def test_an_order_that_no_form_sends_is_refused(client: TestClient, desk: Desk, answers: dict[str, str]) -> None:
    form = filled(client.get("/build?unit=south&course=coffee-shop").text, "/build")
    assert client.post("/build", data=form | answers).status_code in (400, 404)
    assert desk.jobs.latest() == ()


@pytest.mark.parametrize(
    ("error", "words"), [(OSError(28, "No space left on device", "unit.yaml"), "磁盘满了"), (MemoryError(), "内存不够")]
)
def test_what_the_system_refuses_is_told_on_a_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Desk, "unit", refuse)
    page = client.get("/units/south")
    assert (page.status_code, words in page.text) == (422, True)


def some_jobs(make: Callable[..., Result]) -> tuple[Jobs, Request]:
    return Jobs(make), Request(Path("c"), "u", ())


def until(job: Job) -> Job:
    for _ in range(200):
        if job.ended:
            return job
        Event().wait(0.02)
    raise AssertionError(job.state)


def test_builds_run_one_after_another_and_a_bug_ends_only_its_own() -> None:
    running, most = [0], [0]

    def make(request: Request, follow: Callable[[str, int, int], None]) -> Result:
        running[0] += 1
        most[0] = max(most[0], running[0])
        Event().wait(0.02)
        running[0] -= 1
        if request.unit == "bad":
            raise ZeroDivisionError
        return Result()

    jobs, request = some_jobs(make)
    added = [jobs.add(r, "/") for r in (request, Request(Path("c"), "bad", ()), request)]
    assert [until(job).state for job in added] == ["done", "broken", "done"]
    assert most == [1]


def test_a_build_is_stopped_before_its_next_file() -> None:
    begun, going = Event(), Event()

    def make(_: Request, follow: Callable[[str, int, int], None]) -> Result:
        follow("deck", 0, 2)
        begun.set()
        going.wait(5)
        follow("quiz", 1, 2)
        raise AssertionError("was not stopped")

    jobs, request = some_jobs(make)
    job = jobs.add(request, "/")
    assert begun.wait(5)
    job.stop.set()
    going.set()
    assert until(job).state == "stopped"
    assert (job.product, job.turn, job.total) == ("deck", 0, 2)


def test_a_build_that_takes_too_long_is_told_ends_at_its_next_file_and_keeps_no_other_waiting() -> None:
    going, left = Event(), Event()

    def make(request: Request, follow: Callable[[str, int, int], None]) -> Result:
        if request.unit == "slow":
            going.wait(30)
            try:
                follow("deck", 0, 1)
            finally:
                left.set()
        return Result()

    jobs = Jobs(make, seconds=0.5)
    slow, other = jobs.add(Request(Path("c"), "slow", ()), "/"), jobs.add(Request(Path("c"), "u", ()), "/")
    assert (until(other).state, other.faults) == ("done", ())
    assert [fault.code for fault in slow.faults] == ["O174"]
    going.set()
    assert left.wait(5)
    assert (slow.product, slow.state) == ("", "done")


def test_only_the_latest_builds_are_remembered() -> None:
    jobs, request = some_jobs(lambda *_: Result())
    added = [jobs.add(request, "/") for _ in range(60)]
    until(added[-1])
    jobs.add(request, "/")
    assert jobs.get(1) is None
    assert jobs.get(60) is added[-1]
    assert len(jobs.latest()) <= 32


def test_however_many_units_there_are_files_are_looked_at_once(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []

    def looked(paths: Iterable[Path]) -> kept.Stamp:
        looks.append(1)
        return stamp(paths)

    stamp = kept.stamp
    for module in (kept, desk_module):
        monkeypatch.setattr(module, "stamp", looked)
    assert len(dict(desk.kits())) > 10
    few = len(looks)
    for number in range(20):
        unit = folder / "templates" / f"u-{number}" / "unit.yaml"
        unit.parent.mkdir()
        unit.write_text("extends: south\nnames: {full: 店}\n", "utf-8")
    looks.clear()
    states = dict(desk.kits())
    assert sum(kit.unit.startswith("u-") for kit in states) >= 60
    assert len(looks) == few
