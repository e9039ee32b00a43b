"""`coursegen exam`: answers are marked by the paper and the form that was sat, and say what they say of the items."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from minicourse import write_minicourse
from openpyxl import load_workbook
from peers import page_texts, to_pdf, validator_errors
from pptx import Presentation

from coursegen.build import Forms, Request
from coursegen.build.prepare import prepare
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
    assert book.sheetnames == ["全卷", "统计图", "分数段", "目标", "试题", "选项", "成绩", "各目标得分率（%）"]
    (whole,) = book["全卷"].iter_rows(min_row=2, values_only=True)
    assert whole[1:3] == (8, forms[0].points / 2)
    assert whole[6] == "不到30人，这些数只能作提示，不能作结论"
    items = list(book["试题"].iter_rows(min_row=2, values_only=True))
    assert len(items) == count
    assert [row[1] for row in items] == list(range(1, count + 1))
    assert {row[5] for row in items} == {0.5}
    assert {row[6] for row in items} == {1}
    keys = [
        row for row in book["选项"].iter_rows(min_row=2, values_only=True) if row[1] == "q.cup.1" and row[3] == "是"
    ]
    assert [(row[2], row[4], row[5], row[6]) for row in keys] == [("A. 杯口、杯底、杯柄", 4, 2, 0)]


def test_the_workbook_has_native_charts_of_its_own_cells(workspace: Path) -> None:
    (paper,) = papers(workspace)
    count = len(questions(paper))
    write(workspace / "a.csv", sheet(paper, *[(f"{n:02d}", "", [n % 3 > 0] * count) for n in range(6)]))
    assert run("exam", "analyse", "coffee-shop", "a.csv", "-o", "n.xlsx") == 0
    with ZipFile(workspace / "n.xlsx") as package:
        charts = {name: package.read(name).decode() for name in package.namelist() if "/charts/chart" in name}
    cells = sorted(cell for chart in charts.values() for cell in re.findall(r"<c:f>(.*?)</c:f>", chart))
    assert len(charts) == 3
    assert f"试题!$F$2:$F${count + 1}" in cells
    assert "分数段!$B$2:$B$7" in cells


def test_a_spreadsheet_program_shows_charts_and_whole_texts(workspace: Path) -> None:
    (paper,) = papers(workspace)
    asked = questions(paper)
    write(workspace / "a.csv", sheet(paper, *[(f"{n:02d}", "", [n % 3 > 0] * len(asked)) for n in range(6)]))
    assert run("exam", "analyse", "coffee-shop", "a.csv", "-o", "n.xlsx") == 0
    pages = [re.sub(r"\s", "", text) for text in page_texts(to_pdf([workspace / "n.xlsx"], workspace)[0])]
    titles = ("各分数段的人数", "各目标的得分率（%）", "各题的难度p和区分度D")
    assert all(title in page for title, page in zip(titles, pages[1:4], strict=True))
    whole = "".join(pages)
    assert all(re.sub(r"\s", "", item.stem) in whole for _, item, _ in asked)
    assert "0.667" in whole


ALL_REPORTS = ("n.docx", "n.pptx", "f.docx")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Reports on a class of which the names, texts and answers are known."""
    folder = tmp_path_factory.mktemp("reports")
    write_minicourse(folder / "content" / "coffee-shop")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        (paper,) = papers(folder)
        hits = [[n > 0 and (n + k) % 3 > 0 for k in range(len(questions(paper)))] for n in range(7)]
        rows = sheet(paper, *[(f"id{n}{'=1+1' if n == 2 else ''}", "", row) for n, row in enumerate(hits)])
        rows[1][1] = "姓 <名> & {{ 0 }}"
        write(folder / "a.csv", rows)
        assert run("exam", "analyse", "coffee-shop", "a.csv", "-o", "n.docx", "-o", "n.pptx") == 0
        assert run("exam", "grade", "coffee-shop", "a.csv", "-o", "f.docx") == 0
        yield folder


