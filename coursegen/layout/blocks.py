"""Blocks of a slide other than figures: panels, bands, lists. Each knows its need and draws itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coursegen.document.nodes import Block, Box, Bullets, Chart, Figure, Paragraph, Picture, Table
from coursegen.layout import figures
from coursegen.layout.figures import layout_of, picture, pieces
from coursegen.layout.figures.pieces import Sizes
from coursegen.layout.geometry import EMU_PER_PT, Drawing, Para, Rect, Role
from coursegen.layout.tables import draw_table, row_heights
from coursegen.layout.typeset import by_sentence, height, in_sentences, para, plain, pt, text_box
from coursegen.text import chained

STRIP = pt(6)

ROOMY = 1.4
"""A panel so many times as high as its questions need has a row for each."""

LABELS = (22.0, 24.0)
"""Points of what names a box, least and most, where its text is large: a name is not set under its text."""

MARKERS = {"bullet": "•", "do": "✓", "dont": "✗", "check": "□"}


class Placed(Struct, frozen=True):
    """How a block wants to stand: `need` in EMU, and how many times that it may be stretched."""

    need: int
    stretch: float


def wish(block: Block, width: int, size: float) -> Placed:
    """What a block needs in a column `width` EMU wide at a body size in points."""
    sizes = Sizes(size)
    match block:
        case Figure():
            return Placed(figures.need(block, width, size), layout_of(block.kind).stretch)
        case Chart():
            from coursegen.layout.figures import chart

            return Placed(chart.need(block, width, size), 2.5)
        case Picture():
            return Placed(picture.need(block, width, size), 4.0)
        case Box():
            inner = width - STRIP - 2 * sizes.pad
            return Placed(height(_box_paras(block, inner, sizes), inner) + 2 * sizes.pad, 1.15)
        case Paragraph(style="question" | "lead" as style):
            inner = width - 2 * sizes.pad - (STRIP if style == "lead" else 0)
            return Placed(height([_band_para(block, sizes)], inner) + sizes.pad * 3 // 2, 1.0)
        case Table():
            return Placed(sum(row_heights(block, width, sizes)), 1.8)
        case Bullets():
            return Placed(height(paragraphs(block, sizes), width), 1.8)
        case _:
            return Placed(height(paragraphs(block, sizes), width), 1.0)


def draw(block: Block, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """A block drawn in a rectangle at least as high as it needs."""
    sizes = Sizes(size)
    match block:
        case Figure():
            return layout_of(block.kind).draw(block, rect, size)
        case Chart():
            from coursegen.layout.figures import chart

            return chart.draw(block, rect, size)
        case Picture():
            return picture.draw(block, rect, size)
        case Box():
            return _draw_box(block, rect, sizes)
        case Paragraph(style="question"):
            return (_band(block, rect, sizes, "deep", "问题"),)
        case Paragraph(style="lead"):
            return _draw_lead(block, rect, sizes)
        case Table():
            return (draw_table(block, rect, sizes),)
        case Bullets():
            return (text_box("要点", rect, _spread(paragraphs(block, sizes), rect), anchor="top"),)
        case _:
            return (text_box("正文", rect, paragraphs(block, sizes), anchor="top"),)


def _spread(paras: Sequence[Para], rect: Rect) -> list[Para]:
    """Paragraphs with the spare height of their box shared out between them."""
    spare = rect.h - height(paras, rect.w)
    each = max(0, spare) / EMU_PER_PT / max(1, len(paras))
    return [replace(p, before=p.before + each) for p in paras]


def paragraphs(block: Block, sizes: Sizes, color: Role = "text") -> list[Para]:
    """A paragraph or a list as paragraphs of text; nothing for other blocks."""
    match block:
        case Paragraph():
            return [_paragraph(block, sizes, color)]
        case Bullets():
            quiet: Role = "muted" if block.kind == "dont" else "primary"
            return [
                para(
                    item,
                    sizes.body,
                    color,
                    marker=MARKERS.get(block.kind, f"{n}."),
                    marker_color=quiet,
                    indent=pt(sizes.body * 1.5),
                    before=sizes.body * 0.4,
                )
                for n, item in enumerate(block.items, block.first)
            ]
        case _:
            return []


def _paragraph(block: Paragraph, sizes: Sizes, color: Role) -> Para:
    before = sizes.body * 0.5
    match block.style:
        case "lead" | "question":
            return para(block.line, sizes.head, "deep" if color == "text" else color, bold=True, before=before)
        case "label":
            return para(block.line, sizes.body, "primary" if color == "text" else color, bold=True, before=before)
        case "note" | "source":
            return para(block.line, sizes.small, "muted", before=before)
        case _:
            return para(block.line, sizes.body, color, before=before)


def _label_size(sizes: Sizes) -> float:
    return min(max(sizes.body, LABELS[0]), LABELS[1]) if sizes.body >= 20 else sizes.body


def _box_paras(box: Box, width: int, sizes: Sizes) -> list[Para]:
    """Text of a box; what it asks stands a sentence a line."""
    deep = box.kind == "question"
    head = [para(box.title, _label_size(sizes), "on-deep" if deep else "primary", bold=True)] if box.title else []
    body = [p for inner in box.blocks for p in paragraphs(inner, sizes, "on-deep" if deep else "text")]
    return head + [in_sentences(p, width) if deep else p for p in body]


def _draw_box(box: Box, rect: Rect, sizes: Sizes) -> tuple[Drawing, ...]:
    insets = (sizes.pad,) * 4
    paras = _box_paras(box, rect.w - STRIP - 2 * sizes.pad, sizes)
    if box.kind == "question" and not box.title and _roomy(paras, rect, sizes):
        return (_questions(paras, rect, sizes),)
    if box.kind == "question":
        anchor: Literal["top", "middle"] = "top" if box.title else "middle"
        return (text_box("问题框", rect, paras, anchor=anchor, fill="deep", insets=(STRIP + sizes.pad, *insets[1:])),)
    alt = chained(("".join(r.text for r in p.runs) for p in paras), "；", "; ")
    inside = Rect(rect.x + STRIP, rect.y, rect.w - STRIP, rect.h)
    members = [
        pieces.bar("色条", Rect(rect.x, rect.y, STRIP, rect.h)),
        text_box("框内文字", inside, paras, anchor="top", fill="tint", insets=insets),
    ]
    return (pieces.group(plain(box.title) or "文字框", alt, members),)


def _roomy(paras: Sequence[Para], rect: Rect, sizes: Sizes) -> bool:
    """Whether the sentences of a question have a panel higher than they need, to be spread over."""
    spoken = "".join(run.text for p in paras for run in p.runs)
    return "\n" in spoken and rect.h > ROOMY * (height(paras, rect.w - STRIP - 2 * sizes.pad) + sizes.pad)


def _questions(paras: Sequence[Para], rect: Rect, sizes: Sizes) -> Drawing:
    """A panel of questions, each in a row of its own, hairlines between them."""
    rows = [q for p in paras for q in by_sentence(p)]
    alt = "".join(run.text for q in rows for run in q.runs).replace("\n", "")
    inside = Rect(rect.x + STRIP, rect.y, rect.w - STRIP, rect.h)
    ruled = pieces.ruled(rows, inside, len(rows), sizes, "accent-on-deep")
    return pieces.group("问题框", alt, [pieces.panel("问题底", rect, "deep"), *ruled])


def _band_para(block: Paragraph, sizes: Sizes) -> Para:
    color: Role = "on-deep" if block.style == "question" else "deep"
    return para(block.line, sizes.head, color, bold=True, face="heading")


def _band(block: Paragraph, rect: Rect, sizes: Sizes, fill: Role, name: str) -> Drawing:
    return text_box(name, rect, [_band_para(block, sizes)], fill=fill, insets=(sizes.pad, 0, sizes.pad, 0))


def _draw_lead(block: Paragraph, rect: Rect, sizes: Sizes) -> tuple[Drawing, ...]:
    band = _band(block, Rect(rect.x + STRIP, rect.y, rect.w - STRIP, rect.h), sizes, "line", "要领文字")
    strip = pieces.bar("要领色条", Rect(rect.x, rect.y, STRIP, rect.h))
    return (pieces.group("要领", plain(block.line), [strip, band]),)


def is_plain_text(blocks: Sequence[Block]) -> bool:
    """Whether blocks are text only, so that they belong in the layout's body placeholder."""
    return bool(blocks) and all(
        isinstance(b, Bullets) or (isinstance(b, Paragraph) and b.style not in ("question", "lead")) for b in blocks
    )
