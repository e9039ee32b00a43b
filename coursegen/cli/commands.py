"""The commands and their options. Each command parses, calls one function and returns an exit code."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from coursegen import __version__
from coursegen.cli import Program
from coursegen.cli.help import HelpedGroup
from coursegen.cli.report import Voice
from coursegen.errors import NOWHERE, FaultError, fail

_Function = TypeVar("_Function", bound=Callable[..., Any])

_LISTS = ("courses", "units", "lessons", "plans", "classes", "products")
_REPORTS = ("trace",)
_LANGUAGES = ("zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "en")
_TRANSLATIONS = ("en", "zh-Hant", "zh-HK", "zh-Hans")
_LAST_SECOND = 253402300799  # 9999-12-31
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _one_of(*known: str) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """A callback that takes only some values; another raises U250 or U251."""

    def check(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
        if value is not None and value not in known:
            raise _not_one_of(parameter, value, known)
        return value

    return check


def _language(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A language, or two with a plus between them. Raises U250 or U251."""
    for part in (value or "").split("+", 1) if value else ():
        _one_of(*_LANGUAGES)(context, parameter, part)
    return value


def _not_one_of(parameter: click.Parameter, value: str, known: Sequence[str]) -> FaultError:
    from coursegen.workspace import unknown_name

    fault = unknown_name("U250", value, known).faults[0]
    return fail(fault.code, NOWHERE, **fault.facts, option=parameter.opts[-1])


