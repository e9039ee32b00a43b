"""Two states of a file, as made and as it is now → what a person changed in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from coursegen.office.said import Block

_ALIKE = 0.5
"""Share of characters from which a new paragraph counts as an old one reworded."""


class Change(Struct, frozen=True):
    """A paragraph that reads otherwise: `before` is empty for a new one, `after` for one that is gone.

    `number` is that of the slide or block in the changed file, `above` the paragraph before a new one.
    """

    block: str
    number: int
    before: str
    after: str
    above: str = ""


class Guest(Struct, frozen=True):
    """A slide that is not ours: its number in the changed file, and the id of our slide before it (empty: none)."""

    number: int
    after: str


class Changes(Struct, frozen=True):
    """All that a person changed: paragraphs, slides of his own, ids of slides taken out, and whether slides moved."""

    texts: tuple[Change, ...]
    guests: tuple[Guest, ...]
    gone: tuple[str, ...]
    moved: bool


def find_changes(made: Sequence[Block], now: Sequence[Block], *, slides: bool) -> Changes:
    """What differs. A block of a document whose bookmark is lost belongs to the one before it, on both sides."""
    shared = {block.id for block in made} & {block.id for block in now}
    if not slides:
        made, now = tuple(_joined(made, shared)), tuple(_joined(now, shared))
    ours, own, guests = {block.id: block for block in made}, dict[str, Block](), list[Guest]()
    for block in now:
        if block.id in ours and block.id not in own:
            own[block.id] = block
        elif slides:
            guests.append(Guest(block.number, next(reversed(own), "")))
    order = [key for key in ours if key in own]
    texts = tuple(change for key in order for change in _in_block(ours[key], own[key]))
    return Changes(texts, tuple(guests), tuple(key for key in ours if key not in own), order != list(own))


def _joined(blocks: Sequence[Block], keep: Collection[str]) -> Iterator[Block]:
    held = Block("", 1, {})
    for block in blocks:
        if block.id in keep and block is not blocks[0]:
            yield held
            held = block
        else:
            texts = (*held.spots.get("", ()), *block.spots.get("", ()))
            held = Block(held.id, held.number, {"": texts})
    yield held


def _in_block(made: Block, now: Block) -> Iterator[Change]:
    for spot in dict.fromkeys((*made.spots, *now.spots)):
        for before, after, above in _pairs(made.spots.get(spot, ()), now.spots.get(spot, ())):
            yield Change(made.id, now.number, before, after, above)


def _pairs(made: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Paragraphs that differ: as made, as they are, and the one before a new one."""
    old_plain, new_plain = [_plain(text) for text in made], [_plain(text) for text in now]
    matcher = SequenceMatcher(None, old_plain, new_plain, autojunk=False)
    for _, i, i_end, j, j_end in (step for step in matcher.get_opcodes() if step[0] != "equal"):
        old, new = list(made[i:i_end]), list(now[j:j_end])
        partners = _partners(old, new)
        yield from ((text, "", "") for n, text in enumerate(old) if n not in partners.values())
        above = now[j - 1] if j else ""
        for n, text in enumerate(new):
            if n in partners:
                yield old[partners[n]], text, ""
            else:
                yield "", text, above
            above = text


def _partners(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which old paragraph each new one was, in order: all of them where they are as many, else the alike ones."""
    if len(old) == len(new):
        return {n: n for n in range(len(new))}
    found: dict[int, int] = {}
    start = 0
    for n, text in enumerate(new):
        for o in range(start, len(old)):
            if SequenceMatcher(None, old[o], text, autojunk=False).ratio() >= _ALIKE:
                found[n], start = o, o + 1
                break
    return found


def _plain(text: str) -> str:
    """A paragraph without white space: line ends are the layout's, not the writer's."""
    return "".join(text.split())
