"""The commands and their options. Each command parses, calls one function and returns an exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coursegen import __version__
from coursegen.cli import Program
from coursegen.cli import options as given
from coursegen.cli.exam_commands import exam_group
from coursegen.cli.help import HelpedGroup
from coursegen.cli.report import Voice
from coursegen.errors import NOWHERE, fail

_LISTS = ("courses", "units", "lessons", "plans", "classes", "products")
_REPORTS = ("trace",)


def _show_version(context: click.Context, _: click.Parameter, value: Any) -> None:
    if value:
        click.echo(f"coursegen {__version__}")
        context.exit()


@click.group(name="program", cls=Program, invoke_without_command=True)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@given.voice
@click.pass_context
def program(context: click.Context) -> int:
    """Say how the program is used when it is called without a command."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return 2
    return 0


@program.command("build")
@click.argument("course", metavar="COURSE")
@given.unit
@given.units
@given.lesson
@given.plan
@given.class_
@given.product
@given.paper
@given.forms
@given.parallel
@given.profile
@given.paper_size
@given.seal
@given.aspect
@given.dark
@given.output
@given.lang
@given.date_
@given.strict
@given.keep_going
@click.option("--pdf", is_flag=True)
@click.option("--zip", "zip_", is_flag=True)
@given.voice
@click.pass_obj
def build_command(voice: Voice, /, **options: Any) -> int:
    """Build the files of a course for a unit."""
    from coursegen.cli.making import run_build

    return run_build(voice, **options)