def text_of(file: Path) -> str:
    """All text of an Office file's own parts, tags apart."""
    with ZipFile(file) as package:
        wanted = re.compile(r"(word/document|ppt/(slides|notesSlides|charts)/[^/]+)\.xml")
        parts = [name for name in package.namelist() if wanted.fullmatch(name)]
        return unescape("\n".join(re.sub(r"<[^>]+>", "", package.read(name).decode()) for name in parts))


@pytest.mark.parametrize("name", ALL_REPORTS)
def test_reports_are_sound_office_files(reports: Path, name: str) -> None:
    assert validator_errors(reports / name) == []


def test_the_report_tells_learners_items_options_and_where_the_bank_has_them(reports: Path) -> None:
    text = text_of(reports / "n.docx")
    for told in ("7人参加", "信度", "不到30人", "姓 <名> & {{ 0 }}", "id2=1+1", "高分组", "01-counter.yaml:"):
        assert told in text, told
    with ZipFile(reports / "n.docx") as package:
        assert [n for n in package.namelist() if re.match(r"word/charts/.*\.xml$", n)]
        assert [n for n in package.namelist() if re.match(r"word/embeddings/.*\.xlsx$", n)]


def test_the_debrief_names_nobody_and_has_a_chart_for_hard_questions(reports: Path) -> None:
    text = text_of(reports / "n.pptx")
    assert "得分率" in text
    assert not re.search(r"id\d|姓 <名>|名id", text)
    with ZipFile(reports / "n.pptx") as package:
        charts = [n for n in package.namelist() if re.match(r"ppt/charts/[^/]+\.xml$", n)]
    assert len(charts) > 1
    shown = [shape.text_frame.text for slide in Presentation(str(reports / "n.pptx")).slides
             for shape in slide.shapes if shape.has_text_frame]  # fmt: skip
    assert any("第1题得分率" in text or "第2题得分率" in text for text in shown)


def test_everybody_gets_a_page_with_nobody_elses_result_and_no_key(reports: Path) -> None:
    (pdf,) = to_pdf([reports / "f.docx"], reports)
    pages = page_texts(pdf)
    assert len(pages) == 7
    for number, page in enumerate(pages):
        assert set(re.findall(r"id\d", page)) == {f"id{number}"}
    assert "再学：" in pages[0]
    assert "杯口、杯底、杯柄" not in text_of(reports / "f.docx")


