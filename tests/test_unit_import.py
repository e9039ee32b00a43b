"""A sheet of units becomes units, and units become a sheet; what was written by hand stays."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st
from minicourse import write_minicourse
from odd_bases import picture
from openpyxl import load_workbook
from unit_sheets import HEADS, cells, counties, lay_out, workbook

from coursegen.cli.commands import program
from coursegen.cli.words import say
from coursegen.office.package import read_package
from coursegen.reading import read_unit
from coursegen.reading.unit_columns import COLUMNS
from coursegen.report.unit_sheet import unit_workbook
from coursegen.sheets import read_records
from coursegen.text import CONTROL
from coursegen.workspace import bundled_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder with a small course and no units."""
    write_minicourse(tmp_path / "content" / "coffee-shop")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSEGEN_UI_LANG", "zh")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def rows_of(result: Result) -> list[list[str]]:
    return [line.split("\t") for line in result.stdout.splitlines()]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(home: Path, heads: tuple[str, ...], *rows: list[str]) -> None:
    (home / "units.xlsx").write_bytes(workbook(heads, rows))


def test_a_row_becomes_a_unit_with_its_names_parent_colour_logo_and_bases(home: Path) -> None:
    lay_out(home)
    result = run("import", "units.xlsx")
    assert (result.exit_code, result.stderr) == (0, "新建 3 个单位，改了 0 个，0 个没有变化\n")
    county, city = "yun-ling-xian-liang-shi-ju", "qing-ping-shi-liang-shi-ju"
    assert [row[:3] for row in rows_of(result)] == [
        [county, "云岭县粮食局", "新建"],
        [city, "青屏市粮食局", "新建"],
        ["wang-lu-hu-yi-yuan", "望鹭湖医院", "新建"],
    ]
    unit, _ = read_unit(county, (home / "templates", bundled_folder() / "templates"))
    assert unit.chain == (county, city, "default")
    assert (unit.names.full, unit.names.short, unit.type, unit.choices.plan) == (
        "云岭县粮食局",
        "县局",
        "机关",
        "short",
    )
    assert unit.brand.colors["primary"] == "1E5AA0"
    assert unit.names.signature == "", "who signs for the city does not sign for the county"
    folder = home / "templates" / county
    assert {path.name for path in folder.iterdir()} == {"unit.yaml", "logo.png", "deck.pptx", "document.docx"}
    assert (folder / "deck.pptx").read_bytes() == (home / "素材" / "底版.pptx").read_bytes()
    assert Path(unit.brand.logo) == (folder / "logo.png").resolve()


def test_a_second_import_changes_not_a_byte(home: Path) -> None:
    lay_out(home)
    run("import", "units.xlsx")
    before = tree(home)
    result = run("import", "units.xlsx")
    assert result.exit_code == 0
    assert {row[2] for row in rows_of(result)} == {"没有变化"}
    assert tree(home) == before


def test_an_import_leaves_keys_comments_and_forms_of_writing_alone(home: Path) -> None:
    folder = home / "templates" / "yunling"
    folder.mkdir(parents=True)
    hand = "# 手写\nnames: {full: 云岭县粮食局}  # 照公章\nterms:\n  unit: 我局 # 惯称\n"
    hand += "brand:\n  colors: {primary: '#1e5aa0'}\n"
    hand = hand.replace("\n", "\r\n")
    (folder / "unit.yaml").write_bytes(b"\xef\xbb\xbf" + hand.encode())
    write(home, ("单位全称", "简称", "主色"), ["云岭县粮食局", "县局", "1E5AA0"])
    assert rows_of(run("import", "units.xlsx")) == [["yunling", "云岭县粮食局", "已改", "unit.yaml"]]
    wanted = hand.replace("{full: 云岭县粮食局}", "{full: 云岭县粮食局, short: 县局}")
    assert (folder / "unit.yaml").read_bytes() == b"\xef\xbb\xbf" + wanted.encode()


