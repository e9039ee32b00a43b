"""Full-width bands one below the other: objectives, options, verdicts, recap.

Bands without a tone have no ground: hairlines part them, as boxes round single lines would stand mostly empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import pieces
from coursegen.layout.figures.pieces import HAIRLINE, Sizes
from coursegen.layout.geometry import Drawing, Group, Para, Rect, Role
from coursegen.layout.typeset import height, para, pt, text_box, widest

GAP = pieces.GAP
HEAD_SHARE = 0.3
TAIL_SHARE = 0.16
JUDGED_SHARE = 0.54
"""Of an option, where what comes of it stands beside it."""
STRIP = pt(6)


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the bands need at a body size: options and steps all as much as the longest."""
    heights = [_band_height(figure, i, width, Sizes(size)) for i in figure.items]
    alike = all(i.key and not i.points for i in figure.items)
    return (max(heights) * len(heights) if alike else sum(heights)) + _gap(figure) * (len(heights) - 1)


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """The bands; what room is left over is shared out evenly."""
    sizes = Sizes(size)
    places = cells(figure, rect, sizes)
    members: list[Drawing] = [band(figure, *place, sizes) for place in zip(figure.items, places, strict=True)]
    if _open(figure):
        members += [_hairline(cell) for cell in places[1:]]
    return (pieces.group("条目", figure.alt, members),)


def _open(figure: Figure) -> bool:
    """Whether the bands stand on the slide's own ground."""
    return figure.kind == "rows" and all(i.tone == "plain" for i in figure.items)


def _edge(figure: Figure, sizes: Sizes) -> int:
    """Space at the sides of a band."""
    return 0 if _open(figure) else sizes.pad


def _gap(figure: Figure) -> int:
    return 0 if _open(figure) else GAP


def _hairline(cell: Rect) -> Drawing:
    return pieces.bar("分隔线", Rect(cell.x, cell.y - pt(0.5), cell.w, pt(1)), "line")


def cells(figure: Figure, rect: Rect, sizes: Sizes) -> list[Rect]:
    """Where each band stands: all equally high where the room allows it."""
    heights = [_band_height(figure, i, rect.w, sizes) for i in figure.items]
    gap = _gap(figure)
    room = rect.h - gap * (len(heights) - 1)
    even, spare = room // len(heights), (room - sum(heights)) // len(heights)
    tall = [even if even >= max(heights) else h + spare for h in heights]
    tops = accumulate((one + gap for one in tall[:-1]), initial=rect.y)
    return [Rect(rect.x, top, rect.w, one) for top, one in zip(tops, tall, strict=True)]


def _side(sizes: Sizes) -> int:
    return pt(sizes.head * 1.5)


def _badge_room(figure: Figure, sizes: Sizes) -> int:
    return _side(sizes) + sizes.pad if any(i.key for i in figure.items) else 0


def _head_column(figure: Figure, width: int, sizes: Sizes) -> int:
    """Width of the column of heads; 0 when heads stand above their texts."""
    if not all(i.head and (i.text or i.points) for i in figure.items):
        return 0
    heads = [para(i.head, sizes.head, bold=True) for i in figure.items]
    wanted = widest(heads) + sizes.pad
    return wanted if wanted <= width * HEAD_SHARE else 0


def _tail_column(figure: Figure, width: int, sizes: Sizes) -> int:
    """Width of a column of short texts (minutes, dates) at the right end; 0 when the texts are no such thing."""
    if _judged(figure):
        return _side(sizes) + sizes.pad
    if not all(i.head and i.text and not i.points for i in figure.items):
        return 0
    wanted = max(widest([_tail(i, sizes, "muted")]) for i in figure.items)
    return wanted + sizes.pad if wanted <= width * TAIL_SHARE else 0


def _judged(figure: Figure) -> bool:
    """Whether the bands are options with what comes of each; the good one has a mark, for colour does not print."""
    return all(i.tone in ("good", "bad") and i.head and i.text for i in figure.items)


def _tail(item: FigureItem, sizes: Sizes, color: Role) -> Para:
    return para(item.text, sizes.small, color, align="right")


def _colors(item: FigureItem) -> tuple[Role, Role, Role]:
    """Ground, head and text of a band by its tone."""
    if item.tone == "strong":
        return "primary", "on-primary", "on-primary"
    if item.tone == "bad":
        return "background", "muted", "muted"
    return "tint", "deep", "text"


