"""The pack for this platform: unzipped anywhere it makes a kit and opens the studio, with no network at all.

Run by `make test-installed`, for it fetches wheels. Windows and 64-bit ARM are resolved only (`make offline-wheels`).
"""

from __future__ import annotations

import platform
import subprocess
import sys
import zipfile
from pathlib import Path

from outside import OFFLINE, ROOT, run

HERE = f"manylinux_2_28_{platform.machine()}"
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
LAUNCHER = "启动课程工作台.sh"


def test_where_these_tests_run_nothing_outside_can_be_reached(tmp_path: Path) -> None:
    code = "import socket\ntry: socket.create_connection(('192.0.2.1', 9), 5)\nexcept OSError as e: print(e.errno)"
    assert run([*OFFLINE, sys.executable, "-c", code], tmp_path, tmp_path).strip() == "101"  # network is unreachable


def test_the_launcher_builds_files_of_a_kit_offline(folder: Path, home: Path) -> None:
    words = ("build", "office-director", "-f", "deck,handout,quiz")
    run([*OFFLINE, "sh", folder / LAUNCHER, *words], home, home)
    kit = folder / "课程和模板" / "output" / "default" / "office-director"
    assert {file.name for file in kit.iterdir()} >= {"deck.pptx", "handout.docx", "quiz.docx"}


def test_the_launcher_opens_the_studio_offline(folder: Path, home: Path) -> None:
    studio = ["sh", folder / LAUNCHER, "studio", "--no-browser"]
    first_page = [sys.executable, ROOT / "tests" / "first_page.py", *studio]
    assert "office-director" in run([*OFFLINE, *first_page], home, home)


def test_course_templates_and_manual_lie_where_a_user_finds_them(folder: Path) -> None:
    assert (folder / "课程和模板" / "content" / "office-director" / "course.yaml").is_file()
    assert (folder / "课程和模板" / "templates" / "default" / "deck.pptx").is_file()
    with zipfile.ZipFile(folder / "使用说明.docx") as manual:
        assert LAUNCHER in manual.read("word/document.xml").decode()


def test_the_launcher_takes_the_python_of_its_own_folder_first(folder: Path, home: Path) -> None:
    own = folder / "python" / "bin" / "python3"
    own.parent.mkdir()
    own.write_text(
        f'#!/bin/sh\necho "its own"\nexec "{sys.executable}" "$@"\n', "utf-8"
    )  # not executable: zips lose that
    try:
        assert run(["sh", folder / LAUNCHER, "--version"], home, home).startswith("its own")
    finally:
        own.unlink()
        own.parent.rmdir()


def test_without_any_python_the_launcher_says_which_one_to_put_where(folder: Path, home: Path) -> None:
    tools = home / "bin"
    tools.mkdir()
    for name in ("dirname", "cat"):
        (tools / name).symlink_to(f"/usr/bin/{name}")
    done = subprocess.run(
        ["/bin/sh", str(folder / LAUNCHER)], env={"PATH": str(tools)}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"cpython-{VERSION}.*-{platform.machine()}-unknown-linux-gnu-install_only.tar.gz" in done.stderr
    assert "python/bin/python3" in done.stderr
