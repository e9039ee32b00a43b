"""Charts as inline SVG, with the same plot, scale and labels as the native ones. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from coursegen.html.markup import Markup, joined, tag, text
from coursegen.html.style import StyleSheet, ink, number
from coursegen.layout.charts import LEAST_SHARE, ON_PART, PARTS, SERIES, shares_of
from coursegen.layout.charts import number as printed
from coursegen.layout.geometry import ChartLook, Role
from coursegen.layout.measure import LINE_HEIGHT, em_width, wrap

HOLE = 0.62
"""Of a doughnut's radius, as in the native chart."""
MARK = 4.0
GAP = 6.0


@dataclass(frozen=True, slots=True)
class Plot:
    """Draws one chart in a frame `width` by `height`."""

    look: ChartLook
    width: float
    height: float
    style: StyleSheet

    def draw(self) -> Markup:
        """Everything inside the svg element."""
        match self.look.kind:
            case "doughnut":
                return joined(self._ring())
            case "line":
                return joined((*self._legend(), *self._lines(), *self._names()))
            case _:
                return joined((*self._legend(), *self._bars(), *self._names()))

    @property
    def _area(self) -> tuple[float, float, float, float]:
        left, top, wide, high = self.look.plot
        return left * self.width, top * self.height, wide * self.width, high * self.height

    @property
    def _flat(self) -> bool:
        return self.look.kind == "bar"

    def _along(self, value: float) -> float:
        """Where a number stands on its axis: from the left for bars, from the top else."""
        low, high = self.look.scale
        share = (value - low) / ((high - low) or 1)
        x, y, wide, tall = self._area
        return x + share * wide if self._flat else y + (1 - share) * tall

    def _slot(self, category: int) -> tuple[float, float]:
        """Beginning and length of a category on the other axis."""
        x, y, wide, tall = self._area
        length = (tall if self._flat else wide) / len(self.look.categories)
        return (y if self._flat else x) + category * length, length

    def _bars(self) -> Iterator[Markup]:
        count = len(self.look.series)
        zero = self._along(max(self.look.scale[0], min(0.0, self.look.scale[1])))
        for turn, (_, values) in enumerate(self.look.series):
            for category, value in enumerate(values):
                start, length = self._slot(category)
                thick = length / (count + self.look.gap / 100)
                at, end = start + (length - count * thick) / 2 + turn * thick, self._along(value)
                low, high = min(zero, end), max(zero, end)
                sides = (low, at, high - low, thick) if self._flat else (at, low, thick, high - low)
                yield self._rect(sides, SERIES[turn])
                yield self._value(value, at + thick / 2, end)
        yield self._axis(zero)

    def _axis(self, zero: float) -> Markup:
        """The line that bars stand on."""
        x, y, wide, tall = self._area
        sides = (zero - 0.5, y, 1.0, tall) if self._flat else (x, zero - 0.5, wide, 1.0)
        return self._rect(sides, "muted")

    def _value(self, value: float, middle: float, end: float) -> Markup:
        """The number outside the end of its bar."""
        size, said = self.look.size, printed(value, self.look.decimals, self.look.suffix)
        if self._flat:
            away, anchor = (GAP / 2, "start") if value >= 0 else (-GAP / 2, "end")
            return self._text(said, end + away, middle, anchor, "text")
        away = size * LINE_HEIGHT / 2
        return self._text(said, middle, end - away if value >= 0 else end + away, "middle", "text")

    def _lines(self) -> Iterator[Markup]:
        for turn, (_, values) in enumerate(self.look.series):
            spots = [(sum(self._slot(n)) - self._slot(n)[1] / 2, self._along(value)) for n, value in enumerate(values)]
            way = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in spots)
            look = self.style.name(f"fill:none;stroke:{ink(SERIES[turn])};stroke-width:2.5")
            yield tag("path", attributes={"d": way, "class": look})
            for (x, y), value in zip(spots, values, strict=True):
                yield self._rect((x - MARK, y - MARK, 2 * MARK, 2 * MARK), SERIES[turn], round_=True)
                yield self._value(value, x, y - MARK)

    def _names(self) -> Iterator[Markup]:
        x, y, _, tall = self._area
        size = self.look.size
        for category, name in enumerate(self.look.categories):
            start, length = self._slot(category)
            lines = wrap(name, x - 2 * GAP + 1 if self._flat else length - GAP, size)
            for n, line in enumerate(lines):
                if self._flat:
                    middle = start + length / 2 + (n - (len(lines) - 1) / 2) * size * LINE_HEIGHT
                    yield self._text(line, x - GAP, middle, "end", "text")
                else:
                    below = y + tall + GAP + (n + 0.5) * size * LINE_HEIGHT
                    yield self._text(line, start + length / 2, below, "middle", "text")

    def _legend(self) -> Iterator[Markup]:
        if len(self.look.series) < 2:
            return
        size = self.look.size
        widths = [(em_width(name) + 2.5) * size for name, _ in self.look.series]
        at = (self.width - sum(widths)) / 2
        for (name, _), role, wide in zip(self.look.series, SERIES, widths, strict=False):
            yield self._rect((at, size * 0.3, size * 0.8, size * 0.8), role)
            yield self._text(name, at + size * 1.2, size * 0.7, "start", "text")
            at += wide

    def _ring(self) -> Iterator[Markup]:
        x, y, wide, tall = self._area
        middle, outer = (x + wide / 2, y + tall / 2), min(wide, tall) / 2
        turned = 0.0
        for share, role in zip(shares_of(self.look.series[0][1]), PARTS, strict=False):
            yield self._part(middle, outer, (turned, share), role)
            if share >= LEAST_SHARE and role in ON_PART:
                angle, way = 2 * pi * (turned + share / 2), outer * (1 + HOLE) / 2
                spot = (middle[0] + way * sin(angle), middle[1] - way * cos(angle))
                yield self._text(f"{share:.0%}", *spot, "middle", ON_PART[role])
            turned += share

    def _part(self, middle: tuple[float, float], outer: float, arc: tuple[float, float], role: Role) -> Markup:
        begin, share = arc
        end = begin + min(share, 0.9999)
        points = [
            (middle[0] + radius * sin(2 * pi * turn), middle[1] - radius * cos(2 * pi * turn))
            for radius, turn in ((outer, begin), (outer, end), (outer * HOLE, end), (outer * HOLE, begin))
        ]
        (a, b, c, d), large = [f"{number(px)} {number(py)}" for px, py in points], int(share > 0.5)
        rim, hole = f"{number(outer)} {number(outer)}", f"{number(outer * HOLE)} {number(outer * HOLE)}"
        way = f"M{a}A{rim} 0 {large} 1 {b}L{c}A{hole} 0 {large} 0 {d}Z"
        look = self.style.name(f"fill:{ink(role)};stroke:{ink('background')};stroke-width:1.5")
        return tag("path", attributes={"d": way, "class": look})

    def _rect(self, sides: tuple[float, float, float, float], role: Role, *, round_: bool = False) -> Markup:
        names = zip(("x", "y", "width", "height"), map(number, sides), strict=True)
        look = self.style.name(f"fill:{ink(role)}")
        return tag("rect", attributes=dict(names) | {"class": look, "rx": number(sides[2] / 2) if round_ else None})

    def _text(self, words: str, x: float, y: float, anchor: str, role: Role) -> Markup:
        look = self.style.name(
            f"fill:{ink(role)};font-family:var(--f-body);font-size:{number(self.look.size)}px;"
            f"text-anchor:{anchor};dominant-baseline:central"
        )
        return tag("text", text(words), attributes={"x": number(x), "y": number(y), "class": look})
