"""The page in a real browser: keys, the lecturer's window, paper, no script, hostile texts, accessibility, fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from peers import axe, page_texts
from playwright.sync_api import Browser, BrowserContext, Page

from coursegen.build import Request, make
from coursegen.layout.geometry import PlacedDeck, PlacedSlide, Shape
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.read import read_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.workspace import bundled_folder

pytestmark = pytest.mark.xdist_group("browser")

Writer = Callable[..., str]
HOSTILE = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "</style><svg onload=window.hacked=1>",
    "{{ 7*7 }} & &lt;b&gt; \"引\" '号'",
)
"""Texts that careless pages run."""

OVERFLOWS = """() => [...document.querySelectorAll('.stage .t, .stage th, .stage td')].flatMap(box => {
  const outer = box.getBoundingClientRect(), range = document.createRange();
  range.selectNodeContents(box);
  const over = [...range.getClientRects()].filter(r => r.width).map(r => Math.max(
    outer.left - r.left, r.right - outer.right, outer.top - r.top, r.bottom - outer.bottom));
  const worst = Math.max(0, ...over);
  return worst > 1 ? [`${box.closest('.slide').id}: ${worst.toFixed(1)} px: ${box.textContent.slice(0, 40)}`] : [];
})"""
"""Texts that leave their rectangle, by more than a pixel of 1280."""


@pytest.fixture(scope="session")
def compiled() -> CompiledDeck:
    """One house base: the course below is judged on both."""
    return read_deck(house_base(HOUSES["red"]), "red.pptx")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1280, "height": 720})
    yield found
    found.close()


@pytest.fixture(scope="module")
def sample(write: Writer, placed: PlacedDeck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample deck as a lecturer's page."""
    file = tmp_path_factory.mktemp("页 面") / "deck.html"
    file.write_text(write(placed), "utf-8")
    return file


def built(unit: str, folder: Path, *products: str, lessons: tuple[str, ...] = ()) -> dict[str, Path]:
    """Pages of the course for a unit, by product."""
    root = bundled_folder()
    course, roots = root / "content" / "office-director", (root / "templates",)
    kit = make(Request(course, unit, roots, lessons=lessons, products=products, output=folder))
    assert not kit.failed, kit.faults
    for made in kit.files:
        (folder / made.name).write_bytes(made.data)
    return {made.product: folder / made.name for made in kit.files}


def opened(context: BrowserContext, file: Path, rest: str = "") -> tuple[Page, list[str]]:
    """The page, and all it complains of, the policy's refusals among it."""
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if request.url[:4] == "http" else None)
    page.goto(file.resolve().as_uri() + rest)
    return page, complaints


def shown(page: Page) -> list[str]:
    """Ids of the slides that can be seen."""
    ids = page.evaluate("[...document.querySelectorAll('.slide')].filter(s => s.checkVisibility()).map(s => s.id)")
    return list(ids)


def press(page: Page, *keys: str) -> list[str]:
    for key in keys:
        page.keyboard.press(key)
    return shown(page)


def ids(placed: PlacedDeck) -> list[str]:
    return [slide.id for slide in placed.slides]


def test_keys_lead_through_the_slides(context: BrowserContext, sample: Path, placed: PlacedDeck) -> None:
    page, complaints = opened(context, sample)
    order = ids(placed)
    assert shown(page) == order[:1]
    assert press(page, "ArrowRight") == order[1:2]
    assert press(page, " ", "PageDown", "ArrowDown") == order[4:5]
    assert press(page, "ArrowLeft", "PageUp") == order[2:3]
    assert press(page, "Shift+ ") == order[1:2]
    assert press(page, "End", "ArrowRight") == order[-1:]
    assert press(page, "Home", "ArrowLeft") == order[:1]
    assert press(page, "1", "0", "Enter") == order[9:10]
    assert press(page, "9", "9", "9", "Enter") == order[-1:]
    assert complaints == []


