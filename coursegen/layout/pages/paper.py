"""Exam papers: head with the table of marks, parts with a box for the marker, questions that are never parted."""

from __future__ import annotations

from typing import cast

from msgspec.structs import replace

from coursegen.document.nodes import Break, Line, PaperHead, PaperSection, Question, Text
from coursegen.late import regex
from coursegen.layout.pages.geometry import (
    Edge,
    Flow,
    FlowGrid,
    FlowPara,
    GridCell,
    GridRow,
    ParaRole,
    Piece,
    Tab,
    TabStop,
)
from coursegen.layout.pages.glyphs import NO_END, NO_START, text_width
from coursegen.layout.pages.heights import flow_height
from coursegen.layout.pages.lines import line_count
from coursegen.layout.pages.setting import Setting, append, plain, shares, writing_lines
from coursegen.text import is_wide
from coursegen.wording.borders import word_ends

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BESIDE_BRACKET = 3
"""Characters that stand at least on the line of the bracket."""

_ENDINGS = (3, 4, 2)
"""How many characters of a stem may go down to the bracket, those that look best first."""

OPTION_GAP = 9.0
"""Least space between options on one line."""

SHORT_MATERIAL = 0.5
"""Material up to this share of the page is not parted."""

_ROOM = regex(r"[（(]\s*[)）]")
"""A bracket for the answer that the author put into the stem, as banks of platforms do: it gets no second one."""

MARKER_WIDTHS = (46.0, 52.0)
"""Columns for the marks of a part and for the marker."""

MARK_ROW = 24.0
"""Height of the row in which marks are written by hand."""


def head_flow(head: PaperHead, setting: Setting) -> tuple[Flow, ...]:
    """Title, rules of the sitting, and the table of marks with one column a section."""
    rules = (FlowPara("paper-rules", head.rules),) if head.rules else ()
    title = (FlowPara("paper-title", head.title), *rules)
    if setting.form == "key":
        return title
    title += (_candidate(setting),) if setting.seal == "none" else ()
    number, total, adder, marks, _ = setting.words.marks
    names = (number, *head.sections, total, adder)
    widths = shares((4, *(3,) * len(head.sections), 4, 5), setting.width)
    first = tuple(GridCell((FlowPara("mark-head", (Text(name),)),), middle=True) for name in names)
    full = (*head.points, f"{sum(map(float, head.points)):g}", "")
    second = (_named(setting.words.full), *(GridCell((FlowPara("mark", (Text(text),)),), middle=True) for text in full))
    third = (_named(marks), *(_empty() for _ in names[1:]))
    rows = (GridRow(first, header=True), GridRow(second), GridRow(third, least=MARK_ROW))
    grid = FlowGrid("form", widths, rows, marks)
    flow: list[Flow] = []
    append(flow, (*title, grid))
    return tuple(flow)


def _candidate(setting: Setting) -> FlowPara:
    """The line a candidate fills in: his data side by side, with lines to write on between them."""
    names = setting.words.candidate
    last = len(names)
    pieces = [(Text(f"{setting.words.gap if n else ''}{name}"), Tab()) for n, name in enumerate(names)]
    stops = tuple(
        TabStop(round(20 * setting.width * n / last) / 20, "right" if n == last else "left", "underscore")
        for n in range(1, last + 1)
    )
    return FlowPara("candidate", tuple(piece for pair in pieces for piece in pair), tabs=stops)


def _named(word: str) -> GridCell:
    return GridCell((FlowPara("mark-head", (Text(word),)),), middle=True)


def _empty() -> GridCell:
    return GridCell((FlowPara("mark", ()),), middle=True)


def section_flow(section: PaperSection, setting: Setting) -> tuple[Flow, ...]:
    """Head of a part: a small box for marks and marker at the left, title and instruction beside it."""
    if setting.form == "key" or not setting.words.by_part:
        instruction = (FlowPara("part-rule", section.instruction),) if section.instruction else ()
        return (FlowPara("part-title", section.line, before=8.0), *instruction)
    rest = round((setting.width - sum(MARKER_WIDTHS)) * 20) / 20
    bare = tuple(Edge(side, "background", 0.0) for side in ("top", "bottom", "right"))
    names = (GridCell((FlowPara("mark-head", (Text(word),)),), middle=True) for word in setting.words.marks[3:])
    title = GridCell((FlowPara("part-title", section.line),), edges=bare, middle=True)
    rule = GridCell((FlowPara("part-rule", section.instruction),), edges=bare, middle=True)
    rows = (GridRow((*names, title), header=True), GridRow((_empty(), _empty(), rule), least=MARK_ROW))
    return (FlowGrid("form", (*MARKER_WIDTHS, rest), rows, plain(section.line), keep=True),)


