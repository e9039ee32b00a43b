"""Names of files by the unit's `naming`: in words, safe on every system, told apart, the same product found again."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from minicourse import write_minicourse
from msgspec.structs import replace
from test_class_kit import words

from coursegen.build import PRODUCTS, Forms, Look, Request, build, make
from coursegen.build.kit import Made
from coursegen.build.naming import Namer, told_apart
from coursegen.build.titles import TITLES
from coursegen.document import parse_document
from coursegen.document.nodes import Paragraph, Text
from coursegen.errors import Fault, FaultError, Place
from coursegen.exam import Paper
from coursegen.model import Blueprint, Choices, ClassFile, CourseBundle, Names, Plan
from coursegen.reading import read_course, read_unit
from coursegen.reading.naming import SLOTS, naming_faults
from coursegen.workspace import bundled_folder, safe_name

TEMPLATES = bundled_folder() / "templates"
FEW = ("deck", "slides", "handout", "quiz", "answers")
CHINESE = "choices: {naming: chinese}"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")


@cache
def small_bundle() -> CourseBundle:
    with TemporaryDirectory() as folder:
        return read_course(write_minicourse(Path(folder) / "coffee-shop"))


@pytest.fixture(name="bundle")
def bundle_as_fixture() -> CourseBundle:
    return small_bundle()


def namer(bundle: CourseBundle, naming: str = "chinese", **changes: object) -> Namer:
    default = read_unit("default", (TEMPLATES,))[0]
    unit = replace(default, choices=replace(default.choices, naming=naming))
    facts: dict[str, object] = {
        "unit": unit, "bundle": bundle, "class_": ClassFile(""), "variant": ("", ""), "look": Look(),
        "language": "zh-Hans", "own": "zh-Hans",
    }  # fmt: skip
    return Namer(**(facts | changes))  # type: ignore[arg-type]


def with_names(of: Namer, names: Names, **changes: object) -> Namer:
    return replace(of, unit=replace(of.unit, names=names), **changes)  # type: ignore[arg-type]


def roots(folder: Path, text: str, promise: str = "") -> tuple[Path, ...]:
    unit = folder / "templates" / "shop"
    unit.mkdir(parents=True, exist_ok=True)
    (unit / "unit.yaml").write_text(f"extends: default\nnames: {{full: 云中咖啡店}}\n{text}\n{promise}", "utf-8")
    return folder / "templates", TEMPLATES


def request(course: Path, folder: Path, text: str = CHINESE, **changes: object) -> Request:
    facts: dict[str, object] = {"course": course, "unit": "shop", "products": FEW, "output": folder / "output"}
    return Request(**(facts | {"unit_roots": roots(folder, text)} | changes))  # type: ignore[arg-type]


def names(course: Path, folder: Path, text: str = CHINESE, **changes: object) -> list[str]:
    kit = make(request(course, folder, text, **changes))
    assert not kit.failed, [fault.line("en") for fault in kit.faults]
    return [file.name for file in kit.files]


def codes(naming: str) -> list[str]:
    return [fault.code for fault in naming_faults(naming, Place("unit.yaml", 3, 1))]


def test_every_product_has_a_title_and_no_two_have_the_same() -> None:
    assert set(PRODUCTS) <= set(TITLES)
    assert len({safe_name(title).casefold() for title in TITLES.values()}) == len(TITLES)


@pytest.mark.parametrize("text", ["", "choices: {naming: english}"])
def test_without_a_word_of_it_names_are_english(course: Path, tmp_path: Path, text: str) -> None:
    assert names(course, tmp_path, text) == ["deck.pptx", "slides.pptx", "handout.docx", "quiz.docx", "answers.docx"]


def test_chinese_names_sort_in_the_order_of_the_kit(course: Path, tmp_path: Path) -> None:
    found = names(course, tmp_path)
    assert found == [
        "01 讲师版课件.pptx", "02 学员版课件.pptx", "03 学员讲义.docx", "07 测试卷.docx", "08 答案及评分标准.docx"
    ]  # fmt: skip
    assert sorted(found) == found


def test_a_product_has_the_same_number_alone_as_in_the_whole_kit(course: Path, tmp_path: Path) -> None:
    assert names(course, tmp_path, products=("quiz",)) == ["07 测试卷.docx"]
    chosen = "choices: {naming: chinese, products: [handout, quiz]}"
    assert names(course, tmp_path, chosen, products=("quiz", "deck")) == ["15 讲师版课件.pptx", "02 测试卷.docx"]


def test_plan_paper_form_and_look_stand_in_the_name_in_words(course: Path, tmp_path: Path) -> None:
    found = names(
        course,
        tmp_path,
        plan="short",
        paper="final",
        forms=Forms(2),
        look=Look("4:3", "dark"),
        products=("deck", "quiz"),
    )
    assert found == [
        "01 讲师版课件（赶时间，4比3，深色）.pptx", "07 测试卷（赶时间，上岗小测，A卷）.docx",
        "07 测试卷（赶时间，上岗小测，B卷）.docx",
    ]  # fmt: skip


def test_in_another_script_names_are_in_that_script(course: Path, tmp_path: Path) -> None:
    assert names(course, tmp_path, language="zh-Hant", products=("deck",)) == ["01 講師版課件（繁體）.pptx"]


def test_words_that_a_unit_replaces_are_replaced_in_names(course: Path, tmp_path: Path) -> None:
    text = f"{CHINESE}\nreplace: {{讲师手册: 授课手册}}"
    assert names(course, tmp_path, text, products=("guide",)) == ["04 授课手册.docx"]


def test_a_pattern_says_where_everything_stands(course: Path, tmp_path: Path) -> None:
    pattern = 'choices: {naming: "{unit}-{course}-{product}-{variant}-{n}"}'
    assert names(course, tmp_path, pattern, products=("quiz",), forms=Forms(2)) == [
        "云中咖啡店-咖啡店新人上岗-测试卷-A卷-07.docx", "云中咖啡店-咖啡店新人上岗-测试卷-B卷-07.docx"
    ]  # fmt: skip


def test_the_class_stands_in_its_names(bundle: CourseBundle) -> None:
    held = namer(bundle, class_=ClassFile("c1", term="2026年第1期", title="上岗班"))
    assert held.name(PRODUCTS["sign-in"]) == "17 签到表 2026年第1期.docx"
    assert held.archive() == "示例单位-咖啡店新人上岗-课程包 2026年第1期.zip"
    assert replace(held, class_=ClassFile("c1")).name(PRODUCTS["sign-in"]) == "17 签到表 c1.docx"


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{product}（{class}）", "讲师版课件.pptx"),
        ("{class}_{product}", "讲师版课件.pptx"),
        ("{n}--{class}-{product} - {class}", "01-讲师版课件.pptx"),
        ("{ n } {product}.", "01 讲师版课件.pptx"),
        (".{product}", "讲师版课件.pptx"),
        ("~{product}  x", "讲师版课件 x.pptx"),
    ],
)
def test_what_is_empty_leaves_no_trace(bundle: CourseBundle, pattern: str, name: str) -> None:
    assert namer(bundle, pattern).name(PRODUCTS["deck"]) == name


def test_names_with_forbidden_characters_are_written_with_their_like(bundle: CourseBundle) -> None:
    named = with_names(namer(bundle, "{product} {unit}"), Names(full='甲/乙\\丙:丁*"戊"\n己. '))
    assert named.name(PRODUCTS["deck"]) == "讲师版课件-甲-乙-丙：丁＊”戊”-己.pptx"
    assert with_names(named, Names(full="e\u0301cole")).name(PRODUCTS["deck"]) == "讲师版课件 \u00e9cole.pptx"


def test_a_long_name_is_cut_where_it_may_be_and_never_in_product_or_form(bundle: CourseBundle) -> None:
    named = with_names(namer(bundle, "{unit} {course} {product}", look=Look("", "dark")), Names(full="很长的单位" * 40))
    name = named.name(PRODUCTS["deck"])
    assert name.startswith("很长的单位很长")
    assert name.endswith("咖啡店新人上岗-讲师版课件（深色）.pptx")
    assert len(name) == 75


def test_what_cannot_be_cut_is_a_fault(bundle: CourseBundle) -> None:
    plans = (Plan("long", "很长的安排" * 20, ("lesson.counter",)),)
    long = replace(bundle, course=replace(bundle.course, plans=plans))
    with pytest.raises(FaultError) as caught:
        namer(long, variant=("long", "")).name(PRODUCTS["deck"])
    assert [(fault.code, fault.exit_code) for fault in caught.value.faults] == [("O171", 6)]


def test_titles_that_are_alike_do_not_make_two_files_one(bundle: CourseBundle) -> None:
    papers = {key: Blueprint(key, "测试", 10, ()) for key in ("one", "two")}
    alike = replace(bundle, blueprints=papers)
    paper = Paper("测试", 10, 1, (), "", form="")
    found = {namer(alike, variant=("", key)).name(PRODUCTS["quiz"], paper) for key in papers}
    assert found == {"07 测试卷（one）.docx", "07 测试卷（two）.docx"}


def printed(names: list[str]) -> list[str]:
    """Names as they stand in a document, as far as white space is concerned."""
    rows = "".join(f"<para>{escape(name)}</para>" for name in names)
    head = "<properties><title>x</title><language>zh-Hans</language></properties>"
    blocks = parse_document(f"<document form='sheet'>{head}{rows}</document>", "facilitator").blocks
    lines = [block.line for block in blocks if isinstance(block, Paragraph)]
    return ["".join(piece.text for piece in line if isinstance(piece, Text)) for line in lines]


TEXT = st.text(st.characters(codec="utf-8"), max_size=120)
LITERAL = st.text(st.characters(codec="utf-8", exclude_characters='<>:"/\\|?*{}'), max_size=10)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SLOTS), max_size=5, unique=True), LITERAL, TEXT, TEXT, TEXT)
def test_any_names_make_file_names_that_every_system_takes(
    slots: list[str], literal: str, full: str, title: str, term: str
) -> None:
    bundle = replace(small_bundle(), course=replace(small_bundle().course, title=title))
    pattern = literal.join(f"{{{slot}}}" for slot in (*slots, "product"))
    assume(not list(naming_faults(pattern, Place("unit.yaml"))))
    named = with_names(namer(bundle, pattern), Names(full=full), class_=ClassFile("c1", term=term))
    found = [named.name(product) for product in PRODUCTS.values()] + [named.archive()]
    assert len({name.casefold() for name in found}) == len(PRODUCTS) + 1
    assert printed(found) == found
    for name in found:
        assert safe_name(name) == name
        assert name == unicodedata.normalize("NFC", name)
        assert name.isprintable() or all(ord(c) > 32 for c in name if not c.isprintable())
        assert len(name.replace(".", ".new.", 1).encode("utf-16-le")) // 2 <= 80
        assert len(name.encode()) < 230
        stem = name.rpartition(".")[0]
        assert stem == stem.strip(" .　")
        assert not stem.startswith((".", " "))


@pytest.mark.parametrize(
    ("naming", "found"),
    [
        ("", []), ("english", []), ("chinese", []), ("{n} {product}", []), ("{ n }．{product}（{class}）", []),
        ("chinse", ["T370"]), ("Chinese", ["T370"]), ("拼音", ["T371"]), ("{n} {prodct}", ["T372"]),
        ("{序号}{product}", ["T373"]), ("{n} {unit}", ["T374"]), ("｛product｝", ["T374"]),
        ("{product}/{unit}", ["T375"]), ("{{ product }}", ["T375"]),
        ("{product", ["T374", "T375"]), ("{product}\u202e", ["T375"]), ("{product}.docx", ["T376"]),
        ("{product}" + "长" * 36, ["T376"]), ("{product}\t{n}", []),
    ],
)  # fmt: skip
def test_a_naming_that_cannot_be_is_told_of(naming: str, found: list[str]) -> None:
    assert codes(naming) == found
    assert all(f.line("zh") and f.line("en") for f in naming_faults(naming, Place("unit.yaml", 3, 1)))


def test_a_wrong_naming_ends_a_build_with_its_place(course: Path, tmp_path: Path) -> None:
    kit = make(request(course, tmp_path, 'choices:\n  naming: "{n} {prodct}"'))
    (fault,) = kit.faults
    assert (fault.code, fault.exit_code, fault.place.line, fault.place.column) == ("T372", 4, 4, 11)
    assert "{product}" in fault.line("zh")


def test_two_products_are_never_one_file_in_capitals_or_not() -> None:
    def of(product: str, name: str) -> Made:
        return Made(product, name, b"", 1, {})

    faults: list[Fault] = []
    files = [
        of("deck", "a.pptx"),
        of("handout", "A.PPTX"),
        of("guide", "a.docx"),
        of("html", "a.html"),
        of("quiz", "b.docx"),
    ]
    assert [file.product for file in told_apart(files, faults)] == ["deck", "html", "quiz"]
    assert [(fault.code, fault.facts["product"]) for fault in faults] == [("O170", "handout"), ("O170", "guide")]


def test_titles_made_alike_by_replaced_words_are_a_fault(course: Path, tmp_path: Path) -> None:
    text = 'choices: {naming: "{product}"}\nreplace: {学员讲义: 手册, 讲师手册: 手册}'
    kit = make(request(course, tmp_path, text, products=("handout", "guide")))
    assert [fault.code for fault in kit.faults] == ["O170"]
    assert [file.product for file in kit.files] == ["handout"]


def test_a_name_of_another_unit_in_a_pattern_is_found(course: Path, tmp_path: Path) -> None:
    kit = make(request(course, tmp_path, 'choices: {naming: "云岭县税务局 {product}"}', products=("toolkit", "quiz")))
    assert {(fault.code, fault.facts["part"]) for fault in kit.faults} == {
        ("O160", "云岭县税务局-测试卷.docx"), ("O160", "云岭县税务局-工具单.docx")
    }  # fmt: skip
    assert kit.files == ()


def kit_of(folder: Path) -> Path:
    return folder / "output" / "shop" / "coffee-shop"


def test_when_the_naming_changes_the_files_get_their_new_names(course: Path, tmp_path: Path) -> None:
    build(request(course, tmp_path, "", products=("handout", "quiz"), forms=Forms(2)))
    result = build(request(course, tmp_path, products=("handout", "quiz"), forms=Forms(2)))
    assert not result.faults
    assert [output.state for output in result.outputs] == ["renamed"] * 3
    assert {path.name for path in kit_of(tmp_path).iterdir()} == {
        "03 学员讲义.docx", "07 测试卷（A卷）.docx", "07 测试卷（B卷）.docx", "manifest.json"
    }  # fmt: skip
    again = build(request(course, tmp_path, products=("handout", "quiz"), forms=Forms(2)))
    assert [output.state for output in again.outputs] == ["unchanged"] * 3
    back = build(request(course, tmp_path, "", products=("handout",)))
    assert [(output.path.name, output.state) for output in back.outputs] == [("handout.docx", "renamed")]


def test_a_file_edited_by_hand_is_kept_when_the_naming_changes(course: Path, tmp_path: Path) -> None:
    build(request(course, tmp_path, "", products=("handout",)))
    edited = kit_of(tmp_path) / "handout.docx"
    edited.write_bytes(b"edited")
    for state in ("written", "unchanged"):
        result = build(request(course, tmp_path, products=("handout",)))
        assert [(output.path.name, output.state) for output in result.outputs] == [("03 学员讲义.docx", state)]
        assert [(fault.code, fault.severity) for fault in result.faults] == [("O114", "warning")]
        assert edited.read_bytes() == b"edited"
    edited.replace(kit_of(tmp_path) / "03 学员讲义.docx")
    after = build(request(course, tmp_path, products=("handout",)))
    assert [fault.code for fault in after.faults] == ["O110"]
    assert (kit_of(tmp_path) / "03 学员讲义.docx").read_bytes() == b"edited"


def test_files_of_other_forms_plans_and_languages_stay_when_one_is_renamed(course: Path, tmp_path: Path) -> None:
    for changes in ({"plan": "short"}, {"language": "zh-Hant"}, {"forms": Forms(2)}):
        build(request(course, tmp_path, "", products=("quiz",), **changes))
    build(request(course, tmp_path, products=("quiz",)))
    assert {path.name for path in kit_of(tmp_path).iterdir()} == {
        "quiz.short.docx", "quiz.zh-Hant.docx", "quiz.A.docx", "quiz.B.docx", "07 测试卷.docx", "manifest.json"
    }  # fmt: skip
    manifest = json.loads((kit_of(tmp_path) / "manifest.json").read_bytes())["outputs"]
    assert manifest["07 测试卷.docx"]["key"] == "quiz.docx"
    assert "key" not in manifest["quiz.A.docx"]


def test_the_list_of_what_to_print_has_the_names_as_they_are(course: Path, tmp_path: Path) -> None:
    kit = make(request(course, tmp_path, products=("slides", "handout", "guide", "printlist")))
    lines = words(kit.files[-1].data).split("\n")
    for title, name in (("学员版课件（每页六张）", "02 学员版课件.pptx"), ("讲师手册", "04 讲师手册.docx")):
        assert lines[lines.index(name) - 1] == title
    assert kit.files[-1].name == "23 印制清单.docx"
    assert kit.files[-1].name not in lines


def test_printed_slides_take_the_place_of_slides_in_the_list(course: Path, tmp_path: Path) -> None:
    kit = make(request(course, tmp_path, products=("slides", "slides-print", "printlist", "acceptance", "slides-html")))
    lines = words(kit.files[-1].data).split("\n")
    assert [line for line in lines if line.endswith((".pptx", ".docx", ".html"))] == ["30 学员版课件（每页三张）.pptx"]


def test_choices_keep_the_naming_that_a_unit_inherits(tmp_path: Path) -> None:
    found = roots(tmp_path, CHINESE)
    child = tmp_path / "templates" / "child"
    child.mkdir()
    (child / "unit.yaml").write_text("extends: shop\n", "utf-8")
    unit, layers = read_unit("child", found)
    assert isinstance(unit.choices, Choices)
    assert (unit.choices.naming, layers.of("choices.naming")[0].unit) == ("chinese", "shop")
