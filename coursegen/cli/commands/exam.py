"""The commands of an exam: papers, marks, numbers of items, what a class gained, what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coursegen.cli import options
from coursegen.cli.help import HelpedGroup, help_alone
from coursegen.cli.report import Voice

_MADE = ("quiz", "sheet", "answers", "blueprint", "approval", "responses")
"""Products of an exam paper."""

_file = click.Path(path_type=Path)
_course = click.argument("course", metavar="COURSE")
_workbook = click.option("--output", "-o", "exam_output", metavar="FILE.xlsx", type=_file)
_graded = click.option("--output", "-o", "exam_results", metavar="FILE.xlsx|.docx", type=_file, multiple=True)
_reports = click.option("--output", "-o", "exam_reports", metavar="FILE.xlsx|.docx|.pptx", type=_file, multiple=True)
_learner = click.argument("learner", metavar="ID")


@click.group("exam", cls=HelpedGroup, invoke_without_command=True)
@options.voice
@click.pass_context
def exam_group(context: click.Context) -> int:
    """Say how exams are made, graded, analysed and kept when no command is named."""
    return help_alone(context)


@exam_group.command("make")
@_course
@options.unit
@options.plan
@options.class_
@options.paper
@options.forms
@options.parallel
@click.option("--fresh", metavar="N", callback=options.whole(99))
@options.paper_size
@options.seal
@options.output
@options.lang
@options.date
@options.strict
@options.voice
@click.pass_obj
def exam_make_command(voice: Voice, /, *, fresh: int, **said: Any) -> int:
    """Make a paper in its forms with all that belongs to it."""
    from coursegen.cli.making import run_build

    code = 0
    if fresh:
        from coursegen.build import Forms
        from coursegen.cli.settling import run_settle

        asked = {key: said[key] for key in ("course", "unit", "plan", "class_", "paper", "strict")}
        code = run_settle(
            voice, **asked, forms=Forms(said["forms"], "parallel" if said["parallel"] else None), fresh=fresh
        )
    made = run_build(
        voice, **said, units=(), lesson=(), product=_MADE, profile="", aspect=None, dark=False, keep_going=False,
        pdf=False, zip_=False,
    )  # fmt: skip
    return made or code


def _sitting(function: options.Function) -> options.Function:
    """What says which paper was sat, and by whom."""
    for option in (
        options.voice,
        options.parallel,
        options.forms,
        options.paper,
        options.plan,
        options.unit,
        click.argument("answers_file", metavar="ANSWERS.xlsx", type=_file),
        _course,
    ):
        function = option(function)
    return function


def _sat(said: dict[str, Any], *outputs: Path | None) -> Any:
    from coursegen.build import Forms
    from coursegen.cli.sat import Sitting

    return Sitting(
        said["course"], said["answers_file"], said["unit"], said["plan"], said["paper"],
        Forms(said["forms"], "parallel" if said["parallel"] else None), tuple(filter(None, outputs)),
        said.get("class_sat", ""), said.get("date_sat", ""), said.get("lang") or "",
    )  # fmt: skip


@exam_group.command("grade")
@_sitting
@options.class_sat
@options.lang
@_graded
@click.pass_obj
def exam_grade_command(voice: Voice, /, exam_results: tuple[Path, ...], **said: Any) -> int:
    """Mark the answers of learners."""
    from coursegen.cli.exam import run_grade

    return run_grade(voice, _sat(said, *exam_results))


@exam_group.command("analyse")
@_sitting
@options.class_sat
@options.date_sat
@options.lang
@_reports
@click.option("--mark", "mark_items", metavar="key|all", callback=options.one_of("key", "all"))
@click.pass_obj
def exam_analyse_command(voice: Voice, /, exam_reports: tuple[Path, ...], mark_items: Any, **said: Any) -> int:
    """Say what the answers of learners say of the items."""
    from coursegen.cli.exam import run_analyse

    return run_analyse(voice, _sat(said, *exam_reports), mark_items or "")


@exam_group.command("gain")
@_course
@click.argument("answers_before", metavar="BEFORE.xlsx", type=_file)
@click.argument("answers_after", metavar="AFTER.xlsx", type=_file)
@options.unit
@options.plan
@click.option("--before", "paper_before", metavar="PAPER", default="pre")
@click.option("--after", "paper_after", metavar="PAPER", default="post")
@_workbook
@options.voice
@click.pass_obj
def exam_gain_command(voice: Voice, /, exam_output: Path | None, **said: Any) -> int:
    """Say what a class gained between two papers."""
    from coursegen.cli.exam import run_gain

    def sat(when: str) -> Any:
        paper = {"answers_file": said[f"answers_{when}"], "paper": said[f"paper_{when}"], "forms": 0, "parallel": False}
        return _sat({**said, **paper}, exam_output)

    return run_gain(voice, sat("before"), sat("after"))


@exam_group.command("record")
@_sitting
@options.class_sat
@options.date_sat
@click.option(
    "--people",
    "kept_people",
    metavar="ids|names|pseudonyms",
    default="ids",
    callback=options.one_of("ids", "names", "pseudonyms"),
)
@click.option("--replace", "replace_sitting", is_flag=True)
@click.pass_obj
def exam_record_command(voice: Voice, /, kept_people: Any, *, replace_sitting: bool, **said: Any) -> int:
    """Keep a sitting."""
    from coursegen.cli.history import run_record

    return run_record(voice, _sat(said), kept_people, replace=replace_sitting)


@exam_group.command("history")
@click.argument("kept_course", metavar="[COURSE]", default="")
@options.voice
@click.pass_obj
def exam_history_command(voice: Voice, /, kept_course: str) -> int:
    """Say which sittings are kept."""
    from coursegen.cli.history import run_history

    return run_history(voice, kept_course)


@exam_group.command("usage")
@_course
@click.option("--unused", is_flag=True)
@_workbook
@options.voice
@click.pass_obj
def exam_usage_command(voice: Voice, /, course: str, exam_output: Path | None, *, unused: bool) -> int:
    """Say how often items were sat and how they did."""
    from coursegen.cli.history import run_usage

    return run_usage(voice, course, exam_output, unused=unused)


@exam_group.command("trends")
@_course
@_workbook
@options.voice
@click.pass_obj
def exam_trends_command(voice: Voice, /, course: str, exam_output: Path | None) -> int:
    """Say how sittings went one after the other."""
    from coursegen.cli.history import run_trends

    return run_trends(voice, course, exam_output)


@exam_group.command("learner")
@_learner
@_workbook
@options.voice
@click.pass_obj
def exam_learner_command(voice: Voice, /, learner: str, exam_output: Path | None) -> int:
    """Say all that is kept of a learner."""
    from coursegen.cli.history import run_learner

    return run_learner(voice, learner, exam_output)


@exam_group.command("erase")
@_learner
@click.option("--yes", "sure", is_flag=True)
@options.voice
@click.pass_obj
def exam_erase_command(voice: Voice, /, learner: str, *, sure: bool) -> int:
    """Take all that is kept of a learner out of the store."""
    from coursegen.cli.history import run_erase

    return run_erase(voice, learner, sure=sure)
