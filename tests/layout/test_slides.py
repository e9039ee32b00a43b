from __future__ import annotations

import pytest
from layout.conftest import deck, figure, item, line
from msgspec.structs import replace
from slide_rules import leaves, mark_of

from coursegen.document.nodes import Box, Bullets, Columns, Paragraph, Table
from coursegen.document.parse_shapes import SHAPES
from coursegen.layout.figures import contents
from coursegen.layout.geometry import (
    BaseSpec,
    Drawing,
    Filling,
    Group,
    LayoutSpec,
    PlacedDeck,
    PlaceholderSpec,
    Rect,
    Shape,
    TableFrame,
    TextBody,
)
from coursegen.layout.logo import Logo, with_logo
from coursegen.layout.presets import text_rect
from coursegen.layout.slides import place_deck
from coursegen.layout.typeset import break_title, height, lines_in, para, pt, text_box

KINDS = tuple(kind for kind in SHAPES if kind != "seals")


def text_fits(shape: Shape) -> bool:
    assert shape.text is not None
    room = text_rect(shape.geometry, shape.rect, shape.adjust).inset(*shape.text.insets)
    return height(shape.text.paras, room.w) <= room.h + pt(1)


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_kind_is_one_group_with_an_alternative_text(base: BaseSpec, kind: str) -> None:
    items = {
        "do-dont": (item("应当", points=("先问清",), tone="good"), item("不要", points=("先答应",), tone="bad")),
        "compare": (item("旁人看", points=("风光",)), item("自己做", points=("琐碎",))),
        "spectrum": (item("对上", points=("等", "提前备好", "代拍板")),),
        "quote": (item(text="服务意识是第一意识"),),
        "statement": (item(text="没有记录的事，等于没有办过"),),
        "balance": (item("快", points=("当日回话",)), item("准", points=("先核数字",))),
        "matrix": tuple(item(head, "先做") for head in ("起草", "值班", "归档", "接待")),
    }.get(kind, (item("对上", "勤请示", "甲"), item("对下", "多服务", "乙"), item("对外", "善沟通", "丙")))
    poles = {"spectrum": ("不及", "正好", "过头"), "matrix": ("不急", "急", "轻", "重")}.get(kind, ())
    placed, faults = place_deck(deck(figure(kind, *items, label="结论", poles=poles)), base)
    assert not faults
    groups = [d for d in placed.slides[0].drawings if isinstance(d, Group) and d.name != "进度"]
    assert len(groups) == 1
    assert groups[0].alt == "图"


def test_too_many_bands_go_on_on_a_second_slide_with_numbered_titles(base: BaseSpec) -> None:
    many = tuple(item(f"第{n}条", "把事情的来龙去脉说清楚，再给出办法，最后写明谁在什么时候办完" * 2) for n in range(8))
    placed, faults = place_deck(deck(figure("rows", *many)), base)
    assert not faults
    assert [s.title for s in placed.slides] == ["标题是一句话（1/2）", "标题是一句话（2/2）"]
    assert len({s.id for s in placed.slides}) == 2


def test_steps_go_on_a_second_slide_where_what_is_beside_them_leaves_no_room_for_half_of_them(base: BaseSpec) -> None:
    low = {role: replace(one, content=replace(one.content, h=pt(240))) for role, one in base.layouts.items()}
    boxes = tuple(Box(kind, line("任务"), (Paragraph(line("分组，每组四人" * 8)),)) for kind in ("task", "question"))
    steps = tuple(item(f"第{n}步，把来龙去脉说清楚，再给出办法", "5分钟", key=str(n)) for n in range(1, 6))
    columns = Columns(boxes, (figure("rows", *steps),), 32)
    placed, faults = place_deck(deck(columns), replace(base, layouts=low))
    assert not faults
    first, second = placed.slides
    assert [s.title for s in placed.slides] == ["标题是一句话（1/2）", "标题是一句话（2/2）"]
    assert "条目" not in {d.name for d in first.drawings}
    assert "条目" in {d.name for d in second.drawings}


