"""Key words of a text, and how likely a text is Chinese at all: by the words of jieba's dictionary."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from coursegen.wording.borders import tokenizer
from coursegen.wording.chinese import converter, simplified_characters
from coursegen.wording.frequencies import dictionary

_RARE = 1e-9
"""Probability of a character that no word has."""

_OFTEN = 2000
"""Uses of a character in the dictionary's words from which on it is usual; some 3,000 are."""

_LATIN = re.compile(r"[A-Za-z]{4,}")
_COMMON = frozenset((
    "about", "also", "because", "been", "before", "could", "does", "from", "have", "here", "into", "just", "like",
    "more", "must", "only", "other", "over", "should", "some", "such", "than", "that", "their", "them", "then",
    "there", "these", "they", "this", "those", "very", "were", "what", "when", "where", "which", "while", "will",
    "with", "would", "your",
))  # fmt: skip


def keywords(text: str, count: int) -> tuple[str, ...]:
    """The words that tell a text from others, the weightiest first: tf-idf by jieba's counts, else by number."""
    if any("\u4e00" <= char <= "\u9fff" for char in text):
        weights, usual = _rarities()
        cut = ((word, plain) for word, plain in _cut(text) if len(word) > 1 and word[0].isalpha())
        weighed = {word: number * weights.get(plain, usual) for (word, plain), number in Counter(cut).items()}
        return tuple(sorted(weighed, key=lambda word: (-weighed[word], word))[:count])
    words = Counter(word for word in _LATIN.findall(text.lower()) if word not in _COMMON)
    return tuple(word for word, _ in words.most_common(count))


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """Words as the text has them, and in simplified characters, which are those that jieba knows."""
    plain, start = simplified_characters(text), 0
    for word in tokenizer(()).cut(plain):
        yield text[start : start + len(word)], word
        start += len(word)


@cache
def _rarities() -> tuple[dict[str, float], float]:
    """How rare words are (inverse document frequency, as jieba has counted it), and the median of that."""
    from importlib.resources import files

    lines = files("jieba").joinpath("analyse", "idf.txt").read_text("utf-8").splitlines()
    rarities = {word: float(rarity) for word, _, rarity in (line.partition(" ") for line in lines)}
    return rarities, sorted(rarities.values())[len(rarities) // 2]


def likelihood(text: str) -> float:
    """Mean logarithm of the probability of a character, in the best cutting of a text into words."""
    plain = converter("zh-Hant", "zh-Hans")(text)
    words, total = dictionary()
    best = [0.0]
    for end in range(1, len(plain) + 1):
        cuts = ((start, plain[start:end]) for start in range(max(0, end - 6), end))
        odds = (
            best[start] + _odds(words.get(word, 0), total)
            for start, word in cuts
            if words.get(word) or end - start == 1
        )
        best.append(max(odds))
    return best[-1] / max(1, len(plain))


@cache
def is_usual(char: str) -> bool:
    """Whether a Han character is one that texts are written in, in either script."""
    return _uses().get(converter("zh-Hant", "zh-Hans")(char), 0) >= _OFTEN


@cache
def _uses() -> Counter[str]:
    """How often the words of the dictionary have each character."""
    uses: Counter[str] = Counter()
    for word, count in dictionary()[0].items():
        for char in word:
            uses[char] += count
    return uses


@cache
def _odds(count: int, total: int) -> float:
    return math.log(count / total if count else _RARE)
