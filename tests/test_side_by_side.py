"""Products made side by side: the same files, manifests, words and exit codes, whatever happens to a process."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from minicourse import write_minicourse
from translated_minicourse import write_english

from coursegen.build import PRODUCTS
from coursegen.cli import making
from coursegen.files import own_cache
from coursegen.limits import processors
from coursegen.office.package import read_package
from coursegen.workspace import bundled_folder

ROOT = Path(__file__).resolve().parent.parent
ALL = ",".join(PRODUCTS)
CLASS = """
id: c1
title: 咖啡师傅上岗班
organiser: 云中咖啡店
dates: [2026-03-09, 2026-03-10]
roster: c1.csv
"""
DEFAULT = '{{% extends "parent:{0}" %}}{{% block {1} %}}{2}{{% endblock %}}'
COUNTS = """
import os
def told():
    with open(os.path.join(os.path.dirname(__file__), "copies"), "a") as file:
        file.write("1")
os.register_at_fork(after_in_child=told)
"""
BUG = """
from coursegen.build.naming import Namer
called = Namer.name
def name(self, product, paper=None):
    if product.name in ("slides", "handout"):
        raise RuntimeError(product.name)
    return called(self, product, paper)
Namer.name = name
"""
BUGS: dict[Path, str] = {}
"""Bugs of the program that a user has."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no other system's processes are copied")

Built = tuple[int, str, str, Mapping[str, bytes]]


@pytest.fixture
def user(tmp_path: Path) -> Path:
    """A user's folder with a course, a class and two units."""
    folder = tmp_path / "user"
    course = write_minicourse(folder / "content" / "coffee-shop")
    (course / "classes").mkdir()
    (course / "classes" / "c1.yaml").write_text(CLASS.lstrip("\n"), "utf-8")
    (course / "classes" / "c1.csv").write_text(
        "姓名,单位,部门\n欧阳娜仁,云中咖啡店,甲店\n林晓,云中咖啡店,乙店\n", "utf-8"
    )
    for unit, name in (("shop", "云中咖啡店"), ("other", "山下茶馆")):
        (folder / "templates" / unit).mkdir(parents=True)
        (folder / "templates" / unit / "unit.yaml").write_text(f"extends: default\nnames: {{full: {name}}}\n", "utf-8")
    return folder


