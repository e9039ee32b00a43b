"""Make the pictures of README.md: `python scripts/make_pictures.py` (LibreOffice, poppler and the fonts of the tests).

微软雅黑, 楷体, 仿宋 and 宋体 are drawn with free fonts that stand in for them, as on any machine without them.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

from coursegen.build import Request, build
from coursegen.workspace import bundled_folder

ROOT = bundled_folder()
PICTURES = ROOT / "docs" / "pictures"
UNITS = ("default", "county-tax")
SLIDES = (1, 4, 6, 24, 9, 10)
STAND_INS = {"楷体": "AR PL UKai CN", "仿宋": "AR PL UMing CN", "宋体": "Noto Serif CJK SC", "黑体": "Noto Sans CJK SC"}
GROUND, GAP = "#8A8A8A", 10


def main() -> None:
    """Build both units, draw them, and paste what README shows."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn = {unit: _draw(unit, folder / unit) for unit in UNITS}
    decks = [drawn[unit]["deck"][number - 1] for unit in UNITS for number in SLIDES[:3]]
    rest = [drawn[unit]["deck"][number - 1] for unit in UNITS for number in SLIDES[3:]]
    _paste([*decks[:3], *rest[:3], *decks[3:], *rest[3:]], 3, 1440).save(PICTURES / "deck.png", optimize=True)
    pages = [drawn["default"]["handout"][3], drawn["default"]["handout"][5], *drawn["default"]["quiz"][:2]]
    _paste(pages, 4, 1440).save(PICTURES / "documents.png", optimize=True)


def _draw(unit: str, folder: Path) -> Mapping[str, Sequence[Image.Image]]:
    result = build(
        Request(ROOT / "content" / "office-director", unit, (ROOT / "templates",), output=folder, date="2026-03-02")
    )
    files = {o.product: o.path for o in result.outputs if o.product in ("deck", "handout", "quiz")}
    environment = os.environ | {"FONTCONFIG_FILE": str(_fonts(folder))}
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files.values())], check=True, env=environment, capture_output=True
    )
    return {product: _pages(folder / f"{file.stem}.pdf") for product, file in files.items()}


def _fonts(folder: Path) -> Path:
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="prepend" binding="strong"><string>{other}</string></edit></match>'
        for name, other in STAND_INS.items()
    )
    file = folder / "fonts.conf"
    file.write_text(f"<fontconfig><include>/etc/fonts/fonts.conf</include>{rules}</fontconfig>", "utf-8")
    return file


def _pages(pdf: Path) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", "80", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    return [Image.open(file).convert("RGB") for file in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


def _paste(pictures: Sequence[Image.Image], columns: int, width: int) -> Image.Image:
    each = (width - GAP * (columns + 1)) // columns
    small = [p.resize((each, round(each * p.height / p.width)), Image.Resampling.LANCZOS) for p in pictures]
    tall = max(p.height for p in small)
    rows = -(-len(small) // columns)
    sheet = Image.new("RGB", (width, rows * (tall + GAP) + GAP), GROUND)
    for n, picture in enumerate(small):
        sheet.paste(picture, (GAP + n % columns * (each + GAP), GAP + n // columns * (tall + GAP)))
    return sheet


if __name__ == "__main__":
    main()
