"""From inline nodes to paragraphs on slides, and how high they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from coursegen.document.nodes import Blank, Break, Inline, Line, Number, Reference, Text
from coursegen.layout.geometry import EMU_PER_PT, Face, Para, Rect, Role, Run, Shape, Stroke, TextBody
from coursegen.layout.geometry import Geometry as Preset
from coursegen.layout.measure import LINE_HEIGHT, clusters, em_width, wrap
from coursegen.layout.presets import text_rect

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    class ParaLook(TypedDict, total=False):
        """Fields of `Para` beside its runs."""

        align: Literal["left", "center", "right"]
        spacing: int
        before: float
        marker: str
        marker_color: Role
        indent: int


ORPHAN = 3.0
"""A last line under 3 em looks lost."""

BODY_SPACING, HEAD_SPACING = 115, 105
"""Per cent of the font's line."""

DENSE = 14.0
"""At this size lines stand close, so that a figure holds what would otherwise be taken apart."""

SAFETY = 1.0
"""Points kept free at the end of each line, for fonts that round their widths up."""

ROUNDED = 1e-4
"""Points that a width may lose on its way to EMU and back: a column as wide as its text holds it on one line."""


def pt(points: float) -> int:
    """EMU of a length in points."""
    return round(points * EMU_PER_PT)


def plain(line: Line) -> str:
    """Text of a line without its styles; a break is a newline, a blank a row of low lines, two to an em."""
    return "".join(_words(node) for node in line)


def _words(node: Inline) -> str:
    match node:
        case Text(text, _):
            return text
        case Break():
            return "\n"
        case Blank(width):
            return "_" * (2 * width)
        case Reference() | Number():
            return node.text


def line_of(text: str) -> Line:
    """A line of plain text."""
    return (Text(text),) if text else ()


def para(
    line: Line | str,
    size: float,
    color: Role = "text",
    *,
    bold: bool = False,
    face: Face = "body",
    **look: Unpack[ParaLook],
) -> Para:
    """A paragraph of one line of nodes; `look` are further fields of `Para`."""
    nodes = line_of(line) if isinstance(line, str) else line
    look.setdefault("spacing", HEAD_SPACING if face == "heading" else BODY_SPACING if size > DENSE else 100)
    runs = tuple(_run(node, Run("", size, color, bold, face)) for node in nodes)
    return Para(runs or (Run("", size, color, bold, face),), **look)


def _run(node: Inline, look: Run) -> Run:
    run = replace(look, text=_words(node))
    style = node.style if isinstance(node, Text) else "plain"
    quiet = look.color in ("text", "deep", "muted")
    match style:
        case "strong":
            return replace(run, bold=True, color="deep" if quiet else look.color)
        case "term":
            return replace(run, bold=True)
        case "quote":
            return replace(run, face="kai")
        case "answer":
            return replace(run, bold=True, color="primary" if quiet else look.color)
        case "small":
            size = max(14.0, round(look.size * 0.72))
            return replace(run, size=size, bold=False, color="muted" if quiet else look.color)
        case _:
            return run


def lines_in(paragraph: Para, width: int) -> tuple[str, ...]:
    """Lines a paragraph breaks into in a column `width` EMU wide."""
    text = _text(paragraph)
    room = max(1.0, (width - paragraph.indent) / EMU_PER_PT - SAFETY + ROUNDED)
    return wrap(text, room, _size(paragraph), bold=_bold(paragraph))


def _text(paragraph: Para) -> str:
    runs = paragraph.runs
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def _size(paragraph: Para) -> float:
    runs = paragraph.runs
    return runs[0].size if len(runs) == 1 else max([run.size for run in runs])


def para_height(paragraph: Para, width: int) -> int:
    """Height of a paragraph in EMU in a column `width` EMU wide, the space before it not counted."""
    line = _size(paragraph) * LINE_HEIGHT * paragraph.spacing / 100
    return pt(len(lines_in(paragraph, width)) * line)


def height(paras: Sequence[Para], width: int) -> int:
    """Height of paragraphs one below the other, in EMU; the space before the first does not count."""
    gaps = sum(pt(p.before) for p in paras[1:])
    return gaps + sum(para_height(p, width) for p in paras)


