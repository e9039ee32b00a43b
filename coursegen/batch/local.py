"""Tasks on the processors of this machine: processes started afresh (so also on Windows), watched and replaced."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from coursegen.batch.plan import Task
from coursegen.batch.work import Done, broken, built

AHEAD = 4
"""Tasks that wait for each process: enough that none is idle, few enough that memory stays flat."""

TRIES = 2
"""Times a task may be at work when a process dies before it is given up."""

Work = Callable[[Task], Done]


def in_turn(tasks: Sequence[Task], work: Work = built) -> Iterator[Done]:
    """Tasks one after the other in this process."""
    return map(work, tasks)


def on_processes(tasks: Sequence[Task], jobs: int, work: Work = built) -> Iterator[Done]:
    """Tasks on so many processes, each told when it is done.

    A process that dies takes with it all that were at work; these are then tried one by one, so that the one task that
    kills its process is found, and no other is lost for it.
    """
    waiting = list(reversed(tasks))
    while waiting:
        lost: list[Task] = []
        with _pool(min(jobs, len(waiting))) as pool:
            yield from _worked(pool, waiting, jobs * AHEAD, lost, work)
        for task in lost:
            yield from _alone(task, work)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_to_parent)


def _leave_to_parent() -> None:
    """Ctrl+C reaches every process of a terminal; the one that feeds the others ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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


def _alone(task: Task, work: Work) -> Iterator[Done]:
    for _ in range(TRIES - 1):
        with _pool(1) as pool:
            try:
                yield pool.submit(work, task).result()
            except BrokenProcessPool:
                continue
            return
    yield broken(task)
