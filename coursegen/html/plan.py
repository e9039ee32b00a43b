"""A layout as a small picture: SVG from its ground, what is drawn on it, and its placeholders."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping

from coursegen.html import outline
from coursegen.html.ground import kind_of
from coursegen.html.markup import NOTHING, Markup, tag
from coursegen.html.style import number
from coursegen.layout.geometry import EMU_PER_PT, Rect
from coursegen.layout.plan import HolderKind, LayoutPlan
from coursegen.layout.scenery import MediaFill, Ornament, Paint

_MIDDLE = 3 * 128
"""Sum of red, green and blue under which a colour is dark."""

_WORDS: Mapping[HolderKind, str] = {"title": "标题", "text": "文字", "picture": "图片", "foot": ""}


def plan_picture(plan: LayoutPlan, media: Mapping[str, bytes]) -> bytes:
    """The picture as SVG, in points. `media` are the bytes of its pictures by key; foreign formats are left out."""
    w, h = plan.width / EMU_PER_PT, plan.height / EMU_PER_PT
    whole = Rect(0, 0, plan.width, plan.height)
    ground = Ornament(whole, fill=plan.ground)
    drawn = [shape for one in (ground, *plan.ornaments) for shape in _ornament(one, media)]
    holders = [shape for holder in plan.holders for shape in _holder(holder.kind, holder.rect, plan)]
    box = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {number(w)} {number(h)}"}
    return tag("svg", *drawn, *holders, attributes=box).encode()


def _ornament(one: Ornament, media: Mapping[str, bytes]) -> Iterator[Markup]:
    x, y, w, h = (value / EMU_PER_PT for value in (one.rect.x, one.rect.y, one.rect.w, one.rect.h))
    place = f"translate({number(x)} {number(y)})"
    if one.turn:
        place += f" rotate({number(one.turn)} {number(w / 2)} {number(h / 2)})"
    if isinstance(one.fill, MediaFill):
        yield _media(one.fill, place, w, h, media)
        return
    look = _paint(one.fill) | _edge(one)
    data = _path(one, w, h)
    if data and (one.fill or one.edge):
        yield tag("path", attributes={"d": data, "transform": place, **look})


def _path(one: Ornament, w: float, h: float) -> str:
    if one.outline == "rect":
        return f"M0 0H{number(w)}V{number(h)}H0Z"
    return outline.path(one.outline, w, h, one.adjust)


def _paint(fill: Paint | MediaFill | None) -> dict[str, str | None]:
    if not isinstance(fill, Paint):
        return {"fill": "none"}
    ink = fill.flat
    return {"fill": f"#{ink.color}", "fill-opacity": number(ink.opacity) if ink.opacity < 1 else None}


def _edge(one: Ornament) -> dict[str, str | None]:
    if not one.edge:
        return {}
    return {"stroke": f"#{one.edge[0].flat.color}", "stroke-width": number(one.edge[1])}


def _media(fill: MediaFill, place: str, w: float, h: float, media: Mapping[str, bytes]) -> Markup:
    data = media.get(fill.media, b"")
    kind = kind_of(data)
    if not kind:
        return NOTHING
    told = {"href": f"data:{kind};base64,{b64encode(data).decode()}", "transform": place, "width": number(w)}
    more = {"height": number(h), "preserveAspectRatio": "none", "opacity": number(fill.opacity)}
    return tag("image", attributes={**told, **more})


def _holder(kind: HolderKind, rect: Rect, plan: LayoutPlan) -> Iterator[Markup]:
    x, y, w, h = (value / EMU_PER_PT for value in (rect.x, rect.y, rect.w, rect.h))
    ink, other = f"#{plan.ink.color}", "#fff" if sum(bytes.fromhex(plan.ink.color)) < _MIDDLE else "#000"
    halo = {"stroke": other, "stroke-opacity": "0.7"}  # the ink may stand on an ornament as dark as itself
    frame = {"x": number(x), "y": number(y), "width": number(w), "height": number(h), "fill": "none"}
    yield tag("rect", attributes={**frame, **halo, "stroke-width": "3"})
    yield tag("rect", attributes={**frame, "stroke": ink, "stroke-width": "2", "stroke-dasharray": "8 6"})
    if _WORDS[kind] and h > 24:
        size = min(h * 0.5, plan.height / EMU_PER_PT / (9 if kind == "title" else 14))
        where = {
            "x": number(x + w / 2),
            "y": number(y + h / 2),
            "text-anchor": "middle",
            "dominant-baseline": "central",
        }
        font = {"font-size": number(size), "font-family": "sans-serif", "fill": ink, "paint-order": "stroke"}
        bold = "700" if kind == "title" else None
        around = {**halo, "stroke-width": number(size / 5), "stroke-linejoin": "round"}
        yield tag("text", _WORDS[kind], attributes={**where, **font, **around, "font-weight": bold})