def test_the_address_names_the_slide_by_its_stable_id(context: BrowserContext, sample: Path) -> None:
    page, _ = opened(context, sample, "#d.2")
    assert shown(page) == ["d.2"]
    press(page, "ArrowRight")
    assert page.evaluate("location.hash") == "#d.3"
    page.evaluate("location.hash = 'd.1'")
    page.wait_for_function("document.querySelector('.now').id === 'd.1'")
    assert shown(page) == ["d.1"]
    assert page.evaluate("document.activeElement.id") == "d.1"


def test_the_overview_shows_all_and_leads_to_one(context: BrowserContext, sample: Path, placed: PlacedDeck) -> None:
    page, complaints = opened(context, sample)
    assert press(page, "o") == ids(placed)
    press(page, "ArrowRight", "ArrowRight", "Enter")
    assert shown(page) == ids(placed)[2:3]
    press(page, "o")
    page.locator("#d\\.2 .go").click()
    assert shown(page) == ["d.2"]
    assert press(page, "o", "Escape") == ["d.2"]
    assert complaints == []


def test_help_opens_and_closes_and_buttons_do_what_keys_do(context: BrowserContext, sample: Path) -> None:
    page, complaints = opened(context, sample, "#d.1")
    press(page, "?")
    assert page.locator("dialog.help").is_visible()
    press(page, "ArrowRight")
    assert shown(page) == ["d.1"]
    press(page, "Escape")
    assert not page.locator("dialog.help").is_visible()
    page.mouse.move(100, 100)
    page.get_by_role("button", name="下一张").click()
    assert shown(page) == ["d.2"]
    press(page, "Enter")
    assert shown(page) == ["d.3"]
    assert complaints == []


def test_the_notes_window_keeps_step_with_the_slides(context: BrowserContext, sample: Path) -> None:
    page, complaints = opened(context, sample, "#d.0")
    with context.expect_page() as found:
        page.keyboard.press("n")
    notes = found.value
    notes.on("console", lambda message: complaints.append(message.text))
    assert notes.locator(".presenter .coming").text_content() == "文字都能画出来"
    press(page, "ArrowRight")
    notes.wait_for_function("document.querySelector('.now').id === 'd.1'")
    assert notes.locator("#d\\.1 .notes").is_visible()
    assert "谁来办" in (notes.locator("#d\\.1 .notes").text_content() or "")
    assert notes.locator(".presenter .planned").text_content() == "7"
    assert ":" in (notes.locator(".presenter .clock").text_content() or "")
    press(notes, "PageDown")
    page.wait_for_function("document.querySelector('.now').id === 'd.2'")
    assert not page.locator(".notes").first.is_visible()
    assert complaints == []


def test_a_swipe_turns_the_slide(browser: Browser, sample: Path, placed: PlacedDeck) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    page, _ = opened(phone, sample)
    swipe = """([from, to]) => {
      const touch = x => new Touch({identifier: 1, target: document.body, clientX: x, clientY: 300});
      const fire = (type, x, list) => document.body.dispatchEvent(
        new TouchEvent(type, {bubbles: true, touches: list, changedTouches: [touch(x)]}));
      fire('touchstart', from, [touch(from)]); fire('touchend', to, []); }"""
    page.evaluate(swipe, [300, 100])
    assert shown(page) == ids(placed)[1:2]
    page.evaluate(swipe, [100, 300])
    assert shown(page) == ids(placed)[:1]
    phone.close()


def test_without_script_all_slides_stand_one_under_the_other(
    browser: Browser, sample: Path, placed: PlacedDeck
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 720})
    page, complaints = opened(context, sample)
    boxes = [page.locator(f"[id='{key}'] .stage").bounding_box() for key in ids(placed)]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == len(placed.slides)
    assert all(below - above > 700 for above, below in pairwise(tops))
    assert page.locator("#d\\.1 .notes").is_visible()
    assert not page.locator("nav.controls").is_visible()
    assert not [text for text in complaints if "http" in text]
    context.close()


