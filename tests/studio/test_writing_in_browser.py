"""What is written in the studio, in a real browser: the editor, what follows it, papers, checks, classes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

expect.set_options(timeout=60_000)

pytestmark = pytest.mark.xdist_group("browser")

AT = "/courses/coffee-shop/principles/cup.clean"


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("#screen iframe:not(.coming)")


def rewrite(page: Page, text: str) -> None:
    """Write a text in the editor in place of what is there, as somebody does who pastes it."""
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def content(page: Page) -> Locator:
    return page.locator(".code-box textarea")


def test_slides_follow_what_is_typed_and_stay_when_it_is_broken(page: Page) -> None:
    page.goto(f"{AT}?as=text")
    title = preview(page).locator("section.slide h1")
    expect(title).to_contain_text("一处不净就换")
    good = content(page).input_value().replace("一处不净就换", "一处不净马上换")
    rewrite(page, good)
    expect(title).to_contain_text("一处不净马上换")
    rewrite(page, good.replace("tier: core", "tier: cor"))
    fault = page.locator("#check [data-line='3']")
    expect(fault).to_be_visible()
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    expect(page.locator(".cm-line", has_text="tier: cor").locator(".cm-lintRange-error")).to_be_visible()
    expect(title).to_contain_text("一处不净马上换")
    fault.get_by_role("link", name="第3行").click()
    assert page.evaluate("document.querySelector('.code').shadowRoot.getSelection().toString()") == "tier: cor"
    rewrite(page, "id: [\n")
    expect(page.locator("#check [data-line]").first).to_be_visible()
    expect(title).to_contain_text("一处不净马上换")
    rewrite(page, good)
    expect(page.get_by_text("没有错误。")).to_be_visible()
    page.get_by_role("button", name="保存").click()
    expect(content(page)).to_have_value(re.compile("一处不净马上换"))


def test_the_editor_offers_what_may_stand_there(page: Page) -> None:
    page.goto(f"{AT}?as=text")
    rewrite(page, "id: cup.clean\ntitle: 杯子\nfigure:\n  ")
    page.keyboard.press("Control+Space")
    offered = page.locator(".cm-tooltip-autocomplete")
    expect(offered.get_by_text("kind", exact=True)).to_be_visible()
    page.keyboard.type("ki")
    page.wait_for_timeout(150)  # the editor takes no Enter for a choice in the moment its list comes up
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Space")
    expect(offered.get_by_text("cards", exact=True)).to_be_visible()
    page.keyboard.type("tabl")
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Space")
    expect(offered.get_by_text("columns", exact=True)).to_be_visible()
    expect(offered.get_by_text("必填").first).to_be_visible()
    expect(offered.get_by_text("centre", exact=True)).to_have_count(0)
    page.keyboard.press("Escape")
    rewrite(page, "id: cup.clean\n")
    page.keyboard.press("Control+Space")
    expect(offered.get_by_text("claim", exact=True)).to_be_visible()
    expect(offered.get_by_text("id", exact=True)).to_have_count(0)


def test_handout_and_items_are_shown_beside_the_form_and_follow_it(page: Page) -> None:
    page.goto(AT)
    page.get_by_label("讲义", exact=True).check(force=True)
    shown = preview(page).locator("main")
    expect(shown).to_contain_text("先看后用")
    page.get_by_label("为什么").fill("杯口是客人先碰到的，写给讲义看。")
    expect(shown).to_contain_text("写给讲义看")
    page.get_by_label("试题和答案").check(force=True)
    expect(shown).to_contain_text("出杯前要看的三处是")
    expect(shown).to_contain_text("答案：A")
    page.get_by_label("放在哪个单位里看").select_option("default")
    expect(page.locator("#screen")).not_to_have_class(re.compile("stale"))


def test_a_paper_follows_its_settings_and_says_what_the_bank_cannot_give(page: Page, root: Path) -> None:
    page.goto("/courses/coffee-shop/papers/final")
    shown = preview(page).locator("main")
    expect(shown).to_contain_text("上岗小测")
    page.get_by_label("名称", exact=True).fill("开门小测")
    expect(shown).to_contain_text("开门小测")
    page.get_by_label("卷别").select_option("2")
    page.get_by_label("看哪一份").select_option("B")
    expect(shown).to_contain_text("B卷")
    page.get_by_label("答案", exact=True).check(force=True)
    expect(shown).to_contain_text("答案")
    page.get_by_label("单选几题").fill("30")
    expect(page.locator("#check .faults")).to_be_visible()
    expect(shown).to_contain_text("B卷")
    page.get_by_label("单选几题").fill("1")
    page.get_by_label("单选每题几分").fill("8")
    expect(page.get_by_text("没有错误。")).to_be_visible()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("开门小测")
    written = (root / "content" / "coffee-shop" / "blueprints" / "final.yaml").read_text("utf-8")
    assert "title: 开门小测" in written
    assert "{kind: single, count: 1, points: 8}" in written
    assert 'forms: "2"' in written or "forms: 2" in written


def test_a_lesson_check_is_taken_in_the_page(page: Page) -> None:
    page.goto("/courses/coffee-shop/bank")
    page.get_by_role("link", name="吧台前的三分钟").first.click()
    quiz = page.frame_locator("iframe")
    quiz.get_by_label("A. 杯口、杯底、杯柄").check()
    quiz.get_by_label("错误").check()
    quiz.get_by_role("button", name="提交").click()
    expect(quiz.locator(".score")).to_contain_text("答对2题，共2题（100分）")


def test_a_class_is_planned_in_its_form(page: Page, root: Path) -> None:
    page.goto("/courses/coffee-shop")
    page.get_by_label("新办一期，编号").fill("2026-5")
    page.get_by_role("button", name="建立").click()
    page.get_by_label("日期", exact=True).fill("2026-05-11、2026-05-12")
    page.get_by_label("一天的几段").fill("上午 9:00-11:30\n晚上 19:00 到 20:30")
    page.get_by_label("考试日期").fill("2026-05-12")
    page.get_by_label("开考时间").fill("10:30")
    page.get_by_text("通知上写什么").click()
    page.get_by_label("文号").fill("店发〔2026〕5号")
    page.get_by_label("讲师", exact=True).fill("王师傅，店长")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_label("一天的几段")).to_have_value("上午 9:00-11:30\n晚上 19:00-20:30")
    written = (root / "content" / "coffee-shop" / "classes" / "2026-5.yaml").read_text("utf-8")
    for said in ("2026-05-11", "晚上", "店发〔2026〕5号", "王师傅"):
        assert said in written
    page.get_by_label("一天的几段").fill("上午九点起")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("看不懂这一段时间：上午九点起")).to_be_visible()
    page.get_by_role("link", name="回到上一页").click()
    expect(page.get_by_label("一天的几段")).to_have_value("上午九点起")  # what was typed is still there to be mended
    roster = root / "名单.csv"
    roster.write_text("姓名,单位,职务\n" + "".join(f"学员{n},南街店,店员\n" for n in range(1, 15)), "utf-8")
    page.goto("/courses/coffee-shop/classes/2026-5")
    page.get_by_label("换一份名单").set_input_files(roster)
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("heading", name="第2组")).to_be_visible()


def test_a_lesson_is_mended_as_text_at_the_line_of_its_fault(page: Page, root: Path) -> None:
    lesson = root / "content" / "coffee-shop" / "lessons" / "01-counter.yaml"
    page.goto("/courses/coffee-shop/files/lessons/01-counter?line=4")
    good = content(page).input_value()
    rewrite(page, good.replace("minutes: 23", "minutes: viele"))
    expect(page.locator("#check [data-line]").first).to_be_visible()
    expect(page.locator(".cm-lint-marker-error").first).to_be_visible()
    rewrite(page, good.replace("short: 吧台", "short: 吧台前"))
    expect(page.get_by_text("没有错误。")).to_be_visible()
    page.get_by_role("button", name="保存").click()
    expect(page).to_have_url(re.compile("/courses/coffee-shop$"))
    assert "short: 吧台前" in lesson.read_text("utf-8")
