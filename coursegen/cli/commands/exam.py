"""The commands after an exam: marks, numbers of items, what a class gained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coursegen.cli import options
from coursegen.cli.help import HelpedGroup, help_alone
from coursegen.cli.report import Voice


@click.group("exam", cls=HelpedGroup, invoke_without_command=True)
@options.voice
@click.pass_context
def exam_group(context: click.Context) -> int:
    """Say how exams are graded and analysed when no command is named."""
    return help_alone(context)


def _sitting(function: options.Function) -> options.Function:
    """What says which paper was sat, and by whom."""
    for option in (
        options.voice,
        click.option("--output", "-o", "exam_output", metavar="FILE.xlsx", type=click.Path(path_type=Path)),
        options.parallel,
        options.forms,
        options.paper,
        options.plan,
        options.unit,
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
@options.unit
@options.plan
@click.option("--before", "paper_before", metavar="PAPER", default="pre")
@click.option("--after", "paper_after", metavar="PAPER", default="post")
@click.option("--output", "-o", "exam_output", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@options.voice
@click.pass_obj
def exam_gain_command(voice: Voice, /, course: str, unit: str, plan: str, **said: Any) -> int:
    """Say what a class gained between two papers."""
    from coursegen.build import Forms
    from coursegen.cli.exam import Sitting, run_gain

    def sat(when: str) -> Sitting:
        paper, answers = said[f"paper_{when}"], said[f"answers_{when}"]
        return Sitting(course, answers, unit, plan, paper, Forms(), said["exam_output"])

    return run_gain(voice, sat("before"), sat("after"))
