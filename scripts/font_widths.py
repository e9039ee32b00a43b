"""Write coursegen/layout/font_widths.py from fonts at hand: `make widths`.

Liberation Sans and Serif are metric twins of Arial and Times New Roman, Carlito of Calibri, so their advance widths are
the widths of the fonts that PowerPoint and Word use. Needs fontTools and the Debian packages fonts-liberation2 and
fonts-crosextra-carlito.
"""

from __future__ import annotations

import sys
from math import ceil
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path("/usr/share/fonts/truetype")
FACES = {
    "sans": ("liberation2/LiberationSans-Regular.ttf", "crosextra/Carlito-Regular.ttf"),
    "sans-bold": ("liberation2/LiberationSans-Bold.ttf", "crosextra/Carlito-Bold.ttf"),
    "serif": ("liberation2/LiberationSerif-Regular.ttf",),
    "serif-bold": ("liberation2/LiberationSerif-Bold.ttf",),
}
CHARACTERS = [chr(c) for c in (*range(0x20, 0x7F), *range(0xA1, 0x180), 0x2013, 0x2022, 0x20AC)]


def widths(names: tuple[str, ...]) -> list[int]:
    """Advance widths in 1/1000 em, the widest of the fonts named, rounded up."""
    fonts = [TTFont(FOLDER / name) for name in names]
    return [max(_width(font, char) for font in fonts) for char in CHARACTERS]


def _width(font: TTFont, char: str) -> int:
    glyph = font.getBestCmap().get(ord(char), ".notdef")
    return ceil(font["hmtx"][glyph][0] * 1000 / font["head"].unitsPerEm)


def main() -> None:
    """Print the module."""
    out = sys.stdout.write
    out('"""Advance widths of Latin letters in 1/1000 em. Written by scripts/font_widths.py: do not edit."""\n\n')
    out("# fmt: off\n")
    out("CHARACTERS = (\n")
    joined = "".join(CHARACTERS)
    for start in range(0, len(joined), 80):
        out(f"    {joined[start : start + 80]!r}\n")
    out(")\n\nWIDTHS: dict[str, tuple[int, ...]] = {\n")
    for face, names in FACES.items():
        numbers = widths(names)
        out(f"    {face!r}: (\n")
        for start in range(0, len(numbers), 24):
            out(f"        {', '.join(map(str, numbers[start : start + 24]))},\n")
        out("    ),\n")
    out("}\n")


if __name__ == "__main__":
    main()
