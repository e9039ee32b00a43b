"""A build that is killed leaves every file old or new, never half, and nothing that the next build takes for edited."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

NAMES = {"deck.pptx", "handout.docx", "quiz.docx", "answers.docx"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9; its processes end by TerminateProcess alone")
@pytest.mark.parametrize("kills", [20, pytest.param(400, marks=pytest.mark.long)])
def test_a_build_killed_at_any_moment_leaves_old_or_new(tmp_path: Path, kills: int) -> None:
    script = Path(__file__).with_name("killed.py")
    run = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "kit"), str(kills), str(kills)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    ends = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(ends) == kills
    assert {end["signal"] for end in ends} == {signal.SIGKILL}
    assert any(end["parts"] for end in ends), "no build was killed while it wrote: the moments are badly chosen"
    for end in ends:
        assert (end["halves"], end["strangers"], end["again"]) == ([], [], [])
        assert set(end["manifest"]) - {"kit.zip"} == NAMES
