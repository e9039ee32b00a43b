"""Text in the placeholders of a layout: which layout, which texts, and at what size they fit."""

from __future__ import annotations

from coursegen.document.nodes import Figure, Line, Slide
from coursegen.layout.geometry import (
    BaseSpec,
    Face,
    Filling,
    LayoutSpec,
    Para,
    PlaceholderRole,
    PlaceholderSpec,
    SlideRole,
    TextBody,
)
from coursegen.layout.typeset import break_title, fits, line_of, para, plain

FALLBACKS: dict[SlideRole, SlideRole] = {
    "agenda": "title-only",
    "quote": "title-only",
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

SMALLEST = 14.0
SMALLEST_TITLE = 20.0


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


def filling(role: PlaceholderRole, line: Line, spec: PlaceholderSpec) -> Filling | None:
    """Text set in a placeholder at the largest size that fits, a title broken where it reads best."""
    left, top, right, bottom = spec.insets
    room = spec.rect.inset(left, top, right, bottom)
    least = min(spec.size, SMALLEST_TITLE if role == "title" else SMALLEST)
    for size in dict.fromkeys(max(least, round(spec.size * share)) for share in SMALLER):
        lines = break_title(plain(line), room.w, size) if role == "title" else (plain(line),)
        if lines is None:
            continue
        paras = [_spec_para("\n".join(lines) if role == "title" else line, size, spec, role)]
        if fits(paras, room):
            return Filling(role, TextBody(tuple(paras), spec.anchor, spec.insets))
    return None


def _spec_para(line: Line | str, size: float, spec: PlaceholderSpec, role: PlaceholderRole) -> Para:
    large = role in ("title", "number")
    face: Face = "heading" if large else "kai" if role == "body" else "body"
    return para(line, size, spec.color, bold=spec.bold, face=face, align=spec.align, spacing=90 if large else 100)


def footing(layout: LayoutSpec, footer: str) -> list[Filling]:
    """Footer and slide number, where the layout has them; the writer puts the number field in."""
    out: list[Filling] = []
    place, number = layout.placeholders.get("footer"), layout.placeholders.get("slide-number")
    if place and footer:
        text = para(footer, place.size, place.color, align=place.align)
        out.append(Filling("footer", TextBody((text,), place.anchor, place.insets)))
    if number:
        text = para("‹#›", number.size, number.color, align=number.align)
        out.append(Filling("slide-number", TextBody((text,), number.anchor, number.insets)))
    return out
