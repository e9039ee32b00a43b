"""Moodle XML → questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import cast

from lxml import etree
from msgspec.structs import replace

from coursegen.errors import Fault, FaultError, Place
from coursegen.exchange import Kind, Question
from coursegen.exchange.fields import LETTERS
from coursegen.exchange.question import FALSE, TRUE
from coursegen.exchange.texts import with_explained, with_grading, with_prompt, with_tags
from coursegen.ingest.markup import plain
from coursegen.ingest.shape import open_question
from coursegen.text import CONTROL

_Element = etree._Element  # noqa: SLF001 - the only name lxml has for the type
_CLOZE = re.compile(r"\{(\d*):(?:SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC):((?:[^}\\]|\\.)*)\}")
_ANY_CLOZE = re.compile(r"\{\d*:[A-Z_]+:")


def read_moodle_xml(data: bytes, file: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of a Moodle XML file, and warnings (C522) for kinds that the bank does not have.

    Raises C530 for what is no XML, C531 for XML of another kind, C532 for one with a document type.
    """
    root = _root(data, file)
    found: list[Question] = []
    faults: list[Fault] = []
    for element in root.iterchildren("question"):
        kind = str(element.get("type"))
        place = Place(file, _line(element))
        read = _READERS.get(kind)
        if kind == "category":
            continue
        if read is None:
            faults.append(Fault("C522", place, {"kind": kind}, "warning"))
            continue
        try:
            found.append(_checked(read(_common(element, place), element)))
        except FaultError as error:
            faults += error.faults
    if any(fault.severity == "error" for fault in faults):
        raise FaultError(faults)
    return tuple(found), tuple(faults)


def _root(data: bytes, file: str) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise FaultError([Fault("C530", Place(file, line, max(column, 0)), {"reason": str(error.msg)})]) from None
    if b"<!DOCTYPE" in data:
        raise FaultError([Fault("C532", Place(file, 1))])
    if root.tag != "quiz":
        raise FaultError([Fault("C531", Place(file, _line(root)), {"name": str(root.tag)})])
    return root


def _line(element: _Element) -> int:
    return cast("int | None", element.sourceline) or 0


def _checked(question: Question) -> Question:
    if found := CONTROL.search("".join((question.stem, question.rationale, *question.options))):
        raise FaultError([Fault("C008", question.place, {"char": f"U+{ord(found[0]):04X}"})])
    return question


def _common(element: _Element, place: Place) -> Question:
    name = _text(element, "name", "plain")
    found = (element.findtext("idnumber") or "").strip() or name
    question = Question(id=found, kind="short", stem="", place=place)
    question = with_explained(with_prompt(question, _text(element, "questiontext")), _text(element, "generalfeedback"))
    grade = (element.findtext("defaultgrade") or "").strip()
    points = float(grade) if re.fullmatch(r"\d+(\.\d+)?", grade) else 0
    return with_tags(replace(question, points=points), _tags(element))


def _tags(element: _Element) -> tuple[str, ...]:
    return tuple((tag.findtext("text") or "").strip() for tag in element.iterfind("tags/tag"))


def _text(element: _Element, name: str, form: str = "") -> str:
    part = element.find(name)
    return "" if part is None else _own_text(part, form)


def _own_text(part: _Element, form: str = "") -> str:
    return plain((part.findtext("text") or "").replace("\r\n", "\n"), form or str(part.get("format") or "html"))


def _answers(element: _Element) -> list[tuple[str, float]]:
    return [(_own_text(answer), _number(answer.get("fraction"))) for answer in element.iterchildren("answer")]


def _number(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"-?\d+(\.\d+)?", text.strip()) else 0


def _multichoice(question: Question, element: _Element) -> Question:
    answers = _answers(element)
    if len(answers) > len(LETTERS):
        raise FaultError([Fault("C217", question.place, {"count": len(answers), "most": len(LETTERS)})])
    single = (element.findtext("single") or "true").strip() in ("true", "1")
    most = max((fraction for _, fraction in answers), default=0)
    right = "".join(
        letter
        for letter, (_, fraction) in zip(LETTERS, answers, strict=False)
        if fraction > 0 and (not single or fraction == most)
    )
    kind: Kind = "single" if single else "multiple"
    return replace(question, kind=kind, options=tuple(text for text, _ in answers), answer=right)


def _truefalse(question: Question, element: _Element) -> Question:
    right = [text.lower() for text, fraction in _answers(element) if fraction > 0]
    return replace(question, kind="judge", answer=(TRUE if right[0] == "true" else FALSE) if right else "")


def _shortanswer(question: Question, element: _Element) -> Question:
    words = tuple(
        (answer.findtext("text") or "").strip().replace("\\*", "*")
        for answer in element.iterchildren("answer")
        if _number(answer.get("fraction")) > 0
    )
    stem = question.stem if "____" in question.stem else f"{question.stem}____"
    return replace(question, kind="blank", stem=stem, accepted=(words,) if words else ())


def _cloze(question: Question, element: _Element) -> Question:
    words = tuple(_embedded(found) for _, found in _CLOZE.findall(question.stem))
    stem = _CLOZE.sub("____", question.stem)
    if not words or _ANY_CLOZE.search(stem):
        raise FaultError([Fault("C522", question.place, {"kind": "cloze"}, "warning")])
    said = with_tags(replace(question, points=0), _tags(element))
    weights = sum(int(weight or 1) for weight, _ in _CLOZE.findall(question.stem))
    return replace(question, kind="blank", stem=stem, accepted=words, points=said.points or weights)


def _embedded(text: str) -> tuple[str, ...]:
    right = (part.removeprefix("=") for part in text.split("~") if part.startswith("="))
    bare = (re.split(r"(?<![&\\])#", part)[0] for part in right)
    return tuple(unescape(part).replace("\\*", "*") for part in bare)


def _essay(question: Question, element: _Element) -> Question:
    feedback, graded = _text(element, "generalfeedback"), _text(element, "graderinfo")
    opened = replace(open_question(question, feedback, _tags(element)), points=question.points)
    return with_grading(opened, graded) if graded else opened


def _matching(question: Question, element: _Element) -> Question:
    pairs = tuple(
        (_own_text(p), (p.findtext("answer/text") or "").strip()) for p in element.iterchildren("subquestion")
    )
    return replace(question, kind="match", pairs=pairs)


def _ordering(question: Question, element: _Element) -> Question:
    steps = sorted(_answers(element), key=lambda answer: answer[1])
    return replace(question, kind="order", steps=tuple(text for text, _ in steps))


_READERS: Mapping[str, Callable[[Question, _Element], Question]] = {
    "multichoice": _multichoice, "truefalse": _truefalse, "shortanswer": _shortanswer, "cloze": _cloze,
    "essay": _essay, "matching": _matching, "ordering": _ordering,
}  # fmt: skip
