"""Packs for other platforms than this one, as far as they can be seen without fetching anything."""

from __future__ import annotations

import tarfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from scripts.offline import wheels
from scripts.offline.folder import Member, files_of, version_of, zipped
from scripts.offline.manual import manual
from scripts.offline.wheels import PLATFORMS, resolve

WINDOWS = PLATFORMS["win_amd64"]
ARM = PLATFORMS["manylinux_2_28_aarch64"]


def test_the_windows_launcher_is_plain_ascii_with_the_line_ends_of_windows() -> None:
    start = files_of(WINDOWS, "3.12", None)["启动课程工作台.bat"].data
    assert start.isascii()
    assert start.count(b"\r\n") == start.count(b"\n") > 10


@pytest.mark.parametrize(
    ("platform", "archive", "program"),
    [
        (WINDOWS, "python-3.12.*-embed-amd64.zip", "python\\python.exe"),
        (ARM, "cpython-3.12.*-aarch64-unknown-linux-gnu-install_only.tar.gz", "python/bin/python3"),
    ],
)
def test_a_pack_without_python_says_which_archive_to_put_where(
    platform: wheels.Platform, archive: str, program: str
) -> None:
    note = files_of(platform, "3.12", None)["python/README.txt"].data.decode("utf-8-sig")
    assert archive in note
    assert program in note
    assert "{" not in note


@pytest.mark.parametrize("name", ["python-3.12.4-embed-amd64.zip", "python-3.12.4-embed-win32.zip", "python.zip"])
def test_an_archive_for_another_platform_is_refused(name: str) -> None:
    with pytest.raises(SystemExit, match=name):
        version_of(Path(name), ARM)


def test_the_archive_says_which_python_the_wheels_are_for(tmp_path: Path) -> None:
    archive = tmp_path / "python-3.13.1-embed-amd64.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("python.exe", "MZ")
    assert version_of(archive, WINDOWS) == "3.13"
    files = files_of(WINDOWS, "3.13", archive)
    assert files["python/python.exe"].data == b"MZ"
    assert "python/README.txt" not in files


def test_an_archive_goes_into_the_pack_with_its_links_as_files(tmp_path: Path) -> None:
    archive = tmp_path / "cpython-3.12.9+20260101-aarch64-unknown-linux-gnu-install_only.tar.gz"
    with tarfile.open(archive, "w:gz") as made:
        program = tarfile.TarInfo("python/bin/python3.12")
        program.size, program.mode = 4, 0o755
        made.addfile(program, BytesIO(b"\x7fELF"))
        link = tarfile.TarInfo("python/bin/python3")
        link.type, link.linkname, link.mode = tarfile.SYMTYPE, "python3.12", 0o777
        made.addfile(link)
    files = files_of(ARM, version_of(archive, ARM), archive)
    assert files["python/bin/python3"] == files["python/bin/python3.12"] == Member(b"\x7fELF", runs=True)


def test_the_same_files_make_the_same_pack_and_programs_may_be_run() -> None:
    files = {"b.whl": Member(b"b"), "a.sh": Member(b"a", runs=True)}
    assert zipped(files) == zipped(dict(reversed(files.items())))
    with zipfile.ZipFile(BytesIO(zipped(files))) as opened:
        modes = {row.filename.split("/")[1]: row.external_attr >> 16 & 0o111 for row in opened.infolist()}
    assert modes == {"a.sh": 0o111, "b.whl": 0}


def test_what_only_the_other_platform_wants_is_resolved_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """pip asks markers of the machine it runs on: click wants colorama on Windows, and pip here does not say so."""
    shown: list[dict[str, Any]] = [
        {"name": "coursegen", "version": "0.1.0", "requires_dist": ["click>=8", 'uvicorn; extra == "studio"']},
        {"name": "click", "version": "8.3", "requires_dist": ['colorama>=0.4; platform_system == "Windows"']},
        {"name": "uvicorn", "version": "0.34"},
    ]

    def answer(wanted: list[str], *_: object) -> list[dict[str, Any]]:
        extra = [{"name": "colorama", "version": "0.4.6"}] if "colorama>=0.4" in wanted else []
        return [*shown, *extra]

    monkeypatch.setattr(wheels, "_answer", answer)
    own = [tmp_path / "coursegen-0.1.0-py3-none-any.whl"]
    assert resolve(own, WINDOWS, "3.12") == ["click==8.3", "uvicorn==0.34", "colorama==0.4.6"]
    assert resolve(own, ARM, "3.12") == ["click==8.3", "uvicorn==0.34"]


@pytest.mark.parametrize("bundled", [True, False])
def test_the_manual_is_sound_and_tells_the_way_of_its_platform(bundled: bool) -> None:
    said = {
        "version": "3.12", "publisher": "某项目", "archive": "some-archive.zip", "launcher": "启动.bat",
        "wanted": "python\\python.exe", "bundled": bundled, "windows": True,
    }  # fmt: skip
    with zipfile.ZipFile(BytesIO(manual(said))) as opened:
        text = opened.read("word/document.xml").decode()
    assert "启动.bat" in text
    assert ("some-archive.zip" in text) != bundled
