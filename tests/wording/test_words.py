"""Courses in the words of a unit and in another script."""

from __future__ import annotations

import pytest
from minicourse import write_minicourse
from msgspec.structs import replace

from coursegen.errors import Fault, FaultError
from coursegen.model import CourseBundle, Names, Quote, Unit
from coursegen.model.unit import Brand, Choices
from coursegen.reading import read_course
from coursegen.wording import word_bundle, word_unit

TERMS = {"staff": "咖啡师", "sections": "股室", "leaders": "局领导"}


def a_unit(**changes: object) -> Unit:
    """A unit with three terms."""
    unit = Unit(
        id="shop", chain=("shop",), type="企业", level="", names=Names(full="云中咖啡店", office="吧台"),
        terms=TERMS, brand=Brand(), choices=Choices(), phrases={},
    )  # fmt: skip
    return replace(unit, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> CourseBundle:
    return read_course(write_minicourse(tmp_path_factory.mktemp("mini")))


def with_why(bundle: CourseBundle, text: str) -> CourseBundle:
    """The course with another text in one field of one principle."""
    principle = replace(bundle.principles["cup.clean"], why=text)
    return replace(bundle, principles={**bundle.principles, "cup.clean": principle})


def faults_of(bundle: CourseBundle, language: str = "zh-Hans") -> tuple[Fault, ...]:
    with pytest.raises(FaultError) as caught:
        word_bundle(bundle, a_unit(), language)
    return caught.value.faults


def test_a_slot_becomes_the_word_of_the_unit(bundle: CourseBundle) -> None:
    worded = word_bundle(bundle, a_unit(), "zh-Hans")
    assert worded.principles["queue.greet"].why.endswith("咖啡师抬一次头，一排人都安心。")


@pytest.mark.parametrize("slot", ["{{t.staff}}", "{{ t.staff }}", "{{  t.staff}}"])
def test_blanks_in_a_slot_do_not_matter(bundle: CourseBundle, slot: str) -> None:
    worded = word_bundle(with_why(bundle, f"请{slot}来"), a_unit(), "zh-Hans")
    assert worded.principles["cup.clean"].why == "请咖啡师来"


def test_what_has_no_slot_is_shared_and_not_copied(bundle: CourseBundle) -> None:
    worded = word_bundle(bundle, a_unit(), "zh-Hans")
    assert worded.principles["cup.clean"].figure is bundle.principles["cup.clean"].figure
    assert worded.items is bundle.items
    assert worded.lessons is bundle.lessons


def test_a_quotation_stays_exact_whatever_it_holds(bundle: CourseBundle) -> None:
    quote = Quote(1, 2, "“{{ t.staff }}”是原文")
    changed = replace(bundle.principles["cup.clean"], quotes=(quote,))
    worded = word_bundle(replace(bundle, principles={**bundle.principles, "cup.clean": changed}), a_unit(), "zh-Hans")
    assert worded.principles["cup.clean"].quotes == (quote,)


def test_an_unknown_slot_is_a_fault_at_its_line_with_a_suggestion(bundle: CourseBundle) -> None:
    fault = faults_of(with_why(bundle, "请{{ t.stafs }}来"))[0]
    assert (fault.code, fault.facts["suggestion"]) == ("C801", "{{ t.staff }}")
    assert fault.place == bundle.places["cup.clean/why"]
    assert "stafs" in fault.line("zh")
    assert "stafs" in fault.line("en")


def test_an_unknown_slot_like_no_other_lists_the_slots(bundle: CourseBundle) -> None:
    fault = faults_of(with_why(bundle, "{{ t.zzzzz }}"))[0]
    assert fault.code == "C802"
    assert "sections" in fault.line("zh")


@pytest.mark.parametrize(
    "text", ["{% if x %}", "{{ 7 * 7 }}", "{{", "x }}", "{{ unit.names.full }}", "{{ t['staff'] }}"]
)
def test_braces_that_are_no_slot_are_faults(bundle: CourseBundle, text: str) -> None:
    assert faults_of(with_why(bundle, text))[0].code in ("C801", "C803")


def test_a_slot_without_its_t_gets_the_right_slot_suggested(bundle: CourseBundle) -> None:
    assert faults_of(with_why(bundle, "{{ sections }}"))[0].facts["suggestion"] == "{{ t.sections }}"


def test_single_braces_are_text(bundle: CourseBundle) -> None:
    worded = word_bundle(with_why(bundle, "集合{甲}"), a_unit(), "zh-Hans")
    assert worded.principles["cup.clean"].why == "集合{甲}"


def test_all_faults_come_at_once(bundle: CourseBundle) -> None:
    course = replace(bundle.course, closing="{{ t.b }}")
    assert len(faults_of(replace(with_why(bundle, "{{ t.a }} {{ t.staf }}"), course=course))) == 3


def test_an_inserted_word_is_not_filled_again(bundle: CourseBundle) -> None:
    unit = a_unit(terms={**TERMS, "staff": "{{ t.leaders }}"})
    assert "{{ t.leaders }}" in word_bundle(bundle, unit, "zh-Hans").principles["queue.greet"].why


def test_traditional_characters_reach_texts_but_not_ids(bundle: CourseBundle) -> None:
    worded = word_bundle(bundle, a_unit(), "zh-Hant")
    assert worded.course.title == "咖啡店新人上崗"
    assert worded.course.language == "zh-Hant"
    assert worded.principles.keys() == bundle.principles.keys()
    assert worded.lessons[0].principles == bundle.lessons[0].principles
    assert [item.principle for item in worded.items] == [item.principle for item in bundle.items]


def test_traditional_quotations_are_the_ones_the_author_gave(bundle: CourseBundle) -> None:
    given = word_bundle(bundle, a_unit(), "zh-Hant").principles["cup.clean"].quotes[0]
    assert given.text == "杯口乾淨，話才好聽"
    quote = Quote(1, 2, "发展办公室")
    principle = replace(bundle.principles["cup.clean"], quotes=(quote,))
    changed = replace(bundle, principles={**bundle.principles, "cup.clean": principle})
    assert word_bundle(changed, a_unit(), "zh-Hant").principles["cup.clean"].quotes[0].text == "發展辦公室"


def test_the_words_of_a_unit_are_traditional_too(bundle: CourseBundle) -> None:
    assert "咖啡師抬一次頭" in word_bundle(bundle, a_unit(), "zh-Hant").principles["queue.greet"].why
    assert word_unit(a_unit(), "zh-Hans", "zh-Hant").names.full == "雲中咖啡店"


def test_a_language_the_course_does_not_have_is_one_clear_fault(bundle: CourseBundle) -> None:
    faults = faults_of(bundle, "en")
    assert [fault.code for fault in faults] == ["C810"]
    assert "zh-Hans" in faults[0].line("zh")


def test_a_course_in_english_is_english_as_it_is(bundle: CourseBundle) -> None:
    english = replace(bundle, course=replace(bundle.course, language="en", title="Coffee"))
    assert word_bundle(english, a_unit(), "en").course.title == "Coffee"


def with_cases(bundle: CourseBundle, *sectors: str) -> CourseBundle:
    """The course with one principle that has a case for each of these sectors."""
    principle = bundle.principles["cup.clean"]
    cases = tuple(replace(principle.cases[0], id=f"case.{n}", sector=sector) for n, sector in enumerate(sectors))
    return replace(bundle, principles={**bundle.principles, "cup.clean": replace(principle, cases=cases)})


@pytest.mark.parametrize(
    ("sectors", "taught"),
    [(("机关", "企业", "any"), "企业"), (("机关", "any"), "any"), (("机关", "高校"), None), (("any", "企业"), "企业")],
)
def test_a_unit_is_taught_its_own_case_or_a_common_one(
    bundle: CourseBundle, sectors: tuple[str, ...], taught: str | None
) -> None:
    cases = word_bundle(with_cases(bundle, *sectors), a_unit(), "zh-Hant").principles["cup.clean"].cases
    assert [case.sector for case in cases] == ([taught] if taught else [])


def test_slots_of_cases_that_a_unit_is_not_taught_are_checked_all_the_same(bundle: CourseBundle) -> None:
    changed = with_cases(bundle, "机关", "any")
    principle = changed.principles["cup.clean"]
    wrong = replace(principle.cases[0], situation="{{ t.nobody }}")
    principle = replace(principle, cases=(wrong, principle.cases[1]))
    assert len(faults_of(replace(changed, principles={**changed.principles, "cup.clean": principle}))) == 1


def test_phrases_of_a_unit_may_have_slots() -> None:
    unit = word_unit(a_unit(phrases={"promise": "请{{ t.leaders }}放心"}), "zh-Hans", "zh-Hans")
    assert unit.phrases == {"promise": "请局领导放心"}
    with pytest.raises(FaultError) as caught:
        word_unit(a_unit(phrases={"promise": "请{{ t.leader }}放心"}), "zh-Hans", "zh-Hans")
    assert caught.value.faults[0].code == "T801"
