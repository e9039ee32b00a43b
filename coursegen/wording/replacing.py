"""Words of the course that a unit replaces by its own: whole words only, never in a quotation, every one to be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from coursegen.late import regex
from coursegen.wording.borders import Span, whole_words

Fate = Literal["replaced", "quoted", "own", "longer"]
"""What becomes of a word found: replaced, or kept as part of a quotation, of the unit's own words, of a longer word."""

_QUOTED = regex(r"“[^”]*”|‘[^’]*’|《[^》]*》|「[^」]*」|『[^』]*』|\{\w*\}")
"""Quotations and titles; and the places of values in labels, which are not words."""

_SENTENCE = regex(r"[^。！？；\n]*[。！？；\n]*[”’]?")


class Sentence(Struct, frozen=True):
    """A sentence in which a word stands that a unit replaces: before, after, and what became of each such word."""

    before: str
    after: str
    fates: tuple[tuple[str, Fate], ...]


class Replacing(Struct, frozen=True):
    """Words by what takes their place."""

    words: Mapping[str, str]

    def concerns(self, text: str) -> bool:
        """Whether any of the words may stand in a text (quick)."""
        return any(word in text for word in self.words)

    def text(self, text: str, own: Sequence[tuple[int, int]] = ()) -> str:
        """The text with its words replaced; `own` are parts of it (from, to) that stay."""
        if not self.concerns(text):
            return text
        return self._changed(text, 0, len(text), self._fates(text, own))

    def sentences(self, text: str, own: Sequence[tuple[int, int]] = ()) -> Iterator[Sentence]:
        """The sentences of a text that have any of the words in them, whatever becomes of these."""
        fates = self._fates(text, own)
        for match in _SENTENCE.finditer(text):
            inside = {span: fate for span, fate in fates.items() if match.start() <= span[0] < match.end()}
            if inside:
                after = self._changed(text, match.start(), match.end(), fates)
                yield Sentence(match[0].strip(), after.strip(), tuple((s[2], fate) for s, fate in inside.items()))

    def _changed(self, text: str, start: int, end: int, fates: Mapping[Span, Fate]) -> str:
        parts, done = [], start
        for (begin, stop, word), fate in fates.items():
            if fate == "replaced" and start <= begin < end:
                parts += [text[done:begin], self.words[word]]
                done = stop
        return "".join((*parts, text[done:end]))

    def _fates(self, text: str, own: Sequence[tuple[int, int]]) -> dict[Span, Fate]:
        """What becomes of each word where it stands, in order."""
        whole = whole_words(text, self.words)
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        fates: dict[Span, Fate] = {}
        for span in whole:
            fates[span] = "quoted" if _within(span, quoted) else "own" if _within(span, own) else "replaced"
        for span in _everywhere(text, self.words):
            if not _within(span, [other[:2] for other in whole]):
                fates[span] = "longer"
        return {span: fates[span] for span in sorted(fates)}


def _everywhere(text: str, words: Iterable[str]) -> Iterator[Span]:
    for word in words:
        for match in re.finditer(re.escape(word), text):
            yield match.start(), match.end(), word


def _within(span: Span, others: Iterable[tuple[int, int]]) -> bool:
    """Whether a span touches one of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)
