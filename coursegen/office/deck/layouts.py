"""From the layouts that were given roles to what the layout stage and the filler need to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from pptx.oxml.ns import qn

from coursegen.layout.geometry import LayoutSpec, PlaceholderRole, PlaceholderSpec, Rect, Role, SlideRole
from coursegen.office.color import AA, AA_LARGE, Colors, Shade, contrast, is_dark
from coursegen.office.deck import anatomy as deck_anatomy
from coursegen.office.deck.anatomy import Holder, Look, color_map, look, own_fill, title_rect
from coursegen.office.deck.artwork import (
    ENOUGH,
    NUMBER_ENOUGH,
    Plate,
    clear_of_artwork,
    plate_for,
    plate_under_drawings,
)
from coursegen.office.deck.base import CompiledLayout, CompiledPlaceholder, layout_palette
from coursegen.office.deck.facts import Facts
from coursegen.office.deck.ground import filled, ground, is_plain
from coursegen.office.deck.inks import Seen, color_of
from coursegen.office.deck.probe import Drawn
from coursegen.office.deck.slots import assign
from coursegen.office.deck.wishes import Wishes, area, slotted
from coursegen.office.palette import Palette, mapped

_KINDS: Mapping[PlaceholderRole, str] = {"title": "title", "footer": "ftr", "slide-number": "sldNum"}
_TEXT_ROLES: tuple[Role, ...] = (
    "text",
    "deep",
    "primary",
    "muted",
    "on-deep",
    "accent-on-deep",
    "on-primary",
    "line",
    "secondary",
)
_OPENERS: tuple[SlideRole, ...] = ("cover", "section", "closing")
_LOWEST = 0.94
"""Nothing is drawn below this part of the slide's height."""


class MadeLayout(Struct, frozen=True):
    """A layout as slides use it, its measures, plates it needs behind texts, and one's colour under all drawings."""

    compiled: CompiledLayout
    spec: LayoutSpec
    plates: tuple[Plate, ...]
    board: str


def compile_layout(
    found: Facts, role: SlideRole, slots: Mapping[str, Colors], wishes: Wishes, picture: Drawn | None
) -> MadeLayout:
    """A layout for a role; `slots` are the theme colours by theme part, `picture` shows the layout when it had to."""
    wish = wishes.of(role)
    layout = found.layout.layout
    theme = str(deck_anatomy.theme_of(layout.slide_master).partname).lstrip("/")
    names = color_map(layout)
    colors = mapped(slots[theme], names)
    assigned = _with_title(found, slotted(wish, found, assign(found, role)))
    holders = _as_opened(found, assigned) if role in ("cover", "closing") else assigned
    content = area(wish, found) or _content(found, role, {key: holder.rect for key, holder in holders.items()})
    given = wish.ground.upper()
    under = (given, given) if given else ground(layout, content, colors, _slide(found), picture)
    opener = role in _OPENERS
    board = (
        plate_under_drawings(picture, content, _slide(found), colors) if picture and not opener and not given else ""
    )
    under = (Shade(board), colors[board]) if board else under
    shades = layout_palette(colors, under[0] if under else None, wishes.map.colors, opener=opener)
    plates: list[Plate] = []
    placeholders = {key: _clear(key, holder, found, colors, shades, picture, plates) for key, holder in holders.items()}
    override = _override(layout._element.find(qn("p:clrMapOvr")))  # noqa: SLF001
    part = str(layout.part.partname).lstrip("/")
    compiled = CompiledLayout(
        part, theme, names, override, under[0] if under else None, opener, placeholders, wishes.map.colors
    )
    dark = opener and under is not None and is_dark(under[1]) != is_dark(colors["bg1"])
    spec = LayoutSpec(role, {key: p.spec for key, p in placeholders.items()}, content, dark)
    return MadeLayout(compiled, spec, tuple(plates), board)


