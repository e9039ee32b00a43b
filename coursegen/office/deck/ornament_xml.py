"""Ornaments of a layout as shapes of a slide."""

from __future__ import annotations

from collections.abc import Callable

from coursegen.layout.scenery import Ink, MediaFill, Ornament, Paint, Path
from coursegen.office.prototype import escape

_TAGS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Q": "quadBezTo"}

Link = Callable[[str], str]
"""From the key of a picture to its relationship id."""


def ornament_xml(ornament: Ornament, identity: str, link: Link) -> str:
    """The p:sp element of an ornament; `identity` is its p:cNvPr."""
    rect = ornament.rect
    turned = f' rot="{round(ornament.turn * 60000)}"' if ornament.turn else ""
    turned += "".join(f' {name}="1"' for name, on in zip(("flipH", "flipV"), ornament.flip, strict=True) if on)
    return (
        f'<p:sp><p:nvSpPr>{identity}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm{turned}><a:off x="{rect.x}"'
        f' y="{rect.y}"/><a:ext cx="{rect.w}" cy="{rect.h}"/></a:xfrm>{_outline(ornament)}{_fill(ornament.fill, link)}'
        f"{_line(ornament.edge)}</p:spPr></p:sp>"
    )


def color_xml(color: Ink) -> str:
    """The element of a colour: of the theme where it comes from there, by slot, so that no colour map changes it."""
    inner = f'<a:alpha val="{round(color.opacity * 100000)}"/>' if color.opacity < 1 else ""
    name, value = "srgbClr", color.color
    if color.theme:
        name, (value, mod, off) = "schemeClr", color.theme
        inner = (f'<a:lumOff val="{off * 1000}"/>' if off else "") + inner
        inner = (f'<a:lumMod val="{mod * 1000}"/>' if mod != 100 else "") + inner
    return f'<a:{name} val="{value}">{inner}</a:{name}>' if inner else f'<a:{name} val="{value}"/>'


def _outline(ornament: Ornament) -> str:
    if isinstance(ornament.outline, Path):
        return _free(ornament.outline)
    count = len(ornament.adjust)
    guides = "".join(
        f'<a:gd name="{"adj" if count == 1 else f"adj{n}"}" fmla="val {value}"/>'
        for n, value in enumerate(ornament.adjust, 1)
    )
    return f'<a:prstGeom prst="{escape(ornament.outline)}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def _free(path: Path) -> str:
    steps = "".join(_step(letter, values) for letter, values in path.commands)
    size = f'w="{round(path.width)}" h="{round(path.height)}"'
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f"<a:path {size}>{steps}</a:path></a:pathLst></a:custGeom>"
    )


def _step(letter: str, values: tuple[float, ...]) -> str:
    if letter == "Z":
        return "<a:close/>"
    pairs = zip(values[::2], values[1::2], strict=True)
    points = "".join(f'<a:pt x="{round(x)}" y="{round(y)}"/>' for x, y in pairs)
    return f"<a:{_TAGS[letter]}>{points}</a:{_TAGS[letter]}>"


def _fill(fill: Paint | MediaFill | None, link: Link) -> str:
    match fill:
        case None:
            return "<a:noFill/>"
        case MediaFill(media, crop, opacity):
            faded = f'<a:alphaModFix amt="{round(opacity * 100000)}"/>' if opacity < 1 else ""
            sides = "".join(f' {side}="{round(cut * 100000)}"' for side, cut in zip("ltrb", crop, strict=True) if cut)
            blip = f'<a:blip r:embed="{link(media)}">{faded}</a:blip>'
            return f"<a:blipFill>{blip}<a:srcRect{sides}/><a:stretch><a:fillRect/></a:stretch></a:blipFill>"
        case Paint(stops) if len(stops) == 1:
            return f"<a:solidFill>{color_xml(fill.flat)}</a:solidFill>"
        case Paint(stops, angle):
            rows = "".join(f'<a:gs pos="{round(at * 100000)}">{color_xml(color)}</a:gs>' for at, color in stops)
            return f'<a:gradFill><a:gsLst>{rows}</a:gsLst><a:lin ang="{round(angle * 60000)}" scaled="0"/></a:gradFill>'


def _line(edge: tuple[Paint, float] | None) -> str:
    if edge is None:
        return "<a:ln><a:noFill/></a:ln>"
    paint, width = edge
    return f'<a:ln w="{round(width * 12700)}"><a:solidFill>{color_xml(paint.flat)}</a:solidFill></a:ln>'
