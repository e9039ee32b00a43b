"""PDFs of a batch: a bounded number of LibreOffice runs beside the builds, watched, ended when they hang, tried again.

A run converts all files of one kit and then ends, so that what LibreOffice loses of memory it gives back; `converted`
watches its time and starts it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from msgspec.structs import replace

from coursegen.batch.work import Done
from coursegen.build.kit import Output
from coursegen.build.line import Result
from coursegen.build.pdfs import write_pdfs
from coursegen.errors import Fault, FaultError

AHEAD = 4
"""Kits that may wait for each run: the builds, which are faster, wait then."""

Write = Callable[..., tuple[tuple[Output, ...], tuple[Fault, ...]]]


def with_pdfs(done: Iterable[Done], offices: int, write: Write = write_pdfs) -> Iterator[Done]:
    """Finished kits with their PDFs, as these are done; a kit that could not be built passes through."""
    with ThreadPoolExecutor(offices, thread_name_prefix="office") as pool:
        running: set[Future[Done]] = set()
        for one in done:
            if not one.result.outputs:
                yield one
                continue
            running.add(pool.submit(_with_pdfs, one, write))
            while len(running) >= offices * AHEAD:
                yield from _taken(running)
        while running:
            yield from _taken(running)


def _taken(running: set[Future[Done]]) -> Sequence[Done]:
    finished = wait(running, return_when=FIRST_COMPLETED).done
    running -= finished
    return [future.result() for future in finished]


def _with_pdfs(one: Done, write: Write) -> Done:
    folder = one.result.outputs[0].path.parent
    try:
        outputs, faults = write(folder, one.result.outputs)
    except FaultError as error:
        outputs, faults = (), error.faults
    return replace(one, result=Result((*one.result.outputs, *outputs), (*one.result.faults, *faults)))
