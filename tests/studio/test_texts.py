"""Files written as text: checked while one writes, saved whole, offered what their schemas say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from studio_server import filled

from coursegen.errors import Fault, Place
from coursegen.studio.desk import Desk

TEXTS = (
    "/courses/coffee-shop/files/lessons/01-counter",
    "/courses/coffee-shop/files/bank/01-counter",
    "/courses/coffee-shop/files/blueprints/final",
    "/courses/coffee-shop/files/course/course",
    "/units/south/file",
)


@pytest.mark.parametrize("at", TEXTS)
def test_a_text_is_checked_and_saved_as_it_was_written(client: TestClient, folder: Path, at: str) -> None:
    form = filled(client.get(at).text, at)
    broken = str(form["text"]) + "\nnonsense: 1\n"
    told = client.post(f"{at}/check", data=form | {"text": broken}).text
    assert "C101" in told or "C1" in told
    assert "data-line" in told
    assert client.post(at, data=form | {"text": broken}).status_code == 422
    assert "没有错误" in client.post(f"{at}/check", data=form).text
    assert client.post(at, data=form | {"text": "# 我写的\n" + str(form["text"])}).status_code == 303
    assert any(path.read_text("utf-8").startswith("# 我写的\n") for path in folder.rglob("*.yaml"))


@pytest.mark.parametrize("at", ["/courses/coffee-shop/files/points/points", "/courses/coffee-shop/files/bank/99"])
def test_what_is_no_text_of_the_course_is_not_there(client: TestClient, at: str) -> None:
    assert client.get(at).status_code == 404


def test_the_schemas_are_those_of_the_content(client: TestClient) -> None:
    shipped = Path(__file__).resolve().parents[2] / "content" / "schema"
    kinds = [path.name.partition(".")[0] for path in shipped.glob("*.schema.json")]
    assert len(kinds) > 5
    for kind in kinds:
        expected = json.loads((shipped / f"{kind}.schema.json").read_text("utf-8"))
        assert client.get(f"/schemas/{kind}").json() == expected
    assert client.get("/schemas/nothing").status_code == 404


def test_a_fault_has_the_address_of_the_field_or_line_that_mends_it(desk: Desk, folder: Path) -> None:
    course, unit = folder / "content" / "coffee-shop", folder / "templates" / "south" / "unit.yaml"
    expected = {
        (unit, 5): "/units/south#f-names-short",
        (unit, 7): "/units/south#f-brand-colors-primary",
        (unit, 1): "/units/south/file?line=1",
        (unit.with_name("deck.pptx"), 0): "/units/south/base",
        (course / "principles" / "cup.clean.yaml", 3): "/courses/coffee-shop/principles/cup.clean?line=3",
        (course / "lessons" / "01-counter.yaml", 9): "/courses/coffee-shop/files/lessons/01-counter?line=9",
        (course / "course.yaml", 2): "/courses/coffee-shop/files/course/course?line=2",
        (course / "points.yaml", 2): "/courses/coffee-shop",
        (folder / "elsewhere.yaml", 2): "",
    }
    for (path, line), address in expected.items():
        assert desk.address_of(Fault("C101", Place(str(path), line, 1))) == address


def test_a_fault_in_another_file_leads_there(client: TestClient, folder: Path) -> None:
    other = folder / "content" / "coffee-shop" / "principles" / "cup.clean.yaml"
    other.write_text(other.read_text("utf-8").replace("tier: core", "tier: [core"), "utf-8")
    page = client.get("/courses/coffee-shop/files/lessons/01-counter").text
    assert 'href="/courses/coffee-shop/principles/cup.clean?line=3"' in page
    assert "data-line" not in page
