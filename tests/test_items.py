"""`coursegen items`: questions of other programs in the bank, drafts beside it, profiles of platforms."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from minicourse import write_minicourse
from openpyxl import Workbook, load_workbook

from coursegen.build import Request, make
from coursegen.cli.commands import program
from coursegen.exchange import question_of
from coursegen.reading import read_course
from coursegen.reading.profiles import find_profile
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_minicourse(tmp_path / "content" / "coffee-shop")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return program.run([*arguments], "coursegen")


def exported(workspace: Path, *products: str, profile: str = "") -> dict[str, bytes]:
    course = workspace / "content" / "coffee-shop"
    kit = make(Request(course, "default", (TEMPLATES,), products=products, profile=profile))
    assert not kit.failed, kit.faults
    return {file.name: file.data for file in kit.files}


@pytest.mark.parametrize(("product", "name"), [
    ("xlsx", "bank.xlsx"), ("txt", "bank.txt"), ("gift", "bank.gift"), ("moodle-xml", "bank.moodle.xml"),
])  # fmt: skip
def test_a_bank_that_went_out_comes_back_as_it_was(
    workspace: Path, capsys: pytest.CaptureFixture[str], product: str, name: str
) -> None:
    course = workspace / "content" / "coffee-shop"
    before = read_course(course)
    (workspace / name).write_bytes(exported(workspace, product)[name])
    (course / "bank" / "01-counter.yaml").write_text("items: []\n", "utf-8")
    assert run("items", "import", name, "--course", "coffee-shop") == 0
    after = read_course(course)
    assert len(before.items) > 4
    assert {item.id: item for item in before.items}.items() <= {item.id: item for item in after.items}.items()
    assert all(question_of(item).points for item in after.items)
    assert [item.id for item in after.items if item.id.endswith(".cloze")] == []
    assert "C554 “cup.clean.cloze”是由原则自动做成的填空练习" in capsys.readouterr().err


def test_what_is_in_the_bank_already_is_not_written_again(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "old.gift").write_bytes(exported(workspace, "gift")["bank.gift"])
    before = read_course(workspace / "content" / "coffee-shop")
    run("items", "import", "old.gift", "--course", "coffee-shop")
    told = capsys.readouterr().err
    assert all(f"C550 题库里已经有编号为“{item.id}”的题" in told for item in before.items)
    assert {item.id for item in before.items} <= {
        i.id for i in read_course(workspace / "content" / "coffee-shop").items
    }


TYPED = (
    "1. 先看哪里？\nA. 杯口\nB. 窗外\n答案：A\n\n2. 没有答案的题？\nA. 甲\nB. 乙\n\n3. 有 {{ 括号 }} 的题。\n答案：对\n"
)


def test_a_question_without_a_key_becomes_a_draft(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "new.txt").write_text(TYPED, "utf-8")
    told = run("items", "import", "new.txt", "--course", "coffee-shop", "--principle", "cup.clean",
               "--objective", "obj.counter.1")  # fmt: skip
    assert told == 0
    course = workspace / "content" / "coffee-shop"
    (item,) = [item for item in read_course(course).items if item.id.startswith("new.")]
    assert (item.id, item.stem, item.source) == ("new.1", "先看哪里？", "new.txt:1")
    drafts = (course / "drafts" / "new.yaml").read_text("utf-8")
    assert "# options/answer" in drafts
    assert "没有答案的题" in drafts
    assert "# {{ }}" in drafts
    err = capsys.readouterr().err
    assert "new.txt:6 C551" in err
    assert "写进题库 1 题，草稿 2 题" in err


def test_nothing_is_overwritten(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "01-counter.txt").write_text(TYPED, "utf-8")
    before = (workspace / "content/coffee-shop/bank/01-counter.yaml").read_bytes()
    arguments = ("items", "import", "01-counter.txt", "--course", "coffee-shop", "--principle", "cup.clean",
                 "--objective", "obj.counter.1")  # fmt: skip
    assert run(*arguments) == 6
    assert "O103" in capsys.readouterr().err
    assert (workspace / "content/coffee-shop/bank/01-counter.yaml").read_bytes() == before
    assert not (workspace / "content/coffee-shop/drafts").exists()


def test_without_principle_all_are_drafts_and_the_run_says_so(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "new.txt").write_text(TYPED, "utf-8")
    assert run("items", "import", "new.txt", "--course", "coffee-shop") == 6
    err = capsys.readouterr().err
    assert "principle、objective" in err
    assert "O198" in err
    assert not (workspace / "content/coffee-shop/bank/new.yaml").exists()


@pytest.mark.parametrize(("arguments", "code", "exits"), [
    (("items", "import", "nowhere.txt"), "C003", 3),
    (("items", "import", "new.txt", "--principle", "cup.clear"), "U360", 2),
    (("items", "import", "new.txt", "--profile", "coursgen"), "U380", 2),
    (("items", "import", "new.txt", "--profile", "zzz"), "U381", 2),
    (("items", "profile", "new.csv", "--name", "X!"), "U350", 2),
    (("items", "profile", "new.csv", "--name", "x"), "C540", 3),
])  # fmt: skip
def test_a_mistake_is_told_in_one_line(
    workspace: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str, exits: int
) -> None:
    (workspace / "new.txt").write_text(TYPED, "utf-8")
    (workspace / "new.csv").write_text("甲,乙\n1,2\n", "utf-8")
    said = arguments if arguments[1] == "profile" else (*arguments, "--course", "coffee-shop")
    assert run(*said) == exits
    assert f"{code} " in capsys.readouterr().err


def test_a_profile_from_a_platforms_sheet_is_used_by_build(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    book.worksheets[0].title = "试题模板"
    for row in (
        ["说明"],
        ["题型", "题干", "A", "B", "C", "D", "答案", "标签"],
        ["判断", "例", "", "", "", "", "对", ""],
    ):
        book.worksheets[0].append(row)
    book.save(workspace / "sheet.xlsx")
    assert run("items", "profile", "sheet.xlsx", "--name", "plat") == 0
    assert "答案\tanswer" in capsys.readouterr().out
    profile = find_profile("plat", [workspace / "templates" / "default"])
    assert (profile.right, profile.wrong, profile.header_row) == ("对", "错", 2)
    path = str(workspace / "templates" / "default" / "profiles" / "plat.yaml")
    made = load_workbook(BytesIO(exported(workspace, "xlsx", profile=path)["bank.plat.xlsx"]))
    assert made.sheetnames == ["试题模板"]
    assert run("items", "profiles") == 0
    assert "plat\tsheet\txlsx\t未在平台上核实" in capsys.readouterr().out
