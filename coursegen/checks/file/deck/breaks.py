"""Lines as Chinese readers expect them: no lost last line, no stop at the beginning of a line, no tiny type."""

from __future__ import annotations

from collections.abc import Iterator

from coursegen.checks.file.deck.cascade import is_furniture
from coursegen.checks.file.deck.measure import lines_of, room_of
from coursegen.checks.file.deck.page import Deck, Page
from coursegen.checks.file.deck.text import Block, Para
from coursegen.errors import Fault
from coursegen.layout.measure import em_width
from coursegen.layout.typeset import ORPHAN, SAFETY
from coursegen.text import NO_LINE_END, NO_LINE_START, is_wide

LEAST = 12.0
"""Points under which type cannot be read from a seat (running heads and feet may be smaller)."""

_OPENERS = frozenset("—…·～‖°'\"’”.-!")
"""What may not follow a break inside a sentence, yet begins a paragraph on purpose (dashes, dots, quotes)."""
_MARGIN = 0.1


def break_faults(deck: Deck) -> Iterator[Fault]:
    """K205 small type, K206 lost last lines, K207 punctuation at the wrong end of a line that somebody broke."""
    for page in deck.pages:
        yield from _small(deck, page)
        for block in page.blocks:
            if is_furniture(block.shape) or block.body.warped:
                continue
            for line in filter(None, (_lost_line(block, para) for para in block.body.paras)):
                yield deck.fault("K206", page, block.shape.name, severity="warning", text=line)
            for line in (line for para in block.body.paras for line in _wrong_breaks(para)):
                yield deck.fault("K207", page, block.shape.name, severity="warning", text=line[:20])


def _small(deck: Deck, page: Page) -> Iterator[Fault]:
    small = [
        (run.size, block.shape.name)
        for block in page.blocks
        if not is_furniture(block.shape) and not _in_margin(deck, block)
        for para in block.body.paras
        for run in para.runs
        if run.size < LEAST and run.words.strip()
    ]
    if small:
        least, name = min(small)
        yield deck.fault("K205", page, name, severity="warning", size=f"{least:g}", count=len(small))


def _in_margin(deck: Deck, block: Block) -> bool:
    """Whether a text stands where running heads and feet do."""
    band = deck.rect.h * _MARGIN
    return block.rect is not None and (block.rect.bottom <= band or block.rect.y >= deck.rect.h - band)


def _lost_line(block: Block, para: Para) -> str:
    """The last line of a paragraph of Chinese when it is too short to stand alone, however widths are rounded."""
    words = para.words
    if sum(map(is_wide, words)) * 2 < len(words) or block.rect is None or block.body.turned:
        return ""
    width, _ = room_of(block)
    last = ""
    for room in (width, width + 2 * SAFETY):
        lines = lines_of(para, block.body, room)
        last = lines[-1]
        if len(lines) < 2 + words.count("\n") or em_width(last) >= ORPHAN or words.endswith(f"\n{last}"):
            return ""
    return last


def _wrong_breaks(para: Para) -> Iterator[str]:
    for number, line in enumerate(para.words.split("\n")):
        text = line.strip()
        if len(text) < 3:
            continue
        begins = text[0] in NO_LINE_START and (text[0] not in _OPENERS or (number > 0 and text[0] not in "—·"))
        if begins or (text[-1] in NO_LINE_END and text[-1] not in "·“‘"):
            yield text
