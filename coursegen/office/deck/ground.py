"""What is under a place on a layout: its colour as far as one can say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, cast

from PIL import Image, UnidentifiedImageError
from pptx.oxml.ns import qn

from coursegen.layout.geometry import Rect
from coursegen.office.color import Colors, Shade, distance
from coursegen.office.deck.anatomy import mark_of, rect_of, shows_master
from coursegen.office.deck.inks import Seen, color_of
from coursegen.office.deck.probe import Drawn, mean_color

_FILLED = frozenset({"rect", "roundRect", "flowChartProcess", "round2SameRect", "snip1Rect"})

_ALIKE = 0.01
"""Distance of colours below which what was measured is what the file says."""


def ground(layout: Any, spot: Rect, colors: Colors, slide: Rect, picture: Drawn | None = None) -> Seen | None:
    """Colour under the middle of a rectangle; the mean colour of a picture or gradient; None when not known.

    Where the file leaves it open, a `picture` of the layout tells.
    """
    found = _background(layout, spot, colors, slide)
    for owner, shape in _drawn(layout):
        rect = rect_of(shape)
        if rect and _covers(rect, spot):
            found = _above(shape, owner.part, spot, colors, found)
    if picture is None or is_plain(layout, spot):
        return found
    measured = mean_color(picture, spot, slide)
    return found if found and distance(found[1], measured) < _ALIKE else (measured, measured)


def is_plain(layout: Any, spot: Rect) -> bool:
    """Whether the file says all that there is to know of what is under a spot: one colour, no picture, no odd shape."""
    background = next((f for owner in (layout, layout.slide_master) if (f := _own_background(owner)) is not None), None)
    if background is not None:
        own, reference = background.find(qn("p:bgPr")), background.find(qn("p:bgRef"))
        if own is not None and own.find(qn("a:solidFill")) is None:
            return False
        if reference is not None and reference.get("idx") not in ("0", "1000", "1001"):
            return False
    rects = ((shape, rect_of(shape)) for _, shape in _drawn(layout))
    return all(rect is None or not _touches(rect, spot) or _is_box(shape, rect, spot) for shape, rect in rects)


def _drawn(layout: Any) -> Iterator[tuple[Any, Any]]:
    """Drawings of a layout and, where it shows them, of its master, from back to front, with their owners."""
    for owner in ((layout.slide_master,) if shows_master(layout) else ()) + (layout,):
        for shape in owner.shapes._spTree:  # noqa: SLF001
            if mark_of(shape) is None:
                yield owner, shape


def _touches(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _is_box(shape: Any, rect: Rect, spot: Rect) -> bool:
    """Whether a shape is a plain box that lies under the whole spot."""
    properties = shape.find(qn("p:spPr"))
    preset = properties.find(qn("a:prstGeom")) if properties is not None else None
    solid = properties is not None and properties.find(qn("a:solidFill")) is not None
    around = rect.x <= spot.x and rect.y <= spot.y and rect.right >= spot.right and rect.bottom >= spot.bottom
    return shape.tag == qn("p:sp") and preset is not None and preset.get("prst") == "rect" and solid and around


def _own_background(owner: Any) -> Any:
    return owner._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")  # noqa: SLF001


def _covers(rect: Rect, spot: Rect) -> bool:
    x, y = spot.x + spot.w // 2, spot.y + spot.h // 2
    return rect.x <= x <= rect.right and rect.y <= y <= rect.bottom


def _background(layout: Any, spot: Rect, colors: Colors, slide: Rect) -> Seen | None:
    for owner in (layout, layout.slide_master):
        found = _own_background(owner)
        if found is None:
            continue
        own, reference = found.find(qn("p:bgPr")), found.find(qn("p:bgRef"))
        if own is not None:
            return filled(own, owner.part, slide, spot, colors)
        return color_of(reference[0], colors) if reference is not None and len(reference) else None
    return Shade("bg1"), colors["bg1"]


def _above(shape: Any, part: Any, spot: Rect, colors: Colors, below: Seen | None) -> Seen | None:
    """Ground above a shape: what fills it, or what is below when nothing does or its outline is not a box."""
    rect = rect_of(shape)
    if rect is None:
        return below
    if shape.tag == qn("p:pic"):
        return filled(shape, part, rect, spot, colors) or below
    properties = shape.find(qn("p:spPr"))
    if properties is None:
        return below
    preset = properties.find(qn("a:prstGeom"))
    if preset is not None and preset.get("prst") not in _FILLED:
        return below
    fills = [properties.find(qn(f"a:{kind}")) for kind in ("solidFill", "gradFill", "blipFill")]
    if any(fill is not None for fill in fills):
        return filled(properties, part, rect, spot, colors)
    style = shape.find(f"{qn('p:style')}/{qn('a:fillRef')}")
    if properties.find(qn("a:noFill")) is not None or style is None or style.get("idx") == "0" or not len(style):
        return below
    return color_of(style[0], colors)


def filled(owner: Any, part: Any, area: Rect, spot: Rect, colors: Colors) -> Seen | None:
    """What a fill in `owner` looks like at a spot of the area that it fills."""
    solid = owner.find(qn("a:solidFill"))
    if solid is not None and len(solid):
        return color_of(solid[0], colors)
    stops = [color_of(stop[0], colors) for stop in owner.iter(qn("a:gs")) if len(stop)]
    if stops:
        return _mean([seen[1] for seen in stops if seen])
    picture = next(owner.iter(qn("a:blip")), None)
    key = picture.get(qn("r:embed")) if picture is not None else None
    return _pictured(part.related_part(key).blob, area, spot) if key else None


def _mean(colors: Sequence[str]) -> Seen | None:
    if not colors:
        return None
    channels = zip(*((int(c[:2], 16), int(c[2:4], 16), int(c[4:], 16)) for c in colors), strict=True)
    color = "".join(f"{round(sum(values) / len(colors)):02X}" for values in channels)
    return color, color


def _pictured(data: bytes, area: Rect, spot: Rect) -> Seen | None:
    """Mean colour of the part of a picture, spread over an area, that is under a spot.

    None when it cannot be read or is half transparent there.
    """
    try:
        with Image.open(BytesIO(data)) as image:
            part = _part(image.size, area, spot)
            pixel = image.convert("RGBA").resize((1, 1), Image.Resampling.BOX, part).getpixel((0, 0))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    *channels, opacity = cast("tuple[int, int, int, int]", pixel)
    color = "".join(f"{value:02X}" for value in channels)
    return (color, color) if opacity > 127 else None


def _part(size: tuple[int, int], area: Rect, spot: Rect) -> tuple[int, int, int, int]:
    """Left, top, right and bottom, in pixels, of what is under a spot."""
    width, height = size
    left, right = (min(1.0, max(0.0, (x - area.x) / max(1, area.w))) * width for x in (spot.x, spot.right))
    top, bottom = (min(1.0, max(0.0, (y - area.y) / max(1, area.h))) * height for y in (spot.y, spot.bottom))
    left, top = min(left, width - 1), min(top, height - 1)
    return int(left), int(top), max(int(right), int(left) + 1), max(int(bottom), int(top) + 1)
