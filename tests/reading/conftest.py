from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reading.sample import write_files

from coursegen.errors import Fault, FaultError
from coursegen.model import CourseBundle
from coursegen.reading import read_course


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in a folder of its own, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture
def read() -> Callable[[dict[str, str]], CourseBundle]:
    """Writes the files of a course and reads them."""
    return lambda files: read_course(write_files(Path("course"), files))


@pytest.fixture
def faults_of() -> Callable[[Callable[[], object]], tuple[Fault, ...]]:
    """The faults that a call raises; none is a failure."""

    def faults(call: Callable[[], object]) -> tuple[Fault, ...]:
        with pytest.raises(FaultError) as caught:
            call()
        assert caught.value.faults
        return caught.value.faults

    return faults
