"""Text in the placeholders of a layout: which layout, which texts, and at what size they fit."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from coursegen.document.nodes import Break, Figure, Line, Slide, Text
from coursegen.layout.geometry import (
    BaseSpec,
    Face,
    Filling,
    LayoutSpec,
    Para,
    PlaceholderRole,
    PlaceholderSpec,
    Rect,
    SlideRole,
    TextBody,
)
from coursegen.layout.measure import em_width
from coursegen.layout.typeset import STOPS, break_title, fits, height, line_of, para, plain, pt

FALLBACKS: dict[SlideRole, SlideRole] = {
    "agenda": "title-only",
    "quote": "title-only",
    "activity": "title-only",
    "closing": "cover",
    "section": "cover",
    "two-body": "title-body",
    "blank": "title-only",
    "title-body": "title-only",
    "title-only": "title-body",
    "cover": "title-only",
}

SMALLER = (1.0, 0.9, 0.8, 0.72, 0.64, 0.57, 0.5)
"""Steps by which a placeholder's text may shrink: bases set titles at 28 to 54 pt."""

LEAST_GAP = 4
"""Points between a placeholder that has grown and what stands below it."""

SMALLEST = 14.0
SMALLEST_TITLE = 20.0
SMALLEST_FOOT = 12.0
"""Points of footers and slide numbers, also where a base sets them smaller."""


_SMALLEST: dict[PlaceholderRole, float] = {"title": SMALLEST_TITLE, "kicker": SMALLEST_FOOT, "organiser": SMALLEST_FOOT}


def layout_for(base: BaseSpec, role: SlideRole) -> LayoutSpec:
    """The base's layout for a role, or the nearest it has."""
    seen: list[SlideRole] = []
    while role not in base.layouts and role not in seen:
        seen.append(role)
        role = FALLBACKS[role]
    return base.layouts.get(role) or next(iter(base.layouts.values()))


def slots(slide: Slide) -> tuple[tuple[PlaceholderRole, Line], ...]:
    """Texts of a slide by the placeholder they belong in."""
    quote = quotation(slide)
    return (
        ("title", slide.title),
        ("subtitle", slide.subtitle),
        ("kicker", slide.kicker),
        ("organiser", slide.organiser),
        ("number", line_of(slide.number)),
        ("body", quote.items[0].text if quote else ()),
        ("source", quote.label if quote else ()),
    )


def quotation(slide: Slide) -> Figure | None:
    """The quotation that a slide of kind quote sets in its layout's own placeholders."""
    found = [b for b in slide.blocks if isinstance(b, Figure) and b.kind == "quote"]
    return found[0] if slide.kind == "quote" and len(slide.blocks) == 1 and found else None


def filling(role: PlaceholderRole, line: Line, spec: PlaceholderSpec, *, smallest: bool = False) -> Filling | None:
    """Text set in a placeholder at the largest size that fits, a title or quotation broken where it reads best.

    Less than half the size of the base is tried only when the `smallest` that can be read is asked for.
    """
    left, top, right, bottom = spec.insets
    room = spec.rect.inset(left, top, right, bottom)
    least = min(spec.size, _SMALLEST.get(role, SMALLEST))
    shares = [*SMALLER, 0.0] if smallest else SMALLER
    sizes = list(dict.fromkeys(max(least, round(spec.size * share)) for share in shares))
    if role == "body":
        sizes = [*(s for s in sizes[:3] if _in_phrases(plain(line), room.w, s)), *sizes]
    line, below = _in_two(line)
    for size in sizes:
        lines = break_title(plain(line), room.w, size) if role in ("title", "body") else None
        if role == "title" and lines is None:
            continue
        paras = [_spec_para("\n".join(lines) if lines else line, size, spec, role)]
        paras += [_spec_para(below, size, spec, role)] if below else []
        if fits(paras, room):
            return Filling(role, TextBody(tuple(paras), spec.anchor, spec.insets))
    return None


