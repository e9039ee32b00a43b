"""The same command again: told, or put back, while nothing that it reads changes; built as soon as anything does."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest
from minicourse import write_minicourse

from coursegen.build import claim, manifest, shelf
from coursegen.cli import memory
from coursegen.cli.again import again
from coursegen.cli.commands import program
from coursegen.workspace import bundled_folder

COMMAND = ("build", "coffee-shop", "--unit", "shop", "-f", "quiz,answers")
KIT = Path("output/shop/coffee-shop")
UNIT = "extends: default\nnames: {full: 云中咖啡店}\nbrand: {fonts: {title: 黑体}}\n"
CHANGES = {
    "a principle": "content/coffee-shop/principles/cup.clean.yaml",
    "the bank": "content/coffee-shop/bank/01-counter.yaml",
    "a template of the unit": "templates/shop/quiz.xml.j2",
    "the unit and its fonts": "templates/shop/unit.yaml",
    "the base of the unit": "templates/shop/document.docx",
    "a file of the program": "program/module.py",
    "what another unit is called": "templates/other/unit.yaml",
}

pytestmark = pytest.mark.kept

Told = tuple[int, str, str]
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a course and units of its own, and beside it a cache with all products of them."""
    folder = tmp_path_factory.mktemp("made") / "user"
    shipped = bundled_folder() / "templates" / "default"
    write_minicourse(folder / "content" / "coffee-shop")
    for name, text in (("shop", UNIT), ("other", "extends: default\nnames: {full: 山下茶馆}\n")):
        (folder / "templates" / name).mkdir(parents=True)
        (folder / "templates" / name / "unit.yaml").write_text(text, "utf-8")
    for name in ("quiz.xml.j2", "document.docx"):
        (folder / "templates" / "shop" / name).write_bytes((shipped / name).read_bytes())
    (folder / "program").mkdir()
    (folder / "program" / "module.py").write_text("pass\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
        assert program.run(list(COMMAND), "coursegen") == 0
    shutil.rmtree(folder / "output")
    return folder.parent


@pytest.fixture
def built(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    """A user's folder in which two papers have just been built."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "cache" / "coursegen" / memory.AREA)
    folder = tmp_path / "user"
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COURSEGEN_UI_LANG", "zh")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    capsys.readouterr()
    monkeypatch.setattr(memory, "PROGRAM", folder / "program")
    code, _, remarks = build(capsys)
    assert (code, remarks) == (0, "")
    return folder


def build(capsys: Capture, command: tuple[str, ...] = COMMAND) -> Told:
    """What a real build says, whatever is remembered."""
    code = program.run(list(command), "coursegen")
    told = capsys.readouterr()
    return code, told.out, told.err


def put_back(capsys: Capture, command: tuple[str, ...] = COMMAND) -> Told:
    """What the program says that needs no build."""
    code = again(command)
    assert code is not None
    told = capsys.readouterr()
    return code, told.out, told.err


def files(folder: Path = KIT) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_build_with_nothing_changed_says_so_and_touches_nothing(built: Path, capsys: Capture) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    assert again(COMMAND) == 0
    told = capsys.readouterr()
    names = [str(KIT / "quiz.docx"), str(KIT / "answers.docx")]
    assert [line.split("\t")[:2] for line in told.out.splitlines()] == [[name, "没有变化"] for name in names]
    assert told.err == "没有任何变化：什么也没有写\n"
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


def test_files_that_are_gone_are_put_back_as_a_build_would_make_them(
    built: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cold = files()
    shutil.rmtree("output")
    restored = put_back(capsys)
    assert files() == cold
    assert "没有任何变化" in put_back(capsys)[2]
    shutil.rmtree("output")
    assert build(capsys) == restored
    assert files() == cold
    shutil.rmtree("output")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another-cache"))
    assert again(COMMAND) is None
    assert build(capsys) == restored
    assert files() == cold


def edited(path: str) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda _: (KIT / path).write_bytes(b"edited") and None


def gone(*names: str) -> Callable[[pytest.MonkeyPatch], None]:
    def take_away(_: pytest.MonkeyPatch) -> None:
        for name in names:
            (KIT / name).unlink()

    return take_away


def edited_and_forgotten(_: pytest.MonkeyPatch) -> None:
    (KIT / "quiz.docx").write_bytes(b"edited")
    (KIT / "manifest.json").unlink()


def open_in_an_office(_: pytest.MonkeyPatch) -> None:
    (KIT / "quiz.docx").write_bytes(b"saved")
    (KIT / ".~lock.quiz.docx#").touch()


def read_only(_: pytest.MonkeyPatch) -> None:
    (KIT / "quiz.docx").write_bytes(b"kept")
    (KIT / "quiz.docx").chmod(0o444)


def a_folder_in_its_place(_: pytest.MonkeyPatch) -> None:
    (KIT / "quiz.docx").unlink()
    (KIT / "quiz.docx").mkdir()


def no_writing(patch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _: bytes) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), os.fspath(path))

    patch.setattr(manifest, "write_atomic", refuse)
    (KIT / "manifest.json").unlink()


def another_product_there(_: pytest.MonkeyPatch) -> None:
    path = KIT / "manifest.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"outputs": {', '"outputs": {"notes.txt": {"product": "notes", "sha256": "0"},', 1))
    (KIT / "notes.txt").write_text("notes")
    (KIT / "quiz.docx").unlink()


SCENES = {
    "one file is gone": gone("quiz.docx"),
    "all files are gone": gone("quiz.docx", "answers.docx", "manifest.json"),
    "the manifest is gone": gone("manifest.json"),
    "a file was edited": edited("quiz.docx"),
    "the manifest is damaged": edited("manifest.json"),
    "a file was edited and the manifest is gone": edited_and_forgotten,
    "a file is open in an office program": open_in_an_office,
    "a file is read-only": read_only,
    "a folder stands in its place": a_folder_in_its_place,
    "nothing can be written": no_writing,
    "another product was built meanwhile": another_product_there,
}


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_whatever_happened_to_the_files_putting_back_does_and_says_what_a_build_does(
    built: Path, capsys: Capture, tmp_path: Path, scene: Callable[[pytest.MonkeyPatch], None]
) -> None:
    shutil.copytree("output", tmp_path / "before")
    ways: list[tuple[Told, Mapping[str, bytes]]] = []
    for way in (put_back, build):
        shutil.rmtree("output")
        shutil.copytree(tmp_path / "before", "output")
        with pytest.MonkeyPatch.context() as patch:
            scene(patch)
            ways.append((way(capsys), files()))
    assert ways[0] == ways[1]


def test_a_folder_that_another_build_holds_is_left_alone(
    built: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "PATIENCE", 0.0)
    (KIT / "quiz.docx").unlink()
    with claim.claimed(KIT):
        code, out, err = put_back(capsys)
    assert (code, out) == (6, "")
    assert "O104" in err
    assert not (KIT / "quiz.docx").exists()
    assert put_back(capsys)[0] == 0
    assert (KIT / "quiz.docx").exists()


@pytest.mark.parametrize("path", CHANGES.values(), ids=CHANGES)
def test_whatever_changed_is_seen(built: Path, path: str) -> None:
    changed = built / path
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert again(COMMAND) is None
    (KIT / "quiz.docx").unlink()
    assert again(COMMAND) is None


def test_another_library_is_seen(built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture) -> None:
    package = tmp_path / "installed" / "click" / "__init__.py"
    package.parent.mkdir(parents=True)
    monkeypatch.setattr(click, "__file__", str(package))
    build(capsys)
    assert again(COMMAND) == 0
    (tmp_path / "installed" / "deflate").mkdir()
    assert again(COMMAND) is None


def test_a_change_that_leaves_size_and_time_as_they_were_is_seen_in_a_young_file(built: Path, capsys: Capture) -> None:
    path = built / CHANGES["a principle"]
    path.touch()
    build(capsys)
    state, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace("出杯前", "出杯後"), "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    assert again(COMMAND) is None


def test_a_change_while_a_build_is_at_work_is_seen_by_the_next(
    built: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coursegen.cli import making

    make = making.make

    def slowly(*asked: object, processes: int) -> object:
        kit = make(*asked, processes=processes)  # type: ignore[arg-type]
        path = built / CHANGES["a principle"]
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        return kit

    monkeypatch.setattr(making, "make", slowly)
    assert build(capsys)[0] == 0
    assert again(COMMAND) is None


def test_new_and_missing_files_are_seen(built: Path) -> None:
    extra = built / "content" / "coffee-shop" / "classes" / "one.yaml"
    extra.parent.mkdir()
    extra.write_text("id: one\n", "utf-8")
    assert again(COMMAND) is None
    extra.unlink()
    extra.parent.rmdir()
    assert again(COMMAND) == 0


def test_another_command_environment_or_folder_is_not_the_same(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert again(COMMAND) == 0
    assert again((*COMMAND, "--zip")) is None
    assert again((*COMMAND, "--watch")) is None
    assert again(("check", "coffee-shop")) is None
    monkeypatch.setenv("COURSEGEN_UI_LANG", "en")
    assert again(COMMAND) is None
    monkeypatch.setenv("COURSEGEN_UI_LANG", "zh")
    monkeypatch.setenv("PATH", os.environ["PATH"] + os.pathsep + "/opt/office")
    assert again(COMMAND) is None
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert again(COMMAND) is None


def test_a_build_that_had_something_to_say_is_built_again(built: Path, capsys: Capture) -> None:
    course = built / "content" / "coffee-shop"
    path = course / "principles" / "cup.clean.yaml"
    path.write_text(path.read_text("utf-8") + "status: draft\n", "utf-8")
    assert "C835" in build(capsys)[2]
    assert again(COMMAND) is None


def test_a_zip_and_records_as_json_are_put_back_too(built: Path, capsys: Capture) -> None:
    command = (*COMMAND, "--zip", "--log-format", "json")
    first = build(capsys, command)
    cold = files()
    assert len(cold) == 4
    shutil.rmtree("output")
    assert put_back(capsys, command) == (first[0], first[1].replace('"unchanged"', '"written"'), first[2])
    assert files() == cold


@pytest.mark.parametrize("option", ["--verbose", "--pdf"])
def test_what_is_told_on_the_way_or_made_by_others_is_not_put_back(
    built: Path, capsys: Capture, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coursegen.build.deliver._pdfs", lambda *_, **__: ((), ()))
    build(capsys, (*COMMAND, option))
    assert again((*COMMAND, option)) == 0
    (KIT / "quiz.docx").unlink()
    assert again((*COMMAND, option)) is None


def test_a_damaged_memory_counts_as_none(built: Path) -> None:
    (kept,) = (built.parent / "cache" / "coursegen" / memory.AREA).iterdir()
    kept.write_bytes(b"{")
    assert again(COMMAND) is None


def test_a_kept_file_that_is_damaged_or_gone_is_made_again(built: Path) -> None:
    kept = sorted((built.parent / "cache" / "coursegen" / shelf.AREA).iterdir())
    assert len(kept) == 2
    (KIT / "quiz.docx").unlink()
    kept[0].write_bytes(kept[0].read_bytes()[:-1] + b"?")
    assert again(COMMAND) is None
    kept[0].unlink()
    assert again(COMMAND) is None


def test_kept_files_that_were_used_longest_ago_go_first(
    built: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = built.parent / "cache" / "coursegen" / shelf.AREA
    size = sum(path.stat().st_size for path in folder.iterdir())
    old = folder / "old"
    old.write_bytes(bytes(4 * size))
    os.utime(old, (1, 1))
    monkeypatch.setattr(shelf, "ROOM", 5 * size)
    before = {path.name for path in folder.iterdir()} - {"old"}
    path = built / CHANGES["the bank"]
    path.write_text(path.read_text("utf-8").replace("杯", "盏", 1), "utf-8")
    build(capsys)
    assert not old.exists()
    monkeypatch.setattr(shelf, "ROOM", size)
    assert before <= {path.name for path in folder.iterdir()}
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    build(capsys)
    (KIT / "quiz.docx").unlink()
    assert again(COMMAND) is None  # too much to keep


def test_a_process_of_its_own_puts_back_with_hardly_anything_imported(built: Path) -> None:
    script = """
import sys
from pathlib import Path
from coursegen.cli import memory
from coursegen.cli.again import again
memory.PROGRAM = Path("program").resolve()
code = again(tuple(sys.argv[1:]))
sys.exit(code if code else " ".join({"click", "jinja2", "lxml", "pydantic", "yaml"} & set(sys.modules)) or 0)
"""
    shutil.rmtree("output")
    done = subprocess.run([sys.executable, "-c", script, *COMMAND], capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 2
    assert (KIT / "quiz.docx").is_file()
