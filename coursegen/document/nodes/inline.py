"""What stands in a paragraph.

A `Line` is one paragraph's inline content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

InlineStyle = Literal["plain", "strong", "term", "quote", "answer", "small"]


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text in one style; `answer` is shown to lecturers only, `quote` is set in the quotation face."""

    text: str
    style: InlineStyle = "plain"


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank to fill by hand, `width` em wide."""

    width: int = 6


@dataclass(frozen=True, slots=True)
class Reference:
    """Names a table or a figure by its id; `text` is what it says (表3), once captions are numbered."""

    target: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Number:
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
