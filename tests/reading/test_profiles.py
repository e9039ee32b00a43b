"""Profiles of platforms as files: found on the path of a unit, told of their faults by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.errors import EXIT_TEMPLATE, FaultError
from coursegen.reading.profiles import find_profile, profile_files, read_profile

SOUND = "id: p\ntitle: 平台\nkinds: {single: 单选}\ncolumns:\n  - {name: 题干, field: stem}\n"


def faults(tmp_path: Path, text: str) -> list[tuple[str, int]]:
    file = tmp_path / "p.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(FaultError) as caught:
        read_profile(file)
    assert all(fault.exit_code == EXIT_TEMPLATE for fault in caught.value.faults)
    assert all(fault.cause("zh") and fault.remedy("en") for fault in caught.value.faults)
    return [(fault.code, fault.place.line) for fault in caught.value.faults]


@pytest.mark.parametrize(("text", "expected"), [
    (SOUND.replace("single", "singel"), [("C109", 3)]),
    (SOUND.replace("stem", "stam"), [("C109", 5)]),
    (SOUND.replace("stem", "zzzz"), [("C110", 5)]),
    (SOUND + "text:\n  labels: {anser: 答案：}\n", [("C109", 7)]),
    (SOUND.replace("columns:\n  - {name: 题干, field: stem}\n", ""), [("C510", 1)]),
    (SOUND + 'header_row: 2\nabove: {"2": 说明}\n', [("C511", 7)]),
    (SOUND + 'header_row: 2\nabove: {x: 说明}\n', [("C511", 7)]),
    (SOUND + "verified: 也许\n", [("C108", 6)]),
    (SOUND + "colums: []\n", [("C101", 6)]),
    (SOUND.replace("title: 平台\n", ""), [("C103", 1)]),
])  # fmt: skip
def test_a_mistake_in_a_profile_is_told_with_its_line(
    tmp_path: Path, text: str, expected: list[tuple[str, int]]
) -> None:
    assert faults(tmp_path, text) == expected


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = SOUND.replace("single", "singel").replace("stem", "stam")
    assert [code for code, _ in faults(tmp_path, text)] == ["C109", "C109"]


def test_a_unit_hides_a_profile_of_the_units_it_extends(tmp_path: Path) -> None:
    for folder, title in (("near", "近"), ("far", "远")):
        (tmp_path / folder / "profiles").mkdir(parents=True)
        (tmp_path / folder / "profiles" / "p.yaml").write_text(SOUND.replace("平台", title), "utf-8")
    folders = [tmp_path / "near", tmp_path / "far", tmp_path / "nowhere"]
    assert find_profile("p", folders).title == "近"
    assert profile_files(folders) == {"p": tmp_path / "near" / "profiles" / "p.yaml"}
    assert find_profile(str(tmp_path / "far" / "profiles" / "p.yaml"), folders).title == "远"


@pytest.mark.parametrize(("name", "code"), [("q", "U381"), ("pp", "U380")])
def test_a_profile_nobody_has_is_a_fault_with_those_there_are(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "p.yaml").write_text(SOUND, "utf-8")
    with pytest.raises(FaultError) as caught:
        find_profile(name, [tmp_path])
    (fault,) = caught.value.faults
    assert (fault.code, fault.facts["known"]) == (code, ("p",))
