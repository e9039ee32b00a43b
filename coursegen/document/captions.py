"""Captions of a document, numbered in the order they are read: tables for themselves, figures for themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import count

from msgspec.structs import replace

from coursegen.document.nodes import Block, Box, Caption, Document, Line, Number, Paragraph, Picture, Reference, Table
from coursegen.once import Asked

LABELS: Mapping[str, tuple[str, str]] = {
    "zh-Hant": ("表\u00a0", "圖\u00a0"),
    "zh-HK": ("表\u00a0", "圖\u00a0"),
    "zh": ("表\u00a0", "图\u00a0"),
    "": ("Table\u00a0", "Figure\u00a0"),
}
"""What tables and figures are called, by the beginning of a language tag; the first that fits counts.

With a no-break space: no line ends between a label and its number.
"""


def with_numbers(document: Document) -> Document:
    """The document with every caption that has an id numbered from 1, and references that say those numbers."""
    language = document.properties.language
    labels = next(labels for start, labels in LABELS.items() if language.startswith(start))
    blocks = _all_numbered(Asked((tuple(map(id, document.blocks)), labels), (document.blocks, labels)))
    return document if blocks is document.blocks else replace(document, blocks=blocks)


@lru_cache(maxsize=8)
def _all_numbered(asked: Asked[tuple[tuple[Block, ...], tuple[str, str]]]) -> tuple[Block, ...]:
    """The same blocks come back as the very same, for those who know what they made of them."""
    blocks, (tables, figures) = asked.held
    turns = {label: count(1) for label in (tables, figures)}
    found = {
        block.id: Number(label, next(turns[label]), block.id)
        for block in _captioned(blocks)
        for label in (tables if isinstance(block, Table) else figures,)
    }
    return _numbered(blocks, found) if found else blocks


_CAPTIONED = (Table, Picture, Caption)


def _captioned(blocks: tuple[Block, ...]) -> Iterator[Table | Picture | Caption]:
    for block in blocks:
        if isinstance(block, Box):
            yield from _captioned(block.blocks)
        elif isinstance(block, _CAPTIONED) and block.id:
            yield block


def _numbered(blocks: tuple[Block, ...], numbers: Mapping[str, Number]) -> tuple[Block, ...]:
    return tuple(_with_number(block, numbers) for block in blocks)


def _with_number(block: Block, numbers: Mapping[str, Number]) -> Block:
    match block:
        case Box():
            return replace(block, blocks=_numbered(block.blocks, numbers))
        case Table() | Picture() | Caption() if block.id:
            return replace(block, number=numbers[block.id])
        case Paragraph() if any(isinstance(piece, Reference) for piece in block.line):
            return replace(block, line=_resolved(block.line, numbers))
        case _:
            return block


def _resolved(line: Line, numbers: Mapping[str, Number]) -> Line:
    return tuple(
        replace(piece, text=numbers[piece.target].text) if isinstance(piece, Reference) else piece for piece in line
    )
