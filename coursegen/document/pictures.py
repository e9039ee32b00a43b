"""Pictures in a deck or document: which files it shows, and the same with their sizes filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from coursegen.document.nodes import Block, Columns, Deck, Document, Picture
from coursegen.errors import Place

Size = tuple[int, int]
_Whole = TypeVar("_Whole", Deck, Document)


def files_in(whole: Deck | Document) -> dict[str, Place]:
    """Picture files by name, each with the place of the first tag that shows it."""
    found: dict[str, Place] = {}
    for block in _blocks(whole):
        if isinstance(block, Picture):
            found.setdefault(block.file, block.at)
    return found


def with_sizes(whole: _Whole, sizes: Mapping[str, Size]) -> _Whole:
    """The same with the width and height of every picture in pixels; `sizes` has them by file."""
    if isinstance(whole, Document):
        return replace(whole, blocks=_sized(whole.blocks, sizes))
    sections = tuple(
        replace(section, slides=tuple(replace(slide, blocks=_sized(slide.blocks, sizes)) for slide in section.slides))
        for section in whole.sections
    )
    return replace(whole, sections=sections)


def _blocks(whole: Deck | Document) -> Iterator[Block]:
    if isinstance(whole, Document):
        yield from _each(whole.blocks)
    else:
        for section in whole.sections:
            for slide in section.slides:
                yield from _each(slide.blocks)


def _each(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Columns):
            yield from _each((*block.left, *block.right))


def _sized(blocks: Iterable[Block], sizes: Mapping[str, Size]) -> tuple[Block, ...]:
    return tuple(_with_size(block, sizes) for block in blocks)


def _with_size(block: Block, sizes: Mapping[str, Size]) -> Block:
    match block:
        case Picture():
            return replace(block, width=sizes[block.file][0], height=sizes[block.file][1])
        case Columns():
            return replace(block, left=_sized(block.left, sizes), right=_sized(block.right, sizes))
        case _:
            return block
