"""Draws the marks of the sample units as SVG and PNG, each pair from one set of shapes. No emblem is like them.

Run as `python scripts/draw_logos.py [FOLDER]`; each mark goes into the folder of its unit, under templates/ when no
other is given.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 512, 360
"""Size of a drawing in its own units; the PNG has as many pixels."""

SMOOTH = 4
"""The PNG is drawn so many times larger and scaled down, which smooths its edges."""

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Fill:
    """A filled outline of cubic curves; a line from the last point to the first closes it."""

    color: str
    curves: tuple[Curve, ...]


@dataclass(frozen=True)
class Stroke:
    """A line with round ends along points or, four at a time, along cubic curves."""

    color: str
    points: tuple[Point, ...]
    width: float
    curved: bool = False


@dataclass(frozen=True)
class Disc:
    """A filled circle."""

    color: str
    centre: Point
    radius: float


Shape = Fill | Stroke | Disc


@dataclass(frozen=True)
class Mark:
    """What a mark is called, and its shapes, the farthest first."""

    title: str
    shapes: tuple[Shape, ...]


def wave(color: str, y: float, width: float, left: float = 56, right: float = 456, rise: float = 44) -> Stroke:
    """A line that rises and falls once."""
    third = (right - left) / 3
    ends = (left, y), (left + third, y - rise), (right - third, y + rise), (right, y)
    return Stroke(color, ends, width, curved=True)


def ring(color: str, points: tuple[Point, ...], width: float) -> Stroke:
    """A closed line."""
    return Stroke(color, (*points, points[0]), width)


MARKS: dict[str, Mark] = {
    "county-tax": Mark(
        "云岭县税务局标识：山与云",
        (
            Fill(
                "#8FB3DB",
                (((300, 296), (350, 146), (392, 110), (420, 110)), ((420, 110), (452, 110), (480, 196), (496, 296))),
            ),
            Fill(
                "#1E5AA0",
                (((96, 296), (160, 116), (214, 28), (256, 28)), ((256, 28), (300, 28), (352, 122), (420, 296))),
            ),
            Fill(
                "#10305A",
                (((16, 296), (60, 196), (110, 148), (152, 148)), ((152, 148), (200, 148), (250, 212), (292, 296))),
            ),
            Stroke("#D99A2B", ((40, 68), (150, 68)), 22),
            Stroke("#D99A2B", ((92, 110), (186, 110)), 22),
            Stroke("#8FB3DB", ((352, 28), (452, 28)), 22),
            Stroke("#10305A", ((56, 336), (456, 336)), 22),
        ),
    ),
    "province-tax": Mark(
        "澜江省税务局标识：江水和落日",
        (
            Disc("#C08A3E", (256, 104), 74),
            wave("#8CC0C4", 196, 34),
            wave("#2A7C86", 256, 34),
            wave("#123F45", 316, 34),
        ),
    ),
    "city-tax": Mark(
        "青屏市税务局标识：屏风和远山",
        (
            Stroke("#A9ABD6", ((88, 150), (88, 300)), 56),
            Stroke("#6B6FB5", ((172, 96), (172, 300)), 56),
            Stroke("#3D4080", ((256, 52), (256, 300)), 56),
            Stroke("#6B6FB5", ((340, 96), (340, 300)), 56),
            Stroke("#A9ABD6", ((424, 150), (424, 300)), 56),
            wave("#D9A441", 206, 20, 60, 452, 60),
        ),
    ),
    "hospital": Mark(
        "望鹭湖医院标识：两片叶子和湖水",
        (
            Fill(
                "#1B7F5C",
                (((256, 250), (120, 250), (96, 130), (104, 40)), ((104, 40), (200, 60), (270, 130), (256, 250))),
            ),
            Fill(
                "#8CC9AE",
                (((256, 250), (392, 250), (416, 130), (408, 40)), ((408, 40), (312, 60), (242, 130), (256, 250))),
            ),
            wave("#0F4C38", 296, 22, 96, 416, 30),
            wave("#D8A657", 336, 14, 146, 366, 20),
        ),
    ),
    "university": Mark(
        "汀兰大学标识：翻开的书和水边的兰叶",
        (
            Fill(
                "#7B2D4F",
                (
                    ((248, 312), (200, 268), (120, 258), (56, 276)),
                    ((56, 276), (56, 220), (56, 170), (56, 120)),
                    ((56, 120), (120, 102), (200, 116), (248, 156)),
                ),
            ),
            Fill(
                "#B4708E",
                (
                    ((264, 312), (312, 268), (392, 258), (456, 276)),
                    ((456, 276), (456, 220), (456, 170), (456, 120)),
                    ((456, 120), (392, 102), (312, 116), (264, 156)),
                ),
            ),
            Stroke("#5E8C61", ((256, 140), (256, 90), (300, 40), (370, 36)), 18, curved=True),
            Stroke("#5E8C61", ((256, 140), (256, 80), (220, 44), (160, 56)), 18, curved=True),
        ),
    ),
    "company": Mark(
        "澄屿装备公司标识：六角螺母和海岛",
        (
            ring("#2F3E4E", ((256, 32), (392, 106), (392, 254), (256, 328), (120, 254), (120, 106)), 36),
            Fill(
                "#E07B27",
                (((176, 222), (210, 130), (232, 112), (256, 112)), ((256, 112), (282, 112), (304, 132), (336, 222))),
            ),
            wave("#2F3E4E", 248, 18, 180, 332, 18),
        ),
    ),
}
"""Marks by unit. All are made up."""


def main() -> None:
    """Write logo.svg and logo.png of every unit."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "templates")
    for unit, mark in MARKS.items():
        (root / unit).mkdir(parents=True, exist_ok=True)
        (root / unit / "logo.svg").write_text(svg(mark), "utf-8", newline="\n")
        png(mark).save(root / unit / "logo.png", optimize=True, dpi=(300, 300))


