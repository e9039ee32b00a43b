"""Tests of what is installed: run by `make test-installed`, for they fetch and install packages."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest
from outside import ROOT

HERE = f"manylinux_2_28_{platform.machine()}"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder without anything in it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline pack for this platform and this Python, unzipped into a folder with blanks and Chinese characters."""
    made = tmp_path_factory.mktemp("pack")
    subprocess.run([sys.executable, "-m", "scripts.offline", HERE, "--output", made], check=True, cwd=ROOT)
    (pack,) = made.glob("*.zip")
    subprocess.run(["unzip", "-q", pack, "-d", made / "新 建 文件夹 (1)"], check=True)
    return made / "新 建 文件夹 (1)" / "课程工作台"
