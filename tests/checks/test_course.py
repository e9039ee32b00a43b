from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from reading.sample import BANK as BANK_TEXT
from reading.sample import COURSE, changed, write_files
from reading.test_messages import messages

from coursegen.checks.course import check_course
from coursegen.checks.unit import check_unit
from coursegen.errors import Place, exit_code
from coursegen.model import ChoiceItem, CourseBundle, JudgeItem
from coursegen.reading import read_course, read_unit

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
    "options named by letter": (
        BANK,
        "rationale: 不替领导定。",
        "rationale: A有依据，B没有。",
        f"{BANK}:12:16 K139 warning",
    ),
    "points that nothing covers": (
        READING,
        "[three]",
        "[two]",
        "points.yaml:4:8 K101 warning",
        f"{READING}:4:9 K104 warning",
    ),
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
    "a point covered twice": (READING, "[three]", "[three, one]", f"{READING}:4:9 K104 warning"),
    "a core principle that nothing tests": (
        BANK,
        BANK_TEXT,
        BANK_TEXT.replace("p.measure", "p.read"),
        f"{MEASURE}:1:5 K110 warning",
    ),
    "more slides than time": (
        LESSON,
        "minutes: 26",
        "minutes: 7",
        f"{LESSON}:5:10 K102 error",
        f"{LESSON}:19:13 K117 warning",
    ),
    "an objective above its items": (
        LESSON,
        "text: 能说清谁提建议、谁来定\n    bloom: apply",
        "text: 能写出请示\n    bloom: create",
        f"{LESSON}:9:12 K118 warning",
    ),
    "a claim that is a topic": (
        READING,
        "claim: 三勤做到，服务才细",
        "claim: 三勤的重要性",
        f"{READING}:5:8 K119 warning",
    ),
    "a claim of two characters": (READING, "claim: 三勤做到，服务才细", "claim: 三勤", f"{READING}:5:8 K119 warning"),
    "a lesson of a case that is a topic": (
        MEASURE,
        "lesson: 合规的办法及时报",
        "lesson: 关于接待",
        f"{MEASURE}:27:13 K119 warning",
    ),
    "a situation too long": (
        MEASURE,
        "situation: 明天有客人。",
        f"situation: {'客' * 121}\n    gist: 明天有客人。",
        f"{MEASURE}:22:16 K120 warning",
    ),
    "a situation too long for a slide": (
        MEASURE,
        "situation: 明天有客人。",
        f"situation: {'客' * 76}",
        f"{MEASURE}:22:16 K138 warning",
    ),
    "a gist too long": (
        MEASURE,
        "situation: 明天有客人。",
        f"situation: 明天有客人。\n    gist: {'客' * 61}",
        f"{MEASURE}:23:11 K120 warning",
    ),
    "a question too long": (MEASURE, "question: 您签不签？", f"question: {'签' * 21}", f"{MEASURE}:23:15 K120 warning"),
    "an option too long": (MEASURE, "{text: 先签,", f"{{text: {'签' * 23},", f"{MEASURE}:25:7 K120 warning"),
    "a figure with too many words": (
        MEASURE,
        "text: 替领导定了",
        f"text: {'定' * 221}",
        f"{MEASURE}:14:3 K136 warning",
    ),
    "a saying too long for its page": (
        LESSON,
        "aid:\n  id: aid.serve",
        f"brief:\n  sayings: [{'说' * 41}, 二, 三]\n  questions: [{{question: 问, answer: 答}}]\naid:\n  id: aid.serve",
        f"{LESSON}:46:3 K137 warning",
    ),
    "a verb of another level": (
        LESSON,
        "text: 能说清谁提建议、谁来定",
        "text: 能在请示的情境下，制订一份清单",
        f"{LESSON}:9:12 K121 warning",
    ),
    "a verb nobody sees": (
        LESSON,
        "text: 能说清谁提建议、谁来定",
        "text: 能了解谁提建议、谁来定",
        f"{LESSON}:8:11 K129 warning",
    ),
    "a choice said to create": (
        BANK,
        "bloom: apply",
        "bloom: create",
        f"{BANK}:6:12 K122 warning",
    ),
    "a key much longer than the rest": (
        BANK,
        "[说同意, 说还没定, 不回答]",
        "[说同意, 说还没有定下来请再等两天, 不回答]",
        f"{BANK}:10:14 K123 warning",
    ),
    "options of very different length": (
        BANK,
        "[说同意, 说还没定, 不回答]",
        "[说同意, 说还没定, 不回答他的问题也不说几时再答]",
        f"{BANK}:10:14 K124 warning",
    ),
    "all of the above": (
        BANK,
        "[说同意, 说还没定, 不回答]",
        "[说同意, 说还没定, 以上都不对]",
        f"{BANK}:10:14 K125 warning",
    ),
    "the key repeats the stem": (
        BANK,
        "[说同意, 说还没定, 不回答]",
        "[说同意, 没有表态, 请你等等]",
        f"{BANK}:10:14 K126 warning",
    ),
    "an option within another": (BANK, "[手勤, 脑勤, 嘴碎]", "[手勤, 脑勤, “手勤”嘴碎]", f"{BANK}:22:14 K127 warning"),
    "options met before": (BANK, "[手勤, 脑勤, 嘴碎]", "[不回答, 说同意, 说还没定]", f"{BANK}:22:14 K128 warning"),
    "a comma of another script": (READING, "why: 因为。", "why: 因为,所以。", f"{READING}:6:6 K132 warning"),
    "a full stop of another script": (READING, "why: 因为。", "why: 因为.", f"{READING}:6:6 K132 warning"),
    "straight quotes": (READING, "why: 因为。", "why: 因为'它'。", f"{READING}:6:6 K133 warning"),
    "a blank before a number": (READING, "why: 因为。", "why: 要写 3条。", f"{READING}:6:6 K134 warning"),
    "an empty phrase": (READING, "why: 因为。", "why: 这件事**意义重大**。", f"{READING}:6:6 K135 warning"),
    "a comma in a scene": (LESSON, "text: 电话响了三次。", "text: 电话响了,三次。", f"{LESSON}:14:3 K132 warning"),
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