def svg(mark: Mark) -> str:
    """The mark as SVG."""
    body = "\n  ".join([f"<title>{mark.title}</title>", *map(element, mark.shapes)])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n  {body}\n</svg>\n'


def element(shape: Shape) -> str:
    """One shape as an SVG element."""
    match shape:
        case Fill(color, curves):
            return f'<path fill="{color}" d="{path(curves)}Z"/>'
        case Stroke(color, points, width, curved):
            start, *rest = points
            data = path((points,)) if curved else f"M{xy(start)}" + "".join(f"L{xy(point)}" for point in rest)  # type: ignore[arg-type]
            fill = ' fill="none"' if len(points) > 2 else ""
            return f'<path{fill} stroke="{color}" stroke-width="{width:g}" stroke-linecap="round" d="{data}"/>'
        case Disc(color, (x, y), radius):
            return f'<circle fill="{color}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'


def png(mark: Mark) -> Image.Image:
    """The mark as a picture on a transparent ground."""
    image = Image.new("RGBA", (WIDTH * SMOOTH, HEIGHT * SMOOTH), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for shape in mark.shapes:
        paint(draw, shape)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def paint(draw: ImageDraw.ImageDraw, shape: Shape) -> None:
    """One shape on the enlarged picture."""
    match shape:
        case Fill(color, curves):
            draw.polygon([scaled(point) for curve in curves for point in flatten(curve)], fill=color)
        case Stroke(color, points, width, curved):
            line = list(flatten(points)) if curved else list(points)  # type: ignore[arg-type]
            for start, end in pairwise(map(scaled, line)):
                draw.line([start, end], fill=color, width=round(width * SMOOTH))
            for centre in line:
                draw.circle(scaled(centre), width * SMOOTH / 2, fill=color)
        case Disc(color, centre, radius):
            draw.circle(scaled(centre), radius * SMOOTH, fill=color)


def flatten(curve: Curve, pieces: int = 48) -> Iterator[Point]:
    """Points along a cubic Bézier curve."""
    for step in range(pieces + 1):
        t = step / pieces
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield tuple(sum(w * point[axis] for w, point in zip(weights, curve, strict=True)) for axis in (0, 1))  # type: ignore[misc]


def path(curves: tuple[Curve, ...]) -> str:
    """SVG path data along curves that join."""
    return f"M{xy(curves[0][0])}" + "".join("C" + " ".join(map(xy, curve[1:])) for curve in curves)


def xy(point: Point) -> str:
    """A point in path data."""
    return f"{point[0]:g} {point[1]:g}"


def scaled(point: Point) -> Point:
    """A point on the enlarged picture."""
    return point[0] * SMOOTH, point[1] * SMOOTH


if __name__ == "__main__":
    main()
