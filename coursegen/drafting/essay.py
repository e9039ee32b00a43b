"""A text taken apart by its own structure: headings (一、（一） 1.), heads that run into a paragraph, and points.

Every piece keeps the words exactly as they stand, and the number of its paragraph (line; the title line is 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from coursegen.errors import Place


class Line(Struct, frozen=True):
    """One paragraph of any material: its text, number, place, and the level it heads where that is known (0: none).

    `strong`: all of it is in bold. `heads`: where no level is known, its looks decide whether it heads others.
    """

    text: str
    number: int
    place: Place
    level: int = 0
    strong: bool = False
    heads: bool = True


class Passage(Struct, frozen=True):
    """Sentences that say one thing, in one paragraph; `marker` is what numbers it (一是, 首先), if anything does."""

    number: int
    place: Place
    sentences: tuple[str, ...]
    marker: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.sentences)


class Part(Struct, frozen=True):
    """What stands under one heading and under no other below it: the headings above it and its own, its passages."""

    headings: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def heading(self) -> str:
        """The nearest heading; empty for what stands before the first."""
        return self.headings[-1] if self.headings else ""


class Essay(Struct, frozen=True):
    """One file of material: its title and its parts in order."""

    title: str
    parts: tuple[Part, ...]


_LEVELS = (
    re.compile(r"第[一二三四五六七八九十百]+[章部篇]|[一二三四五六七八九十]+、"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[节節，、]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]"),
)
_MARKDOWN = re.compile(r"(#{1,6})\s+")
_RUNS_IN = re.compile(r"[一二三四五六七八九十]要|[一二三四五六七八九十]是|其[一二三四五六]")
_MARKER = re.compile(
    r"(?<=[。；：！？”」])(?=[一二三四五六七八九十](?:是|要|则|則)|首先|其次|再次|再者|最后|最後|第[一二三四五六七八九十]，"
    r"|其[一二三四五六]，)|(?<=[.!?]\s)(?=(?:First|Second|Third|Fourth|Fifth|Finally),)"
)
_NAMED = re.compile(
    r"[一二三四五六七八九十](?:是|要|则|則)|首先|其次|再次|再者|最后|最後|第[一二三四五六七八九十]|其[一二三四五六]"
    r"|(?:First|Second|Third|Fourth|Fifth|Finally)(?=,)"
)
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’」』）]*|[^。！？；]+$|(?<=[.!?])\s+")
_LATIN_SENTENCE = re.compile(r".*?[.!?][”’\"')]*(?=\s|$)\s*|.+$", re.DOTALL)
_GOES_ON = re.compile(
    r"(?:(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Fig|vs|cf|ca|e\.g|i\.e|approx|[A-Z]|\d+)\.|…|\.\.\.)\s*$"
)
"""What has a stop at its end that ends no sentence: abbreviations, initials, numbers of lists."""
_STOPS = "。！？；.!?;:：…"
_HEAD_MOST, _RUN_IN_MOST = 30, 28
"""Characters of a heading on a line of its own, and of a first sentence that heads its paragraph."""


def read_essay(lines: Sequence[Line], name: str) -> Essay:
    """An essay of lines: the first is its title, with a second one that begins with a dash; else `name` is."""
    kept = [line for line in lines if line.level or line.text.strip()]
    title, body = _titled(kept)
    return Essay(title or name, tuple(_parts(body)))


def _titled(lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    if len(lines) < 2 or len(lines[0].text) > 2 * _HEAD_MOST or ends(lines[0].text) or not _is_title(lines):
        return "", lines
    more = lines[1].text.strip().startswith(("——", "--", "—"))
    title = "".join(line.text.strip() for line in lines[: 1 + more])
    return _MARKDOWN.sub("", title), lines[1 + more :]


def _is_title(lines: Sequence[Line]) -> bool:
    """Whether a first line may be the title: a heading only where all others are below it."""
    level = lines[0].level
    return lines[0].heads and (not level or all(line.level > level for line in lines[1:] if line.level))


def _parts(lines: Sequence[Line]) -> Iterator[Part]:
    """Parts in order: a paragraph under a heading of its own when its siblings have such heads too."""
    above: list[tuple[int, str]] = []
    for level, heading, members in _headed(lines):
        if level:
            above = [(rank, text) for rank, text in above if rank < level] + [(level, heading)]
        names = tuple(text for _, text in above if text)
        heads = [_run_in(line.text) for line in members]
        shared = sum(map(bool, heads)) >= 2
        loose: list[Passage] = []
        for line, head in zip(members, heads, strict=True):
            if head and shared:
                yield from _kept(names, loose)
                loose = []
                yield Part((*names, head), tuple(_passages(line)))
            else:
                loose += _passages(line)
        yield from _kept(names, loose)


def _kept(names: tuple[str, ...], passages: Sequence[Passage]) -> Iterator[Part]:
    if passages:
        yield Part(names, tuple(passages))


def _headed(lines: Sequence[Line]) -> Iterator[tuple[int, str, list[Line]]]:
    """Headings with their levels and the lines below them; level 0 is what stands before the first.

    A heading with nothing below it says something itself: it is its own line too.
    """
    levels = [*_levels(lines), 0]
    level, heading, members = 0, "", list[Line]()
    for number, line in enumerate(lines):
        if not levels[number]:
            members.append(line)
            continue
        if level or members:
            yield level, heading, members
        level, heading, members = levels[number], _MARKDOWN.sub("", line.text.strip()), []
        following = lines[number + 1 : number + 2]
        if line.text.strip() and (not following or 0 < levels[number + 1] <= level):
            members.append(line)
    if level or members:
        yield level, heading, members


def _levels(lines: Sequence[Line]) -> Iterator[int]:
    """The level that each line heads: a known one, by its number or looks, or, in bold, below the last of these."""
    last = 0
    for number, line in enumerate(lines):
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        known = line.level or (_level(line.text, following, strong=line.strong) if line.heads else 0)
        last = known or last
        is_head = line.strong and line.heads and not ends(line.text)
        yield known or (last + 1 if is_head else 0)


def _level(text: str, following: str, *, strong: bool) -> int:
    """The level that a line heads by its number or its looks; 0 for a paragraph."""
    text = text.strip()
    if found := _MARKDOWN.match(text):
        return len(found[1])
    if len(text) > _HEAD_MOST or ends(text):
        return 0
    for level, pattern in enumerate(_LEVELS, 1):
        if pattern.match(text):
            return level
    return 1 if following and len(following) > 2 * len(text) and not strong else 0


def ends(text: str) -> bool:
    """Whether a text has a stop at its end."""
    return text.rstrip("”’」』）)\"'").endswith(tuple(_STOPS))


def _run_in(text: str) -> str:
    """The first sentence of a paragraph where it heads the rest; nothing where it is no head."""
    sentences = sentences_of(text)
    first = sentences[0].strip().rstrip("。") if len(sentences) > 1 else ""
    short = 0 < len(first) <= _RUN_IN_MOST and not first.endswith(("！", "？", "；"))
    return first if short and (_RUNS_IN.match(first) or not _NAMED.match(first)) else ""


def _passages(line: Line) -> Iterator[Passage]:
    """A paragraph cut before each marker (一是, 首先); what stands before the first is a passage of its own."""
    for piece in filter(None, _MARKER.split(line.text.strip())):
        marker = _NAMED.match(piece)
        yield Passage(line.number, line.place, sentences_of(piece), marker[0] if marker else "")


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with its stop; together they are the text."""
    if any("\u4e00" <= char <= "\u9fff" for char in text):
        return tuple(found for found in (match[0] for match in _SENTENCE.finditer(text)) if found.strip())
    return tuple(_latin_sentences(text))


def _latin_sentences(text: str) -> Iterator[str]:
    """Sentences of a text in Latin letters: a stop ends one where no small letter follows and it has another reason."""
    begun = ""
    for piece in (match[0] for match in _LATIN_SENTENCE.finditer(text)):
        if begun and not (piece[:1].islower() or _GOES_ON.search(begun)):
            yield begun
            begun = ""
        begun += piece
    if begun.strip():
        yield begun


def numbered(texts: Iterable[str], file: str) -> tuple[Line, ...]:
    """Lines of a text file."""
    return tuple(Line(text, number, Place(file, number)) for number, text in enumerate(texts, 1))
