"""Where words stand in a text as words: 分局 in 海湾分局, not in 部分局面. jieba is loaded when used.

A word counts where the most probable cutting of the text has it as one piece, given that it is a word like others: a
longer word of the dictionary (领导力) keeps what it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from coursegen.wording.frequencies import Frequencies, jieba, look_up

Span = tuple[int, int, str]
"""From, to, and the word that stands there."""


def whole_words(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Every place at which one of the words stands in a text as a whole word, in order."""
    found = tuple(sorted({word for word in words if word in text}))
    latin = tuple(word for word in found if word.isascii())
    chinese = tuple(word for word in found if not word.isascii())
    return tuple(sorted((*_latin(text, latin), *(_cut(text, chinese) if chinese else ()))))


@lru_cache(maxsize=4096)
def word_ends(text: str) -> frozenset[int]:
    """Places in a text, in characters, where a word ends in its most probable cutting."""
    return frozenset(end for _, _, end in tokenizer(()).tokenize(text, HMM=False))


def _latin(text: str, words: Iterable[str]) -> Iterator[Span]:
    for word in words:
        for match in re.finditer(rf"(?<![A-Za-z0-9_]){re.escape(word)}(?![A-Za-z0-9_])", text):
            yield match.start(), match.end(), word


def _cut(text: str, words: tuple[str, ...]) -> Iterator[Span]:
    for word, start, end in tokenizer(words).tokenize(text, HMM=False):
        if word in words:
            yield start, end, word


@lru_cache(maxsize=16)
def tokenizer(words: tuple[str, ...]) -> Any:
    """A tokenizer that knows these words too."""
    uses, total = look_up()
    with jieba() as library:
        tokenizer = library.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = Frequencies(uses), total, True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer
