"""Characters of a paragraph with their widths, gathered into clusters that no line break parts. Lengths are points.

The rules are those that Word and WPS follow for Chinese, checked against LibreOffice line by line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coursegen.document.nodes import Blank, Break, Text
from coursegen.layout.measure import em_width
from coursegen.layout.page_geometry import FormSpec, ParaMetrics, Piece, Tab
from coursegen.text import NO_LINE_END, NO_LINE_START, is_han, is_wide

AUTOSPACE = 0.2
"""Gap in em that Word puts between Han characters and Latin letters or digits (w:autoSpaceDE, w:autoSpaceDN)."""

FIGURE_SPACE = "\u2007"
"""What blanks are made of: it binds both sides (Unicode line breaking class GL), so a blank is never parted."""

NO_BREAK = {"\u00a0": 0.25, FIGURE_SPACE: 0.5}
"""Spaces at which no line breaks, and their width in Times New Roman in em."""

QUOTES = {"“": 0.444, "”": 0.444, "‘": 0.333, "’": 0.333}
"""Widths of curly quotation marks of Times New Roman in em; in a Chinese face they take 1 em."""

BINDING = frozenset(NO_BREAK) | frozenset("\"'")
"""Characters at which no line breaks on either side (straight quotation marks: class QU)."""

CLOSING = frozenset("）」』】》”’")
STOPS = frozenset("。，、")
OPENING_QUOTES = frozenset("“‘")
"""Marks between which and a Latin letter or digit LibreOffice breaks no line; stops only where they cannot hang."""

MIDDLE_DOT = 0.333
PLAIN_SIGNS = frozenset("①②③④⑤⑥⑦⑧⑨⑩")
"""Numbers that stand without automatic gaps."""

HANGING = frozenset("，。、；：？！,.;:?!")
"""Marks that may stand outside the margin at the end of a line (w:overflowPunct, on by default)."""

NO_START = NO_LINE_START - frozenset("—…‰℃")
"""Characters that begin no line in Word and LibreOffice, which let dashes and ellipses do so."""

NO_END = NO_LINE_END - frozenset("·")
"""Characters that end no line in them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Characters that stay on one line.

    `width` counts neither the automatic gap before the first of them (`lead`, dropped where a line begins) nor blanks
    at the end (`trailing`, dropped where one ends); `hanging` is the width of a last mark that may stand outside the
    margin. `sign` is a tab or a newline that stands alone.
    """

    width: float = 0.0
    lead: float = 0.0
    trailing: float = 0.0
    hanging: float = 0.0
    pieces: tuple[float, ...] = ()
    sign: str = ""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One character and how wide it is, with the automatic gap before it."""

    char: str
    width: float
    gap: float = 0.0


def blank_count(width: int) -> int:
    """Number of figure spaces in a blank `width` em wide."""
    return 2 * width


def text_width(line: tuple[Piece, ...], metrics: ParaMetrics, spec: FormSpec) -> float:
    """Width of a line of nodes set on one line."""
    return sum(glyph.width + glyph.gap for glyph in _glyphs(line, metrics, spec))


def clusters(
    line: tuple[Piece, ...], metrics: ParaMetrics, spec: FormSpec, *, hang: bool = True
) -> Iterator[Cluster]:
    """The clusters of a line of nodes in a paragraph style; `hang` as in `line_count`."""
    closing = CLOSING if hang else CLOSING | STOPS
    current: list[_Glyph] = []
    for glyph in _glyphs(line, metrics, spec):
        alone = glyph.char in "\t\n"
        if current and (alone or not _sticks(current[-1].char, glyph.char, closing)):
            yield _cluster(current)
            current = []
        if alone:
            yield Cluster(sign=glyph.char)
        else:
            current.append(glyph)
    if current:
        yield _cluster(current)


def _cluster(glyphs: list[_Glyph]) -> Cluster:
    end = len(glyphs)
    while end > 1 and glyphs[end - 1].char == " ":
        end -= 1
    pieces = tuple(glyph.width + glyph.gap for glyph in glyphs)
    last = glyphs[end - 1]
    hanging = last.width if last.char in HANGING and end == len(glyphs) else 0.0
    lead = glyphs[0].gap
    return Cluster(sum(pieces[:end]) - lead, lead, sum(pieces[end:]), hanging, pieces)


def _sticks(last: str, char: str, closing: frozenset[str]) -> bool:
    """Whether no line may break between two characters."""
    if char in NO_START or last in NO_END or char == " ":
        return True
    if last in BINDING or (char in BINDING and last != " "):
        return True
    if (last in closing and _script(char) == "latin") or (char in OPENING_QUOTES and _script(last) == "latin"):
        return True
    return last not in " -" and not is_wide(last) and not is_wide(char)


def _glyphs(line: tuple[Piece, ...], metrics: ParaMetrics, spec: FormSpec) -> Iterator[_Glyph]:
    last, script = "", ""
    for piece in line:
        match piece:
            case Text(text, style):
                look = spec.chars[style]
                size, bold = look.size or metrics.size, metrics.bold or look.bold
                for char in text:
                    yield _Glyph(char, _width(char, script, bold=bold) * size, _gap(last, char) * size)
                    last, script = char, _script(char) or script
            case Blank(width):
                yield from (_Glyph(FIGURE_SPACE, metrics.size / 2) for _ in range(blank_count(width)))
                last = FIGURE_SPACE
            case Break():
                yield _Glyph("\n", 0)
                last = ""
            case Tab():
                yield _Glyph("\t", 0)
                last = ""


def _width(char: str, script: str, *, bold: bool) -> float:
    """Width in em; quotation marks have the width of the script they follow, as LibreOffice sets them."""
    if char in QUOTES:
        return 1.0 if script == "han" else QUOTES[char]
    narrow = MIDDLE_DOT if char == "·" else NO_BREAK.get(char)
    return em_width(char, "serif", bold=bold) if narrow is None else narrow


def _gap(last: str, char: str) -> float:
    """Automatic gap between two characters in em: where Han meets a letter or digit."""
    if not last or last in PLAIN_SIGNS or char in PLAIN_SIGNS:
        return 0.0
    return AUTOSPACE if last.isalnum() and char.isalnum() and _script(last) != _script(char) else 0.0


def _script(char: str) -> str:
    """Script of a character that has one of its own."""
    if is_han(char):
        return "han"
    return "latin" if char.isalnum() and char not in PLAIN_SIGNS else ""