def test_columns_stand_in_any_order_and_language_beside_others(home: Path) -> None:
    write(home, ("Remarks", "Colour", "ID", "Full name"), ["x", "1E5AA0", "yl", "云岭县粮食局"])
    assert rows_of(run("import", "units.xlsx"))[0][:2] == ["yl", "云岭县粮食局"]


def test_a_column_that_nobody_knows_is_told_once_at_its_header_with_the_likeliest_name(home: Path) -> None:
    write(home, ("单位全称", "主色调", "备注", "电话"), ["甲局", "1E5AA0", "x", "1"], ["乙局", "8A1F2B", "", ""])
    result = run("import", "units.xlsx")
    assert (result.exit_code, len(rows_of(result))) == (0, 2)
    guessed, others = [line for line in result.stderr.splitlines() if "units.xlsx!" in line]
    assert "units.xlsx!B1 C489 " in guessed
    assert "“主色”" in guessed
    assert "units.xlsx!C1 C490 " in others
    assert "备注、电话" in others
    assert run("import", "units.xlsx", "--strict").exit_code == 7


def test_a_column_that_the_sheet_has_is_not_what_another_means(home: Path) -> None:
    write(home, ("单位全称", "类型", "单位类别"), ["甲局", "机关", "x"])
    assert "C490" in run("import", "units.xlsx").stderr


def test_columns_that_nobody_knows_are_told_with_what_is_wrong(home: Path) -> None:
    write(home, ("Unit", "Colours", "Type"), ["甲局", "1E5AA0", "机构"])
    result = run("import", "units.xlsx", "--ui-lang", "en")
    assert result.exit_code == 3
    first, second, *_ = result.stderr.splitlines()
    assert first.startswith("units.xlsx!C2 C480 ")
    assert "units.xlsx!B1 C489 " in second
    assert "“colour”" in second


def test_units_whose_names_sound_alike_get_numbers_that_stay(home: Path) -> None:
    write(home, ("单位全称",), ["青岭县粮食局"], ["清岭县粮食局"])
    first = [row[0] for row in rows_of(run("import", "units.xlsx"))]
    assert first == ["qing-ling-xian-liang-shi-ju", "qing-ling-xian-liang-shi-ju-2"]
    write(home, ("单位全称",), ["清岭县粮食局"], ["青岭县粮食局"])
    assert [row[0] for row in rows_of(run("import", "units.xlsx"))] == first[::-1]


FAULTS = [
    (("单位全称", "类型"), ["甲局", "机构"], "B2", "C480"),
    (("单位全称", "主色"), ["甲局", "红"], "B2", "C481"),
    (("单位全称", "开课方案"), ["甲局", "三天"], "B2", "C482"),
    (("单位全称", "简称"), ["甲局", "长" * 101], "B2", "C483"),
    (("单位全称", "logo"), ["甲局", "没有.png"], "B2", "C484"),
    (("单位全称", "logo"), ["甲局", "\\\\server\\a.png"], "B2", "C485"),
    (("单位全称", "PPT模板"), ["甲局", "https://example.org/a.pptx"], "B2", "C485"),
    (("单位全称", "Word模板"), ["甲局", "素材/底版.pptx"], "B2", "C486"),
    (("单位全称", "PPT模板"), ["甲局", "坏.pptx"], "B2", "A501"),
    (("单位全称", "logo"), ["甲局", "坏.png"], "B2", "A508"),
    (("编号", "单位全称"), ["Jia", "甲局"], "A2", "C473"),
    (("编号", "单位全称"), ["hospital", "甲局"], "A2", "C475"),
    (("编号", "单位全称"), ["aux", "甲局"], "A2", "C473"),
    (("编号", "单位全称"), ["taken", "甲局"], "A2", "C487"),
    (("编号", "单位全称"), ["other", "乙局"], "B2", "C488"),
    (("单位全称", "上级单位"), ["甲局", "云岭县税务居"], "B2", "C476"),
    (("单位全称", "上级单位"), ["甲局", "某某"], "B2", "C477"),
    (("单位全称", "上级单位"), ["甲局", "甲局"], "B2", "C479"),
    (("单位全称", "简称"), ["", "甲"], "A2", "C471"),
]


