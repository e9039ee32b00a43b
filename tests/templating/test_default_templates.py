"""The templates that are shipped, on a course that has every kind of everything."""

import re

import pytest
from modelcourse import FIGURES, SECRET, TEMPLATES, bundle, context, paper, unit
from msgspec import Struct
from msgspec.structs import replace

from coursegen.document import nodes, parse_deck, parse_document
from coursegen.errors import NOWHERE
from coursegen.exam import PaperPart, PaperQuestion
from coursegen.templating import render

PRODUCTS = [
    ("deck.xml.j2", "facilitator"),
    ("deck.xml.j2", "participant"),
    ("handout.xml.j2", "participant"),
    ("guide.xml.j2", "facilitator"),
    ("quiz.xml.j2", "participant"),
    ("answers.xml.j2", "facilitator"),
    ("sheet.xml.j2", "participant"),
    ("blueprint.xml.j2", "facilitator"),
    ("approval.xml.j2", "facilitator"),
    ("check.xml.j2", "participant"),
    ("check-answers.xml.j2", "facilitator"),
]

OF_CLASS = (
    "notice", "agenda", "reply", "booklet", "roster", "sign-in", "evaluation", "follow-up", "scoresheet", "certificate",
    "printlist",
)  # fmt: skip


def product(template, audience, search=(), **changes):
    markup = render(template, context(audience, **changes), [*search, ("default", TEMPLATES)])
    return (parse_deck if template.startswith(("deck", "gallery", "debrief")) else parse_document)(markup, audience)


@pytest.fixture(scope="module")
def deck():
    return product("deck.xml.j2", "facilitator")


@pytest.fixture(scope="module")
def slides(deck):
    return {slide.id: slide for section in deck.sections for slide in section.slides}


@pytest.mark.parametrize(
    ("full", "office", "said"),
    [
        ("云岭县税务局", "办公室", "云岭县税务局办公室"),
        ("云岭县人民政府办公室", "办公室", "云岭县人民政府办公室"),
        ("云岭县人民政府办公室", "综合科", "云岭县人民政府办公室综合科"),
        ("云岭县税务局", "", "云岭县税务局"),
        ("General Office of Yunling County", "General Office", "General Office of Yunling County"),
    ],
)
def test_a_unit_that_is_an_office_by_name_is_not_called_one_twice(full, office, said):
    called = unit(names=replace(unit().names, full=full, office=office, signature=""))
    for template in ("deck.xml.j2", "gallery.xml.j2"):
        made = product(template, "facilitator", unit=called)
        cover = made.sections[0].slides[0]
        assert made.properties.author == said
        assert "".join(node.text for node in cover.organiser if isinstance(node, nodes.Text)).startswith(said)


@pytest.fixture(scope="module")
def participants():
    found = product("deck.xml.j2", "participant")
    return {slide.id: slide for section in found.sections for slide in section.slides}


@pytest.fixture(scope="module")
def guide():
    return product("guide.xml.j2", "facilitator")


@pytest.fixture(scope="module")
def handout():
    return product("handout.xml.j2", "participant")


@pytest.fixture(scope="module")
def quiz():
    return product("quiz.xml.j2", "participant")


@pytest.fixture(scope="module")
def answers():
    return product("answers.xml.j2", "facilitator")


def plain(line):
    return "".join(p.text if isinstance(p, nodes.Text) else "\n" if isinstance(p, nodes.Break) else "_" for p in line)


def everything(node):
    """All nodes below a node."""
    yield node
    if isinstance(node, tuple):
        for member in node:
            yield from everything(member)
    elif isinstance(node, Struct):
        for name in node.__struct_fields__:
            yield from everything(getattr(node, name))


def unnumbered(text):
    """Text without the numbers of tables and figures: there are more in the guide."""
    return re.sub(r"([表图])\s?\d+", r"\1", text)


def texts(node):
    return [found for found in everything(node) if isinstance(found, str)]


def blocks_of(document, kind):
    return [block for block in everything(document.blocks) if isinstance(block, kind)]


@pytest.mark.parametrize(("template", "audience"), PRODUCTS)
def test_every_product_is_made_the_same_way_twice(template, audience):
    assert product(template, audience) == product(template, audience)


