from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reading.sample import COURSE, changed, write_files

from coursegen.checks.course import check_course
from coursegen.errors import exit_code
from coursegen.model import ChoiceItem, CourseBundle
from coursegen.reading import read_course

LESSON, MEASURE, READING, BANK = (
    "lessons/01-serve.yaml",
    "principles/p.measure.yaml",
    "principles/p.read.yaml",
    "bank/01-serve.yaml",
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def read(files: dict[str, str]) -> CourseBundle:
    return read_course(write_files(Path("course"), files))


def told(bundle: CourseBundle) -> list[str]:
    faults = check_course(bundle)
    assert all(fault.line(language) for fault in faults for language in ("zh", "en"))
    return [f"{fault.place} {fault.code} {fault.severity}".removeprefix("course/") for fault in faults]


def test_a_good_course_passes_without_a_word() -> None:
    assert check_course(read(COURSE)) == ()


REMARKS = {
    "points that nothing covers": (READING, "[three]", "[two]", "points.yaml:4:8 K101 warning"),
    "minutes that do not add up": (LESSON, "minutes: 26", "minutes: 30", f"{LESSON}:5:10 K102 error"),
    "a claim too long": (MEASURE, "claim: 提前", f"claim: {'很' * 52}提前", f"{MEASURE}:5:8 K103 warning"),
    "a title of a part too long": (LESSON, "title: 三句话", f"title: {'话' * 53}", f"{LESSON}:35:3 K103 warning"),
    "notes too short": (
        MEASURE,
        f"notes: {'请大家想一件上个月的事，您当时是怎么答的。' * 5}\nminutes",
        "notes: 您好\nminutes",
        f"{MEASURE}:31:8 K105 warning",
    ),
    "a stem that denies": (
        BANK,
        "领导没有表态，您怎么答？",
        "下列做法中不恰当的是哪一项？",
        f"{BANK}:9:11 K112 warning",
    ),
    "an absolute word": (
        BANK,
        "[说同意, 说还没定, 不回答]",
        "[一律同意, 说还没定, 不回答]",
        f"{BANK}:10:14 K113 warning",
    ),
    "an option twice": (BANK, "[手勤, 脑勤, 嘴碎]", "[手勤, 脑勤, 脑 勤]", f"{BANK}:22:14 K115 error"),
    "an item twice": (
        BANK,
        "  - id: q.judge\n",
        "  - {id: q.twin, kind: short, principle: p.read, objective: o.serve, bloom: apply, difficulty: easy,\n"
        "     points: 1, stem: '可以先答应，再请示。', rationale: 略, source: 略, answer: 略,\n"
        "     rubric: [{text: 略, points: 1}]}\n"
        "  - id: q.judge\n",
        f"{BANK}:36:11 K116 warning",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), REMARKS.values(), ids=REMARKS)
def test_a_remark_is_made_at_its_place(name: str, old: str, new: str, expected: str) -> None:
    assert told(read(changed(name, old, new))) == [expected]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (BANK, "领导没有表态，您怎么答？", "下列做法中【不恰当】的是哪一项？"),
        (BANK, "领导没有表态，您怎么答？", "领导批评了一份错误很多的材料，您怎么答？"),
        (BANK, "[说同意, 说还没定, 不回答]", "[一律同意, 一律说还没定, 不回答]"),
        (MEASURE, "claim: 提前", f"claim: {'很' * 36}{{{{ t.leaders }}}}提前"),
    ],
)
def test_what_is_well_done_gets_no_remark(name: str, old: str, new: str) -> None:
    assert told(read(changed(name, old, new))) == []


def test_a_case_of_one_sector_adds_no_minutes() -> None:
    for_any = changed(MEASURE, "    minutes: 0\n", "    minutes: 2\n")
    for_one = changed(MEASURE, "    minutes: 0\n", "    minutes: 2\n    sector: 高校\n")
    assert (told(read(for_any)), told(read(for_one))) == ([f"{LESSON}:5:10 K102 error"], [])


def test_lessons_and_principles_that_nothing_uses_are_named() -> None:
    lesson = (
        COURSE[LESSON].replace("lesson.serve", "lesson.two").replace("o.serve", "o.two").replace("aid.serve", "aid.two")
    )
    files = {
        **COURSE,
        "lessons/02-two.yaml": lesson.replace("[p.measure, p.read]", "[]").replace("  case: case.lead\n", ""),
        "principles/p.third.yaml": COURSE[READING].replace("p.read", "p.third"),
    }
    assert told(read(files)) == ["lessons/02-two.yaml:1:5 K107 warning", "principles/p.third.yaml:1:5 K108 warning"]


def test_a_second_quotation_on_the_slides_of_a_lesson_is_named() -> None:
    quoting = COURSE[MEASURE].replace(
        "  kind: cards\n  items:\n    - {head: 失职}\n    - {head: 越权, text: 替领导定了}\n", "  kind: quote\n"
    )
    files = changed(LESSON, "[p.measure, p.read]", "[p.measure, p.read, p.more]")
    files = changed(LESSON, "minutes: 26", "minutes: 32", files)
    more = quoting.replace("p.measure", "p.more").replace("case.lead", "case.more")
    files = {**files, MEASURE: quoting, "principles/p.more.yaml": more}
    assert told(read(files)) == ["principles/p.more.yaml:14:3 K106 warning"]


def many(bundle: CourseBundle, keys: str, options: tuple[str, ...]) -> CourseBundle:
    """The course with one single-choice item for each key letter, as unlike each other as can be."""
    model = bundle.items[0]
    assert isinstance(model, ChoiceItem)
    stems = [chr(0x4E00 + 97 * number) * 9 for number in range(len(keys))]
    items = [replace(model, answer=key, options=options, stem=stem) for key, stem in zip(keys, stems, strict=True)]
    return replace(bundle, items=tuple(items))


def test_keys_that_can_be_guessed_by_letter_or_length_are_named() -> None:
    bundle = read(COURSE)
    first = f"{BANK}:2:9"
    assert told(many(bundle, "ABCDABCDABCD", ("甲", "乙", "丙", "丁"))) == []
    assert told(many(bundle, "AAAAAABCDBCD", ("甲", "乙", "丙", "丁"))) == [f"{first} K114 warning"]
    assert told(many(bundle, "AAAAAABCDBC", ("甲", "乙", "丙", "丁"))) == [], "too few items to tell"
    assert told(many(bundle, "AAAAAABCDBCD", ("甲甲", "乙", "丙", "丁"))) == [
        f"{first} K114 warning",
        f"{first} K111 warning",
    ]


def test_warnings_alone_do_not_fail_a_run_unless_it_is_strict() -> None:
    faults = check_course(read(changed(READING, "[three]", "[two]")))
    assert (exit_code(faults), exit_code(faults, strict=True)) == (0, 7)
