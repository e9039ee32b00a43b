"""Workers of a batch are expendable: a unit that takes too much memory or time is told, the others are built."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from minicourse import write_minicourse
from msgspec.structs import replace

from coursegen.batch import local
from coursegen.batch.local import on_processes
from coursegen.batch.plan import plan
from coursegen.batch.run import Pace, run
from coursegen.batch.work import Done, Task, built
from coursegen.build import Request, Result
from coursegen.build import make as make_kit
from coursegen.build.line import Kit
from coursegen.build.several import UnitResult
from coursegen.cli.batch import build_batch
from coursegen.cli.commands import program
from coursegen.cli.report import Voice
from coursegen.cli.spread import Spread
from coursegen.errors import Fault, FaultError
from coursegen.limits import Limits
from coursegen.workspace import bundled_folder

UNITS = ("a", "b", "c")

LARGE = "{% set text = '\U00020000' %}" + "".join(f"{{% set t{n} = text * 1000000 %}}" for n in range(35))
"""140 MB held at once: most of what the fuel of one rendering allows."""

needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="other systems lack the limit, or do not keep it")


@pytest.fixture
def request_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Request:
    """Three units of a small course, of which only the paper is built; the one of unit b needs a lot of memory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))))
    course = write_minicourse(tmp_path / "content" / "coffee-shop")
    for unit in UNITS:
        folder = tmp_path / "templates" / unit
        folder.mkdir(parents=True)
        (folder / "unit.yaml").write_text(f"extends: default\nnames: {{full: 单位{unit}某局}}\n", "utf-8")
    large = '{% extends "parent:quiz.xml.j2" %}{% block paper_head %}{{ super() }}' + LARGE + "{% endblock %}"
    (tmp_path / "templates" / "b" / "quiz.xml.j2").write_text(large, "utf-8")
    roots = (tmp_path / "templates", bundled_folder() / "templates")
    request = Request(course, "b", roots, products=("quiz",), output=tmp_path / "output", remember=False)
    make_kit(replace(request, unit="a"))  # the base is compiled here: that would need more memory than the paper does
    return request


def told(results: list[UnitResult]) -> dict[str, list[str]]:
    return {one.unit: [f.code for f in one.result.faults] or [o.state for o in one.result.outputs] for one in results}


@needs_limits
def test_a_unit_that_takes_too_much_memory_is_told_and_the_others_are_built(request_: Request) -> None:
    results = list(run(request_, UNITS, Pace(jobs=1, limits=Limits(megabytes=150))))
    assert told(results) == {"a": ["written"], "b": ["T123"], "c": ["written"]}
    (fault,) = results[1].result.faults
    assert fault.place.file.endswith("quiz.xml.j2")


