"""What each figure kind holds, what it becomes when it cannot, and that it says so."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from layout.conftest import INCH, deck, figure, item, line

from coursegen.document.nodes import Figure, Paragraph, Text
from coursegen.layout.figures import KINDS, need
from coursegen.layout.figures.hand_over import hand_over
from coursegen.layout.figures.pieces import TOO_MUCH
from coursegen.layout.geometry import BaseSpec, Connector, Drawing, Group, Shape
from coursegen.layout.presets import sites
from coursegen.layout.slides import place_deck
from coursegen.layout.stack import stack
from coursegen.layout.typeset import plain

DOC = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
HOLDS = re.findall(
    r"^\| ((?:`[\w-]+` ?)+) \| (.+?) \| (.+?) \| (.+?) \|$", DOC.split("**放得下多少。**")[1], re.MULTILINE
)
SHORT, LONG = "当日登记，当日分办的事", "来文到手先核对份数和附件，登记编号以后当天送到拟办人手里，急件另走电话通知。"
ORDERED = {"steps", "ladder", "cycle", "timeline", "chain"}


def sample(kind: str, count: int, text: str, leaves: int = 0) -> Figure:
    """A figure of `count` members, each with this text."""
    match kind:
        case "statement":
            return figure(kind, item(text=text * 2), label="值班记录本扉页")
        case "balance" | "compare":
            return figure(kind, *(item(head, points=(text,) * count) for head in ("快办", "办准")), label="快而不乱")
        case "do-dont":
            good, bad = (
                item(head, points=(text,) * count, tone=tone) for head, tone in (("做", "good"), ("不做", "bad"))
            )
            return figure(kind, good, bad)
        case "tree":
            points = (text,) * leaves
            return figure(kind, *(item(f"分支之{n}", points=points) for n in range(count)), label="办公室")
        case "matrix":
            return figure(kind, *(item(f"第{n}格", text) for n in range(4)), poles=("不急", "急", "不重要", "重要"))
        case "timeline":
            return figure(kind, *(item("定议题", text, f"前{n}天") for n in range(count)))
        case _:
            return figure(
                kind, *(item(f"收文{n}", text) for n in range(count)), label="办公室" if kind == "hub" else ""
            )


def drawn_as(drawn: Figure, base: BaseSpec) -> set[str]:
    """The kinds a figure is drawn as on a slide of its own."""
    stacks = stack((drawn,), base.layouts["title-only"].content)
    assert stacks
    return {block.kind for stacked in stacks for block in stacked.blocks if isinstance(block, Figure)} | (
        {"split"} if len(stacks) > 1 else set()
    )


def numbers(cell: str) -> list[int]:
    return [int(n) for n in re.findall(r"(\d+)(?!\d|字)", cell)]


@pytest.mark.parametrize(("kinds", "short", "long"), [row[:3] for row in HOLDS[1:]], ids=lambda cell: cell[:12])
def test_each_kind_holds_what_the_guide_says(base: BaseSpec, kinds: str, short: str, long: str) -> None:
    for kind in re.findall(r"`([\w-]+)`", kinds):
        for cell, text in ((short, SHORT), (long, LONG)):
            count, leaves = [*numbers(cell), 0, 0][:2]
            text = text[:4] if kind == "tree" and text is SHORT else text
            assert drawn_as(sample(kind, count, text, leaves), base) == {kind}, (kind, cell)


def test_the_guide_speaks_of_every_kind_that_hands_over() -> None:
    told = {kind for row in HOLDS for kind in re.findall(r"`([\w-]+)`", row[0])} - {"kind"}
    assert told == {kind for kind in KINDS if hand_over(sample(kind, 4, SHORT))}


@pytest.mark.parametrize("kind", sorted(kind for kind in KINDS if hand_over(sample(kind, 4, SHORT))))
def test_a_figure_ends_as_rows_with_all_its_words_and_no_order_made_up(kind: str) -> None:
    first = sample(kind, 4, SHORT, 2)
    blocks, kinds = [first], [kind]
    while more := hand_over(next(b for b in blocks if isinstance(b, Figure))):
        blocks = [*(b for b in blocks if not isinstance(b, Figure)), *more]
        kinds += [b.kind for b in more if isinstance(b, Figure)]
        assert len(kinds) < 5
    (last,) = [b for b in blocks if isinstance(b, Figure)]
    assert last.kind == "rows"
    assert kind in ORDERED or not ORDERED & set(kinds)
    numbered = [i.key for i in last.items] == ["1", "2", "3", "4"]
    assert numbered == (kind in ORDERED - {"timeline"})
    told = "".join(plain(line) for i in last.items for line in (i.head, i.text, *i.points))
    told += "".join(plain(b.line) for b in blocks if isinstance(b, Paragraph)) + plain(last.label)
    said = [plain(line) for i in first.items for line in (i.head, i.text, *i.points) if line] + [plain(first.label)]
    assert [words for words in said if words not in told] == []
    assert [plain(pole) for pole in first.poles if plain(pole) not in told] == []


def test_a_figure_drawn_as_another_kind_is_a_warning_that_names_both(base: BaseSpec) -> None:
    placed, faults = place_deck(deck(sample("ring", 8, LONG)), base)
    assert placed.slides
    assert [(f.code, f.severity) for f in faults] == [("L110", "warning")]
    assert faults[0].facts == {"slide": "s", "kind": "ring", "drawn": "rows"}
    for language in ("zh", "en"):
        assert "ring" in faults[0].cause(language)
        assert "rows" in faults[0].cause(language)


def test_a_figure_that_fits_says_nothing(base: BaseSpec) -> None:
    assert place_deck(deck(sample("ring", 4, SHORT)), base)[1] == ()


def test_a_label_that_bands_have_no_place_for_stands_above_them(base: BaseSpec) -> None:
    drawn = figure("hub", *(item(f"收文{n}", LONG * 2) for n in range(6)), label="办公室的日常")
    stacks = stack((drawn,), base.layouts["title-only"].content)
    assert stacks
    assert stacks[0].blocks[0] == Paragraph((Text("办公室的日常"),), "lead")


def test_a_moment_keeps_its_time_first_when_it_becomes_a_band() -> None:
    (rows,) = hand_over(sample("timeline", 3, SHORT)) or ()
    assert isinstance(rows, Figure)
    assert [plain(i.head) for i in rows.items] == ["前0天", "前1天", "前2天"]
    assert plain(rows.items[0].text) == f"定议题\n{SHORT}"


def test_what_is_to_be_done_and_what_not_keep_their_marks_as_bands() -> None:
    (rows,) = hand_over(sample("do-dont", 2, SHORT)) or ()
    assert isinstance(rows, Figure)
    assert [(plain(i.head), i.tone) for i in rows.items] == [("✓　做", "good"), ("✗　不做", "bad")]


def test_many_rows_of_a_spectrum_go_on_on_a_second_slide(base: BaseSpec) -> None:
    poles = ("不足", "恰当", "过头")
    drawn = figure("spectrum", *(item(f"事{n}", points=(LONG,) * 3) for n in range(6)), poles=poles)
    placed, faults = place_deck(deck(drawn), base)
    assert not faults
    assert len(placed.slides) == 2


def test_a_cell_says_where_it_stood_when_it_becomes_a_band() -> None:
    (rows,) = hand_over(sample("matrix", 4, SHORT)) or ()
    assert isinstance(rows, Figure)
    ends = ("不急、重要", "急、重要", "不急、不重要", "急、不重要")
    assert [plain(i.head) for i in rows.items] == [f"第{n}格（{end}）" for n, end in enumerate(ends)]


def shapes_of(drawn: Figure, base: BaseSpec) -> list[Drawing]:
    placed, faults = place_deck(deck(drawn), base)
    assert not faults
    found: list[Drawing] = []
    queue: list[Drawing] = [d for d in placed.slides[0].drawings if d.name != "进度"]
    while queue:
        first = queue.pop(0)
        if isinstance(first, Group):
            queue = [*first.members, *queue]
        else:
            found.append(first)
    return found


def texts(shapes: list[Drawing]) -> list[str]:
    return [
        "".join(run.text for p in s.text.paras for run in p.runs) for s in shapes if isinstance(s, Shape) and s.text
    ]


@pytest.mark.parametrize("kind", sorted(ORDERED))
def test_an_order_is_read_in_its_order(base: BaseSpec, kind: str) -> None:
    heads = ("受理", "登记", "拟办", "批办")
    drawn = figure(kind, *(item(head, key="三月" if kind == "timeline" else "") for head in heads))
    found = [head for text in texts(shapes_of(drawn, base)) for head in heads if head in text]
    assert found == list(heads)


@pytest.mark.parametrize("kind", ["ring", "pyramid", "nested", "tree", "matrix", "balance"])
def test_what_has_no_order_shows_neither_numbers_nor_arrows_between_its_members(base: BaseSpec, kind: str) -> None:
    shapes = shapes_of(sample(kind, 4, "先做"), base)
    assert not [text for text in texts(shapes) if text.strip().isdigit()]
    pointed = [s for s in shapes if isinstance(s, Connector | Shape) and s.stroke and s.stroke.arrow]
    assert len(pointed) == (2 if kind == "matrix" else 0)


def test_a_cycle_has_an_arrow_from_every_step_to_the_next_and_back_to_the_first(base: BaseSpec) -> None:
    arcs = [s for s in shapes_of(sample("cycle", 5, SHORT), base) if isinstance(s, Shape) and s.geometry == "arc"]
    assert len(arcs) == 5
    for arc, following in zip(arcs, [*arcs[1:], arcs[0]], strict=True):
        gap = (following.adjust[0] - arc.adjust[1]) % 21600000 / 60000
        assert 5 < gap < 40


def test_a_ladder_rises(base: BaseSpec) -> None:
    treads = [s for s in shapes_of(sample("ladder", 4, SHORT), base) if s.name == "台阶名"]
    tops = [s.rect.y for s in treads if isinstance(s, Shape)]
    assert len(tops) == 4
    assert tops == sorted(set(tops), reverse=True)


def test_a_beam_is_level_and_rests_on_its_middle(base: BaseSpec) -> None:
    shapes = {s.name: s for s in shapes_of(sample("balance", 2, SHORT), base) if isinstance(s, Shape)}
    beam, fulcrum = shapes["横梁"].rect, shapes["支点"].rect
    assert fulcrum.y == beam.bottom
    assert abs(fulcrum.x + fulcrum.w // 2 - beam.x - beam.w // 2) <= 1


def test_circles_stand_one_inside_the_other(base: BaseSpec) -> None:
    circles = [s.rect for s in shapes_of(sample("nested", 4, "先做"), base) if re.fullmatch(r"圈\d", s.name)]
    assert len(circles) == 4
    for outer, inner in pairwise(circles):
        assert outer.x < inner.x
        assert inner.right < outer.right
        assert outer.y < inner.y
        assert abs(inner.bottom - outer.bottom) <= 2


def test_a_question_above_takes_room_from_the_figure_not_from_the_text(base: BaseSpec) -> None:
    blocks = (Paragraph(line("谁来办，几时办完？"), "question"), sample("cycle", 5, SHORT))
    placed, faults = place_deck(deck(*blocks), base)
    assert not faults
    assert len(placed.slides) == 1


@pytest.mark.parametrize(("kind", "count"), [("hub", 6), ("hub", 4), ("hub", 3), ("chain", 4)])
def test_a_line_between_two_members_touches_both_at_a_site(base: BaseSpec, kind: str, count: int) -> None:
    drawn = shapes_of(sample(kind, count, SHORT), base)
    points = {p for part in drawn if isinstance(part, Shape) for p in sites(part.geometry, part.rect)}
    lines = [part for part in drawn if isinstance(part, Connector)]
    assert len(lines) >= count - 1
    assert all(line.start in points and line.end in points for line in lines)


def test_cards_with_as_many_one_line_texts_each_stand_in_rows_with_hairlines(base: BaseSpec) -> None:
    even = figure("cards", *(item(f"甲{n}", "要点", points=("一", "二")) for n in range(3)))
    odd = figure("cards", *even.items[:2], item("甲", "要点", points=("一",)))
    rules = [[d.name for d in shapes_of(drawn, base)].count("细线") for drawn in (even, odd)]
    assert rules == [6, 0]


def test_rows_without_a_tone_have_no_ground_but_hairlines_between_them(base: BaseSpec) -> None:
    found = []
    for tone in ("plain", "strong"):
        drawn = figure("rows", *(item("一行", key=key, tone=tone) for key in "ABC"))
        names = [d.name for d in shapes_of(drawn, base)]
        found.append((names.count("条底"), names.count("分隔线")))
    assert found == [(0, 2), (3, 0)]


NAMES = "办公室主任每周一早上要做的第一件事" * 4 + " " + "Responsibilities" * 4
POLES = {"spectrum": 3, "matrix": 4}


@pytest.mark.parametrize(
    "kind", sorted(set(KINDS) - {"compare", "do-dont", "outline", "quote", "rows", "scene", "statement"})
)
def test_a_figure_whose_names_have_no_room_says_that_it_is_too_much(kind: str) -> None:
    def made(name: str, key: str, count: int) -> Figure:
        items = (item(name, "说明", key, ("左", "中", "右")) for _ in range(count))
        return figure(kind, *items, label=name, poles=(name,) * POLES.get(kind, 0))

    assert need(made(NAMES, "甲乙丙丁" * 9, 3), 5 * INCH, 20) == TOO_MUCH
    assert need(made("名", "甲", 2), 12 * INCH, 14) < TOO_MUCH
