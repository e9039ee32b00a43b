"""What is true of every placed slide, whatever it says: each rule gives the places where a slide breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from coursegen.document import nodes
from coursegen.document.nodes import Block, Box, Bullets, Chart, Columns, Figure, Line, Paragraph, Slide, Table, Text
from coursegen.layout.geometry import (
    BaseSpec,
    ChartFrame,
    Connector,
    Drawing,
    Filling,
    Group,
    LayoutSpec,
    Para,
    Picture,
    PlacedDeck,
    PlacedSlide,
    Rect,
    Shape,
    TableFrame,
    TextBody,
)
from coursegen.layout.measure import clusters, em_width
from coursegen.layout.placeholders import SMALLEST, SMALLEST_FOOT, SMALLEST_TITLE
from coursegen.layout.presets import text_rect
from coursegen.layout.typeset import EMU_PER_PT, ORPHAN, height, lines_in, plain, pt, unorphaned
from coursegen.text import NO_LINE_END, NO_LINE_START

NEAR = pt(1)
FOOT = ("footer", "slide-number", "kicker", "organiser")
NUMBERED = ("steps", "ladder", "cycle", "chain")
"""Kinds whose members bear numbers in place of their keys, or may come to it."""

SINGLE = (Picture, ChartFrame, TableFrame)
"""Drawings that share their place with nothing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a slide, in drawing order: its bounds, the room of its text, and if it is seen without words."""

    name: str
    rect: Rect
    room: Rect | None = None
    text: TextBody | None = None
    seen: bool = False
    drawing: Drawing | None = None


def leaves(drawings: Sequence[Drawing]) -> Iterator[Drawing]:
    """Drawings without their groups."""
    for drawing in drawings:
        if isinstance(drawing, Group):
            yield from leaves(drawing.members)
        else:
            yield drawing


def is_course(drawing: Drawing) -> bool:
    """Whether a drawing tells where the lecture stands, outside the content."""
    return drawing.name in ("进度", "课程路线")


def marks_of(slide: PlacedSlide, layout: LayoutSpec, foot: Iterable[Filling]) -> list[Mark]:
    """Everything on a slide that is not the tracker's: what stands in placeholders first."""
    found = []
    for filling in (*slide.fillings, *foot):
        rect = filling.rect or layout.placeholders[filling.role].rect
        found.append(Mark(filling.role, rect, rect.inset(*filling.text.insets), filling.text))
    return [*found, *map(mark_of, leaves([d for d in slide.drawings if not is_course(d)]))]


def mark_of(drawing: Drawing) -> Mark:
    match drawing:
        case Shape(name, rect, geometry, fill, stroke, text, adjust):
            room = text_rect(geometry, rect, adjust).inset(*text.insets) if text else None
            return Mark(name, rect, room, text, bool(fill or stroke), drawing)
        case Connector(name, (x1, y1), (x2, y2)):
            return Mark(name, Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2)), drawing=drawing)
        case Picture() | ChartFrame() | TableFrame():
            return Mark(drawing.name, drawing.rect, seen=True, drawing=drawing)
    raise AssertionError(drawing)


def broken_rules(slide: PlacedSlide, placed: PlacedDeck, base: BaseSpec) -> list[str]:
    """All that is wrong with a slide of a deck."""
    layout = base.layouts[slide.role]
    marks = marks_of(slide, layout, placed.feet[slide.role])
    return [*_places(slide, base, layout, marks), *_texts(marks), *_tables(marks), *_meetings(marks)]


def _places(slide: PlacedSlide, base: BaseSpec, layout: LayoutSpec, marks: Sequence[Mark]) -> Iterator[str]:
    """Everything stands on the slide, drawings in the content area, the tracker below it."""
    whole = Rect(0, 0, base.width, base.height)
    yield from (f"off the slide: {m.name}" for m in marks if not within(m.rect, whole))
    yield from (f"out of the content: {m.name}" for m in marks if m.drawing and not within(m.rect, layout.content))
    foot = [m for d in slide.drawings if d.name == "进度" for m in map(mark_of, leaves([d]))]
    yield from (f"tracker off the slide: {m.name}" for m in foot if not within(m.rect, whole))
    others = [m.rect for m in marks if m.seen or m.text]
    yield from (f"tracker meets another: {m.name}" for m in foot for other in others if meet(m.rect, other))


