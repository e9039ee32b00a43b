"""Items of the bank: one question each, with a permanent id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Difficulty = Literal["easy", "medium", "hard"]
ItemBloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ItemBase:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceItem(_ItemBase):
    """Options A, B, C …; `answer` is the letters that are right ("B", "ACD"), in order.

    `fixed` keeps the options in their order when a form is shuffled.
    """

    kind: Literal["single", "multiple"]
    options: tuple[str, ...]
    answer: str
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeItem(_ItemBase):
    """A statement that is true or false; `judge-reason` asks for the reason too (`reason` is the model answer)."""

    kind: Literal["judge", "judge-reason"]
    answer: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankItem(_ItemBase):
    """A stem with `____` for each blank; `answers` holds the accepted words of each."""

    kind: Literal["blank"]
    answers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RubricLine:
    """One scoring point of an open item, worth `points`."""

    text: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem(_ItemBase):
    """Short answer, case analysis or correction of a text: a model answer and a rubric that adds up to `points`."""

    kind: Literal["short", "case", "correct"]
    answer: str
    rubric: tuple[RubricLine, ...]
    lines: int = 6


Item = ChoiceItem | JudgeItem | BlankItem | OpenItem
