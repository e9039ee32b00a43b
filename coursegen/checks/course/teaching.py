"""Whether a lesson can be taught as it is written: titles that claim, texts that fit, verbs one can observe."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pkgutil import get_data

from msgspec import Struct

from coursegen.checks.course.remark import length, remark, words
from coursegen.errors import Fault
from coursegen.model import Case, ChoiceItem, CourseBundle, Item, JudgeItem, Lesson, Objective, Principle
from coursegen.text import collapse, is_wide

TITLE_WIDTH = 52
"""Full-width characters of a slide title: two lines of 26 at 28 pt."""
NOTES_LENGTH = (80, 250)
"""Characters of a slide's notes: half a minute to a minute and a half of speech."""
CASE_LENGTHS = {"situation": 120, "gist": 60, "question": 20, "text": 22, "why": 24}
"""Characters of a case's situation, of its gist and question, of one option (a line) and of what comes of it."""
GIST_FROM = 75
"""Characters of a situation that still stand beside the options on a slide; a longer one needs a gist."""
BRIEF_LENGTHS = {"saying": 40, "question": 32, "answer": 110}
"""Characters of what must be said, of what will be asked and of its answer: a lesson's brief is one page."""
FIGURE_LENGTH = 220
"""Characters a slide with a figure holds, labels counted."""
CLAIM_LEAST = 5
"""No sentence is shorter."""

_TOPIC = re.compile(
    r"^(?:关于|试论|浅谈|略论|谈谈)|的(?:重要性|必要性|意义|作用|概念|含义|内涵|定义|内容|原则|方法|要求)$"
)


_CONDITION = re.compile("情境下|，能")
"""What ends the condition of an objective, before what is to be done under it."""


def teaching_remarks(bundle: CourseBundle) -> Iterator[Fault]:
    """Remarks on lessons and their objectives, principles and their cases, and the levels of items."""
    for lesson in bundle.lessons:
        yield from _titles(bundle, lesson)
        yield from _brief(bundle, lesson)
        for objective in lesson.objectives:
            yield from _objective(bundle, objective)
    for principle in bundle.principles.values():
        yield from _principle(bundle, principle)
        for case in principle.cases:
            yield from _case(bundle, case)
    for item in bundle.items:
        yield from _level(bundle, item)


def _titles(bundle: CourseBundle, lesson: Lesson) -> Iterator[Fault]:
    yield from _width(bundle, lesson.id, "title", lesson.title)
    for field in ("scene", "activity", "recap", "task"):
        yield from _width(bundle, lesson.id, field, getattr(lesson, field).title)
    if lesson.quotation:
        yield from _width(bundle, lesson.id, "quotation", lesson.quotation.title)
        yield from _notes(bundle, lesson.id, lesson.quotation.notes, "quotation")


def _brief(bundle: CourseBundle, lesson: Lesson) -> Iterator[Fault]:
    """Texts of a lesson's brief that make it longer than its page."""
    sayings = lesson.brief.sayings if lesson.brief else ()
    asked = lesson.brief.questions if lesson.brief else ()
    texts = [("saying", text) for text in sayings]
    texts += [pair for one in asked for pair in (("question", one.question), ("answer", one.answer))]
    for name, text in texts:
        if length(text) > (most := BRIEF_LENGTHS[name]):
            yield remark(bundle, "K137", lesson.id, "brief", text=text[:12], length=length(text), most=most)


def _width(bundle: CourseBundle, key: str, field: str, text: str) -> Iterator[Fault]:
    """Whether a text that heads a slide fits there."""
    width = sum(1 if is_wide(char) else 0.5 for char in collapse(words(text)))
    if width > TITLE_WIDTH:
        yield remark(bundle, "K103", key, field, length=round(width), limit=TITLE_WIDTH)


def _principle(bundle: CourseBundle, principle: Principle) -> Iterator[Fault]:
    yield from _width(bundle, principle.id, "claim", principle.claim)
    yield from _claim(bundle, principle.id, "claim", principle.claim)
    if principle.tier == "core":
        yield from _notes(bundle, principle.id, principle.notes)
        if (written := _length_in(principle.figure)) > FIGURE_LENGTH:
            yield remark(bundle, "K136", principle.id, "figure", length=written, most=FIGURE_LENGTH)


def _length_in(figure: object) -> int:
    """Characters of all texts of a figure."""
    match figure:
        case str():
            return length(figure)
        case tuple():
            return sum(map(_length_in, figure))
        case _ if isinstance(figure, Struct):
            return sum(_length_in(getattr(figure, name)) for name in figure.__struct_fields__ if name != "kind")
        case _:
            return 0


def _case(bundle: CourseBundle, case: Case) -> Iterator[Fault]:
    yield from _width(bundle, case.id, "title", case.title)
    yield from _width(bundle, case.id, "lesson", case.lesson)
    yield from _claim(bundle, case.id, "lesson", case.lesson)
    yield from _notes(bundle, case.id, case.notes)
    if not case.gist and (written := length(case.situation)) > GIST_FROM:
        yield remark(bundle, "K138", case.id, "situation", length=written, most=GIST_FROM, gist=CASE_LENGTHS["gist"])
    texts = [(name, name, getattr(case, name)) for name in ("situation", "gist", "question")]
    texts += [(name, "options", getattr(option, name)) for option in case.options for name in ("text", "why")]
    for name, field, text in texts:
        if length(text) > (most := CASE_LENGTHS[name]):
            yield remark(bundle, "K120", case.id, field, text=text[:12], length=length(text), most=most)


def _claim(bundle: CourseBundle, key: str, field: str, text: str) -> Iterator[Fault]:
    """A claim says something of something. A program can tell topics by how they begin and end, or by their brevity."""
    said = collapse(words(text)).rstrip("。！")
    if len(said) < CLAIM_LEAST or _TOPIC.search(said):
        yield remark(bundle, "K119", key, field, text=said)


def _notes(bundle: CourseBundle, key: str, text: str, field: str = "notes") -> Iterator[Fault]:
    least, most = NOTES_LENGTH
    if not least <= length(text) <= most:
        yield remark(bundle, "K105", key, field, length=length(text), least=least, most=most)


def _objective(bundle: CourseBundle, objective: Objective) -> Iterator[Fault]:
    """An objective names something to be seen, at its own level: a verb of another level alone is suspect."""
    asked = _CONDITION.split(objective.text, maxsplit=1)[-1]
    verbs = _verbs()
    if word := next((word for word in verbs["unseen"] if word in asked), ""):
        yield remark(bundle, "K129", objective.id, "text", word=word)
        return
    found = {level: word for level, known in verbs.items() for word in known if word in asked}
    if found and objective.bloom not in found:
        level, word = next(iter(found.items()))
        yield remark(bundle, "K121", objective.id, "bloom", word=word, level=level, said=objective.bloom)


def _level(bundle: CourseBundle, item: Item) -> Iterator[Fault]:
    """Whoever only picks or ticks makes nothing of his own: such an item cannot test `create`."""
    if isinstance(item, ChoiceItem | JudgeItem) and item.bloom == "create":
        yield remark(bundle, "K122", item.id, "bloom", level=item.bloom)


@cache
def _verbs() -> Mapping[str, tuple[str, ...]]:
    """Verbs of objectives by level; those under `unseen` name what nobody can observe."""
    read = tomllib.loads((get_data("coursegen.checks.course", "verbs.toml") or b"").decode())
    return {level: tuple(known) for level, known in read.items()}
