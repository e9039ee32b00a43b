"""The keys of all forms of a paper side by side, for whoever marks them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursegen.exam.paper import Paper
from coursegen.model.item import Item

LETTERED = ("single", "multiple", "judge", "judge-reason")
"""Kinds whose key is letters or a sign."""


class KeyRow(Struct, frozen=True):
    """A number, and the item that has it in each form."""

    number: int
    items: tuple[Item, ...]


def key_rows(papers: Sequence[Paper]) -> tuple[KeyRow, ...]:
    """A row for every number that is answered with letters or a sign; numbers and kinds are alike in all forms."""
    questions = ([q for part in paper.sections for q in part.questions] for paper in papers)
    return tuple(
        KeyRow(row[0].number, tuple(question.item for question in row))
        for row in zip(*questions, strict=True)
        if row[0].item.kind in LETTERED
    )
