"""What cannot be told apart or read any more when a deck is printed in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from lxml import etree

from coursegen.checks.file.deck.cascade import plain
from coursegen.checks.file.deck.contrast import standings
from coursegen.checks.file.deck.page import Deck, Page
from coursegen.checks.file.deck.shape import Shape
from coursegen.checks.file.fill import fill_in
from coursegen.checks.file.reading import ratio_on, seen_on
from coursegen.checks.file.scheme import shown
from coursegen.checks.package_deck import R
from coursegen.checks.parts import said, whole
from coursegen.errors import Fault
from coursegen.layout.geometry import Rect
from coursegen.office.color import AA, contrast, luminance, saturation

CLOSE = 1.25
"""Contrast under which two greys beside each other print alike."""
_COLOURFUL = 0.15
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_NEAR = 0.02
_MOST = 200


def mono_faults(deck: Deck) -> Iterator[Fault]:
    """K401 neighbours that differ in colour alone, K402 light text on a grey too light, K403 rows of a chart."""
    for page in deck.pages:
        yield from _neighbours(deck, page)
        yield from _charts(deck, page)
    for standing in standings(deck):
        values = standing.page.scheme.values
        for run in (r for para in standing.block.body.paras for r in para.runs if r.words.strip()):
            if run.paint is None or not standing.ground.known:
                continue
            # A printer makes grey of dots, so that even large light text needs what small text needs on a screen.
            faint = [
                g
                for g in standing.ground.shown(values).sure
                if ratio_on(run.paint, g, values) < AA
                and luminance(shown(seen_on(run.paint, g), values)) > luminance(shown(g, values))
            ]
            if faint:
                ratio = f"{min(ratio_on(run.paint, g, values) for g in faint):.1f}"
                name, text = standing.block.shape.name, run.words.strip()[:20]
                yield deck.fault("K402", standing.page, name, severity="warning", text=text, ratio=ratio)
                break


def _neighbours(deck: Deck, page: Page) -> Iterator[Fault]:
    """Two shapes without words side by side, filled with colours of the same grey and nothing else to tell them by."""
    plain = [(s, color) for s in page.shapes if (color := _plain_color(s, page))][:_MOST]
    gap = round(deck.rect.w * _NEAR)
    for (one, first), (other, second) in combinations(plain, 2):
        if (
            first != second
            and contrast(first, second) < CLOSE
            and _beside(one, other, gap)
            and not _grey(first, second)
        ):
            yield deck.fault("K401", page, one.name, severity="warning", other=other.name, colors=(first, second))


def _grey(*colors: str) -> bool:
    """Whether the colours are shades of grey anyway: what looks alike on paper looks alike on the screen."""
    return all(saturation(color) < _COLOURFUL for color in colors)


def _plain_color(shape: Shape, page: Page) -> str:
    """The one opaque colour of a shape that has neither words nor an outline."""
    paints = shape.fill.paints
    single = shape.kind == "sp" and len(paints) == 1 and paints[0].alpha >= 1
    seen = single and not shape.words and not shape.outlined
    return shown(paints[0].color, page.scheme.values) if seen else ""


def _beside(one: Shape, other: Shape, gap: int) -> bool:
    """Whether two shapes of the same form and about the same size touch or nearly do, neither upon the other."""
    a, b = one.rect, other.rect
    if a is None or b is None or one.preset != other.preset or not _alike(a, b):
        return False
    across = max(a.x, b.x) - min(a.right, b.right)
    down = max(a.y, b.y) - min(a.bottom, b.bottom)
    return (-gap <= across <= gap and down < 0) or (-gap <= down <= gap and across < 0)


def _alike(one: Rect, other: Rect) -> bool:
    return abs(one.w - other.w) * 5 <= max(one.w, other.w) or abs(one.h - other.h) * 5 <= max(one.h, other.h)


def _charts(deck: Deck, page: Page) -> Iterator[Fault]:
    """Charts in which two rows of numbers, told apart by their fills alone, print alike."""
    for shape in page.shapes:
        for mark in shape.element.iter(f"{_C}chart"):
            tree = deck.package.trees.get(deck.package.target(page.part, mark.get(f"{R}id") or ""))
            colors = _series_colors(tree, page) if tree is not None else []
            if any(contrast(a, b) < CLOSE for a, b in combinations(colors, 2)):
                yield deck.fault("K403", page, shape.name, severity="warning", count=len(colors))


def _series_colors(tree: etree._Element, page: Page) -> list[str]:
    """Fills of the rows of a chart: their own, else the accents in turn.

    Lines and dots differ in more than fills, rows with their names written on need none.
    """
    kinds = (f"{_C}barChart", f"{_C}bar3DChart", f"{_C}areaChart")
    series = [s for chart in tree.iter(*kinds) for s in chart.iterfind(f"{_C}ser")]
    colors = (_series_color(s, number, page) for number, s in enumerate(series))
    return [color for color in colors if color]


def _series_color(series: etree._Element, number: int, page: Page) -> str:
    labels = series.find(f"{_C}dLbls/{_C}showSerName")
    if labels is not None and said(labels.get("val", "1")):
        return ""
    own = fill_in(series.find(f"{_C}spPr"), page.scheme)
    if own is None:
        place = series.find(f"{_C}idx")
        turn = whole(place.get("val"), number) if place is not None else number
        return page.scheme.values.get(f"accent{turn % 6 + 1}", "")
    paint = plain(own)
    return shown(paint.color, page.scheme.values) if paint is not None else ""