def _listed(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Values given one by one or between commas (English or Chinese), each once."""
    parts = (part.strip() for value in values for part in re.split(r"[,，、]", value))
    return tuple(dict.fromkeys(filter(None, parts)))


def _date(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """An ISO date; U252 otherwise. Without one, that of SOURCE_DATE_EPOCH, else none."""
    from datetime import UTC, date, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if value is None:
        usable = epoch.isdecimal() and int(epoch) <= _LAST_SECOND
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if usable else ""
    try:
        return date.fromisoformat(value if _ISO_DATE.fullmatch(value) else "").isoformat()
    except ValueError:
        raise fail("U252", date=value) from None


def _count(_: click.Context, __: click.Parameter, value: str | None) -> int:
    """A number of forms; U302 unless it is 1 to 10. 0 when none is given."""
    if value is None:
        return 0
    from coursegen.exam import FORM_LETTERS

    if not value.isdecimal() or not 1 <= int(value) <= len(FORM_LETTERS):
        raise fail("U302", NOWHERE, value=value, most=len(FORM_LETTERS))
    return int(value)


def _show_version(context: click.Context, _: click.Parameter, value: Any) -> None:
    if value:
        click.echo(f"coursegen {__version__}")
        context.exit()


_unit = click.option("--unit", "-u", default="default", metavar="UNIT")
_units = click.option("--units", metavar="all|UNIT,UNIT|FILE.xlsx", multiple=True, callback=_listed)
_lesson = click.option("--lesson", "-l", "lesson", multiple=True, callback=_listed, metavar="ID")
_plan = click.option("--plan", metavar="PLAN", default="")
_class = click.option("--class", "class_", metavar="CLASS", default="")
_paper = click.option("--paper", metavar="PAPER", default="")
_forms = click.option("--forms", metavar="N", callback=_count)
_parallel = click.option("--parallel", is_flag=True)
_paper_size = click.option("--paper-size", metavar="A4|A3|B4", callback=_one_of("A4", "A3", "B4"))
_seal = click.option("--seal", metavar="textbox|table|none", callback=_one_of("textbox", "table", "none"))
_product = click.option("--format", "-f", "product", multiple=True, callback=_listed, metavar="PRODUCT")
_profile = click.option("--profile", metavar="PROFILE", default="")
_aspect = click.option("--aspect", metavar="16:9|4:3", callback=_one_of("16:9", "4:3"))
_dark = click.option("--dark", is_flag=True)
_output = click.option("--output", "-o", metavar="DIR", type=click.Path(path_type=Path))
_lang = click.option("--lang", metavar="LANG", callback=_language)
_date_option = click.option("--date", metavar="DATE", callback=_date)
_strict = click.option("--strict", is_flag=True)
_keep_going = click.option("--keep-going", is_flag=True)
_ui_lang = click.option(
    "--ui-lang", metavar="zh|zh-Hant|en", expose_value=False, callback=_one_of("zh", "zh-Hant", "en")
)


def _voice(function: _Function) -> _Function:
    """The options every command has; `Voice.asked_for` has read them already."""
    for option in (
        _ui_lang,
        click.option("--quiet", "-q", is_flag=True, expose_value=False),
        click.option("--verbose", "-v", is_flag=True, expose_value=False),
        click.option("--log-format", metavar="text|json", expose_value=False, callback=_one_of("text", "json")),
    ):
        function = option(function)
    return function


@click.group(name="program", cls=Program, invoke_without_command=True)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@_voice
@click.pass_context
def program(context: click.Context) -> int:
    """Say how the program is used when it is called without a command."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return 2
    return 0


@program.command("build")
@click.argument("course", metavar="COURSE")
@_unit
@_units
@_lesson
@_plan
@_class
@_product
@_paper
@_forms
@_parallel
@_profile
@_paper_size
@_seal
@_aspect
@_dark
@_output
@_lang
@_date_option
@_strict
@_keep_going
@click.option("--final", is_flag=True)
@click.option("--pdf", is_flag=True)
@click.option("--zip", "zip_", is_flag=True)
@_voice
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
@click.option("--fonts", metavar="KEY=FONT,…", multiple=True, callback=_listed)
@click.option("--theme", metavar="panel|band", callback=_one_of("panel", "band"))
@_aspect
@_dark
@click.option("--force", is_flag=True)
@_strict
@_voice
@click.pass_obj
def brand_command(voice: Voice, /, **options: Any) -> int:
    """Make a unit's base deck and base document from its colours."""
    from coursegen.cli.branding import run_brand

    return run_brand(voice, **options)


@program.command("check")
@click.argument("target", metavar="COURSE|DIR|FILE", nargs=-1, required=True)
@_unit
@_lesson
@_plan
@_product
@_lang
@click.option("--mono", is_flag=True)
@_strict
@_voice
@click.pass_obj
def check_command(voice: Voice, /, **options: Any) -> int:
    """Check a course, a unit or a file."""
    from coursegen.cli.checking import run_check

    return run_check(voice, **options)


@program.command("doctor")
@_unit
@_voice
@click.pass_obj
def doctor_command(voice: Voice, /, unit: str) -> int:
    """Say what this computer has and lacks."""
    from coursegen.cli.examining import run_doctor

    return run_doctor(voice, unit)


@program.command("schema")
@click.option("--output", "-o", "schema_output", metavar="DIR", type=click.Path(path_type=Path))
@_voice
@click.pass_obj
def schema_command(voice: Voice, /, schema_output: Path | None) -> int:
    """Write the JSON Schemas."""
    from coursegen.cli.telling import write_schemas

    return write_schemas(voice, schema_output or Path("content") / "schema")


@program.command("list")
@click.argument("what", metavar="WHAT", callback=_one_of(*_LISTS))
@click.argument("of_course", metavar="[COURSE]", required=False)
@_voice
@click.pass_obj
def list_command(voice: Voice, /, what: str, of_course: str | None) -> int:
    """List what there is."""
    from coursegen.cli.telling import run_list

    return run_list(voice, what, of_course)


@program.command("explain")
@click.argument("key", metavar="KEY|FILE")
@_unit
@_voice
@click.pass_obj
def explain_command(voice: Voice, /, key: str, unit: str) -> int:
    """Say which layer of a unit won."""
    from coursegen.cli.telling import run_explain

    return run_explain(voice, key, unit)


@program.command("gallery")
@_unit
@click.option("--output", "-o", "gallery_output", metavar="FILE.pptx", type=click.Path(path_type=Path))
@_voice
@click.pass_obj
def gallery_command(voice: Voice, /, unit: str, gallery_output: Path | None) -> int:
    """Draw every figure kind in the look of a unit."""
    from coursegen.cli.making import run_gallery

    return run_gallery(voice, unit, gallery_output)


@program.command("report")
@click.argument("report_what", metavar="|".join(_REPORTS), callback=_one_of(*_REPORTS))
@click.argument("course", metavar="COURSE")
@_unit
@click.option("--output", "-o", "report_output", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@_voice
@click.pass_obj
def report_command(voice: Voice, /, report_what: str, course: str, unit: str, report_output: Path | None) -> int:
    """Say where each point of a course is taught, practised and tested."""
    from coursegen.cli.tracing import run_report

    return {"trace": run_report}[report_what](voice, course, unit, report_output)


@program.group("template", cls=HelpedGroup, invoke_without_command=True)
@_voice
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
@_unit
@_voice
@click.pass_obj
def template_show_command(voice: Voice, /, template_name: str, block: str | None, unit: str) -> int:
    """List the blocks of a template that can be overridden."""
    from coursegen.cli.template_show import run_template_show

    return run_template_show(voice, template_name, block, unit)


@template_group.command("check")
@click.argument("base_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--output", "-o", "proof_output", metavar="DIR", type=click.Path(path_type=Path))
@_strict
@_voice
@click.pass_obj
def template_check_command(voice: Voice, /, base_file: Path, proof_output: Path | None, *, strict: bool) -> int:
    """Say how a base is understood."""
    from coursegen.cli.bases import run_template_check

    return run_template_check(voice, base_file, proof_output, strict=strict)


@template_group.command("init")
@click.argument("base_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--unit", "-u", "new_unit", metavar="ID", required=True)
@_voice
@click.pass_obj
def template_init_command(voice: Voice, /, base_file: Path, new_unit: str) -> int:
    """Make a unit from a base."""
    from coursegen.cli.bases import run_template_init

    return run_template_init(voice, base_file, new_unit)


@template_group.command("list")
@_voice
@click.pass_obj
def template_list_command(voice: Voice, /) -> int:
    """List the bases of all units."""
    from coursegen.cli.bases import run_template_list

    return run_template_list(voice)


@program.command("init")
@click.argument("init_folder", metavar="DIR", type=click.Path(path_type=Path))
@_voice
@click.pass_obj
def init_command(voice: Voice, /, init_folder: Path) -> int:
    """Make a workspace of one's own."""
    from coursegen.cli.starting import run_init

    return run_init(voice, init_folder)


_NEW = ("course", "lesson", "principle", "unit", "class", "item")


@program.command("new")
@click.argument("new_kind", metavar="|".join(_NEW), callback=_one_of(*_NEW))
@click.argument("new_id", metavar="ID")
@click.option("--course", "in_course", metavar="COURSE", default="")
@click.option("--lesson", "-l", "in_lesson", metavar="LESSON", default="")
@click.option("--principle", "of_principle", metavar="PRINCIPLE", default="")
@click.option("--extends", metavar="UNIT", default="")
@click.option("--name", "unit_name", metavar="NAME", default="")
@_voice
@click.pass_obj
def new_command(voice: Voice, /, new_kind: str, new_id: str, **wanted: str) -> int:
    """Write a commented skeleton."""
    from coursegen.cli.starting import Wanted, run_new

    keys = ("in_course", "in_lesson", "of_principle", "extends", "unit_name")
    return run_new(voice, new_kind, new_id, Wanted(*(wanted[key] for key in keys)))


@program.command("import")
@click.argument("import_file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True)
@_strict
@_voice
@click.pass_obj
def import_command(voice: Voice, /, import_file: Path, *, force: bool, strict: bool) -> int:
    """Make units from a sheet."""
    from coursegen.cli.units import run_import

    return run_import(voice, import_file, force=force, strict=strict)


@program.command("export")
@click.argument("export_file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--blank", is_flag=True)
@click.option("--force", is_flag=True)
@_voice
@click.pass_obj
def export_command(voice: Voice, /, export_file: Path, *, blank: bool, force: bool) -> int:
    """Write the units as a sheet."""
    from coursegen.cli.units import run_export

    return run_export(voice, export_file, blank=blank, force=force)


@program.group("items", cls=HelpedGroup, invoke_without_command=True)
@_voice
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
@_unit
@_voice
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
@_unit
@_voice
@click.pass_obj
def items_profile_command(voice: Voice, /, platform_sheet: Path, profile_name: str, unit: str) -> int:
    """Make a profile from the import sheet of a platform."""
    from coursegen.cli.items import run_profile

    return run_profile(voice, platform_sheet, unit, profile_name)


@items_group.command("profiles")
@_unit
@_voice
@click.pass_obj
def items_profiles_command(voice: Voice, /, unit: str) -> int:
    """List profiles of platforms."""
    from coursegen.cli.items import run_profiles

    return run_profiles(voice, unit)


@program.group("exam", cls=HelpedGroup, invoke_without_command=True)
@_voice
@click.pass_context
def exam_group(context: click.Context) -> int:
    """Say how exams are graded and analysed when no command is named."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return 2
    return 0


def _sitting(function: _Function) -> _Function:
    """What says which paper was sat, and by whom."""
    for option in (
        _voice,
        click.option("--output", "-o", "exam_output", metavar="FILE.xlsx", type=click.Path(path_type=Path)),
        _parallel,
        _forms,
        _paper,
        _plan,
        _unit,
        click.argument("answers_file", metavar="ANSWERS.xlsx", type=click.Path(path_type=Path)),
        click.argument("course", metavar="COURSE"),
    ):
        function = option(function)
    return function


def _sat(said: dict[str, Any]) -> Any:
    from coursegen.build import Forms
    from coursegen.cli.exam import Sitting

    return Sitting(
        said["course"], said["answers_file"], said["unit"], said["plan"], said["paper"],
        Forms(said["forms"], "parallel" if said["parallel"] else None), said["exam_output"],
    )  # fmt: skip


@exam_group.command("grade")
@_sitting
@click.pass_obj
def exam_grade_command(voice: Voice, /, **said: Any) -> int:
    """Mark the answers of learners."""
    from coursegen.cli.exam import run_grade

    return run_grade(voice, _sat(said))


@exam_group.command("analyse")
@_sitting
@click.pass_obj
def exam_analyse_command(voice: Voice, /, **said: Any) -> int:
    """Say what the answers of learners say of the items."""
    from coursegen.cli.exam import run_analyse

    return run_analyse(voice, _sat(said))


@exam_group.command("gain")
@click.argument("course", metavar="COURSE")
@click.argument("answers_before", metavar="BEFORE.xlsx", type=click.Path(path_type=Path))
@click.argument("answers_after", metavar="AFTER.xlsx", type=click.Path(path_type=Path))
@_unit
@_plan
@click.option("--before", "paper_before", metavar="PAPER", default="pre")
@click.option("--after", "paper_after", metavar="PAPER", default="post")
@click.option("--output", "-o", "exam_output", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@_voice
@click.pass_obj
def exam_gain_command(voice: Voice, /, course: str, unit: str, plan: str, **said: Any) -> int:
    """Say what a class gained between two papers."""
    from coursegen.build import Forms
    from coursegen.cli.exam import Sitting, run_gain

    def sat(when: str) -> Sitting:
        paper, answers = said[f"paper_{when}"], said[f"answers_{when}"]
        return Sitting(course, answers, unit, plan, paper, Forms(), said["exam_output"])

    return run_gain(voice, sat("before"), sat("after"))


@program.command("ingest")
@click.argument("material", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", "drafts_output", metavar="DIR", type=click.Path(path_type=Path))
@_strict
@_voice
@click.pass_obj
def ingest_command(voice: Voice, /, material: Sequence[Path], drafts_output: Path | None, *, strict: bool) -> int:
    """Make draft principles of one's own material."""
    from coursegen.cli.drafting import run_ingest

    return run_ingest(voice, material, drafts_output, strict=strict)


@program.group("i18n", cls=HelpedGroup, invoke_without_command=True)
@_voice
@click.pass_context
def i18n_group(context: click.Context) -> int:
    """Say how courses and units are translated when no command is named."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return 2
    return 0


_translated = click.argument("translated", metavar="COURSE|UNIT")
_to = click.option("--to", "to_language", metavar="LANG", required=True, callback=_one_of(*_TRANSLATIONS))


@i18n_group.command("extract")
@_translated
@click.option("--output", "-o", "pot_output", metavar="DIR", type=click.Path(path_type=Path))
@_voice
@click.pass_obj
def i18n_extract_command(voice: Voice, /, translated: str, pot_output: Path | None) -> int:
    """Write empty catalogues."""
    from coursegen.cli.translating import run_extract

    return run_extract(voice, translated, pot_output)


@i18n_group.command("update")
@_translated
@_to
@_voice
@click.pass_obj
def i18n_update_command(voice: Voice, /, translated: str, to_language: str) -> int:
    """Bring catalogues up to date."""
    from coursegen.cli.translating import run_update

    return run_update(voice, translated, to_language)


@i18n_group.command("check")
@_translated
@_to
@_strict
@_voice
@click.pass_obj
def i18n_check_command(voice: Voice, /, translated: str, to_language: str, *, strict: bool) -> int:
    """List what is not translated."""
    from coursegen.cli.translating import run_check

    return run_check(voice, translated, to_language, strict=strict)


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
@click.option("--lang", "studio_lang", metavar="LANG", callback=_one_of(*_LANGUAGES))
@click.option("--no-browser", is_flag=True)
@click.option("--read-only", is_flag=True)
@_voice
@click.pass_obj
def studio_command(
    voice: Voice,
    /,
    studio_folder: Path | None,
    host: str,
    port: int,
    studio_lang: str | None,
    *,
    no_browser: bool,
    read_only: bool,
) -> int:
    """Serve the pages of a workspace."""
    from dataclasses import replace

    from coursegen.cli.serving import run_studio
    from coursegen.cli.words import ui_language

    voice = replace(voice, language=ui_language(("--ui-lang", studio_lang), {})) if studio_lang else voice
    return run_studio(voice, studio_folder, host=host, port=port, browser=not no_browser, read_only=read_only)