def test_a_report_that_is_asked_for_with_another_suffix_is_refused_before_anything_is_written(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (paper,) = papers(workspace)
    write(workspace / "a.csv", sheet(paper, ("01", "", [True] * len(questions(paper)))))
    assert run("exam", "analyse", "coffee-shop", "a.csv", "-o", "n.xlsx", "-o", "n.pdf") == 2
    assert "U310" in capsys.readouterr().err
    assert not (workspace / "n.xlsx").exists()


def test_a_paper_is_made_with_all_that_belongs_to_it(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("exam", "make", "coffee-shop", "--forms", "2") == 0
    made = {line.split("\t")[0].rpartition("/")[2] for line in capsys.readouterr().out.splitlines()}
    assert made == {
        "quiz.A.docx", "quiz.B.docx", "sheet.docx", "answers.A.docx", "answers.B.docx", "blueprint.docx",
        "approval.docx", "responses.xlsx",
    }  # fmt: skip


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
    write(workspace / "n.csv", [heads, ["李", "四", "l@example.org", *("-" for _ in asked)]])
    assert run("exam", "grade", "coffee-shop", "n.csv") == 0
    assert capsys.readouterr().out.split("\t")[3] == "0"


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
    assert [line.split(" ")[1] for line in err.splitlines()[:4]] == ["C560", "C577", "C562", "C563"]
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


def test_answers_to_a_question_that_the_paper_does_not_have_are_a_fault_unless_nobody_gave_any(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (paper,) = papers(workspace)
    rows = sheet(paper, ("01", "", [True] * len(questions(paper))))
    write(workspace / "a.csv", [[*rows[0], "第99题"], [*rows[1], "B"]])
    assert run("exam", "grade", "coffee-shop", "a.csv") == 3
    assert "C569" in capsys.readouterr().err
    write(workspace / "b.csv", [[*rows[0], "第99题"], [*rows[1], ""]])
    assert run("exam", "grade", "coffee-shop", "b.csv") == 0


def test_who_is_not_on_the_roster_of_the_class_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace / "content" / "coffee-shop" / "classes"
    folder.mkdir()
    (folder / "may.yaml").write_text("id: may\nroster: may.csv\n", "utf-8")
    (folder / "may.csv").write_text("姓名,编号\n名01,01\n名02,\n", "utf-8")
    (paper,) = papers(workspace)
    hits = [True] * len(questions(paper))
    write(workspace / "a.csv", sheet(paper, ("01", "", hits), ("02", "", hits), ("03", "", hits)))
    assert run("exam", "grade", "coffee-shop", "a.csv", "--class", "may") == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "C576" in line]
    assert len(told) == 1
    assert "“03”" in told[0]
    assert run("exam", "grade", "coffee-shop", "a.csv") == 0
    assert "C576" not in capsys.readouterr().err


def test_a_learner_whose_id_looks_like_a_formula_stays_a_text_in_every_workbook(workspace: Path) -> None:
    (paper,) = papers(workspace)
    nasty = "=cmd|' /C calc'!A0"
    write(
        workspace / "a.csv",
        sheet(paper, (nasty, "", [True] * len(questions(paper))), ("02", "", [False] * len(questions(paper)))),
    )
    assert run("exam", "grade", "coffee-shop", "a.csv", "-o", "r.xlsx") == 0
    assert run("exam", "analyse", "coffee-shop", "a.csv", "-o", "n.xlsx") == 0
    assert (
        run("exam", "gain", "coffee-shop", "a.csv", "a.csv", "--before", "final", "--after", "final", "-o", "g.xlsx")
        == 0
    )
    assert run("exam", "record", "coffee-shop", "a.csv", "--date", "2026-03-05") == 0
    assert run("exam", "learner", nasty, "-o", "l.xlsx") == 0
    for name in ("r.xlsx", "n.xlsx", "g.xlsx", "l.xlsx"):
        book = load_workbook(BytesIO((workspace / name).read_bytes()))
        cells = [cell for page in book for row in page.iter_rows() for cell in row if nasty in str(cell.value)]
        assert cells, name
        assert {(cell.data_type, cell.value) for cell in cells} <= {("s", f"'{nasty}"), ("s", f"名{nasty}")}


def test_answers_typed_in_full_width_are_what_they_look_like(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = papers(workspace, 2)
    hits = [True] * len(questions(made[1]))
    rows = sheet(made[1], ("01", "（ｂ卷）", hits))
    wide = {ord(plain): chr(ord(plain) + 0xFEE0) for plain in "ABCDEF0123456789."}
    rows[0][3:] = [f"{name}（{n}分）".translate(wide) for n, name in enumerate(rows[0][3:], 1)]
    rows[1][3:] = [said.translate(wide) for said in rows[1][3:]]
    write(workspace / "a.csv", rows)
    assert run("exam", "grade", "coffee-shop", "a.csv", "--forms", "2") == 0
    assert capsys.readouterr().out.split("\t")[2:4] == ["B", f"{made[1].points:g}"]


def test_who_does_not_say_his_form_is_never_marked_by_another(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = papers(workspace, 2)
    hits = [True] * len(questions(made[0]))
    rows = sheet(made[0], ("01", "A", hits), ("02", "", hits), ("03", "", hits), ("04", "C", hits))
    write(workspace / "a.csv", rows)
    assert run("exam", "grade", "coffee-shop", "a.csv", "--forms", "2") == 3
    told = capsys.readouterr().err.splitlines()[:2]
    assert told[0].startswith("a.csv!C3 C579 2 人没有写卷别，这份卷子有：A、B")
    assert told[1].startswith("a.csv!C5 C561")


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
