"""The body of a document from its flow: paragraphs, tables and the contents block, as XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from msgspec.structs import replace

from coursegen.document.nodes import Blank, Break, InlineStyle, Number, Reference, Text
from coursegen.layout.geometry import Role
from coursegen.layout.pages.geometry import (
    CONTENTS,
    ContentsEntry,
    Edge,
    Flow,
    FlowContents,
    FlowDrawing,
    FlowGrid,
    FlowPara,
    GridCell,
    GridRow,
    Pages,
    Piece,
    Tab,
    TabStop,
    paragraphs,
)
from coursegen.layout.pages.glyphs import blank_count
from coursegen.layout.words import FIGURE_SPACE
from coursegen.office.document.card import mirrored_runs
from coursegen.office.document.compiled import CompiledDocument, CompiledForm
from coursegen.office.document.drawing import Drawings
from coursegen.office.document.markup import SLOT, dxa, eighths, shade_slot
from coursegen.office.document.variants import Variants
from coursegen.office.prototype import escape
from coursegen.wording.chinese import in_script

_SPACES = re.compile(f"({FIGURE_SPACE}+)")
_NO_NAME = re.compile(r"\W")
_CAPTION = "caption:"
"""Stands before the id of a caption, which a heading may have as well."""

_HEADED, _BARE = "0620", "0600"
"""Which parts of its style a table shows (ECMA-376 part 1, 17.4.55): no bands; the first row as a header, or not."""

_SIDES = ("top", "left", "bottom", "right")


class Body:
    """Writes the flow of one document with the pieces of a compiled base."""

    def __init__(
        self,
        compiled: CompiledDocument,
        form: CompiledForm,
        pages: Pages,
        drawings: Drawings,
    ) -> None:
        self._drawings, self.variants = drawings, Variants(form.names, form.taken, in_script(drawings.language))
        self._form, self._pages = form, pages
        self._spec = compiled.spec.forms[pages.form]
        self._metrics = self._spec.paras
        self._pieces = {name: compiled.prototype(name) for name in compiled.prototypes}
        self._ids, self._shapes = count(1), count(1)
        numbers = (piece for para in paragraphs(pages.flow) for piece in para.line if isinstance(piece, Number))
        self._names = _bookmark_names((*pages.numbers, *(f"{_CAPTION}{number.id}" for number in numbers)))

    def xml(self) -> str:
        """The content of w:body before the last w:sectPr; for colours and faces there are slots (see `SLOT`)."""
        return self._flow(self._pages.flow, keep=False) or self._paragraph(FlowPara("body", ()), keep=False)

    def _flow(self, flow: Iterable[Flow], *, keep: bool) -> str:
        out: list[str] = []
        for item in flow:
            match item:
                case FlowPara():
                    out.append(self._paragraph(item, keep=keep))
                case FlowGrid():
                    out.append(self._table(item, keep=keep or item.keep))
                case FlowContents():
                    out.append(self._contents(item))
                case FlowDrawing():
                    out.append(self._drawings.xml(item, keep=keep))
        return "".join(out)

    def _paragraph(self, para: FlowPara, *, keep: bool) -> str:
        runs = self._runs(para.line)
        if para.mirrored:
            runs = mirrored_runs(para.mirrored, self._spec, next(self._shapes)) + runs
        if para.anchor in self._names:
            runs = self._pieces["bookmark"].fill(id=str(next(self._ids)), name=self._names[para.anchor], runs=runs)
        flow = _flow_props(para, keep=(keep or para.keep) and not self._metrics[para.role].keep_next)
        look, style, number = self._look_props(para), self._form.paras[para.role], self._list_of(para)
        variant = self.variants.key(style, (*flow, *look)) if flow or look else ""
        props = number if variant else "".join((*flow, number, *look))
        return self._pieces["para"].fill(style=variant or style, props=props, runs=runs)

    def _list_of(self, para: FlowPara) -> str:
        number = self._form.first_list + para.list_id - 1
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if para.list_id else ""

    def _look_props(self, para: FlowPara) -> Sequence[str]:
        """How the paragraph looks other than its style says, in schema order."""
        loose = self._metrics[para.role].justified and any(isinstance(piece, Blank) for piece in para.line)
        props = (
            _tabs(para.tabs),
            f'<w:spacing w:before="{dxa(para.before)}"/>' if para.before is not None else "",
            f'<w:ind w:right="{dxa(para.right)}"/>' if para.right is not None else "",
            '<w:jc w:val="left"/>' if loose else "",
        )
        return tuple(filter(None, props))

    def _runs(self, line: Iterable[Piece]) -> str:
        return "".join(self._run(piece) for piece in line)

    def _run(self, piece: Piece) -> str:
        match piece:
            case Text(text, style):
                return "".join(self._text(part, style) for part in _SPACES.split(text) if part)
            case Blank(width):
                return self._pieces["blank"].fill(
                    style=self._form.chars["blank"], text=FIGURE_SPACE * blank_count(width)
                )
            case Break():
                return self._pieces["break"].fill()
            case Tab():
                return self._pieces["tab"].fill()
            case Number():
                return self._number(piece)
            case Reference(target=target):
                name = self._names[f"{_CAPTION}{target}"]
                return self._field(f"REF {name} \\h", self._run(Text(piece.text)))

    def _text(self, text: str, style: InlineStyle) -> str:
        return self._pieces["run"].fill(props=self._run_props(text, style), text=escape(text))

    def _number(self, number: Number) -> str:
        """A caption's label and its number, which Word counts, in the bookmark that references show."""
        label, counted = number.label.strip(), self._run(Text(str(number.number)))
        runs = self._run(Text(number.label)) + self._field(f"SEQ {label} \\* ARABIC", counted)
        name = self._names[f"{_CAPTION}{number.id}"]
        return self._pieces["bookmark"].fill(id=str(next(self._ids)), name=name, runs=runs)

    def _field(self, code: str, shown: str) -> str:
        return self._pieces["field-begin"].fill(code=code) + shown + self._pieces["field-end"].fill()

    def _run_props(self, text: str, style: InlineStyle) -> str:
        """The hint gives quotation marks and dashes the East Asian font, as an input method does."""
        spaces = text[0] == FIGURE_SPACE
        use = "space" if spaces else style
        props = "" if use == "plain" else f'<w:rStyle w:val="{self._form.chars[use]}"/>'
        props += "" if spaces or text.isascii() else '<w:rFonts w:hint="eastAsia"/>'
        return f"<w:rPr>{props}</w:rPr>" if props else ""

    def _table(self, grid: FlowGrid, *, keep: bool) -> str:
        words = f'<w:tblCaption w:val="{escape(grid.title)}"/>'
        words += f'<w:tblDescription w:val="{escape(grid.alt)}"/>' if grid.alt else ""
        last = len(grid.rows) - 1
        head, look = self._head(grid)
        return self._pieces["table"].fill(
            style=self._form.grids[grid.kind], width=str(dxa(sum(grid.widths))), indent=str(dxa(grid.indent)),
            words=words, look=look, headed="1" if look == _HEADED else "0",
            columns="".join(f'<w:gridCol w:w="{dxa(width)}"/>' for width in grid.widths),
            rows="".join(
                self._row(row, grid, keep=keep or ((row.header or grid.whole) and n < last))
                for n, row in enumerate((head, *grid.rows[1:]))
            ),
        )  # fmt: skip

    def _head(self, grid: FlowGrid) -> tuple[GridRow, str]:
        """The first row, without the fill that the table's style gives it; and which parts of the style apply."""
        first = grid.rows[0]
        if grid.kind not in self._form.headed:
            return first, _HEADED
        if not all(cell.fill for cell in first.cells):
            return first, _BARE
        return replace(first, cells=tuple(replace(cell, fill=None) for cell in first.cells)), _HEADED

    def _row(self, row: GridRow, grid: FlowGrid, *, keep: bool) -> str:
        props = "" if row.split else "<w:cantSplit/>"
        props += f'<w:trHeight w:val="{dxa(row.least)}" w:hRule="atLeast"/>' if row.least else ""
        props += "<w:tblHeader/>" if row.header and len(grid.rows) > 1 else ""
        cells = zip(row.cells, grid.widths, strict=True)
        return self._pieces["row"].fill(props=props, cells="".join(self._cell(c, w, keep=keep) for c, w in cells))

    def _cell(self, cell: GridCell, width: float, *, keep: bool) -> str:
        edges = {edge.side: edge for edge in cell.edges}
        borders = "".join(self._edge(edges[side]) for side in _SIDES if side in edges)
        props = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
        props += f'<w:shd w:val="clear" w:color="auto" {self._shade(cell.fill, "fill")}/>' if cell.fill else ""
        props += '<w:vAlign w:val="center"/>' if cell.middle else ""
        return self._pieces["cell"].fill(
            width=str(dxa(width)), props=props, content=self._flow(cell.content, keep=keep)
        )

    def _edge(self, edge: Edge) -> str:
        if not edge.width:
            return f'<w:{edge.side} w:val="nil"/>'
        color = self._shade(edge.color, "color")
        return f'<w:{edge.side} w:val="single" w:sz="{eighths(edge.width)}" w:space="0" {color}/>'

    def _shade(self, role: Role, kind: str) -> str:
        return f"{SLOT}{shade_slot(role, kind)}{SLOT}"

    def _contents(self, item: FlowContents) -> str:
        """The contents as a field Word can update, with its lines as they are now."""
        code = f'TOC \\o "1-{item.depth}" \\h \\z'
        begin, end = self._pieces["field-begin"].fill(code=code), self._pieces["field-end"].fill()
        last = len(item.entries) - 1
        entries = [
            self._entry(entry, item.tab, before=begin if n == 0 else "", after=end if n == last else "")
            for n, entry in enumerate(item.entries)
        ]
        return self._pieces["contents"].fill(entries="".join(entries)) if entries else ""

    def _entry(self, entry: ContentsEntry, tab: TabStop, *, before: str, after: str) -> str:
        name = self._names[entry.target]
        page = escape(str(self._pages.numbers[entry.target]))
        words = self._runs(entry.line) + self._run(Tab()) + self._field(f"PAGEREF {name} \\h", self._run(Text(page)))
        runs = before + self._pieces["link"].fill(anchor=name, runs=words) + after
        style = self.variants.key(self._form.paras[CONTENTS[entry.level - 1]], (_tabs((tab,)),))
        return self._pieces["para"].fill(style=style, props="", runs=runs)


def _flow_props(para: FlowPara, *, keep: bool) -> Sequence[str]:
    """What ties a paragraph to the next one or to a page of its own, in schema order."""
    return ("<w:keepNext/>",) * keep + ("<w:pageBreakBefore/>",) * para.page_before


def _tabs(stops: tuple[TabStop, ...]) -> str:
    if not stops:
        return ""
    leaders = {"": "", "dot": ' w:leader="dot"', "underscore": ' w:leader="underscore"'}
    tabs = (f'<w:tab w:val="{s.align}"{leaders[s.leader]} w:pos="{dxa(s.position)}"/>' for s in stops)
    return f"<w:tabs>{''.join(tabs)}</w:tabs>"


def _bookmark_names(anchors: Iterable[str]) -> dict[str, str]:
    """A bookmark for each heading id: a low line, then letters and digits, 40 at most (17.13.6.2), no two alike."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in anchors:
        stem = "_" + _NO_NAME.sub("_", anchor)[:34]
        name = next(n for n in _numbered(stem) if n.lower() not in taken)
        taken.add(name.lower())
        names[anchor] = name
    return names


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}_{n}" for n in count(2))
