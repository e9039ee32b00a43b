"""The commands that make something to hand out: kits, bases, galleries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coursegen.cli import options
from coursegen.cli.help import HelpedCommand
from coursegen.cli.report import Voice


@click.command("build", cls=HelpedCommand)
@click.argument("course", metavar="COURSE")
@options.unit
@options.units
@options.lesson
@options.plan
@options.class_
@options.product
@options.paper
@options.forms
@options.parallel
@options.profile
@options.paper_size
@options.seal
@options.aspect
@options.dark
@click.option("--output", "-o", metavar="DIR|URL")
@options.lang
@options.date
@options.strict
@options.keep_going
@click.option("--final", is_flag=True)
@click.option("--thumbnails", is_flag=True)
@click.option("--pdf", is_flag=True)
@click.option("--zip", "zip_", is_flag=True)
@click.option("--watch", is_flag=True)
@click.option("--jobs", "-j", metavar="N", callback=options.jobs)
@click.option("--pdf-jobs", "offices", metavar="N", callback=options.jobs)
@click.option("--unit-memory", metavar="MB", callback=options.whole(1_000_000))
@click.option("--unit-seconds", metavar="N", callback=options.whole(86_400))
@click.option("--engine", metavar="local|dask", callback=options.one_of("local", "dask"))
@click.option("--scheduler", metavar="URL", default="")
@click.option("--workspace", "workspace_url", metavar="URL", default="")
@click.option("--force", is_flag=True)
@options.voice
@click.pass_obj
def build_command(voice: Voice, /, **said: Any) -> int:
    """Build the files of a course for a unit."""
    from coursegen.cli.making import run_build

    return run_build(voice, **said)


@click.command("brand", cls=HelpedCommand)
@click.option("--unit", "-u", "brand_unit", metavar="UNIT")
@click.option("--output", "-o", "brand_output", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--primary", metavar="COLOUR")
@click.option("--secondary", metavar="COLOUR")
@click.option("--logo", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--fonts", metavar="KEY=FONT,…", multiple=True, callback=options.listed)
@click.option("--theme", metavar="panel|band", callback=options.one_of("panel", "band"))
@options.aspect
@options.dark
@click.option("--force", is_flag=True)
@options.strict
@options.voice
@click.pass_obj
def brand_command(voice: Voice, /, **said: Any) -> int:
    """Make a unit's base deck and base document from its colours."""
    from coursegen.cli.branding import run_brand

    return run_brand(voice, **said)


@click.command("gallery", cls=HelpedCommand)
@options.unit
@click.option("--output", "-o", "gallery_output", metavar="FILE.pptx", type=click.Path(path_type=Path))
@options.voice
@click.pass_obj
def gallery_command(voice: Voice, /, unit: str, gallery_output: Path | None) -> int:
    """Draw every figure kind in the look of a unit."""
    from coursegen.cli.making import run_gallery

    return run_gallery(voice, unit, gallery_output)