@program.command("brand")
@click.option("--unit", "-u", "brand_unit", metavar="UNIT")
@click.option("--output", "-o", "brand_output", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--primary", metavar="COLOUR")
@click.option("--secondary", metavar="COLOUR")
@click.option("--logo", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--fonts", metavar="KEY=FONT,…", multiple=True, callback=given.listed)
@click.option("--theme", metavar="panel|band", callback=given.one_of("panel", "band"))
@given.aspect
@given.dark
@click.option("--force", is_flag=True)
@given.strict
@given.voice
@click.pass_obj
def brand_command(voice: Voice, /, **options: Any) -> int:
    """Make a unit's base deck and base document from its colours."""
    from coursegen.cli.branding import run_brand

    return run_brand(voice, **options)


@program.command("check")
@click.argument("target", metavar="COURSE|DIR|FILE", nargs=-1, required=True)
@given.unit
@given.lesson
@given.plan
@given.product
@given.lang
@click.option("--mono", is_flag=True)
@given.strict
@given.voice
@click.pass_obj
def check_command(voice: Voice, /, **options: Any) -> int:
    """Check a course, a unit or a file."""
    from coursegen.cli.checking import run_check

    return run_check(voice, **options)


@program.command("doctor")
@given.unit
@given.voice
@click.pass_obj
def doctor_command(voice: Voice, /, unit: str) -> int:
    """Say what this computer has and lacks."""
    from coursegen.cli.examining import run_doctor

    return run_doctor(voice, unit)


@program.command("schema")
@click.option("--output", "-o", "schema_output", metavar="DIR", type=click.Path(path_type=Path))
@given.voice
@click.pass_obj
def schema_command(voice: Voice, /, schema_output: Path | None) -> int:
    """Write the JSON Schemas."""
    from coursegen.cli.telling import write_schemas

    return write_schemas(voice, schema_output or Path("content") / "schema")


@program.command("list")
@click.argument("what", metavar="WHAT", callback=given.one_of(*_LISTS))
@click.argument("of_course", metavar="[COURSE]", required=False)
@given.voice
@click.pass_obj
def list_command(voice: Voice, /, what: str, of_course: str | None) -> int:
    """List what there is."""
    from coursegen.cli.telling import run_list

    return run_list(voice, what, of_course)


@program.command("explain")
@click.argument("key", metavar="KEY|FILE")
@given.unit
@given.voice
@click.pass_obj
def explain_command(voice: Voice, /, key: str, unit: str) -> int:
    """Say which layer of a unit won."""
    from coursegen.cli.telling import run_explain

    return run_explain(voice, key, unit)


@program.command("gallery")
@given.unit
@click.option("--output", "-o", "gallery_output", metavar="FILE.pptx", type=click.Path(path_type=Path))
@given.voice
@click.pass_obj
def gallery_command(voice: Voice, /, unit: str, gallery_output: Path | None) -> int:
    """Draw every figure kind in the look of a unit."""
    from coursegen.cli.making import run_gallery

    return run_gallery(voice, unit, gallery_output)


@program.command("report")
@click.argument("report_what", metavar="|".join(_REPORTS), callback=given.one_of(*_REPORTS))
@click.argument("course", metavar="COURSE")
@given.unit
@click.option("--output", "-o", "report_output", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@given.voice
@click.pass_obj
def report_command(voice: Voice, /, report_what: str, course: str, unit: str, report_output: Path | None) -> int:
    """Say where each point of a course is taught, practised and tested."""
    from coursegen.cli.tracing import run_report

    return {"trace": run_report}[report_what](voice, course, unit, report_output)


@program.group("template", cls=HelpedGroup, invoke_without_command=True)
@given.voice
@click.pass_context
def template_group(context: click.Context) -> int:
    """Say how templates and bases are looked at when no command is named."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return 2
    return 0


@template_group.command("show")
@click.argument("template_name", metavar="TEMPLATE")
@click.argument("block", metavar="[BLOCK]", required=False)
@given.unit
@given.voice
@click.pass_obj
def template_show_command(voice: Voice, /, template_name: str, block: str | None, unit: str) -> int:
    """List the blocks of a template that can be overridden."""
    from coursegen.cli.template_show import run_template_show

    return run_template_show(voice, template_name, block, unit)


@template_group.command("check")
@click.argument("base_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--output", "-o", "proof_output", metavar="DIR", type=click.Path(path_type=Path))
@given.strict
@given.voice
@click.pass_obj
def template_check_command(voice: Voice, /, base_file: Path, proof_output: Path | None, *, strict: bool) -> int:
    """Say how a base is understood."""
    from coursegen.cli.bases import run_template_check

    return run_template_check(voice, base_file, proof_output, strict=strict)


@template_group.command("init")
@click.argument("base_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--unit", "-u", "new_unit", metavar="ID", required=True)
@given.voice
@click.pass_obj
def template_init_command(voice: Voice, /, base_file: Path, new_unit: str) -> int:
    """Make a unit from a base."""
    from coursegen.cli.bases import run_template_init

    return run_template_init(voice, base_file, new_unit)


@template_group.command("list")
@given.voice
@click.pass_obj
def template_list_command(voice: Voice, /) -> int:
    """List the bases of all units."""
    from coursegen.cli.bases import run_template_list

    return run_template_list(voice)


@program.command("init")
@click.argument("init_folder", metavar="DIR", type=click.Path(path_type=Path))
@given.voice
@click.pass_obj
def init_command(voice: Voice, /, init_folder: Path) -> int:
    """Make a workspace of one's own."""
    from coursegen.cli.starting import run_init

    return run_init(voice, init_folder)


_NEW = ("course", "lesson", "principle", "unit", "class", "item")


@program.command("new")
@click.argument("new_kind", metavar="|".join(_NEW), callback=given.one_of(*_NEW))
@click.argument("new_id", metavar="ID")
@click.option("--course", "in_course", metavar="COURSE", default="")
@click.option("--lesson", "-l", "in_lesson", metavar="LESSON", default="")
@click.option("--principle", "of_principle", metavar="PRINCIPLE", default="")
@click.option("--extends", metavar="UNIT", default="")
@click.option("--name", "unit_name", metavar="NAME", default="")
@given.voice
@click.pass_obj
def new_command(voice: Voice, /, new_kind: str, new_id: str, **wanted: str) -> int:
    """Write a commented skeleton."""
    from coursegen.cli.starting import Wanted, run_new

    keys = ("in_course", "in_lesson", "of_principle", "extends", "unit_name")
    return run_new(voice, new_kind, new_id, Wanted(*(wanted[key] for key in keys)))


@program.command("import")
@click.argument("import_file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True)
@given.strict
@given.voice
@click.pass_obj
def import_command(voice: Voice, /, import_file: Path, *, force: bool, strict: bool) -> int:
    """Make units from a sheet."""
    from coursegen.cli.units import run_import

    return run_import(voice, import_file, force=force, strict=strict)


@program.command("export")
@click.argument("export_file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--blank", is_flag=True)
@click.option("--force", is_flag=True)
@given.voice
@click.pass_obj
def export_command(voice: Voice, /, export_file: Path, *, blank: bool, force: bool) -> int:
    """Write the units as a sheet."""
    from coursegen.cli.units import run_export

    return run_export(voice, export_file, blank=blank, force=force)


@program.group("items", cls=HelpedGroup, invoke_without_command=True)
@given.voice
@click.pass_context
def items_group(context: click.Context) -> int:
    """Say how questions come into the bank when no command is named."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return 2
    return 0


@items_group.command("import")
@click.argument("items_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--course", "in_course", metavar="COURSE", default="")
@click.option("--principle", "for_principle", metavar="PRINCIPLE", default="")
@click.option("--objective", "of_objective", metavar="OBJECTIVE", default="")
@click.option("--profile", "from_profile", metavar="PROFILE", default="")
@click.option("--output", "-o", "items_output", metavar="FILE.yaml", type=click.Path(path_type=Path))
@given.unit
@given.voice
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
@given.unit
@given.voice
@click.pass_obj
def items_profile_command(voice: Voice, /, platform_sheet: Path, profile_name: str, unit: str) -> int:
    """Make a profile from the import sheet of a platform."""
    from coursegen.cli.items import run_profile

    return run_profile(voice, platform_sheet, unit, profile_name)


@items_group.command("profiles")
@given.unit
@given.voice
@click.pass_obj
def items_profiles_command(voice: Voice, /, unit: str) -> int:
    """List profiles of platforms."""
    from coursegen.cli.items import run_profiles

    return run_profiles(voice, unit)


def _port(_: click.Context, __: click.Parameter, value: str | None) -> int:
    """A port; U403 for another text, 0 when none is given."""
    if value is None:
        return 0
    if not value.isdecimal() or not 1 <= int(value) <= _LAST_PORT:
        raise fail("U403", NOWHERE, port=value)
    return int(value)


_LAST_PORT = 65535


@program.command("studio")
@click.argument("studio_folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--port", metavar="N", callback=_port)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1")
@click.option("--no-browser", is_flag=True)
@click.option("--read-only", is_flag=True)
@given.voice
@click.pass_obj
def studio_command(
    voice: Voice, /, studio_folder: Path | None, host: str, port: int, *, no_browser: bool, read_only: bool
) -> int:
    """Serve the pages of a workspace."""
    from coursegen.cli.serving import run_studio

    return run_studio(voice, studio_folder, host=host, port=port, browser=not no_browser, read_only=read_only)


program.add_command(exam_group)
