"""A principle is changed as a form and as text; while one writes, faults are told and its slides follow."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from studio_server import filled

from coursegen.reading import read_course
from coursegen.workspace import bundled_folder

AT = "/courses/coffee-shop/principles/cup.clean"


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "content" / "coffee-shop" / "principles" / "cup.clean.yaml"


def form_of(client: TestClient, shape: str) -> dict[str, str | list[str]]:
    return filled(client.get(f"{AT}?as={shape}").text, AT)


def test_a_course_shows_its_lessons_in_words_and_its_trace(client: TestClient) -> None:
    page = client.get("/courses/coffee-shop").text
    assert "吧台前的三分钟" in page
    assert "{{" not in page
    told = client.get("/courses/coffee-shop/trace").text
    assert "每一条都落实了" in told
    assert "q.cup.1" in told


def test_a_course_that_comes_with_the_program_is_copied_to_be_changed(client: TestClient, folder: Path) -> None:
    at, own = "/courses/lab-safety", folder / "content" / "lab-safety"
    for page in (f"{at}/principles/plan.rehearse", f"{at}/papers/final", f"{at}/files/course/course"):
        assert "复制一份来改" in client.get(page).text
    principle = next(iter(read_course(bundled_folder() / "content" / "lab-safety").principles))
    (own / "bank").mkdir(parents=True)
    (own / "bank" / "mine.yaml").write_text("items: []\n", "utf-8")
    sent = filled(client.get(at).text, f"{at}/own")
    answer = client.post(
        f"{at}/own", data=sent, headers={"referer": f"http://127.0.0.1:8460{at}/principles/{principle}"}
    )
    assert answer.headers["location"] == f"{at}/principles/{principle}"
    assert "复制一份来改" not in client.get(at).text
    assert read_course(own).course.id == "lab-safety"
    assert (own / "bank" / "mine.yaml").read_text("utf-8") == "items: []\n"
    assert (
        client.post(f"{at}/classes", data=filled(client.get(at).text, f"{at}/classes") | {"id": "1"}).status_code == 303
    )
    entry = re.findall(r'action="(/history/\d+/undo)"', client.get("/history").text)[-1]
    assert client.post(entry, data=filled(client.get("/history").text, entry)).status_code == 303
    assert "复制一份来改" in client.get(at).text


def test_lessons_and_items_lead_to_where_they_are_written(client: TestClient, folder: Path) -> None:
    at = "/courses/coffee-shop"
    pages = client.get(at).text, client.get(f"{at}/bank").text
    links = [unescape(found) for page in pages for found in re.findall(rf'href="({at}/files/[^"]+)"', page)]
    assert {link.split("?")[0].rpartition("/files/")[2] for link in links} == {
        "course/course",
        "lessons/01-counter",
        "bank/01-counter",
    }
    assert len(links) > 5
    (line,) = [link.rpartition("line=")[2] for link in links if "/lessons/" in link]
    lesson = (folder / "content" / "coffee-shop" / "lessons" / "01-counter.yaml").read_text("utf-8").splitlines()
    assert lesson[int(line) - 1].startswith("id:")
    assert all(client.get(link).status_code == 200 for link in links)


@pytest.mark.parametrize("shape", ["form", "text"])
def test_a_form_sent_as_it_is_changes_nothing(client: TestClient, file: Path, shape: str) -> None:
    before = file.read_text("utf-8")
    assert client.post(AT, data=form_of(client, shape)).status_code == 303
    assert file.read_text("utf-8") == before


def test_answers_are_spliced_in(client: TestClient, file: Path, folder: Path) -> None:
    before = file.read_text("utf-8")
    answers = {"claim": "出杯前看三处，一处不净就换", "do": "转一圈\n单独放\n: 记一笔 # 不忘", "minutes": "5"}
    assert client.post(AT, data=form_of(client, "form") | answers).status_code == 303
    principle = read_course(folder / "content" / "coffee-shop").principles["cup.clean"]
    assert principle.claim == answers["claim"]
    assert principle.do == ("转一圈", "单独放", ": 记一笔 # 不忘")
    assert principle.minutes == 5
    after = file.read_text("utf-8")
    assert after.partition("figure:")[2] != ""
    assert after.partition("cases:")[2].replace("minutes: 5", "minutes: 4") == before.partition("cases:")[2]


def test_faults_are_told_by_line_while_one_writes(client: TestClient) -> None:
    form = form_of(client, "text")
    text = str(form["text"]).replace("tier: core", "tier: cor")
    told = client.post(f"{AT}/check", data=form | {"text": text}).text
    assert 'data-line="3"' in told
    assert "core" in told
    assert "data-preview" not in told
    broken = client.post(f"{AT}/check", data=form | {"text": "id: [\n"}).text
    assert "data-line" in broken


def test_a_draft_is_shown_at_once_and_saved_nowhere(client: TestClient, file: Path) -> None:
    before = file.read_bytes()
    form = form_of(client, "form") | {"claim": "出杯前看三处，一处不净就换"}
    told = client.post(f"{AT}/check", data=form).text
    found = re.search(r'data-preview="([^"]+)"', told)
    assert found
    page = client.get(unescape(found[1]))
    assert "出杯前看三处，一处不净就换" in page.text
    assert page.headers["content-security-policy"].startswith("sandbox;")
    assert "<script" not in page.text
    assert "出杯前看三处，一处不净就换" not in client.get(f"{AT}/page").text
    assert file.read_bytes() == before


def test_what_cannot_be_read_is_not_saved(client: TestClient, file: Path) -> None:
    before = file.read_bytes()
    answer = client.post(AT, data=form_of(client, "text") | {"text": "id: cup.clean\ntitle: x\n"})
    assert answer.status_code == 422
    assert "C103" in answer.text
    assert file.read_bytes() == before


def test_of_two_tabs_the_second_is_shown_both_texts(client: TestClient, file: Path) -> None:
    form = form_of(client, "form")
    assert client.post(AT, data=form | {"title": "第一个窗口写的标题"}).status_code == 303
    answer = client.post(AT, data=form | {"title": "第二个窗口写的标题"})
    assert answer.status_code == 409
    assert "第一个窗口写的标题" in answer.text
    assert "第二个窗口写的标题" in answer.text
    assert "第一个窗口写的标题" in file.read_text("utf-8")
    assert client.post(AT, data=filled(answer.text, AT)).status_code == 303
    assert "第二个窗口写的标题" in file.read_text("utf-8")


def test_a_course_that_cannot_be_read_opens_as_text_at_the_fault(client: TestClient, file: Path) -> None:
    good = file.read_text("utf-8")
    file.write_text(good.replace("tier: core", "tier: cor"), "utf-8")
    page = client.get(f"{AT}?line=3").text
    assert "tier: cor" in page
    assert 'data-line="3"' in page
    assert client.post(AT, data=filled(page, AT) | {"text": good}).status_code == 303
    assert "没有错误" in client.get(f"{AT}?as=text").text


def test_a_preview_shows_a_lesson_in_the_look_of_a_unit(client: TestClient) -> None:
    page = client.get("/preview/coffee-shop/south").text
    source = re.search(r'<iframe src="([^"]+)"', page)
    assert source
    assert 'sandbox="allow-scripts"' in page
    shown = client.get(unescape(source[1]))
    assert "出杯前看杯口" in shown.text
    assert "sandbox" in shown.headers["content-security-policy"]
    assert "没有 LibreOffice" in client.get("/preview/coffee-shop/south/drawn?product=quiz").text
    moved = client.get("/preview/coffee-shop?unit=default&product=quiz")
    assert moved.headers["location"] == "/preview/coffee-shop/default?product=quiz"


def test_a_part_of_a_page_that_cannot_be_made_says_why_in_its_place(client: TestClient, folder: Path) -> None:
    (folder / "templates" / "south" / "unit.yaml").write_text("names: [", "utf-8")
    told = client.get("/courses/coffee-shop/trace?unit=south", headers={"hx-request": "true"})
    assert told.status_code == 200
    assert told.text.startswith('<ul class="faults">')
    assert client.get("/courses/coffee-shop/trace?unit=south").status_code == 422


def test_ones_own_course_comes_first_then_those_in_the_language_of_the_page(client: TestClient) -> None:
    def order() -> list[str]:
        page = client.get("/tour/build?unit=south").text
        return [found for found in re.findall('<option value="([^"]+)"', page) if "/" not in found]

    assert order() == ["coffee-shop", "office-director", "lab-safety"]
    form = filled(client.get("/units").text, "/language")
    client.post("/language", data=form | {"language": "en"})
    assert order() == ["coffee-shop", "lab-safety", "office-director"]


def test_both_languages_are_whole(client: TestClient) -> None:
    form = filled(client.get("/units").text, "/language")
    client.post("/language", data=form | {"language": "en"})
    for path in ("/", "/build", "/units", "/units/south", "/units/south/base", "/courses", "/history", "/tour"):
        page = client.get(path).text
        assert '<html lang="en">' in page, path
        heading = re.search(r"<nav.*?</nav>", page)
        assert heading
        assert not re.search(r"[\u4e00-\u9fff]", heading[0]), path
