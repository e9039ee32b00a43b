"""The commands that only tell: of a course, a file, a unit, this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coursegen.cli import options
from coursegen.cli.help import HelpedCommand
from coursegen.cli.report import Voice

_LISTS = ("courses", "units", "lessons", "plans", "classes", "products")
_REPORTS = ("trace",)


@click.command("check", cls=HelpedCommand)
@click.argument("target", metavar="COURSE|DIR|FILE", nargs=-1, required=True)
@options.unit
@options.lesson
@options.plan
@options.product
@options.lang
@click.option("--mono", is_flag=True)
@options.strict
@options.voice
@click.pass_obj
def check_command(voice: Voice, /, **said: Any) -> int:
    """Check a course, a unit or a file."""
    from coursegen.cli.checking import run_check

    return run_check(voice, **said)


@click.command("doctor", cls=HelpedCommand)
@options.unit
@options.voice
@click.pass_obj
def doctor_command(voice: Voice, /, unit: str) -> int:
    """Say what this computer has and lacks."""
    from coursegen.cli.examining import run_doctor

    return run_doctor(voice, unit)


@click.command("list", cls=HelpedCommand)
@click.argument("what", metavar="WHAT", callback=options.one_of(*_LISTS))
@click.argument("of_course", metavar="[COURSE]", required=False)
@options.voice
@click.pass_obj
def list_command(voice: Voice, /, what: str, of_course: str | None) -> int:
    """List what there is."""
    from coursegen.cli.telling import run_list

    return run_list(voice, what, of_course)


@click.command("explain", cls=HelpedCommand)
@click.argument("key", metavar="KEY|FILE")
@options.unit
@options.voice
@click.pass_obj
def explain_command(voice: Voice, /, key: str, unit: str) -> int:
    """Say which layer of a unit won."""
    from coursegen.cli.telling import run_explain

    return run_explain(voice, key, unit)


@click.command("schema", cls=HelpedCommand)
@click.option("--output", "-o", "schema_output", metavar="DIR", type=click.Path(path_type=Path))
@options.voice
@click.pass_obj
def schema_command(voice: Voice, /, schema_output: Path | None) -> int:
    """Write the JSON Schemas."""
    from coursegen.cli.telling import write_schemas

    return write_schemas(voice, schema_output or Path("content") / "schema")


@click.command("report", cls=HelpedCommand)
@click.argument("report_what", metavar="|".join(_REPORTS), callback=options.one_of(*_REPORTS))
@click.argument("course", metavar="COURSE")
@options.unit
@click.option("--output", "-o", "report_output", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@options.voice
@click.pass_obj
def report_command(voice: Voice, /, report_what: str, course: str, unit: str, report_output: Path | None) -> int:
    """Say where each point of a course is taught, practised and tested."""
    from coursegen.cli.tracing import run_report

    return {"trace": run_report}[report_what](voice, course, unit, report_output)