@pytest.mark.parametrize(("width", "tall", "lessons"), [(260, 380, 10), (260, 380, 2), (260, 120, 10), (90, 380, 2)])
def test_a_cover_without_key_characters_has_the_lessons_on_its_free_side(width: int, tall: int, lessons: int) -> None:
    rect = Rect(pt(600), pt(80), pt(width), pt(tall))
    items = tuple(item("善谋：当好参谋助手", key=f"{n:02}") for n in range(1, lessons + 1))
    drawn = contents.draw(figure("outline", *items), rect, dark=True)
    assert bool(drawn) == (width == 260 and tall == 380)
    found = [shape for shape in leaves(drawn) if isinstance(shape, Shape)]
    assert len(found) == (2 * lessons if drawn else 0)
    for shape in found:
        assert text_fits(shape)
        assert shape.text
        assert shape.text.paras[0].runs[0].color == "on-deep"
        assert rect.y <= shape.rect.y
        assert shape.rect.bottom <= rect.bottom
        assert shape.rect.right <= rect.right


def test_plain_text_stands_in_the_body_placeholder(base: BaseSpec) -> None:
    placed, _ = place_deck(deck(Bullets("bullet", (line("一条"), line("又一条")))), base)
    (slide,) = placed.slides
    assert [f.role for f in slide.fillings] == ["title", "body"]
    assert [f.role for f in placed.feet[slide.role]] == ["footer", "slide-number"]


def test_the_tracker_makes_room_for_the_footer_at_hand_whatever_stood_in_the_foot_before(base: BaseSpec) -> None:
    ours = deck(Paragraph(line("一")), lessons=3)

    def tracker_beside(footer: str) -> Drawing:
        placed, _ = place_deck(replace(ours, properties=replace(ours.properties, footer=footer)), base)
        (found,) = (drawing for drawing in placed.slides[0].drawings if drawing.name == "进度")
        return found

    def left(tracker: Drawing) -> int:
        return min(mark_of(shape).rect.x for shape in leaves([tracker]))

    short = tracker_beside("示例机构")
    assert left(tracker_beside("一家名称很长很长的示例机构" * 3)) > left(short)
    assert tracker_beside("示例机构") == short


def test_a_title_of_200_characters_is_one_fault_and_no_slide(base: BaseSpec) -> None:
    placed, faults = place_deck(deck(Paragraph(line("一"), "lead"), title="标题" * 100), base)
    assert [f.code for f in faults] == ["L101"]
    assert not placed.slides


def test_a_title_too_long_for_a_low_place_takes_the_free_room_above_the_content(base: BaseSpec) -> None:
    own = base.layouts["title-only"].placeholders["title"]
    low = replace(own, size=48, rect=replace(own.rect, y=pt(20), h=pt(40)), insets=(0, 0, 0, 0))

    def placed(top: float) -> tuple[PlacedDeck, int]:
        content = replace(base.layouts["title-only"].content, y=pt(top))
        layout = replace(base.layouts["title-only"], placeholders={"title": low}, content=content)
        made, faults = place_deck(
            deck(Paragraph(line("一"), "note"), title="先问清谁要谁办，" * 7),
            replace(base, layouts={"title-only": layout}),
        )
        return made, len(faults)

    roomy, none = placed(120)
    (title,) = [f for f in roomy.slides[0].fillings if f.role == "title"]
    assert none == 0
    assert title.rect
    assert title.rect.y == low.rect.y
    assert title.text.paras[0].runs[0].size > 20
    assert low.rect.bottom < title.rect.bottom < pt(120)
    assert placed(62)[1] == 1, "there is no room to take"


def test_a_long_title_breaks_at_the_comma_nearest_the_middle() -> None:
    assert break_title("服务有分寸，参谋要超前、决策不越权", pt(28 * 12), 28) == (
        "服务有分寸，",
        "参谋要超前、决策不越权",
    )


def test_a_title_on_one_line_stays_on_it() -> None:
    assert break_title("服务有分寸", pt(28 * 12), 28) == ("服务有分寸",)


def test_a_table_keeps_its_header_on_both_slides(base: BaseSpec) -> None:
    rows = tuple((line(f"事项{n}"), line("把事情的来龙去脉说清楚，再给出办法" * 3)) for n in range(9))
    placed, faults = place_deck(deck(Table("表", (line("事项"), line("做法")), rows, (1, 4))), base)
    assert not faults
    tables = [d for s in placed.slides for d in s.drawings if isinstance(d, TableFrame)]
    assert len(tables) == 2
    assert tables[0].rows[0] == tables[1].rows[0]


def test_the_tracker_shows_words_for_few_lessons_and_segments_for_many(base: BaseSpec) -> None:
    few, _ = place_deck(deck(Paragraph(line("一"), "lead"), lessons=4), base)
    many, _ = place_deck(deck(Paragraph(line("一"), "lead"), lessons=10), base)
    names = [[m.name for m in s.slides[0].drawings[-1].members] for s in (few, many)]  # type: ignore[union-attr]
    assert "进度-讲题4" in names[0]
    assert names[1][0] == "进度-当前"
    assert len(names[1]) == 11


