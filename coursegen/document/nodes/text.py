"""Paragraphs, lists, headings, and what stands round them in any document."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from coursegen.document.nodes.inline import Line
from coursegen.errors import NOWHERE, Place

ParagraphStyle = Literal[
    "body", "lead", "note", "source", "question", "answer", "label", "cue",
    "address", "doc-number", "annex", "annex-mark",
]  # fmt: skip


class Paragraph(Struct, frozen=True):
    """One paragraph; `lead` is an emphasised opening, `source` an attribution, `label` a run-in head.

    `cue` is a line under a heading that tells a lecturer when it is due and on which slide.

    In official papers `address` is flush left (whom it is for), `doc-number` the number of the document, `annex` what
    is enclosed, `annex-mark` the mark that heads an enclosure.
    """

    line: Line
    style: ParagraphStyle = "body"
    at: Place = NOWHERE


class Bullets(Struct, frozen=True):
    """A list; `number` counts from `first`, `do` and `dont` carry ✓ and ✗, `check` an empty box."""

    kind: Literal["bullet", "number", "do", "dont", "check"]
    items: tuple[Line, ...]
    at: Place = NOWHERE
    first: int = 1


class WritingLines(Struct, frozen=True):
    """Ruled lines to write on by hand."""

    count: int
    at: Place = NOWHERE


class Heading(Struct, frozen=True):
    """A heading; `id` names it for contents and cross references; `new_page` starts a page with it.

    What a `one_page` heading heads, up to the next of that kind, must stand on one page. Contents leave out what is not
    `listed`, which only headings of level 2 can be.
    """

    level: Literal[1, 2, 3]
    line: Line
    id: str
    new_page: bool = False
    one_page: bool = False
    listed: bool = True
    at: Place = NOWHERE


class Contents(Struct, frozen=True):
    """The list of headings down to `depth`, with page numbers."""

    title: Line
    depth: int = 2
    at: Place = NOWHERE


class Cover(Struct, frozen=True):
    """Title page of a document."""

    title: Line
    subtitle: Line
    kicker: Line
    organiser: Line
    fields: tuple[Line, ...] = ()
    at: Place = NOWHERE


class PageBreak(Struct, frozen=True):
    """What follows starts a new page."""

    at: Place = NOWHERE
