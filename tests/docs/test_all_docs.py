"""Every document: its commands are the program's, its make targets are there, what it links to exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from coursegen.cli.commands import program

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TEXTS = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in FILES}
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
LINES = [(name, line) for name, text in TEXTS.items() for block in SHELL.findall(text) for line in block.splitlines()]
COMMANDS = [(name, line) for name, line in LINES if line.startswith("coursegen ")]
TARGETS = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
STUDIO = "".join(file.read_text("utf-8") for file in sorted((ROOT / "coursegen" / "studio").glob("*.py")))


def test_there_is_much_to_check() -> None:
    assert len(TEXTS) > 12
    assert len(COMMANDS) > 60


@pytest.mark.parametrize(("file", "line"), COMMANDS)
def test_the_program_takes_every_command(file: str, line: str) -> None:
    words = [word for word in shlex.split(line.split(" > ")[0], comments=True)[1:] if word != "…"]
    command: click.Command = program
    context = click.Context(program)
    while isinstance(command, click.Group) and words:
        found = command.get_command(context, words.pop(0))
        assert found is not None, line
        command = found
    assert command.make_context(command.name, words, resilient_parsing=True).params is not None
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert [word for word in words if re.match(r"-[a-z-]", word) and word.split("=")[0] not in known] == []


@pytest.mark.parametrize("file", TEXTS)
def test_every_make_target_is_there(file: str) -> None:
    named = re.findall(r"(?:^|`)make ([a-z-]+)", TEXTS[file], re.MULTILINE)
    assert [target for target in named if target not in TARGETS] == []


@pytest.mark.parametrize("file", TEXTS)
def test_every_link_and_picture_is_there(file: str) -> None:
    folder = (ROOT / file).parent
    links = re.findall(r"\]\(([^)#:\s]+)\)", TEXTS[file])
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_guide_names_pages_and_buttons_as_the_studio_does() -> None:
    told = re.findall(r"点“(.+?)”", TEXTS["docs/guide.md"])
    assert len(told) > 4
    assert [label for label in told if f'_("{label}")' not in STUDIO] == []


def without_numbers(text: str) -> list[str]:
    """Lines without the numbers of lines in templates, which change with every edit there."""
    return re.sub(r':\d+"', ':…"', text).splitlines()


def test_the_walk_of_a_principle_quotes_the_golden_files() -> None:
    blocks = re.findall(r"```text (\S+)\n(.*?)```", TEXTS["docs/architecture.md"], re.DOTALL)
    assert len(blocks) > 4
    for name, block in blocks:
        kept = without_numbers((ROOT / "tests" / "golden" / name).read_text("utf-8"))
        assert [line for line in without_numbers(block) if not any(full.startswith(line) for full in kept)] == [], name


def test_both_readmes_show_the_same_commands_and_lead_to_the_same_documents() -> None:
    def commands(text: str) -> list[str]:
        shown = [line.split("#")[0].strip() for block in SHELL.findall(text) for line in block.splitlines()]
        return [re.sub(r"\S+\.(xlsx|pptx|docx)", "FILE", line) for line in shown if line]

    assert commands(TEXTS["README.md"]) == commands(TEXTS["README.zh-CN.md"])
    documents = [set(re.findall(r"\]\((docs/\w+\.md)\)", TEXTS[name])) for name in ("README.md", "README.zh-CN.md")]
    assert documents[0] == documents[1] != set()
