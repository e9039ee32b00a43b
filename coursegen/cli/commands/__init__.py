"""All commands: each parses, calls one function and returns an exit code."""

from __future__ import annotations

from typing import Any

import click

from coursegen import __version__
from coursegen.cli import options
from coursegen.cli.commands.exam import exam_group
from coursegen.cli.commands.items import items_group
from coursegen.cli.commands.kits import brand_command, build_command, gallery_command
from coursegen.cli.commands.languages import i18n_group, ingest_command
from coursegen.cli.commands.looking import (
    check_command,
    doctor_command,
    explain_command,
    list_command,
    report_command,
    schema_command,
)
from coursegen.cli.commands.studio import studio_command
from coursegen.cli.commands.template import template_group
from coursegen.cli.commands.writing import diff_command, export_command, import_command, init_command, new_command
from coursegen.cli.help import help_alone
from coursegen.cli.program import Program


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


for command in (
    build_command, brand_command, gallery_command,
    check_command, doctor_command, list_command, explain_command, schema_command, report_command,
    init_command, new_command, import_command, export_command, diff_command,
    template_group, items_group, exam_group, studio_command, ingest_command, i18n_group,
):  # fmt: skip
    program.add_command(command)
