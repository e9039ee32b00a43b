"""The names that other programs may rely on: few, all there, loaded late."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import coursegen

ROOT = Path(__file__).resolve().parents[1]
DOC = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def test_the_public_names_are_these() -> None:
    assert coursegen.__all__ == [
        "Fault", "FaultError", "Request", "Result", "build_kit", "find_workspace", "read_course", "read_unit",
    ]  # fmt: skip


@pytest.mark.parametrize("name", coursegen.__all__)
def test_each_is_what_its_own_module_has(name: str) -> None:
    found = getattr(coursegen, name)
    assert found.__module__.startswith("coursegen.")
    assert found.__doc__


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        coursegen.nothing  # noqa: B018


def test_the_import_itself_loads_nothing() -> None:
    code = "import sys, coursegen; print([m for m in sys.modules if m.startswith('coursegen.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert coursegen.__version__ == project["version"]


def test_types_are_shipped() -> None:
    assert (ROOT / "coursegen" / "py.typed").is_file()


def test_the_example_in_the_docs_builds(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOC, re.DOTALL)
    here = os.environ | {"PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", example], capture_output=True, text=True, cwd=tmp_path, env=here, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("output/default/office-director/handout.docx")
