from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reading.sample import UNITS, changed, write_files

from coursegen.errors import Fault, FaultError
from coursegen.model import Names, Unit
from coursegen.reading import UnitLayers, read_unit

FaultsOf = Callable[[Callable[[], object]], tuple[Fault, ...]]

DEFAULT, COLLEGE, SCHOOL = "default/unit.yaml", "college/unit.yaml", "law-school/unit.yaml"


def read(unit_id: str, files: dict[str, str] = UNITS) -> tuple[Unit, UnitLayers]:
    return read_unit(unit_id, [write_files(Path("templates"), files)])


def test_a_unit_takes_each_value_from_the_nearest_that_has_one() -> None:
    unit, _ = read("law-school")
    assert (unit.id, unit.chain) == ("law-school", ("law-school", "college", "default"))
    assert (unit.names.full, unit.names.short, unit.names.office, unit.names.english) == (
        "法学院",
        "",
        "办公室",
        "",
    )
    assert unit.terms == {"leaders": "校领导", "sections": "教研室", "office": "办公室"}
    assert unit.brand.colors == {"primary": "0A4B8C", "text": "262626"}
    assert unit.brand.fonts == {"body": "微软雅黑"}
    assert (unit.type, unit.choices.products, unit.phrases) == ("高校", ("deck", "quiz"), {"greeting": "各位老师"})


def test_only_a_unit_without_a_full_name_of_its_own_is_called_as_the_one_above_it() -> None:
    city = "names: {full: 青屏市税务局, short: 市局, english: City Tax, signature: 市局教育科, office: 教育科}\n"
    files = UNITS | {"city/unit.yaml": city, "county/unit.yaml": "extends: city\nnames: {full: 云岭县税务局}\n"}
    files |= {"city-night/unit.yaml": "extends: city\nphrases: {greeting: 晚上好}\n"}
    county, layers = read("county", files)
    assert county.names == Names(full="云岭县税务局", office="教育科")
    assert layers.of("names.english") == ()
    assert read("city-night", files)[0].names == read("city", files)[0].names


def test_plan_and_length_of_a_period_are_inherited_and_a_period_has_a_usual_length() -> None:
    said = changed(COLLEGE, "type: 高校\n", "type: 高校\nchoices: {plan: half-day, period_minutes: 50}\n", UNITS)
    school, default = (read(unit, said)[0].choices for unit in ("law-school", "default"))
    assert (school.plan, school.period_minutes) == ("half-day", 50)
    assert (default.plan, default.period_minutes) == ("", 45)


def test_the_logo_of_a_parent_stands_in_the_folder_of_the_parent() -> None:
    unit, _ = read("law-school")
    assert Path(unit.brand.logo) == Path("templates/college/logo.png").resolve()


def test_without_a_type_the_terms_for_any_sector_hold() -> None:
    unit, _ = read("default")
    assert (unit.chain, unit.terms["leaders"]) == (("default",), "单位领导")


def test_the_layers_tell_what_each_unit_says_and_which_won() -> None:
    _, layers = read("law-school")
    told = {
        key: [(x.unit, x.value, str(x.place)) for x in layers.of(key)]
        for key in ("terms.sections", "brand.colors.primary", "choices.products")
    }
    assert told == {
        "terms.sections": [
            ("law-school", "教研室", "templates/law-school/unit.yaml:3:19"),
            ("default", "部门", "templates/default/unit.yaml:4:27"),
        ],
        "brand.colors.primary": [
            ("college", "#0a4b8c", "templates/college/unit.yaml:4:21"),
            ("default", "B3242B", "templates/default/unit.yaml:7:21"),
        ],
        "choices.products": [("default", ("deck", "quiz"), "templates/default/unit.yaml:9:21")],
    }
    assert "extends" not in layers.values
    assert layers.of("no.such.key") == ()


def test_the_first_root_that_has_a_unit_is_taken() -> None:
    far = write_files(Path("far"), UNITS)
    near = write_files(Path("near"), {"college/unit.yaml": "names: {full: 本地学院}\n"})
    unit, _ = read_unit("law-school", [near, far])
    assert (unit.names.full, unit.type, unit.brand.logo) == ("法学院", "", "")


