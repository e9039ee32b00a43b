"""Pictures of README.md and docs/guide.md: `make pictures` (LibreOffice, Chromium, poppler and the fonts of the tests).

微软雅黑, 楷体, 仿宋 and 宋体 are drawn with free fonts that stand in for them, as on any machine without them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from coursegen.build import Request, build
from coursegen.workspace import bundled_folder

ROOT = bundled_folder()
PICTURES = ROOT / "docs" / "pictures"
UNITS = ("default", "county-tax")
SLIDES = (1, 4, 6, 7, 8, 10)
STAND_INS = {"楷体": "AR PL UKai CN", "仿宋": "AR PL UMing CN", "宋体": "Noto Serif CJK SC", "黑体": "Noto Sans CJK SC"}
GROUND, GAP = "#8A8A8A", 10


PAGES = {
    "home": "/",
    "unit": "/units/county-tax",
    "preview": "/preview/office-director/county-tax",
    "build": "/build?course=office-director&unit=county-tax",
}
"""Pages of the studio that docs/guide.md shows."""


def main() -> None:
    """Make all pictures, or only those of the studio."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    _draw_studio()
    if "studio" not in sys.argv[1:]:
        _draw_products()


def _draw_studio() -> None:
    """Photograph pages of a studio that has no kit yet."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        command = [sys.executable, "-m", "coursegen", "studio", "--no-browser", "--ui-lang", "zh", folder]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": f"{folder}/cache"}
        studio = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        start = studio.stdout.readline().strip().split("\t")[-1] if studio.stdout else ""
        try:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page(viewport={"width": 1200, "height": 760})
            page.goto(start)
            for name, path in PAGES.items():
                page.goto(start.split("/?")[0] + path, wait_until="load")
                shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
                shot.quantize(128).save(PICTURES / f"studio-{name}.png", optimize=True)
            browser.close()
        finally:
            studio.terminate()
            studio.wait()


def _draw_products() -> None:
    """Build both units, draw them, and paste what README shows."""
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
