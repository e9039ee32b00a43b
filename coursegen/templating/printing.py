"""How a value becomes text of the markup: escaped, newlines as breaks, nothing XML cannot hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from jinja2 import Undefined
from markupsafe import Markup, escape

from coursegen.templating.refusal import RefusalError

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""All but `Char` of XML 1.0, production 2."""

MAX_TEXT = 1_000_000
"""Characters (or members) one value made by a template may have."""

_NEWLINE = re.compile(r"\r\n|\r|\n")


def text_of(value: object) -> str:
    """A text or a number as text (2.0 as 2); T111 for nothing, T112 for what has no printed form."""
    if isinstance(value, str):
        return value
    match value:
        case None:
            raise RefusalError("T111", name="…")
        case bool():
            raise RefusalError("T112", name="…", type="bool")
        case int():
            return str(value)
        case float() if math.isfinite(value):
            return str(int(value)) if value.is_integer() else repr(value)
        case Undefined():
            return str(value)
        case _:
            raise RefusalError("T112", name="…", type=type(value).__name__)


def markup_of(value: object) -> Markup:
    """A value as markup; what is markup already stays as it is. T111, T112, T113 (a character XML cannot hold)."""
    text = value if type(value) is str else text_of(value)
    if isinstance(text, Markup):
        return text
    return escaped(text) if len(text) < OFTEN else _escaped(text)


OFTEN = 1000
"""Texts shorter than this are printed in one file after the other."""


def _escaped(text: str) -> Markup:
    check_characters(text)
    return Markup(_NEWLINE.sub("<br/>", str(escape(text))))  # noqa: S704 (escaped in this line)


escaped = lru_cache(maxsize=8192)(_escaped)
"""A short text as markup, remembered. T113."""


def check_characters(text: str) -> None:
    """Raise T113 for the first character that XML cannot hold."""
    found = _NOT_XML.search(text)
    if found:
        start = max(0, found.start() - 12)
        shown = text[start : found.end() + 12]
        raise RefusalError("T113", name="…", character=f"U+{ord(found.group()):04X}", value=shown)


def bounded(length: int) -> None:
    """Raise T109 for a text (or a list) that would become longer than one may be."""
    if length > MAX_TEXT:
        raise RefusalError("T109", limit=MAX_TEXT)


def joined(values: Iterable[object], separator: object = "") -> str:
    """Values side by side; markup as soon as one of them is markup. T109 when the whole would be too long."""
    texts = [value if type(value) is str else text_of(value) for value in values]
    between = text_of(separator)
    bounded(sum(map(len, texts)) + len(between) * len(texts))
    kinds = {type(between), *map(type, texts)}
    if kinds != {str} and any(issubclass(kind, Markup) for kind in kinds):
        return Markup(str.join(markup_of(between), map(markup_of, texts)))  # noqa: S704 (all of it is markup)
    return between.join(texts)
