"""Parts of Office files in pieces that are read by themselves: most are the same in the files of many units."""

from __future__ import annotations

from collections.abc import Sequence

_ENDS = (b"</p:sp>", b"</w:p>", b"</w:style>", b"</w:lvl>")
"""Ends of what holds whole paragraphs: shapes of slides; paragraphs, styles and levels of lists of documents."""


def pieces_of(part: bytes) -> Sequence[bytes]:
    """The pieces of a part, in order; no paragraph and no tag is cut."""
    end = next((end for end in _ENDS if end in part), None)
    return [part] if end is None else part.replace(end, end + b"\0").split(b"\0")
