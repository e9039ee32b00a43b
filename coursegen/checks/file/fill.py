"""What fills a shape, a cell or a background: colours as far as they are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from coursegen.checks.file.scheme import A, Paint, Scheme, paint_of
from coursegen.checks.parts import local, whole

_FILLS = frozenset({"noFill", "solidFill", "gradFill", "pattFill", "blipFill", "grpFill"})


@dataclass(frozen=True, slots=True)
class Fill:
    """The colours of a fill (several for a gradient or a pattern); none = clear; `known` is false for a picture."""

    paints: tuple[Paint, ...] = ()
    known: bool = True

    @property
    def clear(self) -> bool:
        """Whether one sees what is below as if it were not there."""
        return self.known and not any(p.alpha for p in self.paints)


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
            return _of_colors((stop[0] for stop in element.iter(f"{A}gs") if len(stop)), scheme, instead)
        case "pattFill":
            ends = (element.find(f"{A}{end}Clr") for end in ("fg", "bg"))
            return _of_colors((e[0] for e in ends if e is not None and len(e)), scheme, instead)
        case _:
            return PICTURE


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
