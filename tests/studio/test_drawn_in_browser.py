"""Pages drawn from the file itself, in a real browser; in LibreOffice's place a program that can be told to hang."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from studio_server import running

expect.set_options(timeout=20_000)

pytestmark = pytest.mark.xdist_group("browser")

AT = "/courses/coffee-shop/principles/cup.clean"

DRAWER = """#!{python}
import pathlib, sys, time
folder = pathlib.Path(__file__).parent
files = [pathlib.Path(name) for name in sys.argv[sys.argv.index("--outdir") + 2:]]
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
out.mkdir(exist_ok=True)
with (folder / "runs").open("a") as runs:
    runs.write(files[0].suffix + "\\n")
while (folder / "hang").exists():
    time.sleep(0.05)
if (folder / "fail").exists():
    sys.exit(1)
lines = [
    b"%PDF-1.4", b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
    b"2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj",
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj",
    b"trailer<</Root 1 0 R>>", b"%%" + files[0].name.encode() + files[0].read_bytes()[-22:].hex().encode(), b"%%EOF",
]
for file in files:
    (out / (file.stem + ".pdf")).write_bytes(b"\\n".join(lines))
"""


@pytest.fixture
def drawer(tmp_path: Path) -> Path:
    """A program that draws two empty pages of everything, unless a file says that it hangs."""
    program = tmp_path / "soffice"
    program.write_text(DRAWER.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def address(root: Path, drawer: Path, tmp_path: Path) -> Iterator[str]:
    """A studio for each test: what one asked to be drawn is still being drawn when the next begins to count."""
    cache = str(tmp_path / "cache")
    with running(root, "--ui-lang", "zh", XDG_CACHE_HOME=cache, COURSEGEN_SOFFICE=str(drawer)) as found:
        yield found


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    found = context.new_page()
    found.goto(address)
    return found


def runs(drawer: Path) -> list[str]:
    """Suffixes of all files that were to be drawn."""
    return (drawer.parent / "runs").read_text("utf-8").split()


def wait_for(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for what no page shows."""
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(50)
    pytest.fail("it did not come")


def test_pages_of_the_file_follow_when_one_pauses_and_what_is_stale_is_given_up(page: Page, drawer: Path) -> None:
    page.goto(AT)
    pages = page.locator("#drawn img")
    expect(pages).to_have_count(2)
    first = pages.first.get_attribute("src")
    assert pages.first.evaluate("img => img.decode().then(() => img.naturalWidth)") == 640
    (drawer.parent / "hang").touch()
    page.get_by_label("主张（一句完整的话）").fill("出杯前看三处，一处不净马上换")
    expect(page.locator("#drawn").get_by_text("正在请 LibreOffice 画")).to_be_visible()
    title = page.frame_locator("#screen iframe:not(.coming)").locator("section.slide").first
    expect(title).to_be_visible()
    page.get_by_label("主张（一句完整的话）").fill("出杯前先看三处，一处不净马上换")
    wait_for(page, lambda: runs(drawer) == [".pptx"] * 3)  # one at a time: the second was ended, or this had not begun
    (drawer.parent / "hang").unlink()
    expect(pages).to_have_count(2)
    expect(pages.first).not_to_have_attribute("src", first or "")
    page.get_by_label("讲义", exact=True).check(force=True)
    wait_for(page, lambda: runs(drawer)[-1] == ".docx")
    expect(pages).to_have_count(2)


def test_pictures_of_layouts_take_the_place_of_ours(page: Page) -> None:
    page.goto("/units/default/base")
    expect(page.get_by_text("图由 LibreOffice 画。")).to_be_visible()
    assert page.locator("img[data-page='1']").first.get_attribute("src", timeout=5000)
    expect(page.locator("img[data-page='1']").first).to_have_attribute("src", re.compile("^/pictures/"))


def test_that_nothing_could_be_drawn_is_said_and_the_slides_stay(page: Page, drawer: Path) -> None:
    (drawer.parent / "fail").touch()
    page.goto("/preview/coffee-shop/south")
    expect(page.locator("#drawn").get_by_text("LibreOffice 没有画出来：出错或者太慢，已经停掉。")).to_be_visible()
    expect(page.frame_locator("iframe").locator("section.slide.now h1")).to_be_visible()
    (drawer.parent / "fail").unlink()
    page.reload()
    expect(page.locator("#drawn img")).to_have_count(2)
