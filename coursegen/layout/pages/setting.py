"""What the makers of page flow share: where blocks stand, tables side by side, words of a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from coursegen.document.nodes import Blank, Break, Line, Number, Reference, Seal, Text
from coursegen.layout.pages.geometry import (
    Flow,
    FlowDrawing,
    FlowGrid,
    FlowPara,
    Form,
    FormSpec,
    ParaRole,
    Piece,
    Tab,
    TabStop,
)
from coursegen.layout.pages.glyphs import LINE_MAY_END
from coursegen.layout.words import CHINESE, PrintedWords

Context = Literal["page", "box", "cell", "form"]
OFFICIAL: Mapping[str, ParaRole] = {
    "cue": "cue", "address": "address", "doc-number": "doc-number", "annex": "annex", "annex-mark": "annex-mark",
}  # fmt: skip
"""Roles of the paragraphs that only pages have, and mostly official papers; in boxes they are plain text."""

GAP = FlowPara("gap", ())


class Setting(Struct, frozen=True):
    """Where blocks stand: the form's spec, the width of the column, what it is part of, the list counter, the form.

    `seal` is how the sealed side of an exam paper is made, `words` are what pages say of themselves.
    """

    spec: FormSpec
    width: float
    context: Context
    lists: Iterator[int]
    form: Form = "handout"
    seal: Seal = "textbox"
    words: PrintedWords = CHINESE

    def within(self, width: float, context: Context) -> Setting:
        """The same in a narrower column."""
        return replace(self, width=width, context=context)


def role_in(context: Context, name: str) -> ParaRole:
    """The role of a text block by where it stands."""
    if name in OFFICIAL:
        return OFFICIAL[name] if context == "page" else role_in(context, "body")
    if context == "box":
        return cast("ParaRole", f"box-{name}")
    if context == "form":
        return cast("ParaRole", f"form-{name}" if name in ("bullet", "number", "check", "lines") else "form-cell")
    if context == "cell":
        return cast("ParaRole", f"cell-{name}" if name in ("bullet", "number", "do", "dont", "check") else "cell")
    return cast("ParaRole", name)


def append(flow: list[Flow], more: Iterable[Flow], *, new_page: bool = False) -> None:
    """Put flow after flow: a gap stands on both sides of a table, for tables that touch become one."""
    if new_page and len(flow) > 1 and flow[-1] == GAP:
        flow.pop()  # it parts tables; alone at the foot of a full page it would make an empty one
    for item in more:
        if isinstance(item, FlowGrid) and (not flow or not _is_gap(flow[-1])) and (flow or new_page):
            flow.append(replace(GAP, keep=True, page_before=new_page))
            new_page = False
        if new_page and isinstance(item, FlowPara | FlowDrawing):
            item = replace(item, page_before=True)
        new_page = new_page and not isinstance(item, FlowPara | FlowDrawing)
        if _is_gap(item) and flow and _is_gap(flow[-1]):
            continue
        flow.append(item)
        if isinstance(item, FlowGrid):
            flow.append(replace(GAP, keep=item.keep))


def _is_gap(item: Flow) -> bool:
    return isinstance(item, FlowPara) and item.role == "gap"


def shares(parts: tuple[int, ...], width: float) -> tuple[float, ...]:
    """A width in twentieths of a point cut in these proportions; the last part takes what rounding leaves."""
    whole = round(width * 20)
    cuts = [round(whole * part / sum(parts)) for part in parts[:-1]]
    return tuple(cut / 20 for cut in (*cuts, whole - sum(cuts)))


def columns(parts: tuple[int, ...], width: float, least: float) -> tuple[float, ...]:
    """Widths of columns in these proportions, none under `least` as far as all have room for it."""
    floor = min(least, width / len(parts))
    widths = [width * part / sum(parts) for part in parts]
    narrow = [n for n, wide in enumerate(widths) if wide < floor]
    rest = sum(part for n, part in enumerate(parts) if n not in narrow)
    room = width - floor * len(narrow)
    return shares(
        tuple(round(100 * (floor if n in narrow else room * part / rest)) for n, part in enumerate(parts)), width
    )


def captioned(number: Number | None, line: Line, setting: Setting) -> tuple[Piece, ...]:
    """A caption with its label and number, if it has one."""
    return (number, Text(setting.words.gap), *line) if number else line


def opened(line: Line) -> Line:
    """The line with a place to break it between a stop and a blank, which would draw the stop's word down with it."""
    pairs = zip_longest(line, line[1:])
    return tuple(
        replace(piece, text=piece.text + LINE_MAY_END)
        if isinstance(piece, Text) and isinstance(after, Blank) and piece.text.endswith(_STOPS)
        else piece
        for piece, after in pairs
    )


_STOPS = ("，", "；", "：", "。")


def plain(line: Iterable[Piece]) -> str:
    """Words of a line."""
    return "".join(map(_word, line))


def _word(piece: Piece) -> str:
    match piece:
        case Text(text=text) | Reference(text=text):
            return text
        case Number():
            return piece.text
        case Break() | Tab():
            return " "
        case _:
            return ""


def closed(flow: tuple[Flow, ...]) -> tuple[Flow, ...]:
    """Flow that may fill a cell: it ends with a paragraph.

    After an inner table that is a gap with a no-break space in it, for LibreOffice takes away an empty one.
    """
    inside = flow[:-1] if flow and flow[-1] == GAP else flow
    if inside and isinstance(inside[-1], FlowPara):
        return flow
    return (*inside, replace(GAP, line=(Text("\u00a0"),)))


_RULED: tuple[Piece, ...] = (Text("_"), Tab())


def writing_lines(number: int, setting: Setting) -> FlowPara:
    """Ruled lines to write on, in one paragraph: a low line and a tab with low lines for a leader draw each.

    (A line of nothing but a tab loses its exact height in LibreOffice.)
    """
    role: ParaRole = role_in(setting.context, "lines") if setting.context in ("page", "form") else "box-lines"
    return FlowPara(
        role, _RULED + (Break(), *_RULED) * (number - 1), tabs=(TabStop(setting.width, "right", "underscore"),)
    )


def with_lines(para: FlowPara, more: int) -> FlowPara:
    """Ruled lines with so many more of them."""
    return replace(para, line=para.line + (Break(), *_RULED) * max(0, more))
