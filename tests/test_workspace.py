"""Where things are on the disk, and how files are written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from minicourse import write_minicourse

from coursegen.errors import FaultError
from coursegen.workspace import (
    Workspace,
    bundled_folder,
    cache_folder,
    find_workspace,
    hash_files,
    safe_name,
    shown,
    unknown_name,
    write_atomic,
)


def code_of(call: object, *args: object) -> str:
    with pytest.raises(FaultError) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value.faults[0].code


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A folder of a user who has one course and one unit of his own."""
    write_minicourse(tmp_path / "content" / "coffee-shop")
    unit = tmp_path / "templates" / "my-shop" / "unit.yaml"
    unit.parent.mkdir(parents=True)
    unit.write_text("names: {full: 云中咖啡店}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return find_workspace()


def test_the_shipped_folder_holds_templates_and_content() -> None:
    assert (bundled_folder() / "templates" / "default" / "unit.yaml").is_file()
    assert (bundled_folder() / "content").is_dir()


def test_courses_of_the_user_and_shipped_ones_are_found_by_name(workspace: Workspace) -> None:
    assert workspace.course_folder("coffee-shop") == workspace.root / "content" / "coffee-shop"
    assert workspace.course_folder("office-director").is_relative_to(bundled_folder())


def test_the_users_course_hides_a_shipped_one_of_its_name(workspace: Workspace) -> None:
    write_minicourse(workspace.root / "content" / "office-director")
    assert workspace.course_folder("office-director") == workspace.root / "content" / "office-director"


@pytest.mark.parametrize("path", ["content/coffee-shop", "./content/coffee-shop/", "content/coffee-shop/course.yaml"])
def test_a_course_can_be_given_as_a_path(workspace: Workspace, path: str) -> None:
    assert workspace.course_folder(path).resolve() == workspace.root / "content" / "coffee-shop"


def test_what_is_no_course_is_said_clearly(workspace: Workspace) -> None:
    assert code_of(workspace.course_folder, "coffe-shop") == "U210"
    assert code_of(workspace.course_folder, "zzz") == "U211"
    assert code_of(workspace.course_folder, "content/nowhere") == "U212"
    assert code_of(workspace.course_folder, "content") == "U213"


def test_units_are_looked_for_in_the_users_folder_first(workspace: Workspace) -> None:
    assert workspace.unit_roots == (workspace.root / "templates", bundled_folder() / "templates")
    assert {"my-shop", "default"} <= workspace.units().keys()


def test_in_the_repository_itself_every_folder_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bundled_folder())
    assert len(find_workspace().unit_roots) == 1


def test_a_folder_without_content_has_the_shipped_courses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "office-director" in find_workspace().courses()
    assert find_workspace().output == tmp_path / "output"


def test_paths_are_shown_relative_and_with_slashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "a" / "b.yaml") == "a/b.yaml"
    assert shown(Path("a") / ".." / "c") == "c"
    assert shown(tmp_path.parent / "x") == (tmp_path.parent / "x").as_posix()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("deck", "deck"), ("con", "_con"), ("NUL.txt", "_NUL.txt"), ("com1", "_com1"), ("a:b?c", "a-b-c"), ("x. ", "x"),
        ("..", "-"), ("县局", "县局"), ("a\tb", "a-b"), ("command", "command"),
    ],
)  # fmt: skip
def test_names_of_files_are_safe_on_windows(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_write_replaces_the_whole_file_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "课件 1.pptx"
    write_atomic(path, b"old")
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deck.pptx"
    write_atomic(path, b"old")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_a_written_file_has_the_rights_the_user_gives_new_files(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomic(tmp_path / "a", b"x")
    finally:
        os.umask(old)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_two_writers_do_not_share_a_temporary_file(tmp_path: Path) -> None:
    (tmp_path / f"~a.{os.getpid()}-0.part").write_bytes(b"somebody else's")
    write_atomic(tmp_path / "a", b"mine")
    assert (tmp_path / "a").read_bytes() == b"mine"
    assert (tmp_path / f"~a.{os.getpid()}-0.part").read_bytes() == b"somebody else's"


@pytest.mark.skipif(os.name == "nt", reason="rights are not modes there")
def test_the_cache_folder_is_the_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache_folder().stat().st_mode & 0o777 == 0o700


def test_a_hash_of_files_knows_names_and_contents_but_not_the_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "f").write_bytes(b"same")
    same = hash_files({"f": tmp_path / "one" / "f"})
    assert same == hash_files({"f": tmp_path / "two" / "f"})
    assert same != hash_files({"g": tmp_path / "one" / "f"})
    (tmp_path / "two" / "f").write_bytes(b"other")
    assert same != hash_files({"f": tmp_path / "two" / "f"})


def test_an_unknown_name_gets_the_nearest_one_suggested() -> None:
    assert unknown_name("U230", "quizz", ["quiz", "deck"]).faults[0].facts["suggestion"] == "quiz"
    assert unknown_name("U230", "zzz", ["quiz", "deck"]).faults[0].code == "U231"
