"""Parts of Office files as they are read: in pieces, most of which are the same in the files of many units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from coursegen.late import regex
from coursegen.office.part import Part

_ENDS = (b"</p:sp>", b"</w:p>", b"</w:style>", b"</w:lvl>")
"""Ends of what holds whole paragraphs: shapes of slides; paragraphs, styles and levels of lists of documents."""


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


def pieces_of(part: bytes) -> Sequence[bytes]:
    """The pieces of a part, in order; no paragraph and no tag is cut."""
    end = next((end for end in _ENDS if end in part), None)
    return [part] if end is None else part.replace(end, end + b"\0").split(b"\0")


def shared_and_own(part: bytes) -> tuple[bytes, bytes]:
    """What a part has in common with those of other units, without colours of the theme; and what is the unit's own."""
    return (part.shared, part.own) if isinstance(part, Part) else (without_colors(part), b"")
