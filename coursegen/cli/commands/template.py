"""The commands about templates and bases."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen.cli import options
from coursegen.cli.help import HelpedGroup, help_alone
from coursegen.cli.report import Voice


@click.group("template", cls=HelpedGroup, invoke_without_command=True)
@options.voice
@click.pass_context
def template_group(context: click.Context) -> int:
    """Say how templates and bases are looked at when no command is named."""
    return help_alone(context)


@template_group.command("show")
@click.argument("template_name", metavar="TEMPLATE")
@click.argument("block", metavar="[BLOCK]", required=False)
@options.unit
@options.voice
@click.pass_obj
def template_show_command(voice: Voice, /, template_name: str, block: str | None, unit: str) -> int:
    """List the blocks of a template that can be overridden."""
    from coursegen.cli.template_show import run_template_show

    return run_template_show(voice, template_name, block, unit)


@template_group.command("check")
@click.argument("base_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--output", "-o", "proof_output", metavar="DIR", type=click.Path(path_type=Path))
@options.strict
@options.voice
@click.pass_obj
def template_check_command(voice: Voice, /, base_file: Path, proof_output: Path | None, *, strict: bool) -> int:
    """Say how a base is understood."""
    from coursegen.cli.bases import run_template_check

    return run_template_check(voice, base_file, proof_output, strict=strict)


@template_group.command("init")
@click.argument("base_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--unit", "-u", "new_unit", metavar="ID", required=True)
@options.voice
@click.pass_obj
def template_init_command(voice: Voice, /, base_file: Path, new_unit: str) -> int:
    """Make a unit from a base."""
    from coursegen.cli.bases import run_template_init

    return run_template_init(voice, base_file, new_unit)


@template_group.command("list")
@options.voice
@click.pass_obj
def template_list_command(voice: Voice, /) -> int:
    """List the bases of all units."""
    from coursegen.cli.bases import run_template_list

    return run_template_list(voice)
