"""The studio in a real browser, as a process of its own: from the start address to a kit on the disk."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from peers import axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coursegen.build import Request, build
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.reading import read_unit
from coursegen.workspace import bundled_folder

expect.set_options(timeout=60_000)

pytestmark = pytest.mark.xdist_group("browser")

LOGO = bundled_folder() / "templates" / "county-tax" / "logo.png"
PRINCIPLE = "/courses/coffee-shop/principles/cup.clean"


def only(page: Page, *products: str) -> None:
    """Untick all products but these."""
    ticked = page.locator("input[name=product]:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    assert set(products) <= set(ticked)
    for name in set(ticked) - set(products):
        page.locator(f"input[name=product][value={name}]").uncheck()


def test_the_tour_leads_from_nothing_to_a_kit_in_ones_own_look(page: Page, root: Path) -> None:
    shutil.rmtree(root / "output", ignore_errors=True)  # what tests before this one built
    page.goto("/")
    page.get_by_role("link", name="开始").click()
    page.get_by_label("单位全称").fill("东街店")
    page.get_by_label("简称").fill("东街")
    page.get_by_label("编号").fill("east")
    page.get_by_role("button", name="建立").click()
    page.get_by_label("换一个标志").set_input_files(LOGO)
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_alt_text("东街店的标志")).to_be_visible()
    page.get_by_label("主色", exact=True).fill("7A1F5C")
    page.get_by_role("button", name="保存颜色，看效果").click()
    expect(page.frame_locator("iframe").locator("section.slide.now h1")).to_be_visible()
    page.get_by_role("link", name="满意，去做课程包").click()
    page.get_by_label("课程", exact=True).select_option("coffee-shop")
    only(page, "deck")
    page.get_by_role("button", name="开始制作").click()
    expect(page.get_by_role("heading", name="做好的文件")).to_be_visible()
    (made,) = (root / "output" / "east" / "coffee-shop").glob("*.pptx")
    assert "讲师版" in made.name
    with zipfile.ZipFile(made) as deck:
        themes = b"".join(deck.read(name) for name in deck.namelist() if "theme/theme" in name)
    assert b"7A1F5C" in themes
    unit = read_unit("east", (root / "templates", bundled_folder() / "templates"))[0]
    assert (unit.names.full, unit.brand.colors["primary"]) == ("东街店", "7A1F5C")
    assert unit.brand.logo.endswith("logo.png")


def test_the_tour_takes_ones_own_ppt_and_shows_no_file_of_ours_to_edit(page: Page, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "单位的PPT.pptx"
    file.write_bytes(house_base(HOUSES["blue"]))
    page.goto("/tour")
    page.get_by_label("单位全称").fill("河畔店")
    page.get_by_label("编号").fill("river")
    page.get_by_role("button", name="建立").click()
    page.get_by_role("link", name="上传自己的 PPT").click()
    expect(page.locator("[aria-current=step]")).to_have_text("选颜色、放标志")
    page.get_by_label("您单位的 PPT 或 Word 文件").set_input_files(file)
    page.get_by_role("button", name="上传并检查").click()
    expect(page.locator("[data-role=cover]")).to_be_visible()
    page.get_by_role("link", name="就这样，看效果").click()
    expect(page.frame_locator("iframe").locator("section.slide.now h1")).to_be_visible()
    assert "yaml" not in page.locator("main").inner_text().lower()
    page.get_by_role("link", name="满意，去做课程包").click()
    page.get_by_label("课程", exact=True).select_option("coffee-shop")
    only(page, "slides")
    page.get_by_role("button", name="开始制作").click()
    expect(page.get_by_role("heading", name="做好的文件")).to_be_visible()
    assert len(list((root / "output" / "river" / "coffee-shop").glob("*.pptx"))) == 1


def test_what_is_downloaded_has_the_bytes_the_command_line_makes(page: Page, root: Path, tmp_path: Path) -> None:
    page.goto("/build?unit=south&course=coffee-shop")
    only(page, "deck", "quiz")
    page.get_by_role("button", name="开始制作").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="deck.pptx").click()
    roots = (root / "templates", bundled_folder() / "templates")
    request = Request(root / "content" / "coffee-shop", "south", roots, products=("deck",), output=tmp_path / "o")
    made = build(request).outputs[0].path
    assert download.value.path().read_bytes() == made.read_bytes()
    with page.expect_download() as download:
        page.get_by_role("link", name="全部下载").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert set(archive.namelist()) == {"deck.pptx", "quiz.docx"}
        assert archive.read("deck.pptx") == made.read_bytes()


def test_a_file_edited_by_hand_is_shown_and_kept_when_the_kit_is_made_again(page: Page, root: Path) -> None:
    order = "/build?unit=default&course=coffee-shop"
    page.goto(order)
    only(page, "quiz")
    page.get_by_role("button", name="开始制作").click()
    expect(page.get_by_role("heading", name="做好的文件")).to_be_visible()
    file = root / "output" / "default" / "coffee-shop" / "quiz.docx"
    edited = file.read_bytes() + b"edited"
    file.write_bytes(edited)
    page.get_by_role("link", name="打开课程包").click()
    expect(page.get_by_text("手工改过，会保留")).to_be_visible()
    page.goto(order)
    only(page, "quiz")
    page.get_by_role("button", name="开始制作").click()
    expect(page.get_by_text("您改过的“quiz.docx”没有动")).to_be_visible()
    assert file.read_bytes() == edited


def test_a_fault_leads_to_the_line_that_mends_it(page: Page, root: Path) -> None:
    unit = root / "templates" / "west"
    unit.mkdir()
    (unit / "unit.yaml").write_text("names: {full: 西街店, short: 西街}\nbrand:\n  logo: gone.png\n", "utf-8")
    page.goto("/build?unit=west&course=coffee-shop")
    page.locator("a[href*='/units/west']").first.click()
    expect(page).to_have_url(re.compile("/units/west/file[?]line=3"))
    expect(page.locator("#check").get_by_text("gone.png")).to_be_visible()


def test_a_deck_is_uploaded_and_a_layout_corrected_by_clicking_on_its_picture(
    page: Page, root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "局里的模板.pptx"
    file.write_bytes(house_base(HOUSES["blue"]))
    page.goto("/units/south/base")
    page.get_by_label("您单位的 PPT 或 Word 文件").set_input_files(file)
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_text("templates/south/deck.pptx")).to_be_visible()
    closing = page.locator("[data-role=closing]")
    closing.get_by_text("换一个版式").click()
    picture = closing.locator(".thumb-option", has_text="封面").locator("img")
    picture.evaluate("img => img.decode()")
    picture.click()
    expect(closing.get_by_text("您指定的（还没有保存）")).to_be_visible()
    expect(closing.locator(".chosen figcaption")).to_have_text("封面")
    page.get_by_role("button", name="保存对应关系").click()
    expect(closing.get_by_text("您指定的", exact=True)).to_be_visible()
    assert "closing:" in (root / "templates" / "south" / "template.map.yaml").read_text("utf-8")


def test_a_layout_is_corrected_by_the_keyboard_alone(page: Page, root: Path) -> None:
    (root / "templates" / "north").mkdir(exist_ok=True)
    (root / "templates" / "north" / "unit.yaml").write_text("names: {full: 北街店, short: 北街}\n", "utf-8")
    (root / "templates" / "north" / "deck.pptx").write_bytes(house_base(HOUSES["red"]))
    page.goto("/units/north/base")
    page.locator("[data-role=quote] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    before = page.evaluate("document.activeElement.value")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") != before
    page.keyboard.press("Enter")
    expect(page.locator("[data-role=quote]").get_by_text("您指定的", exact=True)).to_be_visible()
    assert "quote:" in (root / "templates" / "north" / "template.map.yaml").read_text("utf-8")


def test_a_file_too_large_is_told_of_before_it_is_sent(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "large.pptx"
    with file.open("wb") as data:
        data.truncate(300 * 1024 * 1024)
    page.goto("/units/south/base")
    entry = page.get_by_label("您单位的 PPT 或 Word 文件")
    entry.set_input_files(file)
    assert "100 MB" in entry.evaluate("input => input.validationMessage")
    page.evaluate("document.querySelector('input[type=file]').setCustomValidity('')")
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_text("文件太大了。最大 100 MB")).to_be_visible()


def test_of_two_tabs_neither_loses_anything(context: BrowserContext, page: Page) -> None:
    other = context.new_page()
    for one in (page, other):
        one.goto("/units/south")
    page.get_by_label("简称").fill("先改的")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_label("简称")).to_have_value("先改的")
    other.get_by_label("简称").fill("后改的")
    other.get_by_role("button", name="保存").click()
    expect(other.get_by_role("heading", name="两边都改了")).to_be_visible()
    assert "先改的" in other.get_by_label("磁盘上现在的").input_value()
    other.get_by_role("button", name="用我的替换").click()
    expect(other.get_by_label("简称")).to_have_value("后改的")
    page.goto("/history")
    page.get_by_role("button", name="撤销").first.click()
    page.goto("/units/south")
    expect(page.get_by_label("简称")).to_have_value("先改的")


def test_kits_are_found_by_what_is_typed(page: Page) -> None:
    rows = page.locator("#kits tbody tr")
    many = rows.count()
    page.get_by_role("searchbox").fill("南街")
    expect(rows).to_have_count(4)
    assert many > 10
    assert page.get_by_role("searchbox").input_value() == "南街"


def test_the_keyboard_leads_everywhere(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def violations(page: Page, options: str, *, least: int) -> list[tuple[str, str]]:
    """What axe finds on a page; more than the `least` number of its rules must have something to look at."""
    found = page.evaluate(f"axe.run({{exclude: ['iframe']}}, {{resultTypes: ['violations']{options}}})")
    assert len(found["passes"]) >= least
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]]


@pytest.mark.parametrize("language", ["zh", "zh-Hant", "en"])
def test_axe_finds_nothing_on_any_page(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(
        viewport={"width": 1024, "height": 768},
        bypass_csp=True,
        base_url=address.partition("/?")[0],
        color_scheme="light",
    )
    page = context.new_page()
    page.goto(address)
    if language != "zh":
        page.locator(f"button[value={language}]").click()
    paths = (
        "/",
        "/build?unit=south&course=coffee-shop",
        "/units",
        "/units/south",
        "/units/default",
        "/units/south/base",
        "/courses",
        "/units/south/file",
        "/courses/coffee-shop",
        "/courses/office-director/classes/2026-1",
        "/courses/coffee-shop/bank",
        "/courses/coffee-shop/papers/final",
        "/courses/coffee-shop/checks/lesson.counter",
        "/courses/coffee-shop/files/lessons/01-counter",
        PRINCIPLE,
        f"{PRINCIPLE}?as=text",
        "/history",
        "/tour",
        "/tour/look?unit=south",
        "/tour/build?unit=south",
        "/preview/coffee-shop/south",
        "/kits/south/coffee-shop/-",
        "/nothing",
    )
    for path in paths:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        page.evaluate(axe())
        assert violations(page, "", least=10) == [], path
        page.emulate_media(color_scheme="dark")
        assert violations(page, ", runOnly: ['color-contrast']", least=1) == [], path
        page.emulate_media(color_scheme="light")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()
