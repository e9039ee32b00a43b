"""A class is made, dated and given its roster by forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from studio_server import filled

from coursegen.reading import read_class, read_course
from coursegen.studio.desk import Desk

AT = "/courses/coffee-shop/classes/2026-2"
ROSTER = "姓名,性别,单位,职务\n" + "".join(f"学员{n},女,南街店,店员\n" for n in range(1, 13))


@pytest.fixture
def course(folder: Path, client: TestClient) -> Path:
    """The course, with a class that was made by the form."""
    form = filled(client.get("/courses/coffee-shop").text, "/courses/coffee-shop/classes")
    assert client.post("/courses/coffee-shop/classes", data=form | {"id": "2026-2"}).status_code == 303
    return folder / "content" / "coffee-shop"


def file_of(course: Path) -> Path:
    return course / "classes" / "2026-2.yaml"


def test_answers_are_spliced_in(client: TestClient, course: Path) -> None:
    file = file_of(course)
    file.write_text("# 第二期\n" + file.read_text("utf-8"), "utf-8")
    form = filled(client.get(AT).text, AT) | {
        "place": "二楼", "dates": "2026-03-09、2026-03-10", "trainers": "陈明远，店长\n苏文静", "plan": "short",
    }  # fmt: skip
    assert client.post(AT, data=form).status_code == 303
    found = read_class(course, "2026-2", read_course(course))[0].file
    assert (found.place, found.dates, found.plan) == ("二楼", ("2026-03-09", "2026-03-10"), "short")
    assert [(one.name, one.post) for one in found.trainers] == [("陈明远", "店长"), ("苏文静", "")]
    assert file.read_text("utf-8").startswith("# 第二期\nid: 2026-2\n")
    before = file.read_bytes()
    assert client.post(AT, data=filled(client.get(AT).text, AT)).status_code == 303
    assert file.read_bytes() == before


def test_lessons_of_a_trainer_stay_his(client: TestClient, course: Path) -> None:
    file = file_of(course)
    file.write_text("id: 2026-2\ntrainers:\n  - {name: 陈明远, lessons: [lesson.counter]}\n", "utf-8")
    form = filled(client.get(AT).text, AT) | {"trainers": "苏文静，讲师\n陈明远，店长"}
    assert client.post(AT, data=form).status_code == 303
    found = read_class(course, "2026-2", read_course(course))[0].file.trainers
    assert [(one.name, one.lessons) for one in found] == [("苏文静", ()), ("陈明远", ("lesson.counter",))]


def test_a_day_that_does_not_exist_is_told_and_not_saved(client: TestClient, course: Path) -> None:
    before = file_of(course).read_bytes()
    answer = client.post(AT, data=filled(client.get(AT).text, AT) | {"dates": "2026-02-30"})
    assert answer.status_code == 422
    assert "2026-02-30" in answer.text
    assert file_of(course).read_bytes() == before


def test_a_roster_is_taken_and_put_into_groups(client: TestClient, course: Path) -> None:
    form = filled(client.get(AT).text, f"{AT}/roster")
    answer = client.post(f"{AT}/roster", data=form, files={"file": ("报名表.csv", ROSTER.encode())})
    assert answer.status_code == 303
    page = client.get(AT).text
    assert "12人，分成2组" in page
    assert "学员12" in page


def test_a_roster_that_is_wrong_names_its_cell(client: TestClient, course: Path) -> None:
    form = filled(client.get(AT).text, f"{AT}/roster")
    wrong = ROSTER.replace("学员3,女", ",女")
    answer = client.post(f"{AT}/roster", data=form, files={"file": ("报名表.csv", wrong.encode())})
    assert answer.status_code == 422
    assert "A4" in answer.text
    assert not (course / "classes" / "2026-2.csv").exists()


def test_a_roster_that_is_no_sheet_says_what_to_save_it_as(client: TestClient, course: Path) -> None:
    form = filled(client.get(AT).text, f"{AT}/roster")
    answer = client.post(f"{AT}/roster", data=form, files={"file": ("名单.txt", b"x")})
    assert answer.status_code == 422
    assert "另存为 .xlsx" in answer.text


def test_of_two_tabs_the_second_is_shown_both_texts(client: TestClient, course: Path) -> None:
    form = filled(client.get(AT).text, AT)
    assert client.post(AT, data=form | {"place": "一楼"}).status_code == 303
    answer = client.post(AT, data=form | {"place": "二楼"})
    assert answer.status_code == 409
    assert client.post(f"{AT}/file", data=filled(answer.text, f"{AT}/file")).status_code == 303
    assert "二楼" in file_of(course).read_text("utf-8")


def test_an_id_that_is_none_or_taken_is_refused(client: TestClient, course: Path, desk: Desk) -> None:
    for name in ("2026-2", "../x", "", "第二期"):
        data = {"csrf": desk.session.csrf, "id": name}
        assert client.post("/courses/coffee-shop/classes", data=data).status_code == 422, name
    assert client.get("/courses/coffee-shop/classes/none").status_code == 404
