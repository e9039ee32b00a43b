"""Draws the mark of the sample unit county-tax, hills under lines of cloud, as SVG and PNG from one set of curves.

Run as `python scripts/draw_logo.py [FOLDER]`; the folder is templates/county-tax when none is given.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 512, 360
"""Size of the drawing in its own units; the PNG has as many pixels."""

SMOOTH = 4
"""The PNG is drawn so many times larger and scaled down, which smooths its edges."""

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]

HILLS: tuple[tuple[str, tuple[Curve, ...]], ...] = (
    ("#8FB3DB", (((300, 296), (350, 146), (392, 110), (420, 110)), ((420, 110), (452, 110), (480, 196), (496, 296)))),
    ("#1E5AA0", (((96, 296), (160, 116), (214, 28), (256, 28)), ((256, 28), (300, 28), (352, 122), (420, 296)))),
    ("#10305A", (((16, 296), (60, 196), (110, 148), (152, 148)), ((152, 148), (200, 148), (250, 212), (292, 296)))),
)
"""Colour and outline of each hill, the farthest first; the line from the last point to the first closes it."""

CLOUDS: tuple[tuple[str, Point, Point, float], ...] = (
    ("#D99A2B", (40, 68), (150, 68), 22),
    ("#D99A2B", (92, 110), (186, 110), 22),
    ("#8FB3DB", (352, 28), (452, 28), 22),
    ("#10305A", (56, 336), (456, 336), 22),
)
"""Colour, ends and width of each line of cloud; the last is the ground."""


def main() -> None:
    """Write logo.svg and logo.png."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "templates/county-tax")
    (folder / "logo.svg").write_text(svg(), "utf-8", newline="\n")
    png().save(folder / "logo.png", optimize=True, dpi=(300, 300))


def svg() -> str:
    """The mark as SVG."""
    hills = [f'<path fill="{color}" d="{path(curves)}"/>' for color, curves in HILLS]
    lines = [
        f'<path stroke="{color}" stroke-width="{width:g}" stroke-linecap="round" d="M{xy(start)}L{xy(end)}"/>'
        for color, start, end, width in CLOUDS
    ]
    title = "<title>云岭县税务局标识：山与云</title>"
    body = "\n  ".join([title, *hills, *lines])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n  {body}\n</svg>\n'


def png() -> Image.Image:
    """The mark as a picture on a transparent ground."""
    image = Image.new("RGBA", (WIDTH * SMOOTH, HEIGHT * SMOOTH), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for color, curves in HILLS:
        draw.polygon([scaled(point) for curve in curves for point in flatten(curve)], fill=color)
    for color, start, end, width in CLOUDS:
        draw.line([scaled(start), scaled(end)], fill=color, width=round(width * SMOOTH))
        for centre in (start, end):
            draw.circle(scaled(centre), width * SMOOTH / 2, fill=color)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def flatten(curve: Curve, pieces: int = 48) -> Iterator[Point]:
    """Points along a cubic Bézier curve."""
    for step in range(pieces + 1):
        t = step / pieces
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield tuple(sum(w * point[axis] for w, point in zip(weights, curve, strict=True)) for axis in (0, 1))  # type: ignore[misc]


def path(curves: tuple[Curve, ...]) -> str:
    """SVG path data of a closed outline."""
    return f"M{xy(curves[0][0])}" + "".join("C" + " ".join(map(xy, curve[1:])) for curve in curves) + "Z"


def xy(point: Point) -> str:
    """A point in path data."""
    return f"{point[0]:g} {point[1]:g}"


def scaled(point: Point) -> Point:
    """A point on the enlarged picture."""
    return point[0] * SMOOTH, point[1] * SMOOTH


if __name__ == "__main__":
    main()