BAD = {
    "a unit that does not exist": ("colege", UNITS, " T301"),
    "a unit like none": ("xyz", UNITS, " T302"),
    "an id that leads away": ("../college", UNITS, " T303"),
    "a parent that does not exist": (
        "law-school",
        changed(SCHOOL, "extends: college", "extends: colege", UNITS),
        f"{SCHOOL}:1:10 T301",
    ),
    "a parent that is no id": (
        "law-school",
        changed(SCHOOL, "extends: college", "extends: ../college", UNITS),
        f"{SCHOOL}:1:10 T303",
    ),
    "a circle": ("law-school", changed(COLLEGE, "type:", "extends: law-school\ntype:", UNITS), f"{COLLEGE}:1:10 T304"),
    "a unit that extends itself": (
        "college",
        changed(COLLEGE, "type:", "extends: college\ntype:", UNITS),
        f"{COLLEGE}:1:10 T304",
    ),
    "no default": ("college", {name: text for name, text in UNITS.items() if name != DEFAULT}, f"{COLLEGE} T302"),
    "a term near a known one": ("law-school", changed(SCHOOL, "{sections:", "{section:", UNITS), f"{SCHOOL}:3:18 T305"),
    "a term like none": ("law-school", changed(SCHOOL, "{sections:", "{xyz:", UNITS), f"{SCHOOL}:3:14 T306"),
    "words by sector outside default": (
        "law-school",
        changed(SCHOOL, "sections: 教研室", "sections: {any: x}", UNITS),
        f"{SCHOOL}:3:19 T307",
    ),
    "a type that is no sector": ("college", changed(COLLEGE, "type: 高校", "type: 学校", UNITS), f"{COLLEGE}:1:7 T308"),
    "a term without a word": (
        "college",
        changed(DEFAULT, "{any: 科室, 高校: 部门}", "{医院: 部门}", UNITS),
        f"{DEFAULT}:4:13 T309",
    ),
    "a colour by name": ("college", changed(COLLEGE, "'#0a4b8c'", "red", UNITS), f"{COLLEGE}:4:21 T310"),
    "a logo outside the folder": (
        "college",
        changed(COLLEGE, "logo: logo.png", "logo: ../default/unit.yaml", UNITS),
        f"{COLLEGE}:5:9 T311",
    ),
    "a logo of a drive": (
        "college",
        changed(COLLEGE, "logo: logo.png", "logo: C:\\logo.png", UNITS),
        f"{COLLEGE}:5:9 T311",
    ),
    "a logo that is missing": (
        "college",
        changed(COLLEGE, "logo: logo.png", "logo: logo.jpg", UNITS),
        f"{COLLEGE}:5:9 A301",
    ),
    "a default that extends": (
        "college",
        changed(DEFAULT, "names:", "extends: college\nnames:", UNITS),
        f"{DEFAULT}:1:10 T312",
    ),
    "an unknown key": ("college", changed(COLLEGE, "type: 高校", "tpye: 高校", UNITS), f"{COLLEGE}:1:1 C101"),
    "a colour that reads as a comment": (
        "college",
        changed(COLLEGE, "  colors: {primary: '#0a4b8c'}", "  colors:\n    primary: #0a4b8c", UNITS),
        f"{COLLEGE}:5:13 C036",
    ),
    "an id with capitals": ("College", UNITS, " T303"),
    "an id of too many characters": ("c" * 65, UNITS, " T303"),
    "a word that is none": (
        "law-school",
        changed(SCHOOL, "extends: college\n", "extends: college\nreplace: {两 字: 一词}\n", UNITS),
        f"{SCHOOL}:2:16 T350",
    ),
    "a word replaced by itself": (
        "law-school",
        changed(SCHOOL, "extends: college\n", "extends: college\nreplace: {台账: 台账}\n", UNITS),
        f"{SCHOOL}:2:15 T350",
    ),
    "a word that would fill the machine": (
        "law-school",
        changed(SCHOOL, "extends: college\n", f"extends: college\nreplace: {{的: {'x' * 5000}}}\n", UNITS),
        f"{SCHOOL}:2:14 C111",
    ),
    "a term that would fill the machine": (
        "law-school",
        changed(SCHOOL, "sections: 教研室", f"sections: {'x' * 5000}", UNITS),
        f"{SCHOOL}:3:19 C111",
    ),
    "a list for a term": (
        "law-school",
        changed(SCHOOL, "sections: 教研室", "sections: [a]", UNITS),
        f"{SCHOOL}:3:19 C104",
    ),
}


@pytest.mark.parametrize(("unit_id", "files", "expected"), BAD.values(), ids=BAD)
def test_a_unit_that_cannot_be_used_is_named_with_the_place(
    unit_id: str, files: dict[str, str], expected: str, faults_of: FaultsOf
) -> None:
    faults = faults_of(lambda: read(unit_id, files))
    assert [f"{fault.place} {fault.code}".removeprefix("templates/") for fault in faults] == [expected]
    assert all(fault.line(language) for fault in faults for language in ("zh", "en"))


def test_all_faults_of_a_chain_come_together(faults_of: FaultsOf) -> None:
    files = changed(COLLEGE, "'#0a4b8c'", "red", changed(SCHOOL, "{sections:", "{xyz:", UNITS))
    assert [fault.code for fault in faults_of(lambda: read("law-school", files))] == ["T306", "T310"]


def test_a_broken_unit_file_ends_a_run_as_a_fault_of_the_unit(tmp_path: Path) -> None:
    folder = tmp_path / "default"
    folder.mkdir()
    (folder / "unit.yaml").write_text("tpye: 高校\n", "utf-8")
    with pytest.raises(FaultError) as caught:
        read_unit("default", [tmp_path])
    assert {(f.code, f.exit_code) for f in caught.value.faults} == {("C101", 4)}
