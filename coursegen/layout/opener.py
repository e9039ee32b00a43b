"""What a slide that opens a section says beside its title: paragraphs and lists in a placeholder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from msgspec.structs import replace

from coursegen.document.nodes import Block, Inline, Line, Text
from coursegen.late import regex
from coursegen.layout.blocks import paragraphs
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import (
    Filling,
    LayoutSpec,
    Para,
    PlaceholderRole,
    PlaceholderSpec,
    Role,
    TextBody,
)
from coursegen.layout.placeholders import SMALLER, SMALLEST, filling
from coursegen.layout.typeset import fits, unorphaned

_ENDS = regex(r"[。！？.!?][”’」』\"]*\s*$")
_AFTER = regex(r"(?<=[。！？])(?![”’」』])|(?<=[。！？][”’」』])|(?<=[.!?]\s)|(?<=[.!?]”\s)")


def listing(role: PlaceholderRole, blocks: Sequence[Block], layout: LayoutSpec, largest: float = inf) -> Filling | None:
    """Paragraphs and lists in a placeholder at the largest size that fits, up to a `largest` in points.

    None where no size fits.
    """
    spec = layout.placeholders.get(role)
    if spec is None:
        return None
    left, top, right, bottom = spec.insets
    room = spec.rect.inset(left, top, right, bottom)
    ornament: Role = spec.color if layout.dark else "primary"  # on a deep ground gold is too faint for small type
    for size in _sizes(spec, largest):
        whole = [p for block in blocks for p in paragraphs(block, Sizes(size), spec.color)]
        paras = tuple(_inked(p, spec.color, ornament) for p in whole)
        if fits(paras, room):
            column = unorphaned(paras, room.w)
            return Filling(role, TextBody(paras, spec.anchor, (left, top, right + room.w - column, bottom)))
    return None


def common_size(role: PlaceholderRole, lists: Iterable[Sequence[Block]], layout: LayoutSpec) -> float:
    """The size at which all of these lists fit that fit at all, so that they look alike from slide to slide."""
    placed = (listing(role, blocks, layout) for blocks in lists)
    return min((_size_of(filling) for filling in placed if filling), default=inf)


def _size_of(filling: Filling) -> float:
    return max(run.size for paragraph in filling.text.paras for run in paragraph.runs)


def _sizes(spec: PlaceholderSpec, largest: float) -> list[float]:
    sizes = dict.fromkeys(max(SMALLEST, round(spec.size * share)) for share in SMALLER)
    return [size for size in sizes if size <= largest]


def _inked(paragraph: Para, ink: Role, ornament: Role) -> Para:
    """A paragraph in the colours of its placeholder: markers and labels as ornaments, the rest in its ink."""
    runs = tuple(replace(run, color=ornament if run.color == "primary" else ink) for run in paragraph.runs)
    return replace(paragraph, runs=runs, marker_color=ornament)


def sentences_that_fit(line: Line, layout: LayoutSpec) -> Line:
    """As many whole sentences of a lead as its place holds, none if even the first is too long."""
    spec = layout.placeholders.get("subtitle")
    pieces = [part for piece in line for part in _sentences(piece)]
    if spec is None or not line or filling("subtitle", line, spec):
        return line
    ends = [n for n, piece in enumerate(pieces, 1) if isinstance(piece, Text) and _ENDS.search(piece.text)]
    shorter = (tuple(pieces[:end]) for end in reversed(ends))
    return next((part for part in shorter if filling("subtitle", part, spec)), ())


def _sentences(piece: Inline) -> tuple[Inline, ...]:
    if not isinstance(piece, Text):
        return (piece,)
    return tuple(replace(piece, text=text) for text in _AFTER.split(piece.text) if text)
