"""What LibreOffice draws of a deck, against what the file says: every text in a colour of its own, found by it.

Microsoft's faces are not on every machine; those that stand in for them are as wide or wider, and taller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from ctypes import c_double, c_uint
from dataclasses import dataclass, field
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

EMU = 12700
SLACK = 2.0
"""Points by which a glyph may stand out of its box: an accent, the tail of a bracket."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner."""


@dataclass(slots=True)
class Drawn:
    """A text: its slide, its shape's name, its words, the box it belongs in, and where its glyphs are drawn."""

    slide: int
    name: str
    words: str
    box: Box
    glyphs: list[Box] = field(default_factory=list)


def tagged(data: bytes) -> tuple[bytes, dict[int, Drawn]]:
    """A copy of a deck with a colour for each text, and the texts by their colours."""
    deck, texts = Presentation(BytesIO(data)), dict[int, Drawn]()
    for number, slide in enumerate(deck.slides):
        for name, box, body in _bodies(slide.shapes):
            words = "".join(t.text or "" for t in body.iter(qn("a:t")))
            if words.strip():
                color = 0x100000 + 3 * len(texts)
                texts[color] = Drawn(number, name, words, box)
                _paint(body, f"{color:06X}")
    out = BytesIO()
    deck.save(out)
    return out.getvalue(), texts


def _bodies(shapes: Any) -> Iterator[tuple[str, Box, Any]]:
    """Name, box and text body of every shape and cell; members of groups stand where they say, as ours do."""
    for shape in shapes:
        if shape.shape_type == 6:
            yield from _bodies(shape.shapes)
        elif shape.has_text_frame and shape._element.txBody is not None:
            yield shape.name, _box(shape.left, shape.top, shape.width, shape.height), shape._element.txBody
        elif getattr(shape, "has_table", False):
            top = shape.top
            for row in shape.table.rows:
                left = shape.left
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    yield shape.name, _box(left, top, column.width, row.height), cell._tc.txBody
                    left += column.width
                top += row.height


def _box(left: int, top: int, width: int, height: int) -> Box:
    return left / EMU, top / EMU, (left + width) / EMU, (top + height) / EMU


def _paint(body: Any, color: str) -> None:
    for look in body.iter(qn("a:rPr")):
        for old in look.findall(qn("a:solidFill")):
            look.remove(old)
        fill = etree.Element(qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr")).set("val", color)
        look.insert(0, fill)


def find_glyphs(pdf: Path, texts: dict[int, Drawn]) -> list[tuple[float, float]]:
    """Adds to each text where its glyphs are drawn; sizes of the pages in points."""
    import pypdfium2
    from pypdfium2 import raw

    sizes = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            sizes.append(page.get_size())
            words = page.get_textpage()
            for n in range(words.count_chars()):
                rgba, edges = [c_uint() for _ in range(4)], [c_double() for _ in range(4)]
                raw.FPDFText_GetFillColor(words.raw, n, *rgba)
                raw.FPDFText_GetCharBox(words.raw, n, *edges)
                text = texts.get(rgba[0].value << 16 | rgba[1].value << 8 | rgba[2].value)
                left, right, bottom, top = (edge.value for edge in edges)
                seen = not chr(raw.FPDFText_GetUnicode(words.raw, n)).isspace()
                if text is not None and seen and right > left and top > bottom:
                    text.glyphs.append((left, sizes[-1][1] - top, right, sizes[-1][1] - bottom))
    return sizes


def wrong_places(texts: dict[int, Drawn], sizes: list[tuple[float, float]]) -> list[str]:
    """Texts that are not drawn, leave their box or their slide, or are drawn upon another."""
    found, slides = list[str](), defaultdict[int, list[Drawn]](list)
    for text in texts.values():
        slides[text.slide].append(text)
        where = f"{text.slide + 1} {text.name} {text.words[:20]}"
        if not text.glyphs and any(char.isalnum() and char < "\U00010000" for char in text.words):
            found.append(f"not drawn: {where}")
        if any(_leaves(glyph, text.box) for glyph in text.glyphs):
            found.append(f"out of its box: {where}")
        if any(_leaves(glyph, (0, 0, *sizes[text.slide])) for glyph in text.glyphs):
            found.append(f"off the slide: {where}")
    for one, other in (pair for mine in slides.values() for pair in combinations(mine, 2)):
        if any(_meet(a, b) for a in _lines(one) for b in _lines(other)):
            found.append(f"upon another: {one.slide + 1} {one.name} {one.words[:20]}, {other.name} {other.words[:20]}")
    return found


def _leaves(glyph: Box, box: Box) -> bool:
    beyond = (box[0] - glyph[0], box[1] - glyph[1], glyph[2] - box[2], glyph[3] - box[3])
    return max(beyond) > SLACK


def _meet(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def _lines(text: Drawn) -> list[Box]:
    """Glyphs that stand side by side, together."""
    lines: list[Box] = []
    for glyph in sorted(text.glyphs, key=lambda g: (g[1] + g[3], g[0])):
        last = lines[-1] if lines else None
        if last and glyph[1] < (last[1] + last[3]) / 2 < glyph[3]:
            lines[-1] = (min(last[0], glyph[0]), min(last[1], glyph[1]), max(last[2], glyph[2]), max(last[3], glyph[3]))
        else:
            lines.append(glyph)
    return lines
