"""Fields of a question in the words of a platform, and back: what a sheet and a text have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from msgspec.structs import replace

from coursegen.exchange.question import FALSE, TRUE, Kind, Question
from coursegen.exchange.separators import joined, parted, parts_safely
from coursegen.exchange.texts import (
    Marks,
    explained,
    grading,
    indented,
    logical_lines,
    prompt,
    with_explained,
    with_grading,
    with_prompt,
)
from coursegen.model import RubricLine
from coursegen.model.profile import Profile
from coursegen.text import narrow

LETTERS = "ABCDEFGHIJ"

TRUTHS = {
    "正确": TRUE, "对": TRUE, "√": TRUE, "✓": TRUE, "是": TRUE, "t": TRUE, "true": TRUE, "正確": TRUE, "對": TRUE,
    "错误": FALSE, "错": FALSE, "×": FALSE, "✗": FALSE, "x": FALSE, "否": FALSE, "f": FALSE, "false": FALSE,
    "錯誤": FALSE, "錯": FALSE,
}  # fmt: skip
"""Words for true and false that files are seen to use."""

DIFFICULTIES = {
    "易": "easy", "简单": "easy", "容易": "easy", "较易": "easy", "easy": "easy", "低": "easy", "簡單": "easy",
    "中": "medium", "中等": "medium", "一般": "medium", "适中": "medium", "medium": "medium", "適中": "medium",
    "难": "hard", "困难": "hard", "较难": "hard", "hard": "hard", "高": "hard", "難": "hard", "困難": "hard",
}  # fmt: skip

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_RUBRIC_LINE = re.compile(r"(\d+(?:\.\d+)?)(?:：|: )")
_YES = ("是", "yes")


def has(profile: Profile, field: str) -> bool:
    """Whether the platform has a place for a field."""
    labels = profile.text.labels if profile.text and not profile.columns else {}
    return field in labels or any(column.field == field for column in profile.columns)


def fields_of(question: Question, profile: Profile, marks: Marks) -> Mapping[str, str]:
    """Every field of a question by name; what has no place of its own goes with its neighbour."""
    apart, latin = has(profile, "rubric"), profile.right.isascii()
    colon = ": " if latin else "："
    fields = {
        "id": question.id,
        "kind": profile.kinds.get(question.kind, ""),
        "material": question.material,
        "stem": question.stem if has(profile, "material") else prompt(question, marks),
        "options": joined(question.options, profile.between_options, profile.escape),
        "answer": _answer(question, profile, marks, apart=apart),
        "reason": question.reason,
        "rubric": "\n".join(f"{line.points:g}{colon}{indented(line.text)}" for line in question.rubric),
        "rationale": question.rationale if has(profile, "source") else explained(question, marks),
        "source": question.source,
        "points": f"{question.points:g}" if question.points else "",
        "difficulty": profile.difficulties.get(question.difficulty, question.difficulty),
        "principle": question.principle, "objective": question.objective, "bloom": question.bloom,
        "lines": str(question.lines or ""),
        "fixed": _YES[latin] if question.fixed else "",
    }  # fmt: skip
    return fields | {f"option.{letter}": text for letter, text in zip(LETTERS, question.options, strict=False)}


def _answer(question: Question, profile: Profile, marks: Marks, *, apart: bool) -> str:
    """The key in the platform's words; with a model answer goes its rubric where that has no place (`apart`)."""
    match question.kind:
        case "single" | "multiple":
            return profile.between_letters.join(question.answer)
        case "judge":
            return profile.right if question.answer == TRUE else profile.wrong
        case "judge-reason" if has(profile, "reason"):
            return profile.right if question.answer == TRUE else profile.wrong
        case "blank":
            gaps = (joined(words, profile.between_words, profile.escape) for words in question.accepted)
            return joined(gaps, profile.between_gaps, profile.escape)
        case _:
            return question.answer if apart else grading(question, marks)


def unsafe(question: Question, profile: Profile) -> str:
    """The separator of a platform that stands in a text of a question and would part it; empty when there is none."""
    words = [word for gap in question.accepted for word in gap]
    wants = [(words, profile.between_words), (words, profile.between_gaps)]
    if has(profile, "options"):
        wants.append((list(question.options), profile.between_options))
    return next((sep for texts, sep in wants if not parts_safely(texts, sep, profile.escape)), "")


def question_from(fields: Mapping[str, str], profile: Profile) -> Question:
    """A question from its fields; what they do not say is empty, and a kind that is not said is guessed.

    The key of a question of unknown kind is left as it is written, for `fields` may be of any program.
    """
    options = _options(fields, profile)
    kind = _kind(fields, options, profile)
    question = Question(
        id=fields.get("id", ""), kind=kind, stem="", options=options if kind in ("single", "multiple") else (),
        reason=fields.get("reason", ""), principle=fields.get("principle", ""), objective=fields.get("objective", ""),
        bloom=fields.get("bloom", ""), difficulty=_difficulty(fields, profile), points=_points(fields),
        lines=int(fields["lines"]) if fields.get("lines", "").isdecimal() else 0, fixed=fields.get("fixed") in _YES,
        rubric=_rubric(fields.get("rubric", "")),
    )  # fmt: skip
    if fields.get("material"):
        question = replace(question, material=fields["material"], stem=fields.get("stem", ""))
    else:
        question = with_prompt(question, fields.get("stem", ""))
    if fields.get("source"):
        question = replace(question, rationale=fields.get("rationale", ""), source=fields["source"])
    else:
        question = with_explained(question, fields.get("rationale", ""))
    return _with_answer(question, fields.get("answer", ""), profile)


