"""Charts as inline SVG, with the same plot, scale and labels as the native ones. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from math import cos, pi, sin

from msgspec import Struct

from coursegen.html.markup import Markup, joined, tag
from coursegen.html.style import StyleSheet, ink
from coursegen.html.style import number as short
from coursegen.layout.charts import GAP, LEAST_SHARE, ON_PART, PARTS, SERIES, number, shares_of
from coursegen.layout.geometry import ChartLook, Role
from coursegen.layout.measure import LINE_HEIGHT, em_width, wrap

_HOLE = 0.62
"""Radius of a doughnut's hole as a share of its own."""
_MARK, _RULE = 4.0, 0.75


class Plot(Struct, frozen=True):
    """Draws one chart in a frame of `width` by `height`."""

    look: ChartLook
    width: float
    height: float
    style: StyleSheet

    def draw(self) -> Markup:
        """The content of the svg element."""
        match self.look.kind:
            case "doughnut":
                return joined(self._parts())
            case "bar":
                return joined((*self._legend(), *self._bars(), *self._names_beside()))
            case "column":
                return joined((*self._legend(), *self._columns(), *self._names_below()))
            case "line":
                return joined((*self._legend(), *self._lines(), *self._names_below()))

    @property
    def _plot(self) -> tuple[float, float, float, float]:
        x, y, w, h = self.look.plot
        return x * self.width, y * self.height, w * self.width, h * self.height

    def _share(self, value: float) -> float:
        """Where a value stands on the scale, 0 to 1."""
        low, high = self.look.scale
        return (value - low) / ((high - low) or 1)

    def _text(self, words: str, x: float, y: float, anchor: str, role: Role = "text") -> Markup:
        look = f"font-size:{short(self.look.size)}px;font-family:var(--f-body);fill:{ink(role)};text-anchor:{anchor}"
        name = self.style.name(f"{look};dominant-baseline:central")
        return tag("text", words, attributes={"x": short(x), "y": short(y), "class": name})

    def _path(self, data: str, look: str) -> Markup:
        return tag("path", attributes={"d": data, "class": self.style.name(look)})

    def _rule(self, x1: float, y1: float, x2: float, y2: float) -> Markup:
        """An axis, upright or level."""
        return self._rect(x1 - _RULE / 2, y1 - _RULE / 2, x2 - x1 + _RULE, y2 - y1 + _RULE, "muted")

    def _rect(self, x: float, y: float, w: float, h: float, role: Role) -> Markup:
        sides = zip(("x", "y", "width", "height"), map(short, (x, y, w, h)), strict=True)
        return tag("rect", attributes=dict(sides) | {"class": self.style.name(f"fill:{ink(role)}")})

    def _label(self, value: float) -> str:
        return number(value, self.look.decimals, self.look.suffix)

    def _legend(self) -> Iterator[Markup]:
        """Names of two series above the plot."""
        names = [name for name, _ in self.look.series]
        if len(names) < 2:
            return
        size = self.look.size
        widths = [(em_width(name) + 2.5) * size for name in names]
        starts = accumulate(widths[:-1], initial=(self.width - sum(widths)) / 2)
        for name, role, x in zip(names, SERIES, starts, strict=True):
            yield self._rect(x, size * 0.4, size * 0.7, size * 0.7, role)
            yield self._text(name, x + size, size * 0.75, "start")

    def _thickness(self, slot: float) -> float:
        return slot / (len(self.look.series) + self.look.gap / 100)

    def _members(self, slot: float) -> Iterator[tuple[Role, float, float, float]]:
        """Colour, value, start and thickness of every bar along the axis of categories."""
        thick, count = self._thickness(slot), len(self.look.series)
        for n, (role, (_, values)) in enumerate(zip(SERIES, self.look.series, strict=False)):
            for at, value in enumerate(values):
                yield role, value, slot * at + (slot - thick * count) / 2 + thick * n, thick

    def _bars(self) -> Iterator[Markup]:
        x, y, w, h = self._plot
        zero = x + w * min(1, max(0, self._share(0)))
        for role, value, start, thick in self._members(h / len(self.look.categories)):
            end = x + w * self._share(value)
            yield self._rect(min(zero, end), y + start, abs(end - zero), thick, role)
            side, anchor = (GAP / 2, "start") if value >= 0 else (-GAP / 2, "end")
            yield self._text(self._label(value), end + side, y + start + thick / 2, anchor)
        yield self._rule(zero, y, zero, y + h)

    def _columns(self) -> Iterator[Markup]:
        x, y, w, h = self._plot
        zero = y + h * (1 - min(1, max(0, self._share(0))))
        half = self.look.size * LINE_HEIGHT / 2
        for role, value, start, thick in self._members(w / len(self.look.categories)):
            end = y + h * (1 - self._share(value))
            yield self._rect(x + start, min(zero, end), thick, abs(end - zero), role)
            yield self._text(self._label(value), x + start + thick / 2, end - (half if value >= 0 else -half), "middle")
        yield self._rule(x, zero, x + w, zero)

    def _lines(self) -> Iterator[Markup]:
        x, y, w, h = self._plot
        slot, above = w / len(self.look.categories), self.look.size * LINE_HEIGHT / 2 + _MARK
        yield self._rule(x, y + h, x + w, y + h)
        rows = [values for _, values in self.look.series]
        for n, (role, values) in enumerate(zip(SERIES, rows, strict=False)):
            points = [(x + slot * (at + 0.5), y + h * (1 - self._share(v))) for at, v in enumerate(values)]
            dash = ";stroke-dasharray:6 4" if n else ""
            data = "M" + "L".join(f"{short(px)} {short(py)}" for px, py in points)
            yield self._path(data, f"fill:none;stroke:{ink(role)};stroke-width:2.5;stroke-linejoin:round{dash}")
            for at, (px, py) in enumerate(points):
                yield self._path(_mark(px, py, diamond=n > 0), f"fill:{ink(role)}")
                other = rows[1 - n][at] if len(rows) > 1 else values[at]
                upper = values[at] > other or (values[at] == other and n == 0)
                yield self._text(self._label(values[at]), px, py - above if upper else py + above, "middle")

    def _names_beside(self) -> Iterator[Markup]:
        x, y, _, h = self._plot
        slot, line = h / len(self.look.categories), self.look.size * LINE_HEIGHT
        for n, name in enumerate(self.look.categories):
            lines = wrap(name, x - 2 * GAP + 1, self.look.size)
            top = y + slot * (n + 0.5) - line * (len(lines) - 1) / 2
            yield from (self._text(words, x - GAP, top + line * at, "end") for at, words in enumerate(lines))

    def _names_below(self) -> Iterator[Markup]:
        x, y, w, h = self._plot
        slot, line = w / len(self.look.categories), self.look.size * LINE_HEIGHT
        for n, name in enumerate(self.look.categories):
            lines = wrap(name, slot - GAP, self.look.size)
            top = y + h + GAP / 2 + line / 2
            middle = x + slot * (n + 0.5)
            yield from (self._text(words, middle, top + line * at, "middle") for at, words in enumerate(lines))

    def _parts(self) -> Iterator[Markup]:
        """Parts of a doughnut, clockwise from the top."""
        x, y, w, h = self._plot
        centre, outer = (x + w / 2, y + h / 2), min(w, h) / 2
        values = self.look.series[0][1]
        shares = shares_of(values)
        ends = pairwise(accumulate(shares, initial=0.0))
        for role, value, share, (start, end) in zip(PARTS, values, shares, ends, strict=False):
            edge, width = ("muted", 0.75) if role == "tint" else ("background", 1.5)
            look = f"fill:{ink(role)};stroke:var(--{edge});stroke-width:{width}"
            yield self._path(_part(centre, outer, start, end), look)
            if role in ON_PART and share >= LEAST_SHARE:
                middle = _on_circle(centre, outer * (1 + _HOLE) / 2, (start + end) / 2)
                words = self._label(value) if self.look.suffix else f"{share:.0%}"
                yield self._text(words, *middle, "middle", ON_PART[role])


