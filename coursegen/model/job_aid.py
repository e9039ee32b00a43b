"""The page that a participant takes back to his desk."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Checklist(Struct, frozen=True):
    """Part of a job aid to tick off, in the order of the work."""

    kind: Literal["checklist"]
    title: str
    items: tuple[str, ...]


class Form(Struct, frozen=True):
    """Part of a job aid to fill in: a table with some cells written already and `blank_rows` empty rows below."""

    kind: Literal["form"]
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank_rows: int = 0

    @property
    def widths(self) -> tuple[int, ...]:
        """Relative widths of the columns: by their longest text, and room to write where every cell is empty."""
        cells = [[row[n] for row in self.rows] for n in range(len(self.columns))]
        longest = [max(map(len, column), default=0) for column in cells]
        return tuple(max(len(head), min(20, long or 12), 4) for head, long in zip(self.columns, longest, strict=True))


class JobAid(Struct, frozen=True):
    """One A4 page to put on the desk: when to take it up, and its parts. No cited rule, only procedure and blanks."""

    id: str
    title: str
    when: str
    parts: tuple[Checklist | Form, ...]
