"""`coursegen exam`: answers are marked by the paper and the form that was sat, and say what they say of the items."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from minicourse import write_minicourse
from openpyxl import load_workbook
from peers import validator_errors

from coursegen.build import Forms, Request
from coursegen.build.request import prepare
from coursegen.cli.commands import program
from coursegen.exam import Paper
from coursegen.ingest.responses import read_responses
from coursegen.model import ChoiceItem, Item, JudgeItem
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_minicourse(tmp_path / "content" / "coffee-shop")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def papers(workspace: Path, count: int = 1) -> tuple[Paper, ...]:
    course = workspace / "content" / "coffee-shop"
    return prepare(Request(course, "default", (TEMPLATES,), products=("quiz",), forms=Forms(count, "shuffled"))).papers


def questions(paper: Paper) -> list[tuple[int, Item, float]]:
    return [(q.number, q.item, q.points) for part in paper.sections for q in part.questions]


def right(item: Item, points: float) -> str:
    """What one writes to get all points."""
    match item:
        case ChoiceItem():
            return item.answer
        case JudgeItem(kind="judge"):
            return "√" if item.answer else "×"
        case _:
            return f"{points:g}"


def wrong(item: Item) -> str:
    match item:
        case ChoiceItem(kind="single"):
            return "ABC".replace(item.answer, "")[0]
        case ChoiceItem():
            return item.answer[:1]
        case JudgeItem(kind="judge"):
            return "×" if item.answer else "√"
        case _:
            return "0"


def write(file: Path, rows: Sequence[Sequence[str]]) -> None:
    out = StringIO()
    csv.writer(out).writerows(rows)
    file.write_text(out.getvalue(), "utf-8")


def sheet(paper: Paper, *learners: tuple[str, str, Sequence[bool]]) -> list[list[str]]:
    """A sheet in which each learner has the questions right or wrong."""
    asked = questions(paper)
    rows = [["编号", "姓名", "卷别", *(f"第{number}题" for number, _, _ in asked)]]
    for learner, form, hits in learners:
        answers = [
            right(item, points) if hit else wrong(item) for (_, item, points), hit in zip(asked, hits, strict=True)
        ]
        rows.append([learner, f"名{learner}", form, *answers])
    return rows


def run(*arguments: str) -> int:
    return program.run([*arguments], "coursegen")


def test_every_learner_gets_the_points_of_what_he_has_right(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (paper,) = papers(workspace)
    count = len(questions(paper))
    assert count > 3
    first = [True] + [False] * (count - 1)
    write(workspace / "a.csv", sheet(paper, ("01", "", [True] * count), ("02", "", [False] * count), ("03", "", first)))
    assert run("exam", "grade", "coffee-shop", "a.csv", "-o", "r.xlsx") == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()[:3]]
    worth = questions(paper)[0][2]
    assert [line[3] for line in lines] == [f"{paper.points:g}", "0", f"{worth:g}"]
    assert [line[5] for line in lines] == ["是", "否", "否"]
    book = load_workbook(BytesIO((workspace / "r.xlsx").read_bytes()))
    assert book.sheetnames == ["成绩", "各目标得分率（%）"]
    assert [row[:2] for row in book["成绩"].iter_rows(min_row=2, values_only=True)] == [
        ("01", "名01"), ("02", "名02"), ("03", "名03"),
    ]  # fmt: skip
    aims = list(book["各目标得分率（%）"].iter_rows(values_only=True))
    assert aims[0][2].startswith("obj.counter.1")
    assert set(aims[1][2:]) == {100}
    assert set(aims[2][2:]) == {0}


def test_a_shuffled_form_is_marked_in_its_own_order_and_letters(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = papers(workspace, 2)
    assert [paper.form for paper in forms] == ["A", "B"]
    count = len(questions(forms[0]))
    rows = sheet(forms[0], ("01", "A卷", [True] * count)) + sheet(forms[1], ("02", "B", [True] * count))[1:]
    write(workspace / "a.csv", rows)
    assert run("exam", "grade", "coffee-shop", "a.csv", "--forms", "2") == 0
    out = capsys.readouterr().out
    assert [line.split("\t")[2:4] for line in out.splitlines()] == [
        ["A", f"{forms[0].points:g}"], ["B", f"{forms[0].points:g}"],
    ]  # fmt: skip


def test_options_of_all_forms_are_counted_as_the_bank_has_them(workspace: Path) -> None:
    forms = papers(workspace, 2)
    count = len(questions(forms[0]))
    learners = [(f"a{n}", "A", [n % 2 == 0] * count) for n in range(4)]
    rows = (
        sheet(forms[0], *learners)
        + sheet(forms[1], *[(f"b{n}", "B", hits) for n, (_, _, hits) in enumerate(learners)])[1:]
    )
    write(workspace / "a.csv", rows)
    assert run("exam", "analyse", "coffee-shop", "a.csv", "--forms", "2", "-o", "n.xlsx") == 0
    assert validator_errors(workspace / "n.xlsx") == []
    book = load_workbook(BytesIO((workspace / "n.xlsx").read_bytes()))
    assert book.sheetnames == ["全卷", "试题", "选项"]
    (whole,) = book["全卷"].iter_rows(min_row=2, values_only=True)
    assert whole[1:3] == (8, forms[0].points / 2)
    assert whole[6] == "不到30人，这些数只能作提示，不能作结论"
    items = list(book["试题"].iter_rows(min_row=2, values_only=True))
    assert len(items) == count
    assert {row[4] for row in items} == {0.5}
    assert {row[5] for row in items} == {1}
    keys = [
        row for row in book["选项"].iter_rows(min_row=2, values_only=True) if row[1] == "q.cup.1" and row[3] == "是"
    ]
    assert [(row[2], row[4], row[5], row[6]) for row in keys] == [("A. 杯口、杯底、杯柄", 4, 2, 0)]


def test_moodles_report_of_responses_is_read(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (paper,) = papers(workspace)
    asked = questions(paper)
    said = []
    for _, item, points in asked:
        match item:
            case ChoiceItem():
                texts = [item.options["ABCDEFGHIJ".index(letter)] for letter in item.answer]
                said.append("; ".join(texts))
            case JudgeItem(kind="judge"):
                said.append("True" if item.answer else "False")
            case _:
                said.append(f"{points:g}")
    heads = ["Last name", "First name", "Email address", *(f"Response {number}" for number, _, _ in asked)]
    write(workspace / "m.csv", [heads, ["张", "三", "z@example.org", *said]])
    assert run("exam", "grade", "coffee-shop", "m.csv") == 0
    assert capsys.readouterr().out.split("\t")[:4] == ["z@example.org", "张", "", f"{paper.points:g}"]


def test_mistakes_in_answers_are_told_by_cell_all_at_once(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (paper,) = papers(workspace)
    asked = questions(paper)
    hits = [True] * len(asked)
    rows = sheet(paper, ("01", "", hits), ("01", "", hits), ("02", "C", hits), ("03", "", hits), ("04", "", hits))
    choice = next(n for n, (_, item, _) in enumerate(asked) if isinstance(item, ChoiceItem))
    open_ = next(n for n, (_, item, _) in enumerate(asked) if not isinstance(item, ChoiceItem | JudgeItem))
    rows[4][3 + choice], rows[5][3 + open_] = "Z", "99"
    write(workspace / "a.csv", rows)
    assert run("exam", "grade", "coffee-shop", "a.csv", "-o", "r.xlsx") == 3
    err = capsys.readouterr().err
    assert [line.split(" ")[1] for line in err.splitlines()[:4]] == ["C560", "C561", "C562", "C563"]
    column = "ABCDEFGHIJKLMNOP"[3 + choice]
    assert f"a.csv!{column}5 C562" in err
    assert not (workspace / "r.xlsx").exists()


@pytest.mark.parametrize(("rows", "code"), [
    ([["甲", "乙"]], "C566"),
    ([["编号", "1"], ["01", "A"]], "C564"),
    ([["编号", "姓名", *map(str, range(1, 30))], ["", "", "A"]], "C565"),
    ([["编号", *map(str, range(1, 30))], [""]], "C567"),
])  # fmt: skip
def test_a_sheet_that_cannot_be_understood_is_a_fault(
    workspace: Path, capsys: pytest.CaptureFixture[str], rows: list[list[str]], code: str
) -> None:
    write(workspace / "a.csv", rows)
    assert run("exam", "analyse", "coffee-shop", "a.csv") == 3
    assert f"{code} " in capsys.readouterr().err


def test_blank_rows_and_titles_are_passed_over_and_names_alone_are_enough() -> None:
    data = "期末考试,,\n姓名,1,2\n,,\n甲,A,\n".encode()
    (found,) = read_responses(data, "a.csv", (1, 2))
    assert (found.learner, found.name, found.form, found.answers[1].text, found.answers[2].text) == (
        "甲",
        "甲",
        "",
        "A",
        "",
    )


def test_results_are_not_written_over_a_file(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (paper,) = papers(workspace)
    write(workspace / "a.csv", sheet(paper, ("01", "", [True] * len(questions(paper)))))
    (workspace / "r.xlsx").write_bytes(b"mine")
    assert run("exam", "grade", "coffee-shop", "a.csv", "-o", "r.xlsx") == 6
    assert "O103" in capsys.readouterr().err
    assert (workspace / "r.xlsx").read_bytes() == b"mine"


def test_a_class_is_compared_before_and_after(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (paper,) = papers(workspace)
    count = len(questions(paper))
    none, all_ = [False] * count, [True] * count
    write(workspace / "a.csv", sheet(paper, ("01", "", none), ("02", "", all_), ("03", "", none)))
    write(workspace / "b.csv", sheet(paper, ("02", "", all_), ("01", "", all_), ("04", "", all_)))
    same = ("--before", "final", "--after", "final")
    assert run("exam", "gain", "coffee-shop", "a.csv", "b.csv", *same, "-o", "g.xlsx") == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[:2] == ["01\t0.0%\t100.0%\t1.000", "02\t100.0%\t100.0%\t–"]
    assert "两次都考的 2 人：前 50.0%，后 100.0%，归一化增益 1.000（只考一次的 2 人没有算）" in told.err
    (rows,) = [list(s.iter_rows(values_only=True)) for s in load_workbook(BytesIO((workspace / "g.xlsx").read_bytes()))]
    assert rows[-1] == ("全班", 50, 100, 1)
    write(workspace / "c.csv", sheet(paper, ("09", "", all_)))
    assert run("exam", "gain", "coffee-shop", "a.csv", "c.csv", *same) == 3
    assert "C568" in capsys.readouterr().err