@pytest.mark.parametrize(
    ("heads", "row", "cell", "code"), FAULTS, ids=[f"{code} {row[1][:8]}" for _, row, _, code in FAULTS]
)
def test_a_wrong_cell_is_named_and_nothing_is_written(
    home: Path, heads: tuple[str, ...], row: list[str], cell: str, code: str
) -> None:
    lay_out(home).unlink()
    (home / "坏.pptx").write_bytes(b"no package")
    (home / "坏.png").write_bytes(b"<svg/>")
    (home / "templates" / "Taken").mkdir(parents=True)
    (home / "templates" / "mine").mkdir()
    (home / "templates" / "mine" / "unit.yaml").write_text("names: {full: 乙局}\n", "utf-8")
    write(home, heads, row)
    before = tree(home)
    result = run("import", "units.xlsx")
    assert result.exit_code == (5 if code[0] == "A" else 3), result.stderr
    assert result.stderr.startswith(f"units.xlsx!{cell} {code} ")
    assert tree(home) == before


def test_all_wrong_cells_of_a_sheet_are_told_at_once(home: Path) -> None:
    write(
        home, ("编号", "单位全称", "简称", "上级单位", "logo", "类型"),
        ["a", "甲局", "局", "乙局", "x.png", ""],
        ["a", "乙局", "局", "甲局", "", "局"],
        ["", "乙局", "局", "局", "", ""],
    )  # fmt: skip
    result = run("import", "units.xlsx", "--log-format", "json")
    found = {(fault["file"], fault["code"]) for fault in map(json.loads, result.stderr.splitlines())}
    assert {("units.xlsx!A3", "C474"), ("units.xlsx!B4", "C472"), ("units.xlsx!F3", "C480")} <= found
    assert {("units.xlsx!D4", "C478"), ("units.xlsx!E2", "C484")} <= found
    assert not (home / "templates").exists()


def test_parents_in_a_circle_are_told_at_each_of_them_but_not_below(home: Path) -> None:
    write(home, ("单位全称", "上级单位"), ["甲局", "乙局"], ["乙局", "甲局"], ["丙局", "甲局"])
    lines = [line for line in run("import", "units.xlsx").stderr.splitlines() if "C479" in line]
    assert [line.split()[0] for line in lines] == ["units.xlsx!B2", "units.xlsx!B3"]


def test_a_logo_or_base_that_a_person_put_there_is_kept_and_the_run_says_so(home: Path) -> None:
    sheet = lay_out(home)
    run("import", sheet.name)
    folder = home / "templates" / "yun-ling-xian-liang-shi-ju"
    for name, data in (("logo.png", picture((1, 2, 3))), ("deck.pptx", b"mine")):
        (folder / name).write_bytes(data)
    kept = run("import", sheet.name)
    assert kept.exit_code == 0
    assert kept.stderr.count("O150") == 2
    assert (folder / "deck.pptx").read_bytes() == b"mine"
    assert run("import", sheet.name, "--strict").exit_code == 7
    forced = run("import", sheet.name, "--force")
    assert (forced.exit_code, forced.stderr.count("O150")) == (0, 0)
    assert (folder / "deck.backup.pptx").read_bytes() == b"mine"
    assert (folder / "deck.pptx").read_bytes() == (home / "素材" / "底版.pptx").read_bytes()


