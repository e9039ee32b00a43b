"""Self-test and SCORM lessons in a real browser: marked right, by keyboard, resumed, reported to a run-time."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from bank_samples import HOSTILE, bank_of, one_of_each
from peers import axe, scorm_again
from playwright.sync_api import Browser, Page

from coursegen.exchange import Question
from coursegen.exports.scorm12 import LessonPages, write_scorm12
from coursegen.exports.selftest import write_selftest
from coursegen.wording import labels

pytestmark = pytest.mark.xdist_group("browser")

SLIDES = b"""<!DOCTYPE html><html lang="zh-Hans"><title>s</title><body><h1>slides</h1>
<button onclick="history.replaceState(null,'','#s.2')">next</button></body></html>"""
CHECK = tuple(question for question in one_of_each() if question.kind in ("single", "multiple", "judge"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    found = context.new_page()
    errors: list[str] = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    found.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield found
    context.close()
    assert errors == []


def opened(page: Page, folder: Path, *questions: Question) -> Page:
    file = folder / "自 测.html"
    file.write_bytes(write_selftest(bank_of(*questions), labels("zh-Hans"))[0])
    page.goto(file.as_uri())
    return page


RIGHT: Mapping[str, Any] = {
    "single": ["A"], "multiple": ["A", "B"], "judge": ["F"], "blank": [" 杯 口", "杯底"], "match": ["2", "0", "1"],
    "order": ["3", "1", "2"],
}  # fmt: skip


def answer(page: Page, kind: str, values: list[str]) -> str:
    """Answer a question and press its button; what is said then."""
    block = page.locator(f"fieldset[data-kind={kind}]")
    if kind in ("single", "multiple", "judge"):
        for value in values:
            block.locator(f"input[value={value}]").check()
    else:
        for entry, value in zip(block.locator("input, select").all(), values, strict=True):
            if kind == "blank":
                entry.fill(value)
            else:
                entry.select_option(value)
    block.locator("button").click()
    return block.locator(".result").inner_text()


def test_every_kind_is_marked_right(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, *one_of_each())
    for kind, values in RIGHT.items():
        assert answer(page, kind, values).startswith("答对了"), kind
    assert page.locator(".score").inner_text() == "答对6题，共6题（100分）"


def test_a_wrong_answer_is_told_with_key_reason_and_source(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, *one_of_each())
    assert answer(page, "multiple", ["A", "C"]) == "不对\n答案：AB\n先看后用，客人放心。\n《门店手记》第二页"
    assert answer(page, "judge", ["T"]).startswith("不对\n答案：错误")
    assert "杯口 — C. 嘴" in answer(page, "match", ["0", "1", "2"])
    assert "看 — 1" in answer(page, "order", ["1", "2", "3"])


def test_nothing_is_told_before_there_is_an_answer(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, *one_of_each())
    for kind in ("single", "blank", "match", "short"):
        page.locator(f"fieldset[data-kind={kind}] button").click()
        assert page.locator(f"fieldset[data-kind={kind}] .result").inner_text() == "还没有作答"


def test_an_open_question_shows_what_to_compare_with_and_counts_nothing(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, *one_of_each())
    block = page.locator("fieldset[data-kind=short]")
    block.locator("textarea").fill("各位早")
    block.locator("button").click()
    assert block.locator(".result").inner_text().startswith("参考答案：\n先说话，再动手。\n说给全队听（1）")
    assert page.locator(".score").inner_text().startswith("答对0题，共6题")


def test_no_key_stands_in_the_page_in_clear_text() -> None:
    questions = one_of_each()
    page = write_selftest(bank_of(*questions), labels("zh-Hans"))[0].decode()
    secrets = [text for q in questions for text in (q.rationale, q.reason, *(line.text for line in q.rubric)) if text]
    assert secrets
    assert not [text for text in secrets if text in page]


def test_it_is_done_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, *CHECK)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("fieldset .result").first.inner_text().startswith("答对了")


def test_axe_finds_nothing_before_and_after(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, *one_of_each())
    for kind, values in RIGHT.items():
        answer(page, kind, values)
    page.evaluate(axe())
    found = page.evaluate("axe.run().then(r => r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target)}`))")
    assert found == []


def test_hostile_texts_are_texts(page: Page, tmp_path: Path) -> None:
    nasty = (*HOSTILE, "</script><script>window.hacked=1</script>", "<img src=x onerror=window.hacked=1>")
    made = [
        Question(id=f"x{n}", kind="single", stem=t, options=(t, "乙"), answer="B", rationale=t)
        for n, t in enumerate(nasty)
    ]
    opened(page, tmp_path, *made)
    shown = page.evaluate("""() => [...document.querySelectorAll('fieldset')].map((block) => {
      block.querySelector('input').click();
      block.querySelector('button').click();
      return block.querySelector('.result').children[2].textContent;
    })""")
    assert shown == list(nasty)
    assert page.evaluate("window.hacked") is None


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[str]:
    with served(tmp_path, *CHECK) as address:
        yield address


@contextmanager
def served(tmp_path: Path, *questions: Question) -> Iterator[str]:
    """A learning platform of one page: the run-time of scorm-again, and the package in a frame."""
    lessons = (LessonPages(SLIDES, bank_of(*questions).groups[0]),)
    parts, lost = write_scorm12(bank_of(*questions), lessons, 60, labels("zh-Hans"))
    assert lost == ()
    runtime = f"<!DOCTYPE html><title>platform</title><script>{scorm_again()}</script><body></body>"
    for name, data in {**parts, "platform.html": runtime.encode(), "favicon.ico": b""}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


START = """async (kept) => {
  window.calls = [];
  window.API = new Scorm12API({ autocommit: false });
  if (kept) window.API.loadFromJSON(kept, 'cmi');
  for (const name of ['LMSInitialize', 'LMSCommit', 'LMSFinish'])
    window.API.on(name, () => window.calls.push(name));
  const frame = document.createElement('iframe');
  frame.src = 'lesson-01/index.html'; frame.width = 1000; frame.height = 700;
  await new Promise((done) => { frame.onload = done; document.body.append(frame); });
}"""
STATE = "() => { const cmi = API.cmi.toJSON(); return JSON.parse(JSON.stringify(cmi)); }"


def start(page: Page, platform: str, kept: Any = None) -> Any:
    page.goto(platform + "platform.html")
    page.evaluate(START, kept)
    return page.frames[1]


def leave(page: Page) -> dict[str, Any]:
    """Close the lesson as a platform does; what the run-time then has."""
    page.evaluate("() => new Promise((done) => { document.querySelector('iframe').remove(); setTimeout(done, 100); })")
    found: dict[str, Any] = page.evaluate(STATE)
    return found


def test_a_lesson_reports_status_score_and_time_and_finishes(page: Page, platform: str) -> None:
    lesson = start(page, platform)
    assert page.evaluate(STATE)["core"]["lesson_status"] == "incomplete"
    lesson.locator("[data-go=check]").click()
    lesson.locator("fieldset[data-kind=single] input[value=A]").check()
    lesson.locator("fieldset[data-kind=multiple] input[value=A]").check()
    lesson.locator("fieldset[data-kind=multiple] input[value=B]").check()
    lesson.locator("[data-do=submit]").click()
    assert lesson.locator(".score").inner_text() == "答对2题，共3题（67分） 已达到及格线"
    core = leave(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"], core["score"]["max"]) == ("passed", "67", "100")
    calls = page.evaluate("calls")
    assert calls[0] == "LMSInitialize"
    assert calls[-1] == "LMSFinish"
    assert "LMSCommit" in calls


def test_hostile_texts_are_shown_in_a_lesson_and_scored_by_their_key(page: Page, tmp_path: Path) -> None:
    nasty = (*HOSTILE, "</script><script>window.hacked=1</script>", "<img src=x onerror=window.hacked=1>")
    made = [
        Question(id=f"x{n}", kind="single", stem=f"题{t}题", options=(f"甲{t}甲", "乙"), answer="AB"[n % 2])
        for n, t in enumerate(nasty)
    ]
    with served(tmp_path, *made) as address:
        lesson = start(page, address)
        lesson.locator("[data-go=check]").click()
        blocks = lesson.evaluate("""() => [...document.querySelectorAll('fieldset')].map((block) => {
          block.querySelectorAll('br').forEach((br) => br.replaceWith('\\n'));
          block.querySelectorAll('legend > span').forEach((mark) => mark.remove());
          const texts = [...block.querySelectorAll('legend, label.option')].map((element) => element.textContent);
          return texts.map((text) => text.replace(/^ /, ''));
        })""")
        for question, (stem, *options) in zip(made, blocks, strict=True):
            assert stem == question.stem
            assert options == [f"{letter}. {text}" for letter, text in zip("AB", question.options, strict=True)]
        lesson.evaluate(
            """(keys) => [...document.querySelectorAll('fieldset')].forEach(
              (block, n) => block.querySelector(`input[value=${keys[n]}]`).click())""",
            [question.answer for question in made],
        )
        lesson.locator("[data-do=submit]").click()
        core = leave(page)["core"]
        assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "100")
        assert page.evaluate("window.hacked") is None


def test_a_failed_check_may_be_taken_again_and_the_better_score_stays(page: Page, platform: str) -> None:
    lesson = start(page, platform)
    lesson.locator("[data-go=check]").click()
    lesson.locator("[data-do=submit]").click()
    assert page.evaluate(STATE)["core"]["lesson_status"] == "failed"
    assert "可以再做一遍" in lesson.locator(".score").inner_text()
    lesson.locator("[data-do=again]").click()
    for kind in ("single", "multiple", "judge"):
        for value in RIGHT[kind]:
            lesson.locator(f"fieldset[data-kind={kind}] input[value={value}]").check()
    lesson.locator("[data-do=submit]").click()
    lesson.locator("[data-do=again]").click()
    lesson.locator("[data-do=submit]").click()
    core = leave(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "100")


def test_a_lesson_goes_on_where_it_was_left(page: Page, platform: str) -> None:
    lesson = start(page, platform)
    lesson.frame_locator("iframe").locator("button").click()
    page.wait_for_function("API.cmi.core.lesson_location === 's.2'")
    lesson.locator("[data-go=check]").click()
    lesson.locator("fieldset[data-kind=multiple] input[value=B]").check()
    left = leave(page)
    assert left["core"]["lesson_location"] == "check"
    kept = json.loads(left["suspend_data"])
    assert (kept["at"], kept["answers"]) == ("s.2", ["", "B", ""])
    state = {"core": {"lesson_location": "check", "lesson_status": "incomplete"}, "suspend_data": left["suspend_data"]}
    again = start(page, platform, state)
    assert again.locator("fieldset[data-kind=multiple] input[value=B]").is_checked()
    assert again.locator(".check").is_visible()
    again.locator("[data-go=slides]").click()
    assert again.locator("iframe").get_attribute("src") == "slides.html#s.2"


def test_who_has_passed_does_not_fail_by_trying_again(page: Page, platform: str) -> None:
    lesson = start(
        page, platform, {"core": {"lesson_status": "passed", "score": {"raw": "67"}}, "suspend_data": "no data of ours"}
    )
    lesson.locator("[data-go=check]").click()
    lesson.locator("[data-do=submit]").click()
    core = leave(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "67")


def test_without_a_platform_a_lesson_can_still_be_taken(page: Page, platform: str) -> None:
    page.goto(platform + "lesson-01/index.html")
    page.locator("[data-go=check]").click()
    page.locator("[data-do=submit]").click()
    assert page.locator(".score").inner_text().startswith("答对0题，共3题")


def test_axe_finds_nothing_in_a_lesson(page: Page, platform: str) -> None:
    page.goto(platform + "lesson-01/index.html")
    for where in ("slides", "check"):
        page.locator(f"[data-go={where}]").click()
        page.evaluate(axe())
        options = "{iframes: false}"
        found = page.evaluate(
            f"axe.run(document, {options}).then(r => r.violations.map(v => `${{v.id}}: ${{v.help}}`))"
        )
        assert found == []
