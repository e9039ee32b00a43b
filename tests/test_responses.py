"""The workbook of learners' answers: filled in as it is, it is graded as the same answers typed elsewhere are."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from minicourse import write_minicourse
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from peers import validator_errors

from coursegen.build import Forms, Request
from coursegen.build.prepare import prepare
from coursegen.cli.commands import program
from coursegen.exam import Paper, SheetPart
from coursegen.ingest.responses import read_responses
from coursegen.model import ChoiceItem, Item, JudgeItem
from coursegen.report.response_rules import rule_of
from coursegen.workspace import bundled_folder

ROOT = bundled_folder()
CLASS = "id: june\ntitle: 六月班\nterm: 2026年第6期\nroster: june.csv\n"
HOSTILE = "=cmd|'/c calc'!A1"
ROSTER = f'姓名,学号\n陈一,007\n林二,\n"{HOSTILE}",+9\n'
ASKED = {
    "one form": ("coffee-shop", "zh", Forms()),
    "shuffled": ("coffee-shop", "zh", Forms(2, "shuffled")),
    "parallel": ("coffee-shop", "zh", Forms(3, "parallel")),
    "in English": ("lab-safety", "en", Forms(2, "shuffled")),
    "in traditional Chinese": ("coffee-shop", "zh-Hant", Forms(2, "shuffled")),
}
HEADS = {"zh": ("编号", "姓名", "卷别"), "zh-Hant": ("編號", "姓名", "卷別"), "en": ("ID", "Name", "Form")}

Answers = Mapping[str, tuple[str, list[str]]]
"""Form and answers in order by learner."""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    course = write_minicourse(tmp_path / "content" / "coffee-shop")
    (course / "classes").mkdir()
    (course / "classes" / "june.yaml").write_text(CLASS, "utf-8")
    (course / "classes" / "june.csv").write_text(ROSTER, "utf-8")
    (tmp_path / "content" / "lab-safety").symlink_to(ROOT / "content" / "lab-safety")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return program.run([*arguments], "coursegen")


def options(forms: Forms) -> list[str]:
    said = ["--forms", str(forms.count)] if forms.count else []
    return [*said, "--parallel"] if forms.kind == "parallel" else said


def made(*more: str, course: str = "coffee-shop") -> Path:
    """The workbook as it is made."""
    assert run("build", course, "-f", "responses", "-o", "out", *more) == 0
    (file,) = Path("out").rglob("responses*.xlsx")
    return file


def papers(workspace: Path, course: str, forms: Forms) -> tuple[Paper, ...]:
    folder = workspace / "content" / course
    return prepare(Request(folder, "default", (ROOT / "templates",), products=("quiz",), forms=forms)).papers


def answer(item: Item, points: float, *, right: bool) -> str:
    match item:
        case ChoiceItem():
            return item.answer if right else ("B" if item.answer == "A" else "A")
        case JudgeItem(kind="judge"):
            return "√" if item.answer is right else "×"
        case _:
            return f"{points / 2 if right else 0:g}"


def answered(forms: tuple[Paper, ...]) -> Answers:
    """For each form somebody who has all right in its own order, and somebody who has every third question right."""
    out = {}
    for paper in forms:
        asked = [(q.item, q.points) for part in paper.sections for q in part.questions]
        form = paper.form if len(forms) > 1 else ""
        for every in (1, 3):
            said = [answer(item, points, right=not n % every) for n, (item, points) in enumerate(asked)]
            out[f"0{len(out) + 1}"] = (form, said)
    return out


def fill(file: Path, answers: Answers, change: Callable[[Any, int], None] = lambda sheet, first: None) -> Path:
    """The workbook with answers below its header, as an office program would save it."""
    book = load_workbook(file)
    sheet = book.worksheets[0]
    leads = 3 if any(form for form, _ in answers.values()) else 2
    first = header(sheet) + 1
    for row, (learner, (form, said)) in enumerate(answers.items(), first):
        values = [learner, f"n{learner}", form][:leads] + [float(v) if v[0].isdigit() else v for v in said]
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value
    change(sheet, first)
    filled = file.with_name("filled.xlsx")
    book.save(filled)
    return filled


def header(sheet: Any) -> int:
    """Row of the column's names."""
    names = {heads[0] for heads in HEADS.values()}
    return next(row for row in range(1, 10) if sheet.cell(row, 1).value in names)


