from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading.sample import COURSE, changed, outcome, write_files

from coursegen.errors import Fault
from coursegen.model import BlankItem, Cards, ChoiceItem, CourseBundle, JudgeItem, OpenItem
from coursegen.reading import read_course

Read = Callable[[dict[str, str]], CourseBundle]
FaultsOf = Callable[[Callable[[], object]], tuple[Fault, ...]]


def shown(faults: tuple[Fault, ...]) -> list[str]:
    return [f"{fault.place} {fault.code}".removeprefix("course/") for fault in faults]


def test_a_sound_course_becomes_a_bundle_of_the_model(read: Read) -> None:
    bundle = read(COURSE)
    lesson = bundle.lessons[0]
    assert (bundle.course.version, lesson.activity.minutes) == ("1.0", 12)
    assert [p.id for p in bundle.of(lesson, "core")] == ["p.measure"]
    assert isinstance(bundle.principles["p.measure"].figure, Cards)
    assert [type(i) for i in bundle.items] == [ChoiceItem, ChoiceItem, JudgeItem, BlankItem, OpenItem]
    assert bundle.items[2].answer is False
    assert bundle.blueprints["final"].sections[0].points == 2.5


def test_places_lead_to_every_id_and_to_the_keys_beside_it(read: Read) -> None:
    places = read(COURSE).places
    assert str(places["p.measure"]) == "course/principles/p.measure.yaml:1:5"
    assert str(places["p.measure/claim"]) == "course/principles/p.measure.yaml:5:8"
    assert str(places["q.multiple/stem"]) == "course/bank/01-serve.yaml:21:11"
    assert str(places["points/two"]) == "course/points.yaml:3:8"


def test_bank_and_blueprints_may_be_missing_and_other_files_are_passed_over(read: Read) -> None:
    files = {name: text for name, text in COURSE.items() if not name.startswith(("bank", "blueprints"))}
    bundle = read({**files, "lessons/.draft.yaml": "::", "lessons/~$note.yaml": "::", "lessons/note.txt": "::"})
    assert (bundle.items, bundle.blueprints) == ((), {})


def test_missing_folders_and_files_are_named(faults_of: FaultsOf, read: Read) -> None:
    assert shown(faults_of(lambda: read_course(Path("nowhere")))) == ["nowhere C001"]
    found = shown(faults_of(lambda: read({"bank/x.yaml": "items: []"})))
    assert found == ["course.yaml C002", "points.yaml C002", "lessons/*.yaml C002", "principles/*.yaml C002"]


def test_a_file_that_cannot_be_opened_is_named(faults_of: FaultsOf, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *args: object) -> object:
        raise PermissionError(13, "Permission denied")

    write_files(Path("course"), COURSE)
    monkeypatch.setattr(Path, "open", refuse)
    faults = faults_of(lambda: read_course(Path("course")))
    assert {fault.code for fault in faults} == {"C003"}
    assert len(faults) == len(COURSE)


def test_faults_of_all_files_come_together(read: Read, faults_of: FaultsOf) -> None:
    files = changed("points.yaml", "- {id: one, title: 一}", "- {id: one}")
    files = changed("principles/p.read.yaml", "claim: 三勤", "claim：三勤", files)
    files = changed("lessons/01-serve.yaml", "minutes: 26", "minutes: 二十六\nminute: 1", files)
    assert shown(faults_of(lambda: read(files))) == [
        "points.yaml:2:3 C103",
        "lessons/01-serve.yaml:5:10 C107",
        "lessons/01-serve.yaml:6:1 C101",
        "principles/p.read.yaml:5:6 C011",
    ]