def widest(paras: Sequence[Para]) -> int:
    """Width in EMU that sets every paragraph on one line (as far as it has no breaks)."""
    return max((pt(_natural(p) + SAFETY) + p.indent for p in paras), default=0)


def _natural(paragraph: Para) -> float:
    text = _text(paragraph)
    return max(em_width(piece, bold=_bold(paragraph)) for piece in text.split("\n")) * _size(paragraph)


def unorphaned(paras: Sequence[Para], width: int) -> int:
    """Column width ≤ `width`, in EMU, in which no paragraph ends in a lost last line, lines being no more than before.

    The width itself when there is none.
    """
    before = [len(lines_in(p, width)) for p in paras]
    for step in range(9):
        column = width - round(step * 0.5 * EMU_PER_PT * max(_size(p) for p in paras))
        counts = [len(lines_in(p, column)) for p in paras]
        if counts != before:
            return width
        if not any(is_lost(p, column) for p in paras):
            return column
    return width


def is_lost(paragraph: Para, width: int) -> bool:
    """Whether the last line is too short, to the point or a little over: programs round differently."""
    broken = (lines_in(paragraph, width + more) for more in (0, pt(SAFETY + 1)))
    return any(len(lines) > 1 and em_width(lines[-1]) < ORPHAN for lines in broken)


def broken_at_stop(paragraph: Para, width: int) -> Para:
    """A paragraph of two or three lines with its breaks after stops, where its parts still take no more lines.

    Chinese lines end in the middle of words; a reader takes in a few lines at a glance when each is a phrase. Longer
    paragraphs are left to flow.
    """
    text = _text(paragraph)
    count = len(lines_in(paragraph, width))
    if count not in PHRASED or "\n" in text:
        return paragraph
    start = 0
    broken = paragraph
    for left in range(count, 1, -1):
        cut = _last_stop(broken, text, start, width, left)
        if not cut:
            break
        broken, start = replace(broken, runs=_with_break(broken.runs, cut + count - left)), cut
    return broken if len(lines_in(broken, width)) == count and not is_lost(broken, width) else paragraph


def in_sentences(paragraph: Para, width: int) -> Para:
    """A short paragraph with each of its sentences on a line, and one that is wider parted at a comma."""
    text = _text(paragraph)
    sentences = re.findall(r".+?(?:[。？！]+[”’]?|$)", text)
    if "\n" in text or not 1 < len(sentences) <= MOST_SENTENCES:
        return paragraph
    cuts, at = list[int](), 0
    for sentence in sentences:
        comma = _comma(sentence, paragraph, width)
        cuts += [at + comma] if comma else []
        at += len(sentence)
        cuts.append(at)
    runs = paragraph.runs
    for cut in reversed(cuts[:-1]):
        runs = _with_break(runs, cut)
    return replace(paragraph, runs=runs)


def by_sentence(paragraph: Para) -> tuple[Para, ...]:
    """The sentences of a paragraph of one look as paragraphs; breaks inside a sentence stay."""
    text = _text(paragraph)
    parts = re.findall(r"[^\n].*?(?:[。？！]+[”’]?(?=\n|$)|$)", text, re.DOTALL)
    return tuple(replace(paragraph, runs=(replace(paragraph.runs[0], text=part),)) for part in parts)


def _comma(sentence: str, paragraph: Para, width: int) -> int:
    """After which comma a sentence wider than a column is parted so that both parts stand on a line; 0 when none."""
    whole = replace(paragraph, runs=(replace(paragraph.runs[0], text=sentence),))
    if len(lines_in(whole, width)) == 1:
        return 0
    for match in reversed(list(re.finditer("[，；、：]", sentence[:-1]))):
        parts = sentence[: match.end()], sentence[match.end() :]
        if all(len(lines_in(replace(whole, runs=(replace(paragraph.runs[0], text=p),)), width)) == 1 for p in parts):
            return match.end()
    return 0


def _last_stop(broken: Para, text: str, start: int, width: int, left: int) -> int:
    """Where the next line may end so that the rest stands on `left` − 1 lines; 0 when nowhere."""
    rest = lines_in(replace(broken, runs=(replace(broken.runs[0], text=text[start:], bold=_bold(broken)),)), width)
    reach = start + len(rest[0])
    if text[reach - 1 : reach] in STOPS:
        return reach
    for cut in range(min(reach, len(text) - 1), start, -1):
        first, second = em_width(text[start:cut]), em_width(text[cut:]) / (left - 1)
        if text[cut - 1] in STOPS and text[cut] not in STOPS and min(first, second) >= _least(first, second):
            return cut
    return 0


