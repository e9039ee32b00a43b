"""The commands that write content: a workspace, a skeleton, units from a sheet and back, what a hand has changed."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen.cli import options
from coursegen.cli.help import HelpedCommand
from coursegen.cli.report import Voice

_NEW = ("course", "lesson", "principle", "unit", "class", "item")


@click.command("init", cls=HelpedCommand)
@click.argument("init_folder", metavar="DIR", type=click.Path(path_type=Path))
@options.voice
@click.pass_obj
def init_command(voice: Voice, /, init_folder: Path) -> int:
    """Make a workspace of one's own."""
    from coursegen.cli.starting import run_init

    return run_init(voice, init_folder)


@click.command("new", cls=HelpedCommand)
@click.argument("new_kind", metavar="|".join(_NEW), callback=options.one_of(*_NEW))
@click.argument("new_id", metavar="ID")
@click.option("--course", "in_course", metavar="COURSE", default="")
@click.option("--lesson", "-l", "in_lesson", metavar="LESSON", default="")
@click.option("--principle", "of_principle", metavar="PRINCIPLE", default="")
@click.option("--extends", metavar="UNIT", default="")
@click.option("--name", "unit_name", metavar="NAME", default="")
@options.voice
@click.pass_obj
def new_command(voice: Voice, /, new_kind: str, new_id: str, **wanted: str) -> int:
    """Write a commented skeleton."""
    from coursegen.cli.starting import Wanted, run_new

    keys = ("in_course", "in_lesson", "of_principle", "extends", "unit_name")
    return run_new(voice, new_kind, new_id, Wanted(*(wanted[key] for key in keys)))


@click.command("import", cls=HelpedCommand)
@click.argument("import_file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True)
@options.strict
@options.voice
@click.pass_obj
def import_command(voice: Voice, /, import_file: Path, *, force: bool, strict: bool) -> int:
    """Make units from a sheet."""
    from coursegen.cli.units import run_import

    return run_import(voice, import_file, force=force, strict=strict)


@click.command("export", cls=HelpedCommand)
@click.argument("export_file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--blank", is_flag=True)
@click.option("--force", is_flag=True)
@options.voice
@click.pass_obj
def export_command(voice: Voice, /, export_file: Path, *, blank: bool, force: bool) -> int:
    """Write the units as a sheet."""
    from coursegen.cli.units import run_export

    return run_export(voice, export_file, blank=blank, force=force)


@click.command("diff", cls=HelpedCommand)
@click.argument("edited_file", metavar="EDITED.pptx|.docx", type=click.Path(path_type=Path))
@click.option("--of", "made_as", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--apply", "take_all", is_flag=True)
@click.option("--ask", "take_asked", is_flag=True)
@options.voice
@click.pass_obj
def diff_command(voice: Voice, /, edited_file: Path, made_as: Path | None, *, take_all: bool, take_asked: bool) -> int:
    """Say what a person changed in a finished file, and take it into the course."""
    from coursegen.cli.diffing import run_diff

    return run_diff(voice, edited_file, made_as, "apply" if take_all else "ask" if take_asked else "show")
