"""Texts that artwork runs under: a narrower place that is even, or a plate of one colour behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from lxml import etree
from msgspec import Struct
from PIL.Image import Resampling
from pptx.oxml.ns import qn

from coursegen.layout.geometry import Rect
from coursegen.office.color import AA, BLACK, WHITE, Colors, contrast, distance
from coursegen.office.deck.probe import Drawn, box_of, mean_color

_GRID = (48, 12)
"""Columns and rows that a place is looked at in."""

_SPOILT = 0.03
"""Part of a place that may read badly; less is the edge of a drawing."""

_COLUMN = 0.1
"""The same of one column of a place."""

ENOUGH = 0.55
"""Part of its width that a place must keep when it makes way for artwork."""

NUMBER_ENOUGH = 0.25
"""The same of the place of a slide number."""

_RESTLESS = 0.08
"""Part of the area for drawings on which neither black nor white reads; more needs a plate under all of it."""

_PLATES = ("bg1", "tx1", "bg2", "tx2")


class Plate(Struct, frozen=True):
    """A box of a scheme colour that a layout gets behind a text."""

    rect: Rect
    scheme: str


def clear_of_artwork(
    picture: Drawn, rect: Rect, slide: Rect, ink: str, needed: float, enough: float = ENOUGH
) -> Rect | None:
    """The place itself or as much of its width as is even enough for an ink; None when that is not `enough`.

    A place where nothing reads at all is even: there the ink is at fault.
    """
    columns = _columns(picture, rect, slide, ink, needed)
    if not _SPOILT * len(columns) < sum(columns) < (1 - _SPOILT) * len(columns):
        return rect
    start, count = _longest(columns)
    if count < enough * len(columns):
        return None
    step = rect.w / len(columns)
    start, count = _away_from_edges(start, count, len(columns))
    return Rect(rect.x + round(start * step), rect.y, round(count * step), rect.h)


def plate_for(picture: Drawn, rect: Rect, slide: Rect, ink: str, needed: float, colors: Colors) -> Plate:
    """A plate on which an ink reads, as much like what is under it as may be."""
    under = mean_color(picture, rect, slide)
    legible = [scheme for scheme in _PLATES if contrast(ink, colors[scheme]) >= needed]
    best = min(legible, key=lambda scheme: distance(colors[scheme], under), default=_PLATES[0])
    return Plate(rect, best)


def plate_around(area: Rect, slide: Rect, scheme: str) -> Plate:
    """A plate a little larger than what is drawn on it."""
    across, down = slide.w // 60, slide.h // 80
    return Plate(Rect(area.x - across, area.y - down, area.w + 2 * across, area.h + 2 * down), scheme)


def plate_under_drawings(picture: Drawn, area: Rect, slide: Rect, colors: Colors) -> str:
    """Scheme colour of the plate that an area with texts of several inks needs; empty when it is even enough."""
    if not area.w or not area.h:
        return ""
    spoilt = {ink: sum(_columns(picture, area, slide, ink, AA)) / _GRID[0] for ink in (BLACK, WHITE)}
    ink = min(spoilt, key=lambda one: spoilt[one])
    return plate_for(picture, area, slide, ink, AA, colors).scheme if spoilt[ink] > _RESTLESS else ""


def _columns(picture: Drawn, rect: Rect, slide: Rect, ink: str, needed: float) -> list[float]:
    """Of each column of a place, the part on which an ink reads badly."""
    wide, high = _GRID
    seen: Any = picture.resize(_GRID, Resampling.BOX, box_of(picture, rect, slide)).load()
    cells = ([seen[x, y] for y in range(high)] for x in range(wide))
    return [sum(contrast(ink, "{:02X}{:02X}{:02X}".format(*c)) < needed for c in column) / high for column in cells]


def _longest(columns: Sequence[float]) -> tuple[int, int]:
    """First column and length of the longest stretch that reads well."""
    runs = [list(run) for good, run in groupby(range(len(columns)), lambda n: columns[n] <= _COLUMN) if good]
    best = max(runs, key=len, default=[])
    return (best[0], len(best)) if best else (0, 0)


def _away_from_edges(start: int, count: int, whole: int) -> tuple[int, int]:
    """A stretch without its columns next to artwork."""
    left, right = start > 0, start + count < whole
    return start + left, count - left - right


def with_plates(layout: bytes, plates: Iterable[Plate]) -> bytes:
    """A layout part with plates above its drawings; texts of slides stand above both."""
    root: Any = etree.fromstring(layout)
    tree = root.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    number = max((int(e.get("id") or 0) for e in root.iter(qn("p:cNvPr"))), default=1)
    for n, plate in enumerate(plates, number + 1):
        tree.append(etree.fromstring(_PLATE.format(n=n, r=plate.rect, scheme=plate.scheme)))
    for extension in tree.findall(qn("p:extLst")):
        tree.append(extension)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


_PLATE = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="{n}" name="衬底"/>'
    '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{r.x}" y="{r.y}"/>'
    '<a:ext cx="{r.w}" cy="{r.h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:schemeClr val="{scheme}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
)
