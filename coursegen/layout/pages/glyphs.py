"""Characters of a paragraph with their widths, gathered into clusters that no line break parts. Lengths are points.

The rules are those that Word and WPS follow for Chinese, checked against LibreOffice line by line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from coursegen.document.nodes import Blank, Break, Number, Reference, Text
from coursegen.layout.measure import em_width
from coursegen.layout.pages.geometry import FormSpec, ParaMetrics, Piece, Tab
from coursegen.text import NO_LINE_END, NO_LINE_START, is_han, is_wide

AUTOSPACE = 0.2
"""Gap in em that Word puts between Han characters and Latin letters or digits (w:autoSpaceDE, w:autoSpaceDN)."""

FIGURE_SPACE = "\u2007"
"""What blanks are made of: it binds both sides (Unicode line breaking class GL), so a blank is never parted."""

LINE_MAY_END = "\u200b"
"""A space of no width, at which a line may end."""

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


class Cluster(Struct, frozen=True, gc=False):
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


class _Facts(NamedTuple):
    """What is known of a character: its script, its width in em regular and bold, and how it behaves at line ends."""

    script: str
    regular: float
    bold: float
    wide: bool
    alnum: bool
    quote: bool
    no_start: bool
    no_end: bool
    binding: bool
    closing: bool
    stop: bool
    opening: bool
    hanging: bool
    space: bool
    loose: bool
    opens: bool


@lru_cache(maxsize=32768)
def _facts(char: str) -> _Facts:
    alnum = char.isalnum() and char not in PLAIN_SIGNS
    script = "han" if is_han(char) else "latin" if alnum else ""
    narrow = {"·": MIDDLE_DOT, LINE_MAY_END: 0.0, **QUOTES, **NO_BREAK}.get(char)
    regular, bold = (em_width(char, "serif", bold=weight) if narrow is None else narrow for weight in (False, True))
    return _Facts(
        script, regular, bold, is_wide(char), alnum, char in QUOTES, char in NO_START, char in NO_END, char in BINDING,
        char in CLOSING, char in STOPS, char in OPENING_QUOTES, char in HANGING, char == " ", char in " -",
        char == LINE_MAY_END,
    )  # fmt: skip


class _Glyph(Struct, frozen=True, gc=False):
    """One character as it is set: what is known of it, its width, and the automatic gap before it (points).

    A glyph without facts is a sign.
    """

    facts: _Facts | None
    width: float
    gap: float = 0.0
    sign: str = ""


def blank_count(width: int) -> int:
    """Number of figure spaces in a blank `width` em wide."""
    return 2 * width


def text_width(line: tuple[Piece, ...], metrics: ParaMetrics, spec: FormSpec) -> float:
    """Width of a line of nodes set on one line."""
    return sum(glyph.width + glyph.gap for glyph in _glyphs(line, metrics, spec))


def clusters(line: tuple[Piece, ...], metrics: ParaMetrics, spec: FormSpec, *, hang: bool = True) -> Iterator[Cluster]:
    """The clusters of a line of nodes in a paragraph style; `hang` as in `line_count`."""
    current: list[_Glyph] = []
    last: _Facts | None = None
    for glyph in _glyphs(line, metrics, spec):
        facts = glyph.facts
        if current and (facts is None or last is None or not _sticks(last, facts, hang=hang)):
            yield _cluster(current)
            current = []
        if facts is None:
            yield Cluster(sign=glyph.sign)
        else:
            current.append(glyph)
        last = facts
    if current:
        yield _cluster(current)


def _cluster(glyphs: list[_Glyph]) -> Cluster:
    last = glyphs[-1]
    hanging = last.width if last.facts is not None and last.facts.hanging else 0.0
    if len(glyphs) == 1:
        return Cluster(last.width, last.gap, 0.0, hanging)
    pieces = tuple(glyph.width + glyph.gap for glyph in glyphs)
    end = len(glyphs)
    while end > 1 and _is_space(glyphs[end - 1]):
        end -= 1
    lead = glyphs[0].gap
    return Cluster(sum(pieces[:end]) - lead, lead, sum(pieces[end:]), hanging, pieces)


def _is_space(glyph: _Glyph) -> bool:
    return glyph.facts is not None and glyph.facts.space


def _sticks(last: _Facts, char: _Facts, *, hang: bool) -> bool:
    """Whether no line may break between two characters."""
    if last.opens or char.opens:
        return char.opens
    if char.no_start or last.no_end or char.space:
        return True
    if last.binding or (char.binding and not last.space):
        return True
    if char.script == "latin" and (last.closing or (last.stop and not hang)):
        return True
    if char.opening and last.script == "latin":
        return True
    return not (last.loose or last.wide or char.wide)


def _glyphs(line: tuple[Piece, ...], metrics: ParaMetrics, spec: FormSpec) -> Iterator[_Glyph]:
    last, script = None, ""
    for piece in line:
        match Text(piece.text) if isinstance(piece, Reference | Number) else piece:
            case Text(text, style):
                look = spec.chars[style]
                size, bold, tracking = look.size or metrics.size, metrics.bold or look.bold, metrics.tracking
                for char in text:
                    facts = _facts(char)
                    met = last is not None and last.script != facts.script and last.alnum and facts.alnum
                    gap = AUTOSPACE * size if met else 0.0  # where Han meets a letter or digit
                    yield _Glyph(facts, _width(facts, script, bold=bold) * size + tracking, gap)
                    last, script = facts, facts.script or script
            case Blank(width):
                last = _facts(FIGURE_SPACE)
                yield from (_Glyph(last, last.regular * metrics.size) for _ in range(blank_count(width)))
            case Break():
                yield _Glyph(None, 0.0, sign="\n")
                last = None
            case Tab():
                yield _Glyph(None, 0.0, sign="\t")
                last = None


def _width(facts: _Facts, script: str, *, bold: bool) -> float:
    """Width in em; quotation marks have the width of the script they follow, as LibreOffice sets them."""
    if facts.quote and script == "han":
        return 1.0
    return facts.bold if bold else facts.regular
