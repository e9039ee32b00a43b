"""Layouts as LibreOffice draws them, empty: what their files do not say plainly is measured on the picture."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError
from pptx import Presentation

from coursegen.layout.geometry import Rect
from coursegen.office.render import rendered

_MOST = 12
"""Layouts drawn at most: each is a deck of its own."""

Drawn = Image.Image


def draw(deck: bytes, layouts: Iterable[str]) -> dict[str, Drawn]:
    """Pictures of layouts (part names with their slash), as far as LibreOffice is there to draw them."""
    wanted = sorted(set(layouts))[:_MOST]
    files = {f"layout{n}.pptx": _empty_slide(deck, part) for n, part in enumerate(wanted)}
    pictures = rendered(files, "png")
    found = {part: _opened(pictures[f"layout{n}"]) for n, part in enumerate(wanted) if f"layout{n}" in pictures}
    return {part: picture for part, picture in found.items() if picture is not None}


def _empty_slide(deck: bytes, part: str) -> bytes:
    presentation = Presentation(BytesIO(deck))
    layouts = (layout for master in presentation.slide_masters for layout in master.slide_layouts)
    slide: Any = presentation.slides.add_slide(next(x for x in layouts if str(x.part.partname) == part))
    for placeholder in list(slide.placeholders):
        placeholder._element.getparent().remove(placeholder._element)  # noqa: SLF001
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def _opened(data: bytes) -> Drawn | None:
    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None


def mean_color(picture: Drawn, spot: Rect, slide: Rect) -> str:
    """Mean colour of a spot of the slide."""
    channels: Any = picture.resize((1, 1), Image.Resampling.BOX, box_of(picture, spot, slide)).getpixel((0, 0))
    return "".join(f"{value:02X}" for value in channels)


def box_of(picture: Drawn, spot: Rect, slide: Rect) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a spot of the slide, in pixels of its picture."""
    width, height = picture.size
    left, top = (max(0, min(1, v)) for v in (spot.x / slide.w, spot.y / slide.h))
    right, bottom = (max(0, min(1, v)) for v in (spot.right / slide.w, spot.bottom / slide.h))
    x, y = min(int(left * width), width - 1), min(int(top * height), height - 1)
    return x, y, max(int(right * width), x + 1), max(int(bottom * height), y + 1)
