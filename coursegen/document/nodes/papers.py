"""What only exam papers, official papers and cards have."""

from __future__ import annotations

from msgspec import Struct

from coursegen.document.nodes.inline import Line
from coursegen.document.nodes.text import Paragraph
from coursegen.errors import NOWHERE, Place


class Letterhead(Struct, frozen=True):
    """The red head of an official paper: the mark of the office that issues it, and the document's number."""

    title: Line
    number: Line
    at: Place = NOWHERE


class Signature(Struct, frozen=True):
    """Who signs, and when; there is room for a seal."""

    name: Line
    date: Line
    at: Place = NOWHERE


class Imprint(Struct, frozen=True):
    """The lines at the foot of an official paper's last page (版记): who gets copies, who printed it, and when."""

    copies: Line
    printer: Line
    date: Line
    at: Place = NOWHERE


class NameCard(Struct, frozen=True):
    """A page to fold into a card that stands on a desk: a name and a line below it, on both sides."""

    title: Line
    subtitle: Line
    at: Place = NOWHERE


class PaperHead(Struct, frozen=True):
    """Head of an exam paper: title, rules of the sitting, and the table of marks (one column per section and total)."""

    title: Line
    rules: Line
    sections: tuple[str, ...]
    points: tuple[str, ...]
    at: Place = NOWHERE


class PaperSection(Struct, frozen=True):
    """Head of one section of a paper, with its instruction and a box for the marker."""

    line: Line
    instruction: Line
    at: Place = NOWHERE


class Question(Struct, frozen=True):
    """One question of a paper. `answer` (with its rationale and source) is present in lecturers' papers only."""

    number: int
    stem: Line
    options: tuple[Line, ...] = ()
    material: tuple[Line, ...] = ()
    bracket: bool = False
    lines: int = 0
    answer: tuple[Paragraph, ...] = ()
    at: Place = NOWHERE


class NumberGrid(Struct, frozen=True):
    """Where a candidate writes who he is, and fills in his number: `digits` columns of bubbles 0 to 9.

    `fields` name what is written; `forms` are the letters of the paper's forms, to be filled in under the name `form`.
    """

    fields: tuple[Line, ...]
    name: Line
    digits: int
    form: Line = ()
    forms: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    at: Place = NOWHERE


class BubbleRow(Struct, frozen=True):
    """Bubbles of one question: its number and what stands in each bubble."""

    number: int
    options: tuple[Line, ...]


class Bubbles(Struct, frozen=True):
    """Rows of bubbles, one for each question."""

    rows: tuple[BubbleRow, ...]
    at: Place = NOWHERE


class AnswerBox(Struct, frozen=True):
    """A ruled box with `lines` lines to answer in; its title names the question."""

    number: int
    title: Line
    lines: int
    at: Place = NOWHERE


class EvenPages(Struct, frozen=True):
    """A last page with these words on it where the number of pages would be odd."""

    line: Line
    at: Place = NOWHERE
