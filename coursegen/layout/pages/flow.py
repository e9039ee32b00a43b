"""From the blocks of a document to its flow: which style each paragraph has, and which native tables draw the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import count, zip_longest

from msgspec.structs import replace

from coursegen.document.nodes import (
    AnswerBox,
    Block,
    Box,
    Bubbles,
    Bullets,
    Caption,
    Chart,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Imprint,
    Letterhead,
    Line,
    NameCard,
    NumberGrid,
    PageBreak,
    PaperHead,
    PaperSection,
    PaperSize,
    Paragraph,
    Picture,
    Question,
    Record,
    Signature,
    Table,
    WritingLines,
)
from coursegen.layout.pages.boxes import panel
from coursegen.layout.pages.geometry import (
    ContentsEntry,
    Flow,
    FlowContents,
    FlowGrid,
    FlowPara,
    Form,
    FormSpec,
    GridCell,
    GridRow,
    ParaRole,
    TabStop,
)
from coursegen.layout.pages.heights import flow_height, grid_heights
from coursegen.layout.pages.official import official_flow, with_signature_tied
from coursegen.layout.pages.setting import (
    GAP,
    Setting,
    append,
    captioned,
    closed,
    opened,
    role_in,
    writing_lines,
)
from coursegen.layout.pages.tables import table_flow
from coursegen.layout.pages.titles import balanced
from coursegen.layout.words import words_of
from coursegen.once import Asked

_SHEETS: Mapping[PaperSize, Form] = {"A4": "paper", "A3": "paper-a3", "B4": "paper-b4"}

HEADINGS: tuple[ParaRole, ...] = ("heading1", "heading2", "heading3")
COVER_GAP = 40.0
"""Space between the fields of a cover and the organiser."""

COVER_FOOT = 20.0
"""Space left free under the organiser."""


def form_of(document: Document) -> Form:
    """The page set-up of a document.

    A paper that shows its answers is a key, one for candidates is set for its sheet; a letter with a red head is a red
    one.
    """
    if document.form == "letter" and any(isinstance(block, Letterhead) for block in document.blocks):
        return "red-letter"
    if document.form == "paper":
        shown = any(isinstance(block, Question) and block.answer for block in document.blocks)
        return "key" if shown else _SHEETS[document.paper]
    return document.form


def document_flow(document: Document, spec: FormSpec) -> tuple[Flow, ...]:
    """The flow of a whole document."""
    setting = Setting(
        spec, spec.width, "page", count(1), form_of(document), document.seal, words_of(document.properties.language)
    )
    headings = tuple(b for b in document.blocks if isinstance(b, Heading))
    flow: list[Flow] = []
    broken = False
    for block, after in zip_longest(document.blocks, document.blocks[1:]):
        if isinstance(block, PageBreak):
            broken = bool(flow) or broken
            continue
        made = _contents(block, headings, spec) if isinstance(block, Contents) else _once(block, setting)
        made = _tied_at_end(made) if _leads_on(block, after) else made
        own = isinstance(block, NameCard) or (isinstance(block, Heading) and block.new_page)
        fresh = broken or (own and bool(flow))
        append(flow, made, new_page=fresh)
        broken = isinstance(block, Cover)
    whole = with_signature_tied(flow)
    return tuple(_fitted(item, spec) for item in whole)


def _once(block: Block, setting: Setting) -> tuple[Flow, ...]:
    """The flow of a block; one that was set before, and has no numbered list, stands as it did."""
    if isinstance(block, Bullets) and block.kind == "number":
        return block_flow(block, setting)
    key = id(block), id(setting.spec), setting.form, setting.seal, id(setting.words)
    return _without_lists(Asked(key, (block, setting))) or block_flow(block, setting)


@lru_cache(maxsize=2048)
def _without_lists(asked: Asked[tuple[Block, Setting]]) -> tuple[Flow, ...] | None:
    """The flow of a block that takes no number from the list counter; None for one that does."""
    block, setting = asked.held
    lists = count(1)
    made = block_flow(block, replace(setting, lists=lists))
    return made if next(lists) == 1 else None


@lru_cache(maxsize=2048)
def _fitted_once(asked: Asked[tuple[FlowGrid, FormSpec]]) -> FlowGrid:
    return _splitting(*asked.held)


def _fitted(item: Flow, spec: FormSpec) -> Flow:
    """What a page has no room for as it is: titles broken evenly, rows made to split."""
    match item:
        case FlowGrid():
            return _fitted_once(Asked((id(item), id(spec)), (item, spec)))
        case FlowPara():
            return balanced(item, spec)
        case _:
            return item


def _splitting(grid: FlowGrid, spec: FormSpec) -> FlowGrid:
    """The table with rows that are higher than a page made to split."""
    heights = grid_heights(grid, spec)
    most = spec.height - sum(h for h, row in zip(heights, grid.rows, strict=True) if row.header)
    if max(heights, default=0.0) <= most:
        return grid
    rows = (replace(row, split=h > most) for h, row in zip(heights, grid.rows, strict=True))
    return replace(grid, rows=tuple(rows))


def block_flow(block: Block, setting: Setting) -> tuple[Flow, ...]:
    """The flow of one block (contents and page breaks belong to the whole document and have none here)."""
    match block:
        case Box():
            return _box(block, setting)
        case Table():
            return table_flow(block, setting)
        case Figure() | Chart() | Picture():
            return _drawn_flow(block, setting)
        case Record():
            return record_flow(block, setting)
        case PaperHead() | PaperSection() | Question() | NumberGrid() | Bubbles() | AnswerBox():
            return _exam_flow(block, setting)
        case Cover():
            return _cover(block, setting)
        case Letterhead() | Signature() | Imprint() | NameCard():
            return official_flow(block, setting)
        case _:
            return _text_flow(block, setting)


def _drawn_flow(block: Figure | Chart | Picture, setting: Setting) -> tuple[Flow, ...]:
    """What is drawn. What draws it is loaded here: many documents have text alone."""
    from coursegen.layout.pages.evidence import chart_flow, picture_flow
    from coursegen.layout.pages.figures import figure_flow

    match block:
        case Figure():
            return figure_flow(block, setting)
        case Chart():
            return chart_flow(block, setting)
        case Picture():
            return picture_flow(block, setting)


def _exam_flow(
    block: PaperHead | PaperSection | Question | NumberGrid | Bubbles | AnswerBox, setting: Setting
) -> tuple[Flow, ...]:
    """What exam papers and their answer sheets have of their own."""
    from coursegen.layout.pages.answer_sheet import answer_sheet_flow
    from coursegen.layout.pages.paper import head_flow, question_flow, section_flow

    match block:
        case PaperHead():
            return head_flow(block, setting)
        case PaperSection():
            return section_flow(block, setting)
        case Question():
            return question_flow(block, setting)
        case _:
            return answer_sheet_flow(block, setting)


def _text_flow(block: Block, setting: Setting) -> tuple[Flow, ...]:
    match block:
        case Paragraph(line=line, style=style):
            return (FlowPara(role_in(setting.context, style), opened(line)),)
        case Heading(level=level, line=line, id=anchor, listed=listed):
            role = "part-heading" if level == 2 and not listed else HEADINGS[level - 1]
            return (FlowPara(role, line, anchor=anchor),)
        case Caption(line=line, number=number):
            return (FlowPara("figure-caption", captioned(number, line, setting)),)
        case Bullets():
            return bullets_flow(block, setting)
        case WritingLines(count=number) if number > 0:
            return (writing_lines(number, setting),)
        case _:
            return ()


def flow_of(blocks: Iterable[Block], setting: Setting) -> tuple[Flow, ...]:
    """The flow of blocks in one column."""
    flow: list[Flow] = []
    for block in blocks:
        append(flow, block_flow(block, setting))
    return tuple(flow)


def bullets_flow(block: Bullets, setting: Setting) -> tuple[FlowPara, ...]:
    """A list; a numbered one gets an id of its own, so that it starts at 1.

    On a page the last two items stay together.
    """
    role = role_in(setting.context, block.kind)
    list_id = next(setting.lists) if block.kind == "number" else 0
    tied = len(block.items) - 2 if setting.context == "page" else None
    return tuple(FlowPara(role, opened(item), list_id=list_id, keep=n == tied) for n, item in enumerate(block.items))


def _box(block: Box, setting: Setting) -> tuple[Flow, ...]:
    margins = setting.spec.grids["box"].margins
    inner = setting.within(setting.width - margins[1] - margins[3], "box")
    return (panel(block.kind, block.title, tuple(flow_of((b,), inner) for b in block.blocks), setting),)


RECORD_NAME = 66.0
"""Width of the names of a record: four characters and their margins."""


def record_flow(block: Record, setting: Setting) -> tuple[Flow, ...]:
    """A ruled form: names at the left, blocks at the right; the first row is repeated where it goes on."""
    margins = setting.spec.grids["record"].margins
    widths = (RECORD_NAME, setting.width - RECORD_NAME)
    inner = setting.within(widths[1] - margins[1] - margins[3], "form")
    rows = tuple(
        GridRow(
            (
                GridCell((FlowPara("form-head", entry.name),), middle=True),
                GridCell(closed(flow_of(entry.blocks, inner)), middle=True),
            ),
            header=n == 0,
        )
        for n, entry in enumerate(block.entries)
    )
    return (FlowGrid("record", widths, rows, block.title),)


def _leads_on(block: Block, after: Block | None) -> bool:
    """Whether a block stays with the next: a figure with its caption or the prompt below it, a rule with questions."""
    match block, after:
        case (_, Caption()) | (Paragraph(), Question()) | (Figure(), Paragraph(style="label")):
            return True
        case _:
            return False


def _tied_at_end(flow: tuple[Flow, ...]) -> tuple[Flow, ...]:
    """The flow with its last piece, and the gap after it, tied to what comes next."""
    last = max((n for n, item in enumerate(flow) if item != GAP), default=0)
    return tuple(
        replace(item, keep=True) if n >= last and not isinstance(item, FlowContents) else item
        for n, item in enumerate(flow)
    )


def _contents(block: Contents, headings: tuple[Heading, ...], spec: FormSpec) -> tuple[Flow, ...]:
    listed = (heading for heading in headings if heading.id and heading.listed and heading.level <= block.depth)
    entries = tuple(ContentsEntry(heading.level, heading.line, heading.id) for heading in listed)
    title = (FlowPara("contents-title", block.title),) if block.title else ()
    return (*title, FlowContents(entries, block.depth, TabStop(spec.width, "right", "dot")))


def _cover(block: Cover, setting: Setting) -> tuple[Flow, ...]:
    """Kicker, title and subtitle high on the page; fields and organiser at its foot, as far as there is room."""
    top: list[tuple[ParaRole, Line]] = [("cover-kicker", block.kicker), ("title", block.title)]
    top += [("subtitle", block.subtitle)] if block.subtitle else []
    foot: list[tuple[ParaRole, Line]] = [("cover-field", line) for line in block.fields]
    foot += [("organiser", block.organiser)] if block.organiser else []
    upper = [FlowPara(role, line) for role, line in top]
    lower = [FlowPara(role, line) for role, line in foot]
    spare = setting.spec.height - flow_height((*upper, *lower), setting.width, setting.spec) - COVER_FOOT
    if lower and spare > 0:
        room = COVER_GAP if len(lower) > 1 and block.organiser else 0.0
        lower[0] = replace(lower[0], before=max(0.0, spare - room))
        if room:
            lower[-1] = replace(lower[-1], before=room)
    return (*upper, *lower)
