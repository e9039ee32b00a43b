"""Rosters as people keep them: columns in any order and language, faults at the cell."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from coursegen.errors import FaultError
from coursegen.sheets import UNPACKED_LIMIT, Record, read_records, read_rows
from coursegen.text import CONTROL

COLUMNS = {"name": ("姓名", "name"), "phone": ("电话", "联系电话", "phone"), "unit": ("单位", "unit")}
Rows = Sequence[Sequence[object]]


def xlsx(rows: Rows) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(out)
    return out.getvalue()


def comma(rows: Rows, encoding: str = "utf-8", sign: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows(rows)
    return out.getvalue().encode(encoding)


def _swollen() -> bytes:
    """A workbook that comes to more than is unpacked."""
    out = io.BytesIO(xlsx([["姓名"], ["张"]]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/media/a.bin", bytes(UNPACKED_LIMIT))
    return out.getvalue()


def read(data: bytes, file: str = "名单.xlsx") -> tuple[Record, ...]:
    return read_records(data, file, COLUMNS, ("name",))


def shown(records: tuple[Record, ...]) -> list[dict[str, str]]:
    return [{key: cell.text for key, cell in record.items()} for record in records]


def faults(data: bytes, file: str = "名单.xlsx") -> list[tuple[str, str]]:
    with pytest.raises(FaultError) as caught:
        read(data, file)
    assert all(fault.line("zh") and fault.line("en") for fault in caught.value.faults)
    return [(fault.code, str(fault.place)) for fault in caught.value.faults]


def test_columns_are_found_by_name_below_a_title_in_any_order() -> None:
    rows = [["某班名单"], [], ["序号", " 联系电话 ", "姓 名", "单位（全称）"], [1, 13800000000, "张三", "某局"], []]
    assert shown(read(xlsx(rows))) == [{"phone": "13800000000", "name": "张三", "unit": "某局"}]


def test_english_names_do_as_well() -> None:
    assert shown(read(xlsx([["Name", "UNIT"], ["Ann", "Office"]]))) == [{"name": "Ann", "unit": "Office"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_csv_file_is_read_in_any_usual_encoding(encoding: str, sign: str) -> None:
    rows = [["姓名", "单位"], ["𫍽䶮", "某局，办公室"]]
    assert shown(read(comma(rows, encoding, sign), "名单.csv")) == [{"name": "𫍽䶮", "unit": "某局，办公室"}]


NAMES = st.text(min_size=1, max_size=20).filter(lambda s: not CONTROL.search(s) and s.strip() == s and "\r" not in s)


@given(st.lists(NAMES.filter(lambda s: " ".join(s.split()) == s), min_size=1, max_size=5))
def test_every_text_comes_back_as_it_was(names: list[str]) -> None:
    rows = [["姓名"], *([name] for name in names)]
    assert [record["name"].text for record in read(comma(rows), "名单.csv")] == names


def test_a_formula_counts_as_its_last_value_and_never_runs() -> None:
    data = xlsx([["姓名"], ["=1+1"]])
    assert faults(data) == [("C431", "名单.xlsx!A2")]
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b"<v></v>" in parts[sheet] or b"<v />" in parts[sheet] or b"<v/>" in parts[sheet]
    for empty in (b"<v></v>", b"<v />", b"<v/>"):
        parts[sheet] = parts[sheet].replace(empty, b"<v>7</v>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    assert shown(read(out.getvalue())) == [{"name": "7"}]


def test_text_that_looks_like_a_formula_is_text_in_a_csv_file() -> None:
    assert shown(read(comma([["姓名"], ["=HYPERLINK(1)"]]), "名单.csv")) == [{"name": "=HYPERLINK(1)"}]


def test_a_cell_of_any_type_is_read_as_one_reads_it() -> None:
    cells = (True, False, 3.0, 2.5, 7, datetime(2026, 3, 1), datetime(2026, 3, 1, 9, 30), date(2026, 5, 4), None)
    (row,) = read_rows(xlsx([cells]), "a.xlsx")
    assert row[: len(cells)] == ["是", "否", "3", "2.5", "7", "2026-03-01", "2026-03-01 09:30:00", "2026-05-04", ""]


def test_cells_that_no_text_can_hold_are_named_where_rows_are_read_too() -> None:
    with pytest.raises(FaultError) as raised:
        read_rows(comma([["姓名", "电话"], ["张", "1\u0007"]]), "a.csv", ("姓名", "电话"))
    assert [(fault.code, str(fault.place)) for fault in raised.value.faults] == [("C430", "a.csv!B2")]


def test_cells_that_no_text_can_hold_are_named() -> None:
    rows = [["单位", "", "姓名"], ["甲", "", "张\u202e三"], ["乙", "", "李\u0007四"]]
    assert faults(comma(rows), "名单.csv") == [("C430", "名单.csv!C2"), ("C430", "名单.csv!C3")]


@pytest.mark.parametrize(
    ("data", "file", "code"),
    [
        (xlsx([["名字是什么"], ["张三"]]), "a.xlsx", "C420"),
        (xlsx([["姓名", "name"], ["张三", "李四"]]), "a.xlsx", "C421"),
        (b"PK not a workbook", "a.xlsx", "C414"),
        (b"\xd0\xcf\x11\xe0", "a.xls", "C411"),
        (b"\xff\xff\xff", "a.csv", "C415"),
        (b"x" * (5 * 1024 * 1024), "a.csv", "C412"),
        (comma([["姓名"], *([["张"]] * 6000)]), "a.csv", "C413"),
        (xlsx([["姓名"], *([["张"]] * 5000)]), "a.xlsx", "C413"),
        (comma([["姓名"], ["张" * 200_000]]), "a.csv", "C414"),
        (_swollen(), "a.xlsx", "C412"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(data: bytes, file: str, code: str) -> None:
    assert [found for found, _ in faults(data, file)] == [code]
