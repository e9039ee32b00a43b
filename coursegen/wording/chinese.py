"""Simplified and traditional Chinese: by OpenCC, but listed words as their list says, and with 「」 for quotations.

OpenCC's phrases for Taiwan are those of computing, where 文件 are files and 程序 programs; in an office they are papers
and procedures. `words.po` of a language says how such words are written; a word without a translation there (set
phrases of politics) changes its characters and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from coursegen.late import regex
from coursegen.translation.catalogue import read_words

if TYPE_CHECKING:
    from opencc import OpenCC

TAIWAN, HONG_KONG = "zh-Hant", "zh-HK"
TRADITIONAL: Final = (TAIWAN, HONG_KONG)
"""Languages in traditional characters; the first is what a request for zh-Hant means where nothing else is said."""

SCRIPTS: Mapping[str, str] = {"s2twp": TAIWAN, "s2hk": HONG_KONG}
"""Language by the name of OpenCC's conversion into it, as `choices.script` of a unit has it."""

LANGUAGES = ("zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "en")
"""What can be asked for; zh-TW is zh-Hant whatever a unit chooses."""

_PHRASES: Mapping[tuple[str, str], str] = {
    ("zh-Hans", TAIWAN): "s2twp", ("zh-Hans", HONG_KONG): "s2hk",
    (TAIWAN, "zh-Hans"): "tw2sp", (HONG_KONG, "zh-Hans"): "hk2s",
}  # fmt: skip
_CHARACTERS: Mapping[str, str] = {TAIWAN: "s2tw", HONG_KONG: "s2hk"}

_CORNERS = str.maketrans("“”‘", "「」『")
_CURLY = str.maketrans("「」『』", "“”‘’")
_CLOSING = regex(r"(?<![A-Za-z])’|’(?![A-Za-z])")
"""A closing mark; between letters the sign is an apostrophe."""

_SURNAMES = frozenset("于余范朴涂游谷种干沈姜岳郁")
"""范, 余 and their like: as surnames they are written so in traditional characters too, never 範 or 餘."""

Convert = Callable[[str], str]


def chosen_language(asked: str, script: str) -> str:
    """The language meant by one of `LANGUAGES` where a unit chooses a script (or none): zh-HK by the script s2hk."""
    if asked == "zh-TW":
        return TAIWAN
    return SCRIPTS.get(script, TAIWAN) if asked == TAIWAN else asked


def known_languages(source: str) -> tuple[str, ...]:
    """A language and those it can be converted to."""
    return (source, *(target for own, target in _PHRASES if own == source))


def converts(source: str, target: str) -> bool:
    """Whether a text can be had in another language by another script."""
    return (source, target) in _PHRASES


def converter(source: str, target: str, words: tuple[tuple[str, str], ...] = ()) -> Convert:
    """A function from a text of one language to that of the other; texts stay where both are the same.

    `words` are further words and how they are written; they count before those of the program.
    """
    return _converter(source, target, words) if converts(source, target) else str


@cache
def _converter(source: str, target: str, words: tuple[tuple[str, str], ...]) -> Convert:
    from opencc import OpenCC

    phrases = OpenCC(_PHRASES[source, target]).convert
    if target not in TRADITIONAL:
        return lambda text: text if text.isascii() else str(phrases(text.translate(_CURLY)))
    characters = OpenCC(_CHARACTERS[target]).convert
    listed = {**_shipped(target), **dict(words)}
    written = {word: text or str(characters(word)) for word, text in listed.items()}
    pattern = re.compile("|".join(map(re.escape, sorted(written, key=len, reverse=True))) or r"(?!)")

    def convert(text: str) -> str:
        if text.isascii():
            return text
        parts, done = list[str](), 0
        for found in pattern.finditer(text):
            parts += (phrases(text[done : found.start()]), written[found[0]])
            done = found.end()
        parts.append(phrases(text[done:]))
        return cornered("".join(parts))

    return convert


def cornered(text: str) -> str:
    """A text of traditional characters with its quotation marks as they are printed there: 「」, 『』 inside."""
    return _CLOSING.sub("』", text.translate(_CORNERS))


def simplified_characters(text: str) -> str:
    """A text with every character simplified and every word left as it is: as long as it was."""
    return "".join(_simplified(char) for char in text)


@cache
def _simplified(char: str) -> str:
    found = char if char.isascii() else _characters_back().convert(char)
    return found if len(found) == 1 else char


@cache
def _characters_back() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def surname_kept(name: str, convert: Convert) -> str:
    """A person's name in another script; surnames that are also a simplified form of another word stay as they are."""
    return name[0] + convert(name[1:]) if name[:1] in _SURNAMES else convert(name)


def in_script(language: str) -> Convert:
    """A function that turns simplified Chinese into the script of a language; text is left alone where that is it."""
    return converter("zh-Hans", language)


@cache
def _shipped(language: str) -> Mapping[str, str]:
    """The program's own list of words; that of Hong Kong has what that of Taiwan leaves to the characters."""
    from importlib.resources import files  # takes a while to be imported, and only Traditional Chinese needs it

    file = files("coursegen.wording").joinpath("locale", language, "LC_MESSAGES", "words.po")
    return read_words(file.read_bytes(), str(file)) if file.is_file() else {}