def _options(fields: Mapping[str, str], profile: Profile) -> tuple[str, ...]:
    apart = [fields.get(f"option.{letter}", "") for letter in LETTERS]
    while apart and not apart[-1]:
        apart.pop()
    if apart:
        return tuple(apart)
    return parted(fields["options"], profile.between_options, profile.escape) if fields.get("options") else ()


def _kind(fields: Mapping[str, str], options: tuple[str, ...], profile: Profile) -> Kind:
    word = fields.get("kind", "").strip()
    meant, own = kind_named(word), [kind for kind, known in profile.kinds.items() if known == word]
    named = own[0] if own and meant not in own else meant
    return _as_kind(named) or _guessed(fields, options, profile)


def _as_kind(name: str) -> Kind | None:
    kinds: tuple[Kind, ...] = ("single", "multiple", "judge", "judge-reason", "blank", "short", "case", "correct")
    return next((kind for kind in kinds if kind == name), None)


_KIND_WORDS: tuple[tuple[str, Kind], ...] = (
    ("判断说理", "judge-reason"), ("判断并说明", "judge-reason"), ("单", "single"), ("多", "multiple"),
    ("不定项", "multiple"), ("判断", "judge"), ("是非", "judge"), ("填空", "blank"), ("案例", "case"),
    ("材料分析", "case"), ("材料题", "case"),
    ("改错", "correct"), ("简答", "short"), ("問答", "short"), ("问答", "short"), ("论述", "short"), ("主观", "short"),
)  # fmt: skip


def kind_named(word: str) -> Kind | Literal[""]:
    """The kind that a platform's word for it means, as far as one can tell; empty for a word nobody knows."""
    return next((kind for part, kind in _KIND_WORDS if part in word), "")


def _guessed(fields: Mapping[str, str], options: tuple[str, ...], profile: Profile) -> Kind:
    answer = fields.get("answer", "").strip()
    if options:
        return "multiple" if len(letters_in(answer)) > 1 else "single"
    if truth_of(answer, profile):
        return "judge"
    return "blank" if "____" in fields.get("stem", "") else "short"


def letters_in(answer: str) -> str:
    """The letters of a key, "A、C" or "ac" or "A C"; nothing when it says anything else."""
    plain = re.sub(r"[\s,，、;；|/]", "", narrow(answer).upper())
    found = "".join(letter for letter in LETTERS if letter in plain)
    return found if set(plain) <= set(LETTERS) else ""


def truth_of(answer: str, profile: Profile) -> str:
    """TRUE or FALSE for a word that says so, else nothing."""
    word = answer.strip()
    return {profile.right: TRUE, profile.wrong: FALSE}.get(word) or TRUTHS.get(narrow(word).lower(), "")


def _with_answer(question: Question, answer: str, profile: Profile) -> Question:
    def choice() -> Question:
        return replace(question, answer=letters_in(answer))

    def judge() -> Question:
        return replace(question, answer=truth_of(answer, profile))

    def judge_reason() -> Question:
        truth = truth_of(answer, profile)
        return replace(question, answer=truth) if truth else with_grading(question, answer)

    def blank() -> Question:
        gaps = parted(answer, profile.between_gaps, profile.escape) if answer else ()
        return replace(question, accepted=tuple(parted(gap, profile.between_words, profile.escape) for gap in gaps))

    def model_answer() -> Question:
        return replace(question, answer=answer) if question.rubric else with_grading(question, answer)

    by_kind: Mapping[Kind, Callable[[], Question]] = {
        "single": choice, "multiple": choice, "judge": judge, "judge-reason": judge_reason, "blank": blank,
    }  # fmt: skip
    return by_kind.get(question.kind, model_answer)()


def _points(fields: Mapping[str, str]) -> float:
    found = _NUMBER.match(fields.get("points", "").strip())
    return float(found[0]) if found else 0


def _difficulty(fields: Mapping[str, str], profile: Profile) -> str:
    word = fields.get("difficulty", "").strip()
    known = {name: key for key, name in profile.difficulties.items()}
    return known.get(word) or DIFFICULTIES.get(word.lower(), "")


def _rubric(text: str) -> tuple[RubricLine, ...]:
    lines = ((line, _RUBRIC_LINE.match(line)) for line in logical_lines(text))
    return tuple(RubricLine(line[found.end() :], float(found[1])) for line, found in lines if found)