def question_flow(question: Question, setting: Setting) -> tuple[Flow, ...]:
    """Material in a frame, stem, options in 4, 2 or 1 columns, lines to write on, answer: tied together."""
    flow: list[Flow] = []
    append(flow, _material(question.material, setting))
    parts: list[FlowPara] = [_stem(question, setting)]
    parts += options_flow(question.options, setting) if question.options else ()
    if question.lines:
        parts.append(writing_lines(question.lines, setting))
    for answer in question.answer:
        parts.append(FlowPara(_in_answer(answer.style), answer.line))
    append(flow, (replace(part, keep=n < len(parts) - 1) for n, part in enumerate(parts)))
    return tuple(flow)


def _stem(question: Question, setting: Setting) -> FlowPara:
    """The stem and the bracket for the answer, with a break before the last characters where it would stand alone.

    Half a character more or less must not matter, for programs do not space alike.
    """
    stem: tuple[Piece, ...] = (Text(setting.words.number.format(question.number)), Tab(), *question.stem)
    if not question.bracket or any(isinstance(piece, Text) and _ROOM.search(piece.text) for piece in question.stem):
        return FlowPara("stem", stem)
    whole, last = FlowPara("stem", (*stem, Text(setting.words.bracket))), stem[-1]
    at = _ending(last.text) if isinstance(last, Text) else 0
    if not isinstance(last, Text) or not at:
        return whole
    rest = FlowPara("stem", (*stem[:-1], replace(last, text=last.text[: 1 - BESIDE_BRACKET])))
    half = setting.spec.paras["stem"].size / 2
    if _lines(whole, half, setting) == _lines(whole, 0.0, setting) == _lines(rest, 0.0, setting):
        return whole
    first, end = (replace(last, text=text) for text in (last.text[:at], last.text[at:] + setting.words.bracket))
    return FlowPara("stem", (*stem[:-1], first, Break(), end))


def _ending(text: str) -> int:
    """Where the last two to four characters of a stem begin, at the beginning of a word if that can be.

    0 where no line may end there. (The bracket of a Latin text is bound to its last word.)
    """
    ends = word_ends(text)
    cuts = [
        len(text) - count
        for count in _ENDINGS
        if count < len(text)
        and all(map(is_wide, text[-count - 1 :]))
        and _may_part(*text[-count - 1 : len(text) - count + 1])
    ]
    return next((cut for cut in cuts if cut in ends), (*cuts, 0)[0])


def _may_part(before: str, after: str) -> bool:
    return before not in NO_END and after not in NO_START


def _lines(para: FlowPara, right: float, setting: Setting) -> int:
    return line_count(replace(para, right=right), setting.spec.paras[para.role], setting.spec, setting.width)


def _material(lines: tuple[Line, ...], setting: Setting) -> tuple[FlowPara, ...]:
    """The material in its frame; on one page with the stem when it is not long."""
    paras = tuple(FlowPara("material", line) for line in lines)
    short = flow_height(paras, setting.width, setting.spec) <= setting.spec.height * SHORT_MATERIAL
    return tuple(replace(para, keep=short or n == len(paras)) for n, para in enumerate(paras, 1))


def _in_answer(style: str) -> ParaRole:
    return cast("ParaRole", f"key-{style}") if style in ("source", "note") else "key-answer"


def options_flow(options: tuple[Line, ...], setting: Setting) -> tuple[FlowPara, ...]:
    """Options A, B, C … in as many columns as the longest allows; tab stops align them."""
    metrics = setting.spec.paras["option"]
    named = tuple((Text(_letter(n, setting)), *line) for n, line in enumerate(options))
    room = setting.width - metrics.left
    longest = max(text_width(line, metrics, setting.spec) for line in named)
    columns = next((c for c in (4, 2) if longest + OPTION_GAP <= room / c), 1)
    stops = tuple(TabStop(metrics.left + n * room / columns) for n in range(1, columns))
    rows = [named[n : n + columns] for n in range(0, len(named), columns)]
    return tuple(FlowPara("option", _joined(row), tabs=stops) for row in rows)


def _letter(number: int, setting: Setting) -> str:
    """What heads an option; a letter and a Latin full stop want a space behind them."""
    mark = setting.words.number.format(LETTERS[number])
    return mark + "\u2002" if mark.isascii() else mark


def _joined(row: tuple[tuple[Piece, ...], ...]) -> tuple[Piece, ...]:
    pieces: list[Piece] = list(row[0])
    for line in row[1:]:
        pieces += (Tab(), *line)
    return tuple(pieces)