def _bold(paragraph: Para) -> bool:
    runs = paragraph.runs
    return runs[0].bold if len(runs) == 1 else any(run.bold for run in runs)


def _least(first: float, second: float) -> float:
    return max(ORPHAN, SHORTEST_PART * max(first, second))


MOST_SENTENCES = 3
"""More sentences than these are left to flow."""

PHRASED = (2, 3)
"""Lines of paragraphs that are broken in phrases."""

STOPS = frozenset("，；：。？！、")
"""Marks after which a line of Chinese may end without cutting a phrase."""

SHORTEST_PART = 0.3
"""Share of the longer line that the shorter one has at least."""


def _with_break(runs: Sequence[Run], at: int) -> tuple[Run, ...]:
    out = []
    for run in runs:
        inside = 0 < at <= len(run.text)
        out.append(replace(run, text=f"{run.text[:at]}\n{run.text[at:]}") if inside else run)
        at -= len(run.text)
    return tuple(out)


def text_box(
    name: str,
    rect: Rect,
    paras: Sequence[Para],
    *,
    anchor: Literal["top", "middle", "bottom"] = "middle",
    insets: tuple[int, int, int, int] = (0, 0, 0, 0),
    fill: Role | None = None,
    stroke: Stroke | None = None,
    geometry: Preset = "rect",
    adjust: tuple[int, ...] = (),
) -> Shape:
    """A shape with text; its insets grow where that saves a last line from standing lost: on the side the lines end.

    Insets are counted from where the geometry sets its text (see `presets`).
    """
    left, top, right, bottom = insets
    column = text_rect(geometry, rect, adjust).w - left - right
    paras = [broken_at_stop(p, column) for p in paras]
    aligns = {p.align for p in paras}
    spare = column - unorphaned(paras, column) if len(aligns) == 1 else 0
    shift = {"left": 0, "center": spare // 2, "right": spare}[paras[0].align] if spare else 0
    body = TextBody(tuple(paras), anchor, (left + shift, top, right + spare - shift, bottom))
    return Shape(name, rect, geometry, fill, stroke, body, adjust)


def fits(paras: Sequence[Para], rect: Rect, insets: tuple[int, int, int, int] = (0, 0, 0, 0)) -> bool:
    """Whether paragraphs stand inside a rectangle less its insets."""
    left, top, right, bottom = insets
    return height(paras, rect.w - left - right) <= rect.h - top - bottom


def break_title(text: str, width: int, size: float) -> tuple[str, ...] | None:
    """A title on one line, or on two balanced ones; None when two lines cannot hold it.

    The break falls after a punctuation mark nearest the middle when both halves fit, else where kinsoku lets it.
    """
    room = width / EMU_PER_PT - SAFETY
    if "\n" in text:
        parts = tuple(text.split("\n"))
        return parts if len(parts) == 2 and all(em_width(p, bold=True) * size <= room for p in parts) else None
    if em_width(text, bold=True) * size <= room:
        return (text,)
    if em_width("".join(text.split()), bold=True) * size > 2 * room + size:
        return None  # however it is broken: no need to look at every place of a text without end
    cuts = [i + 1 for i, char in enumerate(text[:-1]) if char in "，；：、。？！,;:"]
    places = [*_fitting(text, cuts, room / size), *_fitting(text, _all_cuts(text), room / size)]
    return places[0] if places else None


def _fitting(text: str, cuts: Sequence[int], room: float) -> list[tuple[str, str]]:
    halves = [(text[:cut].rstrip(), text[cut:].lstrip()) for cut in cuts]
    good = [h for h in halves if all(ORPHAN <= em_width(part, bold=True) <= room for part in h)]
    return sorted(good, key=lambda h: abs(em_width(h[0], bold=True) - em_width(h[1], bold=True)))


def _all_cuts(text: str) -> list[int]:
    ends, at = [], 0
    for cluster in clusters(text):
        at += len(cluster)
        ends.append(at)
    return ends[:-1]
