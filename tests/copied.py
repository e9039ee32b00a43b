"""Run by `test_side_by_side.py`, never imported: what happens to copies of a process. One scene a run, by its name.

A process of one thread, as the program is: a process with others (pytest's own may have some) is never copied.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from coursegen.build.beside import Beside
from coursegen.limits import ended_late, limit_memory
from coursegen.wording.frequencies import dictionary, look_up

TURNS = range(9)
PARENT = os.getpid()


def who(turn: int) -> tuple[int, bool]:
    """A turn, and whether a copy took it; none is so fast that others get nothing."""
    time.sleep(0.02)
    return turn, os.getpid() != PARENT


def taken(work: Callable[[int], object], others: int = 2) -> dict[int, object]:
    """What comes of all turns: the first three are long, then short ones, and two of our own."""
    with Beside(others + 1, work) as beside:
        beside.begin(others, TURNS[:3], TURNS[3:7])
        return dict(beside.rest(TURNS[7:], lambda turn: True))


def told(found: dict[int, object]) -> None:
    """Say what came of the turns, and whether any child is left, dead or alive."""
    try:
        left: object = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        left = None
    fds = len(list(Path("/proc/self/fd").iterdir()))
    say(json.dumps({"found": [found.get(turn) for turn in TURNS], "left": left, "fds": fds}))


def say(line: str) -> int:
    """One line; how long it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return len(line)


def plain() -> None:
    """Nothing happens."""
    told({})
    told(taken(who))


def threads() -> None:
    """Another thread is running."""
    event = threading.Event()
    threading.Thread(target=event.wait, daemon=True).start()
    told(taken(who))
    event.set()


def killed() -> None:
    """Copies are killed at work, as by a system that is out of memory."""

    def work(turn: int) -> object:
        if turn == 1 and os.getpid() != PARENT:
            os.kill(os.getpid(), signal.SIGKILL)
        return who(turn)

    told(taken(work))


def fails() -> None:
    """Some turns fail, wherever they are made; one gives back what cannot be sent."""

    def work(turn: int) -> object:
        if turn in (0, 5, 8):
            raise MemoryError if turn else ValueError
        return (lambda: turn) if turn == 1 and os.getpid() != PARENT else who(turn)

    found = taken(work)
    told({turn: None if callable(one) else one for turn, one in found.items()})


def memory() -> None:
    """The limit of memory holds in copies too."""
    limit_memory(300)

    def work(turn: int) -> object:
        return len(bytearray(500 << 20)) if turn == 1 else who(turn)

    told(taken(work))


def large() -> None:
    """Answers are much larger than a pipe, while this process is busy."""

    def work(turn: int) -> object:
        if os.getpid() == PARENT:
            time.sleep(0.3)
        return "x" * 1_000_000

    told({turn: len(str(one)) for turn, one in taken(work).items()})


def words() -> None:
    """All look words up in one file, which was open before."""
    uses, _ = look_up()
    uses("咖啡")

    def work(turn: int) -> object:
        found = {chr(0x4E00 + 9 * n + turn): uses(chr(0x4E00 + 9 * n + turn)) for n in range(2000)}
        return [word for word, number in found.items() if number != known.get(word)], who(turn)[1]

    known, _ = dictionary()
    told(taken(work))


def hangs(turn: int) -> object:
    """A copy that never ends says who it is; this process waits for it."""
    if os.getpid() == PARENT:
        return who(turn)
    (Path(sys.argv[2]) / str(os.getpid())).touch()
    while True:
        time.sleep(1)


def waits() -> None:
    """Somebody breaks this process off, or kills it, while its copies hang."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests run in the background are begun without
    told(taken(hangs))


def late() -> None:
    """A watch ends this process while its copies hang; it has been put aside for them."""
    with ended_late(1.5, lambda: say("late")):
        told(taken(hangs))


{scene.__name__: scene for scene in (plain, threads, killed, fails, memory, large, words, waits, late)}[sys.argv[1]]()
