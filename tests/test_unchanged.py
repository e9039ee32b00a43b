"""The same command again: told from memory while nothing changes, built as soon as anything does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from minicourse import write_minicourse

from coursegen.cli.commands import program
from coursegen.cli.unchanged import told_again

COMMAND = ("build", "coffee-shop", "-f", "quiz")
KIT = Path("output/default/coffee-shop")
CHANGES = {
    "a principle": "content/coffee-shop/principles/cup.clean.yaml",
    "the bank": "content/coffee-shop/bank/01-counter.yaml",
    "the document that was made": str(KIT / "quiz.docx"),
    "the manifest": str(KIT / "manifest.json"),
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder in which a paper has just been built, and its files are older than a moment."""
    write_minicourse(tmp_path / "content" / "coffee-shop")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSEGEN_UI_LANG", "zh")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    result = CliRunner().invoke(program, COMMAND)
    assert result.exit_code == 0, result.stderr
    return tmp_path


def test_a_build_with_nothing_changed_says_so_and_touches_nothing(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    assert told_again(COMMAND)
    told = capsys.readouterr()
    assert [line.split("\t")[:2] for line in told.out.splitlines()] == [[str(KIT / "quiz.docx"), "没有变化"]]
    assert told.err == "没有任何变化：什么也没有写\n"
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


@pytest.mark.parametrize("path", CHANGES.values(), ids=CHANGES)
def test_whatever_changed_is_seen(built: Path, path: str) -> None:
    changed = built / path
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert not told_again(COMMAND)


def test_a_change_that_leaves_size_and_time_as_they_were_is_seen_in_a_young_file(built: Path) -> None:
    path = built / CHANGES["a principle"]
    state, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace("出杯前", "出杯後"), "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    assert not told_again(COMMAND)


def test_new_and_missing_files_are_seen(built: Path) -> None:
    extra = built / "content" / "coffee-shop" / "classes" / "one.yaml"
    extra.parent.mkdir()
    extra.write_text("id: one\n", "utf-8")
    assert not told_again(COMMAND)
    extra.unlink()
    extra.parent.rmdir()
    assert told_again(COMMAND)
    (built / KIT / "quiz.docx").unlink()
    assert not told_again(COMMAND)


def test_another_command_environment_or_folder_is_not_the_same(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told_again(COMMAND)
    assert not told_again((*COMMAND, "--zip"))
    assert not told_again((*COMMAND, "--watch"))
    assert not told_again(("check", "coffee-shop"))
    monkeypatch.setenv("COURSEGEN_UI_LANG", "en")
    assert not told_again(COMMAND)
    monkeypatch.setenv("COURSEGEN_UI_LANG", "zh")
    monkeypatch.chdir(tmp_path / "content")
    assert not told_again(COMMAND)


def test_a_build_that_had_something_to_say_is_built_again(built: Path) -> None:
    quiz = built / KIT / "quiz.docx"
    quiz.write_bytes(b"edited")
    result = CliRunner().invoke(program, COMMAND)
    assert "O110" in result.stderr
    assert not told_again(COMMAND)


def test_a_damaged_memory_counts_as_none(built: Path) -> None:
    kept = list((built / "cache" / "coursegen" / "unchanged").iterdir())
    assert len(kept) == 1
    kept[0].write_bytes(b"{")
    assert not told_again(COMMAND)
