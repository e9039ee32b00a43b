"""What a paper must contain."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FormKind = Literal["shuffled", "parallel"]
PaperSize = Literal["A4", "A3", "B4"]
"""Sheets an exam paper is printed on: A4 upright; A3 and B4 (JIS, 257 × 364 mm) lying, in two columns."""

Seal = Literal["textbox", "table", "none"]
"""The sealed side of an exam paper: in text boxes, in a table (for programs that draw none), or without one."""

ItemKind = Literal["single", "multiple", "judge", "judge-reason", "blank", "short", "case", "correct"]


class BlueprintSection(Struct, frozen=True):
    """One part of a paper: `count` items of one kind, `points` each."""

    kind: ItemKind
    count: int
    points: float


class Blueprint(Struct, frozen=True):
    """A paper: its sections in order, minutes to sit it, and how much of it may ask for mere recall (percent).

    It comes in as many `forms`: shuffled (the same items in another order) or parallel (other items of the same kinds).

    `scope` lesson makes one paper for each lesson. No item of the paper of the blueprint `excludes` is taken, nor any
    that one leaves out in its turn. `seal` is that of the printed paper; empty where the unit decides. `fixed` are the
    items of a paper that is settled, by id in their order: one list, or one for each parallel form.
    """

    id: str
    title: str
    minutes: int
    sections: tuple[BlueprintSection, ...]
    recall_at_most: int = 30
    multiple_rule: str = "全部选对得满分，少选、多选、错选均不得分"
    seed: str = "A"
    scope: Literal["course", "lesson"] = "course"
    excludes: str = ""
    forms: int = 1
    form_kind: FormKind = "shuffled"
    seal: Literal["", "textbox", "table", "none"] = ""
    fixed: tuple[tuple[str, ...], ...] = ()

    @property
    def points(self) -> float:
        """Full marks."""
        return sum(s.count * s.points for s in self.sections)
