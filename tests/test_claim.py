"""One build at a time in a kit folder: the second waits, then says so and writes nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursegen.build import claim
from coursegen.build.claim import LOCK, claimed
from coursegen.build.deliver import deliver
from coursegen.build.kit import Made
from coursegen.errors import FaultError

PACKAGE = Path(claim.__file__).parents[1]

_HOLDER = """
import sys
from pathlib import Path
from coursegen.build.claim import claimed
with claimed(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the folder until its input ends."""
    command = [sys.executable, "-c", _HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def deck(data: bytes) -> list[Made]:
    return [Made("deck", "deck.pptx", data, 1, {})]


def test_a_folder_that_another_process_holds_is_left_alone(
    tmp_path: Path, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "PATIENCE", 0.0)
    outputs, faults = deliver(tmp_path, deck(b"mine"), pdf=False, archive=("", ""), compressor="zlib")
    assert (outputs, [fault.code for fault in faults]) == ((), ["O104"])
    assert {path.name for path in tmp_path.iterdir()} == {LOCK}


def test_a_killed_holder_holds_nothing(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    assert (tmp_path / LOCK).exists()
    with claimed(tmp_path, 0.0):
        pass
    assert not (tmp_path / LOCK).exists()


def test_the_second_build_waits_for_the_first(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    done = threading.Event()

    def second() -> None:
        with claimed(tmp_path, 60.0):
            done.set()

    waiting = threading.Thread(target=second)
    waiting.start()
    assert not done.wait(0.2)
    assert holder.stdin
    holder.stdin.close()
    waiting.join()
    assert done.is_set()


def test_many_builds_at_once_take_turns_and_leave_no_lock(tmp_path: Path) -> None:
    inside, most = [0], [0]

    def one() -> None:
        for _ in range(20):
            with claimed(tmp_path, 60.0):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_free_again_after_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), claimed(tmp_path):
        raise RuntimeError
    with claimed(tmp_path, 0.0):
        pass


def test_a_file_system_without_locks_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: int) -> bool:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(claim, "_lock", refuse)
    with claimed(tmp_path, 0.0), claimed(tmp_path, 0.0):
        pass


def test_a_lock_that_was_taken_away_meanwhile_is_not_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "_is_still", lambda path, file: False)
    with pytest.raises(FaultError, match="O104"), claimed(tmp_path, 0.0):
        pass


def test_nothing_is_written_into_a_kit_without_holding_its_folder() -> None:
    sources = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    assert {name for name, text in sources.items() if "write_kit(" in text} == {
        "build/deliver.py", "build/kit.py", "build/pdfs.py",
    }  # fmt: skip
    assert {name for name, text in sources.items() if "write_pdfs(" in text} == {"build/deliver.py", "build/pdfs.py"}
