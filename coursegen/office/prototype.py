"""Prototypes: XML made once by an Office library from sentinel values, split there, filled many times as text."""

from __future__ import annotations

import re

from msgspec import Struct

from coursegen.late import regex

_SENTINEL = re.compile(r"§(\w+)§")
_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPECIAL = re.compile('[&<>"\x00-\x1f\ufffe\uffff\ud800-\udfff]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escape(text: str) -> str:
    """Text as it may stand in XML content and in double-quoted attributes; the one place where escaping happens.

    Raises ValueError for characters that XML 1.0 cannot hold (2.2): the parser before has refused them already.
    """
    if _SPECIAL.search(text) is None:
        return text
    if _ILLEGAL.search(text):
        raise ValueError(f"not an XML character in {text!r}")
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], text)


class Prototype(Struct, frozen=True):
    """XML with named slots, kept as a pattern of the `%` operator, which fills fastest."""

    pattern: str
    slots: tuple[str, ...]

    @classmethod
    def split(cls, xml: str) -> Prototype:
        """A prototype from XML in which slots are written `§name§`."""
        pieces = _SENTINEL.split(xml.replace("%", "%%"))
        pieces[1::2] = [f"%({slot})s" for slot in pieces[1::2]]
        return cls("".join(pieces), tuple(_SENTINEL.findall(xml)))

    def fill(self, **values: str) -> str:
        """XML with each slot filled; values are XML already (see `escape`). Raises KeyError for a slot left open."""
        return self.pattern % values
