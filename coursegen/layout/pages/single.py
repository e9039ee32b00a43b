"""Whether what must stand on one page does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from coursegen.document.nodes import Block, Document, Heading
from coursegen.errors import Fault
from coursegen.layout.pages.geometry import Pages
from coursegen.layout.pages.setting import plain
from coursegen.once import Asked


def overlong(document: Document, pages: Pages) -> tuple[Fault, ...]:
    """L120 for every heading of one page that heads more than that."""
    return _overlong(Asked((id(document.blocks), id(pages)), (document.blocks, pages)))


@lru_cache(maxsize=8)
def _overlong(asked: Asked[tuple[tuple[Block, ...], Pages]]) -> tuple[Fault, ...]:
    return tuple(_faults(*asked.held))


def _faults(blocks: tuple[Block, ...], pages: Pages) -> Iterator[Fault]:
    heads = [block for block in blocks if isinstance(block, Heading) and block.one_page]
    ends = [*(pages.numbers[head.id] for head in heads[1:]), pages.total + 1]
    for head, end in zip(heads, ends, strict=False):
        if (taken := end - pages.numbers[head.id]) > 1:
            yield Fault("L120", head.at, {"title": plain(head.line), "pages": taken})
