"""Questions → items as the bank's files have them; what lacks something the bank must know becomes a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from coursegen.errors import Fault, FaultError, Place
from coursegen.exam.derive import MADE
from coursegen.exchange import Question
from coursegen.exchange.question import TRUE
from coursegen.model import CourseBundle, RubricLine
from coursegen.reading.write import Value, written
from coursegen.text import CONTROL

_SLUG = re.compile(r"[^a-z0-9]+")
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
"""What the texts of a course mean something by."""


class Defaults(Struct, frozen=True):
    """What is taken where a file does not say it; `name` begins the ids of questions without one."""

    name: str
    principle: str = ""
    objective: str = ""
    bloom: str = "understand"
    difficulty: str = "medium"
    points: float = 1


class Imported(Struct, frozen=True):
    """Files for the bank: items that are complete, and drafts with the reasons why they are not; counts of both."""

    items: str
    drafts: str
    count: int
    drafted: int
    faults: tuple[Fault, ...]


def complete(questions: Iterable[Question], bundle: CourseBundle, defaults: Defaults) -> Imported:
    """Items and drafts in YAML, and what is to be said of them.

    Warnings: C550 a question is in the bank already, C551 a draft and why, C552 something was filled in, C553 the bank
    has no such kind, C554 an exercise that we made ourselves comes back.
    """
    faults: list[Fault] = []
    items: list[str] = []
    drafts: list[str] = []
    known = {item.id for item in bundle.items}
    seen: set[str] = set()
    for number, question in enumerate(questions, 1):
        if question.kind in ("match", "order"):
            faults.append(_warn("C553", question, kind=question.kind))
            continue
        if question.id.removesuffix(MADE) in bundle.principles and question.id.endswith(MADE):
            faults.append(_warn("C554", question))
            continue
        named = _named(question, number, defaults, known | seen)
        if named.id in known:
            faults.append(_warn("C550", named))
            continue
        filled, added = _filled(named, bundle, defaults)
        lacks = (*_lacks(filled, bundle), *(("id",) if named.id in seen else ())) or tuple(_refused(filled))
        seen.add(named.id)
        if lacks:
            faults.append(_warn("C551", named, lacks=lacks))
            drafts.append(f"  # {'、'.join(lacks)}\n{_entry(filled)}")
            continue
        faults += [_warn("C552", named, added=added)] if added else []
        items.append(_entry(filled))
    return Imported(_file(items), _file(drafts), len(items), len(drafts), tuple(faults))


def _warn(code: str, question: Question, **facts: object) -> Fault:
    return Fault(code, question.place, {"id": question.id, **facts}, "warning")


def _file(entries: list[str]) -> str:
    return "items:\n" + "".join(entries) if entries else ""


def _named(question: Question, number: int, defaults: Defaults, taken: set[str]) -> Question:
    """The question with an id that the bank can have: its own as far as it is one."""
    own = question.id.strip()
    if _ID.fullmatch(own):
        return replace(question, id=own)
    stem = _SLUG.sub("-", defaults.name.lower()).strip("-") or "import"
    found = f"{stem}.{number}"
    while found in taken:
        number += 1
        found = f"{stem}.{number}"
    return replace(question, id=found)


def _filled(question: Question, bundle: CourseBundle, defaults: Defaults) -> tuple[Question, tuple[str, ...]]:
    """The question with what can be filled in without guessing at its key, and names of what was."""
    principle = question.principle or defaults.principle
    filled = replace(
        question,
        principle=principle,
        objective=question.objective or defaults.objective or _only_objective(bundle, principle),
        bloom=question.bloom or defaults.bloom,
        difficulty=question.difficulty or defaults.difficulty,
        points=question.points or sum(line.points for line in question.rubric) or defaults.points,
        rationale=question.rationale or "（待补）",
        source=question.source or str(question.place) or "（待补）",
    )
    if filled.kind in ("short", "case", "correct"):
        rubric = filled.rubric or (RubricLine("按参考答案给分", filled.points),)
        filled = replace(filled, rubric=rubric, lines=filled.lines or 6)
    names = ("bloom", "difficulty", "points", "rationale", "source", "rubric")
    return filled, tuple(name for name in names if getattr(filled, name) and not getattr(question, name))


def _only_objective(bundle: CourseBundle, principle: str) -> str:
    found = [lesson for lesson in bundle.lessons if principle in lesson.principles]
    return found[0].objectives[0].id if found and len(found[0].objectives) == 1 else ""


def _lacks(question: Question, bundle: CourseBundle) -> Iterator[str]:
    """Names of fields that are missing or that the bank would refuse."""
    owners = {principle: lesson for lesson in bundle.lessons for principle in lesson.principles}
    lesson = owners.get(question.principle)
    if lesson is None:
        yield "principle"
    if lesson is None or question.objective not in {objective.id for objective in lesson.objectives}:
        yield "objective"
    if not question.stem.strip():
        yield "stem"
    texts = _texts(question)
    if any(_BRACES.search(text) for text in texts):
        yield "{{ }}"
    if any(CONTROL.search(text) for text in texts):
        yield "U+0000"
    if not _has_key(question):
        yield "options/answer" if question.options else "answer"


def _texts(question: Question) -> tuple[str, ...]:
    words = (word for gap in question.accepted for word in gap)
    lines = (line.text for line in question.rubric)
    own = (question.stem, question.material, question.rationale, question.source, question.answer, question.reason)
    return (*own, *question.options, *words, *lines)


def _has_key(question: Question) -> bool:
    match question.kind:
        case "blank":
            return bool(question.accepted) and all(
                all(word.strip() for word in gap) and gap for gap in question.accepted
            )
        case "single" | "multiple":
            return bool(question.answer) and all(option.strip() for option in question.options)
        case _:
            return bool(question.answer.strip())


def _refused(question: Question) -> list[str]:
    """Codes of what the reader of the bank finds wrong with the item as it would be written."""
    from coursegen.reading.items import item_faults
    from coursegen.reading.rules import BankFile
    from coursegen.reading.validate import read_document

    try:
        document = read_document(BankFile, _file([_entry(question)]).encode(), str(question.place))
    except FaultError as error:
        return [fault.code for fault in error.faults]
    return [fault.code for item in document.value.items for fault in item_faults(item, lambda _: Place(""))]


def _entry(question: Question) -> str:
    """One entry of the list `items`."""
    lines = written(_values(question)).splitlines()
    return "".join(f"  {'  ' if number else '- '}{line}\n" for number, line in enumerate(lines))


def _values(question: Question) -> Mapping[str, Value]:
    head: dict[str, Value] = {
        "id": question.id, "kind": question.kind, "principle": question.principle, "objective": question.objective,
        "bloom": question.bloom, "difficulty": question.difficulty, "points": question.points,
    }  # fmt: skip
    material: dict[str, Value] = {"material": question.material} if question.material else {}
    return {
        **head, **material, "stem": question.stem, **_key(question), "rationale": question.rationale,
        "source": question.source,
    }  # fmt: skip


def _key(question: Question) -> Mapping[str, Value]:
    match question.kind:
        case "single" | "multiple":
            fixed: dict[str, Value] = {"fixed": True} if question.fixed else {}
            return {"options": list(question.options), "answer": question.answer, **fixed}
        case "judge":
            return {"answer": question.answer == TRUE if question.answer else ""}
        case "judge-reason":
            reason: dict[str, Value] = {"reason": question.reason} if question.reason else {}
            return {"answer": question.answer == TRUE if question.answer else "", **reason}
        case "blank":
            return {"answers": [list(gap) for gap in question.accepted]}
        case _:
            rubric: list[Value] = [{"text": line.text, "points": line.points} for line in question.rubric]
            return {"answer": question.answer, "rubric": rubric, "lines": question.lines}