def test_a_base_without_a_layout_uses_the_nearest_it_has(base: BaseSpec) -> None:
    lone = replace(base, layouts={"title-only": base.layouts["title-only"]})
    placed, faults = place_deck(deck(Bullets("bullet", (line("一条"),))), lone)
    assert not faults
    assert placed.slides[0].role == "title-only"


def narrowed(base: BaseSpec) -> BaseSpec:
    """The same base on 4:3."""
    content = Rect(pt(40), pt(112), pt(640), pt(370))
    layouts = {role: replace(layout, content=content) for role, layout in base.layouts.items()}
    return replace(base, width=9144000, layouts=layouts)


def shapes_named(placed: PlacedDeck, name: str) -> list[Shape]:
    found = [d for s in placed.slides for d in leaves(s.drawings) if isinstance(d, Shape) and d.name == name]
    assert found
    return found


def test_heads_of_cards_stand_in_two_lines_at_most_beside_their_seals(base: BaseSpec) -> None:
    items = [
        item(head, key=head[0], text="问过人，看过原始记录") for head in ("真有其事", "有内容", "核得准", "有所得")
    ]
    wide, _ = place_deck(deck(figure("cards", *items)), base)
    narrow, _ = place_deck(deck(figure("cards", *items)), narrowed(base))
    tops = [{shape.rect.y for shape in shapes_named(placed, "题名")} for placed in (wide, narrow)]
    assert [len(ys) for ys in tops] == [1, 2]
    for shape in shapes_named(narrow, "题名"):
        assert shape.text
        assert len(lines_in(shape.text.paras[0], shape.rect.w)) <= 2


def test_names_of_steps_stand_between_notch_and_tip(base: BaseSpec) -> None:
    placed, _ = place_deck(
        deck(figure("steps", *[item(head, text="做") for head in ("决策时", "执行时", "落实时")])), base
    )
    first, *others = shapes_named(placed, "步骤名")
    assert (first.geometry, {shape.geometry for shape in others}) == ("homePlate", {"chevron"})
    for shape in others:
        depth = round(min(shape.rect.w, shape.rect.h) * shape.adjust[0] / 100000)
        held = text_rect(shape.geometry, shape.rect, shape.adjust)
        assert held.x >= shape.rect.x + depth
        assert held.right <= shape.rect.right - depth
        assert text_fits(shape)


def test_bold_cells_of_a_table_are_set_smaller_when_that_saves_a_line(base: BaseSpec) -> None:
    rows = tuple((line(head), line("")) for head in ("周一上班就做", "三个月内站住"))
    placed, _ = place_deck(deck(Table("表", (line("什么时候"), line("我要做的一件事")), rows, (1, 4))), narrowed(base))
    (table,) = [d for d in placed.slides[0].drawings if isinstance(d, TableFrame)]
    for row in table.rows:
        left, _, right, _ = row[0].text.insets
        (words,) = row[0].text.paras
        assert len(lines_in(words, table.widths[0] - left - right)) == 1
    sizes = [row[0].text.paras[0].runs[0].size for row in table.rows]
    assert sizes[0] == 20, "the header fits as it is"
    assert all(14 <= size < 20 for size in sizes[1:])


def test_a_centred_last_line_does_not_stand_lost(base: BaseSpec) -> None:
    room = pt(14 * 7 + 2)
    words = [para("矛盾上交就算办完", 14, align="center")]
    drawn = text_box("格", Rect(0, 0, room, pt(60)), words)
    assert drawn.text
    left, _, right, _ = drawn.text.insets
    assert lines_in(words[0], room) == ("矛盾上交就算办", "完")
    assert all(len(text) >= 3 for text in lines_in(words[0], room - left - right))
    assert abs(left - right) <= 1


def test_a_logo_stands_on_a_light_plate_on_dark_slides(base: BaseSpec) -> None:
    place = PlaceholderSpec(Rect(pt(40), pt(400), pt(500), pt(40)), 16, False)
    filled = Filling("organiser", TextBody((para("某局", 16),)))
    layout = LayoutSpec("cover", {"organiser": place}, Rect(0, 0, 0, 0))
    mark = Logo("logo", 200, 100, "某局")
    light_texts, (picture,) = with_logo(mark, [filled], layout)
    dark_texts, (plate, same) = with_logo(mark, [filled], layout, dark=True)
    assert isinstance(plate, Shape)
    assert plate.fill == "text", "light where slides are dark"
    assert plate.rect.x == place.rect.x < same.rect.x
    assert (same.rect.w, same.rect.h) == (picture.rect.w, picture.rect.h)
    assert dark_texts[0].rect
    assert dark_texts[0].rect.x > plate.rect.right
    assert light_texts[0].rect != dark_texts[0].rect


