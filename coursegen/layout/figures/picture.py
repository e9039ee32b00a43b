"""A picture, whole and in its own proportions, with what it tells beside it, or below it when it is wide."""

from __future__ import annotations

from coursegen.document.nodes import Picture
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import Drawing, Para, Rect
from coursegen.layout.geometry import Picture as PictureDrawing
from coursegen.layout.typeset import height, para, pt, text_box

WIDE = 2.2
"""Width by height from which on a picture stands above its text."""

LEAST = pt(120)
"""Height of a picture that is not wide, at least, so that something can be seen on it."""

BESIDE = 0.5
"""Most of the width that a picture takes beside its text."""

EMU_PER_PIXEL = 12700
"""A picture is enlarged to 72 pixels an inch at most."""


def need(picture: Picture, width: int, size: float) -> int:
    """Height in EMU that a picture and its text need at a body size."""
    sizes = Sizes(size)
    words, caption = _words(picture, sizes), _caption(picture, sizes)
    if not words or _is_wide(picture):
        room = min(LEAST, _contained(picture, Rect(0, 0, width, LEAST * 4)).h)
        return room + _tall(caption, width, sizes) + _tall(words, width, sizes)
    column = _column(picture, width, LEAST * 4)
    return max(LEAST + _tall(caption, column, sizes), height(words, width - column - 2 * sizes.pad))


def draw(picture: Picture, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The picture, its caption and its text in a rectangle."""
    sizes = Sizes(size)
    words, caption = _words(picture, sizes), _caption(picture, sizes)
    if not words or _is_wide(picture):
        return _stacked(picture, rect, words, sizes)
    column = _column(picture, rect.w, rect.h - _tall(caption, round(rect.w * BESIDE), sizes))
    drawn = _stacked(picture, Rect(rect.x, rect.y, column, rect.h), [], sizes)
    left = rect.x + column + 2 * sizes.pad
    return (*drawn, text_box("说明", Rect(left, rect.y, rect.right - left, rect.h), words))


def _stacked(picture: Picture, rect: Rect, words: list[Para], sizes: Sizes) -> tuple[Drawing, ...]:
    """The picture with its caption and its text right below it, all in the middle of a rectangle."""
    caption = _caption(picture, sizes)
    foot, text = _tall(caption, rect.w, sizes), _tall(words, rect.w, sizes)
    place = _contained(picture, rect.inset(0, 0, 0, foot + text))
    top = rect.y + (rect.h - place.h - foot - text) * 2 // 5
    place = Rect(place.x, top, place.w, place.h)
    drawn: list[Drawing] = [PictureDrawing("图片", picture.alt, place, picture.raster, picture.vector)]
    if caption:
        below = Rect(rect.x, place.bottom + sizes.pad // 2, rect.w, foot - sizes.pad // 2)
        drawn.append(text_box("图题", below, caption, anchor="top"))
    if words:
        below = Rect(rect.x, place.bottom + foot + sizes.pad, rect.w, text - sizes.pad)
        drawn.append(text_box("说明", below, words, anchor="top"))
    return tuple(drawn)


def _is_wide(picture: Picture) -> bool:
    return picture.width >= picture.height * WIDE


def _words(picture: Picture, sizes: Sizes) -> list[Para]:
    text = [para(picture.text, sizes.body)] if picture.text else []
    return text + pieces.bullets(picture.points, sizes.body, "text", "•", "primary")


def _caption(picture: Picture, sizes: Sizes) -> list[Para]:
    return [para(picture.caption, sizes.small, "muted", align="center")] if picture.caption else []


def _tall(paras: list[Para], width: int, sizes: Sizes) -> int:
    """Height of text with the space above it."""
    return height(paras, width) + sizes.pad if paras else 0


def _column(picture: Picture, width: int, tall: int) -> int:
    """Width of the column in which a picture stands beside its text."""
    return max(width // 4, _contained(picture, Rect(0, 0, round(width * BESIDE), tall)).w)


def _contained(picture: Picture, room: Rect) -> Rect:
    """The largest rectangle of the picture's proportions in the middle of a room, never a blown-up one."""
    wide, high = max(1, picture.width), max(1, picture.height)
    scale = min(room.w / wide, room.h / high, EMU_PER_PIXEL)
    w, h = max(1, round(wide * scale)), max(1, round(high * scale))
    return Rect(room.x + (room.w - w) // 2, room.y + (room.h - h) // 2, w, h)
