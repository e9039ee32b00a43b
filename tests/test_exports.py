"""Exports as products: which questions they hold, what they say they lost, what participants must not see."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from minicourse import CHECK, write_minicourse
from msgspec.structs import replace
from peers import schema

from coursegen.build import PRODUCTS, Forms, Request, make
from coursegen.build.exporting import make_export
from coursegen.build.line import Kit
from coursegen.build.prepare import prepare
from coursegen.errors import FaultError
from coursegen.exports.scorm12 import ADL, CP
from coursegen.ingest import read_questions
from coursegen.reading.profiles import read_profile
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"
OWN = read_profile(TEMPLATES / "default" / "profiles" / "coursegen.yaml")
NS = {"c": CP, "adlcp": ADL}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")


def kit_of(course: Path, *products: str, **changes: object) -> Kit:
    return make(Request(course, "default", (TEMPLATES,), products=products, **changes))  # type: ignore[arg-type]


def files(kit: Kit) -> Mapping[str, bytes]:
    assert not kit.failed, kit.faults
    return {file.name: file.data for file in kit.files}


def ids(name: str, data: bytes) -> list[str]:
    return [question.id for question in read_questions(data, name, OWN, asked=True)[0]]


BANK = ["q.cup.1", "q.queue.1", "q.queue.2", "q.cup.2", "q.queue.3"]


def test_the_whole_bank_goes_out_and_exercises_stand_apart(course: Path) -> None:
    found = files(kit_of(course, "moodle-xml"))["bank.moodle.xml"]
    assert ids("bank.xml", found)[: len(BANK)] == BANK
    categories = [c.text for c in etree.fromstring(found).iterfind("question/category/text")]
    assert categories == [
        "$course$/top/咖啡店新人上岗/吧台前的三分钟", "$course$/top/咖啡店新人上岗/吧台前的三分钟（练习，不计分）",
    ]  # fmt: skip


def test_a_paper_that_is_named_goes_out_in_its_order_and_points_a_file_for_each_form(course: Path) -> None:
    found = files(kit_of(course, "gift", "xlsx", paper="final", forms=Forms(2, "shuffled")))
    assert {name for name in found if not name.endswith(".lost.txt")} == {
        "paper.final.A.gift", "paper.final.B.gift", "paper.final.A.xlsx", "paper.final.B.xlsx",
    }  # fmt: skip
    prepared = prepare(Request(course, "default", (TEMPLATES,), products=("quiz",), paper="final"))
    (paper,) = prepared.papers
    wanted = [(q.item.id, q.points) for part in paper.sections for q in part.questions]
    read = read_questions(found["paper.final.A.xlsx"], "a.xlsx", OWN, asked=True)[0]
    assert [(q.id, q.points) for q in read] == wanted
    assert sorted(ids("b.gift", found["paper.final.B.gift"])) == sorted(key for key, _ in wanted)


def test_participants_practise_with_the_lesson_checks_only(course: Path) -> None:
    prepared = prepare(Request(course, "default", (TEMPLATES,), products=("selftest",)))
    (made,) = prepared.lesson_papers
    found = files(kit_of(course, "selftest", "scorm12"))
    page = found["selftest.html"].decode()
    assert made.paper.items
    for key in BANK:
        assert (f'data-id="{key}"' in page) is (key in made.paper.items)
    with ZipFile(BytesIO(found["lessons.scorm12.zip"])) as package:
        lesson = package.read("lesson-01/index.html").decode()
    assert {key for key in BANK if f'data-id="{key}"' in lesson} == made.paper.items


def test_without_a_check_there_is_nothing_to_practise_with(tmp_path: Path) -> None:
    course = write_minicourse(tmp_path / "coffee-shop")
    (course / "blueprints" / "check.yaml").unlink()
    assert CHECK
    assert [fault.code for fault in kit_of(course, "selftest").faults] == ["O130"]


def test_a_file_for_participants_with_a_key_in_it_is_not_made(course: Path) -> None:
    prepared = prepare(Request(course, "default", (TEMPLATES,), products=("scorm12",)))
    rationale = "客人的嘴、眼、手先后碰到的正是这三处地方"
    with pytest.raises(FaultError) as caught:
        make_export(PRODUCTS["scorm12"], prepared, None, lambda _: f"<p>{rationale}</p>".encode())
    assert {fault.code for fault in caught.value.faults} == {"O140"}


def test_what_was_lost_is_told_once_for_each_way_and_listed_by_question(course: Path) -> None:
    kit = kit_of(course, "xlsx", profile="campus-sheet")
    found = files(kit)
    told = {fault.code: fault for fault in kit.faults}
    assert set(told) == {"O191", "O193"}
    assert told["O191"].facts["ids"] == ("cup.clean.match",)
    assert "装不下“连线题”" in told["O191"].cause("zh")
    assert "no room for “matching”" in told["O191"].cause("en")
    assert "编号、分值、目标、认知层次" in told["O193"].cause("zh")
    assert "id, points, objective, level of thinking" in told["O193"].cause("en")
    assert all(fault.severity == "warning" for fault in kit.faults)
    lines = found["bank.campus-sheet.xlsx.lost.txt"].decode("utf-8-sig").splitlines()
    assert "q.queue.3\t人工阅卷\t简答题" in lines
    assert "cup.clean.match\t没有带走\t连线题" in lines
    assert {line.partition("\t")[0] for line in lines} >= set(BANK)


@pytest.mark.parametrize(("product", "profile", "code"), [
    ("xlsx", "survey-text", "O196"), ("txt", "exam-sheet", "O196"), ("txt", "exam-shet", "U380"),
    ("txt", "zzz", "U381"),
])  # fmt: skip
def test_a_profile_that_does_not_fit_is_a_fault(course: Path, product: str, profile: str, code: str) -> None:
    assert [fault.code for fault in kit_of(course, product, profile=profile).faults] == [code]


def test_a_bank_without_items_still_gives_exercises_and_one_without_lessons_is_a_fault(tmp_path: Path) -> None:
    course = write_minicourse(tmp_path / "coffee-shop")
    (course / "bank" / "01-counter.yaml").write_text("items: []\n", "utf-8")
    assert ids("bank.gift", files(kit_of(course, "gift"))["bank.gift"])[0] == "cup.clean.cloze"
    prepared = prepare(Request(course, "default", (TEMPLATES,), products=("gift",)))
    with pytest.raises(FaultError) as caught:
        make_export(PRODUCTS["gift"], replace(prepared, lessons=()), None, lambda _: b"")
    assert [fault.code for fault in caught.value.faults] == ["O190"]


def test_the_scorm_package_declares_a_lesson_for_each_and_every_file(course: Path) -> None:
    data = files(kit_of(course, "scorm12"))["lessons.scorm12.zip"]
    with ZipFile(BytesIO(data)) as package:
        names = set(package.namelist())
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
    of_adl = schema("scorm12edition", (NS["c"], "imscp_rootv1p1p2.xsd"), (ADL, "adlcp_rootv1p2.xsd"))
    of_adl.assertValid(manifest)
    hrefs = {str(f.get("href")) for f in manifest.iterfind(".//c:resource/c:file", NS)}
    assert hrefs == names - {"imsmanifest.xml"}
    (resource,) = manifest.findall(".//c:resource", NS)
    assert (resource.get("href"), resource.get(f"{{{ADL}}}scormtype")) == ("lesson-01/index.html", "sco")
    (item,) = manifest.findall(".//c:organization/c:item", NS)
    assert item.get("identifierref") == resource.get("identifier")
    assert item.findtext("c:title", namespaces=NS) == "吧台前的三分钟"
    assert item.findtext("adlcp:masteryscore", namespaces=NS) == "60"
    default = manifest.find("c:organizations", NS)
    assert default is not None
    assert default.get("default") == manifest.find(".//c:organization", NS).get("identifier")  # type: ignore[union-attr]
    assert manifest.findtext("c:metadata/c:schemaversion", namespaces=NS) == "1.2"


def test_the_terms_and_words_of_the_unit_stand_in_the_export(course: Path, tmp_path: Path) -> None:
    unit = tmp_path / "templates" / "shop"
    unit.mkdir(parents=True)
    (unit / "unit.yaml").write_text("extends: default\nreplace: {杯口: 杯沿}\n", "utf-8")
    roots = (tmp_path / "templates", TEMPLATES)
    kit = make(Request(course, "shop", roots, products=("gift",)))
    text = files(kit)["bank.gift"].decode()
    assert "杯沿" in text
    assert "杯口" not in text
