"""Tables on slides: cells as blocks of text, rows as high as their text needs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from coursegen.checks.file.deck.cascade import Cascade, Sources
from coursegen.checks.file.deck.shape import Shape
from coursegen.checks.file.deck.text import Block, Body, insets_of, read_paras
from coursegen.checks.file.fill import CLEAR, PICTURE, Fill, fill_by_reference, fill_in
from coursegen.checks.file.scheme import A, Scheme
from coursegen.checks.parts import said, whole
from coursegen.layout.geometry import Rect

_PLAIN = frozenset({"", "{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}"})
"""Styles that fill nothing: none, "No Style, No Grid", "No Style, Table Grid"."""


class _Looks(Struct, frozen=True):
    """What the style of a table says of one cell, the strongest part first; `known` is false for a style not stored."""

    parts: tuple[etree._Element, ...]
    known: bool


def table_of(shape: Shape) -> etree._Element | None:
    """The table in a frame, if there is one."""
    return shape.element.find(f"{A}graphic/{A}graphicData/{A}tbl") if shape.kind == "graphicFrame" else None


def cells_of(shape: Shape, sources: Sources) -> Iterator[Block]:
    """Cells of a table that hold text; merged ones as one."""
    table = table_of(shape)
    if table is None or shape.rect is None:
        return
    widths = [whole(column.get("w")) for column in table.iterfind(f"{A}tblGrid/{A}gridCol")]
    rows = table.findall(f"{A}tr")
    top = shape.rect.y
    for number, row in enumerate(rows):
        cells = row.findall(f"{A}tc")
        for place, cell in enumerate(cells):
            holder = cell.find(f"{A}txBody")
            if holder is None or said(cell.get("hMerge")) or said(cell.get("vMerge")):
                continue
            wide = sum(widths[place : place + max(1, whole(cell.get("gridSpan"), 1))])
            high = sum(whole(r.get("h")) for r in rows[number : number + max(1, whole(cell.get("rowSpan"), 1))])
            rect = Rect(shape.rect.x + sum(widths[:place]), top, wide, high)
            looks = _looks(table, sources, (number, place), (len(rows), len(cells)))
            yield replace(_cell(shape, cell, holder, looks, sources), rect=rect, cell=(number + 1, place + 1))
        top += whole(row.get("h"))


def _cell(shape: Shape, cell: etree._Element, holder: etree._Element, looks: _Looks, sources: Sources) -> Block:
    properties = cell.find(f"{A}tcPr")

    def said_of(name: str, default: str = "") -> str:
        return (properties.get(name) if properties is not None else None) or default

    body = Body(
        read_paras(holder, _cell_cascade(holder, looks, sources), sources),
        insets_of(said_of, ("marL", "marT", "marR", "marB")),
        said_of("anchor", "t"),
        turned=said_of("vert", "horz") != "horz",
    )
    return Block(shape, None, body, _cell_fill(properties, looks, sources.scheme))


def _cell_fill(properties: etree._Element | None, looks: _Looks, scheme: Scheme) -> Fill:
    own = fill_in(properties, scheme)
    if own is not None:
        return own
    for part in looks.parts:
        style = part.find(f"{A}tcStyle")
        filled = fill_in(style.find(f"{A}fill"), scheme) if style is not None else None
        if filled is not None:
            return filled
        reference = style.find(f"{A}fillRef") if style is not None else None
        if reference is not None:
            return fill_by_reference(reference, scheme)
    return CLEAR if looks.known else PICTURE


def _cell_cascade(holder: etree._Element, looks: _Looks, sources: Sources) -> Cascade:
    styles = [s for part in looks.parts if (s := part.find(f"{A}tcTxStyle")) is not None]
    colors = (e for s in styles for e in s.iterchildren(etree.Element) if str(e.tag).endswith("Clr"))
    color = next(colors, None)
    own = holder.find(f"{A}lstStyle")
    bold = next((said(s.get("b")) for s in styles if s.get("b")), False)
    return Cascade(
        (own,) if own is not None and len(own) else (),
        sources.far("other"),
        color.getparent() if color is not None else None,
        bold,
    )


def _looks(table: etree._Element, sources: Sources, place: tuple[int, int], size: tuple[int, int]) -> _Looks:
    properties = table.find(f"{A}tblPr")
    name = (properties.findtext(f"{A}tableStyleId") or "").strip() if properties is not None else ""
    style = sources.tables.get(name)
    if style is None or properties is None:
        return _Looks((), name in _PLAIN)
    row, column = place
    first_row = said(properties.get("firstRow"))
    wanted = [
        ("firstRow", first_row and row == 0),
        ("lastRow", said(properties.get("lastRow")) and row == size[0] - 1),
        ("firstCol", said(properties.get("firstCol")) and column == 0),
        ("lastCol", said(properties.get("lastCol")) and column == size[1] - 1),
        (f"band{(row - first_row) % 2 + 1}H", said(properties.get("bandRow"))),
        (f"band{column % 2 + 1}V", said(properties.get("bandCol"))),
        ("wholeTbl", True),
    ]
    parts = (style.find(f"{A}{part}") for part, applies in wanted if applies)
    return _Looks(tuple(p for p in parts if p is not None), known=True)
