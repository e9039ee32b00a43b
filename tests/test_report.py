"""The trace: from points to principles, lessons, slides, pages and items; as values, as a workbook, on screen."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from modelcourse import bundle
from msgspec.structs import replace
from openpyxl import load_workbook
from pptx import Presentation

from coursegen import model
from coursegen.cli.commands import program
from coursegen.cli.words import say
from coursegen.report import Located, trace, workbook


def words(key: str) -> str:
    return say(key, "zh")


def located(**pages: int) -> Located:
    slides = (
        "cover", "lesson.1.title", "lesson.1.scene", "p.cards.claim", "case.lead.case", "lesson.1.activity",
        "case.lead.discussion", "p.hub.claim", "p.hub.claim.2", "lesson.1.quotation", "lesson.1.task",
        "lesson.2.title", "closing",
    )  # fmt: skip
    return Located(slides, {"lesson.1": 3, **{f"p.{name}": page for name, page in pages.items()}})


def test_a_point_leads_to_its_slides_page_and_items() -> None:
    found = trace(bundle(), located(cards=4, r1=9))
    rows = {row.point.id: row for row in found.rows}
    cards = rows["cards"]
    assert (cards.principle and cards.principle.id, cards.lesson and cards.lesson.id) == ("p.cards", "lesson.1")
    assert [number for number, _ in cards.slides] == [4, 5, 6, 7], "claim, case, activity on the lead case, discussion"
    assert (cards.number, cards.page, cards.heading, len(cards.items)) == (1, 4, "名目cards", 8)
    assert [name for _, name in rows["hub"].slides] == ["p.hub.claim", "p.hub.claim.2"], "a slide and its continuation"
    assert rows["r1"].slides == ((10, "lesson.1.quotation"), (11, "lesson.1.task")), "quoted, and named to be read"
    assert rows["r2"].slides == ((11, "lesson.1.task"),)
    assert (rows["steps"].slides, rows["steps"].page) == ((), 0)


def test_ids_that_begin_alike_are_told_apart() -> None:
    course = bundle()
    longer = replace(course.principles["p.hub"], id="p.cards.claim", covers=("hub",))
    first, second = course.lessons
    lessons = (replace(first, principles=(*first.principles, longer.id)), second)
    course = replace(course, lessons=lessons, principles={**course.principles, longer.id: longer})
    found = trace(course, Located(("p.cards.case", "p.cards.claim.claim"), {}))
    slides = {row.principle.id: [number for number, _ in row.slides] for row in found.rows if row.principle}
    assert (slides["p.cards"], slides["p.cards.claim"]) == ([1], [2])


def gaps(course: model.CourseBundle, **pages: int) -> list[tuple[str, str]]:
    only = replace(course, points=tuple(point for point in course.points if point.id in ("cards", "r1", "new")))
    return [(gap.kind, gap.point.id) for gap in trace(only, located(**pages)).gaps]


def test_what_is_missing_is_a_gap_and_the_handout_alone_is_none() -> None:
    course = bundle()
    tested = tuple(replace(item, principle=name) for item, name in zip(course.items, ("p.cards", "p.r1"), strict=False))
    whole = replace(course, items=tested)
    without_slide = replace(whole, lessons=(replace(whole.lessons[0], id="lesson.x"), whole.lessons[1]))
    assert gaps(whole) == []
    assert gaps(without_slide, r1=9) == []
    assert gaps(without_slide) == [("not_shown", "r1")]
    assert gaps(course) == [("no_item", "r1")]
    assert gaps(replace(whole, lessons=whole.lessons[1:])) == [("not_taught", "cards"), ("not_taught", "r1")]
    assert gaps(replace(whole, points=(*whole.points, model.Point("new", "新")))) == [("no_principle", "new")]


def test_points_are_counted_once() -> None:
    course = bundle()
    twice = replace(course.principles["p.hub"], covers=("hub", "cards"))
    found = trace(replace(course, principles={**course.principles, "p.hub": twice}), located(cards=4))
    counts = {name: found.count(name) for name in ("points", "principles", "slides", "pages", "items")}
    assert counts == {"points": 22, "principles": 22, "slides": 4, "pages": 1, "items": 1}
    assert len(found.rows) == 23


def test_a_workbook_reads_back_and_holds_no_formula() -> None:
    course = bundle()
    points = (model.Point("cards", '=HYPERLINK("http://x")'), model.Point("r1", "+1"), model.Point("new", "@a\x07b"))
    data = workbook(trace(replace(course, points=points), located(cards=4)), words)
    book = load_workbook(BytesIO(data))
    sheet, counts, missing = book.worksheets
    assert [s.freeze_panes for s in book.worksheets] == ["A2"] * 3
    assert [cell.value for cell in sheet[1]][:4] == ["要点编号", "要点", "原则编号", "原则"]
    assert sheet.column_dimensions["A"].width > 20
    titles = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert titles == ['\'=HYPERLINK("http://x")', "'+1", "'@ab"]
    assert {cell.data_type for s in book.worksheets for row in s.iter_rows() for cell in row} == {"s", "n"}
    assert sheet["H2"].value == "4、5、6、7"
    assert counts["B2"].value == 3
    assert [cell.value for cell in missing["A"]] == ["缺口", "没有试题", "没有原则"]
    with ZipFile(BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())


def test_the_same_trace_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = trace(bundle(), located(cards=4))
    first = workbook(found, words)
    from xlsxwriter import core

    real = core.datetime

    class AnyDate(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, real)

    class Later(real, metaclass=AnyDate):  # type: ignore[valid-type,misc]
        @classmethod
        def now(cls, tz: object = None) -> Later:  # type: ignore[override]
            return cls(2031, 5, 6, 7, 8, 9)

    monkeypatch.setattr(core, "datetime", Later)
    assert workbook(found, words) == first


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, ["report", *arguments])


def test_the_report_tells_counts_and_gaps(home: Path) -> None:
    result = run("trace", "coffee-shop")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "要点\t2", "有原则来讲\t2", "幻灯片上有\t2", "讲义里有\t2", "有试题\t2", "缺口\t0",
    ]  # fmt: skip
    points = home / "content" / "coffee-shop" / "points.yaml"
    points.write_text(points.read_text("utf-8") + "  - {id: cup.warm, title: 杯子要温}\n", "utf-8")
    assert run("trace", "coffee-shop").stdout.splitlines()[-2:] == ["缺口\t1", "没有原则\tcup.warm\t杯子要温"]
    assert not (home / "output").exists()


def test_the_slide_numbers_are_those_of_the_deck(home: Path) -> None:
    lines = [json.loads(line) for line in run("trace", "coffee-shop", "--log-format", "json").stdout.splitlines()]
    CliRunner().invoke(program, ["build", "coffee-shop", "-f", "deck"])
    deck = Presentation(str(home / "output" / "default" / "coffee-shop" / "deck.pptx"))
    claims = {"cup.clean": "出杯前看杯口", "queue.greet": "队伍一过五个人"}
    for row in lines[:-1]:
        title = deck.slides[row["slide_numbers"][0] - 1].shapes.title.text
        assert title.startswith(claims[row["principle"]])
    assert lines[-1] == {"points": 2, "principles": 2, "slides": 2, "pages": 2, "items": 2, "gaps": []}


def test_the_trace_is_written_where_it_is_asked_for_and_only_as_a_workbook(home: Path) -> None:
    first = run("trace", "coffee-shop", "-o", "out/trace.xlsx")
    assert first.stdout.splitlines()[-1].startswith("out/trace.xlsx\t已生成\t")
    data = (home / "out" / "trace.xlsx").read_bytes()
    assert len(load_workbook(BytesIO(data)).worksheets[0]["A"]) == 3
    assert "没有变化" in run("trace", "coffee-shop", "-o", "out/trace.xlsx").stdout
    refused = run("trace", "coffee-shop", "-o", "content/coffee-shop/course.yaml")
    assert (refused.exit_code, "U310" in refused.stderr) == (2, True)
    (home / "folder.xlsx").mkdir()
    (home / "own.xlsx").write_bytes(b"a person's own")
    for there in ("folder.xlsx", "own.xlsx"):
        assert "O103" in run("trace", "coffee-shop", "-o", there).stderr
    assert (home / "own.xlsx").read_bytes() == b"a person's own"
    assert "O102" in run("trace", "coffee-shop", "-o", "own.xlsx/trace.xlsx").stderr


def test_english_readers_get_english_columns(home: Path) -> None:
    run("trace", "coffee-shop", "-o", "trace.xlsx", "--ui-lang", "en")
    book = load_workbook(home / "trace.xlsx")
    assert book.sheetnames == ["Trace", "Counts", "Gaps"]
    assert book.worksheets[0]["A1"].value == "Point"


@pytest.mark.parametrize("arguments", [("trase", "coffee-shop"), ("trace", "cofee-shop"), ("trace",)])
def test_what_users_mistype_gets_one_clear_line(home: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