@pytest.mark.parametrize("name", OF_CLASS)
def test_without_a_class_there_are_blanks_to_fill_by_hand_and_no_date(name):
    document = product(f"{name}.xml.j2", "participant", date="2031年5月6日")
    blanks = blocks_of(document, nodes.Blank)
    empty = [cell for table in blocks_of(document, nodes.Table) for row in table.rows for cell in row if cell == ()]
    assert len(blanks) + len(empty) > 1
    assert not [text for text in texts(document) if "2031" in text or "None" in text]


@pytest.mark.parametrize(("template", "audience"), [row for row in PRODUCTS if row[1] == "participant"])
def test_no_lecturers_text_reaches_participants(template, audience):
    found = texts(product(template, audience))
    assert len(found) > 50
    assert not [text for text in found if SECRET in text]


@pytest.mark.parametrize("template", ["handout.xml.j2", "quiz.xml.j2"])
def test_lecturers_text_stands_in_documents_only_where_the_template_says_so(template):
    markup = render(template, context("participant"), [("default", TEMPLATES)])
    assert SECRET not in re.sub(r"<only.*?</only>", "", markup, flags=re.DOTALL)


def test_sections_are_opening_lessons_and_ending(deck):
    assert [(s.id, s.short) for s in deck.sections] == [
        ("opening", ""),
        ("lesson.1", "短名1"),
        ("lesson.2", "短名2"),
        ("ending", ""),
    ]


def test_a_lesson_runs_from_title_to_task(deck):
    first, second = deck.sections[1:3]
    assert [slide.id for slide in first.slides][:7] == [
        "lesson.1.title",
        "lesson.1.scene",
        "p.none.claim",
        "case.none.case",
        "case.none.discussion",
        "p.cards.claim",
        "case.lead.case",
    ]
    assert [slide.id for slide in first.slides][7:9] == ["lesson.1.activity", "case.lead.discussion"]
    assert [slide.id for slide in first.slides][-2:] == ["lesson.1.recap", "lesson.1.task"]
    assert [slide.id for slide in second.slides][-3:] == ["lesson.2.activity", "lesson.2.recap", "lesson.2.task"]


def test_titles_are_unique(slides):
    titles = [plain(slide.title) for slide in slides.values()]
    assert len(titles) > 30
    assert len(set(titles)) == len(titles)


def test_every_slide_has_notes(slides):
    assert all(slide.notes for slide in slides.values())


def test_a_lesson_is_quoted_where_quotation_and_activity_part_it_into_the_shortest_stretches(deck, slides):
    ids = [slide.id for slide in deck.sections[1].slides][1:]
    at, rest = ids.index("lesson.1.quotation"), [key for key in ids if not key.endswith("quotation")]
    active = rest.index("lesson.1.activity")
    places = [n for n, key in enumerate(rest) if key.endswith(".claim")][1:]
    longest = {n: max(min(n, active), abs(active - n), len(rest) - max(n, active + 1)) for n in places}
    assert len(set(longest.values())) > 1
    assert longest[at] == min(longest.values())
    assert not [key for key in slides if key.startswith("lesson.2.quotation")]
    slide = slides["lesson.1.quotation"]
    (quote,) = slide.blocks
    assert (slide.kind, plain(slide.title), plain(quote.items[0].text)) == ("quote", "引出原句", "原句r1")
    assert [plain(line) for line in slide.notes] == [
        f"{SECRET}引文",
        "用时算在“case.steps怎么办？”的2分钟里",
        "提问：谁说过这句话？",
        "出处：《甲》r1段",
    ]


@pytest.mark.parametrize(("names", "before"), [(("p.none",), "p.none.claim"), ((), "lesson.1.activity")])
def test_a_lesson_too_short_to_have_a_middle_is_quoted_after_its_first_slide(names, before):
    course = bundle()
    first = course.lessons[0]
    short = replace(first, principles=(*names, "p.r1"), activity=replace(first.activity, case=""))
    changed = replace(course, lessons=(short,))
    deck = product("deck.xml.j2", "facilitator", bundle=changed, lessons=changed.lessons)
    ids = [slide.id for slide in deck.sections[1].slides]
    assert ids[ids.index("lesson.1.quotation") - 1] == before


@pytest.mark.parametrize("template", ["deck.xml.j2", "deck.case-study.xml.j2"])
def test_notes_of_every_slide_of_a_lesson_say_minutes_question_and_source(template):
    deck = product(template, "facilitator")
    found = {s.id: [plain(line) for line in s.notes] for section in deck.sections[1:3] for s in section.slides}
    assert len(found) > 40
    for start in ("用时", "提问：", "出处："):
        assert [key for key, notes in found.items() if sum(line.startswith(start) for line in notes) != 1] == []
    assert [key for key, notes in found.items() if notes[0].startswith(("用时", "提问：", "出处："))] == []


