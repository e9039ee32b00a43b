"""What a finished paper is. Points may be halves."""

from __future__ import annotations

from dataclasses import dataclass

from coursegen.model.exam import ItemKind
from coursegen.model.item import Item
from coursegen.model.lesson import Lesson

FORM_LETTERS = "ABCDEFGHIJ"
"""Letters of forms; a paper has no more forms than these."""


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question; numbers run through the whole paper from 1."""

    number: int
    points: float
    item: Item


@dataclass(frozen=True, slots=True)
class PaperPart:
    """Questions of one kind, `points_each`, `points` together."""

    kind: ItemKind
    points_each: float
    points: float
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: minutes to sit it, full marks, how multiple choice is marked, its parts, the letter of its form."""

    title: str
    minutes: int
    points: float
    multiple_rule: str
    sections: tuple[PaperPart, ...]
    form: str = ""

    @property
    def items(self) -> frozenset[str]:
        """Ids of its items."""
        return frozenset(question.item.id for part in self.sections for question in part.questions)


@dataclass(frozen=True, slots=True)
class LessonPaper:
    """A lesson and the short paper on it."""

    lesson: Lesson
    paper: Paper
