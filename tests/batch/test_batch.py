"""A batch of units: planned, spread over processes, resumed after a kill, one unit's faults never another's."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from msgspec.structs import replace
from unit_requests import paper_of_units

from coursegen.batch.journal import Entry, Journal
from coursegen.batch.local import on_processes
from coursegen.batch.pdfs import with_pdfs
from coursegen.batch.plan import Task, plan
from coursegen.batch.run import Pace, run
from coursegen.batch.work import Done, built
from coursegen.build import Output, Request, Result
from coursegen.build.several import UnitResult
from coursegen.errors import Fault, FaultError

UNITS = ("a", "b", "c")


@pytest.fixture
def request_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Request:
    """Three units of a small course, of which only the paper is built."""
    monkeypatch.chdir(tmp_path)
    return paper_of_units(tmp_path, UNITS)


def states(results: list[UnitResult]) -> dict[str, list[str]]:
    return {one.unit: [output.state for output in one.result.outputs] for one in results}


def kits(output: Path) -> dict[str, bytes]:
    found = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*.docx")}
    assert found
    return found


def test_processes_make_the_same_files_as_one_process(request_: Request) -> None:
    alone = list(run(replace(request_, output=Path("one")), UNITS, Pace()))
    many = list(run(replace(request_, output=Path("two"), remember=False), UNITS, Pace(jobs=2)))
    assert states(many) == states(alone) == {unit: ["written"] for unit in UNITS}
    assert kits(Path("one")) == kits(Path("two"))


def test_units_that_stand_already_are_not_built_again_and_changed_ones_are(request_: Request) -> None:
    list(run(request_, UNITS, Pace()))
    asked: list[str] = []

    def engine(tasks: list[Task]) -> list[Done]:
        asked.extend(task.unit for task in tasks)
        return [built(task) for task in tasks]

    again = list(run(request_, UNITS, Pace(), engine))
    assert asked == []
    assert states(again) == {unit: ["unchanged"] for unit in UNITS}
    unit = request_.unit_roots[0] / "b" / "unit.yaml"
    unit.write_text(unit.read_text("utf-8") + "terms: {leaders: 局领导}\n", "utf-8")
    (request_.output / "c" / "coffee-shop" / "quiz.docx").unlink()
    list(run(request_, UNITS, Pace(), engine))
    # names of all units are looked for in every kit, so that a changed unit file is one more look at all
    assert {"b", "c"} <= set(asked)


def test_a_run_that_was_killed_goes_on_from_there(request_: Request) -> None:
    def killed(tasks: list[Task]) -> object:
        yield built(tasks[0])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(run(request_, UNITS, Pace(), killed))  # type: ignore[arg-type]
    journal = request_.output / "coffee-shop.batch.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"unit": "b", "ma')
    rest: list[str] = []

    def engine(tasks: list[Task]) -> list[Done]:
        rest.extend(task.unit for task in tasks)
        return [built(task) for task in tasks]

    results = list(run(request_, UNITS, Pace(), engine))
    assert [one.unit for one in results] == list(UNITS)
    assert rest == ["b", "c"]
    lines = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
    assert [line["unit"] for line in lines] == list(UNITS)
    assert all(line["exit_code"] == 0 and line["files"] for line in lines)


def dies_once(task: Task) -> Done:
    """Kill the process that works on unit b; the second time all is well."""
    mark = task.request.output / f"{task.unit}.died"
    if task.unit == "b" and not mark.exists():
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Done(task, Result())


def dies_always(task: Task) -> Done:
    if task.unit == "b":
        os.kill(os.getpid(), signal.SIGKILL)
    return Done(task, Result())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_process_that_dies_takes_no_unit_with_it(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))))
    tasks = plan(request_, UNITS)
    done = list(on_processes(tasks, 2, dies_once))
    assert sorted((one.task.unit, len(one.result.faults)) for one in done) == [("a", 0), ("b", 0), ("c", 0)]
    done = list(on_processes(tasks, 2, dies_always))
    assert {one.task.unit: [f.code for f in one.result.faults] for one in done} == {"a": [], "b": ["O186"], "c": []}


def test_a_bug_in_one_unit_is_told_with_that_unit(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(request: Request) -> Result:
        if request.unit == "b":
            raise ZeroDivisionError("no")
        return Result()

    monkeypatch.setattr("coursegen.batch.work.build", fails)
    results = list(run(request_, UNITS, Pace()))
    assert {one.unit: [f.code for f in one.result.faults] for one in results} == {"a": [], "b": ["O185"], "c": []}


def test_units_that_inherit_alike_come_together(request_: Request) -> None:
    for unit, parent in (("d", "a"), ("e", "b"), ("f", "a")):
        folder = request_.unit_roots[0] / unit
        folder.mkdir()
        (folder / "unit.yaml").write_text(f"extends: {parent}\n", "utf-8")
    order = [task.unit for task in plan(request_, ("d", "e", "f", "missing"))]
    assert abs(order.index("d") - order.index("f")) == 1
    assert sorted(order) == ["d", "e", "f", "missing"]


def test_pdfs_are_made_beside_and_a_kit_that_failed_has_none(request_: Request) -> None:
    tasks = plan(request_, UNITS)
    path = request_.output / "a" / "quiz.docx"
    file = Output("quiz", path, "written", 1, 1, "quiz.docx")
    pdf = replace(file, path=path.with_suffix(".pdf"))
    done = [Done(tasks[0], Result((file,))), Done(tasks[1], Result()), Done(tasks[2], Result((file,)))]

    def write(folder: Path, outputs: tuple[Output, ...]) -> tuple[tuple[Output, ...], tuple[Fault, ...]]:
        assert folder == path.parent
        assert outputs == (file,)
        if not written:
            written.append(folder)
            raise FaultError([Fault("O181")])
        return (pdf,), ()

    written: list[Path] = []
    found = {one.task.unit: one.result for one in with_pdfs(done, 1, write)}
    assert found[tasks[1].unit] == Result()
    rest = [found[tasks[0].unit], found[tasks[2].unit]]
    assert sorted(len(result.outputs) for result in rest) == [1, 2]
    assert [f.code for result in rest for f in result.faults] == ["O181"]


def test_the_journal_of_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file", "utf-8")
    with pytest.raises(FaultError) as caught:
        Journal(tmp_path / "output", "course").add(Entry("a", "", 0))
    assert [fault.code for fault in caught.value.faults] == ["O101"]