def _columns(figure: Figure, item: FigureItem, width: int, sizes: Sizes) -> tuple[int, list[Para], list[Para]]:
    """Width of the head column, the paragraphs in it, and those beside it."""
    _, head, text = _colors(item)
    if _judged(figure):
        said = [para(item.head, sizes.body, head, bold=True)]
        return round(width * JUDGED_SHARE), said, pieces.texts(item, sizes, text)
    column = _head_column(figure, width, sizes)
    if not column and _tail_column(figure, width, sizes):
        return 0, [], [para(item.head, sizes.body, text)]
    if column:
        return column, [para(item.head, sizes.head, head, bold=True, face="heading")], pieces.texts(item, sizes, text)
    if not item.text and not item.points:
        return 0, [], [para(item.head, sizes.body, text, bold=item.tone == "strong")]
    lead = [para(item.head, sizes.body, head, bold=True)] if item.head else []
    return 0, [], lead + pieces.texts(item, sizes, text)


def _room(figure: Figure, width: int, sizes: Sizes) -> int:
    """Width beside the badges."""
    return width - _badge_room(figure, sizes) - 2 * _edge(figure, sizes)


def _inner(figure: Figure, width: int, sizes: Sizes) -> int:
    """Width between the badges and the column of short texts or marks."""
    room = _room(figure, width, sizes)
    headed = not _judged(figure) and _head_column(figure, room, sizes)
    return room if headed else room - _tail_column(figure, room, sizes)


def _band_height(figure: Figure, item: FigureItem, width: int, sizes: Sizes) -> int:
    inner = _inner(figure, width, sizes)
    column, head, body = _columns(figure, item, inner, sizes)
    tall = max(height(head, column - sizes.pad) if head else 0, height(body, inner - column))
    room = 0 if _judged(figure) else _tail_column(figure, _room(figure, width, sizes), sizes)
    tail = height([_tail(item, sizes, "muted")], room - sizes.pad) if room else 0
    return max(tall, tail, _side(sizes) if item.key else 0) + sizes.pad


def band(figure: Figure, item: FigureItem, cell: Rect, sizes: Sizes) -> Group:
    """One band with its badge, head and text."""
    ground, _, _ = _colors(item)
    stroke = HAIRLINE if item.tone == "bad" else None
    members: list[Drawing] = [] if _open(figure) else [pieces.panel("条底", cell, ground, stroke)]
    if item.tone == "good":
        members.append(pieces.bar("色条", Rect(cell.x, cell.y, STRIP, cell.h)))
    edge = _edge(figure, sizes)
    if item.key:
        side = _side(sizes)
        square = Rect(cell.x + edge, cell.y + (cell.h - side) // 2, side, side)
        members.append(_badge(item, square, sizes))
    left = cell.x + edge + _badge_room(figure, sizes)
    inner = _inner(figure, cell.w, sizes)
    column, head, body = _columns(figure, item, inner, sizes)
    if head:
        members.append(text_box("题名", Rect(left, cell.y, column - sizes.pad, cell.h), head))
    members.append(text_box("文字", Rect(left + column, cell.y, inner - column, cell.h), body))
    end = cell.right - edge
    if left + inner < end and _judged(figure):
        if item.tone == "good":
            mark = [para("✓", sizes.head, "primary", bold=True, align="right")]
            members.append(text_box("最佳", Rect(left + inner, cell.y, end - left - inner, cell.h), mark))
    elif left + inner < end:
        _, _, color = _colors(item)
        tail = _tail(item, sizes, "muted" if color == "text" else color)
        members.append(text_box("附注", Rect(left + inner, cell.y, end - left - inner, cell.h), [tail]))
    return pieces.group(pieces.name_of("条目", item), pieces.label_of(item), members)


_BADGES: Mapping[str, tuple[Role, Role]] = {"strong": ("on-primary", "primary"), "bad": ("line", "text")}
"""Ground and ink of badges that are not as usual, by tone."""


def _badge(item: FigureItem, square: Rect, sizes: Sizes) -> Drawing:
    size = sizes.body if len(item.key) == 1 else 0
    ground, ink = _BADGES.get(item.tone, ("primary", "on-primary"))
    return pieces.seal(f"标记-{item.key}", square, item.key, ground, ink, size)