def test_on_paper_each_slide_is_a_page(
    context: BrowserContext, sample: Path, placed: PlacedDeck, tmp_path: Path
) -> None:
    page, _ = opened(context, sample)
    press(page, "o")
    page.pdf(path=tmp_path / "deck.pdf", prefer_css_page_size=True)
    pages = page_texts(tmp_path / "deck.pdf")
    assert len(pages) == len(placed.slides)
    assert all(key not in text for text in pages for key in ("讲三分钟", "上一张"))
    assert "图形都能画出来" in pages[ids(placed).index("d.0")]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_texts_are_shown_and_do_nothing(
    context: BrowserContext, write: Writer, placed: PlacedDeck, tmp_path: Path, words: str
) -> None:
    slide = PlacedSlide("h", "title-only", words, (), (), (words,), "open")
    deck = replace(placed, slides=(slide, *placed.slides), title=words, author=words, subject=words, footer=words)
    (tmp_path / "hostile.html").write_text(write(deck), "utf-8")
    page, complaints = opened(context, tmp_path / "hostile.html")
    assert page.locator("#h h1").text_content() == words
    assert page.title() == words
    assert page.locator("#h .notes p").text_content() == words
    assert page.evaluate("window.hacked") is None
    assert page.locator(".slide").count() == len(deck.slides)
    assert page.locator("img, script").count() == 1
    assert complaints == []


@pytest.mark.parametrize(
    ("unit", "product", "views"),
    [
        ("default", "html", ("", "o", "?", "all", "speaker")),
        ("county-tax", "html", ("all",)),
        ("default", "slides-html", ("", "all")),
    ],
)
def test_axe_finds_nothing_in_any_view(
    browser: Browser, tmp_path: Path, unit: str, product: str, views: tuple[str, ...]
) -> None:
    file = built(unit, tmp_path, product, lessons=("1",))[product]
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    for view in views:
        page, _ = opened(context, file, "?notes" if view == "speaker" else "")
        if view == "all":
            page.evaluate("document.body.className = ''")
        elif view in ("o", "?"):
            press(page, view)
        page.evaluate(axe())
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert len(found["passes"]) > 10
        assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == [], view
        page.close()
    context.close()


@pytest.mark.parametrize("unit", ["default", "county-tax"])
def test_every_text_of_the_whole_course_stands_in_its_rectangle(
    context: BrowserContext, tmp_path: Path, unit: str
) -> None:
    page, complaints = opened(context, built(unit, tmp_path, "html")["html"])
    page.evaluate("document.body.className = ''")
    assert page.locator(".stage .t").count() > 1000
    assert page.evaluate(OVERFLOWS) == []
    assert complaints == []


def test_a_ring_is_open_in_the_middle(context: BrowserContext, sample: Path, placed: PlacedDeck) -> None:
    rings = [s for slide in placed.slides for s in slide.drawings if isinstance(s, Shape) and s.geometry == "donut"]
    assert len(rings) == 1
    page, _ = opened(context, sample, "#d.0")
    w, h = rings[0].rect.w / 12700, rings[0].rect.h / 12700
    filled = page.evaluate(
        """([x, y]) => [...document.querySelectorAll('[id="d.0"] path')]
          .filter(p => p.getAttribute('d').match(/M/g).length === 2)
          .map(p => [p.isPointInFill(new DOMPoint(x, y)), p.isPointInFill(new DOMPoint(1, y))])""",
        [w / 2, h / 2],
    )
    assert filled == [[False, True]]


def test_slides_scale_with_the_window(browser: Browser, sample: Path) -> None:
    sizes = []
    for width in (640, 1280):
        context = browser.new_context(viewport={"width": width, "height": width * 9 // 16})
        page, _ = opened(context, sample)
        sizes.append([page.locator(f".now {name}").first.bounding_box() for name in (".stage", "h1")])
        context.close()
    for small, large in zip(*sizes, strict=True):
        assert small
        assert large
        assert all(abs(large[key] - 2 * small[key]) < 1 for key in ("x", "y", "width", "height"))
