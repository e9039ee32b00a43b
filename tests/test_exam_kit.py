"""All that belongs to an exam, on every sheet and with every seal: pages as counted, no error, nothing made up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from peers import page_texts, to_pdf, validator_errors

from coursegen.build import Forms, Printing, Request, build, make
from coursegen.workspace import bundled_folder

ROOT = bundled_folder()
PRINTED = {
    "quiz.docx": Printing(), "quiz.A3.docx": Printing("A3"), "quiz.B4.docx": Printing("B4"),
    "quiz.table.docx": Printing(seal="table"), "quiz.A3.table.docx": Printing("A3", "table"),
    "quiz.none.docx": Printing(seal="none"), "quiz.B4.none.docx": Printing("B4", "none"),
}  # fmt: skip
SHEETS = {"A4": ("11906", "16838"), "A3": ("23811", "16838"), "B4": ("20636", "14570")}
"""Width and height of pages in twentieths of a point."""

pytestmark = pytest.mark.xdist_group("exam-kit")


def request(folder: Path, *products: str, **changes: object) -> Request:
    course = ROOT / "content" / "office-director"
    return Request(course, "default", (ROOT / "templates",), products=products, output=folder, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Path, int]]:
    """Files with their pages as counted, by name."""
    folder = tmp_path_factory.mktemp("exam")
    results = [build(request(folder, "quiz", printing=printing)) for printing in PRINTED.values()]
    results.append(build(request(folder, "sheet", "blueprint", "approval", forms=Forms(2))))
    results.append(build(request(folder, "quiz", "sheet", paper="pre", printing=Printing("B4"))))
    assert not [fault for result in results for fault in result.faults]
    return {made.path.name: (made.path, made.count) for result in results for made in result.outputs}


@pytest.fixture(scope="module")
def texts(kit: Mapping[str, tuple[Path, int]], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Text of every page as LibreOffice sets it, by file."""
    pdfs = to_pdf([path for path, _ in kit.values()], tmp_path_factory.mktemp("pdf"))
    return dict(zip(kit, map(page_texts, pdfs), strict=True))


def part(path: Path, name: str) -> str:
    with ZipFile(path) as archive:
        return archive.read(name).decode()


def headers(path: Path) -> Mapping[str, str]:
    """Headers of a document by what they are for."""
    targets = dict(re.findall(r'Id="(\w+)"[^>]*Target="(header\w+\.xml)"', part(path, "word/_rels/document.xml.rels")))
    targets |= {key: name for name, key in re.findall(r'Target="(header\w+\.xml)"[^>]*Id="(\w+)"',
                                                      part(path, "word/_rels/document.xml.rels"))}  # fmt: skip
    found = re.findall(r'<w:headerReference w:type="(\w+)" r:id="(\w+)"', part(path, "word/document.xml"))
    return {kind: part(path, f"word/{targets[key]}") for kind, key in found}


def test_pages_are_as_many_as_counted_and_printed(
    kit: Mapping[str, tuple[Path, int]], texts: dict[str, list[str]]
) -> None:
    assert kit.keys() >= PRINTED.keys() | {"sheet.docx", "blueprint.docx", "approval.docx", "sheet.pre.docx"}
    for name, (_, count) in kit.items():
        assert len(texts[name]) == count, name
        for number, text in enumerate(texts[name], 1):
            assert re.search(rf"第\s*{number}\s*页\s*共\s*{count}\s*页", text), (name, number)


def test_a_paper_ends_on_the_back_of_a_sheet(texts: Mapping[str, list[str]]) -> None:
    papers = {name: pages for name, pages in texts.items() if name.startswith("quiz")}
    assert len(papers) == len(PRINTED) + 1
    assert all(len(pages) % 2 == 0 for pages in papers.values())
    filled = [name for name, pages in papers.items() if "此页无正文" in pages[-1]]
    assert filled, "one of these papers has an odd number of pages"
    assert all("此页无正文" not in "".join(pages[:-1]) for pages in papers.values())


def test_microsofts_validator_finds_nothing(kit: Mapping[str, tuple[Path, int]]) -> None:
    assert {name: validator_errors(path) for name, (path, _) in kit.items()} == {name: [] for name in kit}


def test_papers_are_set_for_their_sheet(kit: Mapping[str, tuple[Path, int]]) -> None:
    for name, printing in PRINTED.items():
        main = part(kit[name][0], "word/document.xml")
        width, height = SHEETS[printing.paper or "A4"]
        assert re.search(rf'<w:pgSz w:w="{width}" w:h="{height}"', main), name
        assert ('<w:cols w:num="2"' in main) == (printing.paper in ("A3", "B4")), name


