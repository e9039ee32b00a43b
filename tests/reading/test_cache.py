from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from reading.sample import COURSE, UNITS, changed, write_files

from coursegen.errors import Fault
from coursegen.reading import cache, read_course, read_unit

READ_BOTH = """
import sys
from pathlib import Path
from coursegen.reading import read_course, read_unit
assert read_course(Path("course")).principles["p.measure"].minutes == 6
assert read_unit("law-school", [Path("templates")])[0].terms["sections"] == "教研室"
print(sorted({"yaml", "pydantic", "pydantic_core"} & set(sys.modules)))
"""


def libraries_of_a_run() -> str:
    paths = os.pathsep.join(path for path in sys.path if path)
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", READ_BOTH],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return run.stdout.strip()


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / "coursegen" / "reading").glob("*.pickle"))


@pytest.fixture
def folder() -> Path:
    write_files(Path("templates"), UNITS)
    return write_files(Path("course"), COURSE)


def test_what_is_sound_is_read_without_pydantic_and_a_second_time_without_yaml(folder: Path) -> None:
    assert libraries_of_a_run() == "['yaml']"
    assert libraries_of_a_run() == "[]"


def test_what_is_kept_equals_what_was_read(folder: Path) -> None:
    assert read_course(folder) == read_course(folder)
    assert read_unit("law-school", [Path("templates")]) == read_unit("law-school", [Path("templates")])


def test_a_changed_file_is_read_anew(folder: Path) -> None:
    read_course(folder)
    write_files(folder, changed("course.yaml", "title: 示例课程", "title: 新课程"))
    assert read_course(folder).course.title == "新课程"


def test_what_is_at_hand_needs_no_file_and_what_is_too_much_goes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_course(folder)
    for path in kept(tmp_path):
        path.write_bytes(b"")
    assert read_course(folder) is first
    monkeypatch.setattr(cache._AT_HAND, "most", 1)
    read_unit("law-school", [Path("templates")])
    assert read_course(folder) is not first


def test_a_course_seen_from_another_folder_is_read_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_course(folder)
    monkeypatch.chdir("course")
    assert str(read_course(Path()).places["sample"]) == "course.yaml:1:5"


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None], ids=["empty", "other bytes", "cut"])
def test_a_broken_file_of_the_cache_is_passed_over(folder: Path, tmp_path: Path, damage: bytes | None) -> None:
    first = read_course(folder)
    (path,) = kept(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] if damage is None else damage)
    cache.forget()
    assert read_course(folder) == first
    assert path.read_bytes() == whole


def test_what_is_faulty_is_not_kept(
    tmp_path: Path, faults_of: Callable[[Callable[[], object]], tuple[Fault, ...]]
) -> None:
    folder = write_files(Path("course"), changed("course.yaml", "id: sample", "id: Sample"))
    faults_of(lambda: read_course(folder))
    assert kept(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no modes on this system")
def test_the_folder_is_closed_to_others_and_one_that_others_can_write_to_is_not_used(
    folder: Path, tmp_path: Path
) -> None:
    read_course(folder)
    (path,) = kept(tmp_path)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.unlink()
    path.parent.chmod(0o777)
    cache.forget()
    read_course(folder)
    assert kept(tmp_path) == []


def test_without_a_folder_for_the_cache_everything_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert read_course(folder).course.id == "sample"


def test_the_older_half_goes_when_the_cache_is_full(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "ENTRY_LIMIT", 4)
    for number in range(5):
        write_files(folder, changed("course.yaml", "title: 示例课程", f"title: 第 {number} 版"))
        read_course(folder)
        cache.store_what_is_left()
        os.utime(max(kept(tmp_path), key=lambda path: path.stat().st_mtime_ns), ns=(number, number))
    assert len(kept(tmp_path)) == 3
