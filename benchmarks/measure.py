"""Sides of a comparison, run in turn: what each takes of the clock, of the processor and of memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Side:
    """One way to do a thing: commands run one after the other in a folder, and the files that they leave there."""

    name: str
    commands: Sequence[Sequence[str]]
    folder: Path
    leaves: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Taken:
    """Seconds of the clock and of the processor (user and system), and the most memory in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Measured:
    """All runs of one side, and the bytes of what it left."""

    side: Side
    runs: Sequence[Taken]
    size: int

    @property
    def wall(self) -> float:
        """Median seconds of the clock."""
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Median seconds of the processor."""
        return median(run.cpu for run in self.runs)

    @property
    def memory(self) -> float:
        """The most memory in MB."""
        return max(run.memory for run in self.runs)


def in_turn(sides: Sequence[Side], rounds: int) -> list[Measured]:
    """Run sides A B C A B C …; every round takes each once, so that a slow minute of the machine slows them all."""
    runs: list[list[Taken]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, taken in zip(sides, runs, strict=True):
            for name in side.leaves:
                (side.folder / name).unlink(missing_ok=True)
            side.before()
            taken.append(run(side))
    return [Measured(side, taken, _size(side)) for side, taken in zip(sides, runs, strict=True)]


def run(side: Side) -> Taken:
    """One run of a side. Raises RuntimeError when a command fails or leaves less than it should."""
    taken = [_command(command, side) for command in side.commands]
    missing = [name for name in side.leaves if not (side.folder / name).is_file()]
    if missing:
        raise RuntimeError(f"{side.name} left no {missing}")
    return Taken(sum(t.wall for t in taken), sum(t.cpu for t in taken), max(t.memory for t in taken))


def _command(command: Sequence[str], side: Side) -> Taken:
    log = side.folder / f"{side.name.replace('/', '-')}.log"
    began = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=side.folder, stdout=out, stderr=out, env={**os.environ, **side.environment}
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{side.name}: exit {process.returncode}\n{log.read_text('utf-8', 'replace')[-2000:]}")
    return Taken(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _size(side: Side) -> int:
    return sum((side.folder / name).stat().st_size for name in side.leaves)


def ratios(of: Measured, to: Measured, what: str = "wall") -> tuple[float, float, float]:
    """How many times as much one side takes as the other, pair by pair: median, least, most."""
    pairs = zip(of.runs, to.runs, strict=True)
    found = sorted(getattr(a, what) / getattr(b, what) for a, b in pairs)
    return median(found), found[0], found[-1]
