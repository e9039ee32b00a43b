"""Whether text can be read on what it stands on (WCAG 2.2, 1.4.3: 4.5, large 3)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from coursegen.checks.file.deck.cascade import is_furniture
from coursegen.checks.file.deck.ground import Ground, ground_of
from coursegen.checks.file.deck.page import Colors, Deck, Page
from coursegen.checks.file.deck.text import Block, Run
from coursegen.checks.file.reading import needed, ratio_on, seen_on
from coursegen.checks.file.scheme import Color, Paint, shown
from coursegen.errors import Fault, Severity

_PERHAPS = "perhaps"


class Standing(Struct, frozen=True):
    """A block of text on its ground."""

    page: Page
    block: Block
    ground: Ground


class Demand(Struct, frozen=True):
    """A text must be readable on one of these colours at least, by this contrast, or there is K210."""

    paint: Paint
    grounds: frozenset[Color]
    least: float

    def met(self, values: Mapping[str, str]) -> bool:
        """Whether these colours of the theme do."""
        return not self.grounds or max(ratio_on(self.paint, c, values) for c in self.grounds) >= self.least


def demands(deck: Deck) -> Mapping[str, tuple[Colors, frozenset[Demand]]]:
    """What every slide that is shown, by its part, demands of which colours."""
    found: dict[str, set[Demand]] = {page.part: set() for page in deck.pages}
    for standing in standings(deck):
        if not is_furniture(standing.block.shape):
            runs = (run for para in standing.block.body.paras for run in para.runs if run.words.strip())
            found[standing.page.part] |= {
                Demand(run.paint, standing.ground.colors, needed(run.size, bold=run.bold)) for run in runs if run.paint
            }
    return {page.part: (page.colors, frozenset(found[page.part])) for page in deck.pages}


def standings(deck: Deck) -> tuple[Standing, ...]:
    """Every text that has a place, with its ground; found once for all that is asked of a deck."""
    if "standings" not in deck.known:
        deck.known["standings"] = tuple(_standings(deck))
    found: tuple[Standing, ...] = deck.known["standings"]
    return found


def _standings(deck: Deck) -> Iterator[Standing]:
    for page in deck.pages:
        layers = (*page.under, *page.shapes)
        filled = [place for place, shape in enumerate(layers) if not shape.fill.clear]
        shapes = [layers[place] for place in filled]
        places = {id(shape): place for place, shape in enumerate(layers)}
        for block in page.blocks:
            if block.ink is not None:
                lower = shapes[: bisect_left(filled, places[id(block.shape)])]
                yield Standing(page, block, ground_of(page, block, lower, block.ink))


def contrast_faults(deck: Deck) -> Iterator[Fault]:
    """K210 text that no part of its ground lets one read, K211 that some part does not.

    One fault for the whole file each: K212 for texts that cannot be judged, K213 for feet and slide numbers, which
    come from the master and are faint on every slide alike.
    """
    unknown, faint = 0, dict[int, _Row]()
    for standing in standings(deck):
        runs = [run for para in standing.block.body.paras for run in para.runs if run.words.strip()]
        values = standing.page.scheme.values
        code, row = _worst(standing.ground.shown(values), runs, values)
        unknown += not standing.ground.known or any(run.paint is None for run in runs) or code == _PERHAPS
        if row is None or code == _PERHAPS:
            continue
        if is_furniture(standing.block.shape):
            faint.setdefault(standing.page.number, row)
        else:
            severity: Severity = "error" if code == "K210" else "warning"
            name = standing.block.shape.name
            yield deck.fault(code, standing.page, name, severity=severity, **row.facts())
    if faint:
        row = min(faint.values(), key=lambda row: row.share)
        yield deck.of_file("K213", slides=tuple(faint), **row.facts())
    if unknown:
        yield deck.of_file("K212", count=unknown)


class _Row(Struct, frozen=True):
    """A run as it reads on a ground."""

    run: Run
    color: str
    ground: str
    ratio: float

    @property
    def share(self) -> float:
        """Contrast as a share of what is needed."""
        return self.ratio / needed(self.run.size, bold=self.run.bold)

    def facts(self) -> dict[str, object]:
        """What a fault says of it."""
        least = needed(self.run.size, bold=self.run.bold)
        return {
            "text": " ".join(self.run.words.split())[:20],
            "ratio": f"{self.ratio:.1f}",
            "needed": f"{least:g}",
            "color": self.color,
            "ground": self.ground,
        }


def _worst(ground: Ground, runs: list[Run], values: Mapping[str, str]) -> tuple[str, _Row | None]:
    """The run that reads worst, if one reads badly: on the best of all colours (K210), else on the worst sure one.

    On a colour that may be under it or not: nobody knows.
    """
    tries = (("K210", ground.colors, True), ("K211", ground.sure, False), (_PERHAPS, ground.perhaps, False))
    for code, colors, best in tries:
        rows = [_row(run, run.paint, colors, values, best=best) for run in runs if run.paint is not None and colors]
        low = [row for row in rows if row.share < 1]
        if low:
            return code, min(low, key=lambda row: row.share)
    return "", None


def _row(run: Run, paint: Paint, grounds: frozenset[Color], values: Mapping[str, str], *, best: bool) -> _Row:
    return _Row(run, *_read(Paint(shown(paint.color, values), paint.alpha), grounds, best=best))


@lru_cache(maxsize=1024)
def _read(paint: Paint, grounds: frozenset[Color], *, best: bool) -> tuple[str, str, float]:
    """What is seen of a colour on the best, or the worst, of several grounds; that ground, and the contrast."""
    shades = sorted(shown(color, {}) for color in grounds)
    rows = [(shown(seen_on(paint, ground), {}), ground, ratio_on(paint, ground, {})) for ground in shades]
    return max(rows, key=lambda row: row[2]) if best else min(rows, key=lambda row: row[2])
