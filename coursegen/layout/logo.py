"""The unit's logo beside the organiser's name on cover and closing slide."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursegen.layout.geometry import Filling, LayoutSpec, Picture, Rect, Shape, TextBody
from coursegen.layout.placeholders import SMALLEST
from coursegen.layout.typeset import fits, pt

HEIGHT = pt(40)
WIDEST = pt(120)
GAP = pt(10)
PLATE = pt(5)
"""What a light plate shows round a logo."""


class Logo(Struct, frozen=True):
    """A picture by its media key, its size in pixels and what it shows."""

    media: str
    width: int
    height: int
    alt: str


def with_logo(
    logo: Logo | None, fillings: Sequence[Filling], layout: LayoutSpec, *, dark: bool = False
) -> tuple[tuple[Filling, ...], tuple[Shape | Picture, ...]]:
    """The fillings with room made for the logo before the organiser's line, and its picture.

    A logo is drawn for white paper: on `dark` slides it gets a light plate. The fillings as they are, and no picture,
    where there is no logo, no organiser, no room beside it, or a block of another ground than the slides have.
    """
    organiser = next((f for f in fillings if f.role == "organiser"), None)
    if logo is None or organiser is None:
        return tuple(fillings), ()
    spec = layout.placeholders["organiser"]
    place = spec.rect
    width = min(WIDEST, HEIGHT * logo.width // logo.height)
    edge = PLATE if dark else 0
    high = width * logo.height // logo.width
    rect = Rect(place.x + edge, place.y + (place.h - HEIGHT) // 2, width, high)
    beside = Rect(rect.right + edge + GAP, place.y, place.w - width - 2 * edge - GAP, place.h)
    on_dark = spec.color in ("on-deep", "on-primary", "accent-on-deep")
    text = _fitting(organiser.text, beside)
    if on_dark or spec.align == "center" or text is None:
        return tuple(fillings), ()
    moved = tuple(replace(f, text=text, rect=beside) if f is organiser else f for f in fillings)
    picture = Picture("标志", logo.alt, rect, logo.media)
    plate = Shape("标志底", rect.inset(-PLATE, -PLATE, -PLATE, -PLATE), "roundRect", "text", adjust=(8000,))
    return moved, (plate, picture) if dark else (picture,)


def _fitting(body: TextBody, room: Rect) -> TextBody | None:
    """A text as it is or at the smallest size, beside the logo; None when there is no room for it."""
    small = tuple(
        replace(p, runs=tuple(replace(run, size=min(run.size, SMALLEST)) for run in p.runs)) for p in body.paras
    )
    return next((replace(body, paras=p) for p in (body.paras, small) if room.w > 0 and fits(p, room)), None)