def _on_circle(centre: tuple[float, float], radius: float, turn: float) -> tuple[float, float]:
    """A point of a circle after a share of a turn, clockwise from the top."""
    return centre[0] + radius * sin(2 * pi * turn), centre[1] - radius * cos(2 * pi * turn)


def _part(centre: tuple[float, float], outer: float, start: float, end: float) -> str:
    end = min(end, start + 0.99999)
    far, inner = int(end - start > 0.5), outer * _HOLE
    corners = ((outer, start), (outer, end), (inner, end), (inner, start))
    a, b, c, d = (" ".join(map(short, _on_circle(centre, radius, turn))) for radius, turn in corners)
    big, small = short(outer), short(inner)
    return f"M{a}A{big} {big} 0 {far} 1 {b}L{c}A{small} {small} 0 {far} 0 {d}Z"


def _mark(x: float, y: float, *, diamond: bool) -> str:
    left, right, r = short(x - _MARK), short(x + _MARK), short(_MARK)
    if diamond:
        return f"M{left} {short(y)}L{short(x)} {short(y - _MARK)}L{right} {short(y)}L{short(x)} {short(y + _MARK)}Z"
    return f"M{left} {short(y)}A{r} {r} 0 1 1 {right} {short(y)}A{r} {r} 0 1 1 {left} {short(y)}Z"