def test_the_seal_stands_on_front_pages_only_and_old_programs_see_it(kit: Mapping[str, tuple[Path, int]]) -> None:
    for name, printing in PRINTED.items():
        found = headers(kit[name][0])
        settings = part(kit[name][0], "word/settings.xml")
        assert "<w:evenAndOddHeaders" in settings
        assert "<w:mirrorMargins" in settings
        assert "单位" not in found["even"]
        drawn, table, old = (mark in found["default"] for mark in ("<wps:wsp", "<w:tblpPr", "<mc:Fallback><w:pict"))
        seal = printing.seal or "textbox"
        assert (drawn, table, old) == (seal == "textbox", seal == "table", seal == "textbox"), name
        assert ("姓名" in found["default"]) == (seal != "none"), name
        styled = [mark in found["default"] for mark in ('w:val="SealLine"', 'w:val="SealData"')]
        assert styled == [seal != "none"] * 2, name
        assert "<w:sz " not in found["default"]
        asked = '<w:pStyle w:val="Candidate' in part(kit[name][0], "word/document.xml")
        assert asked == (seal == "none"), name


def test_marks_of_the_parts_add_up_to_full_marks(texts: Mapping[str, list[str]]) -> None:
    row = re.search(r"满分((?:\s+[\d.]+)+)", texts["quiz.docx"][0].split("题号")[1])
    assert row
    *parts, total = map(float, row[1].split())
    assert len(parts) == 6
    assert sum(parts) == total == 100


def test_the_answer_sheet_has_a_form_to_fill_in_a_grid_and_four_corners(kit: Mapping[str, tuple[Path, int]]) -> None:
    path = kit["sheet.docx"][0]
    main = part(path, "word/document.xml")
    assert "卷别" in main
    assert all(main.count(f"[{digit}]") == 6 for digit in range(10))
    assert all(header.count("<w:framePr") == 4 for header in headers(path).values())
    assert len(headers(path)) == 2, "of the first page and of the others"


def test_the_answer_sheet_does_not_contradict_the_paper(texts: Mapping[str, list[str]]) -> None:
    """The paper asks for letters in brackets; the sheet says where these are on it, and denies nobody his marks."""
    paper, sheet = ("".join("".join(texts[name]).split()) for name in ("quiz.docx", "sheet.docx"))
    assert "填在括号里" in paper
    assert "“括号里”" in sheet
    assert "试卷上的不计分" not in sheet


def test_a_paper_made_with_its_answer_sheet_is_answered_there(tmp_path: Path) -> None:
    kit = make(request(tmp_path, "quiz", "sheet"))
    paper, sheet = (docx.Document(BytesIO(file.data)) for file in kit.files)
    said = "".join(t.text or "" for t in paper.element.body.iter(qn("w:t")))
    assert "请在答题卡上作答" in said
    assert "括号里" not in said
    assert not [p for p in paper.paragraphs if p.text.startswith("_")], "lines are on the sheet"
    assert "括号里" not in "".join(t.text or "" for t in sheet.element.body.iter(qn("w:t")))


def test_the_answers_say_where_to_answer_as_the_paper_does(tmp_path: Path) -> None:
    kit = make(request(tmp_path, "quiz", "sheet", "answers"))
    paper, _, answers = (docx.Document(BytesIO(file.data)) for file in kit.files)
    rules = {p.text for p in answers.paragraphs if p.style.style_id.startswith("PartRule")}
    asked = {p.text for t in paper.tables for row in t.rows for c in row.cells for p in c.paragraphs}
    assert len(rules) > 4
    assert rules <= asked
    assert {p.text for p in answers.paragraphs if p.text.startswith(("答案：√", "答案：×"))} == {
        "答案：√（对）", "答案：×（错）"
    }  # fmt: skip


def test_answers_of_one_form_begin_with_a_table_of_all_keys(tmp_path: Path) -> None:
    (file,) = make(request(tmp_path, "answers")).files
    answers = docx.Document(BytesIO(file.data))
    head, *rows = ([c.text for c in row.cells] for row in answers.tables[0].rows)
    assert head == ["题号", "答案"] * 5
    table = {row[at]: row[at + 1] for row in rows for at in range(0, 10, 2) if row[at]}
    printed = [p.text for p in answers.paragraphs]
    numbers = [m[1] for text in printed if (m := re.match(r"(\d+)．\t", text))]
    keys = [text.removeprefix("答案：") for text in printed if text.startswith("答案：")]
    given = dict(zip(numbers, keys, strict=True))
    assert len(table) > 30
    assert {n: given[n] for n in table} == table


