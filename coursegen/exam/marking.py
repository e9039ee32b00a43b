"""Responses of learners to a paper → scores, in the order and letters of the form that each of them had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from coursegen.errors import Fault, FaultError, Place
from coursegen.exam.paper import FORM_LETTERS, Paper, PaperQuestion
from coursegen.late import regex
from coursegen.model.item import ChoiceItem, Item, JudgeItem
from coursegen.reading.items import LETTERS
from coursegen.text import narrow

_TRUE = frozenset({"√", "✓", "对", "正确", "是", "t", "true", "a", "對", "正確"})
_FALSE = frozenset({"×", "✗", "x", "错", "错误", "否", "f", "false", "b", "錯", "錯誤"})
_NOTHING = frozenset("-–—/")
"""What stands where nobody answered: Moodle's reports have a hyphen, people draw a stroke."""
_BETWEEN = regex(r"[\s,，、;；|/]+")
_PARTS = regex(r"\s*(?:;|\n|；)\s*")
_NUMBER = regex(r"\d+(?:\.\d+)?")


class Answer(Struct, frozen=True):
    """What a learner wrote for one question (nothing for a question left out), and where that stands."""

    text: str
    place: Place


class Response(Struct, frozen=True):
    """A learner's answers by number of the question on the form he had; `name` may be empty."""

    learner: str
    name: str
    form: str
    answers: Mapping[int, Answer]
    place: Place
    form_place: Place


class Result(Struct, frozen=True):
    """A learner's points by item; `chosen` has the letters he chose, those of the bank whatever his form was."""

    learner: str
    name: str
    form: str
    points: Mapping[str, float]
    chosen: Mapping[str, str]

    @property
    def total(self) -> float:
        """All points."""
        return sum(self.points.values())


def mark(papers: Sequence[Paper], responses: Sequence[Response], bank: Mapping[str, Item]) -> tuple[Result, ...]:
    """Results in the order of the responses.

    Closed questions are marked by their keys, all or nothing as on paper; for others the answer is the points a person
    gave. `bank` has the items by id as the bank has them. The only form of a paper may be called A or left out.
    Raises C560 for a learner who comes twice, C561 or C577 (once for each) for a form that does not exist, C579 where
    none of several is said, C562 for an answer that the question does not have, C563 for points it is not worth.
    """
    by_form = {paper.form or FORM_LETTERS[0]: paper for paper in papers}
    faults: list[Fault] = []
    results: list[Result] = []
    seen: dict[str, Place] = {}
    unknown = Counter(response.form for response in responses)
    only = next(iter(by_form)) if len(by_form) == 1 else ""
    for response in responses:
        form = response.form or only
        if response.learner in seen:
            facts = {"learner": response.learner, "first": seen[response.learner]}
            faults.append(Fault("C560", response.place, facts))
        elif form not in by_form:
            faults += _unknown(form, by_form, unknown, response.form_place)
        else:
            results.append(_marked(by_form[form], response, bank, faults))
        seen.setdefault(response.learner, response.place)
    if faults:
        raise FaultError(faults)
    return tuple(results)


def _unknown(form: str, known: Mapping[str, Paper], left: Counter[str], place: Place) -> Iterator[Fault]:
    """C561, C577 or C579 where a form that does not exist is met first."""
    if count := left.pop(form, 0):
        several = any(paper.form for paper in known.values())
        code = "C577" if not several else "C561" if form else "C579"
        yield Fault(code, place, {"form": form, "count": count, "known": tuple(known)})


def _marked(paper: Paper, response: Response, bank: Mapping[str, Item], faults: list[Fault]) -> Result:
    points: dict[str, float] = {}
    chosen: dict[str, str] = {}
    for part in paper.sections:
        for question in part.questions:
            answer = response.answers.get(question.number, Answer("", response.place))
            answer = replace(answer, text="") if answer.text.strip() in _NOTHING else answer
            given, letters = _points(question, answer, faults)
            points[question.item.id] = given
            chosen[question.item.id] = _as_in_bank(question.item, bank[question.item.id], letters)
    return Result(response.learner, response.name, paper.form, points, chosen)


def _points(question: PaperQuestion, answer: Answer, faults: list[Fault]) -> tuple[float, str]:
    """Points of an answer, and what was chosen in the letters of the form."""
    readers: Mapping[type, Callable[[str], str | None]] = {
        ChoiceItem: partial(_letters, question.item), JudgeItem: _truth
    }  # fmt: skip
    item, text = question.item, answer.text.strip()
    read = readers.get(type(item))
    if read is None or (isinstance(item, JudgeItem) and item.kind == "judge-reason"):
        return _given(question, answer, faults), ""
    found = read(text) if text else ""
    if found is None:
        faults.append(Fault("C562", answer.place, {"number": question.number, "answer": text}))
        return 0, ""
    key = item.answer if isinstance(item, ChoiceItem) else _truth("T" if getattr(item, "answer", False) else "F")
    return (question.points if found == key else 0), found


def _letters(item: Item, text: str) -> str | None:
    """Letters of an answer, which may also be the texts of the options; None for what is neither."""
    options = item.options if isinstance(item, ChoiceItem) else ()
    letters = LETTERS[: len(options)]
    plain = _BETWEEN.sub("", narrow(text).upper())
    if plain and set(plain) <= set(letters):
        return "".join(letter for letter in letters if letter in plain)
    told = dict(zip(options, letters, strict=False))
    if text in told:
        return told[text]
    parts = [part for part in _PARTS.split(text) if part]
    return "".join(sorted(told[part] for part in parts)) if all(part in told for part in parts) else None


def _truth(text: str) -> str | None:
    word = narrow(text).lower()
    return "T" if word in _TRUE else "F" if word in _FALSE else None


def _given(question: PaperQuestion, answer: Answer, faults: list[Fault]) -> float:
    """Points a person gave; 0 for an empty cell."""
    text = narrow(answer.text.strip())
    if not text:
        return 0
    if not _NUMBER.fullmatch(text) or float(text) > question.points:
        facts = {"number": question.number, "value": text, "most": f"{question.points:g}"}
        faults.append(Fault("C563", answer.place, facts))
        return 0
    return float(text)


def _as_in_bank(item: Item, own: Item, letters: str) -> str:
    """Letters of a form as the letters that the same options have in the bank."""
    if not isinstance(item, ChoiceItem) or not isinstance(own, ChoiceItem):
        return letters
    return "".join(sorted(LETTERS[own.options.index(item.options[LETTERS.index(letter)])] for letter in letters))


def expected(papers: Sequence[Paper]) -> Iterator[int]:
    """Numbers of the questions that responses must have."""
    yield from (question.number for part in papers[0].sections for question in part.questions)
