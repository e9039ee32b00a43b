"""What fills a shape, a cell or a background: colours as far as they are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from coursegen.checks.file.scheme import A, Paint, Scheme, blended, paint_of, percent
from coursegen.checks.parts import local, whole
from coursegen.layout.geometry import Rect

_FILLS = frozenset({"noFill", "solidFill", "gradFill", "pattFill", "blipFill", "grpFill"})


class Fill(Struct, frozen=True):
    """The colours of a fill (several for a gradient or a pattern); none = clear; `known` is false for a picture.

    A gradient that runs straight across or down has `stops`, a share of the way for each colour, and an `angle` in
    degrees (0 = to the right, 90 = down).
    """

    paints: tuple[Paint, ...] = ()
    known: bool = True
    stops: tuple[float, ...] = ()
    angle: int = 0

    @property
    def clear(self) -> bool:
        """Whether one sees what is below as if it were not there."""
        return self.known and not any(p.alpha for p in self.paints)

    def within(self, rect: Rect, part: Rect) -> Fill:
        """The colours that a part of what it fills has."""
        if not self.stops:
            return self
        down = self.angle % 180 == 90
        start, length = (rect.y, rect.h) if down else (rect.x, rect.w)
        ends = (part.y, part.bottom) if down else (part.x, part.right)
        shares = [min(1.0, max(0.0, (end - start) / max(1, length))) for end in ends]
        first, last = sorted(1 - share if self.angle >= 180 else share for share in shares)
        way = sorted(zip(self.stops, self.paints, strict=True), key=lambda stop: stop[0])
        between = (paint for stop, paint in way if first < stop < last)
        return Fill((_at(way, first), *between, _at(way, last)))


def _at(way: Sequence[tuple[float, Paint]], share: float) -> Paint:
    """The colour of a gradient at a share of its way."""
    before = max((stop for stop in way if stop[0] <= share), key=lambda stop: stop[0], default=way[0])
    after = min((stop for stop in way if stop[0] >= share), key=lambda stop: stop[0], default=way[-1])
    gap = after[0] - before[0]
    part = (share - before[0]) / gap if gap > 0 else 0.0
    color = blended(before[1].color, after[1].color, round(part * 100))
    return Paint(color, before[1].alpha + (after[1].alpha - before[1].alpha) * part)


CLEAR = Fill()
PICTURE = Fill(known=False)


def fill_in(
    owner: etree._Element | None, scheme: Scheme, group: Fill = CLEAR, instead: Paint | None = None
) -> Fill | None:
    """The fill an element says among its children (`group` where it takes its group's); None when it says none."""
    for child in () if owner is None else owner.iterchildren(etree.Element):
        if local(child) in _FILLS:
            return fill_of(child, scheme, group, instead)
    return None


def fill_of(element: etree._Element, scheme: Scheme, group: Fill = CLEAR, instead: Paint | None = None) -> Fill:
    """What a fill element looks like."""
    match local(element):
        case "noFill":
            return CLEAR
        case "grpFill":
            return group
        case "solidFill":
            return _of_colors(element.iterchildren(etree.Element), scheme, instead)
        case "gradFill":
            return _gradient(element, scheme, instead)
        case "pattFill":
            ends = (element.find(f"{A}{end}Clr") for end in ("fg", "bg"))
            return _of_colors((e[0] for e in ends if e is not None and len(e)), scheme, instead)
        case _:
            return PICTURE


def _gradient(element: etree._Element, scheme: Scheme, instead: Paint | None) -> Fill:
    stops = [stop for stop in element.iter(f"{A}gs") if len(stop)]
    fill = _of_colors((stop[0] for stop in stops), scheme, instead)
    line = element.find(f"{A}lin")
    angle = round(whole(line.get("ang")) / 60_000) % 360 if line is not None else 45
    if angle % 90 or not fill.known:
        return fill
    return replace(fill, stops=tuple(percent(stop.get("pos"), 0.0) for stop in stops), angle=angle)


def _of_colors(colors: Iterable[etree._Element], scheme: Scheme, instead: Paint | None) -> Fill:
    paints = [paint_of(color, scheme, instead) for color in colors]
    known = tuple(p for p in paints if p is not None)
    return Fill(known) if known and len(known) == len(paints) else PICTURE


def fill_by_reference(reference: etree._Element | None, scheme: Scheme) -> Fill:
    """The fill of a theme that `a:fillRef` or `p:bgRef` asks for: 1 to 999 fills, from 1001 grounds, 0 none."""
    number = whole(reference.get("idx")) if reference is not None else 0
    if reference is None or number in (0, 1000):
        return CLEAR
    choices, place = (scheme.grounds, number - 1001) if number > 1000 else (scheme.fills, number - 1)
    color = paint_of(next(reference.iterchildren(etree.Element), None), scheme)
    if not 0 <= place < len(choices):
        return Fill((color,)) if color else PICTURE
    return fill_of(choices[place], scheme, CLEAR, color)
