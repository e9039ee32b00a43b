"""The commands that bring questions into the bank."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen.cli import options
from coursegen.cli.help import HelpedGroup, help_alone
from coursegen.cli.report import Voice


@click.group("items", cls=HelpedGroup, invoke_without_command=True)
@options.voice
@click.pass_context
def items_group(context: click.Context) -> int:
    """Say how questions come into the bank when no command is named."""
    return help_alone(context)


@items_group.command("import")
@click.argument("items_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--course", "in_course", metavar="COURSE", default="")
@click.option("--principle", "for_principle", metavar="PRINCIPLE", default="")
@click.option("--objective", "of_objective", metavar="OBJECTIVE", default="")
@click.option("--profile", "from_profile", metavar="PROFILE", default="")
@click.option("--output", "-o", "items_output", metavar="FILE.yaml", type=click.Path(path_type=Path))
@options.unit
@options.voice
@click.pass_obj
def items_import_command(voice: Voice, /, items_file: Path, items_output: Path | None, unit: str, **said: str) -> int:
    """Write questions of another program into the bank."""
    from coursegen.cli.items import Wanted, run_import

    course, principle, objective, profile = (
        said[key] for key in ("in_course", "for_principle", "of_objective", "from_profile")
    )
    return run_import(voice, items_file, Wanted(course, principle, objective, profile, unit, items_output))


@items_group.command("profile")
@click.argument("platform_sheet", metavar="SHEET.xlsx", type=click.Path(path_type=Path))
@click.option("--name", "profile_name", metavar="ID", required=True)
@options.unit
@options.voice
@click.pass_obj
def items_profile_command(voice: Voice, /, platform_sheet: Path, profile_name: str, unit: str) -> int:
    """Make a profile from the import sheet of a platform."""
    from coursegen.cli.items import run_profile

    return run_profile(voice, platform_sheet, unit, profile_name)


@items_group.command("profiles")
@options.unit
@options.voice
@click.pass_obj
def items_profiles_command(voice: Voice, /, unit: str) -> int:
    """List profiles of platforms."""
    from coursegen.cli.items import run_profiles

    return run_profiles(voice, unit)
