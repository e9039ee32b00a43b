"""Pictures in a deck or document: which files it shows, and the same with their sizes filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import replace

from coursegen.document.nodes import Block, Columns, Deck, Document, Picture, Slide
from coursegen.errors import Place
from coursegen.once import Asked

Size = tuple[int, int]
_Whole = TypeVar("_Whole", Deck, Document)


def files_in(whole: Deck | Document) -> dict[str, Place]:
    """Picture files by name, each with the place of the first tag that shows it."""
    found: dict[str, Place] = {}
    for blocks in _parts(whole):
        for file, place in _shown_in(Asked(id(blocks), blocks)):
            found.setdefault(file, place)
    return found


def with_sizes(whole: _Whole, sizes: Mapping[str, Size]) -> _Whole:
    """The same with the width and height of every picture in pixels; `sizes` has them by file."""
    if not sizes:
        return whole
    if isinstance(whole, Document):
        return replace(whole, blocks=_with_own(whole.blocks, sizes))
    sections = tuple(
        replace(section, slides=tuple(_slide_with_sizes(slide, sizes) for slide in section.slides))
        for section in whole.sections
    )
    return replace(whole, sections=sections)


def _parts(whole: Deck | Document) -> Iterator[tuple[Block, ...]]:
    """Blocks of a document, or of each slide of a deck."""
    if isinstance(whole, Document):
        yield whole.blocks
    else:
        yield from (slide.blocks for section in whole.sections for slide in section.slides)


@lru_cache(maxsize=1024)
def _shown_in(asked: Asked[tuple[Block, ...]]) -> tuple[tuple[str, Place], ...]:
    """Files and places of the pictures among blocks."""
    return tuple((block.file, block.at) for block in _each(asked.held) if isinstance(block, Picture))


def _slide_with_sizes(slide: Slide, sizes: Mapping[str, Size]) -> Slide:
    blocks = _with_own(slide.blocks, sizes)
    return slide if blocks is slide.blocks else _with_blocks(Asked((id(slide), id(blocks)), (slide, blocks)))


@lru_cache(maxsize=256)
def _with_blocks(asked: Asked[tuple[Slide, tuple[Block, ...]]]) -> Slide:
    """A slide with other blocks, the very same when asked again."""
    slide, blocks = asked.held
    return replace(slide, blocks=blocks)


def _with_own(blocks: tuple[Block, ...], sizes: Mapping[str, Size]) -> tuple[Block, ...]:
    """Blocks with the sizes of the pictures among them; without any, and when asked again, the very same."""
    own = {file: sizes[file] for file, _ in _shown_in(Asked(id(blocks), blocks))}
    return _with_these(Asked((id(blocks), tuple(own.items())), (blocks, own))) if own else blocks


@lru_cache(maxsize=256)
def _with_these(asked: Asked[tuple[tuple[Block, ...], Mapping[str, Size]]]) -> tuple[Block, ...]:
    return _sized(*asked.held)


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
