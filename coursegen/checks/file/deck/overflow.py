"""Text against its box and shapes against the slide, measured."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from coursegen.checks.file.deck.measure import room_of
from coursegen.checks.file.deck.page import Deck, Page
from coursegen.checks.file.deck.shape import Shape
from coursegen.checks.file.deck.text import Block
from coursegen.errors import Fault, Severity
from coursegen.layout.geometry import EMU_PER_PT, Rect

_SLACK = 2.0
"""Points by which programs differ in what they draw."""
_MOST = 500
"""Neighbours that are looked at: no slide made by hand has as many."""


def overflow_faults(deck: Deck) -> Iterator[Fault]:
    """K201 text out of its box, K202 text out of the slide, K203 shapes nobody sees, K204 tables that grow."""
    for page in deck.pages:
        yield from _off_slide(deck, page)
        for block in page.blocks:
            if block.cell is None and block.rect is not None and _meets(block.rect, deck.rect):
                yield from _text_faults(deck, page, block)
        cells = (block for block in page.blocks if block.cell is not None)
        for _, of_table in groupby(cells, key=lambda b: id(b.shape)):
            yield from _table_faults(deck, page, tuple(of_table))


def _off_slide(deck: Deck, page: Page) -> Iterator[Fault]:
    for shape in page.shapes:
        seen = shape.kind in ("pic", "graphicFrame") or shape.words
        if shape.rect is not None and seen and not _meets(shape.rect, deck.rect):
            yield deck.fault("K203", page, shape.name, severity="warning", text=shape.words[:20])


def _meets(rect: Rect, slide: Rect) -> bool:
    return rect.x < slide.right and rect.right > slide.x and rect.y < slide.bottom and rect.bottom > slide.y


def _text_faults(deck: Deck, page: Page, block: Block) -> Iterator[Fault]:
    rect, body = block.rect, block.body
    if rect is None or body.warped:
        return
    room = (rect.w if body.turned else rect.h) / EMU_PER_PT * body.columns
    excess = block.high - room
    beyond = _beyond_slide(deck, block)
    if excess > _SLACK and body.fit != "shape":
        severity = _severity(page, block, beyond)
        yield deck.fault("K201", page, block.shape.name, severity=severity, points=round(excess), text=block.words[:20])
    elif beyond > _SLACK:
        yield deck.fault("K202", page, block.shape.name, points=round(beyond), text=block.words[:20])


def _severity(page: Page, block: Block, beyond: float) -> Severity:
    """A warning where nobody sees it: out of a box without an edge, still on the slide, and upon nothing else."""
    seen = block.shape.outlined or not block.fill.clear
    return "error" if seen or beyond > _SLACK or _hits_something(page, block) else "warning"


def _hits_something(page: Page, block: Block) -> bool:
    """Whether the part of a text that is outside its box runs into another text, a picture or a table."""
    rect, ink = block.rect, block.ink
    if rect is None or ink is None:
        return False
    spills = (
        Rect(ink.x, ink.y, ink.w, max(0, rect.y - ink.y)),
        Rect(ink.x, rect.bottom, ink.w, max(0, ink.bottom - rect.bottom)),
    )
    others = [b.ink for b in page.blocks[:_MOST] if b.shape is not block.shape and b.ink is not None]
    others += [s.rect for s in page.shapes[:_MOST] if s.kind in ("pic", "graphicFrame") and s.rect is not None]
    return any(spill.h > 0 and _meets(other, spill) for spill in spills for other in others)


def _beyond_slide(deck: Deck, block: Block) -> float:
    """Points by which text is drawn outside the slide."""
    ink = block.ink
    if ink is None or block.body.turned or block.shape.turn:
        return 0.0
    sides = (-ink.x, -ink.y, ink.right - deck.rect.right, ink.bottom - deck.rect.bottom)
    return max(sides) / EMU_PER_PT


def _table_faults(deck: Deck, page: Page, cells: tuple[Block, ...]) -> Iterator[Fault]:
    """A row is at least as high as its text: what it grows by moves everything below."""
    growth: dict[int, float] = {}
    for block in cells:
        if block.cell is not None and block.rect is not None and not block.body.turned:
            _, room = room_of(block)
            row = block.cell[0]
            growth[row] = max(growth.get(row, 0.0), block.high - room)
    rows = tuple(row for row, more in growth.items() if more > _SLACK)
    if rows:
        total = sum(growth[row] for row in rows)
        shape = cells[0].shape
        beyond = (_bottom(shape, cells) - deck.rect.bottom) / EMU_PER_PT + total
        if beyond > _SLACK:
            yield deck.fault("K202", page, shape.name, points=round(beyond), text=cells[0].words[:20])
        yield deck.fault("K204", page, shape.name, severity="warning", points=round(total), rows=rows)


def _bottom(shape: Shape, cells: tuple[Block, ...]) -> int:
    bottoms = [block.rect.bottom for block in cells if block.rect is not None]
    return max([*bottoms, shape.rect.bottom if shape.rect is not None else 0])
