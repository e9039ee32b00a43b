"""Builds that run one after another beside the pages, and can be watched and stopped."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from coursegen.errors import Fault, FaultError
from coursegen.limits import USUAL

if TYPE_CHECKING:
    from coursegen.build import Output, Request, Result

JobState = Literal["waiting", "running", "done", "stopped", "broken"]

KEPT = 30
"""Jobs that can still be looked at."""


class StoppedError(Exception):
    """Raised within a build that somebody stopped."""


class Job(Struct):
    """One build: what was asked for, how far it is (`turn` of `total`, now making `product`), and what it left."""

    number: int
    request: Request
    address: str
    """Page of the kit that is built."""
    state: JobState = "waiting"
    product: str = ""
    turn: int = 0
    total: int = 0
    outputs: tuple[Output, ...] = ()
    faults: tuple[Fault, ...] = ()
    stop: Event = field(default_factory=Event)

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.state not in ("waiting", "running")

    def follow(self, product: str, turn: int, total: int) -> None:
        """Take note of the next file; end the build if somebody wants it stopped."""
        if self.stop.is_set():
            raise StoppedError
        self.product, self.turn, self.total = product, turn, total


def _build(request: Request, follow: Callable[[str, int, int], None]) -> Result:
    from coursegen.build import build  # all of it, which the first page need not wait for

    return build(request, follow)


class Jobs:
    """All builds of this run, one at a time. One that takes longer than so many seconds is told and left behind (O174).

    It ends at its next file; until then nothing can end it, but those that wait need not wait for it.
    """

    def __init__(self, make: Callable[..., Result] = _build, seconds: float = USUAL.seconds) -> None:
        self._make = make
        self._seconds = seconds
        self._jobs: dict[int, Job] = {}
        self._queue: SimpleQueue[Job] = SimpleQueue()
        self._count = 0
        Thread(target=self._work, name="builds", daemon=True).start()

    def add(self, request: Request, address: str) -> Job:
        """Put a build at the end of the queue."""
        self._count += 1
        job = Job(self._count, request, address)
        self._jobs[job.number] = job
        for old in [number for number, job in self._jobs.items() if job.ended][:-KEPT]:
            del self._jobs[old]
        self._queue.put(job)
        return job

    def get(self, number: int) -> Job | None:
        """A build by its number."""
        return self._jobs.get(number)

    def latest(self) -> tuple[Job, ...]:
        """All builds that are remembered, the last first."""
        return tuple(reversed(self._jobs.values()))

    def _work(self) -> None:
        while True:
            self._run(self._queue.get())

    def _run(self, job: Job) -> None:
        job.state = "running"
        ends: SimpleQueue[tuple[tuple[Output, ...], tuple[Fault, ...], JobState]] = SimpleQueue()
        Thread(target=lambda: ends.put(self._end(job)), name="build", daemon=True).start()
        try:
            job.outputs, job.faults, job.state = ends.get(timeout=self._seconds)
        except Empty:
            job.stop.set()
            facts = {"unit": job.request.unit, "seconds": self._seconds}
            job.faults, job.state = (Fault("O174", facts=facts),), "done"

    def _end(self, job: Job) -> tuple[tuple[Output, ...], tuple[Fault, ...], JobState]:
        """What comes of a build: files, faults, and how it ended."""
        try:
            result = self._make(job.request, job.follow)
        except StoppedError:
            return (), (), "stopped"
        except FaultError as error:
            return (), error.faults, "done"
        except Exception:  # a bug ends this build, not those that wait
            return (), (), "broken"
        job.turn = job.total
        return result.outputs, result.faults, "done"
