"""Decks of slides, documents of pages."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from coursegen.document.nodes.block import Block
from coursegen.document.nodes.inline import Line
from coursegen.errors import NOWHERE, Place

SlideKind = Literal["cover", "agenda", "section", "content", "quote", "activity", "closing", "carried"]


class Slide(Struct, frozen=True):
    """One slide. `id` is stable from build to build; `minutes` is what the lecturer plans for it."""

    id: str
    kind: SlideKind
    title: Line
    subtitle: Line = ()
    kicker: Line = ()
    organiser: Line = ()
    number: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[Line, ...] = ()
    minutes: int = 0
    at: Place = NOWHERE


class Section(Struct, frozen=True):
    """Slides of one lesson (or of the opening and the closing, which have no `short` and stay off the tracker)."""

    id: str
    name: str
    short: str
    slides: tuple[Slide, ...]
    at: Place = NOWHERE


class Properties(Struct, frozen=True):
    """Document properties of a product. `language` is a BCP 47 tag."""

    title: str
    subject: str
    author: str
    language: str
    footer: str
    header: str = ""


class Deck(Struct, frozen=True):
    """A deck: properties and sections in order."""

    properties: Properties
    sections: tuple[Section, ...]


PaperSize = Literal["A4", "A3", "B4"]
"""Sheets of exam papers: A4 upright; A3 and B4 (JIS, 257 × 364 mm) lying, in two columns."""

Seal = Literal["textbox", "table", "none"]
"""The sealed side of an exam paper."""

DocumentForm = Literal[
    "handout", "paper", "official", "letter", "sheet", "wide-sheet", "answer-sheet", "cards", "certificate"
]  # fmt: skip
"""Page set-ups: manuals, exam papers, official papers and letters (GB/T 9704-2012), forms upright and lying, answer
sheets, desk cards, certificates."""


class Document(Struct, frozen=True):
    """A document of pages; `form` picks its page set-up, for exam papers with sheet and seal."""

    properties: Properties
    form: DocumentForm
    blocks: tuple[Block, ...]
    paper: PaperSize = "A4"
    seal: Seal = "textbox"