def test_a_base_of_another_kind_does_not_silently_hide_behind_the_one_there(home: Path) -> None:
    lay_out(home)
    folder = home / "templates" / "jia"
    folder.mkdir(parents=True)
    (folder / "deck.pptx").write_bytes(b"mine")
    (home / "素材" / "底版.potx").write_bytes((home / "素材" / "底版.pptx").read_bytes())
    write(home, ("编号", "单位全称", "PPT模板"), ["jia2", "甲局", "素材/底版.potx"])
    assert run("import", "units.xlsx").exit_code == 0
    (home / "templates" / "jia2" / "deck.pptx").write_bytes(b"mine")
    assert "deck.pptx O150" in run("import", "units.xlsx").stderr
    run("import", "units.xlsx", "--force")
    assert {path.name for path in (home / "templates" / "jia2").glob("deck*")} == {"deck.potx", "deck.backup.pptx"}


def test_what_is_exported_and_read_back_changes_nothing(home: Path) -> None:
    lay_out(home)
    run("import", "units.xlsx")
    result = run("export", "表/全部.xlsx")
    assert result.exit_code == 0
    before = tree(home / "templates")
    again = run("import", "表/全部.xlsx")
    assert [row[2] for row in rows_of(again)] == ["没有变化"] * 3, again.stderr
    assert tree(home / "templates") == before


def test_an_export_says_what_was_imported(home: Path) -> None:
    write(home, tuple(HEADS[:5]), *counties(12))
    run("import", "units.xlsx")
    run("export", "out.xlsx")
    head, *rows = cells((home / "out.xlsx").read_bytes())
    found = {tuple(row[head.index(name)] for name in HEADS[:5]) for row in rows}
    assert found == {tuple(row) for row in counties(12)}
    assert rows[0][head.index("单位全称")] == "青屏市粮食局", "a unit stands behind the one above it"


def test_the_shipped_units_go_through_a_sheet_without_a_change(home: Path) -> None:
    for name in ("province-tax", "city-tax", "county-tax", "hospital", "university", "company"):
        copytree(bundled_folder() / "templates" / name, home / "templates" / name)
    before = tree(home / "templates")
    run("export", "units.xlsx")
    head, *rows = cells((home / "units.xlsx").read_bytes())
    assert [row[head.index("上级单位")] for row in rows if row[0] == "county-tax"] == ["青屏市税务局"]
    result = run("import", "units.xlsx")
    assert [row[2] for row in rows_of(result)] == ["没有变化"] * 6, result.stderr
    assert tree(home / "templates") == before


def test_a_short_name_means_the_unit_in_the_sheet_before_any_other(home: Path) -> None:
    lay_out(home)
    shipped = read_unit("city-tax", (bundled_folder() / "templates",))[0]
    assert shipped.names.short == "市局", "so that the name is not the sheet's alone"
    run("import", "units.xlsx")
    text = (home / "templates" / "yun-ling-xian-liang-shi-ju" / "unit.yaml").read_text("utf-8")
    assert "extends: qing-ping-shi-liang-shi-ju\n" in text


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=20).map(
    lambda text: CONTROL.sub("", text)  # no text may hold these, in whatever file
)


@given(st.lists(st.lists(TEXTS, min_size=len(COLUMNS), max_size=len(COLUMNS)), min_size=1, max_size=5))
@example([["=1+1", "007", "2026-03-01", "1E5", "-x", "@a", "'q", "是", "TRUE", "1,2", "#N/A", "+86"]])
def test_every_text_comes_back_from_a_sheet_as_it_was(texts: list[list[str]]) -> None:
    rows = [dict(zip(COLUMNS, map(" ".join, (text.split() for text in row)), strict=True)) for row in texts]
    rows = [row | {"full": row["full"] or "甲局"} for row in rows]
    book = unit_workbook(rows, ("机关",), lambda key: say(key, "zh"), "store")
    records = read_records(book, "units.xlsx", COLUMNS, ("full",))
    assert [{key: " ".join(cell.text.split()) for key, cell in record.items()} for record in records] == rows