def test_answers_of_all_forms_end_with_one_table_of_their_keys(tmp_path: Path) -> None:
    kit = make(request(tmp_path, "answers", forms=Forms(3)))
    assert len(kit.files) == 3
    tables = [[[c.text for c in r.cells] for r in docx.Document(BytesIO(f.data)).tables[-1].rows] for f in kit.files]
    assert tables[0] == tables[1] == tables[2]
    assert tables[0][0] == ["题号", "A卷", "B卷", "C卷"] * 2
    rows = {row[at]: row[at + 1 : at + 4] for row in tables[0][1:] for at in (0, 4) if row[at]}
    for letter, file in zip("ABC", kit.files, strict=True):
        printed = [p.text for p in docx.Document(BytesIO(file.data)).paragraphs]
        numbers = [m[1] for text in printed if (m := re.match(r"(\d+)．\t", text))]
        keys = [text.removeprefix("答案：") for text in printed if text.startswith("答案：")]
        given = dict(zip(numbers, keys, strict=True))
        assert len(rows) > 30
        assert {n: given[n] for n in rows} == {n: row["ABC".index(letter)] for n, row in rows.items()}


def test_no_character_is_lost_in_the_pages_of_libreoffice(
    kit: Mapping[str, tuple[Path, int]], texts: Mapping[str, list[str]]
) -> None:
    """It drops stops that hang outside the margin of a justified line."""
    papers = [name for name in kit if name.startswith("quiz")]
    assert papers
    for name in papers:
        stops = Counter(c for p in docx.Document(kit[name][0]).paragraphs for c in p.text if c in "，。、；：？")
        drawn = Counter("".join(texts[name]))
        assert {c: n for c, n in stops.items() if drawn[c] < n} == {}, name


def test_papers_are_called_by_name_and_by_their_time_where_two_have_one_name(texts: Mapping[str, list[str]]) -> None:
    (page,) = texts["approval.docx"]
    assert "结业测试（90分钟）" in re.sub(r"\s", "", page)
    assert "课前测试（" not in page
    assert not re.search(r"final|lesson-check", page)


def test_what_is_signed_has_no_date_that_nobody_wrote(texts: Mapping[str, list[str]]) -> None:
    (page,) = texts["approval.docx"]
    assert all(who in page for who in ("命题人", "审核人", "批准人"))
    assert page.count("年") == 4
    assert not re.search(r"20\d\d\s*年", page)


def test_the_list_of_what_to_print_knows_sheet_forms_and_copies() -> None:
    wanted = request(
        Path("out"), "quiz", "sheet", "approval", "printlist", class_="2026-1", forms=Forms(2), printing=Printing("A3")
    )
    made = make(wanted)
    assert not made.faults
    (listed,) = (file for file in made.files if file.product == "printlist")
    (table,) = docx.Document(BytesIO(listed.data)).tables
    rows = {cells[2]: cells[4:] for row in table.rows[1:] for cells in ([cell.text for cell in row.cells],)}
    assert rows.keys() == {"quiz.A.A3.docx", "quiz.B.A3.docx", "sheet.docx", "approval.docx"}
    assert rows["quiz.A.A3.docx"] == rows["quiz.B.A3.docx"] == ["A3 70克", "双面", "24", "左侧两钉"]
    assert rows["sheet.docx"] == ["A4 70克", "双面", "48", "不装订"], "45 people and a twentieth more"
    assert rows["approval.docx"][2] == "1"


def test_a_unit_chooses_sheet_and_seal_and_a_blueprint_goes_before_it(tmp_path: Path) -> None:
    unit = tmp_path / "units" / "school"
    unit.mkdir(parents=True)
    (unit / "unit.yaml").write_text("extends: default\nchoices: {paper: B4, seal: none}\n", "utf-8")
    course = ROOT / "content" / "office-director"
    result = build(Request(course, "school", (unit.parent, ROOT / "templates"), products=("quiz",), output=tmp_path))
    (made,) = result.outputs
    assert made.path.name == "quiz.docx", "what the unit always prints has the plain name"
    assert '<w:pgSz w:w="20636"' in part(made.path, "word/document.xml")
    assert "密" not in headers(made.path)["default"]