LESSON, MEASURE, READING, BANK = (
    "lessons/01-serve.yaml",
    "principles/p.measure.yaml",
    "principles/p.read.yaml",
    "bank/01-serve.yaml",
)
SHAPE = {
    "an unknown key near a known one": (LESSON, "short: 服务", "shrot: 服务\nshort: 服务", f"{LESSON}:3:1 C101"),
    "an unknown key like none": (LESSON, "short: 服务", "xyz: 服务\nshort: 服务", f"{LESSON}:3:1 C102"),
    "an unknown key in an item": (BANK, "    answer: B\n", "    answer: B\n    anwser: B\n", f"{BANK}:12:5 C101"),
    "an unknown key in a figure": (MEASURE, "{head: 失职}", "{haed: 失职, head: 失职}", f"{MEASURE}:16:8 C101"),
    "an unknown key in what may be left out": (
        LESSON,
        "  when: 请",
        "  whem: 请",
        f"{LESSON}:46:3 C103 {LESSON}:48:3 C101",
    ),
    "a key of another figure": (MEASURE, "  kind: cards\n", "  kind: cards\n  centre: x\n", f"{MEASURE}:15:3 C102"),
    "a missing key": (LESSON, "lead: 先把人接住，再把事办好。\n", "", f"{LESSON}:1:1 C103"),
    "a key without a value": (LESSON, "lead: 先把人接住，再把事办好。\n", "lead:\n", f"{LESSON}:4:1 C103"),
    "two missing keys": (
        LESSON,
        "short: 服务\nlead: 先把人接住，再把事办好。\n",
        "",
        f"{LESSON}:1:1 C103 {LESSON}:1:1 C103",
    ),
    "an item without its kind": (BANK, "    kind: judge\n", "", f"{BANK}:26:5 C103"),
    "a list for a text": (LESSON, "title: 服务为本", "title: [服务]", f"{LESSON}:2:8 C104"),
    "a mapping for a text": (MEASURE, "text: 要掌握好“度”", "text: {a: b}", f"{MEASURE}:12:36 C104"),
    "a text for a list": (MEASURE, "[带着事实去]", "带着事实去", f"{MEASURE}:7:5 C105"),
    "a text for keys": (BANK, "      - {text: 查标准, points: 4}", "      - 查标准", f"{BANK}:58:9 C106"),
    "a figure that is a text": (MEASURE, "  - {head: 失职}", "  - 失职", f"{MEASURE}:16:7 C106"),
    "a dash with nothing behind it": ("points.yaml", "- {id: two, title: 二}", "-", "points.yaml:3:2 C106"),
    "a full-width colon below a key": (
        LESSON,
        "  title: 周一早上的三个电话\n  text: 电话响了三次。\n  question: 先接哪一个？\n"
        "  minutes: 4\n  notes: 请大家先想一想。\n",
        "  title：三个电话\n",
        f"{LESSON}:14:8 C011",
    ),
    "a number in words": (LESSON, "minutes: 26", "minutes: 三十", f"{LESSON}:5:10 C107"),
    "a number with a unit": (LESSON, "minutes: 26", "minutes: 30分钟", f"{LESSON}:5:10 C107"),
    "full-width digits": (LESSON, "minutes: 26", "minutes: ２６", f"{LESSON}:5:10 C107"),
    "a part of a minute": (LESSON, "minutes: 26", "minutes: 2.5", f"{LESSON}:5:10 C107"),
    "a number below nought": (LESSON, "minutes: 26", "minutes: -1", f"{LESSON}:5:10 C107"),
    "points that are no number": (BANK, "    points: 3\n", "    points: nan\n", f"{BANK}:8:13 C107"),
    "yes for true": (BANK, "answer: false", "answer: no", f"{BANK}:34:13 C108"),
    "a value near an allowed one": (LESSON, "bloom: apply", "bloom: aply", f"{LESSON}:9:12 C109"),
    "a value like none allowed": (LESSON, "bloom: apply", "bloom: 应用", f"{LESSON}:9:12 C110"),
    "a kind of figure near a known one": (MEASURE, "kind: cards", "kind: card", f"{MEASURE}:14:9 C109"),
    "a kind of item like none": (BANK, "    kind: judge\n", "    kind: 判断\n", f"{BANK}:27:11 C110"),
    "a quotation too long": (MEASURE, "text: 要掌握好“度”", f"text: {'长' * 41}", f"{MEASURE}:12:36 C111"),
    "an empty text": (LESSON, "title: 服务为本", "title: ''", f"{LESSON}:2:8 C112"),
    "blanks for a text": (LESSON, "title: 服务为本", "title: '　 '", f"{LESSON}:2:8 C112"),
    "an empty item of a list": (MEASURE, "[带着事实去]", "[带着事实去, '']", f"{MEASURE}:7:13 C112"),
    "a bad id": (LESSON, "id: lesson.serve", "id: Lesson_1", f"{LESSON}:1:5 C113"),
    "too few cards": (MEASURE, "    - {head: 失职}\n", "", f"{MEASURE}:16:5 C114"),
    "too few round a ring": (MEASURE, "kind: cards", "kind: ring", f"{MEASURE}:16:5 C114"),
    "two poles for three": (
        MEASURE,
        "  kind: cards\n  items:\n    - {head: 失职}\n    - {head: 越权, text: 替领导定了}\n",
        "  kind: spectrum\n  poles: [少, 多]\n  rows: []\n",
        f"{MEASURE}:15:10 C114",
    ),
}
QUOTED = "quotation: {{principle: {}, title: 一句话, question: 谁说的？, notes: 读一遍。}}\naid:\n"

