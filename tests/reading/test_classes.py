from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from minicourse import write_minicourse

from coursegen.errors import Fault
from coursegen.model import Class
from coursegen.reading import class_ids, read_class, read_course

Faults = Callable[[Callable[[], object]], tuple[Fault, ...]]
ROSTER = "姓名,单位,组别,编号\n张三,甲局,,\n李四,乙局,,\n"


def read(text: str, roster: str = ROSTER, name: str = "a") -> Class:
    course = write_minicourse(Path("course"))
    (course / "classes").mkdir(exist_ok=True)
    (course / "classes" / f"{name}.yaml").write_text(text, "utf-8")
    (course / "classes" / "r.csv").write_text(roster, "utf-8")
    return read_class(course, name, read_course(course))[0]


def lines(faults: tuple[Fault, ...]) -> list[str]:
    assert all(fault.line("zh") and fault.line("en") for fault in faults)
    return [f"{fault.code} {Path(fault.place.file).name}:{fault.place.line}" for fault in faults]


def test_a_class_has_its_people_in_groups() -> None:
    found = read("id: a\ntitle: 一班\ndates: [2026-03-09]\nroster: r.csv\n")
    assert (found.file.title, found.file.dates) == ("一班", ("2026-03-09",))
    assert [(p.turn, p.name, p.affiliation, p.group) for p in found.roster] == [
        (1, "张三", "甲局", "1"), (2, "李四", "乙局", "1")
    ]  # fmt: skip
    assert [len(group.members) for group in found.groups] == [2]


def test_nothing_but_the_id_is_needed() -> None:
    found = read("id: a\n")
    assert (found.roster, found.groups, found.logo) == ((), (), "")


def test_classes_are_listed_by_their_files() -> None:
    read("id: a\n")
    assert class_ids(Path("course")) == ("a",)
    assert class_ids(Path("nowhere")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: b\n", ["C202 a.yaml:1"]),
        ("id: a\nplan: fulll\n", ["C203 a.yaml:2"]),
        ("id: a\ntrainers:\n  - {name: 甲, lessons: [zzz]}\n", ["C204 a.yaml:3"]),
        ("id: a\ndates: [2026-02-30, 2026-03-09, 2026-03-09]\n", ["C401 a.yaml:2", "C402 a.yaml:2"]),
        ("id: a\nnotice:\n  reply_by: 3月3日\n", ["C401 a.yaml:3"]),
        ("id: a\nexam: {date: 2026-03-09, start: 下午}\n", ["C403 a.yaml:2"]),
        ('id: a\nhalf_days:\n  - {name: 上午, start: "9:00", end: "8:30"}\n', ["C404 a.yaml:3"]),
        ("id: a\ngroup_size: 5\n", ["C405 a.yaml:2"]),
        ("id: a\nroster: ../course.yaml\n", ["C406 a.yaml:2"]),
        ("id: a\nroster: none.xlsx\nlogo: none.png\n", ["C410 a.yaml:3", "C410 a.yaml:2"]),
        ("id: a\nnotice: {format: fax}\n", ["C110 a.yaml:2"]),
    ],
)
def test_what_is_wrong_is_told_at_its_line(text: str, expected: list[str], faults_of: Faults) -> None:
    assert lines(faults_of(lambda: read(text))) == expected


@pytest.mark.parametrize(
    ("roster", "expected"),
    [
        ("姓名,单位\n张三,甲\n,乙\n", ["C441 r.csv!A3:0"]),
        ("姓名,单位\n张三,甲\n张三,甲\n", ["C442 r.csv!A3:0"]),
        ("姓名,编号\n张三,7\n李四,7\n", ["C443 r.csv!B3:0"]),
        ("姓名\n", ["C440 r.csv:0"]),
    ],
)
def test_faults_of_a_roster_name_the_cell(roster: str, expected: list[str], faults_of: Faults) -> None:
    assert lines(faults_of(lambda: read("id: a\nroster: r.csv\n", roster))) == expected


def test_two_people_of_one_name_in_different_units_are_two_people() -> None:
    assert len(read("id: a\nroster: r.csv\n", "姓名,单位\n张三,甲\n张三,乙\n").roster) == 2


def test_an_unknown_class_is_told_with_those_there_are(faults_of: Faults) -> None:
    read("id: a\n", name="a")
    course = Path("course")
    faults = faults_of(lambda: read_class(course, "zzz", read_course(course)))
    assert [fault.code for fault in faults] == ["U331"]
