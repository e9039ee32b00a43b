from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layout.conftest import deck, figure, item, line

from coursegen.document.nodes import Box, Bullets, Columns, Figure, Paragraph, Table
from coursegen.document.parse_vocabulary import SHAPES
from coursegen.layout.geometry import (
    BaseSpec,
    Connector,
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
from coursegen.layout.stack import SCALE
from coursegen.layout.typeset import break_title, height, lines_in, para, pt, text_box

LISTED = ("ring", "ladder", "cycle", "pyramid", "chain", "nested")
"""New kinds whose members have a head and perhaps a text, and no more."""

NEW = (*LISTED, "timeline", "matrix", "statement", "balance", "tree")
KINDS = ("cards", "hub", "steps", "do-dont", "compare", "spectrum", "quote", "rows", "outline", *NEW)
HAN, LATIN = "服务协调参谋督办把关，。、：“”（）", "Office of the Director, 2026-03 "
RARE, EMOJI = "𠀀𠮷𪚥㐂龘", "😀👍🏽✅"
SCRIPTS = (HAN, LATIN, HAN + LATIN + "年", RARE + HAN, EMOJI + HAN, LATIN.replace(" ", ""))


def words(longest: int) -> st.SearchStrategy[str]:
    """Text in one of the scripts, with a letter in it; short ones come as often as long ones."""
    lengths = st.one_of(st.integers(1, 4), st.integers(1, longest))
    return st.tuples(st.sampled_from(SCRIPTS), lengths).flatmap(
        lambda drawn: st.text(st.sampled_from(drawn[0]), min_size=1, max_size=drawn[1]).map(lambda t: t.strip() or "事")
    )


WORDS = words(60)


def leaves(drawings: tuple[Drawing, ...]) -> Iterator[Drawing]:
    for drawing in drawings:
        if isinstance(drawing, Group):
            yield from leaves(drawing.members)
        else:
            yield drawing


def bounds(drawing: Drawing) -> Rect:
    match drawing:
        case Connector(_, (x1, y1), (x2, y2)):
            return Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
        case Shape() | TableFrame():
            return drawing.rect
    raise AssertionError(drawing)


def text_fits(shape: Shape) -> bool:
    assert shape.text is not None
    room = text_rect(shape.geometry, shape.rect, shape.adjust).inset(*shape.text.insets)
    return height(shape.text.paras, room.w) <= room.h + pt(1)


def figures() -> st.SearchStrategy[Figure]:
    """Figures of the kinds that came first."""
    members = st.builds(item, head=st.text("服务协调参谋督办", min_size=1, max_size=8), text=WORDS)
    loose = st.builds(
        lambda kind, items: figure(kind, *items, label="中心"),
        st.sampled_from(("cards", "hub", "steps", "rows", "outline")),
        st.lists(members, min_size=2, max_size=6),
    )
    sided = st.builds(
        lambda kind, a, b: figure(
            kind, item("应当", points=tuple(a), tone="good"), item("不要", points=tuple(b), tone="bad"), label="结论"
        ),
        st.sampled_from(("do-dont", "compare")),
        st.lists(WORDS, min_size=1, max_size=3),
        st.lists(WORDS, min_size=1, max_size=3),
    )
    degrees = st.builds(
        lambda rows: figure("spectrum", *[item("对上", points=r) for r in rows], poles=("不及", "正好", "过头")),
        st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=3),
    )
    quotes = st.builds(lambda text: figure("quote", item(text=text), label="出处"), WORDS)
    return st.one_of(loose, sided, degrees, quotes)


def new_figures() -> st.SearchStrategy[Figure]:
    """Figures of all new kinds, as few and as many members as the markup lets through."""
    heads, keys = words(20), st.sampled_from(("", "勤", "A", "12"))
    members = st.builds(item, head=heads, text=st.one_of(st.just(""), WORDS), key=keys)
    listed = st.tuples(st.sampled_from(LISTED), st.one_of(st.just(""), heads)).flatmap(
        lambda kind: st.lists(members, min_size=SHAPES[kind[0]].least, max_size=SHAPES[kind[0]].most).map(
            lambda items: figure(kind[0], *items, label=kind[1] if kind[0] in ("ring", "cycle") else "")
        )
    )
    moments = st.builds(item, head=heads, text=st.one_of(st.just(""), WORDS), key=words(12))
    timelines = st.lists(moments, min_size=2, max_size=8).map(lambda items: figure("timeline", *items))
    matrices = st.builds(
        lambda cells, poles: figure("matrix", *cells, poles=poles),
        st.lists(members, min_size=4, max_size=4),
        st.tuples(words(8), words(8), words(8), words(8)),
    )
    statements = st.builds(
        lambda text, note: figure("statement", item(text=text), label=note),
        words(120),
        st.one_of(st.just(""), WORDS),
    )
    sides = st.builds(
        lambda head, points: item(head, points=tuple(points)), heads, st.lists(WORDS, min_size=1, max_size=5)
    )
    balances = st.builds(
        lambda a, b, label: figure("balance", a, b, label=label), sides, sides, st.one_of(st.just(""), WORDS)
    )
    branches = st.builds(lambda head, leaves: item(head, points=tuple(leaves)), heads, st.lists(words(30), max_size=4))
    trees = st.builds(
        lambda root, items: figure("tree", *items, label=root), heads, st.lists(branches, min_size=2, max_size=8)
    )
    return st.one_of(listed, listed, timelines, matrices, statements, balances, trees)