LINKS = {
    "an id used twice": (BANK, "id: q.multiple", "id: q.single", f"{BANK}:14:9 C201"),
    "an id used twice in other files": (BANK, "id: q.multiple", "id: case.lead", f"{BANK}:14:9 C201"),
    "a file named otherwise": ("blueprints/final.yaml", "id: final", "id: fin", "blueprints/final.yaml:1:5 C202"),
    "a lesson that does not exist": (
        "course.yaml",
        "[lesson.serve]",
        "[lesson.serve, lesson.srve]",
        "course.yaml:7:25 C203",
    ),
    "a lesson listed twice": ("course.yaml", "[lesson.serve]", "[lesson.serve, lesson.serve]", "course.yaml:7:25 C206"),
    "a plan with a lesson that does not exist": (
        "course.yaml",
        "sources: [第一篇]",
        "sources: [第一篇]\nplans: [{id: p, title: 短, lessons: [lesson.srve]}]",
        "course.yaml:10:37 C203",
    ),
    "a plan with a lesson twice": (
        "course.yaml",
        "sources: [第一篇]",
        "sources: [第一篇]\nplans: [{id: p, title: 短, lessons: [lesson.serve, lesson.serve]}]",
        "course.yaml:10:51 C206",
    ),
    "a blueprint that leaves items to one that does not exist": (
        "blueprints/final.yaml",
        "minutes: 30",
        "minutes: 30\nexcludes: pre",
        "blueprints/final.yaml:4:11 C204",
    ),
    "a blueprint that leaves items to itself": (
        "blueprints/final.yaml",
        "minutes: 30",
        "minutes: 30\nexcludes: final",
        "blueprints/final.yaml:4:11 C219",
    ),
    "a principle that does not exist": (
        LESSON,
        "p.measure, p.read]",
        "p.measure, p.raed, p.read]",
        f"{LESSON}:19:25 C203",
    ),
    "a principle taught twice": (LESSON, "p.measure, p.read]", "p.measure, p.read, p.measure]", f"{LESSON}:19:33 C207"),
    "a point that does not exist": (READING, "[three]", "[three, 十]", f"{READING}:4:17 C204"),
    "a case that does not exist": (LESSON, "case: case.lead", "case: case.lad", f"{LESSON}:33:9 C203"),
    "an item of no principle": (BANK, "principle: p.read", "principle: p.raed", f"{BANK}:16:16 C203"),
    "an objective that does not exist": (
        BANK,
        "objective: o.serve\n    bloom: understand",
        "objective: xyz\n    bloom: understand",
        f"{BANK}:17:16 C204",
    ),
    "a letter beyond the options": (BANK, "answer: B\n", "answer: D\n", f"{BANK}:11:13 C208"),
    "letters out of order": (BANK, "answer: AB\n", "answer: BA\n", f"{BANK}:23:13 C208"),
    "letters with a mark between": (BANK, "answer: AB\n", "answer: A、B\n", f"{BANK}:23:13 C208"),
    "two answers of a single choice": (BANK, "answer: B\n", "answer: AB\n", f"{BANK}:11:13 C209"),
    "one answer of a multiple choice": (BANK, "answer: AB\n", "answer: A\n", f"{BANK}:23:13 C210"),
    "a multiple choice without a wrong option": (BANK, "answer: AB\n", "answer: ABC\n", f"{BANK}:23:13 C210"),
    "more gaps than answers": (BANK, "又不____。", "又不____，____。", f"{BANK}:45:14 C211"),
    "a gap that is too short": (BANK, "又不____。", "又不__。", f"{BANK}:45:14 C211"),
    "a rubric that does not add up": (
        BANK,
        "{text: 当面说, points: 6}",
        "{text: 当面说, points: 5}",
        f"{BANK}:58:7 C212",
    ),
    "a core principle without notes": (
        READING,
        "tier: read",
        "tier: core\nminutes: 0\nnotes: 您好",
        f"{READING}:1:1 C213 {READING}:1:1 C213 {READING}:4:10 C213",
    ),
    "a quotation figure without quotation": (
        READING,
        "source: 第一篇",
        "source: 第一篇\nfigure: {kind: quote}",
        f"{READING}:11:16 C214",
    ),
    "a quotation of a principle that has none": (LESSON, "aid:\n", QUOTED.format("p.read"), f"{LESSON}:45:24 C220"),
    "a quotation of a principle that is not": (LESSON, "aid:\n", QUOTED.format("p.reed"), f"{LESSON}:45:24 C203"),
    "widths for other columns": (
        READING,
        "source: 第一篇",
        "source: 第一篇\nfigure: {kind: table, columns: [a, b], rows: [[c, d]], widths: [1]}",
        f"{READING}:11:64 C221",
    ),
    "a column of no width": (
        READING,
        "source: 第一篇",
        "source: 第一篇\nfigure: {kind: table, columns: [a, b], rows: [[c, d]], widths: [1, 0]}",
        f"{READING}:11:68 C222",
    ),
    "a slot in a quotation": (MEASURE, "hant: 要掌握好“度”", "hant: '{{ t.leaders }}'", f"{MEASURE}:12:51 C215"),
    "a gap without an answer": (BANK, "[[失职], [超权, 越权]]", "[[失职], []]", f"{BANK}:45:14 C216"),
    "one option": (BANK, "[手勤, 脑勤, 嘴碎]", "[手勤]", f"{BANK}:22:14 C217"),
    "a row too short for its form": (LESSON, "[接待, '']", "[接待]", f"{LESSON}:51:57 C218"),
    "a row too short for its table": (
        READING,
        "source: 第一篇",
        "source: 第一篇\nfigure: {kind: table, columns: [a, b], rows: [[c]]}",
        f"{READING}:11:47 C218",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), [*SHAPE.values(), *LINKS.values()], ids=[*SHAPE, *LINKS])
