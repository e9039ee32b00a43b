"""What is made for a class, for one person and for many: complete, exact, on the pages we counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from minicourse import write_minicourse
from peers import to_pdf, validator_errors

from coursegen.build import PRODUCTS, Request, build, make
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"
OF_CLASS = tuple(name for name, product in PRODUCTS.items() if product.of_class)
Kits = Mapping[int, tuple[dict[str, bytes], dict[str, int]]]
"""Files and page counts by product, for a number of people."""

Judged = tuple[Path, int, list[str]]
pytestmark = pytest.mark.xdist_group("class")
NAMES = ("欧阳娜仁", "阿卜杜拉·买买提", "𫍽䶮", "<b>&amp;", 'O\'Neil "Q"')
CLASS = """
id: c{count}
title: 咖啡师傅上岗班
term: 2026年第1期
organiser: 云中咖啡店
dates: [2026-03-09, 2026-03-10]
exam: {{date: 2026-03-10, start: "16:00", minutes: 30}}
trainers: [{{name: 陈师傅}}]
contacts: [{{name: 林晓, phone: 内线8001}}]
roster: c{count}.csv
notice:
  {{format: {format}, letterhead: {red}, number: 云发〔2026〕3号, date: 2026-02-24, reply_by: 2026-03-03, to: 各门店}}
