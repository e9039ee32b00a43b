"""Addresses of texts: what a translator is asked for, and under which name."""

from __future__ import annotations

from pathlib import Path

import pytest
from minicourse import write_minicourse

from coursegen.model import Names, UnitFile
from coursegen.reading.catalogues import texts_to_translate
from coursegen.translation.addresses import rewritten, texts


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Texts of the small course by address."""
    course = write_minicourse(tmp_path_factory.mktemp("addresses") / "coffee-shop")
    of_files = texts_to_translate(course)
    assert "principles/cup.clean.yaml" in of_files
    return {text.address: text.text for file in of_files.values() for text in file}


def test_an_address_is_the_file_and_the_way_to_the_field(found: dict[str, str]) -> None:
    assert found["principles/cup.clean.yaml:claim"].startswith("出杯前看")
    assert found["principles/cup.clean.yaml:do/1"] == "每只杯子转一圈再接咖啡"
    assert found["principles/cup.clean.yaml:figure/items/2/head"] == "杯底"


def test_members_with_an_id_stand_under_it(found: dict[str, str]) -> None:
    stems = [address for address in found if address.endswith("items/q.cup.1/stem")]
    assert len(stems) == 1
    assert "principles/cup.clean.yaml:cases/case.counter.cup/options/2/why" in found
    assert found["points.yaml:points/cup.clean/title"] == "杯子先看后用"


def test_names_choices_and_keys_are_not_asked_for(found: dict[str, str]) -> None:
    ends = {address.rpartition("/")[2].rpartition(":")[2] for address in found}
    assert not ends & {"id", "kind", "tier", "bloom", "difficulty", "principle", "hant", "task", "language"}
    assert not [a for a, text in found.items() if a.endswith("/answer") and text in "ABCD"]


def test_of_a_unit_words_are_asked_for_and_neither_look_nor_choices() -> None:
    unit = UnitFile(names=Names(full="某局", english="Bureau"), terms={"staff": {"any": "职工"}}, replace={"甲": "乙"})
    assert texts(unit, "unit.yaml") == (("unit.yaml:names/full", "某局"), ("unit.yaml:terms/staff/any", "职工"))


def test_an_object_in_which_nothing_changes_is_itself() -> None:
    unit = UnitFile(names=Names(full="某局"))
    assert rewritten(unit, "unit.yaml", lambda _, text: text) is unit
    assert rewritten(unit, "unit.yaml", lambda a, text: f"{a}={text}").names.full == "unit.yaml:names/full=某局"


def test_a_path_of_a_course_may_lie_anywhere(tmp_path: Path) -> None:
    course = write_minicourse(tmp_path / "有 空格" / "coffee-shop")
    assert all(not Path(file).is_absolute() for file in texts_to_translate(course))
