"""The studio as users start it: a process of its own, on a free port."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def running(folder: Path, *options: str, **environment: str) -> Iterator[str]:
    """The start address of a studio that serves a folder, until the block ends."""
    command = [sys.executable, "-m", "coursegen", "studio", "--no-browser", *options, str(folder)]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings)
    try:
        assert process.stdout
        yield process.stdout.readline().strip().split("\t")[-1]
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout:
            process.stdout.close()
