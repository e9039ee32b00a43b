"""Exam papers as forms, with the paper beside; lesson checks."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from studio_server import filled

AT = "/courses/coffee-shop/papers/final"


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "content" / "coffee-shop" / "blueprints" / "final.yaml"


def test_a_form_sent_as_it_is_changes_nothing(client: TestClient, file: Path) -> None:
    before = file.read_bytes()
    assert client.post(AT, data=filled(client.get(AT).text, AT)).status_code == 303
    assert file.read_bytes() == before


def test_answers_are_spliced_in_and_a_kind_can_be_left_out(client: TestClient, file: Path) -> None:
    file.write_text("# 上岗用\n" + file.read_text("utf-8"), "utf-8")
    form = filled(client.get(AT).text, AT)
    assert client.post(AT, data=form | {"minutes": "25", "points.single": "8"}).status_code == 303
    text = file.read_text("utf-8")
    assert text.startswith("# 上岗用\n")
    assert "minutes: 25" in text
    assert "  - {kind: single, count: 1, points: 8}\n  - {kind: multiple, count: 1, points: 6}\n" in text
    form = filled(client.get(AT).text, AT)
    assert client.post(AT, data=form | {"count.judge": "", "points.judge": ""}).status_code == 303
    assert "judge" not in file.read_text("utf-8")


@pytest.mark.parametrize(("view", "says"), [("quiz", "上岗小测"), ("answers", "答案："), ("blueprint", "细目表")])
def test_the_paper_is_shown_as_the_form_has_it_and_saved_nowhere(
    client: TestClient, file: Path, view: str, says: str
) -> None:
    before = file.read_bytes()
    form = filled(client.get(AT).text, AT) | {"view": view, "size": "A3", "forms": "2", "letter": "B"}
    found = re.search(r'data-preview="([^"]+)"', client.post(f"{AT}/check", data=form).text)
    assert found
    assert says in client.get(unescape(found[1])).text
    assert file.read_bytes() == before


def test_what_the_bank_cannot_give_is_told(client: TestClient) -> None:
    told = client.post(f"{AT}/check", data=filled(client.get(AT).text, AT) | {"count.single": "30"}).text
    assert 'class="faults"' in told
    assert "data-preview" not in told
    odd = filled(client.get(AT).text, AT) | {"view": "deck"}
    assert client.post(f"{AT}/check", data=odd).status_code == 400


def test_a_lesson_check_asks_what_its_paper_asks_and_hides_the_answers(client: TestClient) -> None:
    page = client.get("/courses/coffee-shop/checks/lesson.counter/page")
    assert page.text.count("<fieldset") == 2
    assert "客人的嘴、眼、手先后碰到的正是这三处地方" not in page.text
    assert page.headers["content-security-policy"].startswith("sandbox allow-scripts")
    assert client.get("/courses/coffee-shop/checks/lesson.none").status_code == 404
