"""What the command line says of a batch: how far it is, and over what it may be spread."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from minicourse import write_minicourse

from coursegen.batch.store import Store
from coursegen.cli.batch import Progress
from coursegen.cli.commands import program
from coursegen.cli.report import Voice
from coursegen.cli.spread import Spread, is_url


def test_progress_tells_how_many_how_fast_and_how_long_still(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.0, 1.1, 4.0, 10.0])
    progress = Progress(Voice("zh"), lambda: next(times))
    for done in (1, 2, 40, 100):
        progress.show(done, 100)
    lines = [line.removesuffix("\x1b[K") for line in capsys.readouterr().err.strip().split("\r")]
    assert [line for line in lines if line] == [
        "1/100 个单位，1%，每秒 1.0 个，还要 0:01:39",
        "40/100 个单位，40%，每秒 10.0 个，还要 0:00:06",
        "100/100 个单位，100%，每秒 10.0 个，还要 0:00:00",
    ]


def test_units_that_stood_already_do_not_count_as_speed() -> None:
    progress = Progress(Voice("en"), lambda: 0.0)
    progress.show(901, 1000)
    assert progress.line(910, 1000, 10.0) == "910/1000 units, 91 %, 1.0 a second, 0:01:30 to go"


@pytest.mark.parametrize(("text", "url"), [("s3://kits/a", True), ("memory://x", True), ("file:/tmp/x", True),
                                           ("output", False), (r"C:\kits", False), ("/tmp/x", False)])  # fmt: skip
def test_a_url_is_told_from_a_folder(text: str, url: bool) -> None:
    assert is_url(text) == url


BAD = {
    ("--units", "all", "--watch"): "U394",
    ("--units", "all", "--engine", "dask"): "U395",
    ("--units", "all", "-j", "0"): "U396",
    ("--units", "all", "-j", "many"): "U396",
    ("-o", "s3://kits/out"): "U399",
    ("--units", "all", "-o", "s3://kits/out"): "U399",
    ("--workspace", "s3://kits/in"): "U399",
    ("--units", "all", "--engine", "spark"): "U251",
}


@pytest.mark.parametrize(("arguments", "code"), BAD.items(), ids=map(" ".join, BAD))
def test_what_cannot_be_spread_so_is_refused(
    arguments: tuple[str, ...], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_minicourse(tmp_path / "content" / "coffee-shop")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(program, ["build", "coffee-shop", *arguments])
    assert result.exit_code == 2
    assert code in result.stderr


def test_a_workspace_is_fetched_from_a_url(tmp_path: Path) -> None:
    course = write_minicourse(tmp_path / "there" / "content" / "coffee-shop")
    store = Store((tmp_path / "there").as_uri())
    store.write("templates/shop/unit.yaml", b"extends: default\n")
    workspace = Spread(engine="dask", scheduler="tcp://127.0.0.1:1", url=store.url).workspace()
    fetched = workspace.course_folder("coffee-shop")
    assert fetched != course
    assert {path.name for path in fetched.rglob("*.yaml")} == {path.name for path in course.rglob("*.yaml")}
    assert "shop" in workspace.units()
