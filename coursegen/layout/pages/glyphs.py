"""Characters of a paragraph with their widths, gathered into clusters that no line break parts. Lengths are points.

The rules are those that Word and WPS follow for Chinese, checked against LibreOffice line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from coursegen.document.nodes import Blank, Break, InlineStyle, Number, Reference, Text
from coursegen.layout.measure import em_width
from coursegen.layout.pages.geometry import FormSpec, ParaMetrics, Piece, Tab
from coursegen.layout.words import FIGURE_SPACE
from coursegen.text import NO_LINE_END, NO_LINE_START, is_han, is_ideograph, is_wide

AUTOSPACE = 0.2
"""Gap in em that Word puts between Han characters and Latin letters or digits (w:autoSpaceDE, w:autoSpaceDN)."""

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

_IDEOGRAPH = "一"
"""Stands for every ideograph: all are set alike."""

_IDEOGRAPHS = re.compile("[一-鿿]{3,}")
"""Ideographs, of which all but the first and the last are set alike whatever stands before and after."""

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
    margin. `sign` is a tab or a newline that stands alone. `count` ideographs with nothing between them are one.
    """

    width: float = 0.0
    lead: float = 0.0
    trailing: float = 0.0
    hanging: float = 0.0
    pieces: tuple[float, ...] = ()
    sign: str = ""
    count: int = 1


class _Facts(Struct, frozen=True):
    """What is known of a character: its script, its width in em regular and bold, and how it behaves at line ends.

    A `free` one is an ideograph like any other: between two of them a line may end.
    """

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
    free: bool


@lru_cache(maxsize=32768)
def _facts(char: str) -> _Facts:
    alnum = char.isalnum() and char not in PLAIN_SIGNS
    script = "han" if is_han(char) else "latin" if alnum else ""
    narrow = {"·": MIDDLE_DOT, LINE_MAY_END: 0.0, **QUOTES, **NO_BREAK}.get(char)
    regular, bold = (em_width(char, "serif", bold=weight) if narrow is None else narrow for weight in (False, True))
    return _Facts(
        script, regular, bold, is_wide(char), alnum, char in QUOTES, char in NO_START, char in NO_END, char in BINDING,
        char in CLOSING, char in STOPS, char in OPENING_QUOTES, char in HANGING, char == " ", char in " -",
        char == LINE_MAY_END, is_ideograph(char) and is_wide(char),
    )  # fmt: skip


class _Look(Struct, frozen=True):
    """How text is set: its size in points, its weight, the space put after each character."""

    size: float
    bold: bool
    tracking: float


class _Met(Struct, frozen=True):
    """Scripts of what stands before: of the last character if it is a letter or digit, of the last that has any."""

    letter: str = ""
    script: str = ""


_NOTHING = _Met()


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


def clusters(line: tuple[Piece, ...], metrics: ParaMetrics, spec: FormSpec, *, hang: bool = True) -> list[Cluster]:
    """The clusters of a line of nodes in a paragraph style; `hang` as in `line_count`."""
    match line:
        case (Text(text, style),):
            return _of_text(text, _look(style, metrics, spec), hang=hang)
        case _:
            return [*_of_glyphs(_glyphs(line, metrics, spec), hang=hang)]


def _of_text(text: str, look: _Look, *, hang: bool) -> list[Cluster]:
    """The clusters of a text in one look, nearly all of which are like others."""
    found, met, start = list[Cluster](), _NOTHING, 0
    for run in _IDEOGRAPHS.finditer(text):
        first, last = run.start() + 1, run.end() - 1
        met = _add(found, text[start:first], met, look, hang=hang)
        found.append(_set(_IDEOGRAPH, met, look, last - first)[0])
        start = last
    _add(found, text[start:], met, look, hang=hang)
    return found


def _add(found: list[Cluster], text: str, met: _Met, look: _Look, *, hang: bool) -> _Met:
    """Add the clusters of a text, one by one; what is met after it."""
    for word in _cut(text, hang=hang):
        cluster, met = _set(word, met, look, 1)
        found.append(cluster)
    return met


def _cut(text: str, *, hang: bool) -> list[str]:
    """A text in pieces that no line break parts, with one ideograph for all."""
    found: list[str] = []
    last: _Facts | None = None
    for char in text:
        facts = _facts(char)
        if last is not None and not (last.free and facts.free) and _sticks(last, facts, hang=hang):
            found[-1] += _IDEOGRAPH if facts.free else char
        else:
            found.append(_IDEOGRAPH if facts.free else char)
        last = facts
    return found


@lru_cache(maxsize=4096)
def _set(word: str, met: _Met, look: _Look, count: int) -> tuple[Cluster, _Met]:
    """A piece of text that stands there so often as a cluster, and what is met after it."""
    return replace(_cluster([*_glyphs_of(word, met, look)]), count=count), _met_after(word, met)


def _of_glyphs(glyphs: Iterable[_Glyph], *, hang: bool) -> Iterator[Cluster]:
    current: list[_Glyph] = []
    last: _Facts | None = None
    for glyph in glyphs:
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
    met = _NOTHING
    for piece in line:
        match Text(piece.text) if isinstance(piece, Reference | Number) else piece:
            case Text(text, style):
                yield from _glyphs_of(text, met, _look(style, metrics, spec))
                met = _met_after(text, met)
            case Blank(width):
                blank = _facts(FIGURE_SPACE)
                yield from (_Glyph(blank, blank.regular * metrics.size) for _ in range(blank_count(width)))
                met = _Met("", met.script)
            case Break():
                yield _Glyph(None, 0.0, sign="\n")
                met = _Met("", met.script)
            case Tab():
                yield _Glyph(None, 0.0, sign="\t")
                met = _Met("", met.script)


def _glyphs_of(text: str, met: _Met, look: _Look) -> Iterator[_Glyph]:
    for char in text:
        facts = _facts(char)
        joins = met.letter and facts.alnum and met.letter != facts.script  # where Han meets a letter or digit
        width = _width(facts, met.script, bold=look.bold) * look.size + look.tracking
        yield _Glyph(facts, width, AUTOSPACE * look.size if joins else 0.0)
        met = _met_after(char, met)


def _look(style: InlineStyle, metrics: ParaMetrics, spec: FormSpec) -> _Look:
    own = spec.chars[style]
    return _Look(own.size or metrics.size, metrics.bold or own.bold, metrics.tracking)


def _met_after(text: str, met: _Met) -> _Met:
    for char in text:
        facts = _facts(char)
        met = _Met(facts.script if facts.alnum else "", facts.script or met.script)
    return met


def _width(facts: _Facts, script: str, *, bold: bool) -> float:
    """Width in em; quotation marks have the width of the script they follow, as LibreOffice sets them."""
    if facts.quote and script == "han":
        return 1.0
    return facts.bold if bold else facts.regular
