"""The kit folder: a hand's work is kept, writes are whole, and the manifest remembers what was made."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coursegen.build import kit, manifest
from coursegen.build.kit import Made, Output, write_kit
from coursegen.build.manifest import MANIFEST
from coursegen.errors import Fault, FaultError


def deck(data: bytes = b"first", name: str = "deck.pptx") -> Made:
    return Made("deck", name, data, 12, {"coursegen": "1"})


def codes(faults: tuple[Fault, ...]) -> list[str]:
    return [fault.code for fault in faults]


def write(folder: Path, *files: Made) -> tuple[tuple[Output, ...], tuple[Fault, ...]]:
    return write_kit(folder, files or (deck(),))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_kit_has_its_files_and_a_manifest_of_them(tmp_path: Path) -> None:
    outputs, faults = write(tmp_path / "kit", deck(), deck(b"other", "slides.pptx"))
    assert [output.state for output in outputs] == ["written", "written"]
    assert not faults
    assert names(tmp_path / "kit") == {"deck.pptx", "slides.pptx", MANIFEST}
    record = json.loads((tmp_path / "kit" / MANIFEST).read_text("utf-8"))["outputs"]["deck.pptx"]
    assert record.keys() == {"coursegen", "product", "sha256"}


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    write(tmp_path)
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    outputs, _ = write(tmp_path)
    assert [output.state for output in outputs] == ["unchanged"]
    assert {path.stat().st_mtime for path in tmp_path.iterdir()} == {1}


def test_what_was_made_before_is_replaced(tmp_path: Path) -> None:
    write(tmp_path)
    outputs, faults = write(tmp_path, deck(b"second"))
    assert (outputs[0].state, faults) == ("written", ())
    assert (tmp_path / "deck.pptx").read_bytes() == b"second"


def test_a_file_edited_by_hand_is_kept_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "deck.pptx").write_bytes(b"edited")
    outputs, faults = write(tmp_path, deck(b"second"))
    assert (tmp_path / "deck.pptx").read_bytes() == b"edited"
    assert (tmp_path / "deck.new.pptx").read_bytes() == b"second"
    assert (outputs[0].state, outputs[0].path.name) == ("beside", "deck.new.pptx")
    assert codes(faults) == ["O110"]
    assert faults[0].severity == "warning"
    assert "deck.new.pptx" in faults[0].line("zh")


def test_the_file_beside_is_ours_and_is_replaced_next_time(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "deck.pptx").write_bytes(b"edited")
    write(tmp_path, deck(b"second"))
    write(tmp_path, deck(b"third"))
    assert (tmp_path / "deck.new.pptx").read_bytes() == b"third"
    assert names(tmp_path) == {"deck.pptx", "deck.new.pptx", MANIFEST}


def test_the_file_beside_may_be_edited_too(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "deck.pptx").write_bytes(b"edited")
    write(tmp_path, deck(b"second"))
    (tmp_path / "deck.new.pptx").write_bytes(b"edited as well")
    outputs, faults = write(tmp_path, deck(b"third"))
    assert outputs[0].path.name == "deck.new.2.pptx"
    assert len(faults) == 1
    assert (tmp_path / "deck.new.pptx").read_bytes() == b"edited as well"


def test_a_file_somebody_else_put_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(b"last year's")
    outputs, faults = write(tmp_path)
    assert codes(faults) == ["O111"]
    assert outputs[0].path.name == "deck.new.pptx"
    assert (tmp_path / "deck.pptx").read_bytes() == b"last year's"


def test_a_folder_of_that_name_is_kept(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").mkdir()
    assert codes(write(tmp_path)[1]) == ["O111"]


@pytest.mark.parametrize("known", [True, False])
def test_force_replaces_a_persons_file_and_keeps_it_as_a_backup(tmp_path: Path, *, known: bool) -> None:
    if known:
        write(tmp_path)
    (tmp_path / "deck.pptx").write_bytes(b"by hand")
    (tmp_path / "deck.backup.pptx").write_bytes(b"an older backup")
    outputs, faults = write_kit(tmp_path, [deck(b"second")], force=True)
    assert (outputs[0].state, outputs[0].path.name, codes(faults)) == ("written", "deck.pptx", ["O115"])
    assert "deck.backup.2.pptx" in faults[0].line("en")
    assert (tmp_path / "deck.pptx").read_bytes() == b"second"
    assert (tmp_path / "deck.backup.2.pptx").read_bytes() == b"by hand"
    assert (tmp_path / "deck.backup.pptx").read_bytes() == b"an older backup"
    outputs, faults = write_kit(tmp_path, [deck(b"third")], force=True)
    assert (outputs[0].state, faults) == ("written", ())


def test_force_leaves_an_open_file_and_a_folder_alone(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "deck.pptx").write_bytes(b"by hand")
    (tmp_path / "~$deck.pptx").write_bytes(b"")
    (tmp_path / "slides.pptx").mkdir()
    _, faults = write_kit(tmp_path, [deck(b"second"), deck(b"x", "slides.pptx")], force=True)
    assert codes(faults) == ["O112", "O111"]
    assert (tmp_path / "deck.pptx").read_bytes() == b"by hand"


def test_a_backup_that_cannot_be_written_leaves_the_persons_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deck.pptx").write_bytes(b"by hand")
    whole = kit.write_atomic

    def full(path: Path, data: bytes) -> None:
        if "backup" in path.name:
            raise OSError(28, "No space left on device")
        whole(path, data)

    monkeypatch.setattr(kit, "write_atomic", full)
    outputs, faults = write_kit(tmp_path, [deck(b"second")], force=True)
    assert (outputs, codes(faults)) == ((), ["O102"])
    assert (tmp_path / "deck.pptx").read_bytes() == b"by hand"


def test_an_older_file_of_ours_put_back_is_no_hands_work(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "deck.pptx").write_bytes(b"edited")
    write(tmp_path, deck(b"second"))
    (tmp_path / "deck.new.pptx").replace(tmp_path / "deck.pptx")
    outputs, faults = write(tmp_path, deck(b"third"))
    assert (outputs[0].state, faults) == ("written", ())
    assert names(tmp_path) == {"deck.pptx", MANIFEST}


def test_a_deleted_file_is_made_again(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "deck.pptx").unlink()
    assert write(tmp_path)[0][0].state == "written"


@pytest.mark.parametrize("lock", ["~$deck.pptx", "~$ck.pptx", ".~lock.deck.pptx#"])
def test_a_file_open_in_an_office_program_is_kept(tmp_path: Path, lock: str) -> None:
    write(tmp_path)
    (tmp_path / lock).write_bytes(b"")
    outputs, faults = write(tmp_path, deck(b"second"))
    assert codes(faults) == ["O112"]
    assert (outputs[0].path.name, (tmp_path / "deck.pptx").read_bytes()) == ("deck.new.pptx", b"first")


def test_a_file_the_system_will_not_let_go_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    replace: Callable[[Path, Path], Path] = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "deck.pptx":
            raise PermissionError(13, "used by another process")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    outputs, faults = write(tmp_path, deck(b"second"))
    assert codes(faults) == ["O112"]
    assert (outputs[0].path.name, (tmp_path / "deck.pptx").read_bytes()) == ("deck.new.pptx", b"first")


def test_a_read_only_file_is_kept(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "deck.pptx").chmod(0o444)
    outputs, faults = write(tmp_path, deck(b"second"))
    (tmp_path / "deck.pptx").chmod(0o644)
    assert codes(faults) == ["O113"]
    assert (outputs[0].path.name, (tmp_path / "deck.pptx").read_bytes()) == ("deck.new.pptx", b"first")


def test_a_folder_that_cannot_be_made_is_one_clear_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FaultError) as caught:
        write(tmp_path / "file" / "kit")
    assert codes(caught.value.faults) == ["O101"]


def test_a_full_disk_is_one_fault_for_the_file_and_the_old_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    whole = kit.write_atomic

    def full(path: Path, data: bytes) -> None:
        if path.name == "deck.pptx":
            raise OSError(28, "No space left on device")
        whole(path, data)

    monkeypatch.setattr(kit, "write_atomic", full)
    outputs, faults = write(tmp_path, deck(b"second"), deck(b"x", "slides.pptx"))
    assert codes(faults) == ["O102"]
    assert [output.path.name for output in outputs] == ["slides.pptx"]
    assert (tmp_path / "deck.pptx").read_bytes() == b"first"


@pytest.mark.parametrize("killed_at", range(4))
def test_a_killed_build_leaves_old_or_new_and_nothing_that_looks_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    write(tmp_path, deck(b"old 1"), deck(b"old 2", "slides.pptx"))
    whole, left = kit.write_atomic, [killed_at]

    def dying(path: Path, data: bytes) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        whole(path, data)

    for module in (kit, manifest):
        monkeypatch.setattr(module, "write_atomic", dying)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, deck(b"new 1"), deck(b"new 2", "slides.pptx"))
    for module in (kit, manifest):
        monkeypatch.setattr(module, "write_atomic", whole)
    assert (tmp_path / "deck.pptx").read_bytes() in (b"old 1", b"new 1")
    assert (tmp_path / "slides.pptx").read_bytes() in (b"old 2", b"new 2")
    outputs, faults = write(tmp_path, deck(b"later 1"), deck(b"later 2", "slides.pptx"))
    assert not faults
    assert [output.state for output in outputs] == ["written", "written"]


@pytest.mark.parametrize("before", [b"", b"old zip"])
def test_what_a_killed_build_left_is_no_hands_work_to_a_later_build_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes
) -> None:
    write(tmp_path, deck(b"old"))
    if before:
        write(tmp_path, deck(before, "kit.zip"))
    finish = kit.write_manifest
    monkeypatch.setattr(kit, "write_manifest", lambda f, m: finish(f, m) if m.pending else None)
    write(tmp_path, deck(b"new zip", "kit.zip"))
    monkeypatch.undo()
    write(tmp_path, deck(b"new"))
    outputs, faults = write(tmp_path, deck(b"newer zip", "kit.zip"))
    assert (outputs[0].state, faults) == ("written", ())
    assert "pending" not in json.loads((tmp_path / MANIFEST).read_bytes())


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"outputs": 1}', '{"outputs": {"deck.pptx": 5}}', '{"outputs": {"a": {"n": NaN}}}', "\x00"],
)
def test_a_damaged_manifest_makes_every_file_one_to_keep(tmp_path: Path, text: str) -> None:
    write(tmp_path)
    (tmp_path / MANIFEST).write_text(text, "utf-8")
    outputs, faults = write(tmp_path, deck(b"second"))
    assert codes(faults) == ["O120", "O111"]
    assert outputs[0].path.name == "deck.new.pptx"


def test_what_a_killed_build_was_writing_is_taken_away_a_while_later(tmp_path: Path) -> None:
    stale, fresh = tmp_path / "~deck.pptx.1-0.part", tmp_path / "~deck.pptx.2-0.part"
    for part in (stale, fresh):
        part.write_bytes(b"half")
    os.utime(stale, (1, 1))
    write(tmp_path)
    assert not stale.exists()
    assert fresh.exists()


def test_other_products_stay_in_the_manifest(tmp_path: Path) -> None:
    write(tmp_path, deck(), deck(b"x", "slides.pptx"))
    write(tmp_path, deck(b"second"))
    assert set(json.loads((tmp_path / MANIFEST).read_bytes())["outputs"]) == {"deck.pptx", "slides.pptx"}
