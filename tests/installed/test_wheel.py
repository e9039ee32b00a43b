"""The wheel, alone in an environment of its own, outside the repository; its wheels are those of the offline pack."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from outside import ROOT, run


@pytest.fixture(scope="session")
def programs(folder: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment with nothing but the wheel and what it asks for."""
    venv = tmp_path_factory.mktemp("venv") / "venv"
    run([sys.executable, "-m", "venv", venv], home, home)
    wheels = folder / "app" / "wheels"
    run(
        [venv / "bin" / "pip", "install", "-q", "--no-index", "--find-links", wheels, "coursegen[studio,anki]"],
        home,
        home,
    )
    return venv / "bin"


def test_it_is_complete_and_has_its_types(folder: Path) -> None:
    (wheel,) = (folder / "app" / "wheels").glob("coursegen-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = {path.relative_to(ROOT) for path in (ROOT / "coursegen").rglob("*") if "__pycache__" not in path.parts}
    assert len(tracked) > 100
    assert {str(path) for path in tracked if (ROOT / path).is_file()} <= names
    assert "coursegen/py.typed" in names
    assert "coursegen/_bundled/templates/default/deck.pptx" in names
    assert len([name for name in names if name.startswith("coursegen/_shipped/")]) > 30
    assert not [name for name in names if name.startswith("tests/")]


def test_it_builds_the_shipped_course_in_an_empty_folder(programs: Path, tmp_path: Path, home: Path) -> None:
    run([programs / "coursegen", "build", "office-director", "-f", "deck,quiz,anki,xlsx"], tmp_path, home)
    assert (tmp_path / "output" / "default" / "office-director" / "deck.pptx").is_file()


def test_it_makes_a_workspace_that_builds(programs: Path, tmp_path: Path, home: Path) -> None:
    run([programs / "coursegen", "init", "mine"], tmp_path, home)
    run([programs / "coursegen", "build", "my-course", "-f", "handout"], tmp_path / "mine", home)
    assert list((tmp_path / "mine" / "output").rglob("handout.docx"))


def test_its_public_names_are_there_and_read_a_course(programs: Path, tmp_path: Path, home: Path) -> None:
    code = (
        "import coursegen as c; print(len(c.read_course(c.find_workspace().course_folder('office-director')).lessons))"
    )
    assert int(run([programs / "python", "-c", code], tmp_path, home)) > 5