def grown(role: PlaceholderRole, line: Line, layout: LayoutSpec, slide: int) -> Filling | None:
    """The same, as small as need be, in a placeholder that reaches down into free room, at most as high again.

    `slide` is the height of the slide, of which the last tenth stays free.
    """
    spec = layout.placeholders[role]
    own, content = spec.rect, layout.content
    tops = [place.rect.y for place in layout.placeholders.values()] + ([content.y] if content.h else [])
    floor = min(top for top in (*tops, max(own.bottom, slide * 9 // 10)) if top >= own.bottom)
    rect = replace(own, h=max(own.h, min(own.h * 2, floor - pt(LEAST_GAP) - own.y)))
    filled = filling(role, line, replace(spec, rect=rect), smallest=True)
    return replace(filled, rect=rect) if filled else None


def _in_two(line: Line) -> tuple[Line, Line]:
    """A line, and what stands below it in small type: the same in another language."""
    breaks = [n for n, piece in enumerate(line) if isinstance(piece, Break)]
    small = [isinstance(piece, Text) and piece.style == "small" for piece in line[breaks[-1] + 1 :]] if breaks else []
    return (line[: breaks[-1]], line[breaks[-1] + 1 :]) if small and all(small) else (line, ())


def _in_phrases(text: str, width: int, size: float) -> bool:
    """Whether a quotation stands on one line, or on two of which the first ends in a stop."""
    lines = break_title(text, width, size)
    return bool(lines) and (len(lines or ()) == 1 or (lines or " ")[0][-1] in STOPS)


def _spec_para(line: Line | str, size: float, spec: PlaceholderSpec, role: PlaceholderRole) -> Para:
    large = role in ("title", "number")
    face: Face = "heading" if large else "kai" if role == "body" else "body"
    spacing = 140 if role == "body" else 90 if large else 100
    return para(line, size, spec.color, bold=spec.bold, face=face, align=spec.align, spacing=spacing)


def footing(layout: LayoutSpec, footer: str) -> tuple[Filling, ...]:
    """Footer and slide number, where the layout has them; the writer puts the number field in."""
    return _footing(*_feet(layout), footer)


def _feet(layout: LayoutSpec) -> tuple[PlaceholderSpec | None, PlaceholderSpec | None, PlaceholderSpec | None]:
    """All of a layout that its foot hangs on, most layouts alike: footer, slide number, title."""
    found = layout.placeholders
    return found.get("footer"), found.get("slide-number"), found.get("title")


@lru_cache(maxsize=64)
def _footing(
    place: PlaceholderSpec | None, number: PlaceholderSpec | None, title: PlaceholderSpec | None, footer: str
) -> tuple[Filling, ...]:
    out: list[Filling] = []
    if place and (fitted := _fitted(place, number, title, footer)):
        rect = None if fitted[1] == place.rect else fitted[1]
        out.append(Filling("footer", _foot(fitted[0], place), rect))
    if number:
        out.append(Filling("slide-number", _foot("‹#›", number)))
    return tuple(out)


def _foot(words: str, place: PlaceholderSpec) -> TextBody:
    """One line in the foot; where its place is low, without space above and below it."""
    text = para(words, max(place.size, SMALLEST_FOOT), place.color, align=place.align)
    left, top, right, bottom = place.insets
    low = height([text], place.rect.w) > place.rect.h - top - bottom
    return TextBody((text,), place.anchor, (left, 0, right, 0) if low else place.insets)


def fitted_footer(layout: LayoutSpec, footer: str) -> tuple[str, Rect] | None:
    """A footer on one line and where it stands: in its own place, else in one as wide as the foot allows.

    What is too long for that loses its last parts (between blanks of an em); None when nothing is left, or the layout
    has no footer.
    """
    place, number, title = _feet(layout)
    return _fitted(place, number, title, footer) if place else None


@lru_cache(maxsize=64)
def _fitted(
    place: PlaceholderSpec, number: PlaceholderSpec | None, title: PlaceholderSpec | None, footer: str
) -> tuple[str, Rect] | None:
    free = _free_foot(place.rect, number, title)
    gap = "　" if "　" in footer else "\u2003"
    parts = footer.split(gap)
    for count in range(len(parts), 0, -1):
        words = gap.join(parts[:count])
        needed = pt(em_width(words) * max(place.size, SMALLEST_FOOT) * 1.05) + place.insets[0] + place.insets[2]
        if words and needed <= place.rect.w:
            return words, place.rect
        if words and needed <= free.w:
            return words, _widened(place, needed, free)
    return None


def _free_foot(own: Rect, number: PlaceholderSpec | None, title: PlaceholderSpec | None) -> Rect:
    """The foot from the footer as far as the title reaches, or the slide number stands."""
    left = min(own.x, title.rect.x if title else own.x)
    right = max(own.right, title.rect.right if title else own.right)
    if number and number.rect.x >= own.right:
        right = number.rect.x
    elif number and number.rect.right <= own.x:
        left = number.rect.right
    return Rect(left, own.y, right - left, own.h)


def _widened(place: PlaceholderSpec, width: int, free: Rect) -> Rect:
    """The footer's rectangle grown to a width, away from the side its text keeps to."""
    own, grow = place.rect, width - place.rect.w
    x = {"left": own.x, "center": own.x - grow // 2, "right": own.x - grow}[place.align]
    return Rect(max(free.x, min(x, free.right - width)), own.y, width, own.h)
