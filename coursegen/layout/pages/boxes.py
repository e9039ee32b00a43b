"""Boxes of a document: panels with a bar, each kind with a look of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from coursegen.document.nodes import Line
from coursegen.layout.geometry import Role
from coursegen.layout.pages.geometry import Edge, Flow, FlowGrid, FlowPara, GridCell, GridRow, Side
from coursegen.layout.pages.heights import flow_height
from coursegen.layout.pages.setting import Setting, append, closed, plain

BoxKind = Literal["scene", "case", "question", "objectives", "task", "note", "facilitator", "material", "answer"]

WHOLE_UP_TO = 0.66
"""A box up to this share of the page is one row, which never splits; a longer one has a row for each block."""

_ALL: tuple[Side, ...] = ("top", "left", "bottom", "right")


class _Look(Struct, frozen=True):
    """Fill of a box and its rules."""

    fill: Role | None
    edges: tuple[Edge, ...]


def _bar(color: Role, fill: Role | None = "tint") -> _Look:
    return _Look(fill, (Edge("left", color, 3.0),))


def _frame(color: Role, width: float, fill: Role | None = None) -> _Look:
    return _Look(fill, tuple(Edge(side, color, width) for side in _ALL))


_LOOKS: Mapping[BoxKind, _Look] = {
    "scene": _bar("primary"), "case": _bar("primary"), "question": _frame("primary", 0.75),
    "objectives": _Look("tint", (Edge("top", "primary", 2.25), Edge("bottom", "primary", 0.75))),
    "task": _bar("secondary"), "note": _bar("muted", None), "facilitator": _frame("muted", 0.5, "tint"),
    "material": _frame("text", 0.5), "answer": _bar("deep"),
}  # fmt: skip


def panel(kind: BoxKind, title: Line, blocks: tuple[tuple[Flow, ...], ...], setting: Setting) -> FlowGrid:
    """One panel from a title and the flow of each block; whole when it is short enough."""
    margins = setting.spec.grids["box"].margins
    head: tuple[Flow, ...] = (FlowPara("box-title", title),) if title else ()
    together: list[Flow] = list(head)
    for flow in blocks:
        append(together, flow)
    whole = closed(tuple(together))
    high = flow_height(whole, setting.width - margins[1] - margins[3], setting.spec)
    apart = high > setting.spec.height * WHOLE_UP_TO and len(blocks) > 1
    rows = tuple(closed(flow) for flow in ((head,) if head else ()) + blocks if flow) if apart else (whole,)
    return _table(rows, _LOOKS[kind], setting.width, plain(title) or first_words(whole))


def first_words(flow: tuple[Flow, ...]) -> str:
    """The first words of a flow, as a name for it."""
    return next((plain(p.line) for p in flow if isinstance(p, FlowPara) and plain(p.line).strip()), "□")


def _table(rows: tuple[tuple[Flow, ...], ...], look: _Look, width: float, name: str) -> FlowGrid:
    last = len(rows) - 1
    made = tuple(
        GridRow((GridCell(content, look.fill, _edges(look, first=n == 0, last=n == last)),), header=n == 0 and last > 0)
        for n, content in enumerate(rows)
    )
    return FlowGrid("box", (width,), made, name[:60])


def _edges(look: _Look, *, first: bool, last: bool) -> tuple[Edge, ...]:
    """Rules of one row: the upper one on the first row only, the lower one on the last."""
    return tuple(e for e in look.edges if (e.side != "top" or first) and (e.side != "bottom" or last))
