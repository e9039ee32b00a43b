"""`coursegen exam grade`, `analyse` and `gain`: answers → results, and what these say of items and classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coursegen.build import Forms, Request
from coursegen.build.request import Prepared, prepare
from coursegen.cli.making import locate_unit
from coursegen.cli.report import Voice, size_of
from coursegen.cli.words import say
from coursegen.errors import FaultError, fail
from coursegen.exam import Paper
from coursegen.exam.marking import Response, Result, expected, mark
from coursegen.exam.statistics import (
    ItemStatistics,
    PaperStatistics,
    gains,
    group_gain,
    item_statistics,
    paper_statistics,
)
from coursegen.ingest.responses import read_responses
from coursegen.model import ChoiceItem
from coursegen.reading.items import LETTERS
from coursegen.report.results import Marked, analysis_book, gain_book, results_book
from coursegen.workspace import find_workspace, place_of, shown, write_atomic

_SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Which paper was sat, by whom (a file of answers), and where the workbook goes (none: it is only told)."""

    course: str
    answers: Path
    unit: str
    plan: str
    paper: str
    forms: Forms
    output: Path | None


def run_grade(voice: Voice, sitting: Sitting) -> int:
    """Tell every learner's points; write the workbook of results when a file is named. Raises what `_marked` does."""
    marked, papers, prepared = _marked(sitting)
    for result in marked.results:
        passed = marked.passed(result)
        verdict = say("results_yes" if passed else "results_no", voice.language)
        numbers = (f"{result.total:g}", f"{marked.percent(result):.1f}%")
        text = "\t".join((result.learner, result.name, result.form, *numbers, verdict))
        percent = round(marked.percent(result), 4)
        record = {"learner": result.learner, "name": result.name, "form": result.form, "total": result.total}
        voice.result(text, **record, percent=percent, passed=passed)
    count = sum(map(marked.passed, marked.results))
    voice.tell("exam_graded", learners=len(marked.results), passed=count, forms=len(papers))
    words = partial(say, language=voice.language)
    _write(voice, sitting.output, results_book(marked, words, prepared.compressor))
    return voice.faults(prepared.faults)


def run_analyse(voice: Voice, sitting: Sitting) -> int:
    """Tell the numbers of papers and of items that should be looked at; write all when a file is named."""
    marked, papers, prepared = _marked(sitting)
    found = _analysed(marked, papers)
    for form, whole, items in found:
        _tell_paper(voice, form, whole)
        for item in items:
            flags = "；".join(say(f"flag_{flag}", voice.language) for flag in item.flags)
            voice.result(
                "\t".join((form, item.item, f"{item.p:.3f}", f"{item.d:.3f}", _number(item.r), flags)).rstrip("\t"),
                form=form, item=item.item, p=item.p, d=item.d, r=item.r, flags=item.flags,
            )  # fmt: skip
    if any(whole.small for _, whole, _ in found):
        voice.tell("analysis_small")
    words = partial(say, language=voice.language)
    _write(voice, sitting.output, analysis_book(marked, found, words, prepared.compressor))
    return voice.faults(prepared.faults)


def run_gain(voice: Voice, before: Sitting, after: Sitting) -> int:
    """Tell what learners gained from one paper to another; write it when a file is named.

    Raises C568 when nobody sat both, and what `_marked` does.
    """
    sat = [_marked(sitting) for sitting in (before, after)]
    percents = [{result.learner: marked.percent(result) for result in marked.results} for marked, *_ in sat]
    found = gains(*percents)
    if not found:
        raise fail("C568", place_of(after.answers), first=shown(before.answers))
    for one in found:
        text = "\t".join((one.learner, f"{one.before:.1f}%", f"{one.after:.1f}%", _number(one.gain)))
        voice.result(text, learner=one.learner, before=one.before, after=one.after, gain=one.gain)
    whole = group_gain(found)
    alone = len(set(percents[0]) ^ set(percents[1]))
    voice.tell(
        "gain_told", learners=len(found), before=f"{whole.before:.1f}", after=f"{whole.after:.1f}",
        gain=_number(whole.gain), alone=alone,
    )  # fmt: skip
    words = partial(say, language=voice.language)
    _write(voice, after.output, gain_book(sat[1][0].title, found, words, sat[1][2].compressor))
    return voice.faults((*sat[0][2].faults, *sat[1][2].faults))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _marked(sitting: Sitting) -> tuple[Marked, tuple[Paper, ...], Prepared]:
    """The paper as it was sat.

    Raises U310 for an output that is no workbook, C567 for answers of nobody, and the faults of course and answers.
    """
    if sitting.output and sitting.output.suffix.lower() != _SUFFIX:
        raise fail("U310", place_of(sitting.output), suffix=_SUFFIX)
    workspace = find_workspace()
    unit_id, roots = locate_unit(workspace, sitting.unit)
    prepared = prepare(
        Request(
            workspace.course_folder(sitting.course), unit_id, roots, products=("quiz",), plan=sitting.plan,
            paper=sitting.paper, forms=sitting.forms,
        )
    )  # fmt: skip
    if not prepared.papers:
        raise FaultError(prepared.faults)
    responses = _responses(sitting.answers, prepared.papers)
    bank = {item.id: item for item in prepared.bundle.items}
    questions = [question for paper in prepared.papers for part in paper.sections for question in part.questions]
    marked = Marked(
        prepared.papers[0].title,
        mark(prepared.papers, responses, bank),
        prepared.papers[0].points,
        {question.item.id: question.points for question in questions},
        {question.item.id: bank[question.item.id] for question in questions},
        {aim.id: aim for lesson in prepared.lessons for aim in lesson.objectives},
        prepared.unit.choices.pass_mark,
    )
    return marked, prepared.papers, prepared


def _responses(file: Path, papers: Sequence[Paper]) -> tuple[Response, ...]:
    """The answers in a file. Raises C003, C567 for a file with nobody's, and what `read_responses` does."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise fail("C003", place_of(file), reason=error.strerror or str(error)) from None
    found = read_responses(data, shown(file), tuple(expected(papers)))
    if not found:
        raise fail("C567", place_of(file))
    return found


def _analysed(
    marked: Marked, papers: tuple[Paper, ...]
) -> tuple[tuple[str, PaperStatistics, tuple[ItemStatistics, ...]], ...]:
    """Numbers of all who had the same items together: shuffled forms are one paper, parallel ones are several."""
    same = len({paper.items for paper in papers}) == 1
    groups: dict[str, list[Result]] = {}
    for result in marked.results:
        groups.setdefault("" if same else result.form, []).append(result)
    keys = {
        key: (item.answer, LETTERS[: len(item.options)])
        for key, item in marked.items.items()
        if isinstance(item, ChoiceItem)
    }
    return tuple(
        (form, paper_statistics(group), item_statistics(group, marked.worth, keys))
        for form, group in sorted(groups.items())
    )


def _tell_paper(voice: Voice, form: str, found: PaperStatistics) -> None:
    voice.tell(
        "analysis_told", form=form or "–", learners=found.learners, mean=_number(found.mean), sd=_number(found.sd),
        alpha=_number(found.alpha), sem=_number(found.sem),
    )  # fmt: skip


def _write(voice: Voice, output: Path | None, data: bytes) -> None:
    """Write the workbook where one is asked for. Raises O103 where a file is there already, O102."""
    if output is None:
        return
    if output.exists():
        raise fail("O103", place_of(output))
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(output, data)
    except OSError as error:
        raise fail("O102", place_of(output), reason=error.strerror or str(error)) from error
    voice.result(f"{shown(output)}\t{size_of(len(data))}", path=shown(output), bytes=len(data))
