"""`coursegen exam record` and what is told of sittings that are kept."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from peers import validator_errors
from test_exam import papers, questions, run, sheet, workspace, write

from coursegen.workspace import find_workspace

__all__ = ["workspace"]


def answers(folder: Path, name: str, *rows: tuple[str, Sequence[bool]]) -> str:
    (paper,) = papers(folder)
    write(folder / name, sheet(paper, *[(learner, "", hits) for learner, hits in rows]))
    return name


def everything(folder: Path) -> list[bool]:
    return [True] * len(questions(papers(folder)[0]))


@pytest.fixture
def kept(workspace: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Two sittings of the coffee shop."""
    all_ = everything(workspace)
    none, first = [not hit for hit in all_], [n == 0 for n, _ in enumerate(all_)]
    march = answers(workspace, "a.csv", ("01", all_), ("02", none), ("03", first))
    june = answers(workspace, "b.csv", ("01", all_), ("04", all_))
    assert run("exam", "record", "coffee-shop", march, "--date", "2026-03-05") == 0
    assert run("exam", "record", "coffee-shop", june, "--date", "2026-06-05", "--people", "names") == 0
    capsys.readouterr()
    return workspace


def records(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert run(*arguments, "--log-format", "json") == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_sittings_are_listed_with_their_numbers(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = records(capsys, "exam", "history")
    assert [(one["date"], one["learners"], one["passed"]) for one in found] == [
        ("2026-03-05", 3, pytest.approx(100 / 3)), ("2026-06-05", 2, 100),
    ]  # fmt: skip
    assert (kept / "results.db").is_file()
    assert find_workspace().results == kept / "results.db"
    assert records(capsys, "exam", "history", "no-such-course") == []


def test_names_are_kept_only_when_they_are_wanted(kept: Path) -> None:
    with sqlite3.connect(kept / "results.db") as connection:
        found = connection.execute("SELECT learner, name FROM result ORDER BY id").fetchall()
    assert found == [("01", ""), ("02", ""), ("03", ""), ("01", "名01"), ("04", "名04")]


def test_usage_is_told_of_every_item_of_the_bank(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {
        str(one["item"]): one
        for one in records(capsys, "exam", "usage", "coffee-shop", "-o", "u.xlsx")
        if "item" in one
    }
    sat = {item.id for _, item, _ in questions(papers(kept)[0])}
    assert sat
    assert {key for key, one in found.items() if one["times"] == 2} == sat
    assert {one["last"] for key, one in found.items() if key in sat} == {"2026-06-05"}
    assert all(":" in str(one["place"]) for one in found.values())
    unused = {str(one["item"]) for one in records(capsys, "exam", "usage", "coffee-shop", "--unused")}
    assert unused == found.keys() - sat
    assert validator_errors(kept / "u.xlsx") == []


def test_an_item_that_was_changed_since_says_so(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank = kept / "content" / "coffee-shop" / "bank" / "01-counter.yaml"
    bank.write_text(bank.read_text("utf-8").replace("出杯前要看的三处是", "出杯以前要看哪三处"), "utf-8")
    found = {one["item"]: one["changed"] for one in records(capsys, "exam", "usage", "coffee-shop")}
    assert found["q.cup.1"] is True
    assert list(found.values()).count(True) == 1


def test_trends_are_told_and_drawn(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("exam", "trends", "coffee-shop", "-o", "t.xlsx") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines[:2]] == ["2026-03-05", "2026-06-05"]
    assert validator_errors(kept / "t.xlsx") == []
    with ZipFile(kept / "t.xlsx") as package:
        assert "<c:lineChart>" in package.read("xl/charts/chart1.xml").decode()
    book = load_workbook(BytesIO((kept / "t.xlsx").read_bytes()))
    assert book.sheetnames == ["历次考试", "统计图", "各目标得分率（%）"]
    assert [row[4] for row in book["历次考试"].iter_rows(min_row=2, values_only=True)] == [3, 2]


def test_all_that_is_kept_of_a_learner_is_handed_out(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = records(capsys, "exam", "learner", "01", "-o", "l.xlsx")
    assert [one["date"] for one in found if "date" in one] == ["2026-03-05", "2026-06-05"]
    book = load_workbook(BytesIO((kept / "l.xlsx").read_bytes()))
    count = len(questions(papers(kept)[0]))
    assert [sheet.max_row for sheet in book] == [3, 1 + 2 * count]
    assert run("exam", "learner", "nobody") == 3
    assert "C575" in capsys.readouterr().err


def test_a_learner_is_erased_only_when_that_is_sure(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("exam", "erase", "01") == 2
    assert "U313" in capsys.readouterr().err
    assert len(records(capsys, "exam", "learner", "01")) == 2
    assert run("exam", "erase", "01", "--yes") == 0
    capsys.readouterr()
    assert run("exam", "learner", "01") == 3
    assert "C575" in capsys.readouterr().err
    assert [one["learners"] for one in records(capsys, "exam", "history")] == [2, 1]


def test_a_sitting_without_a_day_is_a_fault(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = answers(workspace, "a.csv", ("01", everything(workspace)))
    assert run("exam", "record", "coffee-shop", name) == 2
    assert "U312" in capsys.readouterr().err
    assert not (workspace / "results.db").exists()


def test_another_sheet_of_the_same_sitting_needs_to_be_asked_for(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = answers(kept, "c.csv", ("09", everything(kept)))
    assert run("exam", "record", "coffee-shop", other, "--date", "2026-03-05") == 3
    assert "C574" in capsys.readouterr().err
    assert run("exam", "record", "coffee-shop", other, "--date", "2026-03-05", "--replace") == 0
    capsys.readouterr()
    assert [one["learners"] for one in records(capsys, "exam", "history")] == [1, 2]


def test_the_approval_form_tells_what_the_last_sittings_repeat(kept: Path) -> None:
    assert run("build", "coffee-shop", "-f", "approval", "-o", "out") == 0
    (file,) = (kept / "out").rglob("approval.docx")
    with ZipFile(file) as package:
        text = re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())
    count = len(questions(papers(kept)[0]))
    assert text.index("2026年6月5日") < text.index("2026年3月5日")
    assert text.count(f"{count}（100%）") == 2


def test_a_damaged_record_is_a_fault_for_what_needs_it_and_a_warning_for_a_paper(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kept / "results.db").write_bytes(b"half" * 500)
    assert run("exam", "history") == 3
    assert "C571" in capsys.readouterr().err
    assert run("build", "coffee-shop", "-f", "approval", "-o", "out") == 0
    assert "警告" in (err := capsys.readouterr().err)
    assert "C571" in err
    assert run("build", "coffee-shop", "-f", "quiz", "-o", "out") == 0
    assert "C571" not in capsys.readouterr().err