def test_without_resource_the_same_unit_is_built(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_begin", begin_without_resource)
    results = list(run(request_, UNITS, Pace(jobs=1, limits=Limits(megabytes=150))))
    assert told(results) == {unit: ["written"] for unit in UNITS}


def begin_without_resource(megabytes: int) -> None:
    """What a process on Windows begins with."""
    sys.modules["resource"] = None  # type: ignore[assignment]
    local.limit_memory(megabytes)


def hangs(task: Task) -> Done:
    """Work that never ends in unit b."""
    if task.unit == "b":
        with (task.request.output.parent / "tried").open("a") as file:
            file.write("b")
        time.sleep(600)
    return Done(task, Result())


def test_a_worker_that_hangs_is_ended_and_told_once_and_the_others_are_built(request_: Request) -> None:
    done = list(on_processes(plan(request_, UNITS), 2, hangs, Limits(seconds=1)))
    found = {one.task.unit: one.result.faults for one in done}
    assert {unit: [fault.code for fault in faults] for unit, faults in found.items()} == {
        "a": [],
        "b": ["O189"],
        "c": [],
    }
    assert dict(found["b"][0].facts) == {"unit": "b", "seconds": 1}
    assert (request_.output.parent / "tried").read_text() == "b"


def test_memory_that_runs_out_anywhere_in_a_build_is_one_fault(
    request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(*_: object) -> None:
        raise MemoryError

    for step in ("_make_files", "prepare", "told_apart"):
        with monkeypatch.context() as patch:
            patch.setattr(f"coursegen.build.line.{step}", too_much)
            with pytest.raises(FaultError) as caught:
                make_kit(request_)
            assert [fault.code for fault in caught.value.faults] == ["O172"]
            (task,) = plan(request_, ["b"])
            assert [fault.code for fault in built(task).result.faults] == ["O172"]
            result = CliRunner().invoke(program, ["build", "coffee-shop", "-f", "quiz"])
            assert (result.exit_code, result.stderr.count("O172"), "Traceback" in result.stderr) == (6, 1, False)


def test_memory_that_runs_out_outside_a_build_is_one_fault(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("coursegen.cli.making.find_workspace", too_much)
    monkeypatch.setattr("coursegen.cli.spread.find_workspace", too_much)
    result = CliRunner().invoke(program, ["build", "coffee-shop"])
    assert (result.exit_code, result.stderr.count("O173"), "Traceback" in result.stderr) == (6, 1, False)


def test_memory_that_runs_out_while_a_fault_is_told_is_told(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    tell, calls = Voice.faults, list[str]()

    def too_much_once(voice: Voice, faults: Iterable[Fault], *, strict: bool = False) -> int:
        found = tuple(faults)
        calls.append(found[0].code)
        if len(calls) == 1:
            raise MemoryError
        return tell(voice, found, strict=strict)

    monkeypatch.setattr(Voice, "faults", too_much_once)
    result = CliRunner().invoke(program, ["build", "no-such-course"])
    assert (result.exit_code, len(calls), calls[1], "Traceback" in result.stderr) == (6, 2, "O173", False)


@needs_limits
def test_a_single_build_has_the_limits_too(request_: Request) -> None:
    command = [sys.executable, "-m", "coursegen", "build", "coffee-shop", "-f", "quiz", "--unit-memory"]
    here = {**os.environ, "PYTHONPATH": str(bundled_folder())}
    for megabytes, end in (("150", (4, 1)), ("1000", (0, 0))):
        done = subprocess.run(
            [*command, megabytes, "-u", "b"], capture_output=True, text=True, timeout=100, check=False, env=here
        )
        assert (done.returncode, done.stderr.count("T123")) == end, done.stderr


def test_a_single_build_that_takes_too_long_is_told_and_ends_the_program(
    request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, codes = threading.Event(), list[int]()
    monkeypatch.setattr("coursegen.limits.os._exit", lambda code: (codes.append(code), ended.set()))
    waits = lambda request, processes: Kit(request.output) if ended.wait(60) else None  # noqa: E731
    monkeypatch.setattr("coursegen.cli.making.make", waits)
    told = CliRunner().invoke(program, ["build", "coffee-shop", "-f", "quiz", "-u", "a", "--unit-seconds", "1"])
    assert codes == [6]
    assert "O174" in told.stderr


def test_units_without_processes_have_a_time_limit_too(
    request_: Request, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, codes = threading.Event(), list[int]()
    monkeypatch.setattr("coursegen.limits.os._exit", lambda code: (codes.append(code), ended.set()))

    def hangs_here(task: Task) -> Done:
        assert task.unit != "b" or ended.wait(60)
        return Done(task, Result())

    monkeypatch.setattr("coursegen.batch.run.in_turn", partial(local.in_turn, work=hangs_here))
    spread = Spread(limits=Limits(seconds=1))
    build_batch(Voice("en"), request_, UNITS, spread, strict=False)
    assert codes == [6]
    assert "building unit “b” took more than 1 second" in capsys.readouterr().err


@needs_limits
def test_the_command_line_sets_the_limits(request_: Request) -> None:
    arguments = ["build", "coffee-shop", "--units", "a,b", "-f", "quiz", "--unit-memory"]
    limited = CliRunner().invoke(program, [*arguments, "150"])
    assert (limited.exit_code, limited.stderr.count("T123")) == (4, 1)
    assert CliRunner().invoke(program, [*arguments, "1000", "--unit-seconds", "500"]).exit_code == 0
