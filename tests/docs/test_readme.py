"""What the README tells people to type is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from coursegen.cli.commands import program

ROOT = Path(__file__).resolve().parents[2]
FILES = ("README.md", "README.zh-CN.md")
LINE = re.compile(r"^coursegen (.+?)\s*(?:#.*)?$", re.MULTILINE)


def lines(file: str) -> list[str]:
    found = LINE.findall((ROOT / file).read_text("utf-8"))
    assert len(found) > 4
    return found


@pytest.mark.parametrize(("file", "line"), [(file, line) for file in FILES for line in lines(file)])
def test_the_command_line_takes_it(file: str, line: str) -> None:
    words = shlex.split(line)
    command: click.Command = program
    context = click.Context(program)
    while isinstance(command, click.Group):
        name = words.pop(0)
        found = command.get_command(context, name)
        assert found is not None, name
        command = found
    command.make_context(command.name, words)


@pytest.mark.parametrize("file", FILES)
def test_pictures_and_documents_it_links_to_exist(file: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / file).read_text("utf-8"))
    assert len(links) > 4
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("target", ["course", "test"])
def test_make_has_its_two_commands(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
