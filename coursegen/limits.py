"""Limits of processes: their memory, their time, their end, and copies of them.

The only door to `resource` and `signal`.

No two systems have these alike: where one is missing, what it would limit is left alone and all else goes on.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import subprocess
    from threading import Timer


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


ONE, MANY = 1_000_000, 100_000
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
    watch = _Watch(time.monotonic() + seconds, last)
    watch.begin()
    _WATCHES.append(watch)
    try:
        yield
    finally:
        _WATCHES.remove(watch)
        watch.stop()


class _Watch:
    """What ends this process at a moment. It is two threads, and so put aside while the process is copied."""

    def __init__(self, end: float, last: Callable[[], int]) -> None:
        self._end, self._last = end, last
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Begin to watch, or go on with it."""
        from threading import Timer

        left = max(0.0, self._end - time.monotonic())
        if sys.__stderr__:  # what was begun without a terminal on Windows has none
            faulthandler.dump_traceback_later(left + GRACE, exit=True, file=sys.__stderr__)
        self._timer = Timer(left, lambda: os._exit(self._last()))
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Stop watching; both threads are gone then."""
        if self._timer:
            self._timer.cancel()
            self._timer.join()
        faulthandler.cancel_dump_traceback_later()


_WATCHES: list[_Watch] = []


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def can_be_copied() -> bool:
    """Whether processes of this system can be copied: Windows has no copies, and what macOS begins survives in none."""
    return sys.platform == "linux"


def forked() -> int | None:
    """Copy this process: the number of the copy, 0 in the copy itself, None where there can be none.

    A copy has none of the threads, but all that they had locked: there is none while any thread runs that is not of a
    watch of ours.
    """
    if not can_be_copied():
        return None
    from threading import active_count

    process: int | None = None
    for watch in _WATCHES:
        watch.stop()
    with suppress(OSError), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads that have ended, and that the system still counts
        process = os.fork() if active_count() == 1 else None
    if process != 0:
        for watch in _WATCHES:
            watch.begin()
    return process


def end_with(parent: int, pipe: int) -> None:
    """Let this copy of a process end when its parent does, however that ends; it alone can write into the pipe.

    When nobody can any more, the system signals that (SIGIO), which ends a process that does not expect it.
    """
    if sys.platform == "linux":
        import fcntl
        import signal

        leave_interrupts_to_parent()
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETFL, os.O_ASYNC)
        if os.getppid() != parent:  # it had ended before
            os._exit(1)


_KILL = 9
"""SIGKILL, for which the module of all signals need not be loaded."""


def end_copy(process: int) -> None:
    """End a copy of this process at once, whatever it does, and let the system forget it."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.kill(process, _KILL)
        with suppress(OSError):
            os.waitpid(process, 0)


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
