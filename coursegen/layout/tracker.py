"""Where the lecture stands: the tracker in the foot of each slide, the road map on section slides."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.document.nodes import Deck, Section
from coursegen.layout.figures import pieces
from coursegen.layout.geometry import EMU_PER_PT, Connector, Drawing, Group, LayoutSpec, Rect, Role, Shape, Stroke
from coursegen.layout.measure import em_width
from coursegen.layout.placeholders import fitted_footer
from coursegen.layout.typeset import para, pt, text_box, unorphaned
from coursegen.layout.words import words_of
from coursegen.text import led

WORDS_AT_MOST = 7
"""More names than this cannot be read in passing: segments take their place."""

SIZE = 12.0
SEGMENT, SEGMENT_GAP = pt(26), pt(5)


def tracked_sections(deck: Deck) -> tuple[Section, ...]:
    """The sections a tracker shows: those with a short name."""
    return tuple(s for s in deck.sections if s.short)


def tracker(deck: Deck, section: Section, layout: LayoutSpec) -> tuple[Drawing, ...]:
    """The tracker between footer and slide number; nothing outside lessons or where the layout has no foot."""
    sections = tracked_sections(deck)
    zone = free_foot(layout, deck.properties.footer)
    if zone is None or section not in sections or len(sections) < 2:
        return ()
    at = sections.index(section)
    alt = _place(deck, at, len(sections), section)
    names = _names(sections, at, zone) if len(sections) <= WORDS_AT_MOST else None
    middle = layout.content.x + layout.content.w // 2
    return (Group("进度", alt, tuple(names or _segments(sections, at, zone, middle))),)


def _place(deck: Deck, at: int, count: int, section: Section) -> str:
    """Which of how many sections, in the language of the deck."""
    return words_of(deck.properties.language).section.format(at + 1, count, section.short)


def free_foot(layout: LayoutSpec, footer: str) -> Rect | None:
    """The room between footer and slide number; None when there is too little."""
    place, number = layout.placeholders.get("footer"), layout.placeholders.get("slide-number")
    if place is None or number is None:
        return None
    fitted = fitted_footer(layout, footer)
    left, right = sorted((fitted[1] if fitted else place.rect, number.rect), key=lambda r: r.x)
    width = right.x - left.right
    return Rect(left.right, left.y, width, left.h) if width > pt(120) else None


def _names(sections: Sequence[Section], at: int, zone: Rect) -> list[Drawing] | None:
    widths = [pt((em_width(s.short) + 1.5) * SIZE) for s in sections]
    if sum(widths) > zone.w:
        return None
    x, out = zone.x + (zone.w - sum(widths)) // 2, list[Drawing]()
    for n, (section, width) in enumerate(zip(sections, widths, strict=True)):
        here = n == at
        text = [para(section.short, SIZE, "primary" if here else "muted", bold=here, align="center")]
        out.append(text_box(f"进度-{section.short}", Rect(x, zone.y, width, zone.h), text))
        if n <= at:
            strip = Rect(x + pt(4), zone.y - pt(3), width - pt(8), pt(2.5))
            out.append(Shape(f"进度条-{n + 1}", strip, "rect", "primary" if here else "secondary"))
        x += width
    return out


def _segments(sections: Sequence[Section], at: int, zone: Rect, middle: int) -> list[Drawing]:
    """Bars about the `middle` of the slide as far as the zone allows, the present section's name before them."""
    count = len(sections)
    segment = min(SEGMENT, (zone.w // 2 - SEGMENT_GAP * count) // count)
    bar = count * (segment + SEGMENT_GAP) + SEGMENT_GAP
    label = pt((max(em_width(section.short) for section in sections) + 5) * SIZE)  # the bar never moves
    left = min(max(zone.x, middle - bar // 2 - label), zone.right - bar - label)
    name = [
        para(
            led(f"{at + 1}/{count}", sections[at].short),
            SIZE,
            "primary",
            bold=True,
            align="right",
        )
    ]
    out: list[Drawing] = [text_box("进度-当前", Rect(left, zone.y, label, zone.h), name)]
    for n in range(count):
        fill: Role = "primary" if n == at else "secondary" if n < at else "line"
        x = left + label + 2 * SEGMENT_GAP + n * (segment + SEGMENT_GAP)
        tall = pt(7 if n == at else 4 if n < at else 3)
        out.append(Shape(f"进度条-{n + 1}", Rect(x, zone.y + (zone.h - tall) // 2, segment, tall), "rect", fill))
    return out


def road_map(deck: Deck, section: Section, layout: LayoutSpec) -> tuple[Drawing, ...]:
    """All lessons as stations of a line, the present one filled; nothing for a single lesson."""
    sections = tracked_sections(deck)
    area = layout.content
    if section not in sections or len(sections) < 2 or area.h < pt(40):
        return ()
    at = sections.index(section)
    ink: Role = "on-deep" if layout.dark else "text"
    ornament: Role = "accent-on-deep" if layout.dark else "primary"
    cells = pieces.columns(area, len(sections), 0)
    y = area.y + area.h // 2 - pt(14)
    ends = (cells[0].x + cells[0].w // 2, y), (cells[-1].x + cells[-1].w // 2, y)
    members: list[Drawing] = [Connector("路线", *ends, Stroke(ornament, 1.25))]
    widest = max(em_width(station.short) for station in sections)
    size = next((s for s in (16.0, 15.0, 14.0) if widest * s < cells[0].w / EMU_PER_PT - 4), 14.0)
    for n, (station, cell) in enumerate(zip(sections, cells, strict=True)):
        members += _station(station, cell, (y, size), passed=n - at, ink=ink, ornament=ornament, dark=layout.dark)
    return (Group("课程路线", _place(deck, at, len(sections), section), tuple(members)),)


def _station(
    section: Section, cell: Rect, raster: tuple[int, float], *, passed: int, ink: Role, ornament: Role, dark: bool
) -> list[Drawing]:
    """A station: small and filled when it lies behind (`passed` < 0), large here, small and hollow ahead.

    `raster` is the height of the line and the size of all names.
    """
    here, (y, size) = passed == 0, raster
    radius = pt(8 if here else 5)
    ground: Role = "deep" if dark else "background"
    dot = Rect(cell.x + cell.w // 2 - radius, y - radius, 2 * radius, 2 * radius)
    word = ornament if here and not dark else ink  # the accent is for what is large: see office.palette.PAIRS
    text = [para(section.short, size, word, bold=here, align="center", spacing=90)]
    column = unorphaned(text, cell.w)
    name = Rect(cell.x + (cell.w - column) // 2, y + pt(14), column, pt(46))
    return [
        Shape(f"站点-{section.short}", dot, "ellipse", ornament if passed <= 0 else ground, Stroke(ornament, 1.5)),
        text_box(f"站名-{section.short}", name, text, anchor="top"),
    ]
