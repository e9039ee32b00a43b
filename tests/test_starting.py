"""A workspace of one's own builds at once; every skeleton passes the checks; nothing is ever overwritten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coursegen.cli.commands import program
from coursegen.cli.starting import KINDS
from coursegen.reading import read_course

HAN = re.compile("[\u4e00-\u9fff]")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to begin in; the cache of the test run is shared, so that templates compile once."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def workspace(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert run("init", "work").exit_code == 0
    monkeypatch.chdir(home / "work")
    return home / "work"


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.yaml")}


def test_a_new_workspace_passes_its_checks_and_builds(workspace: Path) -> None:
    for target in ("my-course", "my-unit"):
        result = run("check", target, "--strict", "-u", "my-unit")
        assert (result.exit_code, result.stderr) == (0, "没有发现错误\n")
    result = run("build", "my-course", "-u", "my-unit", "--strict")
    assert result.exit_code == 0, result.stderr
    built = {path.name for path in (workspace / "output" / "my-unit" / "my-course").iterdir()}
    assert {"deck.pptx", "handout.docx", "quiz.docx", "answers.docx", "toolkit.docx"} <= built


def test_every_file_of_it_says_what_it_is_for(workspace: Path) -> None:
    found = texts(workspace)
    assert len(found) > 6
    assert {name for name, text in found.items() if not text.startswith("# yaml-language-server: $schema=")} == set()
    for name, text in found.items():
        schema = (workspace / name).parent / text.partition("$schema=")[2].partition("\n")[0]
        assert schema.resolve().is_file(), name


def test_those_who_read_english_begin_with_english_files(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEGEN_UI_LANG", "en")
    assert run("init", "work").exit_code == 0
    monkeypatch.chdir(home / "work")
    for kind, *arguments in (("class", "tea"), ("lesson", "tea"), ("principle", "cup", "-l", "tea"), ("item", "x")):
        assert run("new", kind, *arguments).exit_code == 0
    monkeypatch.setenv("COURSEGEN_UI_LANG", "zh")
    assert run("new", "principle", "pot").exit_code == 0
    found = {name: text for name, text in texts(home / "work").items() if "schema.json" in text}
    assert len(found) > 12
    assert {name for name, text in found.items() if HAN.search(text)} == set(), (
        "what goes into a course speaks as it does"
    )
    result = run("build", "my-course", "-u", "my-unit", "--class", "tea", "--strict", "-f", "deck,handout,quiz,notice")
    assert result.exit_code == 0, result.stderr


def test_english_files_pass_the_strictest_check(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEGEN_UI_LANG", "en")
    run("init", "work")
    monkeypatch.chdir(home / "work")
    result = run("check", "my-course", "--strict", "-u", "my-unit")
    assert (result.exit_code, result.stderr) == (0, "no errors found\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("course", "tea"),
        ("lesson", "tea"),
        ("lesson", "lesson.tea"),
        ("principle", "tea"),
        ("principle", "tea", "--lesson", "first"),
        ("item", "tea"),
        ("item", "tea", "--principle", "first.first"),
        ("unit", "tea", "--extends", "my-unit", "--name", "山前县供销社"),
        ("class", "tea"),
    ],
)
def test_what_is_new_passes_its_checks(workspace: Path, arguments: tuple[str, ...]) -> None:
    assert arguments[0] in KINDS
    result = run("new", *arguments)
    assert result.exit_code == 0, result.stderr
    written = result.stdout.split()
    assert all((workspace / name).is_file() for name in written)
    checked = [name for name in written if name.endswith(".yaml")]
    for target in (*checked, "my-course", *(["tea"] if arguments[0] in ("course", "unit") else [])):
        result = run("check", target)
        assert result.exit_code == 0, result.stderr


def test_a_new_lesson_and_a_new_principle_are_taught(workspace: Path) -> None:
    course = workspace / "content" / "my-course"
    before = texts(course)
    run("new", "lesson", "tea")
    run("new", "principle", "tea.cup", "--lesson", "tea")
    bundle = read_course(course)
    assert bundle.course.lessons == ("lesson.first", "lesson.tea")
    assert bundle.lessons[1].principles == ("tea.first", "tea.cup")
    assert bundle.lessons[1].minutes == 27
    changed = {name for name, text in before.items() if texts(course)[name] != text}
    assert changed == {"course.yaml"}
    assert "# 讲次的次序" in texts(course)["course.yaml"]


def test_nothing_is_overwritten(workspace: Path) -> None:
    for path in workspace.rglob("*.yaml"):
        path.write_text(f"# 我的\n{path.read_text('utf-8')}", "utf-8")
    before = texts(workspace)
    for arguments in ("init .", "new course my-course", "new unit my-unit", "new lesson first"):
        result = run(*arguments.split())
        assert result.exit_code == 6, arguments
        assert "O103" in result.stderr
    assert texts(workspace) == before


@pytest.mark.parametrize("name", ["My-Unit", "../x", "a b", "con", "x" * 65, "-x", "单位"])
def test_an_id_that_is_none_writes_nothing(workspace: Path, name: str) -> None:
    before = texts(workspace)
    result = run("new", "unit", "--", name)
    assert result.exit_code == 2
    assert "U350" in result.stderr
    assert texts(workspace) == before


def test_a_folder_of_another_case_is_not_joined(workspace: Path) -> None:
    (workspace / "templates" / "Tea").mkdir()
    assert "O103" in run("new", "unit", "tea").stderr
    assert not (workspace / "templates" / "tea" / "unit.yaml").exists()


BAD = {
    "a course of the program": (("lesson", "x", "--course", "office-director"), "U351"),
    "a lesson like one": (("principle", "x", "--lesson", "lesson.frist"), "U240"),
    "a principle like one": (("item", "x", "--principle", "first.frist"), "U360"),
    "a principle like none": (("item", "x", "--principle", "zzz"), "U361"),
    "a unit like one": (("unit", "x", "--extends", "my-unti"), "U220"),
    "a course like none": (("lesson", "x", "--course", "zzz"), "U211"),
    "a kind like one": (("leson", "x"), "U250"),
}


@pytest.mark.parametrize(("arguments", "code"), BAD.values(), ids=BAD)
def test_what_does_not_exist_is_a_fault_and_nothing_is_written(
    workspace: Path, arguments: tuple[str, ...], code: str
) -> None:
    before = texts(workspace)
    result = run("new", *arguments)
    assert code in result.stderr
    assert result.exit_code == 2
    assert texts(workspace) == before


def test_with_several_courses_one_must_be_named(workspace: Path) -> None:
    run("new", "course", "tea")
    assert "U270" in run("new", "lesson", "x").stderr
    assert run("new", "lesson", "x", "--course", "tea").exit_code == 0


def test_the_blocks_of_a_template_are_listed_with_their_places(workspace: Path) -> None:
    result = run("template", "show", "deck", "-u", "my-unit")
    lines = {line.split("\t")[0]: line.split("\t")[1:] for line in result.stdout.splitlines()}
    assert lines["closing"] == ["templates/my-unit/deck.xml.j2:5", '<slide id="closing" kind="closing">']
    assert "template show deck" in result.stderr


def test_a_block_is_shown_as_a_file_that_builds(workspace: Path) -> None:
    text = run("template", "show", "deck", "recap", "-u", "my-unit").stdout
    (workspace / "templates" / "my-unit" / "deck.xml.j2").write_text(text.replace("</title>", "！</title>"), "utf-8")
    assert run("check", "my-unit", "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code"), [("dek", "U370"), ("zzzzz", "U371"), ("deck recapp", "U340"), ("deck zzzzz", "U341")]
)
def test_a_template_or_block_that_is_none_is_a_fault(home: Path, arguments: str, code: str) -> None:
    result = run("template", "show", *arguments.split())
    assert (result.exit_code, code in result.stderr) == (2, True)


def test_templates_without_a_command_are_explained(home: Path) -> None:
    result = run("template")
    assert result.exit_code == 2
    assert "show" in result.stderr
