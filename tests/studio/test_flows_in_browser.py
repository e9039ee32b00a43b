"""The rest of what a coordinator does, in a real browser: sheets of units, one look for all, the bank, the end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from studio_server import started

from coursegen.reading import read_unit
from coursegen.workspace import bundled_folder

expect.set_options(timeout=60_000)

pytestmark = pytest.mark.xdist_group("browser")

HEAD = "编号,单位全称,简称,上级单位,主色\n"
PRINCIPLE = "/courses/coffee-shop/principles/cup.clean"


def test_a_sheet_of_units_is_told_its_wrong_cell_and_taken_when_it_is_mended(
    page: Page, root: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "单位表.csv"
    page.goto("/units")
    for color, answer in (("蓝", "单位表.csv!E2"), ("1E5AA0", "导入了1个单位")):
        sheet.write_text(f"{HEAD}lake,湖边店,湖边,default,{color}\n", "utf-8")
        page.get_by_label("单位表（.xlsx 或 .csv）").set_input_files(sheet)
        page.get_by_role("button", name="导入").click()
        expect(page.get_by_text(answer)).to_be_visible()
        if color == "蓝":
            assert not (root / "templates" / "lake").exists()
            page.get_by_role("link", name="回到上一页").click()
    page.get_by_role("link", name="湖边店").click()
    expect(page.locator("input[name='brand.colors.primary']")).to_have_value("1E5AA0")
    assert read_unit("lake", (root / "templates", bundled_folder() / "templates"))[0].names.full == "湖边店"


def test_all_is_shown_in_the_unit_that_was_chosen(page: Page, root: Path) -> None:
    unit = root / "templates" / "pier" / "unit.yaml"
    unit.parent.mkdir()
    unit.write_text("names: {full: 码头店, short: 码头}\nbrand:\n  colors: {primary: 7A1F5C}\n", "utf-8")
    page.goto("/units/pier")
    page.get_by_role("button", name="预览都用这个单位").click()
    page.goto("/courses/coffee-shop")
    page.get_by_role("link", name="看效果").click()
    expect(page).to_have_url(re.compile("/preview/coffee-shop/pier$"))
    expect(page.frame_locator("iframe").locator("section.slide.now").get_by_text("码头店").first).to_be_visible()
    page.goto(PRINCIPLE)
    shown = page.frame_locator("#screen iframe:not(.coming)")
    expect(shown.get_by_text("码头").first).to_be_visible()
    page.goto("/courses/coffee-shop/papers/final")
    expect(shown.get_by_text("码头店").first).to_be_visible()
    page.goto("/courses/coffee-shop")
    page.get_by_role("button", name="查每条要点在第几张幻灯片、讲义第几页").click()
    expect(page.get_by_text("每一条都落实了")).to_be_visible()
    page.goto("/build")
    expect(page.get_by_label("单位", exact=True)).to_have_value("pier")


def test_items_are_narrowed_as_one_chooses_and_lead_to_their_principle(page: Page) -> None:
    page.goto("/courses/coffee-shop/bank")
    rows = page.locator("#items tbody tr")
    every = rows.count()
    page.get_by_label("题型").select_option("judge")
    expect(rows).not_to_have_count(every)
    kinds = page.locator("#items tbody td:nth-child(2)")
    assert set(kinds.all_inner_texts()) == {"判断"}
    page.get_by_label("题型").select_option("")
    expect(rows).to_have_count(every)
    page.get_by_label("题干里的字").fill("出杯前要看的三处")
    expect(rows).to_have_count(1)
    rows.first.get_by_role("link", name="q.cup.1").click()
    expect(page.locator(".cm-line", has_text="q.cup.1")).to_be_visible()
    page.go_back()
    rows.first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"{PRINCIPLE}$"))
    page.get_by_role("link", name="q.cup.1").click()
    expect(rows).to_have_count(1)


@pytest.mark.parametrize("language", ["简体中文", "English"])
def test_a_page_says_when_nothing_answers_any_more(
    context: BrowserContext, tmp_path: Path, language: str, root: Path
) -> None:
    page = context.new_page()
    with started(root, "--ui-lang", "zh", XDG_CACHE_HOME=str(tmp_path), COURSEGEN_SOFFICE="") as (address, process):
        page.goto(address)
        if language == "English":
            page.get_by_role("button", name=language).click()
        expect(page.locator("#gone")).to_be_hidden()
        process.kill()
        process.wait(20)
        page.get_by_role("searchbox").fill("南街")
        said = "does not answer" if language == "English" else "没有回应"
        expect(page.locator("#gone")).to_contain_text(said)
        expect(page.locator("#gone")).to_be_visible()


def test_what_was_typed_into_a_unit_is_asked_about_before_it_is_left(page: Page) -> None:
    page.goto("/units/south")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_label("简称").fill("还没有存")
    page.get_by_role("link", name="首页").click(no_wait_after=True)
    page.get_by_role("heading", name="颜色").scroll_into_view_if_needed()
    assert asked == ["beforeunload"]
    expect(page.get_by_label("简称")).to_have_value("还没有存")
    page.remove_listener("dialog", stay)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="首页").click()
    expect(page).to_have_url(re.compile("/$"))


def test_every_page_is_printed_without_what_only_serves_the_screen(page: Page) -> None:
    for path in (
        "/",
        "/build?unit=south&course=coffee-shop",
        "/units",
        "/units/south",
        "/courses/coffee-shop",
        "/courses/coffee-shop/bank",
        "/courses/coffee-shop/papers/final",
        "/courses/office-director/classes/2026-1",
        PRINCIPLE,
        f"{PRINCIPLE}?as=text",
        "/history",
    ):
        page.goto(path)
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", path
        gone = page.locator("body > header, body > footer, .button, .search, input[type=file]")
        assert gone.count() >= 2, path  # head and foot are on every page, with nothing to undo too
        assert [one for one in gone.all() if one.is_visible()] == [], path
        assert page.evaluate("document.querySelector('main').scrollWidth <= innerWidth"), path
        page.emulate_media(media="screen", color_scheme="light")


def test_a_build_is_stopped_in_the_page(page: Page, root: Path) -> None:
    page.goto("/build?unit=south&course=office-director")
    page.get_by_role("button", name="开始制作").click()
    page.get_by_role("button", name="停下").click()
    expect(page.get_by_text("已经停下，没有写任何文件。")).to_be_visible()
    assert not (root / "output" / "south" / "office-director").exists()