def test_notes_say_minutes_question_answer_and_source(slides):
    notes = [plain(line) for line in slides["case.none.case"].notes]
    assert notes == [
        f"{SECRET}case.none带讨论",
        "用时2分钟，计划0:07–0:09（从这一讲开始算）",
        "提问：case.none的问题？",
        "答案：B. case.none选项1",
        "出处：《甲》none段",
    ]


def test_a_slide_shows_the_gist_of_a_case_and_its_notes_begin_with_the_whole_situation():
    course = bundle()
    principle = course.principles["p.none"]
    case = replace(principle.cases[0], gist="只说**要紧**的")
    course = replace(course, principles={**course.principles, "p.none": replace(principle, cases=(case,))})
    deck = product("deck.xml.j2", "facilitator", bundle=course)
    (slide,) = [slide for section in deck.sections for slide in section.slides if slide.id == "case.none.case"]
    shown, asked = (node for node in everything(slide.blocks) if isinstance(node, nodes.Box))
    assert [plain(block.line) for block in shown.blocks] == ["只说要紧的"]
    assert [plain(block.line) for block in asked.blocks] == [case.question]
    assert [plain(line) for line in slide.notes][:2] == ["情形：case.none的情形", f"{SECRET}case.none带讨论"]
    for template, audience in (("handout.xml.j2", "participant"), ("guide.xml.j2", "facilitator")):
        printed = blocks_of(product(template, audience, bundle=course), nodes.Paragraph)
        lines = {plain(paragraph.line) for paragraph in printed}
        assert "case.none的情形" in lines
        assert "只说要紧的" not in lines


def test_the_class_opens_with_the_icebreaker_and_ends_with_the_action_plan(slides):
    ids = list(slides)
    assert ids[:3] == ["cover", "agenda", "icebreaker"]
    assert ids[-2:] == ["action-plan", "closing"]
    assert slides["icebreaker"].minutes == 5
    (table,) = [block for block in slides["action-plan"].blocks if isinstance(block, nodes.Table)]
    assert [plain(cell) for cell in table.rows[1]] == ["月底", "", ""]
    assert plain(slides["agenda"].title) == "这门课共2讲，60分钟，约1.5学时"


def test_minutes_of_slides_are_those_of_the_lesson(slides):
    minutes = {slide.id: slide.minutes for slide in slides.values()}
    assert [minutes[key] for key in ("lesson.1.scene", "p.cards.claim", "lesson.1.activity", "case.lead.case")] == [
        4,
        3,
        7,
        0,
    ]


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_of_the_model_is_drawn(slides, name):
    slide = slides[f"p.{name}.claim"]
    assert plain(slide.title) == f"主张{name}：先看再做"
    (block,) = slide.blocks
    if name == "table":
        assert isinstance(block, nodes.Table)
        assert [plain(cell) for cell in block.rows[1]] == ["三", "四"]
    else:
        assert block.kind == ("do-dont" if name == "none" else name)
        assert block.alt
    assert slide.kind == ("quote" if name == "quote" else "content")