def run(user: Path, cache: Path, *arguments: str) -> Built:
    """What a command says and leaves."""
    (cache / "coursegen").mkdir(parents=True, exist_ok=True)
    words = own_cache("words")  # to write them anew takes a second
    shutil.copytree(words, cache / "coursegen" / "words", dirs_exist_ok=True)
    (user.parent / "copies").write_text("", "utf-8")
    (user.parent / "sitecustomize.py").write_text(COUNTS + BUGS.get(user, ""), "utf-8")
    kit = user / "output"
    shutil.rmtree(kit, ignore_errors=True)
    path = os.pathsep.join((str(user.parent), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-m", "coursegen", "build", *arguments], capture_output=True, text=True, cwd=user, check=False,
        env={**os.environ, "PYTHONPATH": path, "XDG_CACHE_HOME": str(cache), "COURSEGEN_UI_LANG": "zh"},
    )  # fmt: skip
    files = {str(path.relative_to(kit)): path.read_bytes() for path in sorted(kit.rglob("*")) if path.is_file()}
    return done.returncode, done.stdout, done.stderr, files


def copies_of(user: Path) -> int:
    """How many copies the last command made of itself."""
    return len((user.parent / "copies").read_text("utf-8"))


def alike(user: Path, *arguments: str) -> Built:
    """What one process and three make of a command, each with a cache of its own: the same."""
    alone = run(user, user.parent / "cache1", *arguments, "-j", "1")
    assert copies_of(user) == 0
    together = run(user, user.parent / "cache3", *arguments, "-j", "3")
    assert copies_of(user) == 2
    assert together == alone
    return together


def block(user: Path, file: str, name: str, text: str) -> None:
    (user / "templates" / "shop" / file).write_text(DEFAULT.format(file, name, text), "utf-8")


def test_everything_for_a_class_in_two_forms(user: Path) -> None:
    code, out, err, files = alike(
        user, "coffee-shop", "-u", "shop", "-f", ALL, "--class", "c1", "--forms", "2", "--keep-going", "--zip"
    )
    assert (code, "Traceback" in err) == (0, False)
    assert len(files) > len(PRODUCTS)
    assert [line.split("\t")[0].rpartition("/")[2] for line in out.splitlines()][:2] == ["deck.pptx", "slides.pptx"]


@pytest.mark.parametrize("language", ["zh-Hans+en", pytest.param("en", marks=pytest.mark.long)])
def test_other_languages(user: Path, language: str) -> None:
    write_english(user / "content" / "coffee-shop")
    code, _, _, files = alike(user, "coffee-shop", "-u", "shop", "--lang", language)
    assert (code, len(files) > 8) == (0, True)


@pytest.mark.parametrize("language", ["en", pytest.param("zh-Hans", marks=pytest.mark.long)])
def test_a_bundled_course(user: Path, language: str) -> None:
    shutil.copytree(bundled_folder() / "content" / "lab-safety", user / "content" / "lab-safety")
    code, _, _, files = alike(
        user, "lab-safety", "--lang", language, "-f", "deck,handout,guide,quiz,answers,slides-html"
    )
    assert (code, len(files)) == (0, 7)


def test_faults_are_told_in_the_order_of_the_products(user: Path) -> None:
    block(user, "deck.xml.j2", "closing", "<slide id='c' kind='closing'><title>谢谢山下茶馆</title></slide>")
    block(user, "handout.xml.j2", "preface", "{{ nobody }}")
    block(user, "quiz.xml.j2", "rules", "{{ nothing }}")
    (user / "templates" / "shop" / "document.docx").write_bytes(b"no document")
    for more in ((), ("--keep-going", "-v", "--log-format", "json")):
        code, _, err, _ = alike(user, "coffee-shop", "-u", "shop", *more)
        assert code not in (0, 70)
        assert len(err.splitlines()) > 2


def test_a_guide_without_its_deck_says_why(user: Path) -> None:
    block(user, "deck.xml.j2", "closing", "<slide id='c' kind='closing'><title>{{ nobody }}</title></slide>")
    code, _, err, files = alike(user, "coffee-shop", "-u", "shop", "--keep-going")
    assert (code, "O133" in err) == (4, True)
    assert any(name.endswith("guide.docx") for name in files)


def test_a_template_may_ask_what_was_made_before_it(user: Path) -> None:
    block(
        user,
        "quiz.xml.j2",
        "paper_name",
        "（{% for file in printed %}{{ file.name }}：{{ file.pages }}；{% endfor %}）",
    )
    code, _, err, files = alike(user, "coffee-shop", "-u", "shop", "-f", "deck,slides,handout,quiz")
    assert (code, err) == (0, "")
    (quiz,) = (data for name, data in files.items() if name.endswith("quiz.docx"))
    text = re.sub(r"<[^>]+>", "", read_package(quiz, "quiz.docx")["word/document.xml"].decode())
    assert re.search(r"（deck\.pptx：\d+；slides\.pptx：\d+；handout\.docx：\d+；）", text)


def test_a_bug_is_told_as_ever(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BUGS, user, BUG)
    code, _, err, files = alike(user, "coffee-shop", "-f", "deck,slides,handout,quiz")
    assert (code, files) == (70, {})
    assert "RuntimeError: slides" in err


def test_kept_products_are_the_same_and_nobody_is_asked_to_help(user: Path) -> None:
    asked = ("coffee-shop", "-u", "shop", "-f", "deck,handout,quiz", "-j", "2", "-o")
    first = run(user, user.parent / "cache", *asked, "output")
    assert copies_of(user) == 1
    again = run(user, user.parent / "cache", *asked, "./output")
    assert (copies_of(user), again) == (0, first)


def scene(name: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, Path(__file__).with_name("copied.py"), name, *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def ends(name: str) -> list[Any]:
    """What is said by a scene that ends by itself, line by line."""
    with scene(name) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_turns_are_shared_and_nothing_is_left() -> None:
    before, after = ends("plain")
    found = after["found"]
    assert [turn for turn, _ in found] == list(range(9))
    assert {by_copy for _, by_copy in found} == {True, False}
    assert [by_copy for _, by_copy in found[7:]] == [False, False]
    assert (after["left"], after["fds"]) == (None, before["fds"])


def test_a_process_with_other_threads_is_not_copied() -> None:
    (after,) = ends("threads")
    assert (after["found"], after["left"]) == ([None] * 9, None)


@pytest.mark.parametrize(
    ("name", "lost"), [("killed", {1}), ("fails", {0, 5, 8}), ("memory", {1})], ids=["killed", "fails", "memory"]
)
def test_what_a_copy_does_not_give_back_is_left_to_be_made(name: str, lost: set[int]) -> None:
    (after,) = ends(name)
    missing = {turn for turn, one in enumerate(after["found"]) if one is None}
    assert lost <= missing <= lost | {0, 1, 2}
    assert after["left"] is None


def test_a_copy_never_waits_for_its_parent() -> None:
    (after,) = ends("large")
    assert after["found"] == [1_000_000] * 9


def test_copies_look_words_up_at_places_of_their_own() -> None:
    (after,) = ends("words")
    assert [wrong for wrong, _ in after["found"]] == [[]] * 9
    assert {by_copy for _, by_copy in after["found"]} == {True, False}


def copies(folder: Path) -> list[int]:
    """Processes that have said who they are; two are waited for."""
    end = time.monotonic() + 30
    while len(found := [int(path.name) for path in folder.iterdir()]) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    return found


def gone(process: int) -> bool:
    """Whether a process is no more, or no more than a number that nobody has asked for yet."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_copies_end_with_their_parent_however_it_ends(tmp_path: Path, how: signal.Signals) -> None:
    with scene("waits", str(tmp_path)) as process:
        found = copies(tmp_path)
        os.kill(process.pid, how)
        process.communicate(timeout=60)
    assert process.returncode in (-how, 1)
    assert len(found) == 2
    assert all(map(gone, found))


def test_ctrl_c_ends_all_of_a_terminal_without_a_word_of_a_copy(tmp_path: Path) -> None:
    with scene("waits", str(tmp_path)) as process:
        found = copies(tmp_path)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert err.count("KeyboardInterrupt") == 1
    assert all(map(gone, found))


def test_a_watch_that_was_put_aside_for_copies_ends_all(tmp_path: Path) -> None:
    with scene("late", str(tmp_path)) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (4, "late\n", "")
    assert all(map(gone, copies(tmp_path)))


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ((), min(processors(), making._MOST)),
        (("-j", "1"), 1),
        (("-j", "3"), 3),
        (("--unit-memory", "900"), 1),
        (("--unit-memory", "900", "-j", "2"), 2),
        (("--watch",), 1),
    ],
)
def test_how_many_processes_a_command_asks_for(
    user: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], asked: int
) -> None:
    from click.testing import CliRunner

    from coursegen.cli.commands import program

    def make(_: object, processes: int = 0) -> object:
        seen.append(processes)
        raise KeyboardInterrupt

    seen: list[int] = []
    monkeypatch.chdir(user)
    monkeypatch.setattr(making, "make", make)
    monkeypatch.setattr(making, "limit_memory", lambda _: True)
    CliRunner().invoke(program, ["build", "coffee-shop", *arguments])
    assert seen == [asked]
