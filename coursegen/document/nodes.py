"""Nodes of decks and documents. What they cannot say, no product can say.

`at` is the place of the literal tag in the *template* that made the node. A `Line` is one paragraph's inline content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coursegen.errors import NOWHERE, Place

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

ParagraphStyle = Literal[
    "body", "lead", "note", "source", "question", "answer", "label", "cue",
    "address", "doc-number", "annex", "annex-mark",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `lead` is an emphasised opening, `source` an attribution, `label` a run-in head.

    `cue` is a line under a heading that tells a lecturer when it is due and on which slide.

    In official papers `address` is flush left (whom it is for), `doc-number` the number of the document, `annex` what
    is enclosed, `annex-mark` the mark that heads an enclosure.
    """

    line: Line
    style: ParagraphStyle = "body"
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `number` counts from `first`, `do` and `dont` carry ✓ and ✗, `check` an empty box."""

    kind: Literal["bullet", "number", "do", "dont", "check"]
    items: tuple[Line, ...]
    at: Place = NOWHERE
    first: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; `widths` are relative; every body row is at least `lines` lines high.

    `look` form is ruled all over, as tables are that people fill in; labels is a form without a header, in which every
    second column from the first names what stands beside it; record has more room in its cells, dense the smallest
    type. The caption of one with an `id` has a `number`, as captions of pictures and figures have (see `captions`).
    `good` are the rows that stand out, counted from 0.
    """

    caption: str
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    lines: int = 0
    look: Literal["data", "form", "labels", "record", "dense"] = "data"
    id: str = ""
    number: Number | None = None
    at: Place = NOWHERE
    good: tuple[int, ...] = ()


FigureKind = Literal[
    "cards", "hub", "steps", "do-dont", "compare", "spectrum", "quote", "rows", "outline", "seals",
    "ring", "ladder", "cycle", "timeline", "matrix", "statement", "pyramid", "balance", "chain", "tree", "nested",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureItem:
    """One member of a figure. `tone`: good and bad colour it as to do or to avoid, strong marks the one that counts."""

    head: Line = ()
    text: Line = ()
    key: str = ""
    points: tuple[Line, ...] = ()
    tone: Literal["plain", "good", "bad", "strong"] = "plain"


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing by kind.

    `label` is the centre of a hub, ring or cycle, the root of a tree, the verdict of a comparison or balance, the
    source of a quotation or statement; `poles` are the three column names of a spectrum, whose items hold low, right
    and high in `points`, or the ends of a matrix's axes: left, right, lower, upper. A timeline's `key` is when. `rows`
    are full-width bands (objectives, options, verdicts, recap), `outline` the agenda (key = number, head = lesson,
    text = minutes), `seals` the characters of a cover.
    """

    kind: FigureKind
    alt: str
    items: tuple[FigureItem, ...]
    label: Line = ()
    poles: tuple[Line, ...] = ()
    at: Place = NOWHERE


ChartKind = Literal["bar", "column", "line", "doughnut"]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart, a number for each category."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers as a native chart.

    `caption` says what is counted and in which unit, `label` marks numbers that are only a sample, `note` says where
    they come from.
    """

    kind: ChartKind
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    caption: Line = ()
    label: Line = ()
    note: Line = ()
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its file, shown whole, with text and points beside it and a caption under it.

    `width` and `height` are pixels; who reads the file fills them in (see `pictures`). In a document it is `most`
    points wide at most; 0 leaves that to its pixels.
    """

    file: str
    alt: str
    caption: Line = ()
    text: Line = ()
    points: tuple[Line, ...] = ()
    width: int = 0
    height: int = 0
    id: str = ""
    number: Number | None = None
    most: int = 0
    at: Place = NOWHERE

    @property
    def vector(self) -> str:
        """The file itself when it is an SVG, which a PNG of the same name stands in for; else nothing."""
        return self.file if self.file.lower().endswith(".svg") else ""

    @property
    def raster(self) -> str:
        """The file that every program can show."""
        return f"{self.file[:-4]}.png" if self.vector else self.file


@dataclass(frozen=True, slots=True)
class Caption:
    """The numbered caption of the figure or chart that stands before it."""

    line: Line
    id: str
    number: Number | None = None
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One row of a record: its name, and what is written there."""

    name: Line
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A ruled form of two columns: names at the left, what is written there at the right. The first row is its head."""

    title: str
    entries: tuple[RecordEntry, ...]
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks set apart from the text, with a title of their own."""

    kind: Literal["scene", "case", "question", "objectives", "task", "note", "facilitator", "material", "answer"]
    title: Line
    blocks: tuple[Block, ...]
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side on a slide; the left ones take `share` per cent of the width."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: int = 50
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Ruled lines to write on by hand."""

    count: int
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Heading:
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


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings down to `depth`, with page numbers."""

    title: Line
    depth: int = 2
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Cover:
    """Title page of a document."""

    title: Line
    subtitle: Line
    kicker: Line
    organiser: Line
    fields: tuple[Line, ...] = ()
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The red head of an official paper: the mark of the office that issues it, and the document's number."""

    title: Line
    number: Line
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and when; there is room for a seal."""

    name: Line
    date: Line
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Imprint:
    """The lines at the foot of an official paper's last page (版记): who gets copies, who printed it, and when."""

    copies: Line
    printer: Line
    date: Line
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class NameCard:
    """A page to fold into a card that stands on a desk: a name and a line below it, on both sides."""

    title: Line
    subtitle: Line
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Head of an exam paper: title, rules of the sitting, and the table of marks (one column per section and total)."""

    title: Line
    rules: Line
    sections: tuple[str, ...]
    points: tuple[str, ...]
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Head of one section of a paper, with its instruction and a box for the marker."""

    line: Line
    instruction: Line
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a paper. `answer` (with its rationale and source) is present in lecturers' papers only."""

    number: int
    stem: Line
    options: tuple[Line, ...] = ()
    material: tuple[Line, ...] = ()
    bracket: bool = False
    lines: int = 0
    answer: tuple[Paragraph, ...] = ()
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""

    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class NumberGrid:
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


@dataclass(frozen=True, slots=True)
class BubbleRow:
    """Bubbles of one question: its number and what stands in each bubble."""

    number: int
    options: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Bubbles:
    """Rows of bubbles, one for each question."""

    rows: tuple[BubbleRow, ...]
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """A ruled box with `lines` lines to answer in; its title names the question."""

    number: int
    title: Line
    lines: int
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class EvenPages:
    """A last page with these words on it where the number of pages would be odd."""

    line: Line
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

SlideKind = Literal["cover", "agenda", "section", "content", "quote", "closing", "carried"]


@dataclass(frozen=True, slots=True)
class Slide:
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


@dataclass(frozen=True, slots=True)
class Section:
    """Slides of one lesson (or of the opening and the closing, which have no `short` and stay off the tracker)."""

    id: str
    name: str
    short: str
    slides: tuple[Slide, ...]
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties of a product. `language` is a BCP 47 tag."""

    title: str
    subject: str
    author: str
    language: str
    footer: str
    header: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
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


@dataclass(frozen=True, slots=True)
class Document:
    """A document of pages; `form` picks its page set-up, for exam papers with sheet and seal."""

    properties: Properties
    form: DocumentForm
    blocks: tuple[Block, ...]
    paper: PaperSize = "A4"
    seal: Seal = "textbox"
