"""A paper is settled for a class: its items are chosen, those of the last sittings last, and written into its file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from coursegen.build.papers import Forms, in_forms
from coursegen.build.prepared import Prepared
from coursegen.errors import Fault, FaultError, fail
from coursegen.exam import Paper
from coursegen.exam.history import Sat
from coursegen.reading.edit_paths import put_rows


class Settled(Struct, frozen=True):
    """A paper for a class: its blueprint, the items of each form by part, and those that sittings of the past had."""

    blueprint: str
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    again: tuple[str, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """All items, each once."""
        return tuple(dict.fromkeys(name for row in self.rows for part in row for name in part))

    def into(self, text: str) -> str:
        """The text of a class with the paper in it. Raises C116 for a text that cannot be followed."""
        return put_rows(text, ("papers", self.blueprint), self.rows)


def settle(prepared: Prepared, forms: Forms, past: Sequence[Sat]) -> Settled:
    """The paper that is asked for, chosen anew with as few items of these sittings as the bank allows.

    Raises O130 without a blueprint, C612 for a paper that is settled already, and what `assemble` raises.
    """
    blueprint, place = prepared.blueprint, prepared.held.place
    if blueprint is None:
        raise FaultError([Fault("O130", place, {"product": "quiz"})])
    if blueprint.fixed:
        raise fail("C612", place, paper=blueprint.id)
    used = Counter(item for sitting in past for item in sitting.items)
    papers = in_forms(prepared.bundle, forms.of(blueprint), prepared.lessons, used)
    first = {paper.items: paper for paper in reversed(papers)}
    rows = tuple(_parts(paper) for paper in reversed(first.values()))
    found = Settled(blueprint.id, rows, ())
    return Settled(blueprint.id, rows, tuple(name for name in found.items if name in used))


def _parts(paper: Paper) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(question.item.id for question in part.questions) for part in paper.sections)
