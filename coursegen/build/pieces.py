"""Parts of Office files as they are read: in pieces, most of which are the same in the files of many units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from coursegen.late import regex
from coursegen.office.part import Part
from coursegen.text import unescaped

_ENDS = (b"</p:sp>", b"</w:p>", b"</w:style>", b"</w:lvl>")
"""Ends of what holds whole paragraphs: shapes of slides; paragraphs, styles and levels of lists of documents."""


_BREAK = re.compile(r"<(?:/(?:(?:[aw]:)?p|div|h\d|li|td|title)|(?:(?:[aw]:)?br|w:tab)\s*/?)>|<!--|-->")
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r'="([^"]{2,})"')
_WORDS = re.compile(r'>([^<>&"\0]+)</[aw]:t>')
_SLOT = "\0"
"""Where words stand in a form: a character that no XML holds."""

_SCHEME = re.compile(rb"<a:clrScheme\b.*?</a:clrScheme>", re.DOTALL)
_COLOR = regex(rb'w:(?:val|fill|color)="[0-9A-Fa-f]{6}"(?= w:theme(?:Color|Fill)=)')
"""How a colour of the theme looks just now, in Word, for programs that know no themes."""


@lru_cache(maxsize=1024)
def without_colors(part: bytes) -> bytes:
    """A part without the colours of the theme, which are all that differs in many a file of two units."""
    if not part.startswith(b"<"):
        return part  # workbooks of charts and pictures are no text
    if b" w:theme" in part:
        return _COLOR.sub(b"", part)
    return _SCHEME.sub(b"", part) if b"<a:clrScheme" in part else part


@lru_cache(maxsize=16)
def pieces_of(part: bytes) -> Sequence[bytes]:
    """The pieces of a part, in order; no paragraph and no tag is cut."""
    end = next((end for end in _ENDS if end in part), None)
    return [part] if end is None else part.replace(end, end + b"\0").split(b"\0")


def shared_and_own(part: bytes) -> tuple[bytes, bytes]:
    """What a part has in common with those of other units, without colours of the theme; and what is the unit's own."""
    return (part.shared, part.own) if isinstance(part, Part) else (without_colors(part), b"")


class Texts(Struct, frozen=True):
    """What can be read in markup: its text, every paragraph on a line of its own; and the values of attributes."""

    text: str
    values: tuple[str, ...]


@lru_cache(maxsize=4096)
def texts_in(markup: bytes) -> Texts:
    """What can be read in a piece of markup; in comments too."""
    said = markup.decode("utf-8", "replace").replace(_SLOT, "\ufffd")
    pieces = _WORDS.split(said)
    form, words = _form(f">{_SLOT}</t>".join(pieces[::2])), [*pieces[1::2], ""]
    if form.torn:
        form, words = _form(said), [""]
    return Texts("".join(chain.from_iterable(zip(form.between, words, strict=True))), form.values)


class _Form(Struct, frozen=True):
    """What stands between the words of a piece, and the values of attributes; `torn` if one of them holds words."""

    between: Sequence[str]
    values: tuple[str, ...]
    torn: bool


@lru_cache(maxsize=1024)
def _form(form: str) -> _Form:
    """Most pieces differ from others in words alone."""
    between = _TAG.sub("", _BREAK.sub("\n", form)).split(_SLOT)
    values = tuple(map(unescaped, _VALUE.findall(form)))
    torn = len(between) <= form.count(_SLOT) or any(_SLOT in value for value in values)
    return _Form(tuple(map(unescaped, between)), values, torn)