def test_the_organisers_line_is_set_smaller_to_make_room_for_the_logo(base: BaseSpec) -> None:
    place = PlaceholderSpec(Rect(pt(40), pt(400), pt(300), pt(30)), 16, False)
    layout = LayoutSpec("cover", {"organiser": place}, Rect(0, 0, 0, 0))

    def line_of(count: int) -> tuple[Filling, int]:
        filled = Filling("organiser", TextBody((para("办" * count, 16),)))
        texts, drawn = with_logo(Logo("logo", 100, 100, "某局"), [filled], layout)
        return texts[0], len(drawn)

    sizes = {count: line_of(count)[0].text.paras[0].runs[0].size for count in (10, 16, 30)}
    assert sizes == {10: 16, 16: 14, 30: 16}
    assert [line_of(count)[1] for count in (10, 16, 30)] == [1, 1, 0], "no logo where even that is too long"


def around(drawing: Drawing) -> Rect:
    """Bounds of a drawing, a group's those of its members."""
    rects = [mark_of(leaf).rect for leaf in leaves((drawing,))]
    x, y = min(r.x for r in rects), min(r.y for r in rects)
    return Rect(x, y, max(r.right for r in rects) - x, max(r.bottom for r in rects) - y)


def _case(times: int = 3) -> Columns:
    options = figure("rows", *(item(f"第{n}种办法，写明谁办、几时办", key=key) for n, key in enumerate("ABC", 1)))
    situation = Box("case", line("案例"), (Paragraph(line("来文要求明天17时前报数，两家都说等对方的口径。" * times)),))
    return Columns((situation,), (Paragraph(line("先走哪一步？"), "question"), options), 38)


def test_columns_stand_side_by_side_and_end_at_one_height(base: BaseSpec) -> None:
    placed, faults = place_deck(deck(_case()), base)
    assert not faults
    left, question, options = (around(d) for d in placed.slides[0].drawings if d.name != "进度")
    assert left.right < question.x == options.x
    assert left.y == question.y
    assert abs(left.bottom - options.bottom) <= pt(1)


def test_columns_stand_below_each_other_where_side_by_side_they_would_be_smaller(base_4_3: BaseSpec) -> None:
    placed, faults = place_deck(deck(_case(times=9)), base_4_3)
    assert not faults
    left, question, *_ = (around(d) for d in placed.slides[0].drawings if d.name != "进度")
    assert question.y > left.bottom
    assert question.x == left.x


def test_a_row_that_stands_out_is_tinted_and_bold_and_every_row_equally_high(base: BaseSpec) -> None:
    cells = (
        ("A", "先把稿子改好再盖章", "下次还要补"),
        ("B ✓", "先请领导签批再盖章", "手续一步不少"),
        ("C", "盖了再说", "说不清"),
    )
    rows = tuple(tuple(line(cell) for cell in row) for row in cells)
    table = Table("得失", tuple(map(line, ("选项", "做法", "结果"))), rows, (3, 11, 10), good=(1,))
    placed, faults = place_deck(deck(table), base)
    assert not faults
    (frame,) = (d for d in placed.slides[0].drawings if isinstance(d, TableFrame))
    assert len(set(frame.heights[1:])) == 1
    assert [{cell.fill for cell in row} for row in frame.rows] == [
        {"primary"},
        {"background"},
        {"tint"},
        {"background"},
    ]


def test_the_row_that_stands_out_does_so_on_the_second_slide_too(base: BaseSpec) -> None:
    rows = tuple((line(f"第{n}项"), line("写明谁办、几时办好、向谁回话，附件齐全" * 2)) for n in range(16))
    placed, faults = place_deck(deck(Table("", (line("项"), line("要求")), rows, (1, 3), good=(12,))), base)
    assert not faults
    assert len(placed.slides) == 2
    (frame,) = (d for d in placed.slides[1].drawings if isinstance(d, TableFrame))
    assert [n for n, row in enumerate(frame.rows) if row[0].fill == "tint"] == [12 - 8 + 1]
