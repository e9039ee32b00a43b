"""The closed set of blocks, and those that hold others."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from coursegen.document.nodes.evidence import Caption, Chart, Figure, Picture, Table
from coursegen.document.nodes.inline import Line
from coursegen.document.nodes.papers import (
    AnswerBox,
    Bubbles,
    EvenPages,
    Imprint,
    Letterhead,
    NameCard,
    NumberGrid,
    PaperHead,
    PaperSection,
    Question,
    Signature,
)
from coursegen.document.nodes.text import Bullets, Contents, Cover, Heading, PageBreak, Paragraph, WritingLines
from coursegen.errors import NOWHERE, Place


class RecordEntry(Struct, frozen=True):
    """One row of a record: its name, and what is written there."""

    name: Line
    blocks: tuple[Block, ...]


class Record(Struct, frozen=True):
    """A ruled form of two columns: names at the left, what is written there at the right. The first row is its head."""

    title: str
    entries: tuple[RecordEntry, ...]
    at: Place = NOWHERE


class Box(Struct, frozen=True):
    """Blocks set apart from the text, with a title of their own."""

    kind: Literal["scene", "case", "question", "objectives", "task", "note", "facilitator", "material", "answer"]
    title: Line
    blocks: tuple[Block, ...]
    at: Place = NOWHERE


class Columns(Struct, frozen=True):
    """Blocks side by side on a slide; the left ones take `share` per cent of the width."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: int = 50
    at: Place = NOWHERE


Block = (
    Paragraph
    | Bullets
    | Table
    | Figure
    | Chart
    | Picture
    | Caption
    | Record
    | Box
    | Columns
    | WritingLines
    | Heading
    | Contents
    | Cover
    | Letterhead
    | Signature
    | Imprint
    | NameCard
    | PaperHead
    | PaperSection
    | Question
    | NumberGrid
    | Bubbles
    | AnswerBox
    | EvenPages
    | PageBreak
)
