"""What figures are put together from: panels, seals, heads, and the sizes that belong to a body size."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursegen.document.nodes import FigureItem, Line, Text
from coursegen.layout.geometry import EMU_PER_PT, Drawing, Group, Para, Rect, Role, Shape, Stroke
from coursegen.layout.measure import em_width
from coursegen.layout.typeset import SAFETY, fits, height, lines_in, para, plain, pt, text_box
from coursegen.text import chained, collapse, is_han, wide_gap

GAP = pt(13)
"""Between equal members of a figure."""

HAIRLINE = Stroke("line", 1.0)

TOO_MUCH = 10**12
"""The need of a figure that its kind cannot draw at this size: higher than any slide."""

WIDEST_GAP = 12.0
"""Points between the paragraphs of a panel at most."""

LEAST_COLUMN = 4.0
"""A column narrower than this, in em of the body, is read letter by letter."""

HEAD_LINES = 2
"""A head on more lines than this is no head any more."""


class Sizes(Struct, frozen=True):
    """Type sizes in points that go with a body size."""

    body: float

    @property
    def head(self) -> float:
        """Heads of members."""
        return 26.0 if self.body > 22 else min(24.0, self.body + (4 if self.body >= 18 else 2))

    @property
    def small(self) -> float:
        """Labels and sources."""
        return min(18.0, max(14.0, self.body - 2))

    @property
    def pad(self) -> int:
        """Space inside a panel, in EMU."""
        return pt(self.body * 0.8)


def label_of(item: FigureItem) -> str:
    """What a member says, on one line, for alt text and names."""
    parts = [plain(item.head), plain(item.text), *(plain(p) for p in item.points)]
    return chained((collapse(p) for p in parts if p), "：", ": ") or item.key


def name_of(prefix: str, item: FigureItem) -> str:
    """Name of a member in the selection pane."""
    return f"{prefix}-{(plain(item.head) or item.key or label_of(item)).replace(chr(10), '')[:16]}"


def panel(name: str, rect: Rect, fill: Role | None = "tint", stroke: Stroke | None = None) -> Shape:
    """A plain rectangle behind text."""
    return Shape(name, rect, "rect", fill, stroke)


def bar(name: str, rect: Rect, fill: Role = "primary") -> Shape:
    """A strip of colour."""
    return Shape(name, rect, "rect", fill)


def seal(
    name: str, rect: Rect, char: str, fill: Role = "primary", color: Role = "on-primary", size: float = 0
) -> Shape:
    """A rounded square with a key character in it; Han characters in the quotation face.

    Without a `size` the character takes about 62 % of the side.
    """
    share = 0.62 if len(char) == 1 else 0.9 / max(1.5, len(char))
    size = size or max(14.0, round(rect.w / 12700 * share))
    han = is_han(char[:1]) if char else False
    paragraph = para(char, size, color, bold=not han, face="kai" if han else "heading", align="center", spacing=90)
    return text_box(name, rect, [paragraph], fill=fill, geometry="roundRect", adjust=(12000,))


def bullets(points: Sequence[Line], size: float, color: Role, marker: str, marker_color: Role) -> list[Para]:
    """Points as marked paragraphs with a hanging indent."""
    return [
        para(point, size, color, marker=marker, marker_color=marker_color, indent=pt(size * 1.25), before=size * 0.35)
        for point in points
    ]


def texts(item: FigureItem, sizes: Sizes, color: Role = "text") -> list[Para]:
    """The text of a member and its points; the text that points follow stands out as their gist."""
    gist = bool(item.points) and color == "text"
    out = [para(item.text, sizes.body, "primary" if gist else color, bold=gist)] if item.text else []
    return out + bullets(item.points, sizes.body, color, "•", "primary")


def keyed(item: FigureItem) -> FigureItem:
    """A member whose key stands before its head."""
    lead = Text(f"{item.key}{wide_gap(plain(item.head))}")
    return replace(item, head=(lead, *item.head), key="") if item.key else item


def numbered(number: int, item: FigureItem) -> FigureItem:
    """A member whose number in the order stands before its head, in place of its key."""
    return keyed(replace(item, key=str(number)))


def head_of(item: FigureItem) -> FigureItem:
    """A member without what its head means."""
    return FigureItem(item.head, tone=item.tone)


LARGEST_WRAPPED = 20.0
"""Body size in points up to which texts of narrow members may take more than a line; larger ones stand on one."""


def wrap_at(items: Sequence[FigureItem], column: int, sizes: Sizes) -> bool:
    """Whether a text of a member takes more than one line in a column."""
    return any(len(lines_in(p, column - 2 * sizes.pad)) > 1 for i in items for p in texts(i, sizes))


def centred(paras: Sequence[Para]) -> list[Para]:
    """Paragraphs set in the middle."""
    return [replace(p, align="center") for p in paras]


def spread(paras: Sequence[Para], rect: Rect, sizes: Sizes) -> list[Para]:
    """Paragraphs of a panel set apart by its spare height, by no more than `WIDEST_GAP`."""
    spare = rect.h - block_height(paras, rect.w, sizes)
    each = max(0, spare) / EMU_PER_PT / max(1, len(paras))
    return [replace(p, before=max(p.before, min(WIDEST_GAP, p.before + each))) for p in paras]


def stacked(item: FigureItem, sizes: Sizes, head: Role = "deep", color: Role = "text") -> list[Para]:
    """Head above text."""
    out = [para(item.head, sizes.head, head, bold=True, face="heading")] if item.head else []
    rest = texts(item, sizes, color)
    if out and rest:
        rest[0] = replace(rest[0], before=sizes.body * 0.3)
    return out + rest


def ruled(paras: Sequence[Para], rect: Rect, count: int, sizes: Sizes, color: Role = "line") -> list[Drawing]:
    """Paragraphs in the first of `count` equal rows, hairlines between them."""
    out: list[Drawing] = []
    for n, (paragraph, row) in enumerate(zip(paras, rows(rect, count, 0), strict=False), 1):
        if n > 1:
            out.append(panel("细线", Rect(row.x + sizes.pad, row.y, row.w - 2 * sizes.pad, pt(0.75)), color))
        out.append(text_box(f"要点{n}", row, [paragraph], insets=(sizes.pad, 0, sizes.pad, 0)))
    return out


def in_rows(items: Sequence[FigureItem], column: int, sizes: Sizes) -> bool:
    """Whether members have as many texts as each other, of one line each: they stand in rows that hairlines part."""
    counts = {len(texts(i, sizes)) for i in items}
    return len(counts) == 1 and max(counts) > 1 and not wrap_at(items, column, sizes)


def shared(height_each: int, count: int, gap: int = GAP) -> int:
    """Height of `count` members one below the other."""
    return count * height_each + (count - 1) * gap


def columns(rect: Rect, count: int, gap: int = GAP) -> list[Rect]:
    """A rectangle cut into equal columns."""
    width = (rect.w - gap * (count - 1)) // count
    return [Rect(rect.x + i * (width + gap), rect.y, width, rect.h) for i in range(count)]


def rows(rect: Rect, count: int, gap: int = GAP) -> list[Rect]:
    """A rectangle cut into equal rows."""
    each = (rect.h - gap * (count - 1)) // count
    return [Rect(rect.x, rect.y + i * (each + gap), rect.w, each) for i in range(count)]


def settle(rect: Rect, wanted: int) -> Rect:
    """The part of a rectangle that a figure `wanted` high takes: a little above the middle."""
    taken = min(rect.h, wanted)
    return Rect(rect.x, rect.y + (rect.h - taken) * 2 // 5, rect.w, taken)


def group(name: str, alt: str, members: Sequence[Drawing]) -> Group:
    """Members as one."""
    return Group(name, alt, tuple(members))


def heads_fit(items: Sequence[FigureItem], width: int, sizes: Sizes) -> bool:
    """Whether every head stands on at most two lines in a column."""
    heads = [para(i.head, sizes.head, bold=True) for i in items if i.head]
    return all(len(lines_in(head, width)) <= HEAD_LINES for head in heads)


def word_is_cut(paragraph: Para, width: int) -> bool:
    """Whether a Latin word of a paragraph has to be cut in a column."""
    size = max(run.size for run in paragraph.runs)
    words = "".join(run.text for run in paragraph.runs).split()
    return any(w.isascii() and pt(em_width(w, bold=True) * size + SAFETY) > width for w in words)


def column_fits(items: Sequence[FigureItem], width: int, sizes: Sizes) -> bool:
    """Whether a column is wide enough to read in, and every head stands in it on at most two lines."""
    return width >= pt(sizes.body * LEAST_COLUMN) and heads_fit(items, width, sizes)


def largest(line: Line, rect: Rect, sizes: Sizes, color: Role) -> Para | None:
    """A label at the largest size of a scale that fits a rectangle, centred; None when none does.

    A smaller size goes before one that leaves a single character on the last line, or parts a word at its hyphen.
    """
    scale = (sizes.head + 4, sizes.head, sizes.body, sizes.small)
    paras = [para(line, size, color, bold=True, face="heading", align="center") for size in scale]
    fitting = [p for p in paras if fits([p], rect)]
    return next((p for p in fitting if _is_sound(lines_in(p, rect.w))), fitting[0] if fitting else None)


def _is_sound(lines: Sequence[str]) -> bool:
    return len(lines[-1]) > 1 and not any(line.rstrip().endswith("-") for line in lines[:-1])


def block_height(paras: Sequence[Para], width: int, sizes: Sizes) -> int:
    """Height of a panel round paragraphs."""
    return height(paras, width - 2 * sizes.pad) + 2 * sizes.pad
