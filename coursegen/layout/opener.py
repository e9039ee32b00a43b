"""What a slide that opens a section says beside its title: paragraphs and lists in a placeholder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coursegen.document.nodes import Block
from coursegen.layout.blocks import paragraphs
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Filling, LayoutSpec, Para, PlaceholderRole, Role, TextBody
from coursegen.layout.placeholders import SMALLER, SMALLEST
from coursegen.layout.typeset import fits, is_lost, unorphaned


def listing(role: PlaceholderRole, blocks: Sequence[Block], layout: LayoutSpec) -> Filling | None:
    """Paragraphs and lists in a placeholder at the largest size that fits, without a lost last line where one can be.

    None where no size fits.
    """
    spec = layout.placeholders.get(role)
    if spec is None:
        return None
    left, top, right, bottom = spec.insets
    room = spec.rect.inset(left, top, right, bottom)
    ornament: Role = spec.color if layout.dark else "primary"  # on a deep ground gold is too faint for small type
    found: list[Filling] = []
    for size in dict.fromkeys(max(SMALLEST, round(spec.size * share)) for share in SMALLER):
        whole = [p for block in blocks for p in paragraphs(block, Sizes(size), spec.color)]
        paras = tuple(_inked(p, spec.color, ornament) for p in whole)
        column = unorphaned(paras, room.w)
        if fits(paras, room):
            found.append(Filling(role, TextBody(paras, spec.anchor, (left, top, right + room.w - column, bottom))))
            if not any(is_lost(p, column) for p in paras):
                return found[-1]
    return found[0] if found else None


def _inked(paragraph: Para, ink: Role, ornament: Role) -> Para:
    """A paragraph in the colours of its placeholder: markers and labels as ornaments, the rest in its ink."""
    runs = tuple(replace(run, color=ornament if run.color == "primary" else ink) for run in paragraph.runs)
    return replace(paragraph, runs=runs, marker_color=ornament)