def test_a_sheet_shows_main_colours_keeps_names_in_sight_and_fits_its_texts() -> None:
    rows = [
        dict.fromkeys(COLUMNS, "") | {"full": "云岭县粮食局办公室及下属单位" * 2, "primary": "1e5aa0", "deck": "x" * 40}
    ]
    sheet: Any = load_workbook(BytesIO(unit_workbook(rows, ("机关",), lambda key: say(key, "zh")))).worksheets[0]
    columns = list(COLUMNS)
    color = sheet.cell(2, 1 + columns.index("primary"))
    assert (color.fill.fgColor.rgb, color.font.color.rgb) == ("FF1E5AA0", "FFFFFFFF")
    assert sheet.freeze_panes == sheet.cell(2, 2 + columns.index("full")).coordinate
    assert sheet.column_dimensions["B"].width > 40
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")


def test_a_sheet_that_is_there_and_differs_is_kept(home: Path) -> None:
    (home / "out.xlsx").write_bytes(b"mine")
    result = run("export", "out.xlsx")
    assert "O150" in result.stderr
    assert (home / "out.xlsx").read_bytes() == b"mine"
    assert run("export", "out.xlsx", "--force").exit_code == 0
    assert (home / "out.backup.xlsx").read_bytes() == b"mine"
    assert run("export", "out.csv").exit_code == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_sheet_has_columns_that_are_read_types_to_choose_and_hints(home: Path, language: str) -> None:
    assert run("export", "blank.xlsx", "--blank", "--ui-lang", language).exit_code == 0
    book = load_workbook(home / "blank.xlsx")
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.max_row == 1
    assert [
        any(head.lower() == name.lower() for name in known) for head, known in zip(heads, COLUMNS.values(), strict=True)
    ] == [True] * len(COLUMNS)
    rules = sheet.data_validations.dataValidation
    assert len(rules) == len(COLUMNS)
    (choices,) = [rule.formula1.strip('"').split(",") for rule in rules if rule.type == "list"]
    assert sorted(choices) == sorted(("机关", "事业", "高校", "医院", "企业"))
    assert all(rule.prompt and len(rule.prompt) <= 255 for rule in rules)
    assert book.worksheets[1].max_row == len(COLUMNS) + 1
    assert "C470" in run("import", "blank.xlsx").stderr


def test_forty_counties_become_forty_kits_in_one_command(home: Path) -> None:
    write(home, tuple(HEADS[:5]), *counties())
    result = run("build", "coffee-shop", "--units", "units.xlsx", "-f", "quiz")
    assert result.exit_code == 0, result.stderr
    assert result.stderr.splitlines()[-1] == "41 个单位，0 个有错误"
    kits = sorted((home / "output").glob("*/coffee-shop/quiz.docx"))
    authors = [read_package(kit.read_bytes(), kit.name)["docProps/core.xml"].decode() for kit in kits]
    names = sorted(row[0] for row in counties())
    assert len(names) == 41
    assert sorted(name for text in authors for name in names if name in text) == names


def test_one_units_faults_do_not_stop_the_others(home: Path) -> None:
    write(home, ("编号", "单位全称"), ["a", "甲局"], ["b", "乙局"], ["c", "丙局"])
    run("import", "units.xlsx")
    (home / "templates" / "b" / "deck.xml.j2").write_text("<deck>", "utf-8")
    result = run("build", "coffee-shop", "--units", "a,b,c", "-f", "slides")
    assert result.exit_code == 4
    assert rows_of(result) == [["a", "已生成 1"], ["b", "有错误"], ["c", "已生成 1"]]
    assert "单位 b：" in result.stderr
    assert result.stderr.splitlines()[-1] == "3 个单位，1 个有错误"
    every = run("build", "coffee-shop", "--units", "all", "-f", "slides")
    assert rows_of(every) == [["a", "没有变化 1"], ["b", "有错误"], ["c", "没有变化 1"]]


def test_units_that_cannot_be_built_together_are_refused(home: Path) -> None:
    for arguments, code in ((("--units", "nobody"), "U221"), (("--units", "all", "-u", "hospital"), "U392")):
        assert code in run("build", "coffee-shop", *arguments).stderr
    assert "U393" in run("build", "coffee-shop", "--units", "units.xlsx,hospital").stderr
