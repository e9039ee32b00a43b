"""Texts of a question that a platform has one field for: put together for it, and taken apart again.

The parts are told by marks such as 【问题】 at the start of a paragraph. Those of every language we write are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from coursegen.exchange.question import FALSE, TRUE, Question
from coursegen.model import RubricLine

TAG_LIMIT = 50
"""Characters of a tag in Moodle (TAG_MAX_LENGTH in tag/lib.php); what is longer is cut off there."""

TAGGED = ("kind", "principle", "objective", "bloom", "difficulty", "points", "lines", "fixed")
"""What has no place of its own on platforms and travels as a tag `key:value`."""

_INDENT = "　　"


class Marks(Struct, frozen=True):
    """Heads of parts in one language; `worth` tells the points of a scoring line."""

    material: str
    question: str
    source: str
    answer: str
    rubric: str
    worth: str
    right: str
    wrong: str


_MARKS = {
    "zh-Hans": Marks("【材料】", "【问题】", "【出处】", "【参考答案】", "【评分标准】", "（{}分）", "正确", "错误"),
    "zh-Hant": Marks("【材料】", "【問題】", "【出處】", "【參考答案】", "【評分標準】", "（{}分）", "正確", "錯誤"),
    "en": Marks(
        "[Material] ", "[Question] ", "[Source] ", "[Model answer] ", "[Rubric]", "({} points) ", "True", "False"
    ),
}  # fmt: skip


def marks_of(language: str) -> Marks:
    """The marks of a language; Chinese for one that has none."""
    return _MARKS.get("zh-Hant" if language == "zh-HK" else language, _MARKS["zh-Hans"])


def prompt(question: Question, marks: Marks) -> str:
    """What is asked, with the material before it."""
    if not question.material:
        return question.stem
    return f"{marks.material}{question.material}\n\n{marks.question}{question.stem}"


def with_prompt(question: Question, text: str) -> Question:
    """The question with material and stem from a `prompt`."""
    for marks in _MARKS.values():
        if text.startswith(marks.material):
            material, found, stem = text.removeprefix(marks.material).rpartition(f"\n\n{marks.question}")
            if found:
                return replace(question, material=material, stem=stem)
    return replace(question, stem=text)


def explained(question: Question, marks: Marks) -> str:
    """Why the key is right, and where that comes from."""
    source = f"{marks.source}{question.source}" if question.source else ""
    return "\n\n".join(filter(None, (question.rationale, source)))


def with_explained(question: Question, text: str) -> Question:
    """The question with rationale and source from an `explained` text."""
    for marks in _MARKS.values():
        before, found, source = f"\n\n{text}".rpartition(f"\n\n{marks.source}")
        if found:
            return replace(question, rationale=before.removeprefix("\n\n"), source=source)
    return replace(question, rationale=text)


def grading(question: Question, marks: Marks) -> str:
    """What the one who marks must know of a question that no machine can mark; nothing for other questions."""
    if question.kind == "judge-reason":
        truth = marks.right if question.answer == TRUE else marks.wrong
        return f"{marks.answer}{truth}" + (f"\n{question.reason}" if question.reason else "")
    if question.kind == "blank":
        return marks.answer + "\n".join(" / ".join(words) for words in question.accepted)
    if not question.rubric and not question.answer:
        return ""
    lines = (f"{marks.worth.format(f'{line.points:g}')}{indented(line.text)}" for line in question.rubric)
    return "\n".join((f"{marks.answer}{question.answer}", marks.rubric, *lines))


def with_grading(question: Question, text: str) -> Question:
    """The question with what a `grading` text says."""
    for marks in _MARKS.values():
        if not text.startswith(marks.answer):
            continue
        body = text.removeprefix(marks.answer)
        if question.kind == "judge-reason":
            truth, _, reason = body.partition("\n")
            return replace(question, answer={marks.right: TRUE, marks.wrong: FALSE}.get(truth, ""), reason=reason)
        if question.kind == "blank":
            return replace(question, accepted=tuple(tuple(line.split(" / ")) for line in body.split("\n")))
        answer, found, rubric = body.rpartition(f"\n{marks.rubric}\n")
        if found:
            return replace(question, answer=answer, rubric=tuple(_rubric(rubric, marks)))
        return replace(question, answer=body.removesuffix(f"\n{marks.rubric}"))
    return replace(question, answer=text) if text else question


def both(question: Question, marks: Marks) -> str:
    """`explained` and `grading` together, for platforms with a single field."""
    return "\n\n".join(filter(None, (explained(question, marks), grading(question, marks))))


def with_both(question: Question, text: str) -> Question:
    """The question with what `both` put together."""
    for marks in _MARKS.values():
        before, found, rest = f"\n\n{text}".rpartition(f"\n\n{marks.answer}")
        if found:
            graded = with_grading(question, f"{marks.answer}{rest}")
            return with_explained(graded, before.removeprefix("\n\n"))
    return with_explained(question, text)


def _rubric(text: str, marks: Marks) -> Iterator[RubricLine]:
    before, _, after = map(re.escape, marks.worth.partition("{}"))
    head = re.compile(rf"{before}(\d+(?:\.\d+)?){after}", re.DOTALL)
    for line in logical_lines(text):
        if found := head.match(line):
            yield RubricLine(line[found.end() :], float(found[1]))


def indented(text: str) -> str:
    """Text whose further lines begin with two full-width blanks, so that a reader knows they go on."""
    return text.replace("\n", f"\n{_INDENT}")


def logical_lines(text: str) -> list[str]:
    """Lines of a text, those that go on put together: undoes `indented`."""
    found: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_INDENT) and found:
            found[-1] += f"\n{line.removeprefix(_INDENT)}"
        else:
            found.append(line)
    return found


def tags_of(question: Question) -> tuple[str, ...]:
    """What the platform has no field for, as tags."""
    values = ((key, _tag_value(getattr(question, key))) for key in TAGGED)
    return tuple(f"{key}:{value}" for key, value in values if value)


def _tag_value(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else ""
        case int() | float():
            return f"{value:g}" if value else ""
        case _:
            return str(value)


def with_tags(question: Question, tags: tuple[str, ...]) -> Question:
    """The question with what its tags say; tags of other programs are passed over."""
    said = {key: value for key, found, value in (tag.partition(":") for tag in tags) if found}
    points, lines = said.get("points", ""), said.get("lines", "")
    return replace(
        question,
        principle=said.get("principle", question.principle),
        objective=said.get("objective", question.objective),
        bloom=said.get("bloom", question.bloom),
        difficulty=said.get("difficulty", question.difficulty),
        points=float(points) if re.fullmatch(r"\d+(\.\d+)?", points) else question.points,
        lines=int(lines) if lines.isdecimal() else question.lines,
        fixed=said.get("fixed") == "yes",
    )  # fmt: skip
