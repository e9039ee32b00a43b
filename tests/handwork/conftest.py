"""A workspace with a small course and a unit, its kit built once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from edited_files import UNIT, Desk
from minicourse import write_minicourse

from coursegen.cli.commands import program


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a built kit, to be copied."""
    root = tmp_path_factory.mktemp("handwork")
    write_minicourse(root / "content" / "coffee-shop")
    unit = root / "templates" / "shop" / "unit.yaml"
    unit.parent.mkdir(parents=True)
    unit.write_text(UNIT, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        patch.chdir(root)
        result = CliRunner().invoke(program, ["build", "coffee-shop", "-u", "shop", "-f", "deck,handout,quiz"])
    assert result.exit_code == 0, result.stderr
    return root


@pytest.fixture
def desk(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    shutil.copytree(built, tmp_path / "desk", ignore=shutil.ignore_patterns("cache"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(built / "cache"))
    monkeypatch.chdir(tmp_path / "desk")
    return Desk(tmp_path / "desk")