@pytest.mark.parametrize("row", REMARKS.values(), ids=REMARKS)
def test_a_remark_is_made_at_its_place(row: tuple[str, ...]) -> None:
    name, old, new, *expected = row
    assert told(read(changed(name, old, new))) == expected


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (BANK, "领导没有表态，您怎么答？", "下列做法中【不恰当】的是哪一项？"),
        (BANK, "领导没有表态，您怎么答？", "领导批评了一份错误很多的材料，您怎么答？"),
        (BANK, "[说同意, 说还没定, 不回答]", "[一律同意, 一律说还没定, 不回答]"),
        (MEASURE, "claim: 提前", f"claim: {'很' * 36}{{{{ t.leaders }}}}提前"),
        (READING, "why: 因为。", "why: 删去“意义重大”一类的话。"),
        (READING, "why: 因为。", "why: 九点30分，{{ t.leaders }}在。"),
        (MEASURE, "situation: 明天有客人。", f"situation: {'客' * 75}"),
        (MEASURE, "situation: 明天有客人。", f"situation: {'客' * 120}\n    gist: '{'客' * 58}**今天**'"),
        (READING, "why: 因为。", "why: 3.5元；see p. 4, or (5)."),
        (READING, "dont: [少看]", "dont: [通篇写高度重视、狠抓落实]"),
        (MEASURE, "text: 要掌握好“度”, hant", "text: '要掌握好,度', hant"),
        (BANK, "[说同意, 说还没定, 不回答]", "[说没有反对, 没有表态, 不回答]"),
        (BANK, "[说同意, 说还没定, 不回答]", "[您去问领导, 没有表态, 不回答]"),
    ],
)
def test_what_is_well_done_gets_no_remark(name: str, old: str, new: str) -> None:
    assert told(read(changed(name, old, new))) == []


VOTE = """\
  - id: case.{name}
    title: {name}签不签？
    task: 接待
    sector: {sector}
    situation: 明天有客人。
    question: 您签不签？
    options:
      - {{text: 先签, verdict: tempting, why: 列错了地方}}
      - {{text: 先不签, verdict: best, why: 提醒在前}}
    lesson: 合规的办法及时报
    minutes: {minutes}
    notes: {notes}
    debrief: 四步。
"""
NOTES = "请大家想一件上个月的事，您当时是怎么答的。" * 5


def with_votes(*votes: tuple[str, str, int], lead: bool = False) -> dict[str, str]:
    """The course with cases (name, sector, minutes) beside its one, which is the lead case if `lead`."""
    cases = "".join(VOTE.format(name=n, sector=s, minutes=m, notes=NOTES) for n, s, m in votes)
    files = changed(MEASURE, f"notes: {NOTES}\nminutes", f"{cases}notes: {NOTES}\nminutes")
    return files if lead else changed(LESSON, "  case: case.lead\n", "", files)


def test_minutes_add_up_for_every_kind_of_unit() -> None:
    assert told(read(with_votes(("school", "高校", 0)))) == []
    bundle = read(with_votes(("school", "高校", 2)))
    assert told(bundle) == [f"{LESSON}:5:10 K102 error"]
    assert check_course(bundle)[0].facts == {"minutes": 26, "total": 28, "sectors": ("高校",)}


