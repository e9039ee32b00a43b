"""Titles on more than one line: broken where the lines are about equally long, none of them a remnant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec.structs import replace

from coursegen.document.nodes import Break, Text
from coursegen.layout.measure import clusters
from coursegen.layout.pages.geometry import FlowPara, FormSpec, ParaRole, Piece
from coursegen.layout.pages.glyphs import text_width
from coursegen.layout.pages.lines import line_count
from coursegen.layout.pages.setting import plain
from coursegen.wording.borders import word_ends

TITLES: frozenset[ParaRole] = frozenset({"paper-title", "heading1", "title", "subtitle"})

FEWEST = 3
"""Characters that a line of a title has at least."""

_AFTER = frozenset("，；：、。？！）》”")
_PAIRS = ("“”", "（）", "《》")

Words = tuple[Text, ...]

MOST_LINES = 12
"""Lines of a title that are balanced; what takes more is no title, and every place of it would be tried."""


def balanced(para: FlowPara, spec: FormSpec) -> FlowPara:
    """The paragraph with real breaks in whatever takes more than one line, if it is a title of nothing but words."""
    if para.role not in TITLES or not all(isinstance(piece, Text | Break) for piece in para.line):
        return para
    lines = [line for part in _parts(para.line) for line in _broken(part, para.role, spec)]
    joined: list[Piece] = []
    for line in lines:
        joined += (Break(), *line)
    return replace(para, line=tuple(joined[1:]))


def _parts(line: Iterable[Piece]) -> Iterator[Words]:
    """What stands between the breaks of a line."""
    words: list[Text] = []
    for piece in line:
        if isinstance(piece, Text):
            words.append(piece)
        else:
            yield tuple(words)
            words = []
    yield tuple(words)


def _broken(words: Words, role: ParaRole, spec: FormSpec) -> Iterator[Words]:
    """Lines of a text, each about as wide as the others; as it is where no such lines are found."""
    number = _count(words, role, spec)
    if 1 < number <= MOST_LINES and (found := _best(words, number, role, spec)):
        yield found[0]
        yield from _broken(found[1], role, spec)
    else:
        yield words


def _best(words: Words, number: int, role: ParaRole, spec: FormSpec) -> tuple[Words, Words] | None:
    """First line and rest, nearest to an even share: outside brackets, after a mark, between words, if that can be."""
    text = plain(words)
    share = text_width(words, spec.paras[role], spec) / number
    cuts, ends = list(accumulate(map(len, clusters(text))))[:-1], word_ends(text)
    halves = ((cut, _cut(words, cut)) for cut in cuts if FEWEST <= cut <= len(text) - FEWEST)
    good = [
        (
            _inside(text[:cut]),
            text[cut - 1] not in _AFTER,
            cut not in ends,
            abs(text_width(first, spec.paras[role], spec) - share),
            cut,
        )
        for cut, (first, rest) in halves
        if _count(first, role, spec) == 1 and _count(rest, role, spec) == number - 1
    ]
    return _cut(words, min(good)[-1]) if good else None


def _inside(text: str) -> bool:
    """Whether brackets or quotation marks are open at the end of a text."""
    return any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)


def _cut(words: Words, at: int) -> tuple[Words, Words]:
    """Words before and after a place."""
    first, rest = [], []
    for piece in words:
        first.append(replace(piece, text=piece.text[: max(0, at)]))
        rest.append(replace(piece, text=piece.text[max(0, at) :]))
        at -= len(piece.text)
    return tuple(p for p in first if p.text), tuple(p for p in rest if p.text)


def _count(words: Words, role: ParaRole, spec: FormSpec) -> int:
    return line_count(FlowPara(role, words), spec.paras[role], spec, spec.width)
