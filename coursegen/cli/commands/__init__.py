"""All commands: each parses, calls one function and returns an exit code. A command is loaded when it is named."""

from __future__ import annotations

from typing import Any

import click

from coursegen import __version__
from coursegen.cli import options
from coursegen.cli.help import help_alone
from coursegen.cli.program import Program

HOMES = {
    "exam": ("exam",), "items": ("items",), "kits": ("build", "brand", "gallery"), "languages": ("i18n", "ingest"),
    "looking": ("check", "doctor", "list", "explain", "schema", "report"), "studio": ("studio",),
    "template": ("template",), "writing": ("init", "new", "import", "export", "diff"),
}  # fmt: skip
"""Modules of the commands, and what they hold."""


def _show_version(context: click.Context, _: click.Parameter, value: Any) -> None:
    if value:
        click.echo(f"coursegen {__version__}")
        context.exit()


@click.group(name="program", cls=Program, invoke_without_command=True)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@options.voice
@click.pass_context
def program(context: click.Context) -> int:
    """Say how the program is used when it is called without a command."""
    return help_alone(context)


program.homes = {name: f"{__name__}.{home}" for home, names in HOMES.items() for name in names}