def test_figures_hold_what_the_model_says(slides):
    (hub,) = slides["p.hub.claim"].blocks
    assert (plain(hub.label), [plain(i.head) for i in hub.items]) == ("中心", ["东", "南", "西"])
    (spectrum,) = slides["p.spectrum.claim"].blocks
    assert [plain(p) for p in spectrum.poles] == ["不足", "正好", "过头"]
    assert [plain(p) for p in spectrum.items[0].points] == ["少", "中", "多"]
    (cards,) = slides["p.cards.claim"].blocks
    assert [[plain(p) for p in item.points] for item in cards.items] == [[], [], ["丙先做", "丙后做"]]
    (sides,) = slides["p.do-dont.claim"].blocks
    assert ([plain(i.head) for i in sides.items], plain(sides.label)) == (["守住", "松口"], "守得住")
    (usual,) = slides["p.none.claim"].blocks
    assert ([plain(i.head) for i in usual.items], plain(usual.label)) == (["应当", "不要"], "")
    (table,) = slides["p.table.claim"].blocks
    assert (table.widths, table.rows[0][1]) == ((1, 3), (nodes.Text("二", "strong"),))
    (compare,) = slides["p.compare.claim"].blocks
    assert (plain(compare.label), len(compare.items[1].points)) == ("结论", 2)
    (matrix,) = slides["p.matrix.claim"].blocks
    assert [plain(p) for p in matrix.poles] == ["不急", "急", "轻", "重"]
    (timeline,) = slides["p.timeline.claim"].blocks
    assert [(i.key, plain(i.head), plain(i.text)) for i in timeline.items] == [
        ("周一", "开头", "定事"),
        ("周五", "收尾", ""),
    ]
    (tree,) = slides["p.tree.claim"].blocks
    assert (plain(tree.label), [len(i.points) for i in tree.items]) == ("总", [1, 0])
    (ring,) = slides["p.ring.claim"].blocks
    assert (plain(ring.label), ring.items[0].key) == ("一圈", "东")
    (statement,) = slides["p.statement.claim"].blocks
    assert (plain(statement.items[0].text), plain(statement.label)) == ("一句话", "说明")
    (quote,) = slides["p.quote.claim"].blocks
    assert (plain(quote.items[0].text), plain(quote.label)) == ("原句quote", "——《甲》")


def test_verdicts_are_good_or_bad_and_for_lecturers_only(slides, participants):
    (table,) = slides["case.none.discussion"].blocks
    assert [plain(letter) for letter, *_ in table.rows] == ["A", "B ✓", "C"]
    assert table.good == (1,)
    assert not [key for key in participants if key.endswith(".discussion")]
    assert {slide.notes for slide in participants.values()} == {()}


def test_without_a_date_there_is_a_blank_to_fill(slides):
    assert [type(piece).__name__ for piece in slides["cover"].organiser] == [
        "Text",
        "Blank",
        "Text",
        "Blank",
        "Text",
        "Blank",
        "Text",
    ]
    dated = product("deck.xml.j2", "facilitator", date="2026年3月")
    assert plain(dated.sections[0].slides[0].organiser) == "某县某局办公室　2026年3月"


def test_a_long_name_leaves_the_date_a_line_of_its_own():
    office = "某省某自治州某自治县某局办公室（党委办公室、督查室）"
    found = product(
        "deck.xml.j2",
        "facilitator",
        date="2026年3月",
        unit=replace(unit(), names=replace(unit().names, signature=office)),
    )
    assert plain(found.sections[0].slides[0].organiser) == f"{office}\n2026年3月"


def test_what_is_to_be_read_is_said_with_the_task(slides):
    said = {key: [plain(line) for line in slides[f"{key}.task"].notes] for key in ("lesson.1", "lesson.2")}
    assert "课后自学（讲义）：名目r1；名目r2" in said["lesson.1"]
    assert not any(line.startswith("课后自学") for line in said["lesson.2"])


def test_a_course_that_says_only_what_it_must_can_be_built():
    course = bundle()
    bare = replace(course.course, subtitle="", keys=(), closing="", sources=())
    first = replace(course.lessons[0], terms=(), lead="", principles=("p.none",), quotation=None)
    alone = replace(course.principles["p.none"], cases=(), quotes=(), notes="")
    changed = replace(course, course=bare, lessons=(first,), principles={"p.none": alone}, items=())
    for template, audience in PRODUCTS[:4]:
        product(
            template,
            audience,
            course=bare,
            bundle=changed,
            lessons=(first,),
            unit=unit(names=replace(unit().names, full="")),
        )