def all_stands_inside(placed: PlacedDeck, area: Rect) -> None:
    """Nothing leaves the content area, and every text fits the place its shape has for it."""
    assert placed.slides
    for slide in placed.slides:
        shapes = list(leaves(tuple(d for d in slide.drawings if d.name != "进度")))
        assert shapes
        for shape in shapes:
            box = bounds(shape)
            assert box.x >= area.x - pt(1)
            assert box.right <= area.right + pt(1)
            assert box.y >= area.y - pt(1)
            assert box.bottom <= area.bottom + pt(1)
            if isinstance(shape, Shape) and shape.text:
                assert text_fits(shape), shape


def meet(a: Rect, b: Rect) -> bool:
    return a.x < b.right - pt(1) and b.x < a.right - pt(1) and a.y < b.bottom - pt(1) and b.y < a.bottom - pt(1)


def no_texts_meet(placed: PlacedDeck) -> None:
    """No two texts overlap, and no line runs through one."""
    for slide in placed.slides:
        shapes = list(leaves(tuple(d for d in slide.drawings if d.name != "进度")))
        texts = [s for s in shapes if isinstance(s, Shape) and s.text]
        assert texts
        for n, shape in enumerate(texts):
            room = text_rect(shape.geometry, shape.rect, shape.adjust)
            others = [text_rect(t.geometry, t.rect, t.adjust) for t in texts[n + 1 :]]
            assert not any(meet(room, other) for other in others), shape
            thick = [Rect(b.x - pt(2), b.y - pt(2), b.w + pt(4), b.h + pt(4)) for b in map(bounds, lines_of(shapes))]
            assert not any(meet(room.inset(pt(2), pt(2), pt(2), pt(2)), line) for line in thick), shape


def lines_of(shapes: list[Drawing]) -> list[Connector]:
    return [s for s in shapes if isinstance(s, Connector)]


def smallest_type(placed: PlacedDeck) -> float:
    return min(
        run.size
        for slide in placed.slides
        for shape in leaves(tuple(d for d in slide.drawings if d.name != "进度"))
        if isinstance(shape, Shape) and shape.text
        for paragraph in shape.text.paras
        for run in paragraph.runs
    )


RANDOM = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@RANDOM
@given(figures(), st.one_of(st.none(), WORDS))
def test_whatever_the_text_nothing_leaves_the_content_area_and_all_text_fits(
    base: BaseSpec, drawn: Figure, question: str | None
) -> None:
    blocks = (drawn,) if question is None else (Paragraph(line(question), "question"), drawn)
    placed, faults = place_deck(deck(*blocks), base)
    if any(f.severity == "error" for f in faults):
        assert [f.code for f in faults] == ["L103"]
        return
    all_stands_inside(placed, base.layouts["title-only"].content)


@settings(RANDOM, max_examples=250)
@given(new_figures(), st.one_of(st.none(), st.none(), WORDS), st.booleans())
def test_new_figures_stand_inside_whatever_their_script_length_and_number(
    base: BaseSpec, base_4_3: BaseSpec, drawn: Figure, question: str | None, narrow: bool
) -> None:
    blocks = (drawn,) if question is None else (Paragraph(line(question), "question"), drawn)
    chosen = base_4_3 if narrow else base
    placed, faults = place_deck(deck(*blocks), chosen)
    if any(f.severity == "error" for f in faults):
        assert [f.code for f in faults] == ["L103"]
        return
    all_stands_inside(placed, chosen.layouts["title-only"].content)
    assert smallest_type(placed) >= SCALE[-1]
    if not faults:
        no_texts_meet(placed)


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


def test_no_type_in_the_content_area_is_smaller_than_14_points(base: BaseSpec) -> None:
    long = tuple(item(f"第{n}条", "把事情的来龙去脉说清楚，再给出办法" * 2) for n in range(6))
    placed, _ = place_deck(deck(figure("rows", *long)), base)
    assert smallest_type(placed) >= SCALE[-1]


def test_too_many_bands_go_on_on_a_second_slide_with_numbered_titles(base: BaseSpec) -> None:
    many = tuple(item(f"第{n}条", "把事情的来龙去脉说清楚，再给出办法，最后写明谁在什么时候办完" * 2) for n in range(8))
    placed, faults = place_deck(deck(figure("rows", *many)), base)
    assert not faults
    assert [s.title for s in placed.slides] == ["标题是一句话（1/2）", "标题是一句话（2/2）"]
    assert len({s.id for s in placed.slides}) == 2


def test_plain_text_stands_in_the_body_placeholder(base: BaseSpec) -> None:
    placed, _ = place_deck(deck(Bullets("bullet", (line("一条"), line("又一条")))), base)
    assert [f.role for f in placed.slides[0].fillings] == ["title", "body", "footer", "slide-number"]


def test_a_title_of_200_characters_is_one_fault_and_no_slide(base: BaseSpec) -> None:
    placed, faults = place_deck(deck(Paragraph(line("一"), "lead"), title="标题" * 100), base)
    assert [f.code for f in faults] == ["L101"]
    assert not placed.slides


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
    rects = [bounds(leaf) for leaf in leaves((drawing,))]
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
