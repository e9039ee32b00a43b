"""A question as other programs know it: one flat shape for every kind, in which anything may be missing."""

from __future__ import annotations

from typing import Literal, assert_never, get_args

from msgspec import Struct

from coursegen.errors import NOWHERE, Place
from coursegen.model import BlankItem, ChoiceItem, Item, JudgeItem, OpenItem, RubricLine
from coursegen.model.exam import ItemKind
from coursegen.wording.lettered import names_places

Kind = ItemKind | Literal["match", "order"]
KINDS: tuple[Kind, ...] = (*get_args(ItemKind), "match", "order")
"""Kinds of the bank, then those that are only for practice."""

TRUE, FALSE = "T", "F"


class Question(Struct, frozen=True, kw_only=True):
    """One question; what it does not have, or its file does not say, is empty (points: 0).

    `answer`: the letters of the right options, `TRUE` or `FALSE`, or the model answer of an open question. `accepted`:
    the words taken for each gap. `pairs`: what belongs together; `steps`: in the right order; `shown`: right members of
    the pairs, or the steps, in the order in which they are shown. `place` is where a file has it.
    """

    id: str
    kind: Kind
    stem: str
    options: tuple[str, ...] = ()
    answer: str = ""
    reason: str = ""
    accepted: tuple[tuple[str, ...], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    rubric: tuple[RubricLine, ...] = ()
    material: str = ""
    rationale: str = ""
    source: str = ""
    principle: str = ""
    objective: str = ""
    bloom: str = ""
    difficulty: str = ""
    points: float = 0
    lines: int = 0
    fixed: bool = False
    place: Place = NOWHERE

    def __eq__(self, other: object) -> bool:
        """Questions that say the same are equal wherever they stand."""
        return isinstance(other, Question) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "place")


def question_of(item: Item) -> Question:
    """An item of the bank as a question."""
    match item:
        case ChoiceItem():
            return _question(item, options=item.options, answer=item.answer, fixed=_fixed(item))
        case JudgeItem():
            return _question(item, answer=TRUE if item.answer else FALSE, reason=item.reason)
        case BlankItem():
            return _question(item, accepted=item.answers)
        case OpenItem():
            return _question(item, answer=item.answer, rubric=item.rubric, lines=item.lines)
        case _:
            assert_never(item)


def _fixed(item: ChoiceItem) -> bool:
    """Whether a platform must leave the options in their order: so marked, or spoken of by letter or place."""
    return item.fixed or names_places(item)


def _question(
    item: Item,
    *,
    options: tuple[str, ...] = (),
    answer: str = "",
    reason: str = "",
    accepted: tuple[tuple[str, ...], ...] = (),
    rubric: tuple[RubricLine, ...] = (),
    lines: int = 0,
    fixed: bool = False,
) -> Question:
    return Question(
        id=item.id, kind=item.kind, stem=item.stem, options=options, answer=answer, reason=reason, accepted=accepted,
        rubric=rubric, material=item.material, rationale=item.rationale, source=item.source, principle=item.principle,
        objective=item.objective, bloom=item.bloom, difficulty=item.difficulty, points=item.points, lines=lines,
        fixed=fixed,
    )  # fmt: skip
