"""What stands in a paragraph.

A `Line` is one paragraph's inline content.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

InlineStyle = Literal["plain", "strong", "term", "quote", "answer", "small"]


class Text(Struct, frozen=True):
    """A piece of text in one style; `answer` is shown to lecturers only, `quote` is set in the quotation face."""

    text: str
    style: InlineStyle = "plain"


class Break(Struct, frozen=True):
    """A line break inside a paragraph."""


class Blank(Struct, frozen=True):
    """A blank to fill by hand, `width` em wide."""

    width: int = 6


class Reference(Struct, frozen=True):
    """Names a table or a figure by its id; `text` is what it says (表3), once captions are numbered."""

    target: str
    text: str = ""


class Number(Struct, frozen=True):
    """The label and number at the head of a caption, and the id that references name it by."""

    label: str
    number: int
    id: str

    @property
    def text(self) -> str:
        """What it says, and what references to it say."""
        return f"{self.label}{self.number}"


Inline = Text | Break | Blank | Reference | Number

Line = tuple[Inline, ...]
