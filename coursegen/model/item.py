"""Items of the bank: one question each, with a permanent id."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Difficulty = Literal["easy", "medium", "hard"]
ItemBloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]


class _ItemBase(Struct, frozen=True, kw_only=True):
    """What every item states; `objective` is an id of the lesson's objectives, `rationale` why the key is right.

    `review` is what should be looked at before the item is asked again: no new paper takes it until that is gone.
    """

    id: str
    principle: str
    objective: str
    bloom: ItemBloom
    difficulty: Difficulty
    points: float
    stem: str
    rationale: str
    source: str
    material: str = ""
    review: str = ""


class ChoiceItem(_ItemBase, frozen=True, kw_only=True):
    """Options A, B, C …; `answer` is the letters that are right ("B", "ACD"), in order.

    `fixed` keeps the options in their order when a form is shuffled.
    """

    kind: Literal["single", "multiple"]
    options: tuple[str, ...]
    answer: str
    fixed: bool = False


class JudgeItem(_ItemBase, frozen=True, kw_only=True):
    """A statement that is true or false; `judge-reason` asks for the reason too (`reason` is the model answer)."""

    kind: Literal["judge", "judge-reason"]
    answer: bool
    reason: str = ""


class BlankItem(_ItemBase, frozen=True, kw_only=True):
    """A stem with `____` for each blank; `answers` holds the accepted words of each."""

    kind: Literal["blank"]
    answers: tuple[tuple[str, ...], ...]


class RubricLine(Struct, frozen=True):
    """One scoring point of an open item, worth `points`."""

    text: str
    points: float


class OpenItem(_ItemBase, frozen=True, kw_only=True):
    """Short answer, case analysis or correction of a text: a model answer and a rubric that adds up to `points`."""

    kind: Literal["short", "case", "correct"]
    answer: str
    rubric: tuple[RubricLine, ...]
    lines: int = 6


Item = ChoiceItem | JudgeItem | BlankItem | OpenItem
