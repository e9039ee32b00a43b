"""The scenery of a layout as HTML: its ground as declarations, its ornaments as decoration."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from coursegen.html import outline
from coursegen.html.markup import Markup, joined, tag
from coursegen.html.style import StyleSheet, box, emu, number, points
from coursegen.layout.geometry import EMU_PER_PT
from coursegen.layout.scenery import Ink, MediaFill, Ornament, Paint, Scenery, Words

_TYPES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"<svg", "image/svg+xml"),
    (b"<?xml", "image/svg+xml"),
)
"""Formats that browsers show, by their first bytes; as backgrounds SVG pictures run no script and fetch nothing."""
_ALIGN = {"ctr": "center", "r": "right"}
_ANCHOR = {"ctr": "center", "b": "flex-end"}


def kind_of(data: bytes) -> str:
    """The media type of a picture; nothing for a format that browsers do not show."""
    return next((kind for magic, kind in _TYPES if data.startswith(magic)), "")


def picture_rules(media: Mapping[str, bytes]) -> dict[str, str]:
    """Declarations that show a picture, by its key; pictures of formats that browsers do not show are left out."""
    return {
        key: f"background-image:url(data:{kind};base64,{b64encode(media[key]).decode()})"
        for key in sorted(media)
        if (kind := kind_of(media[key]))
    }


def ground(scenery: Scenery, pictures: Mapping[str, str]) -> str:
    """Declarations of a layout's ground; under a picture the colour of the background."""
    under = f"background-color:{_color(scenery.inks['background'])};" if isinstance(scenery.ground, MediaFill) else ""
    return under + _filled(scenery.ground, pictures)[1]


def ground_picture(scenery: Scenery, pictures: Mapping[str, str]) -> str:
    """The class of the picture that is a layout's ground, or nothing."""
    return _filled(scenery.ground, pictures)[0]


def ornaments(scenery: Scenery, style: StyleSheet, pictures: Mapping[str, str]) -> Markup:
    """The ornaments of a layout from back to front."""
    return joined(_ornament(ornament, style, pictures) for ornament in scenery.ornaments)


def _filled(fill: Paint | MediaFill, pictures: Mapping[str, str]) -> tuple[str, str]:
    if isinstance(fill, Paint):
        return "", f"background:{_background(fill)}"
    left, top, right, bottom = fill.crop
    size = f"{_percent(1 / (1 - left - right))} {_percent(1 / (1 - top - bottom))}"
    place = f"{_percent(left / (left + right or 1))} {_percent(top / (top + bottom or 1))}"
    faded = f";opacity:{number(fill.opacity)}" if fill.opacity < 1 else ""
    return pictures.get(fill.media, ""), f"background-size:{size};background-position:{place}{faded}"


def _percent(share: float) -> str:
    return f"{number(share * 100)}%"


def _color(color: Ink) -> str:
    return f"#{color.color}" if color.opacity >= 1 else f"#{color.color}{round(color.opacity * 255):02X}"


def _background(paint: Paint) -> str:
    if len(paint.stops) == 1:
        return _color(paint.flat)
    stops = ",".join(f"{_color(color)} {_percent(at)}" for at, color in paint.stops)
    return f"linear-gradient({number(paint.angle + 90)}deg,{stops})"


def _ornament(ornament: Ornament, style: StyleSheet, pictures: Mapping[str, str]) -> Markup:
    boxed = isinstance(ornament.fill, MediaFill) or ornament.outline in ("rect", "roundRect", "ellipse")
    drawn = _box(ornament, style, pictures) if boxed else _path(ornament, style)
    words = _words(ornament, ornament.words, style) if ornament.words else None
    return joined((drawn, words) if words else (drawn,))


def _turned(ornament: Ornament) -> list[str]:
    steps = [f"rotate({number(ornament.turn)}deg)"] if ornament.turn else []
    if any(ornament.flip):
        steps.append(f"scale({-1 if ornament.flip[0] else 1},{-1 if ornament.flip[1] else 1})")
    return [f"transform:{' '.join(steps)}"] if steps else []


def _box(ornament: Ornament, style: StyleSheet, pictures: Mapping[str, str]) -> Markup:
    width = ornament.edge[1] if ornament.edge else 0
    grow = round(width * EMU_PER_PT / 2)
    look = [box(ornament.rect.inset(-grow, -grow, -grow, -grow)), *_turned(ornament)]
    picture, filled = _filled(ornament.fill, pictures) if ornament.fill else ("", "")
    look += [filled] if filled else []
    if ornament.edge:
        look.append(f"border:{points(width)} solid {_color(ornament.edge[0].flat)}")
    if ornament.outline == "ellipse":
        look.append("border-radius:50%")
    elif ornament.outline == "roundRect":
        rounding = outline.radius(ornament.rect.w, ornament.rect.h, ornament.adjust)
        look.append(f"border-radius:{emu(rounding)}")
    return tag("i", attributes={"class": f"b {style.name(';'.join(look))} {picture}".strip(), "aria-hidden": "true"})


def _path(ornament: Ornament, style: StyleSheet) -> Markup:
    w, h = ornament.rect.w / EMU_PER_PT, ornament.rect.h / EMU_PER_PT
    look = [f"fill:{_color(ornament.fill.flat)}" if isinstance(ornament.fill, Paint) else "fill:none"]
    if ornament.edge:
        look.append(f"stroke:{_color(ornament.edge[0].flat)};stroke-width:{number(ornament.edge[1])}")
    data = outline.path(ornament.outline, w, h, ornament.adjust)
    shown = {
        "class": f"b {style.name(';'.join((box(ornament.rect.inset(0, 0, 0, 0)), *_turned(ornament))))}",
        "viewBox": f"0 0 {number(max(w, 1))} {number(max(h, 1))}",
        "aria-hidden": "true",
    }
    return tag("svg", tag("path", attributes={"d": data, "class": style.name(";".join(look))}), attributes=shown)


def _words(ornament: Ornament, words: Words, style: StyleSheet) -> Markup:
    look = (
        box(ornament.rect),
        f"color:{_color(words.ink)}",
        f"font-size:{points(words.size)}",
        "font-family:var(--f-body)",
        f"font-weight:{700 if words.bold else 400}",
        f"text-align:{_ALIGN.get(words.align, 'left')}",
        f"justify-content:{_ANCHOR.get(words.anchor, 'flex-start')}",
        f"padding:{points(3.6)} {points(7.2)}",
        "line-height:1.2",
    )
    lines = (tag("p", line) for line in words.lines)
    return tag("div", *lines, attributes={"class": f"t {style.name(';'.join(look))}"})
