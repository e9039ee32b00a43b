"""A paper as it was sat: from what the command line names to results that are marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build import Forms, Request
from coursegen.build.prepare import prepare
from coursegen.build.prepared import Prepared
from coursegen.cli.locating import locate_unit
from coursegen.cli.report import Voice, size_of
from coursegen.cli.words import say
from coursegen.errors import Fault, FaultError, fail, reason_of
from coursegen.exam import Paper
from coursegen.exam.marked import Analysed, Marked, analysed, have_same_items, keys_of
from coursegen.exam.marking import Response, expected, mark
from coursegen.ingest.responses import read_responses
from coursegen.model.classes import Participant
from coursegen.workspace import find_workspace, place_of, shown, write_atomic

WORKBOOK = ".xlsx"


class Sitting(Struct, frozen=True):
    """Which paper was sat, by whom (a file of answers, a class), when, in which language; where reports go, if any."""

    course: str
    answers: Path
    unit: str
    plan: str
    paper: str
    forms: Forms
    outputs: tuple[Path, ...] = ()
    class_: str = ""
    date: str = ""
    language: str = ""


class Seen(Struct, frozen=True):
    """A sitting that was marked, with the papers and all else that it was marked by."""

    marked: Marked
    papers: tuple[Paper, ...]
    prepared: Prepared

    @property
    def date(self) -> str:
        """The day of the sitting, if it is known: the one that is named, or that of the class's exam."""
        exam = self.prepared.held.class_.file.exam
        return self.prepared.date or (exam.date if exam else "")

    def analyses(self) -> tuple[Analysed, ...]:
        """Numbers of all who had the same items together."""
        marked = self.marked
        same = have_same_items(self.papers)
        return analysed(marked.results, marked.worth, keys_of(marked.items), same=same)


def see(sitting: Sitting, suffixes: Sequence[str] = (WORKBOOK,)) -> Seen:
    """The paper as it was sat.

    Raises U310 for an output of another suffix, C567 for answers of nobody, and the faults of course and answers. A
    learner who is not on the roster of the class that is named is a warning; who answered nothing was absent.
    """
    for output in sitting.outputs:
        if output.suffix.lower() not in suffixes:
            raise fail("U310", place_of(output), suffix=tuple(suffixes))
    workspace = find_workspace()
    unit_id, roots = locate_unit(workspace, sitting.unit)
    prepared = prepare(
        Request(
            workspace.course_folder(sitting.course), unit_id, roots, products=("quiz",), plan=sitting.plan,
            paper=sitting.paper, forms=sitting.forms, class_=sitting.class_, date=sitting.date,
            language=sitting.language,
        )
    )  # fmt: skip
    if not prepared.papers:
        raise FaultError(prepared.faults)
    listed = _responses(sitting.answers, prepared.papers)
    responses = tuple(filter(_took_part, listed))
    if not responses:
        raise fail("C567", place_of(sitting.answers))
    strangers = _strangers(responses, prepared.held.class_.roster)
    faults = (*prepared.faults, *_absent(listed), *strangers)
    return Seen(_marked(prepared, responses), prepared.papers, replace(prepared, faults=faults))


def _took_part(response: Response) -> bool:
    """Whether anything stands in a learner's row: a list of all who should come has those who did not."""
    return any(answer.text for answer in response.answers.values())


def _absent(listed: Sequence[Response]) -> Iterator[Fault]:
    """C578 for all in whose rows nothing stands."""
    if absent := [response for response in listed if not _took_part(response)]:
        facts = {"count": len(absent), "learners": tuple(one.name or one.learner for one in absent)}
        yield Fault("C578", absent[0].place, facts, "warning")


def _strangers(responses: Sequence[Response], roster: Sequence[Participant]) -> Iterator[Fault]:
    """C576 for everybody who is on the roster neither by number or phone nor by name, if there is a roster."""
    known = {word for person in roster for word in (person.number, person.phone, person.name) if word}
    for response in responses:
        if roster and not known & {response.learner, response.name}:
            yield Fault("C576", response.place, {"learner": response.learner}, "warning")


def _marked(prepared: Prepared, responses: Sequence[Response]) -> Marked:
    papers = prepared.papers
    bank = {item.id: item for item in prepared.bundle.items}
    questions = [question for paper in papers for part in paper.sections for question in part.questions]
    return Marked(
        papers[0].title,
        mark(papers, responses, bank),
        papers[0].points,
        {question.item.id: question.points for question in questions},
        {question.item.id: bank[question.item.id] for question in questions},
        {aim.id: aim for lesson in prepared.lessons for aim in lesson.objectives},
        prepared.unit.choices.pass_mark,
    )


def _responses(file: Path, papers: Sequence[Paper]) -> tuple[Response, ...]:
    """The answers in a file. Raises C003 and what `read_responses` does."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise fail("C003", place_of(file), reason=reason_of(error)) from None
    return read_responses(data, shown(file), tuple(expected(papers)))


def write_report(voice: Voice, output: Path, data: bytes) -> None:
    """Write a report and tell of it. Raises O103 where another file is there already, O102."""
    try:
        same = output.is_file() and output.read_bytes() == data
        if output.exists() and not same:
            raise fail("O103", place_of(output))
        if not same:
            output.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(output, data)
    except OSError as error:
        raise fail("O102", place_of(output), reason=reason_of(error)) from error
    state = "unchanged" if same else "written"
    text = "\t".join((shown(output), say(state, voice.language), size_of(len(data))))
    voice.result(text, path=shown(output), state=state, bytes=len(data))
