"""A batch: planned, resumed, worked off by an engine, and told in the order of its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coursegen.batch.journal import Entry, Journal
from coursegen.batch.local import in_turn, on_processes
from coursegen.batch.pdfs import with_pdfs
from coursegen.batch.plan import Task, plan, stands, written
from coursegen.batch.work import Done
from coursegen.build.kit import Output
from coursegen.build.line import Result
from coursegen.build.manifest import MANIFEST, records_of
from coursegen.build.request import Request
from coursegen.build.several import UnitResult
from coursegen.errors import exit_code
from coursegen.limits import USUAL, Limits

Engine = Callable[[Sequence[Task]], Iterable[Done]]
"""Works tasks off and gives each back when it is done, in any order."""

Progress = Callable[[int, int], None]
"""Told after each unit: how many are done, and how many there are."""

LastWords = Callable[[str], int]
"""Told of the unit that takes too long in this process, which ends then: what it ends with."""


class Pace(Struct, frozen=True):
    """How many processes build (0: this one), how many runs of LibreOffice there may be, and what a process may use."""

    jobs: int = 0
    offices: int = 1
    limits: Limits = USUAL


def run(
    request: Request,
    units: Sequence[str],
    pace: Pace,
    engine: Engine | None = None,
    progress: Progress | None = None,
    last: LastWords | None = None,
) -> Iterator[UnitResult]:
    """Build the kit of each unit that does not stand already; results come in the order of the units.

    Local processes leave PDFs to a pool of LibreOffice runs beside them; an `engine` of other machines makes its own.
    """
    own = engine or _engine(pace, last)
    pdfs = request.pdf and engine is None
    tasks = plan(request, units)
    journal = Journal(request.output, request.course.name)
    standing = {task.unit: entry for task in tasks if (entry := _standing(task, journal))}
    open_tasks = [task for task in tasks if task.unit not in standing]
    done = own([_without_pdf(task) for task in open_tasks] if pdfs else open_tasks)
    finished = with_pdfs(done, pace.offices) if pdfs else iter(done)
    told = _noted(finished, journal, progress, len(standing), len(tasks))
    try:
        yield from _in_order(units, {unit: _as_it_stands(unit, e) for unit, e in standing.items()}, told)
    finally:
        journal.close()


def _engine(pace: Pace, last: LastWords | None) -> Engine:
    if pace.jobs:
        return partial(on_processes, jobs=pace.jobs, limits=pace.limits)
    return partial(in_turn, limits=pace.limits, last=last) if last else in_turn


def _without_pdf(task: Task) -> Task:
    return replace(task, request=replace(task.request, pdf=False))


def _standing(task: Task, journal: Journal) -> Entry | None:
    """What the journal says of a unit whose kit is as it would come out."""
    entry = journal.entry(task.unit)
    fresh = entry is not None and task.mark and entry.mark == task.mark and not entry.codes
    return entry if fresh and entry and stands(entry.files) else None


def _as_it_stands(unit: str, entry: Entry) -> UnitResult:
    """The result of a unit that was not built again."""
    paths = [Path(path) for path in entry.files if Path(path).name != MANIFEST]
    records = records_of(paths[0].parent) if paths else {}
    outputs = tuple(
        Output(str(records[path.name]["product"]), path, "unchanged", entry.files[str(path)][0], 0, path.name)
        for path in paths
        if path.name in records
    )
    return UnitResult(unit, Result(outputs))


def _noted(
    done: Iterable[Done], journal: Journal, progress: Progress | None, before: int, total: int
) -> Iterator[UnitResult]:
    """Results as they come, each written down before it is told."""
    for count, one in enumerate(done, before + 1):
        faults = one.result.faults
        states: Counter[str] = Counter(output.state for output in one.result.outputs)
        codes = tuple(sorted({fault.code for fault in faults}))
        seconds = round(one.seconds, 3)
        files = written(one.of_unit)
        journal.add(Entry(one.task.unit, one.task.mark, exit_code(faults), dict(states), files, seconds, codes))
        if progress:
            progress(count, total)
        yield one.of_unit


def _in_order(units: Sequence[str], known: dict[str, UnitResult], coming: Iterator[UnitResult]) -> Iterator[UnitResult]:
    """Results in the order of the units, each as soon as all before it are there."""
    for unit in units:
        while unit not in known:
            result = next(coming)
            known[result.unit] = result
        yield known.pop(unit)
    yield from coming
