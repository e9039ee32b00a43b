"""What answers say goes back into the bank, and what was asked lately stays out of the next paper of a class."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from minicourse import item_like
from peers import page_texts, to_pdf
from test_exam import papers, questions, run, sheet, workspace, write

from coursegen.build import Forms, Request
from coursegen.build.prepare import prepare
from coursegen.exam import Paper, row_of
from coursegen.workspace import bundled_folder

__all__ = ["workspace"]

MORE = "  # a second single choice\n" + item_like(
    "q.cup.1",
    id="q.cup.3",
    bloom="apply",
    stem="最后一只大杯有缺口，先做什么",
    options="[换两只小杯, 转到背面, 请客人决定]",
    answer="A  # never B",
    rationale="有缺口就不出杯",
) + item_like(
    "q.queue.2",
    id="q.queue.4",
    stem="队伍一过五个人，先抬头说一句话。",
    answer="true",
    rationale="一句话能让一排人安心",
)  # fmt: skip
CLASS = "id: {id}\n# when it is sat\nexam: {{date: {date}, start: '15:00'}}\nrules: [先看后用]\n"


@pytest.fixture
def shop(workspace: Path) -> Path:
    """The coffee shop with two items for two of the parts, and two classes."""
    bank = bank_of(workspace)
    bank.write_text(bank.read_text("utf-8").rstrip() + "\n" + MORE, "utf-8")
    folder = workspace / "content" / "coffee-shop" / "classes"
    folder.mkdir()
    for name, date in (("may", "2026-05-08"), ("june", "2026-06-05")):
        (folder / f"{name}.yaml").write_text(CLASS.format(id=name, date=date), "utf-8")
    return workspace


def bank_of(folder: Path) -> Path:
    return folder / "content" / "coffee-shop" / "bank" / "01-counter.yaml"


def class_of(folder: Path, name: str) -> str:
    return (folder / "content" / "coffee-shop" / "classes" / f"{name}.yaml").read_text("utf-8")


def paper_of(folder: Path, class_: str) -> Paper:
    course, units = folder / "content" / "coffee-shop", (bundled_folder() / "templates",)
    return prepare(Request(course, "default", units, products=("quiz",), class_=class_, forms=Forms())).papers[0]


def sat(folder: Path, paper: Paper, *, wrong_for_the_best: int = 0) -> str:
    """Answers of ten learners; the five who know all else have one question wrong, which all others have right."""
    count = len(questions(paper))
    rows = [
        (f"{n:02d}", "", [n < 5 and turn != wrong_for_the_best if n < 5 else turn == wrong_for_the_best
                          for turn in range(count)])
        for n in range(10)
    ]  # fmt: skip
    write(folder / "a.csv", sheet(paper, *rows))
    return "a.csv"


def told(capsys: pytest.CaptureFixture[str], key: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [line for line in lines if key in line]


def test_what_an_analysis_finds_is_only_told_until_it_is_to_be_marked(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bank_of(shop).read_bytes()
    answers = sat(shop, papers(shop)[0])
    assert run("exam", "analyse", "coffee-shop", answers) == 0
    assert "--mark key（1 题" in capsys.readouterr().err
    assert bank_of(shop).read_bytes() == before


def test_a_doubtful_key_is_marked_in_the_bank_and_no_new_paper_takes_the_item(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper, before = papers(shop)[0], bank_of(shop).read_text("utf-8")
    doubtful = row_of(paper)[0]
    assert run("exam", "analyse", "coffee-shop", sat(shop, paper), "--mark", "key", "--log-format", "json") == 0
    assert [one["item"] for one in told(capsys, "review")] == [doubtful]
    after = bank_of(shop).read_text("utf-8").splitlines()
    added = [line for line in after if line not in before.splitlines()]
    assert len(added) == 1
    assert added[0].startswith("    review: final：")
    assert [line for line in after if line != added[0]] == before.splitlines()
    assert doubtful not in papers(shop)[0].items
    assert run("exam", "make", "coffee-shop", "-o", "out") == 0
    assert f"C609 1 道题记着 review，没有抽进卷子：{doubtful}" in capsys.readouterr().err


def test_all_that_should_be_looked_at_is_marked_but_what_a_person_noted_stays(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = papers(shop)[0]
    noted = row_of(paper)[2]
    text = bank_of(shop).read_text("utf-8").replace(f"  - id: {noted}\n", f"  - id: {noted}\n    review: 我看过\n")
    answers = sat(shop, paper)
    assert run("exam", "analyse", "coffee-shop", answers, "--log-format", "json") == 0
    flagged = {str(one["item"]) for one in told(capsys, "p") if one["flags"]}
    assert noted not in flagged or len(flagged) > 1
    names = ", ".join(row_of(paper))
    class_file = shop / "content" / "coffee-shop" / "classes" / "may.yaml"
    class_file.write_text(CLASS.format(id="may", date="2026-05-08") + f"papers: {{final: [[{names}]]}}\n", "utf-8")
    bank_of(shop).write_text(text, "utf-8")
    arguments = ("exam", "analyse", "coffee-shop", answers, "--class", "may")
    assert run(*arguments, "--mark", "all", "--log-format", "json") == 0
    marked = {str(one["item"]): str(one["review"]) for one in told(capsys, "review")}
    assert marked.keys() == flagged - {noted}
    assert all(note.startswith("2026-05-08 final：") for note in marked.values())
    assert "review: 我看过\n" in bank_of(shop).read_text("utf-8")
    assert run("exam", "grade", "coffee-shop", answers, "--class", "may") == 0
    assert "C611" in capsys.readouterr().err


def test_feedback_on_every_objective_of_a_whole_course_is_one_page(workspace: Path) -> None:
    course = bundled_folder() / "content" / "office-director"
    (paper,) = prepare(Request(course, "default", (bundled_folder() / "templates",), products=("quiz",))).papers
    count = len(questions(paper))
    write(workspace / "a.csv", sheet(paper, ("01", "", [False] * count), ("02", "", [True] * count)))
    assert run("exam", "grade", "office-director", "a.csv", "-o", "f.docx") == 0
    pages = ["".join(text.split()) for text in page_texts(to_pdf([workspace / "f.docx"], workspace)[0])]
    assert [("名01（01）" in page, "名02（02）" in page) for page in pages] == [(True, False), (False, True)]


def test_a_bank_of_the_program_is_not_marked(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = bundled_folder() / "content" / "office-director"
    made = prepare(Request(course, "default", (bundled_folder() / "templates",), products=("quiz",)))
    answers = sat(workspace, made.papers[0])
    assert run("exam", "analyse", "office-director", answers, "--mark", "key") == 2
    assert "U351" in capsys.readouterr().err


def test_a_fresh_paper_leaves_out_what_was_sat_lately_and_stays_the_same(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = papers(shop)[0]
    assert run("exam", "record", "coffee-shop", sat(shop, first), "--date", "2026-05-08", "--class", "may") == 0
    before = class_of(shop, "june")
    assert run("exam", "make", "coffee-shop", "--class", "june", "--fresh", "3", "-o", "out", "--strict") == 7
    err = capsys.readouterr().err
    fresh = paper_of(shop, "june")
    two = {"q.cup.1", "q.cup.3", "q.queue.2", "q.queue.4"}
    assert fresh.items & two == two - first.items
    again = [name for name in row_of(fresh) if name in first.items]
    assert f"C610 题库不够：卷子的 5 道题里，3 道在最近 1 次考试里考过：{'、'.join(again)}" in err
    assert class_of(shop, "june").startswith(before)
    marked = bank_of(shop).read_text("utf-8").replace("id: q.cup.3\n", "id: q.cup.3\n    review: 看\n")
    bank_of(shop).write_text(marked, "utf-8")
    assert paper_of(shop, "june").items == fresh.items
    assert run("exam", "make", "coffee-shop", "--class", "june", "--fresh", "3", "-o", "out") == 3
    assert "C612" in capsys.readouterr().err


def test_parallel_forms_are_settled_each_by_itself(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = ("exam", "make", "coffee-shop", "--class", "june", "--fresh", "2", "--forms", "2", "--parallel", "-o", "out")
    assert run(*made) == 0
    assert "避开了存着的最近 0 次" in capsys.readouterr().out
    assert class_of(shop, "june").count("    - [") == 2
    write(shop / "b.csv", sheet(paper_of(shop, "june"), ("01", "A", [True] * 5)))
    assert run("exam", "grade", "coffee-shop", "b.csv", "--class", "june") == 0
    assert capsys.readouterr().out.split("\t")[3:5] == ["26", "100.0%"]


@pytest.mark.parametrize(("arguments", "code"), [
    (["--fresh", "3"], "U314"),
    (["--fresh", "0", "--class", "june"], "U396"),
    (["--fresh", "2", "--class", "x"], "U331"),
])  # fmt: skip
def test_what_cannot_be_settled_is_told(
    shop: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    before = class_of(shop, "june")
    assert run("exam", "make", "coffee-shop", *arguments) == 2
    assert code in capsys.readouterr().err
    assert class_of(shop, "june") == before


def test_a_class_that_settles_a_paper_nobody_knows_is_told(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = shop / "content" / "coffee-shop" / "classes" / "june.yaml"
    file.write_text(file.read_text("utf-8") + "papers: {finall: [[q.cup.1]]}\n", "utf-8")
    assert run("exam", "make", "coffee-shop", "--class", "june", "-o", "out") == 3
    assert "june.yaml:5:" in capsys.readouterr().err
