"""Which block becomes which piece of flow, and which page everything is on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from document_samples import BODY, BOXES, FIGURES, MORE_FIGURES, TABLE, box, document_of, handout, house, item, paper, t
from msgspec.structs import replace

from coursegen.document.nodes import (
    Blank,
    Block,
    Break,
    Bullets,
    Caption,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Question,
    Table,
    Text,
    WritingLines,
)
from coursegen.layout.pages import paginate
from coursegen.layout.pages.geometry import (
    Flow,
    FlowContents,
    FlowGrid,
    FlowPara,
    FormSpec,
    Pages,
    ParaRole,
    Tab,
    paragraphs,
)
from coursegen.layout.pages.heights import flow_height, grid_heights, strips
from coursegen.layout.pages.lines import line_count

ALL_FIGURES = (*FIGURES, *MORE_FIGURES)


@pytest.fixture(scope="module")
def spec() -> FormSpec:
    return house().spec.forms["handout"]


def pages(*blocks: Block, form: str = "handout") -> Pages:
    return paginate(document_of(*blocks, form=form), house().spec)


def flow(*blocks: Block, form: str = "handout") -> tuple[Flow, ...]:
    return pages(*blocks, form=form).flow


def heading(n: int, level: int = 2, *, new_page: bool = False) -> Heading:
    return Heading(level, t(f"标题{n}"), f"h{n}", new_page)  # type: ignore[arg-type]


def lines(text: str, spec: FormSpec, role: ParaRole = "body", width: float | None = None, **how: bool) -> int:
    return line_count(FlowPara(role, t(text)), spec.paras[role], spec, width or spec.width, **how)


def grids(found: tuple[Flow, ...]) -> list[FlowGrid]:
    return [part for part in found if isinstance(part, FlowGrid)]


def roles(found: tuple[Flow, ...]) -> list[str]:
    return [para.role for para in paragraphs(found)]


# lines


def test_a_line_holds_as_many_han_characters_as_its_width_has_em(spec: FormSpec) -> None:
    wide = spec.paras["bullet"].left + 10 * spec.paras["bullet"].size

    assert lines("字" * 10, spec, "bullet", wide) == 1
    assert lines("字" * 11, spec, "bullet", wide) == 2


def test_the_first_line_is_indented(spec: FormSpec) -> None:
    assert lines("字" * 29, spec) == 1
    assert lines("字" * 30, spec) == 2


@pytest.mark.parametrize("mark", "，。、；：？！")
def test_a_stop_hangs_outside_the_margin_but_not_in_a_cell(mark: str, spec: FormSpec) -> None:
    loose = replace(spec, paras={**spec.paras, "cell": replace(spec.paras["cell"], hangs=True)})

    assert lines("字" * 10 + mark, loose, "cell", 120) == 1
    assert lines("字" * 10 + mark, loose, "cell", 120, hang=False) == 2


@pytest.mark.parametrize("mark", "，。、；：？！")
def test_no_stop_hangs_in_a_style_of_the_house(mark: str, spec: FormSpec) -> None:
    assert lines("字" * 10 + mark, spec, "cell", 120) == 2


def test_a_closing_mark_takes_a_character_with_it_to_the_next_line(spec: FormSpec) -> None:
    assert lines("字" * 10 + "”" + "字" * 9, spec, "cell", 120) == 3
    assert lines("字" * 10 + "字" + "字" * 9, spec, "cell", 120) == 2


def test_a_latin_word_is_not_parted(spec: FormSpec) -> None:
    assert lines("字" * 7 + "Word" + "字" * 10, spec, "cell", 120) == 2
    assert lines("字" * 8 + "Word" + "字" * 9, spec, "cell", 120) == 3


def test_a_word_wider_than_the_line_is_parted(spec: FormSpec) -> None:
    assert lines("a" * 60, spec, "cell", 120) > 2


def test_han_and_latin_stand_a_little_apart(spec: FormSpec) -> None:
    assert lines("字" * 9 + "AB", spec, "cell", 126) == 2
    assert lines("字" * 9 + "，AB", spec, "cell", 137) == 1


def test_a_blank_is_never_parted(spec: FormSpec) -> None:
    role, metrics = "cell", spec.paras["cell"]
    fits = FlowPara(role, (Text("字" * 4), Blank(6)))
    parted = FlowPara(role, (Text("字" * 5), Blank(6)))

    assert line_count(fits, metrics, spec, 120) == 1
    assert line_count(parted, metrics, spec, 120) == 2


# flow


def test_a_line_may_end_between_a_stop_and_a_blank(spec: FormSpec) -> None:
    line = (Text("字" * 10 + "，"), Blank(10))
    (listed,) = flow(Bullets("do", (line,)))

    assert isinstance(listed, FlowPara)
    metrics, width = spec.paras["do"], spec.paras["do"].left + 11 * spec.paras["do"].size
    assert line_count(listed, metrics, spec, width) == 2
    assert line_count(replace(listed, line=line), metrics, spec, width) > 2


def test_every_block_of_a_handout_has_its_flow() -> None:
    found = paginate(handout(1), house().spec).flow

    assert {"title", "heading1", "body", "lead", "note", "bullet", "number", "box-title", "cell"} <= set(roles(found))
    assert any(isinstance(part, FlowContents) for part in found)


@pytest.mark.parametrize("drawn", ALL_FIGURES, ids=lambda f: f"{f.kind}-{len(f.items)}")
def test_a_figure_shows_all_its_words(drawn: Figure) -> None:
    found = flow(drawn)

    shown = "".join(p.text for para in paragraphs(found) for p in para.line if isinstance(p, Text))
    wanted = [item.key for item in drawn.items if drawn.kind not in ("do-dont", "compare")]
    wanted += [p.text for i in drawn.items for line in (i.head, i.text, *i.points) for p in line if isinstance(p, Text)]
    assert all(words in shown for words in wanted)
    assert all(grid.title for grid in grids(found))


@pytest.mark.parametrize(
    "drawn", [f for f in ALL_FIGURES if f.kind not in ("quote", "outline", "statement")], ids=lambda f: f.kind
)
def test_the_first_table_of_a_figure_carries_its_alternative_text(drawn: Figure) -> None:
    alternative = [grid.alt for grid in grids(flow(drawn))]

    assert alternative[0] == drawn.alt
    assert not any(alternative[1:])


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_cards_of_one_band_are_equally_wide(count: int) -> None:
    found = grids(flow(Figure("cards", "图", tuple(item(f"第{n}张") for n in range(count)))))

    assert sum(len(grid.rows[0].cells) for grid in found) == count
    assert all(max(grid.widths) - min(grid.widths) < 0.11 for grid in found)


def test_tables_have_more_than_one_row_only_with_a_header() -> None:
    found = grids(paginate(handout(1), house().spec).flow)

    assert found
    assert all(grid.rows[0].header for grid in found if len(grid.rows) > 1)


def test_tables_never_touch() -> None:
    for document in (handout(1), paper()):
        found = paginate(document, house().spec).flow
        assert not any(isinstance(a, FlowGrid) and isinstance(b, FlowGrid) for a, b in pairwise(found))


def test_every_table_is_as_wide_as_its_column(spec: FormSpec) -> None:
    for grid in grids(paginate(handout(1), house().spec).flow):
        assert sum(grid.widths) <= spec.width + 0.05


def test_a_numbered_list_starts_anew() -> None:
    found = flow(Bullets("number", (t("一"), t("二"))), Bullets("number", (t("三"),)))

    assert [para.list_id for para in paragraphs(found)] == [1, 1, 2]


def test_a_short_box_is_whole_and_a_long_one_has_a_row_for_each_block(spec: FormSpec) -> None:
    (short,) = grids(flow(BOXES[0]))
    (long,) = grids(flow(box("task", "任务", *(Paragraph(t(BODY * 2)),) * 5)))

    assert len(short.rows) == 1
    assert len(long.rows) == 7
    assert long.rows[0].header
    assert max(grid_heights(long, spec)) < spec.height


def test_a_column_of_short_entries_is_centred() -> None:
    (grid,) = grids(flow(Table("", (t("步骤"), t("做什么")), ((t("1"), t(BODY)), (t("12"), t("短"))), (1, 5))))

    assert [cell.content[0].role for cell in grid.rows[1].cells] == ["cell-short", "cell"]  # type: ignore[union-attr]


def test_no_column_is_too_narrow_for_words() -> None:
    (grid,) = grids(flow(Table("", (t("一"), t("二"), t("三")), ((t(BODY), t(BODY), t(BODY)),), (1, 20, 1))))

    assert min(grid.widths) >= 53.9


def test_a_row_higher_than_a_page_may_split(spec: FormSpec) -> None:
    (grid,) = grids(flow(Table("", (t("一"), t("二")), ((t(BODY * 12), t("短")), (t("短"), t("短"))), (1, 1))))

    assert [row.split for row in grid.rows] == [False, True, False]
    assert pages(Table("", (t("一"),), ((t(BODY * 60),),), (1,))).total > 2


def test_writing_lines_are_as_many_as_asked(spec: FormSpec) -> None:
    (para,) = flow(WritingLines(4))

    assert isinstance(para, FlowPara)
    assert line_count(para, spec.paras["lines"], spec, spec.width) == 4
    assert flow_height((para,), spec.width, spec) == 4 * spec.paras["lines"].line


# exam papers


@pytest.mark.parametrize(
    ("options", "rows"), [("甲乙丙丁", 1), (("一二三四五六七八", "二", "三", "四"), 2), (("字" * 30,) * 4, 4)]
)
def test_options_stand_in_as_many_columns_as_the_longest_allows(options: tuple[str, ...], rows: int) -> None:
    found = flow(Question(1, t("题干"), tuple(map(t, options))), form="paper")

    assert [para.role for para in paragraphs(found)].count("option") == rows


def test_a_question_is_never_parted_from_its_options() -> None:
    found = flow(Question(1, t("题干"), tuple(map(t, ("字" * 30,) * 4))), form="paper")

    assert [part.keep for part in found if isinstance(part, FlowPara)] == [True, True, True, True, False]


@pytest.mark.parametrize("asked", ["先看哪一条？（　　）", "主任的（ ）是首要职责", "First look at ( )"])
def test_a_stem_that_has_room_for_the_answer_gets_no_second_bracket(asked: str) -> None:
    (stem,) = flow(Question(1, t(asked), bracket=True), form="paper")
    assert isinstance(stem, FlowPara)
    assert "".join(piece.text for piece in stem.line if isinstance(piece, Text)).endswith(asked)


def test_a_bracket_to_write_in_is_not_parted() -> None:
    (stem,) = flow(Question(1, t("题干"), bracket=True), form="paper")

    assert isinstance(stem, FlowPara)
    assert stem.line[0] == Text("1．")
    assert isinstance(stem.line[1], Tab)
    assert stem.line[-1] == Text("（\u2007\u2007\u2007\u2007）")


@pytest.mark.parametrize("length", range(1, 110))
def test_a_bracket_never_stands_alone_on_its_line(length: int) -> None:
    spec = house().spec.forms["paper"]
    (stem,) = flow(Question(1, t("办" * length + "？"), bracket=True), form="paper")

    assert isinstance(stem, FlowPara)
    assert stem.right is None, "lines are as long as the column"
    if Break() in stem.line:
        assert stem.line[-2:] == (Break(), Text("办办？（\u2007\u2007\u2007\u2007）"))
        return
    without = replace(stem, line=(*stem.line[:2], Text("办" * (length - 1))))
    whole, rest = (line_count(para, spec.paras["stem"], spec, spec.width) for para in (stem, without))
    assert whole == rest


def test_only_brackets_that_would_stand_alone_go_down_with_what_is_before_them() -> None:
    stems = (flow(Question(1, t("办" * n + "？"), bracket=True), form="paper")[0] for n in range(1, 110))
    broken = [n for n, stem in enumerate(stems, 1) if isinstance(stem, FlowPara) and Break() in stem.line]
    assert 0 < len(broken) < 30


def test_a_stem_ends_with_whole_words_beside_the_bracket() -> None:
    stems = (flow(Question(1, t("办" * n + "最妥当的做法是："), bracket=True), form="paper")[0] for n in range(20, 30))
    ends = {stem.line[-1] for stem in stems if isinstance(stem, FlowPara) and Break() in stem.line}
    assert ends == {Text("做法是：（\u2007\u2007\u2007\u2007）")}


def test_lines_to_write_on_go_down_to_the_foot_when_the_next_question_starts_a_page() -> None:
    spec = house().spec.forms["paper"]
    asked = [Question(n, t("题干"), lines=12) for n in (1, 2, 3)]
    pages = paginate(document_of(*asked, form="paper"), house().spec)
    high = [flow_height((part,), spec.width, spec) for part in pages.flow if roles((part,)) == ["lines"]]
    line = spec.paras["lines"].line

    assert pages.total == 2
    assert high[0] == high[2] == 12 * line < high[1]
    assert spec.height - 2 * line < sum(high[:2]) + 2 * 23 <= spec.height


def test_a_table_that_goes_over_for_its_caption_has_a_real_break_before_it() -> None:
    spec = house().spec.forms["handout"]
    figure = next(block for block in FIGURES if isinstance(block, Figure) and block.kind == "do-dont")
    filling = int(spec.height // spec.paras["body"].line)
    broken = []
    for count in range(filling - 9, filling):
        blocks = (*(Paragraph(t("字")) for _ in range(count)), figure, Caption(t("图"), "one"))
        pages = paginate(document_of(*blocks), house().spec)
        broken += [part for part in pages.flow if isinstance(part, FlowPara) and part.page_before]
    assert {part.role for part in broken} == {"gap"}


def test_the_key_of_a_paper_has_neither_marks_nor_sealed_side() -> None:
    asked, answered = (paginate(paper(answers=answers), house().spec) for answers in (False, True))

    assert (asked.form, answered.form) == ("paper", "key")
    assert "mark-head" in roles(asked.flow)
    assert "mark-head" not in roles(answered.flow)
    assert "key-answer" in roles(answered.flow)
    assert "key-answer" not in roles(asked.flow)


# pages


def test_a_document_without_blocks_has_one_page() -> None:
    assert pages().total == 1


def test_a_page_break_starts_a_page() -> None:
    found = pages(heading(1), PageBreak(), heading(2))

    assert (found.numbers, found.total) == ({"h1": 1, "h2": 2}, 2)


def test_a_lesson_starts_a_page_but_not_an_empty_one() -> None:
    assert pages(heading(1, new_page=True), heading(2, new_page=True)).numbers == {"h1": 1, "h2": 2}


def test_a_table_after_a_page_break_starts_a_page() -> None:
    assert pages(heading(1), PageBreak(), TABLE, heading(2)).numbers["h2"] == 2


def test_what_follows_the_cover_starts_a_page() -> None:
    cover = Cover(t("书名"), (), (), ())

    assert pages(cover, heading(1)).numbers == {"h1": 2}
    assert pages(cover, Contents(t("目录")), heading(1)).numbers == {"h1": 2}


def test_a_cover_fills_its_page_and_no_more(spec: FormSpec) -> None:
    fields = tuple((Text(f"第{n}栏："), Blank(8)) for n in range(4))
    found = pages(Cover(t("书名"), t("副题"), t("眉题"), t("单位"), fields))

    assert (found.total, found.cover) == (1, True)
    assert flow_height(found.flow, spec.width, spec) > spec.height * 0.9


@pytest.mark.parametrize("count", range(15, 24))
def test_a_heading_is_on_the_page_of_what_it_heads(count: int, spec: FormSpec) -> None:
    rows = tuple((t("一"), t("二")) for _ in range(16))
    found = pages(*(Paragraph(t("字")),) * count, heading(1), Table("", (t("甲"), t("乙")), rows, (1, 1)), heading(2))

    before = count * spec.paras["body"].line + 10 + 30 + 6 + 29.5
    assert found.numbers["h1"] == (1 if before + 28.5 <= spec.height else 2)


@pytest.mark.parametrize(("rows", "page"), [(5, 2), (8, 2), (12, 1)])
def test_a_short_table_is_not_parted_and_a_long_one_may_be(rows: int, page: int, spec: FormSpec) -> None:
    lines = int((spec.height - 150) // spec.paras["body"].line)
    table = Table("", (t("甲"),), tuple((t("一"),) for _ in range(rows)), (1,))

    assert pages(*(Paragraph(t("字")),) * lines, heading(1), table).numbers["h1"] == page


def test_no_page_begins_with_the_last_row_of_a_table(spec: FormSpec) -> None:
    table = Table("", (t("甲"),), tuple((t(f"第{n}行的文字"),) for n in range(30)), (1,))
    (grid,) = (part for part in flow(table) if isinstance(part, FlowGrid))
    (strip,) = (strip for strip in strips((grid,), spec))

    assert len(strip.parts) == len(grid.rows) - 1
    assert strip.parts[-1] > 2 * max(strip.parts[:-1]) - 1


@pytest.mark.parametrize("drawn", ALL_FIGURES, ids=lambda figure: figure.alt)
def test_a_figure_is_not_parted_from_itself_or_its_caption(drawn: Figure, spec: FormSpec) -> None:
    after = (heading(1), drawn, Caption(t("图"), "one"))
    starts = {
        part.role
        for count in range(int(spec.height // spec.paras["body"].line))
        for part in flow(*(Paragraph(t("字")),) * count, *after)
        if isinstance(part, FlowPara) and part.page_before
    }
    assert starts == ({"heading2"} if any(isinstance(part, FlowGrid) for part in flow(drawn)) else set())


def test_what_introduces_or_ends_a_block_stays_with_it(spec: FormSpec) -> None:
    assert spec.paras["lead"].keep_next
    rule, *_ = flow(Paragraph(t("判断")), Question(1, t("题干"), bracket=True))
    first, second, last = flow(Bullets("check", (t("一"), t("二"), t("三"))))
    options = flow(next(f for f in FIGURES if f.kind == "rows"), Paragraph(t("我的选择"), "label"), WritingLines(3))
    assert [part.keep for part in (rule, first, second, last) if isinstance(part, FlowPara)] == [
        True, False, True, False
    ]  # fmt: skip
    assert all(part.keep for part in options if isinstance(part, FlowGrid))


def test_one_blank_line_stands_before_the_annexes_of_an_official_paper() -> None:
    annex = house().spec.forms["official"].paras["annex"]
    assert annex.before == annex.line == 28.95


def test_two_lines_of_a_paragraph_stay_together_at_least(spec: FormSpec) -> None:
    left = int(spec.height // spec.paras["body"].line)
    three = Paragraph(t("字" * 80))

    assert pages(*(Paragraph(t("字")),) * (left - 2), three, heading(1)).numbers == {"h1": 2}
    assert pages(*(Paragraph(t("字")),) * (left - 2), three).total == 2


def test_counting_pages_is_deterministic() -> None:
    document = handout(1)

    assert paginate(document, house().spec) == paginate(replace(document), house().spec)


def test_four_hundred_pages_are_counted_in_a_moment() -> None:
    from time import process_time

    many = Document(handout().properties, "handout", tuple(Paragraph(t(f"{n}{BODY}")) for n in range(1500)))
    start = process_time()
    found = paginate(many, house().spec)

    assert found.total > 200
    assert process_time() - start < 20


def test_what_is_filled_in_by_hand_has_rules_between_columns() -> None:
    (blank,) = grids(flow(Table("", (t("甲"), t("乙")), (((), ()),), (1, 1))))
    (full,) = grids(flow(Table("", (t("甲"), t("乙")), ((t("一"), t("二")),), (1, 1))))

    assert [len(cell.edges) for cell in blank.rows[1].cells] == [0, 1]
    assert [len(cell.edges) for cell in full.rows[1].cells] == [0, 0]
