"""What a target can carry of a question, and what of a bank is lost on the way to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from coursegen.exchange import Question

How = Literal["whole", "by hand", "partly"]
"""Marked by the platform as the paper is; marked by a person there; or carried with less than the bank has."""

FEATURES = (
    "id", "material", "rationale", "source", "points", "principle", "objective", "bloom", "difficulty", "rubric",
    "lesson",
)  # fmt: skip
"""What questions have besides what is asked and the key."""


class Carrier(Struct, frozen=True):
    """Kinds a target takes (one that is not here stays behind), and the features that arrive there."""

    kinds: Mapping[str, How]
    features: frozenset[str] = field(default_factory=lambda: frozenset(FEATURES))


class Loss(Struct, frozen=True):
    """What of one question does not arrive: `kind` = the question itself."""

    question: str
    feature: str
    detail: str = ""


def losses(questions: Iterable[Question], carrier: Carrier) -> tuple[Loss, ...]:
    """Everything that a target cannot carry, by question."""
    return tuple(loss for question in questions for loss in _losses(question, carrier))


def _losses(question: Question, carrier: Carrier) -> Iterator[Loss]:
    how = carrier.kinds.get(question.kind)
    if how is None:
        yield Loss(question.id, "kind", question.kind)
        return
    if how != "whole":
        yield Loss(question.id, how, question.kind)
    for feature in FEATURES:
        if feature not in carrier.features and feature != "lesson" and getattr(question, feature):
            yield Loss(question.id, feature)
