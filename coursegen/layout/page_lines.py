"""How many lines a paragraph of mixed looks takes, by the rules Word and WPS follow for Chinese. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coursegen.document.nodes import Blank, Break, Text
from coursegen.layout.measure import em_width
from coursegen.layout.page_geometry import FlowPara, FormSpec, ParaMetrics, Piece, Tab, TabStop
from coursegen.text import NO_LINE_END, NO_LINE_START, is_han, is_wide

AUTOSPACE = 0.2
"""Gap in em that Word puts between Han characters and Latin letters or digits (w:autoSpaceDE, w:autoSpaceDN)."""

FIGURE_SPACE = "\u2007"
"""What blanks are made of: it binds both sides (Unicode line breaking class GL), so a blank is never parted."""

NO_BREAK = {"\u00a0": 0.25, FIGURE_SPACE: 0.5}
"""Spaces at which no line breaks, and their width in Times New Roman in em."""

QUOTES = {"“": 0.444, "”": 0.444, "‘": 0.333, "’": 0.333}
"""Widths of curly quotation marks of Times New Roman in em; in a Chinese face they take 1 em."""

MIDDLE_DOT = 0.333
PLAIN_SIGNS = frozenset("①②③④⑤⑥⑦⑧⑨⑩")
"""Numbers that stand without automatic gaps."""

HANGING = frozenset("，。、；：？！,.;:?!·")
"""Marks that may stand outside the margin at the end of a line (w:overflowPunct, on by default)."""

NO_START = NO_LINE_START - frozenset("—…‰℃")
"""Characters that begin no line in Word and LibreOffice, which let dashes and ellipses do so."""

DEFAULT_TAB = 24.0
"""w:defaultTabStop of the house settings."""

@dataclass(frozen=True, slots=True)
class _Cluster:
    """Characters that stay on one line, their width, that of blanks at their end, and that of a mark that may hang."""

    width: float = 0.0
    trailing: float = 0.0
    hanging: float = 0.0
    pieces: tuple[float, ...] = ()
    tab: bool = False
    newline: bool = False


def blank_count(width: int) -> int:
    """Number of figure spaces in a blank `width` em wide."""
    return 2 * width


def line_count(para: FlowPara, metrics: ParaMetrics, spec: FormSpec, width: float, *, hang: bool = True) -> int:
    """Lines of a paragraph in a column of `width`; `hang` lets a mark stand outside it (not so in table cells)."""
    room = width - metrics.left - metrics.right
    clusters = tuple(_clusters(para.line, metrics, spec))
    if not hang:
        clusters = tuple(replace(cluster, hanging=0.0) for cluster in clusters)
    return _lines(clusters, room, metrics, _stops(para, metrics))


def text_width(line: tuple[Piece, ...], metrics: ParaMetrics, spec: FormSpec) -> float:
    """Width of a line of nodes set on one line."""
    return sum(cluster.width + cluster.trailing for cluster in _clusters(line, metrics, spec))


def _stops(para: FlowPara, metrics: ParaMetrics) -> tuple[TabStop, ...]:
    """Tab stops in the text column; a hanging indent is one as well."""
    own = tuple(TabStop(stop.position - metrics.left, stop.align) for stop in para.tabs)
    return (TabStop(0.0), *own) if metrics.first < 0 else own


def _lines(clusters: tuple[_Cluster, ...], room: float, metrics: ParaMetrics, stops: tuple[TabStop, ...]) -> int:
    count, used, empty = 1, 0.0 if metrics.marker else metrics.first, True
    pending = 0.0
    for n, cluster in enumerate(clusters):
        if cluster.newline:
            count, used, pending, empty = count + 1, 0.0, 0.0, True
            continue
        if cluster.tab:
            used, pending, empty = _after_tab(used + pending, stops, _until_tab(clusters[n + 1 :])), 0.0, False
            continue
        if not empty and len(cluster.pieces) > 1 and cluster.width - cluster.hanging > room:
            count, used, pending, empty = count + 1, 0.0, 0.0, True
        for width, trailing, hanging in _parts(cluster, room):
            if not empty and used + pending + width - hanging > room + 0.01:
                count, used, pending = count + 1, 0.0, 0.0
            used, pending, empty = used + pending + width, trailing, False
    return count


def _after_tab(position: float, stops: tuple[TabStop, ...], following: float) -> float:
    """Where text goes on after a tab; before a right-aligned stop its `following` width is fitted in."""
    ahead = sorted((s for s in stops if s.position > position + 0.01), key=lambda s: s.position)
    if not ahead:
        return (position // DEFAULT_TAB + 1) * DEFAULT_TAB
    stop = ahead[0]
    return stop.position if stop.align == "left" else max(position, stop.position - following)


def _until_tab(clusters: tuple[_Cluster, ...]) -> float:
    """Width of the text up to the next tab or line break."""
    total = 0.0
    for cluster in clusters:
        if cluster.tab or cluster.newline:
            break
        total += cluster.width + cluster.trailing
    return total


def _parts(cluster: _Cluster, room: float) -> Iterator[tuple[float, float, float]]:
    """The cluster whole, or its characters when no line can hold it."""
    if cluster.width - cluster.hanging <= room or len(cluster.pieces) < 2:
        yield cluster.width, cluster.trailing, cluster.hanging
    else:
        for piece in cluster.pieces:
            yield piece, 0.0, 0.0


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One character and how wide it is, with the automatic gap before it."""

    char: str
    width: float
    gap: float = 0.0


def _clusters(line: tuple[Piece, ...], metrics: ParaMetrics, spec: FormSpec) -> Iterator[_Cluster]:
    current: list[_Glyph] = []
    for glyph in _glyphs(line, metrics, spec):
        if glyph.char in "\t\n":
            if current:
                yield _cluster(current)
                current = []
            yield _Cluster(tab=glyph.char == "\t", newline=glyph.char == "\n")
        elif current and not _sticks(current[-1].char, glyph.char):
            yield _cluster(current)
            current = [glyph]
        else:
            current.append(glyph)
    if current:
        yield _cluster(current)


def _cluster(glyphs: list[_Glyph]) -> _Cluster:
    end = len(glyphs)
    while end > 1 and glyphs[end - 1].char == " ":
        end -= 1
    widths = tuple(glyph.width + glyph.gap for glyph in glyphs)
    hanging = glyphs[end - 1].width if glyphs[end - 1].char in HANGING and end == len(glyphs) else 0.0
    return _Cluster(sum(widths[:end]), sum(widths[end:]), hanging, widths)


def _sticks(last: str, char: str) -> bool:
    """Whether no line may break between two characters (a no-break space binds both sides)."""
    if char in NO_START or last in NO_LINE_END or char == " " or last in NO_BREAK or char in NO_BREAK:
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