class TestDocuments:
    def test_lessons_begin_pages_and_are_numbered(self, handout):
        first = [h for h in blocks_of(handout, nodes.Heading) if h.level == 1]
        assert [(plain(h.line), h.new_page, h.id) for h in first] == [
            ("第一讲　题目1", True, "lesson.1"),
            ("第二讲　题目2", True, "lesson.2"),
            ("计划题目", True, "action-plan"),
        ]

    def test_core_principles_are_headings_and_the_rest_stands_under_self_study(self, handout):
        heads = {h.id: h.level for h in blocks_of(handout, nodes.Heading)}
        assert heads["p.cards"] == 2
        assert heads["lesson.1.reading"] == 2
        assert heads["p.r1"] == 3

    def test_a_clause_of_a_do_is_left_blank_for_participants(self, handout, guide):
        blank = [plain(item) for b in blocks_of(handout, nodes.Bullets) if b.kind == "do" for item in b.items]
        assert "看清楚，_。" in blank
        filled = [item for b in blocks_of(guide, nodes.Bullets) if b.kind == "do" for item in b.items]
        assert (nodes.Text("看清楚，"), nodes.Text("再提出办法", "answer"), nodes.Text("。")) in filled

    def test_figures_are_the_same_as_on_the_slides(self, handout, slides):
        def bare(figure):
            return replace(figure, at=NOWHERE)

        drawn = [bare(figure) for figure in blocks_of(handout, nodes.Figure)]
        for name in FIGURES.keys() - {"none", "table"}:
            assert bare(slides[f"p.{name}.claim"].blocks[0]) in drawn

    def test_the_guide_has_every_block_of_the_handout_in_its_order(self, handout, guide):
        def heads(document):
            return [h.id for h in blocks_of(document, nodes.Heading)]

        extra = {"guide.use", "guide.icebreaker", "guide.sources"}
        assert [key for key in heads(guide) if key not in extra] == heads(handout)
        words = {unnumbered(text) for text in texts(guide.blocks)}
        ours = {
            unnumbered(text)
            for text in texts(handout.blocks)
            if "学员讲义" not in text and not text.endswith(("名：", "职务："))
        }
        assert not {text for text in ours - words if not text.startswith("看清楚")}

    def test_the_guide_has_a_timetable_that_adds_up(self, guide):
        tables = [t for t in blocks_of(guide, nodes.Table) if t.caption == "时间安排"]
        rows = [[plain(cell) for cell in row] for row in tables[0].rows]
        assert rows[0] == ["情境：情境1", "4", "0:00–0:04", ""]
        assert ["活动：活动1", "7"] in [row[:2] for row in rows]
        assert rows[-1][:2] == ["合计", str(sum(int(row[1]) for row in rows[:-1]))]
        assert rows[-2][2].endswith(f"0:{rows[-1][1]}")

    def test_the_guide_answers_cases_and_self_checks(self, guide, handout):
        answers = [plain(a.line) for q in blocks_of(guide, nodes.Question) for a in q.answer if a.style == "answer"]
        assert answers == ["答案：B", "答案：√（对）"]
        assert [q.answer for q in blocks_of(handout, nodes.Question)] == [(), ()]
        assert len([b for b in blocks_of(guide, nodes.Box) if b.kind == "answer"]) == len(FIGURES)

    def test_spare_cases_of_the_units_sector_are_in_the_guide(self):
        clinic = product("guide.xml.j2", "facilitator", unit=unit(type="医院"))
        assert "备用案例：case.clinic怎么办？" in [plain(b.title) for b in blocks_of(clinic, nodes.Box)]

    def test_labels_are_asked_for_in_the_language_of_the_product(self):
        english = product("handout.xml.j2", "participant", _=lambda text: f"~{text}")
        assert "~目录" in texts(english)