def within(a: Rect, b: Rect) -> bool:
    """Whether `a` stands in `b`, to the point."""
    return a.x >= b.x - NEAR and a.y >= b.y - NEAR and a.right <= b.right + NEAR and a.bottom <= b.bottom + NEAR


def meet(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share more than a point."""
    return a.x < b.right - NEAR and b.x < a.right - NEAR and a.y < b.bottom - NEAR and b.y < a.bottom - NEAR


def _texts(marks: Sequence[Mark]) -> Iterator[str]:
    for mark in marks:
        if mark.text is None or mark.room is None:
            continue
        paras, room = mark.text.paras, mark.room
        if height(paras, room.w) > room.h + NEAR:
            yield f"too high: {mark.name}"
        least = {"title": SMALLEST_TITLE, **dict.fromkeys(FOOT, SMALLEST_FOOT)}.get(mark.name, SMALLEST)
        if smallest(paras) < least:
            yield f"too small: {mark.name}"
        yield from (f"{wrong}: {mark.name}" for p in paras for wrong in _broken_lines(p, room.w))
        if mark.name == "title":
            halves = "".join(run.text for run in paras[0].runs).split("\n")
            if len(halves) > 1 and any(em_width(half, bold=True) < ORPHAN for half in halves):
                yield "lost words in the title"
        elif mark.drawing and unorphaned(paras, room.w) != room.w and len({p.align for p in paras}) == 1:
            yield f"lost last line: {mark.name}"


def smallest(paras: Sequence[Para]) -> float:
    return min((run.size for para in paras for run in para.runs), default=99.0)


def _broken_lines(para: Para, width: int) -> Iterator[str]:
    """Stops at a line's start, brackets at its end, words cut in two; unless what belongs together is too wide."""
    text = "".join(run.text for run in para.runs)
    size = max(run.size for run in para.runs)
    bold = any(run.bold for run in para.runs)
    column = (width - para.indent) / EMU_PER_PT
    lines = lines_in(para, width)
    if any(em_width(line, bold=bold) * size > column for line in lines):
        yield "too wide"
    if "\n" in text or any(em_width(c.rstrip(), bold=bold) * size > column - 2 for c in clusters(text)):
        return
    for before, after in pairwise(lines):
        if after[0] in NO_LINE_START:
            yield "a stop begins a line"
        if before[-1] in NO_LINE_END:
            yield "a bracket ends a line"
        if (before[-1] + after[0]).isascii() and (before[-1] + after[0]).isalnum() and before + after in text:
            yield "a word is cut"


def _tables(marks: Sequence[Mark]) -> Iterator[str]:
    for mark in marks:
        if not isinstance(mark.drawing, TableFrame):
            continue
        for row, high in zip(mark.drawing.rows, mark.drawing.heights, strict=True):
            for cell, wide in zip(row, mark.drawing.widths, strict=True):
                left, top, right, bottom = cell.text.insets
                if cell.text.paras and height(cell.text.paras, wide - left - right) > high - top - bottom + NEAR:
                    yield f"a cell is too low: {mark.name}"
                if smallest(cell.text.paras) < SMALLEST:
                    yield f"too small: {mark.name}"


def unsaid(slide: Slide, placed: Sequence[PlacedSlide]) -> list[str]:
    """Words that none of the slides says which a slide became; those for placeholders a base may lack do not count."""
    told = "".join(_told(found) for found in placed)
    wanted = [slide.title, *(line for block in slide.blocks for line in lines_of(block))]
    return [words for line in wanted if (words := "".join(plain(line).split())) not in told]


def _told(slide: PlacedSlide) -> str:
    bodies = [filling.text for filling in slide.fillings]
    words: list[str] = []
    for drawing in leaves(slide.drawings):
        match drawing:
            case Shape(text=TextBody() as text):
                bodies.append(text)
            case TableFrame(rows=rows):
                bodies += [cell.text for row in rows for cell in row]
            case ChartFrame(look=look):
                words += [*look.categories, *(name for name, _ in look.series)]
    words += ["".join(run.text for run in para.runs) for body in bodies for para in body.paras]
    return "".join("|".join(words).split())


def lines_of(block: Block) -> list[Line]:
    """Every line of a block that is shown on slides."""
    match block:
        case Paragraph(line):
            return [line]
        case Bullets(_, items):
            return list(items)
        case Box(_, title, inner):
            return [title, *(line for b in inner for line in lines_of(b))]
        case Columns(left, right):
            return [line for b in (*left, *right) for line in lines_of(b)]
        case Figure(_, _, items, label, poles):
            keys = () if block.kind in NUMBERED else ((Text(i.key),) for i in items)
            return [label, *poles, *keys, *(line for i in items for line in (i.head, i.text, *i.points))]
        case Chart(_, _, categories, series, _, caption, label, note):
            names = categories if len(series) == 1 else (*categories, *(row.name for row in series))
            return [*((Text(name),) for name in names), caption, label, note]
        case nodes.Picture(_, _, caption, text, points):
            return [caption, text, *points]
        case Table(_, header, rows):
            return [cell for row in (header, *rows) for cell in row]
    raise AssertionError(block)


def _meetings(marks: Sequence[Mark]) -> Iterator[str]:
    """What stands on one another and must not; the second of a pair is drawn over the first."""
    for lower, upper in combinations(marks, 2):
        if (wrong := _meeting(lower, upper)) is not None:
            yield f"{wrong}: {lower.name}, {upper.name}"


def _meeting(lower: Mark, upper: Mark) -> str | None:
    if isinstance(lower.drawing, Connector) or isinstance(upper.drawing, Connector):
        return _line_meeting(lower, upper)
    if not _touch(lower, upper) or {"arc", "donut"} & {_geometry(lower), _geometry(upper)}:
        return None
    if isinstance(lower.drawing, SINGLE) or isinstance(upper.drawing, SINGLE):
        return None if upper.name == "合计" and within(upper.rect, lower.rect) else "two in one place"
    if lower.room and upper.room and meet(lower.room, upper.room):
        return "text meets text"
    if lower.room and upper.seen and meet(lower.room, upper.rect):
        return "text is covered"
    if upper.room and lower.seen and meet(upper.room, lower.rect) and not within(upper.room, lower.rect):
        return "text crosses an edge"
    if lower.seen and upper.seen and not (within(lower.rect, upper.rect) or within(upper.rect, lower.rect)):
        return "shapes overlap"
    return None


def _touch(a: Mark, b: Mark) -> bool:
    """Whether two marks share more than a point; an ellipse has no corners."""
    if not meet(a.rect, b.rect) or a.room is None:
        return meet(a.rect, b.rect)
    return _geometry(b) != "ellipse" or _reaches(b.rect, a.room)


def _reaches(ellipse: Rect, rect: Rect) -> bool:
    """Whether the point of a rectangle nearest to the middle of an ellipse lies in it."""
    middle = (ellipse.x + ellipse.w / 2, ellipse.y + ellipse.h / 2)
    near = (min(max(middle[0], rect.x), rect.right), min(max(middle[1], rect.y), rect.bottom))
    return ((near[0] - middle[0]) / ellipse.w) ** 2 + ((near[1] - middle[1]) / ellipse.h) ** 2 < 0.25


def _geometry(mark: Mark) -> str:
    return mark.drawing.geometry if isinstance(mark.drawing, Shape) else ""


def _line_meeting(lower: Mark, upper: Mark) -> str | None:
    """A line runs through no text, unless the text's own shape is drawn over it; nor through a picture."""
    line, other = (lower, upper) if isinstance(lower.drawing, Connector) else (upper, lower)
    if isinstance(other.drawing, Connector) or not isinstance(line.drawing, Connector):
        return None
    covered = other is upper and other.seen
    room = other.rect if isinstance(other.drawing, SINGLE) else other.room
    if room is None or covered or not _crosses(line.drawing, room.inset(*(2 * NEAR,) * 4)):
        return None
    return "a line runs through text"


def _crosses(line: Connector, rect: Rect) -> bool:
    """Whether a segment runs through a rectangle (Liang and Barsky)."""
    (x1, y1), (x2, y2) = line.start, line.end
    first, last = 0.0, 1.0
    for delta, least, most in ((x2 - x1, rect.x - x1, rect.right - x1), (y2 - y1, rect.y - y1, rect.bottom - y1)):
        if delta == 0:
            if least > 0 or most < 0:
                return False
            continue
        enter, leave = sorted((least / delta, most / delta))
        first, last = max(first, enter), min(last, leave)
    return first < last