certificate: {{kind: 结业证书, number: 云培证〔2026〕, date: 2026-03-10}}
"""


def write_class(course: Path, count: int, form: str = "official", red: str = "false") -> None:
    folder = course / "classes"
    folder.mkdir(exist_ok=True)
    (folder / f"c{count}.yaml").write_text(CLASS.format(count=count, format=form, red=red).lstrip("\n"), "utf-8")
    names = [*NAMES, *(f"学员{n}" for n in range(len(NAMES), count))][:count]
    quoted = ('"' + name.replace('"', '""') + '"' for name in names)
    rows = "".join(f"{name},云中咖啡店,{'甲乙丙丁'[n % 4]}店,店员,1380000{n:04d}\n" for n, name in enumerate(quoted))
    (folder / f"c{count}.csv").write_text(f"姓名,单位,部门,职务,电话\n{rows}", "utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")
    for count in (1, 45, 300):
        write_class(folder, count)
    return folder


def request(course: Path, output: Path, **changes: object) -> Request:
    facts: dict[str, object] = {"course": course, "unit": "default", "unit_roots": (TEMPLATES,), "output": output}
    return Request(**(facts | changes))  # type: ignore[arg-type]


def made(course: Path, **changes: object) -> tuple[dict[str, bytes], dict[str, int]]:
    """Files and page counts by product."""
    kit = make(request(course, Path("output"), **{"products": OF_CLASS, **changes}))
    assert not kit.failed, [fault.line("en") for fault in kit.faults]
    return {f.product: f.data for f in kit.files}, {f.product: f.count for f in kit.files}


@pytest.fixture(scope="module")
def kits(course: Path) -> Kits:
    return {count: made(course, class_=f"c{count}") for count in (1, 45, 300)}


@pytest.fixture(scope="module")
def blank(course: Path) -> dict[str, bytes]:
    return made(course, products=tuple(name for name in OF_CLASS if name != "cards"))[0]


def words(data: bytes) -> str:
    """Text of a document, its drawn text included."""
    with ZipFile(BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    drawn = re.findall(r' string="([^"]*)"', xml)
    paragraphs = re.sub(r"</w:p>", "\n", xml)
    return unescape(re.sub(r"<[^>]+>", "", paragraphs) + "\n".join(drawn))


def test_a_class_has_a_folder_of_its_own_with_all_its_products(course: Path, tmp_path: Path) -> None:
    result = build(request(course, tmp_path, class_="c45", products=("agenda", "roster")))
    assert {output.path.relative_to(tmp_path).as_posix() for output in result.outputs} == {
        "default/coffee-shop/c45/agenda.docx", "default/coffee-shop/c45/roster.docx"
    }  # fmt: skip


def test_without_products_named_a_class_adds_its_own_to_the_units(course: Path) -> None:
    plain = {f.product for f in make(request(course, Path("output"))).files}
    whole = {f.product for f in make(request(course, Path("output"), class_="c1")).files}
    assert plain.isdisjoint(OF_CLASS)
    assert whole == plain | set(OF_CLASS)


@pytest.mark.parametrize("count", [1, 45, 300])
def test_everybody_has_a_line_a_card_and_a_certificate(count: int, kits: Kits) -> None:
    files, pages = kits[count]
    assert set(files) == set(OF_CLASS)
    assert (pages["cards"], pages["certificate"]) == (count, count)
    names = [*NAMES, *(f"学员{n}" for n in range(len(NAMES), count))][:count]
    for product in ("roster", "booklet", "sign-in", "scoresheet", "certificate"):
        text = words(files[product])
        assert [name for name in names if name not in text] == [], product
    assert all(f"云培证〔2026〕{n:03d}号" in words(files["certificate"]) for n in (1, count))


def test_names_are_exact_on_cards_and_two_of_their_characters_stand_apart(
    kits: Kits,
) -> None:
    text = words(kits[45][0]["cards"])
    for name in NAMES:
        assert text.count("　".join(name) if len(name) == 2 else name) == 2


def test_a_unit_with_letter_paper_has_all_of_it_on_that(course: Path, tmp_path: Path) -> None:
    (tmp_path / "cafe").mkdir()
    (tmp_path / "cafe" / "unit.yaml").write_text("extends: default\nchoices: {sheet: Letter}\n", "utf-8")
    where = {"unit": "cafe", "unit_roots": (tmp_path, TEMPLATES), "class_": "c1"}
    files, _ = made(course, **where, products=("agenda", "cards", "printlist"))
    with ZipFile(BytesIO(files["cards"])) as package:
        assert 'w:w="15840" w:h="12240"' in package.read("word/document.xml").decode()
    assert {line for line in words(files["printlist"]).split("\n") if line.endswith("克")} == {
        "Letter 70克",
        "Letter 180克",
    }


@pytest.mark.parametrize(
    ("language", "faces"), [("zh-Hans", ("黑体", "宋体")), ("zh-Hant", ("Microsoft JhengHei", "PMingLiU"))]
)
def test_both_sides_of_a_card_have_the_same_faces(course: Path, language: str, faces: tuple[str, str]) -> None:
    files, _ = made(course, class_="c1", products=("cards",), language=language)
    with ZipFile(BytesIO(files["cards"])) as package:
        xml = package.read("word/document.xml").decode()
    assert tuple(re.findall("font-family:&quot;([^&]*)&quot;", xml)) == faces


def test_telephone_numbers_reach_no_participant(kits: Kits) -> None:
    files, _ = kits[45]
    assert "13800000044" in words(files["roster"])
    participants = [
        name for name, product in PRODUCTS.items() if product.of_class and product.audience == "participant"
    ]
    assert len(participants) > 5
    assert [name for name in participants if "1380000" in words(files[name])] == []


def test_the_agenda_is_the_same_in_all_that_show_it(
    kits: Kits,
) -> None:
    files, _ = kits[45]
    for product in ("agenda", "notice", "booklet"):
        text = words(files[product])
        assert "3月9日（星期一）上午" in text
        assert "16:00–16:30" in text
    assert "3月10日（星期二）下午" in words(files["sign-in"])


@pytest.mark.parametrize(("count", "copies"), [(1, "2"), (45, "48"), (300, "315")])
def test_the_list_of_what_to_print_has_pages_and_copies(count: int, copies: str, kits: Kits) -> None:
    files, pages = kits[count]
    lines = words(files["printlist"]).split("\n")
    row = lines[lines.index("booklet.docx") :][:5]
    assert row == ["booklet.docx", str(pages["booklet"]), "A4 70克", "双面", copies]


def test_the_list_alone_counts_all_that_the_class_has(course: Path) -> None:
    files, _ = made(course, class_="c1", products=("printlist",))
    assert set(files) == {"printlist"}
    assert {"handout.docx", "quiz.docx", "certificate.docx"} <= set(words(files["printlist"]).split("\n"))


def test_without_a_class_dates_are_blanks(blank: dict[str, bytes]) -> None:
    assert set(blank) == set(OF_CLASS) - {"cards"}
    for name in ("notice", "booklet", "certificate", "scoresheet"):
        assert re.search(r"\u2007+年\u2007+月\u2007+日", words(blank[name])), name
    assert not any(re.search(r"20\d\d年", words(data)) for data in blank.values())


def test_cards_cannot_be_made_without_a_roster(course: Path) -> None:
    kit = make(request(course, Path("output"), products=("cards", "agenda")))
    assert [fault.code for fault in kit.faults] == ["O132"]


def test_a_certificate_that_sounds_like_one_of_the_state_is_warned_of(course: Path) -> None:
    path = course / "classes" / "state.yaml"
    path.write_text("id: state\ntitle: 国家职业资格培训班\n", "utf-8")
    try:
        kit = make(request(course, Path("output"), class_="state", products=("certificate",)))
    finally:
        path.unlink()
    assert [(fault.code, fault.severity) for fault in kit.faults] == [("C460", "warning")]
    assert all(fault.line("zh") and fault.line("en") for fault in kit.faults)


@pytest.mark.parametrize("count", [1, 45])
def test_the_unit_and_no_state_stands_on_a_certificate(count: int, kits: Kits) -> None:
    with ZipFile(BytesIO(kits[count][0]["certificate"])) as package:
        assert not [name for name in package.namelist() if "media" in name]
        xml = package.read("word/document.xml").decode()
    assert "w:pgBorders" in xml
    assert "云中咖啡店" in xml


FEW = ("booklet", "sign-in", "cards", "certificate")
MANY = ("booklet", "sign-in", "roster", "scoresheet")
NOTICES = (("official", "true"), ("letter", "true"), ("letter", "false"), ("plain", "false"))


@pytest.fixture(scope="module")
def judged(course: Path, kits: Kits, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judged]:
    """Files, our page counts and the text of their pages as LibreOffice sets them."""
    folder = tmp_path_factory.mktemp("class")
    chosen = [(45, name) for name in OF_CLASS] + [(1, name) for name in FEW] + [(300, name) for name in MANY]
    files = {f"{name}.{count}": (kits[count][0][name], kits[count][1][name]) for count, name in chosen}
    for n, (form, red) in enumerate(NOTICES):
        write_class(course, 50 + n, form, red)
        data, pages = made(course, class_=f"c{50 + n}", products=("notice",))
        files[f"notice.{form}.{red}"] = data["notice"], pages["notice"]
    paths = [folder / f"{name}.docx" for name in files]
    for path, (data, _) in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    texts = map(texts_of, to_pdf(paths, folder))
    return {
        name: (path, pages, text) for (name, (_, pages)), path, text in zip(files.items(), paths, texts, strict=True)
    }


def texts_of(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_libreoffice_sets_as_many_pages_as_we_counted(judged: dict[str, Judged]) -> None:
    assert len(judged) == len(OF_CLASS) + len(FEW) + len(MANY) + len(NOTICES)
    assert {name: (pages, len(texts)) for name, (_, pages, texts) in judged.items() if pages != len(texts)} == {}


def test_no_page_is_empty(judged: dict[str, Judged]) -> None:
    empty = [(name, n) for name, (_, _, texts) in judged.items() for n, text in enumerate(texts, 1) if len(text) < 8]
    assert [found for found in empty if not found[0].startswith("cards")] == []


def test_microsofts_validator_finds_nothing(judged: dict[str, Judged]) -> None:
    chosen = [path for name, (path, _, _) in judged.items() if not name.endswith((".1", ".300"))]
    assert len(chosen) == len(OF_CLASS) + len(NOTICES)
    assert {path.name: errors for path in chosen if (errors := validator_errors(path))} == {}


def test_a_red_head_stands_only_where_it_is_asked_for(judged: dict[str, Judged]) -> None:
    assert judged["notice.official.true"][2][0].startswith("示例单位文件")
    assert "示例单位" in judged["notice.letter.true"][2][0].splitlines()
    assert "示例单位" not in judged["notice.letter.false"][2][0].splitlines()
    assert judged["notice.45"][2][0].startswith("云发")