def test_a_case_that_no_unit_is_taught_is_named() -> None:
    line = f"{MEASURE}:31:9 K109 warning"
    assert told(read(with_votes(("school", "高校", 0), lead=True))) == [line], "the lead case is taught to all"
    assert told(read(with_votes(("second", "any", 0)))) == [line], "the first for any sector comes first"
    assert told(read(with_votes(("school", "高校", 0), ("clinic", "医院", 0)))) == []


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
    more = quoting.replace("p.measure", "p.more").replace("case.lead", "case.more").replace("[one, two]", "[]")
    bank = BANK_TEXT.replace("principle: p.read", "principle: p.more")
    files = {**files, BANK: bank, MEASURE: quoting, "principles/p.more.yaml": more}
    assert told(read(files)) == ["principles/p.more.yaml:14:3 K106 warning"]
    said = f"quotation: {{principle: p.measure, title: 一句话说到底, question: 谁说的？, notes: {'读' * 80}}}\n"
    files[LESSON] = files[LESSON].replace("aid:\n", f"{said}aid:\n")
    assert told(read(files)) == ["principles/p.measure.yaml:14:3 K106 warning"], "the lesson's own comes first"


def many(bundle: CourseBundle, keys: str, options: tuple[str, ...]) -> CourseBundle:
    """The course with one single-choice item for each key letter, as unlike each other as can be."""
    model = bundle.items[0]
    assert isinstance(model, ChoiceItem)
    stems = [chr(0x4E00 + 97 * number) * 9 for number in range(len(keys))]
    items = [
        replace(model, answer=key, options=tuple(option + stem[0] for option in options), stem=stem)
        for key, stem in zip(keys, stems, strict=True)
    ]
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


def test_the_spread_of_keys_is_judged_file_by_file() -> None:
    bundle = many(read(COURSE), "AAAAAABCDBCD", ("甲", "乙", "丙", "丁"))
    items = tuple(replace(item, id=f"q.{number}") for number, item in enumerate(bundle.items))
    places = {item.id: Place(f"bank/{number % 2}.yaml") for number, item in enumerate(items)}
    assert told(replace(bundle, items=items, places={**bundle.places, **places})) == []


def test_statements_that_are_nearly_all_true_are_named() -> None:
    bundle = read(COURSE)
    model = bundle.items[2]
    assert isinstance(model, JudgeItem)
    stems = [chr(0x4E00 + 97 * number) * 9 for number in range(8)]
    tested = bundle.items[:1]
    for wrong, expected in ((2, []), (1, [f"{BANK}:26:9 K130 warning"])):
        items = [replace(model, answer=number >= wrong, stem=stem) for number, stem in enumerate(stems)]
        assert told(replace(bundle, items=(*tested, *items))) == expected


def test_a_stem_met_before_is_named_even_with_other_options() -> None:
    bundle = read(COURSE)
    item = bundle.items[0]
    assert isinstance(item, ChoiceItem)
    first = replace(
        item, stem="领导没有表态，科室来问同意没有，您怎么答？", options=("甲二三四", "乙二三四", "丙二三四")
    )
    second = replace(first, id="q.multiple", options=("打个电话问一问", "走过去当面说清", "等他自己再来催"))
    assert told(replace(bundle, items=(first, second))) == [f"{BANK}:21:11 K131 warning"]


def test_a_unit_that_must_word_something_itself_is_told_so(tmp_path: Path) -> None:
    units = {
        "default/unit.yaml": "names: {full: 示例单位}\nterms: {leaders: {any: 领导, 机关: 领导}}\n",
        "silent/unit.yaml": "extends: default\ntype: 机关\n",
        "worded/unit.yaml": "extends: silent\nphrases: {political: 本机关自己的话}\n",
    }
    write_files(tmp_path / "units", units)
    faults = {name: check_unit(*read_unit(name, (tmp_path / "units",))) for name in ("default", "silent", "worded")}
    assert [(f.code, f.place.line, f.severity) for f in faults.pop("silent")] == [("K140", 2, "warning")]
    assert faults == {"default": (), "worded": ()}


def test_every_code_of_the_checks_of_a_course_is_met_in_a_test() -> None:
    tests = Path(__file__).read_text("utf-8")
    assert [code for code in sorted(messages()) if code.startswith("K1") and code not in tests] == []


def test_warnings_alone_do_not_fail_a_run_unless_it_is_strict() -> None:
    faults = check_course(read(changed(READING, "[three]", "[two]")))
    assert (exit_code(faults), exit_code(faults, strict=True)) == (0, 7)
