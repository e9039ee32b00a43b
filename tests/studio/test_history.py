"""Saves that overwrite nobody, and undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.studio import history as module
from coursegen.studio.history import ABSENT, ConflictError, History, hash_of
from coursegen.workspace import cache_folder


@pytest.fixture
def kept(folder: Path) -> History:
    return History(folder)


def saved(kept: History, path: Path, text: str) -> None:
    kept.save({path: text.encode()}, {path: hash_of(path)})


def test_each_save_can_be_undone_and_the_undo_too(kept: History, folder: Path) -> None:
    path = folder / "a.yaml"
    saved(kept, path, "一")
    saved(kept, path, "二")
    assert kept.undo(2) == path
    assert path.read_text("utf-8") == "一"
    assert kept.undo(3) == path
    assert path.read_text("utf-8") == "二"
    assert [entry.number for entry in kept.entries()] == [4, 3, 2, 1]


def test_undoing_what_made_a_file_takes_it_away_and_back(kept: History, folder: Path) -> None:
    path = folder / "a.yaml"
    saved(kept, path, "一")
    kept.undo(1)
    assert not path.exists()
    kept.undo(2)
    assert path.read_text("utf-8") == "一"


def test_what_somebody_else_wrote_is_never_overwritten(kept: History, folder: Path) -> None:
    path = folder / "a.yaml"
    saved(kept, path, "一")
    seen = hash_of(path)
    path.write_text("别人写的", "utf-8")
    with pytest.raises(ConflictError) as caught:
        kept.save({path: b"mine"}, {path: seen})
    assert caught.value.now.decode() == "别人写的"
    with pytest.raises(ConflictError):
        kept.undo(1)
    assert path.read_text("utf-8") == "别人写的"


def test_of_several_files_none_is_written_when_one_was_changed(kept: History, folder: Path) -> None:
    one, two = folder / "1", folder / "2"
    two.write_text("别人", "utf-8")
    with pytest.raises(ConflictError):
        kept.save({one: b"1", two: b"2"}, {one: ABSENT, two: ABSENT})
    assert not one.exists()


def test_a_file_of_another_workspace_is_not_reached_by_undo(kept: History, folder: Path) -> None:
    saved(kept, folder / "a.yaml", "一")
    entry = next((module.history_folder()).glob("*/00000001.json"))
    entry.write_text(entry.read_text("utf-8").replace('"a.yaml"', '"../../x.yaml"'), "utf-8")
    assert kept.undo(1) is None
    assert kept.undo(99) is None


def test_the_history_is_not_in_the_cache_and_closed_to_others(kept: History, folder: Path) -> None:
    saved(kept, folder / "a.yaml", "一")
    place = module.history_folder()
    assert not place.is_relative_to(cache_folder())
    assert place.stat().st_mode & 0o077 == 0
    assert list(folder.rglob("*.json")) == []


def test_only_the_latest_saves_are_remembered(kept: History, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENTRIES", 3)
    for text in "一二三四五六":
        saved(kept, folder / "a.yaml", text)
    assert [entry.number for entry in kept.entries()] == [6, 5, 4]
    kept_bytes = {p.read_bytes().decode() for p in module.history_folder().glob("*/*") if p.suffix != ".json"}
    assert kept_bytes == set("三四五六")


def test_a_damaged_entry_is_passed_over(kept: History, folder: Path) -> None:
    saved(kept, folder / "a.yaml", "一")
    saved(kept, folder / "a.yaml", "二")
    next(module.history_folder().glob("*/00000002.json")).write_text("{", "utf-8")
    assert [entry.number for entry in kept.entries()] == [1]