class TestPapers:
    def test_checks_of_lessons_have_a_page_each_and_the_same_questions_as_their_answers(self):
        check, key = product("check.xml.j2", "participant"), product("check-answers.xml.j2", "facilitator")
        heads = [(plain(head.line), head.new_page) for head in blocks_of(check, nodes.Heading)]
        assert heads == [("第一讲　题目1", True), ("第二讲　题目2", True)]
        asked = [[(q.number, q.stem) for q in blocks_of(made, nodes.Question)] for made in (check, key)]
        assert len(asked[0]) == 16
        assert asked[0] == asked[1]
        assert all(question.answer for question in blocks_of(key, nodes.Question))

    def test_both_papers_have_the_same_questions(self, quiz, answers):
        def asked(document):
            return [(q.number, q.stem, q.options, q.material, q.bracket) for q in blocks_of(document, nodes.Question)]

        assert len(asked(quiz)) == 8
        assert asked(quiz) == asked(answers)

    def test_the_head_counts_points_by_section(self, quiz):
        (head,) = blocks_of(quiz, nodes.PaperHead)
        assert plain(head.title) == "某县某局\n课程结业测试"
        assert plain(head.rules) == "时间60分钟　满分38分　22.8分及格　闭卷"
        assert head.sections == tuple("一二三四五六七八")
        assert head.points == ("3", "4", "1", "4", "2", "8", "8", "8")

    def test_every_section_says_what_to_do(self, quiz):
        sections = blocks_of(quiz, nodes.PaperSection)
        assert plain(sections[0].line) == "一、单项选择题（3分）"
        assert "少选不得分" in plain(sections[1].instruction)
        assert len({plain(s.instruction) for s in sections}) == 8

    def test_each_kind_has_its_room_for_the_answer(self, quiz):
        found = {plain(q.stem): (q.bracket, q.lines, len(q.options)) for q in blocks_of(quiz, nodes.Question)}
        assert found == {
            "题干single": (True, 0, 3),
            "题干multiple": (True, 0, 3),
            "题干judge": (True, 0, 0),
            "题干judge-reason": (True, 3, 0),
            "要_再办": (False, 0, 0),
            "题干short": (False, 6, 0),
            "题干case": (False, 6, 0),
            "题干correct": (False, 4, 0),
        }

    def test_answers_say_key_reason_and_source(self, answers):
        by_stem = {plain(q.stem): [plain(a.line) for a in q.answer] for q in blocks_of(answers, nodes.Question)}
        assert by_stem["题干multiple"] == ["答案：AC", f"解析：{SECRET}解析multiple", f"出处：{SECRET}出处multiple"]
        assert by_stem["题干judge-reason"][0] == f"答案：×（错）　{SECRET}理由"
        assert by_stem["要_再办"][0] == f"答案：{SECRET}词甲 / {SECRET}词乙"

    def test_open_questions_have_a_rubric(self, answers):
        tables = blocks_of(answers, nodes.Table)
        assert [t.caption for t in tables] == ["第6题评分标准", "第7题评分标准", "第8题评分标准"]
        assert [plain(row[1]) for row in tables[0].rows] == ["4.5", "3.5"]

    def test_sections_of_several_questions_say_what_each_is_worth(self):
        whole = paper(bundle())
        item = whole.sections[0].questions[0].item
        two = PaperPart("single", 2.5, 5.0, (PaperQuestion(1, 2.5, item), PaperQuestion(2, 2.5, item)))
        quiz = product("quiz.xml.j2", "participant", paper=replace(whole, sections=(two,)))
        assert plain(blocks_of(quiz, nodes.PaperSection)[0].line) == "一、单项选择题（每题2.5分，共5分）"


class TestOverrides:
    def test_a_unit_overrides_one_block_and_uses_the_macros(self, tmp_path, slides):
        (tmp_path / "deck.xml.j2").write_text(
            '{% extends "parent:deck.xml.j2" %}'
            '{% block recap %}<slide id="{{ lesson.id }}.recap"><title>{{ lesson.short }}收尾</title>'
            '{{ m.bands("小结", lesson.recap.items) }}{{ m.notes("说") }}</slide>{% endblock %}',
            "utf-8",
        )
        found = product("deck.xml.j2", "facilitator", [("unit", tmp_path)])
        mine = {slide.id: slide for section in found.sections for slide in section.slides}
        assert plain(mine["lesson.2.recap"].title) == "短名2收尾"
        assert mine.keys() == slides.keys()
        assert [key for key in mine if mine[key] != slides[key]] == ["lesson.1.recap", "lesson.2.recap"]

    def test_a_block_of_the_handout_changes_the_guide_too(self, tmp_path):
        (tmp_path / "handout.xml.j2").write_text(
            '{% extends "parent:handout.xml.j2" %}{% block scene %}{{ super() }}<para>本单位的话</para>{% endblock %}',
            "utf-8",
        )
        found = product("guide.xml.j2", "facilitator", [("unit", tmp_path)])
        assert texts(found).count("本单位的话") == 2

    @pytest.mark.parametrize("template", sorted(path.name for path in TEMPLATES.glob("[!_]*.xml.j2")))
    def test_every_block_can_be_overridden_with_nothing_but_its_parent(self, tmp_path, template):
        names = {template, "handout.xml.j2" if template == "guide.xml.j2" else template}
        source = "".join((TEMPLATES / name).read_text("utf-8") for name in names)
        blocks = set(re.findall(r"{% block (\w+)", source)) - {"rubric", "spare_case"}
        assert blocks
        overrides = "".join(f"{{% block {name} %}}{{{{ super() }}}}{{% endblock %}}" for name in sorted(blocks))
        (tmp_path / template).write_text(f'{{% extends "parent:{template}" %}}{overrides}', "utf-8")
        assert product(template, "facilitator", [("unit", tmp_path)]) == product(template, "facilitator")
