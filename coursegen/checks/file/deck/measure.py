"""How much room text takes, by the measuring functions of the layout. Widths and heights are points.

Two measures, for fonts that are not known: `TIGHT` is the friendliest of the faces in use, `USUAL` that of 微软雅黑.
What does not fit the first fits no font.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursegen.checks.file.deck.text import Block, Body, Para
from coursegen.layout.geometry import EMU_PER_PT, Rect
from coursegen.layout.measure import AUTOSPACE, em_width, wrap
from coursegen.text import is_wide

_ENDLESS = 1e6


class Face(Struct, frozen=True):
    """Height of a line at 100 % in em, for text with Chinese characters and without; share of our widths it takes."""

    wide: float
    latin: float
    width: float


TIGHT = Face(1.17, 1.15, 0.94)
USUAL = Face(1.32, 1.2, 1.0)

_TEXT_INSETS = {"ellipse": (0.1464, 0.1464), "diamond": (0.25, 0.25), "hexagon": (0.1, 0.1), "octagon": (0.08, 0.08)}
"""Shares of width and height by which the text of a geometry stands inside its box (ECMA-376, preset shapes)."""


def room_of(block: Block) -> tuple[float, float]:
    """Width and height of the column that the text of a box stands in, its geometry and columns considered."""
    if block.rect is None:
        return 0.0, 0.0
    left, top, right, bottom = block.body.insets
    across, down = _TEXT_INSETS.get(block.shape.preset, (0.0, 0.0)) if block.cell is None else (0.0, 0.0)
    wide = block.rect.w * (1 - 2 * across) - left - right
    high = block.rect.h * (1 - 2 * down) - top - bottom
    if block.body.turned:
        wide, high = block.rect.h - top - bottom, block.rect.w - left - right
    columns = block.body.columns
    wide = (wide - (columns - 1) * block.body.gap) / columns
    return max(1.0, wide / EMU_PER_PT), high / EMU_PER_PT * columns


def lines_of(para: Para, body: Body, width: float, face: Face = USUAL) -> tuple[str, ...]:
    """Lines a paragraph breaks into in a column."""
    size, words = para.mean, para.words
    room = (width - para.left / EMU_PER_PT) / face.width if body.wrap else _ENDLESS
    indent = max(0, para.indent) / EMU_PER_PT
    if (1 + AUTOSPACE) * len(words) * size + indent <= room:
        return tuple(words.split("\n"))
    return wrap(words, max(size, room), size, bold=para.bold, first_indent=indent)


def height_of(body: Body, width: float, face: Face = USUAL) -> float:
    """Height of all paragraphs, one below the other, down to the last line that has words."""
    return _height(body, [lines_of(para, body, width, face) for para in body.paras], face)


def _height(body: Body, lines: Sequence[Sequence[str]], face: Face) -> float:
    total = high = 0.0
    for number, (para, of_para) in enumerate(zip(body.paras, lines, strict=True)):
        line = line_height(para, face)
        total += para.before if number else 0
        for words in of_para:
            total += line
            high = total if words.strip() else high
        total += para.after
    return high


def line_height(para: Para, face: Face) -> float:
    """Height of one line of a paragraph."""
    em = face.wide if any(map(is_wide, para.words)) else face.latin
    return para.exact or para.size * em * para.spacing


def measured(block: Block) -> Block:
    """A block with the height of its text, and where this is drawn as far as one can say: turned, in the whole box."""
    width, room = room_of(block)
    lines = [lines_of(para, block.body, width, TIGHT) for para in block.body.paras]
    high = _height(block.body, lines, TIGHT)
    if block.rect is None or block.body.turned or block.shape.turn or block.body.warped:
        return replace(block, ink=block.rect, high=high)
    return replace(block, ink=_ink(block, block.rect, (_widest(block.body, lines), high), room), high=high)


def _ink(block: Block, rect: Rect, size: tuple[float, float], room: float) -> Rect:
    """Where text of a size in points stands in a box."""
    wide, high = size
    left, top, right, bottom = (inset / EMU_PER_PT for inset in block.body.insets)
    outer = (rect.w / EMU_PER_PT, rect.h / EMU_PER_PT)
    aligns = {para.align for para in block.body.paras}
    spare = outer[0] - left - right - wide
    x = left + (spare / 2 if aligns == {"ctr"} else spare if aligns == {"r"} else 0)
    free = outer[1] - top - bottom - min(high, _ENDLESS)
    y = top + {"ctr": free / 2, "b": free}.get(block.body.anchor, 0.0)
    if block.body.columns > 1 or len(aligns) > 1:
        x, wide, y, high = left, outer[0] - left - right, top, room / block.body.columns
    return _moved(rect, x, y, wide, high)


def _widest(body: Body, lines: Sequence[Sequence[str]]) -> float:
    found = 0.0
    for para, of_para in zip(body.paras, lines, strict=True):
        wide = max([em_width(line, bold=para.bold) for line in of_para])
        found = max(found, para.left / EMU_PER_PT + wide * para.mean * TIGHT.width)
    return found


def _moved(rect: Rect, x: float, y: float, wide: float, high: float) -> Rect:
    """A rectangle given in points from the corner of another."""
    left, top, width, height = (round(v * EMU_PER_PT) for v in (x, y, wide, high))
    return Rect(rect.x + left, rect.y + top, width, height)
