"""Commands that run without a network, away from this repository and from what tests have in their environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OFFLINE = ("unshare", "--map-root-user", "--net", sys.executable, str(Path(__file__).with_name("without_network.py")))


def environment(home: Path) -> dict[str, str]:
    """An environment in which nothing of this repository is found."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COURSEGEN", "PIP"))}
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "CI": "true"}


def run(command: Sequence[str | Path], folder: Path, home: Path) -> str:
    """What a command says; its exit code must be 0."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, env=environment(home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout
