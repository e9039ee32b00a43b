"""What a process may use: memory, time; and systems that cannot limit it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coursegen.errors import EXIT_USAGE
from coursegen.limits import USUAL, limit_memory, watched

LIMITED = """
from coursegen.limits import limit_memory
print(limit_memory(300))
try:
    print(len(bytearray(500 << 20)))
except MemoryError:
    print("refused")
print(len(bytearray(50 << 20)))
"""

HANGS = """
import sys, time
from pathlib import Path
from coursegen.limits import watched
with watched(60, Path(sys.argv[1])):
    print("first", flush=True)
with watched(0.3, Path(sys.argv[1])):
    {hang}
print("never")
"""

LATE = """
import sys, time
from coursegen import limits
limits.GRACE = 0.3
with limits.ended_late(60, lambda: 9):
    print("first", flush=True)
with limits.ended_late(0.2, lambda: print("last", flush=True) or 6):
    {hang}
print("never")
"""

STARTED = """
import atexit, resource, sys
atexit.register(lambda: print(resource.getrlimit(resource.RLIMIT_DATA)[0] >> 20))
from coursegen.cli import main
sys.argv = ["coursegen", "list", "products"]
main()
"""

ASLEEP = "time.sleep(60)"
NEVER_GIVES_PYTHON_A_TURN = "import re; re.match('(a+)+b', 'a' * 64)"


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems lack the limit, or do not keep it")
def test_a_process_gets_no_more_memory_than_its_limit() -> None:
    assert run(LIMITED).stdout.split() == ["True", "refused", str(50 << 20)]


def test_without_resource_memory_is_not_limited_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert not limit_memory(1)
    assert len(bytearray(50 << 20)) == 50 << 20


@pytest.mark.parametrize("hang", [ASLEEP, NEVER_GIVES_PYTHON_A_TURN], ids=["asleep", "busy in C"])
def test_a_process_that_takes_too_long_ends_and_leaves_where_it_stood(tmp_path: Path, hang: str) -> None:
    done = run(HANGS.format(hang=hang), str(tmp_path / "mark"))
    assert (done.returncode, done.stdout.split()) == (1, ["first"])
    assert "<string>" in (tmp_path / "mark").read_text("utf-8")


def test_a_process_that_is_too_late_says_its_last_words() -> None:
    done = run(LATE.format(hang=ASLEEP))
    assert (done.returncode, done.stdout.split(), done.stderr) == (6, ["first", "last"], "")


def test_a_process_without_a_turn_for_last_words_ends_and_tells_where_it_stood() -> None:
    done = run(LATE.format(hang=NEVER_GIVES_PYTHON_A_TURN))
    assert (done.returncode, done.stdout.split()) == (1, ["first"])
    assert "<string>" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems lack the limit, or do not keep it")
def test_every_command_runs_with_limited_memory() -> None:
    assert run(STARTED).stdout.split()[-1] == str(USUAL.megabytes)


ENDED = """
import atexit, sys, threading
class Cycle:
    def __del__(self):
        print("given back")
one = Cycle()
one.itself = one
atexit.register(print, "done")
if sys.argv[1] == "busy":
    threading.Thread(target=threading.Event().wait, args=(0.2,)).start()
from coursegen.cli import main
sys.argv = ["coursegen", *sys.argv[2:]]
main()
"""


def test_a_process_that_ends_does_what_is_to_be_done_and_gives_back_no_memory_piece_by_piece() -> None:
    ended = run(ENDED, "idle", "list", "nothing")
    assert ended.returncode == EXIT_USAGE
    assert ended.stdout.splitlines()[-1] == "done"
    assert "given back" not in ended.stdout


def test_a_process_with_a_thread_at_work_ends_as_python_ends() -> None:
    ended = run(ENDED, "busy", "--version")
    assert ended.returncode == 0
    assert ended.stdout.splitlines()[-2:] == ["done", "given back"]


def test_what_is_done_in_time_leaves_an_empty_mark(tmp_path: Path) -> None:
    with watched(600, tmp_path / "mark"):
        pass
    assert (tmp_path / "mark").read_bytes() == b""
