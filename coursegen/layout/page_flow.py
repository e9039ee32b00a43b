"""From the blocks of a document to its flow: which style each paragraph has, and which native tables draw the rest."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import cast

from coursegen.document.nodes import (
    Block,
    Box,
    Bullets,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Line,
    PageBreak,
    PaperHead,
    PaperSection,
    Paragraph,
    Question,
    Table,
    Text,
    WritingLines,
)
from coursegen.layout.page_boxes import panel
from coursegen.layout.page_figures import figure_flow
from coursegen.layout.page_geometry import (
    ContentsEntry,
    Flow,
    FlowContents,
    FlowGrid,
    FlowPara,
    FormSpec,
    GridCell,
    GridRow,
    ParaRole,
    TabStop,
)
from coursegen.layout.page_paper import head_flow, question_flow, section_flow
from coursegen.layout.page_setting import Setting, append, plain, role_in, shares, writing_lines


def document_flow(document: Document, spec: FormSpec) -> tuple[Flow, ...]:
    """The flow of a whole document."""
    setting = Setting(spec, spec.width, "page", count(1))
    headings = tuple(b for b in document.blocks if isinstance(b, Heading))
    flow: list[Flow] = []
    broken = False
    for block in document.blocks:
        if isinstance(block, PageBreak):
            broken = bool(flow) or broken
            continue
        made = _contents(block, headings, spec) if isinstance(block, Contents) else block_flow(block, setting)
        fresh = broken or (isinstance(block, Heading) and block.new_page and bool(flow))
        append(flow, made, new_page=fresh)
        broken = isinstance(block, Cover)
    return tuple(flow)


def block_flow(block: Block, setting: Setting) -> tuple[Flow, ...]:
    """The flow of one block."""
    match block:
        case Paragraph(line=line, style=style):
            return (FlowPara(role_in(setting.context, style), line),)
        case Bullets():
            return bullets_flow(block, setting)
        case Table():
            return table_flow(block, setting)
        case Figure():
            return figure_flow(block, setting)
        case Box():
            return _box(block, setting)
        case WritingLines(count=number):
            return (writing_lines(number, setting),) if number > 0 else ()
        case Heading(level=level, line=line, id=anchor):
            return (FlowPara(cast("ParaRole", f"heading{level}"), line, anchor=anchor),)
        case Cover():
            return _cover(block)
        case PaperHead():
            return head_flow(block, setting)
        case PaperSection():
            return section_flow(block, setting)
        case Question():
            return question_flow(block, setting)
        case Contents() | PageBreak():
            return ()


def flow_of(blocks: Iterable[Block], setting: Setting) -> tuple[Flow, ...]:
    """The flow of blocks in one column."""
    flow: list[Flow] = []
    for block in blocks:
        append(flow, block_flow(block, setting))
    return tuple(flow)


def bullets_flow(block: Bullets, setting: Setting) -> tuple[FlowPara, ...]:
    """A list; a numbered one gets an id of its own, so that it starts at 1."""
    role = role_in(setting.context, block.kind)
    list_id = next(setting.lists) if block.kind == "number" else 0
    return tuple(FlowPara(role, item, list_id=list_id) for item in block.items)


def _box(block: Box, setting: Setting) -> tuple[Flow, ...]:
    margins = setting.spec.grids["box"].margins
    inner = setting.within(setting.width - margins[1] - margins[3], "box")
    return (panel(block.kind, block.title, tuple(flow_of((b,), inner) for b in block.blocks), setting),)


def table_flow(block: Table, setting: Setting) -> tuple[Flow, ...]:
    """Caption and table; `lines` makes body rows at least that many lines high."""
    widths = shares(block.widths or (1,) * len(block.header), setting.width)
    head = tuple(GridCell((FlowPara("cell-head", cell),), fill="primary", middle=True) for cell in block.header)
    margins = setting.spec.grids["table"].margins
    least = block.lines * setting.spec.paras["cell"].line + margins[0] + margins[2] if block.lines else 0.0
    rows = tuple(
        GridRow(tuple(GridCell((FlowPara("cell", cell),), middle=not block.lines) for cell in row), least=least)
        for row in block.rows
    )
    title = block.caption or "、".join(plain(cell) for cell in block.header)
    grid = FlowGrid("table", widths, (GridRow(head, header=True), *rows), title)
    caption = (FlowPara("caption", (Text(block.caption),)),) if block.caption else ()
    return (*caption, grid)


def _contents(block: Contents, headings: tuple[Heading, ...], spec: FormSpec) -> tuple[Flow, ...]:
    entries = tuple(ContentsEntry(h.level, h.line, h.id) for h in headings if h.level <= block.depth)
    title = (FlowPara("contents-title", block.title),) if block.title else ()
    return (*title, FlowContents(entries, block.depth, TabStop(spec.width, "right", "dot")))


def _cover(block: Cover) -> tuple[Flow, ...]:
    """Kicker, title and subtitle high on the page, fields and organiser below."""
    parts: list[tuple[ParaRole, Line]] = [
        ("cover-kicker", block.kicker or ()), ("title", block.title), ("subtitle", block.subtitle),
        *(("cover-field", line) for line in block.fields), ("organiser", block.organiser),
    ]  # fmt: skip
    return tuple(FlowPara(role, line) for role, line in parts if line or role == "cover-kicker")
