"""Preset geometries as SVG paths.

Source: presetShapeDefinitions.xml of ECMA-376 part 1; names and adjust values as there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, hypot, pi, radians, sin

from coursegen.html.style import number
from coursegen.layout.scenery import Path

_DEFAULTS: dict[str, tuple[int, ...]] = {
    "roundRect": (16667,),
    "chevron": (50000,),
    "homePlate": (50000,),
    "rightArrow": (50000, 50000),
    "leftRightArrow": (50000, 50000),
    "donut": (25000,),
    "triangle": (50000,),
    "trapezoid": (25000,),
    "parallelogram": (25000,),
    "arc": (16200000, 0),
}
_FULL = 100000

Points = Sequence[tuple[float, float]]


def adjusted(preset: str, adjust: Sequence[int]) -> tuple[int, ...]:
    """Adjust values of a preset, those left unsaid as the standard has them."""
    usual = _DEFAULTS.get(preset, ())
    return (*adjust[: len(usual)], *usual[len(adjust) :])


def path(outline: str | Path, w: float, h: float, adjust: Sequence[int] = ()) -> str:
    """Path data of an outline in a box of `w` by `h`; nothing for a preset that is not known here."""
    if isinstance(outline, Path):
        return _free(outline, w, h)
    draw = _PRESETS.get(outline)
    return draw(w, h, adjusted(outline, adjust)) if draw else ""


def arrow_head(tip: tuple[float, float], way: tuple[float, float], width: float) -> str:
    """Path data of the head at the end of a line that comes from the direction `way`; three times as wide as it."""
    length = hypot(*way) or 1
    (x, y), (dx, dy), side = tip, (way[0] / length, way[1] / length), 3 * width
    back = (x - dx * side, y - dy * side)
    ends = (back[0] - dy * side / 2, back[1] + dx * side / 2), (back[0] + dy * side / 2, back[1] - dx * side / 2)
    return _polygon((tip, *ends))


def arc_end(w: float, h: float, adjust: Sequence[int]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where an arc ends in its box, and which way it goes there."""
    angle = radians(adjusted("arc", adjust)[1] / 60000)
    return (w / 2 * (1 + cos(angle)), h / 2 * (1 + sin(angle))), (-w * sin(angle), h * cos(angle))


def radius(w: float, h: float, adjust: Sequence[int]) -> float:
    """Corner radius of a rounded rectangle."""
    return min(w, h) * min(50000, adjusted("roundRect", adjust)[0]) / _FULL


def _polygon(points: Points) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def _free(outline: Path, w: float, h: float) -> str:
    sx, sy = w / (outline.width or 1), h / (outline.height or 1)
    return "".join(
        letter + " ".join(number(value * (sy if n % 2 else sx)) for n, value in enumerate(values))
        for letter, values in outline.commands
    )


def _ellipse(w: float, h: float, inset: float = 0) -> str:
    rx, ry = number(w / 2 - inset), number(h / 2 - inset)
    left, right, middle = number(inset), number(w - inset), number(h / 2)
    return f"M{left} {middle}A{rx} {ry} 0 1 1 {right} {middle}A{rx} {ry} 0 1 1 {left} {middle}Z"


def _round(w: float, h: float, adjust: Sequence[int]) -> str:
    r = radius(w, h, adjust)
    n, a = number, f"A{number(r)} {number(r)} 0 0 1 "
    return (
        f"M{n(r)} 0H{n(w - r)}{a}{n(w)} {n(r)}V{n(h - r)}{a}{n(w - r)} {n(h)}H{n(r)}{a}0 {n(h - r)}V{n(r)}{a}{n(r)} 0Z"
    )


def _chevron(w: float, h: float, adjust: Sequence[int]) -> str:
    tip = min(w, h) * adjust[0] / _FULL
    return _polygon(((0, 0), (w - tip, 0), (w, h / 2), (w - tip, h), (0, h), (tip, h / 2)))


def _home_plate(w: float, h: float, adjust: Sequence[int]) -> str:
    tip = min(w, h) * adjust[0] / _FULL
    return _polygon(((0, 0), (w - tip, 0), (w, h / 2), (w - tip, h), (0, h)))


def _right_arrow(w: float, h: float, adjust: Sequence[int]) -> str:
    half, tip = h * adjust[0] / 2 / _FULL, min(w, h) * adjust[1] / _FULL
    top, low, neck = h / 2 - half, h / 2 + half, w - tip
    return _polygon(((0, top), (neck, top), (neck, 0), (w, h / 2), (neck, h), (neck, low), (0, low)))


def _left_right_arrow(w: float, h: float, adjust: Sequence[int]) -> str:
    half, tip = h * adjust[0] / 2 / _FULL, min(w, h) * adjust[1] / _FULL
    top, low, left, right = h / 2 - half, h / 2 + half, tip, w - tip
    head = ((0, h / 2), (left, 0), (left, top), (right, top), (right, 0))
    return _polygon((*head, (w, h / 2), (right, h), (right, low), (left, low), (left, h)))


def _trapezoid(w: float, h: float, adjust: Sequence[int]) -> str:
    inset = min(w, h) * adjust[0] / _FULL
    return _polygon(((0, h), (inset, 0), (w - inset, 0), (w, h)))


def _parallelogram(w: float, h: float, adjust: Sequence[int]) -> str:
    inset = min(w, h) * adjust[0] / _FULL
    return _polygon(((0, h), (inset, 0), (w, 0), (w - inset, h)))


def _arc(w: float, h: float, adjust: Sequence[int]) -> str:
    """An open line from one angle to another, clockwise from the right."""
    start, end = (radians(value / 60000) for value in adjust)
    far = int((end - start) % (2 * pi) > pi)
    (x1, y1), (x2, y2) = ((w / 2 * (1 + cos(a)), h / 2 * (1 + sin(a))) for a in (start, end))
    return f"M{number(x1)} {number(y1)}A{number(w / 2)} {number(h / 2)} 0 {far} 1 {number(x2)} {number(y2)}"


_PRESETS: dict[str, Callable[[float, float, tuple[int, ...]], str]] = {
    "rect": lambda w, h, _: _polygon(((0, 0), (w, 0), (w, h), (0, h))),
    "roundRect": _round,
    "ellipse": lambda w, h, _: _ellipse(w, h),
    "chevron": _chevron,
    "homePlate": _home_plate,
    "rightArrow": _right_arrow,
    "leftRightArrow": _left_right_arrow,
    "donut": lambda w, h, a: _ellipse(w, h) + _ellipse(w, h, min(w, h) * a[0] / _FULL),
    "triangle": lambda w, h, a: _polygon(((w * a[0] / _FULL, 0), (w, h), (0, h))),
    "rtTriangle": lambda w, h, _: _polygon(((0, 0), (w, h), (0, h))),
    "diamond": lambda w, h, _: _polygon(((w / 2, 0), (w, h / 2), (w / 2, h), (0, h / 2))),
    "trapezoid": _trapezoid,
    "parallelogram": _parallelogram,
    "arc": _arc,
    "line": lambda w, h, _: f"M0 0L{number(w)} {number(h)}",
    "straightConnector1": lambda w, h, _: f"M0 0L{number(w)} {number(h)}",
    "flowChartProcess": lambda w, h, _: _polygon(((0, 0), (w, 0), (w, h), (0, h))),
}
