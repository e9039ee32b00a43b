"""What is known of characters and words, for every layer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from coursegen.late import regex

NO_LINE_START = frozenset("!),.:;?]}、。—ˇ¨〃々～‖…’”〕〉》」』〗】！＂＇），．：；？］｀｜｝·%‰℃°′″")
"""Characters that may not begin a line (kinsoku; the set PowerPoint ships for zh-CN, and units)."""

NO_LINE_END = frozenset("([{‘“〔〈《「『〖【（［｛．·￥＄")
"""Characters that may not end a line."""


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters no text may hold: control characters, invisible line breaks, marks that turn the direction of writing, and
what XML cannot hold."""


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters at which spreadsheets take a text for a formula, at the latest when it was saved as CSV."""


def never_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe in front."""
    text = CONTROL.sub("", text)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_meant(text: str) -> str:
    """A text as it was before `never_formula`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def escaped(text: str) -> str:
    """A text as it stands in markup."""
    if _MARKS.isdisjoint(text):
        return text
    from html import escape

    return escape(text)


_MARKS = frozenset("&<>\"'")


def unescaped(text: str) -> str:
    """A text of markup as it is meant. Python's table of all named characters is loaded for the first that has one."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def narrow(text: str) -> str:
    """A text with full-width letters, digits and signs as plain ones: as it was meant by who types in Chinese."""
    return unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=16384)
def is_wide(char: str) -> bool:
    """Whether a character is set on a full em in a Chinese line (curly quotes and dashes included)."""
    return char in "“”‘’…—·" or unicodedata.east_asian_width(char) in "WF"


_HAN_BLOCKS = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))


@lru_cache(maxsize=16384)
def is_han(char: str) -> bool:
    """Whether a character is a Han ideograph or belongs to CJK punctuation or full-width forms."""
    return any(first <= ord(char) <= last for first, last in _HAN_BLOCKS)


def led(lead: object, text: str) -> str:
    """A text with a number or a mark before it: an ideographic blank between them before Chinese, else an en space."""
    return f"{lead}{wide_gap(text)}{text}"


_COUNTED = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")


def counted(text: str, values: Mapping[str, object]) -> str:
    """A text with the word that goes with each number: `{n} {n:lesson|lessons}`."""
    return _COUNTED.sub(lambda found: found[2] if str(values.get(found[1])) == "1" else found[3], text)


def chained(parts: Iterable[str], chinese: str, latin: str) -> str:
    """Parts of a text in one, with a sign between them that goes with their script."""
    said = list(parts)
    return (chinese if any(is_han(char) for part in said for char in part) else latin).join(said)


def wide_gap(text: str) -> str:
    """The blank that parts a number or a mark from a text."""
    return "\u3000" if any(is_han(char) for char in text) else "\u2002"


def is_ideograph(char: str) -> bool:
    """Whether a character is a Han ideograph proper, punctuation left out."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def collapse(text: str) -> str:
    """Text with runs of white space made one blank, and blanks between Han characters taken out."""
    words = text.split()
    out = ""
    for word in words:
        joint = "" if not out or (is_han(out[-1]) and is_han(word[0])) else " "
        out += joint + word
    return out


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty string."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def chinese_number(number: int) -> str:
    """1 → 一, 12 → 十二, 120 → 一百二十 (1 to 999)."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    if number < 20:
        return "十" + (digits[number % 10] if number % 10 else "")
    if number < 100:
        return digits[number // 10] + "十" + (digits[number % 10] if number % 10 else "")
    rest = number % 100
    tail = "" if not rest else ("零" if rest < 10 else "一" if rest < 20 else "") + chinese_number(rest)
    return digits[number // 100] + "百" + tail


_LAST_CLAUSE = regex(r"(.+[，；：])([^，；：。！？]{3,16})([。！？]?)", re.DOTALL)
_LAST_LATIN_CLAUSE = regex(r"(.+[,;:] )([^,;:.!?]{8,44})([.!?]?)", re.DOTALL)
_PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("(", ")"), ("《", "》"))


def last_clause(text: str) -> tuple[str, str, str] | None:
    """A sentence cut into what stands before its last clause, the clause, and its full stop.

    A clause has 3 to 16 characters, or 8 to 44 letters.

    None for a sentence of one clause, and for one whose last clause stands half inside quotation marks or brackets.
    """
    match = _LAST_CLAUSE.fullmatch(text) or _LAST_LATIN_CLAUSE.fullmatch(text)
    if match is None or any(match[2].count(left) != match[2].count(right) for left, right in _PAIRS):
        return None
    return match[1], match[2], match[3]
