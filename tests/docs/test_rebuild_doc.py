"""The guide to building again says what the program does, and its commands are the program's."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click

from coursegen.cli.commands import program
from coursegen.errors import _messages

DOC = (Path(__file__).parents[2] / "docs" / "rebuild.md").read_text("utf-8")


def test_every_command_is_one_of_the_program() -> None:
    lines = [line for block in re.findall(r"```sh\n(.*?)```", DOC, re.DOTALL) for line in block.splitlines()]
    commands = [shlex.split(line, comments=True) for line in lines]
    assert len(commands) > 3
    for _, command, *arguments in commands:
        program.get_command(click.Context(program), command).make_context(
            command, arguments, obj=None, resilient_parsing=True
        )


def test_every_code_it_names_is_one_and_every_code_of_handwork_is_named() -> None:
    named = set(re.findall(r"[A-Z]\d{3}", DOC))
    known = set(_messages())
    assert named <= known
    assert {code for code in known if re.fullmatch(r"K5\d\d|O1(04|1[0135])", code)} - named == set()