def typed(answers: Answers) -> Path:
    """The same as somebody types it without our workbook."""
    width = len(next(iter(answers.values()))[1])
    rows = [["编号", "姓名", "卷别", *map(str, range(1, width + 1))]]
    rows += [[learner, f"n{learner}", form, *said] for learner, (form, said) in answers.items()]
    out = StringIO()
    csv.writer(out).writerows(rows)
    file = Path("typed.csv")
    file.write_text(out.getvalue(), "utf-8")
    return file


@pytest.mark.parametrize("asked", ASKED)
def test_a_filled_workbook_is_graded_as_the_same_answers_in_a_csv(
    asked: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course, language, forms = ASKED[asked]
    tongue = ["--lang", language] if language == "zh-Hant" else []
    file = made(*options(forms), *tongue, course=course)
    sheet = load_workbook(file).worksheets[0]
    own = papers(workspace, course, forms)
    count = sum(len(part.questions) for part in own[0].sections)
    heads = HEADS[language][: 3 if len(own) > 1 else 2]
    names = [cell.value for cell in sheet[header(sheet)] if cell.value is not None]
    assert names == [*heads, *range(1, count + 1)]
    answers = answered(own)
    assert len(answers) == 2 * max(1, forms.count)
    told = []
    for answers_file in (fill(file, answers), typed(answers)):
        capsys.readouterr()
        assert run("exam", "grade", course, str(answers_file), *options(forms)) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    lines = [line.split("\t") for line in told[0].splitlines()]
    assert [line[0] for line in lines] == list(answers)
    reached = {line[2]: float(line[3]) for line in lines[::2]}
    assert set(reached) == {paper.form for paper in own}
    for paper in own:
        assert reached[paper.form] == sum(_most(q.item, q.points) for part in paper.sections for q in part.questions)


def _most(item: Item, points: float) -> float:
    closed = isinstance(item, ChoiceItem) or (isinstance(item, JudgeItem) and item.kind == "judge")
    return points if closed else points / 2


def test_the_people_of_a_class_stand_in_it_and_nothing_they_are_called_is_a_formula(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = made("--class", "june", "--forms", "2")
    assert validator_errors(file) == []
    sheet = load_workbook(file).worksheets[0]
    first = header(sheet) + 1
    people = [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in range(first, first + 4)]
    assert people == [("007", "陈一"), (None, "林二"), ("'+9", f"'{HOSTILE}"), (None, None)]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sheet.freeze_panes == f"D{first}"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")

    def came(page: Any, at: int) -> None:
        for row in (at, at + 2):
            page.cell(row, 3).value, page.cell(row, 4).value = "A", "-"

    capsys.readouterr()
    assert run("exam", "grade", "coffee-shop", str(fill(file, {}, came)), "--class", "june", "--forms", "2") == 0
    told = capsys.readouterr()
    assert [line.split("\t")[:2] for line in told.out.splitlines()] == [["007", "陈一"], ["+9", HOSTILE]]
    assert "C576" not in told.err


def test_who_has_no_answer_was_absent_and_a_blank_workbook_has_nobody(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = made("--class", "june")
    assert run("exam", "grade", "coffee-shop", str(file), "--class", "june") == 3
    assert "C567" in capsys.readouterr().err

    def came(page: Any, at: int) -> None:
        page.cell(at, 3).value = "-"

    assert run("exam", "grade", "coffee-shop", str(fill(file, {}, came)), "--class", "june") == 0
    told = capsys.readouterr()
    assert [line.split("\t")[0] for line in told.out.splitlines()] == ["007"]
    (warning,) = [line for line in told.err.splitlines() if "C578" in line]
    assert "2 人" in warning
    assert "林二" in warning


def test_answers_that_were_written_in_stay_whatever_is_made_again(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = made("--forms", "2")
    fill(file, answered(papers(workspace, "coffee-shop", Forms(2, "shuffled")))).replace(file)
    kept = file.read_bytes()
    capsys.readouterr()
    for forms in ("2", "3"):
        assert run("build", "coffee-shop", "-f", "responses", "-o", "out", "--forms", forms) == 0
        told = capsys.readouterr()
        assert "O110" in told.err
        assert "responses.new.xlsx" in told.out
        assert file.read_bytes() == kept
    assert run("exam", "grade", "coffee-shop", str(file), "--forms", "2") == 0


def test_the_same_paper_and_people_make_the_same_bytes(workspace: Path) -> None:
    file = made("--class", "june", "--forms", "2")
    first = file.read_bytes()
    file.unlink()
    assert run("build", "coffee-shop", "-f", "responses", "-o", "out", "--class", "june", "--forms", "2", "--zip") == 0
    assert file.read_bytes() == first


def test_cells_refuse_a_form_that_does_not_exist_and_points_nobody_can_get(workspace: Path) -> None:
    sheet = load_workbook(made("--forms", "2")).worksheets[0]
    rules = sheet.data_validations.dataValidation
    first = header(sheet) + 1
    (of_forms,) = [rule for rule in rules if str(rule.sqref).startswith(f"C{first}:")]
    assert (of_forms.type, of_forms.formula1, of_forms.showErrorMessage) == ("list", '"A,B"', True)
    points = [(rule.formula1, float(rule.formula2)) for rule in rules if rule.type == "decimal"]
    (paper, _) = papers(workspace, "coffee-shop", Forms(2, "shuffled"))
    by_hand = [part for part in paper.sections if part.kind not in ("single", "multiple", "judge")]
    assert by_hand
    assert points == [("0", part.points_each) for part in by_hand]
    columns = {cell.coordinate.rstrip("0123456789") for cell in sheet[first - 1] if isinstance(cell.value, int)}
    covered = {column for rule in rules for area in rule.sqref.ranges for column in _columns(area)}
    assert covered == columns | {"C"}


def _columns(area: Any) -> set[str]:
    return {get_column_letter(n) for n in range(area.min_col, area.max_col + 1)}


TYPED = {
    "single": {"A": True, "d": True, "-": True, "E": False, "AB": False, "?": False, "Ａ": False},
    "multiple": {"ACD": True, "ab": True, "-": True, "ABE": False, "A1": False, "*": False, "ＡＢ": False},
}
"""What is typed for a question with four options, and whether the cell takes it."""


def test_cells_take_letters_of_the_question_in_either_case_and_nothing_else(tmp_path: Path) -> None:
    book = Workbook()
    expected = []
    for kind, typed_ in TYPED.items():
        part = SheetPart(kind, 2, 2, (1,), 4, 0)  # type: ignore[arg-type]
        for text, taken in typed_.items():
            row = len(expected) + 1
            formula = rule_of(part, f"A{row}", str)["value"]
            book.active.append([text, formula])  # type: ignore[union-attr]
            expected.append(str(taken).upper())
    book.save(tmp_path / "rules.xlsx")
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to", "csv"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "rules.xlsx"], check=True, capture_output=True)
    lines = (tmp_path / "rules.csv").read_text("utf-8", "replace").splitlines()
    assert [line.rpartition(",")[2] for line in lines] == expected


def test_a_paper_of_a_hundred_questions_is_read_whole() -> None:
    numbers = range(1, 101)
    book = Workbook()
    book.active.append(["编号", "姓名", "卷别", *numbers])  # type: ignore[union-attr]
    book.active.append(["01", "", "A", *("A" for _ in numbers)])  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    (one,) = read_responses(out.getvalue(), "answers.xlsx", numbers)
    assert [one.answers[number].text for number in numbers] == ["A"] * 100