def in_doubt(found: Facts) -> bool:
    """Whether the file leaves open what is under a placeholder of a layout or under its middle."""
    layout = found.layout.layout
    middle = Rect(found.width // 20, found.height // 5, found.width * 9 // 10, found.height * 7 // 10)
    return not all(is_plain(layout, spot) for spot in (middle, *(h.rect for h in found.layout.holders)))


def _slide(found: Facts) -> Rect:
    return Rect(0, 0, found.width, found.height)


def _override(element: Any) -> str:
    """Slides repeat the colour map override of their layout."""
    if element is None or element.find(qn("a:overrideClrMapping")) is None:
        return "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    attributes = "".join(f' {k}="{v}"' for k, v in element.find(qn("a:overrideClrMapping")).attrib.items())
    return f"<p:clrMapOvr><a:overrideClrMapping{attributes}/></p:clrMapOvr>"


def _with_title(found: Facts, holders: dict[PlaceholderRole, Holder]) -> dict[PlaceholderRole, Holder]:
    """Every slide needs a title: where a layout has none, one is put at the master's place or across the top."""
    if "title" in holders:
        return holders
    rect = title_rect(found.layout.layout.slide_master)
    if rect is None:
        rect = Rect(found.width // 20, found.height // 20, found.width * 9 // 10, found.height // 8)
    element = etree.Element(qn("p:sp"))
    return {"title": Holder(element, "title", 0, "标题", vertical=False, rect=rect), **holders}


def _as_opened(found: Facts, holders: dict[PlaceholderRole, Holder]) -> dict[PlaceholderRole, Holder]:
    """Placeholders where the first sample slide has them: its author saw what the layout's drawings leave free."""
    places = found.layout.use.places
    return {key: replace(h, rect=places.get(h.kind, h.rect)) for key, h in holders.items()}


def _clear(
    key: PlaceholderRole,
    holder: Holder,
    facts: Facts,
    colors: Colors,
    shades: Palette,
    picture: Drawn | None,
    plates: list[Plate],
) -> CompiledPlaceholder:
    """A placeholder made narrower where artwork runs under it, or given a plate where little would be left."""
    made = _placeholder(key, holder, facts, colors, shades, picture)
    if picture is None or own_fill(holder, facts.layout.layout) is not None:
        return made
    ink = _shown(look(holder, facts.layout.layout), colors) if made.legible else shades[made.spec.color].on(colors)
    needed = _needed(made.spec.size, bold=made.spec.bold)
    number = key == "slide-number"
    enough = NUMBER_ENOUGH if number else ENOUGH
    place = clear_of_artwork(picture, holder.rect, _slide(facts), ink, needed, enough)
    if place is None and not number:
        plates.append(plate_for(picture, holder.rect, _slide(facts), ink, needed, colors))
    return (
        made
        if place in (None, holder.rect)
        else _placeholder(key, replace(holder, rect=place), facts, colors, shades, picture)
    )


def _shown(found: Look, colors: Colors) -> str:
    """The colour of text that states none."""
    known = color_of(found.color, colors) if found.color is not None else None
    return known[1] if known else colors["tx1"]


def _needed(size: float, *, bold: bool) -> float:
    """Least contrast of text in so many points (WCAG 2.2, 1.4.3)."""
    return AA_LARGE if size >= 24 or (bold and size >= 18) else AA


def _placeholder(
    key: PlaceholderRole, holder: Holder, facts: Facts, colors: Colors, shades: Palette, picture: Drawn | None
) -> CompiledPlaceholder:
    layout = facts.layout
    found = look(holder, layout.layout)
    shown = _shown(found, colors)
    under = _under(holder, facts, colors, picture)
    behind = under[1] if under else colors["bg1"]
    legible = found.plain and contrast(shown, behind) >= _needed(found.size, bold=found.bold)
    color = _nearest(shown, shades, colors) if legible else _readable(shades, colors, behind)
    spec = PlaceholderSpec(
        holder.rect,
        found.size,
        found.bold,
        found.align,
        found.anchor,
        color,
        found.insets,
    )
    twins = sum(1 for h in layout.holders if h.index == holder.index and h.kind not in ("title", "ctrTitle"))
    own = holder.element.getparent() is not None
    moved = all(h.rect != holder.rect for h in layout.holders if h.element is holder.element)
    return CompiledPlaceholder(
        _attributes(key, holder, own=own), holder.name or key, spec, not own or twins > 1 or moved, legible
    )


def _attributes(key: PlaceholderRole, holder: Holder, *, own: bool) -> str:
    if not own:
        return f' type="{_KINDS[key]}"'
    kind = f' type="{holder.kind}"' if holder.kind != "obj" else ""
    return kind + (f' idx="{holder.index}"' if holder.index else "")


def _under(holder: Holder, facts: Facts, colors: Colors, picture: Drawn | None) -> Seen | None:
    """What text in a placeholder stands on: its own fill, else what is drawn there."""
    layout = facts.layout.layout
    fill = own_fill(holder, layout)
    own = filled(fill, layout.part, holder.rect, holder.rect, colors) if fill is not None else None
    return own or ground(layout, holder.rect, colors, _slide(facts), picture)


def _nearest(color: str, shades: Palette, colors: Colors) -> Role:
    """The role whose colour is most like this one."""

    def distance(role: Role) -> float:
        other = shades[role].on(colors)
        return sum((int(color[i : i + 2], 16) - int(other[i : i + 2], 16)) ** 2 for i in (0, 2, 4))

    return min(_TEXT_ROLES, key=distance)


def _readable(shades: Palette, colors: Colors, behind: str) -> Role:
    order: tuple[Role, ...] = ("deep", "text", "on-deep", "on-primary")
    return next((r for r in order if contrast(shades[r].on(colors), behind) >= AA), "text")


def _content(found: Facts, role: SlideRole, rects: Mapping[PlaceholderRole, Rect]) -> Rect:
    """Where drawings go on a layout."""
    match role:
        case "cover" | "closing":
            return _free_holder(found, rects)
        case "section":
            return _below(found, rects)
        case "title-body" | "quote" if "body" in rects:
            return rects["body"]
        case "two-body" if "body2" in rects:
            left, right = rects["body"], rects["body2"]
            return Rect(left.x, left.y, right.right - left.x, max(left.bottom, right.bottom) - left.y)
        case "blank":
            margin = found.width // 20
            return Rect(margin, margin, found.width - 2 * margin, _floor(found, rects) - margin)
        case _:
            return _beneath_title(found, rects)


def _free_holder(found: Facts, taken: Mapping[PlaceholderRole, Rect]) -> Rect:
    """A place for an ornament on a cover: a picture or object placeholder that nobody took; else empty."""
    free = [
        h.rect for h in (*found.pictures, *found.bodies) if h.kind in ("pic", "obj") and h.rect not in taken.values()
    ]
    return max(free, key=lambda r: r.w * r.h, default=Rect(0, 0, 0, 0))


def _floor(found: Facts, rects: Mapping[PlaceholderRole, Rect]) -> int:
    """Where the content area ends: above footer and slide number when they stand at the foot."""
    feet = [rects[k].y for k in ("footer", "slide-number") if k in rects and rects[k].y > 0.7 * found.height]
    return min([round(_LOWEST * found.height), *(y - found.height // 90 for y in feet)])


def _below(found: Facts, rects: Mapping[PlaceholderRole, Rect]) -> Rect:
    """What is left below the texts of a section slide, across all of its columns."""
    texts = [r for k, r in rects.items() if k not in ("footer", "slide-number")]
    top = max(r.bottom for r in texts) + found.height // 60
    left, right = min(r.x for r in texts), max(found.width - min(r.x for r in texts), max(r.right for r in texts))
    return Rect(left, top, right - left, max(0, _floor(found, rects) - top))


def _beneath_title(found: Facts, rects: Mapping[PlaceholderRole, Rect]) -> Rect:
    """Below the title (above one that stands low), as wide as the title and between equal margins."""
    title = rects["title"]
    side = min(title.x, found.width - title.right) if title.right < found.width else title.x
    side = max(side, found.width // 30)
    if title.y > found.height // 2:
        top = max([found.height // 20, *(r.bottom for k, r in rects.items() if k != "title" and r.bottom < title.y)])
        return Rect(side, top, found.width - 2 * side, title.y - found.height // 40 - top)
    top = title.bottom + found.height // 40
    return Rect(side, top, found.width - 2 * side, max(0, _floor(found, rects) - top))


def aligned(layouts: dict[SlideRole, LayoutSpec]) -> dict[SlideRole, LayoutSpec]:
    """Title-only slides, and those of activities, use the area that the base gives to text where titles stand alike."""
    body = layouts.get("title-body")
    if body is None or "body" not in body.placeholders:
        return layouts
    return {role: _alike(role, spec, body.content) for role, spec in layouts.items()}


def _alike(role: SlideRole, spec: LayoutSpec, area: Rect) -> LayoutSpec:
    title = spec.placeholders["title"].rect
    if role not in ("title-only", "activity") or area.y < title.bottom - title.h // 4:
        return spec
    low = area.bottom < spec.content.bottom * 0.85
    bottom = max(area.bottom, spec.content.bottom) if low else area.bottom
    return replace(spec, content=Rect(area.x, area.y, area.w, bottom - area.y))
