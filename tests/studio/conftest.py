"""A studio on a small workspace: the coffee shop's course, and a unit of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from minicourse import write_minicourse
from starlette.testclient import TestClient
from studio_server import client_of, desk_of

from coursegen.studio.desk import Desk

UNIT = (
    "# 我的店\nextends: default\nnames:\n  full: 南街店  # 全称\n  short: 南街\nbrand:\n  colors: {primary: 1E5AA0}\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, current, with a cache of its own, on a computer without LibreOffice."""
    root = tmp_path / "工作"
    write_minicourse(root / "content" / "coffee-shop")
    unit = root / "templates" / "south" / "unit.yaml"
    unit.parent.mkdir(parents=True)
    unit.write_text(UNIT, "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COURSEGEN_SOFFICE", "")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def desk(folder: Path) -> Desk:
    return desk_of()


@pytest.fixture
def stranger(desk: Desk) -> Iterator[TestClient]:
    with client_of(desk) as found:
        yield found


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """A browser that was given the start address."""
    assert stranger.get("/?token=secret").status_code == 303
    return stranger
