"""A real scheduler and real workers on this machine, each a process of its own, and an S3 server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coursegen.workspace import bundled_folder

_ADDRESS = re.compile(r"tcp://127\.0\.0\.1:\d+")
_PATIENCE = 120


@dataclass(frozen=True)
class Cluster:
    """A scheduler by its address, and its workers."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def cluster(folder: Path, workers: int, environment: dict[str, str] | None = None) -> Iterator[Cluster]:
    """A scheduler with workers; all are ended at the end."""
    started: list[subprocess.Popen[bytes]] = []
    settings = {**os.environ, "PYTHONPATH": str(bundled_folder()), **(environment or {})}

    def start(*arguments: str) -> tuple[subprocess.Popen[bytes], Path]:
        log = folder / f"{len(started)}.log"
        with log.open("wb") as out:
            command = [sys.executable, "-m", *arguments]
            process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, env=settings)
        started.append(process)
        return process, log

    try:
        _, log = start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        address = _found(log)
        own = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        yield Cluster(address, tuple(start("distributed.cli.dask_worker", address, *own)[0] for _ in range(workers)))
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _found(log: Path) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if match := _ADDRESS.search(log.read_text("utf-8", "replace")):
            return match[0]
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8", "replace"))
