"""Slides of a file whose program has lost our ids, known again by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from coursegen.build.handwork.visible import squeezed
from coursegen.office.said import NOTES, Block

_SHARED = 0.6
"""Share of its paragraphs that a slide must have in common with one of ours to be that one."""


def has_ids(made: Sequence[Block], now: Sequence[Block]) -> bool:
    """Whether a file carries ids of ours, or needs none."""
    ours = {block.id for block in made} - {""}
    return not ours or bool(ours & {block.id for block in now})


def known_again(made: Sequence[Block], now: Sequence[Block]) -> tuple[Block, ...]:
    """Slides with the ids of ours that they share most paragraphs with, each once; others have none."""
    words = [Counter(_paragraphs(block)) for block in made], [Counter(_paragraphs(block)) for block in now]
    pairs = sorted(
        (
            (_shared(own, other), -abs(m - n), m, n)
            for m, own in enumerate(words[0])
            for n, other in enumerate(words[1])
        ),
        reverse=True,
    )
    ids: dict[int, str] = {}
    taken: set[int] = set()
    for shared, _, m, n in pairs:
        if shared >= _SHARED and n not in ids and m not in taken:
            ids[n] = made[m].id
            taken.add(m)
    return tuple(replace(block, id=ids.get(n, "")) for n, block in enumerate(now))


def flat(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with all shapes in one spot: programs that lose ids number shapes anew as well. Notes stay apart."""
    return tuple(replace(block, spots={"": _shown(block), NOTES: block.spots.get(NOTES, ())}) for block in blocks)


def _shown(block: Block) -> tuple[str, ...]:
    return tuple(text for spot, texts in block.spots.items() if spot != NOTES for text in texts)


def _paragraphs(block: Block) -> list[str]:
    return [squeezed(text) for texts in block.spots.values() for text in texts]


def _shared(one: Counter[str], other: Counter[str]) -> float:
    most = max(one.total(), other.total())
    return (one & other).total() / most if most else 0.0
