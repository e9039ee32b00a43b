"""One way to run a template that is a text, and one way to look at what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coursegen.errors import Fault, FaultError
from coursegen.templating import render

Run = Callable[..., str]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Render a template given as text; the other files of its folder by name, parents' folders after it."""
    monkeypatch.chdir(tmp_path)

    def run_template(
        source: str | bytes, *parents: dict[str, str], files: dict[str, str] | None = None, **context: object
    ) -> str:
        search = []
        for number, folder in enumerate(({"t.xml.j2": source, **(files or {})}, *parents)):
            place = tmp_path / f"unit{number}"
            place.mkdir(exist_ok=True)
            for name, text in folder.items():
                (place / name).write_bytes(text if isinstance(text, bytes) else text.encode())
            search.append((f"unit{number}", place))
        return render("t.xml.j2", context, search)

    return run_template


@pytest.fixture
def faults(run: Run) -> Callable[..., tuple[Fault, ...]]:
    """The faults of a template; each is shown in both languages, so that no sentence lacks a fact."""

    def faults_of(*args: object, **context: object) -> tuple[Fault, ...]:
        with pytest.raises(FaultError) as caught:
            run(*args, **context)
        for fault in caught.value.faults:
            assert fault.line("zh")
            assert fault.line("en")
            assert "Traceback" not in fault.line("en")
        return caught.value.faults

    return faults_of
