"""Limits of processes: their memory, their time, their end. The only door to `resource` and `signal`.

No two systems have these alike: where one is missing, what it would limit is left alone and all else goes on.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import subprocess


class Limits(Struct, frozen=True):
    """What a process may use for one unit: memory of its own in megabytes, and seconds on the clock.

    A kit of everything needs 300 MB and 15 seconds on a small machine.
    """

    megabytes: int = 2048
    seconds: int = 600


USUAL = Limits()

GRACE = 10.0
"""Seconds that a process which is too late has for its last words."""


def limit_memory(megabytes: int) -> bool:
    """Let this process and those it starts have no more memory of their own; Python then raises MemoryError.

    False where the system has no such limit: Windows lacks `resource`, macOS may refuse. RLIMIT_DATA and not RLIMIT_AS:
    what libraries map without using it, gigabytes at times, is no harm.
    """
    try:
        import resource
    except ImportError:
        return False
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        asked = megabytes << 20
        resource.setrlimit(resource.RLIMIT_DATA, (asked if hard == resource.RLIM_INFINITY else min(asked, hard), hard))
        return True
    return False


ONE, MANY = 500_000, 100_000
"""New objects between two looks for dead ones: for a process that makes one kit, and for one that makes many."""


def collect_seldom(after: int = ONE) -> None:
    """Let Python look for cycles of dead objects once in so many new ones, not in every seven hundred.

    Nearly all that a build makes is frozen, lives until its end and is no cycle: at the usual pace looking takes a
    sixth of the time of a large deck and finds nothing. What libraries leave in cycles is found all the same.
    """
    gc.set_threshold(after, 20, 100)


@contextmanager
def watched(seconds: float, mark: Path) -> Iterator[None]:
    """End this process when what is done within takes longer; where it stood is then in the file `mark`, else empty.

    The watch is a thread of faulthandler's in C, on every system: it ends a process that never gives Python a turn too.
    """
    with mark.open("w", encoding="utf-8") as file:
        faulthandler.dump_traceback_later(seconds, exit=True, file=file)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def ended_late(seconds: float, last: Callable[[], int]) -> Iterator[None]:
    """End this process when what is done within takes longer, with the exit code that its `last` words return.

    Where Python gets no turn for them, faulthandler's watch ends it all the same and tells where it stood; of that
    watch a process has one.
    """
    if sys.__stderr__:  # what was begun without a terminal on Windows has none
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=sys.__stderr__)
    from threading import Timer

    timer = Timer(seconds, lambda: os._exit(last()))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        faulthandler.cancel_dump_traceback_later()


def leave_interrupts_to_parent() -> None:
    """Ctrl+C reaches every process of a terminal; the one that feeds the others ends them."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def end_with_all_it_started(process: subprocess.Popen[bytes]) -> None:
    """End a program that leads a session of its own, at once, and wait for it."""
    if sys.platform == "win32":
        import subprocess

        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603 - own arguments
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