def test_what_is_wrong_is_named_at_the_place_where_it_stands(
    name: str, old: str, new: str, expected: str, read: Read, faults_of: FaultsOf
) -> None:
    faults = faults_of(lambda: read(changed(name, old, new)))
    assert " ".join(shown(faults)) == expected
    for fault in faults:
        assert fault.line("zh")
        assert fault.line("en")
        assert fault.exit_code == 3


def test_a_suggestion_is_made_where_the_word_is_known(read: Read, faults_of: FaultsOf) -> None:
    fault = faults_of(lambda: read(changed(LESSON, "short: 服务", "shrot: 服务\nshort: 服务")))[0]
    assert (fault.cause("zh"), fault.remedy("zh")) == ("没有“shrot”这个键", "改为“short”，或删去")
    assert "write “short”" in fault.remedy("en")


OTHER_LESSON = (
    COURSE[LESSON]
    .replace("lesson.serve", "lesson.two")
    .replace("o.serve", "o.two")
    .replace("aid.serve", "aid.two")
    .replace("[p.measure, p.read]", "[p.third]")
    .replace("  case: case.lead\n", "")
)
THIRD = COURSE[READING].replace("p.read", "p.third")
TWO_LESSONS = {**COURSE, "lessons/02-two.yaml": OTHER_LESSON, "principles/p.third.yaml": THIRD}


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("lessons/02-two.yaml", "[p.third]", "[p.third, p.read]", "lessons/02-two.yaml:19:23 C207"),
        (
            "lessons/02-two.yaml",
            "  short: 只做对练\n",
            "  short: 只做对练\n  case: case.lead\n",
            "lessons/02-two.yaml:32:9 C205",
        ),
        (
            BANK,
            "objective: o.serve\n    bloom: understand",
            "objective: o.two\n    bloom: understand",
            f"{BANK}:17:16 C205",
        ),
    ],
)
def test_what_belongs_to_another_lesson_is_told(
    name: str, old: str, new: str, expected: str, read: Read, faults_of: FaultsOf
) -> None:
    assert shown(faults_of(lambda: read(changed(name, old, new, TWO_LESSONS)))) == [expected]


def test_only_the_lessons_that_the_course_lists_are_in_the_bundle_but_all_have_places(read: Read) -> None:
    bundle = read(TWO_LESSONS)
    assert [lesson.id for lesson in bundle.lessons] == ["lesson.serve"]
    assert "lesson.two" in bundle.places


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    name=st.sampled_from(sorted(COURSE)),
    start=st.integers(0, 400),
    length=st.integers(0, 30),
    noise=st.text("a：:-[]{}'\"\n #&*\t“0", max_size=6),
)
def test_a_course_with_any_damage_is_read_or_faults_are_raised(name: str, start: int, length: int, noise: str) -> None:
    text = COURSE[name]
    damaged = {**COURSE, name: text[:start] + noise + text[start + length :]}
    bundle, faults = outcome(lambda: read_course(write_files(Path("course"), damaged)))
    assert bool(bundle) != bool(faults)
    assert all(fault.line(language) for fault in faults for language in ("zh", "en"))
