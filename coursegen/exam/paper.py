"""What a finished paper is. Points may be halves."""

from __future__ import annotations

from msgspec import Struct

from coursegen.model.exam import ItemKind
from coursegen.model.item import Item
from coursegen.model.lesson import Lesson

FORM_LETTERS = "ABCDEFGHIJ"
"""Letters of forms; a paper has no more forms than these."""


class PaperQuestion(Struct, frozen=True):
    """One question; numbers run through the whole paper from 1."""

    number: int
    points: float
    item: Item


class PaperPart(Struct, frozen=True):
    """Questions of one kind, `points_each`, `points` together."""

    kind: ItemKind
    points_each: float
    points: float
    questions: tuple[PaperQuestion, ...]


class Paper(Struct, frozen=True):
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


class LessonPaper(Struct, frozen=True):
    """A lesson and the short paper on it."""

    lesson: Lesson
    paper: Paper
