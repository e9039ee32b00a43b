"""Tasks on the processors of this machine: processes started afresh (so also on Windows), watched and replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from coursegen.batch.plan import Task
from coursegen.batch.work import Done, broken, built, overdue
from coursegen.limits import (
    MANY,
    USUAL,
    Limits,
    collect_seldom,
    ended_late,
    leave_interrupts_to_parent,
    limit_memory,
    watched,
)
from coursegen.workspace import safe_name

AHEAD = 4
"""Tasks that wait for each process: enough that none is idle, few enough that memory stays flat."""

TRIES = 2
"""Times a task may be at work when a process dies before it is given up."""

Work = Callable[[Task], Done]


class Watched(Struct, frozen=True):
    """Work as a process does it: one that takes too long ends its process and leaves a mark in the folder."""

    work: Work
    limits: Limits
    folder: Path

    def __call__(self, task: Task) -> Done:
        """Work a task off, in time."""
        with watched(self.limits.seconds, self._mark(task)):
            return self.work(task)

    def took_too_long(self, task: Task) -> bool:
        """Whether a task was ended."""
        return self._mark(task).is_file() and self._mark(task).stat().st_size > 0

    def pool(self, jobs: int) -> ProcessPoolExecutor:
        """So many processes, their memory limited where the system can."""
        return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (self.limits.megabytes,))

    def _mark(self, task: Task) -> Path:
        return self.folder / safe_name(task.unit)


def _nothing(_unit: str) -> int:
    return 1


def _begin(megabytes: int) -> None:
    leave_interrupts_to_parent()
    limit_memory(megabytes)
    collect_seldom(MANY)


def in_turn(
    tasks: Sequence[Task], work: Work = built, limits: Limits = USUAL, last: Callable[[str], int] = _nothing
) -> Iterator[Done]:
    """Tasks one after the other in this process.

    One that takes too long ends it, with the exit code that the `last` words on its unit return: all that is done is
    noted, and is not done again.
    """
    collect_seldom(MANY)
    for task in tasks:
        with ended_late(limits.seconds, partial(last, task.unit)):
            done = work(task)
        yield done


def on_processes(tasks: Sequence[Task], jobs: int, work: Work = built, limits: Limits = USUAL) -> Iterator[Done]:
    """Tasks on so many processes, each told when it is done.

    A process that dies takes with it all that were at work. The one that took too long is told; the others are then
    tried one by one, so that the one task that kills its process is found, and no other is lost for it.
    """
    waiting = list(reversed(tasks))
    with TemporaryDirectory(prefix="coursegen-", ignore_cleanup_errors=True) as folder:
        work = Watched(work, limits, Path(folder))
        while waiting:
            lost: list[Task] = []
            with work.pool(min(jobs, len(waiting))) as pool:
                yield from _worked(pool, waiting, jobs * AHEAD, lost, work)
            for task in lost:
                yield _alone(task, work)


def _worked(pool: ProcessPoolExecutor, waiting: list[Task], most: int, lost: list[Task], work: Work) -> Iterator[Done]:
    """Feed a pool until nothing waits or a process of it has died; what was at work then is `lost`."""
    running: dict[Future[Done], Task] = {}
    try:
        while waiting or running:
            while waiting and len(running) < most:
                task = waiting[-1]
                running[pool.submit(work, task)] = task
                waiting.pop()
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield future.result()
                del running[future]
    except BrokenProcessPool:
        lost += running.values()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(task: Task, work: Watched) -> Done:
    for _ in range(TRIES - 1):
        if work.took_too_long(task):
            break
        with work.pool(1) as pool:
            try:
                return pool.submit(work, task).result()
            except BrokenProcessPool:
                continue
    return overdue(task, work.limits.seconds) if work.took_too_long(task) else broken(task)
