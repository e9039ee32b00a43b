"""Things round one centre: cards on both sides of it, or a fan to the right of it when their number is odd."""

from __future__ import annotations

from math import dist

from coursegen.document.nodes import Figure, FigureItem
from coursegen.layout.figures import bands, pieces
from coursegen.layout.figures.pieces import GAP, Sizes
from coursegen.layout.geometry import Connector, Drawing, Group, Para, Rect, Shape, Stroke
from coursegen.layout.presets import sites, text_rect
from coursegen.layout.typeset import height, pt, text_box

STRIP = pt(6)
SPOKE = Stroke("secondary", 2.25)


def need(figure: Figure, width: int, size: float) -> int:
    """Height in EMU that the spokes need at a body size."""
    sizes, count = Sizes(size), len(figure.items)
    if _label(figure, Rect(0, 0, _diameter(sizes), _diameter(sizes)), sizes) is None:
        return pieces.TOO_MUCH
    card = _card_width(count, width, sizes)
    if not _both_sides(count):
        return max(bands.need(figure, card, size), _diameter(sizes) + pt(8))
    each = max(_card_height(i, card, sizes) for i in figure.items)
    return max(pieces.shared(each, count // 2), _diameter(sizes) + pt(8))


def draw(figure: Figure, rect: Rect, size: float) -> tuple[Drawing, ...]:
    """Centre, connectors and spokes."""
    sizes, count = Sizes(size), len(figure.items)
    if not _both_sides(count):
        return _fan(figure, rect, sizes)
    cards = _cards(count, rect, sizes)
    disc = _disc(count, rect, sizes)
    spokes: list[Drawing] = [_spoke(item, cell, disc) for item, cell in zip(figure.items, cards, strict=True)]
    middle = disc.x + disc.w // 2
    tallest = max(_text_height(i, cards[0].w, sizes) for i in figure.items)
    members = [_member(item, cell, (middle, tallest), sizes) for item, cell in zip(figure.items, cards, strict=True)]
    return (pieces.group("中心与分支", figure.alt, [*spokes, _centre(figure, disc, sizes), *members]),)


def _fan(figure: Figure, rect: Rect, sizes: Sizes) -> tuple[Drawing, ...]:
    """Bands to the right of the centre."""
    width = _card_width(len(figure.items), rect.w, sizes)
    disc = _disc(len(figure.items), rect, sizes)
    cells = bands.cells(figure, Rect(rect.right - width, rect.y, width, rect.h), sizes)
    spokes: list[Drawing] = [_spoke(item, cell, disc) for item, cell in zip(figure.items, cells, strict=True)]
    members = [bands.band(figure, item, cell, sizes) for item, cell in zip(figure.items, cells, strict=True)]
    return (pieces.group("中心与分支", figure.alt, [*spokes, _centre(figure, disc, sizes), *members]),)


def _both_sides(count: int) -> bool:
    return count % 2 == 0 and count > 2


def _diameter(sizes: Sizes) -> int:
    return pt(sizes.head * 6.6)


def _card_width(count: int, width: int, sizes: Sizes) -> int:
    if _both_sides(count):
        return (width - _diameter(sizes) - 2 * GAP) // 2
    return width - _diameter(sizes) - pt(64)


def _cards(count: int, rect: Rect, sizes: Sizes) -> list[Rect]:
    width = _card_width(count, rect.w, sizes)
    left = pieces.rows(Rect(rect.x, rect.y, width, rect.h), count // 2)
    right = pieces.rows(Rect(rect.right - width, rect.y, width, rect.h), count // 2)
    return [cell for pair in zip(left, right, strict=True) for cell in pair]


def _disc(count: int, rect: Rect, sizes: Sizes) -> Rect:
    side = _diameter(sizes)
    x = rect.x + (rect.w - side) // 2 if _both_sides(count) else rect.x
    return Rect(x, rect.y + (rect.h - side) // 2, side, side)


def _label(figure: Figure, disc: Rect, sizes: Sizes) -> Para | None:
    """The name of the centre, as large as the disc holds it."""
    return pieces.largest(figure.label, text_rect("ellipse", disc), sizes, "on-deep")


def _centre(figure: Figure, disc: Rect, sizes: Sizes) -> Shape:
    label = _label(figure, disc, sizes)
    paras = [label] if label else []
    return text_box("中心", disc, paras, fill="deep", stroke=Stroke("background", 4), geometry="ellipse")


def _spoke(item: FigureItem, cell: Rect, disc: Rect) -> Connector:
    """From the site of the disc that is nearest to the inner edge of a card."""
    end = (cell.right if cell.right < disc.x else cell.x, cell.y + cell.h // 2)
    start = min(sites("ellipse", disc), key=lambda site: dist(site, end))
    return Connector(pieces.name_of("连线", item), start, end, SPOKE)


def _card_height(item: FigureItem, width: int, sizes: Sizes) -> int:
    return max(_text_height(item, width, sizes), _side(item, sizes)) + sizes.pad * 3 // 2


def _text_height(item: FigureItem, width: int, sizes: Sizes) -> int:
    beside = _side(item, sizes) + sizes.pad if item.key else 0
    return height(pieces.stacked(item, sizes), width - STRIP - 2 * sizes.pad - beside)


def _side(item: FigureItem, sizes: Sizes) -> int:
    return pt(sizes.head * 2.4) if item.key else 0


def _member(item: FigureItem, cell: Rect, raster: tuple[int, int], sizes: Sizes) -> Group:
    """A card whose strip of colour is on its outer side.

    `raster` is where the middle of the figure is, and the height of the tallest text: all texts begin as that one does.
    """
    middle, tallest = raster
    drop = (cell.h - tallest) // 2
    pad, side = sizes.pad, _side(item, sizes)
    outer_left = cell.x + cell.w // 2 < middle
    strip = Rect(cell.x if outer_left else cell.right - STRIP, cell.y, STRIP, cell.h)
    left = cell.x + (STRIP if outer_left else 0) + pad
    members: list[Drawing] = [pieces.panel("卡片底", cell), pieces.bar("色条", strip)]
    if item.key:
        square = Rect(left, cell.y + (cell.h - side) // 2, side, side)
        members.append(pieces.seal(f"主题字-{item.key}", square, item.key))
        left += side + pad
    right = cell.right - pad - (0 if outer_left else STRIP)
    words = Rect(left, cell.y + drop, right - left, cell.h - drop)
    members.append(text_box("文字", words, pieces.stacked(item, sizes), anchor="top"))
    return pieces.group(pieces.name_of("分支", item), pieces.label_of(item), members)
