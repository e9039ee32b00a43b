"""Defects planted in plain decks, each found with its own code, at its own place, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_files import SLIDE, Parts, chart_frame, deck, file_of, picture, run, shape, solid, table, title

from coursegen.checks.file import check_file
from coursegen.errors import Fault

LONG = "办公室主任要把急事、难事、要事分开，先办急事，再办要事，难事请示后再办，件件有着落。"
BODY = '<p:ph idx="1"/>'
FOOT = '<p:ph type="ftr" idx="11"/>'
RED, GOLD = "B3242B", "FFC000"


def faults(*slides: str, mono: bool = False, **look: object) -> tuple[Fault, ...]:
    return check_file(file_of(deck(*slides, **look)), "deck.pptx", mono=mono)  # type: ignore[arg-type]


def codes(*slides: str, mono: bool = False, **look: object) -> list[str]:
    return [fault.code for fault in faults(*slides, mono=mono, **look)]


def box(words: str = "先办急事", at: tuple[float, float, float, float] = (1, 2, 4, 1), **look: str) -> str:
    """A filled box with text."""
    return shape(3, run(words, look.pop("run", ""), look.pop("ink", "")), at, name="box", **look)  # type: ignore[arg-type]


def body(words: str = "先办急事", **look: str) -> str:
    return shape(3, run(words, **look), None, name="body", mark=BODY)


def autofit(attributes: str) -> str:
    return f"<a:bodyPr><a:normAutofit {attributes}/></a:bodyPr>"


def broken(*lines: str) -> str:
    return shape(3, "<a:br/>".join(run(line) for line in lines), None, name="body", mark=BODY)


TALL = (1, 2, 4, 1.5)
SOUND = [
    title() + body(),
    title() + box(fill=solid("1F3864"), ink=solid("FFFFFF")),
    title() + box(fill=solid("accent1"), ink=solid("bg1")),
    title() + table(3, [[run("甲"), run("乙")], [run("一"), run("二")]]),
    title() + picture(3, "主任在接电话"),
    title() + chart_frame(3),
    title() + box(LONG * 2, body=autofit('fontScale="40000" lnSpcReduction="20000"'), at=TALL, run=' sz="3200"'),
    title() + shape(3, run("先办急事"), (1, 2, 4, 1), alt="x", fill=solid("bg2")),
]  # fmt: skip


@pytest.mark.parametrize("slide", SOUND)
def test_a_sound_slide_has_no_fault(slide: str) -> None:
    assert codes(slide, mono=True) == []


WHITE_PANEL = shape(4, "", (0.5, 1.5, 12, 4), name="panel", fill=solid("FFFFFF"), alt="底")
GRADIENT = (
    '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/>'
    '</a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>'
)

PLANTED = [
    ("K201", title() + box(LONG * 3, fill=solid("bg2")), "box"),
    ("K201", title() + box(LONG * 3, at=(1, 2, 4, 1.4), fill=solid("bg2"), body=autofit('fontScale="90000"')), "box"),
    ("K202", title() + box(LONG * 3, at=(1, 6, 4, 1.4), body="<a:bodyPr><a:spAutoFit/></a:bodyPr>"), "box"),
    ("K202", title() + box("先办急事", at=(12, 2, 4, 1), body='<a:bodyPr wrap="none"/>', run=' sz="4000"'), "box"),
    ("K203", title() + box(at=(14, 2, 4, 1)), "box"),
    ("K203", title() + picture(3, "一张图", at=(-5, 2, 3, 3)), "picture 3"),
    ("K204", title() + table(3, [[run("甲"), run("乙")], [run("办" * 28), run("二")]]), "table 3"),
    ("K202", title() + table(3, [[run("甲"), run("乙")], [run("办" * 84), run("二")]], top=5), "table 3"),
    ("K205", title() + body(look=' sz="900"'), "body"),
    ("K206", title() + box("先办急事再办要事难事请示后办", at=(1, 2, 3.35, 2)), "box"),
    ("K207", title() + broken("先办急事", "，再办要事"), "body"),
    ("K207", title() + broken("先办急事（", "再办要事）"), "body"),
    ("K210", title() + box(fill=solid("FFFFFF"), ink=solid("FFFFFF")), "box"),
    ("K210", title() + WHITE_PANEL + shape(5, run("白字", "", solid("bg1")), (1, 2, 4, 1), name="on"), "on"),
    ("K210", title() + body(look="", fill=solid("bg1")), "body"),
    ("K210", title() + table(3, [[run("甲", "", solid("FFFF00")), run("乙")], [run("一"), run("二")]]), "table 3"),
    ("K211", title() + box("先办急事再办要事难事请示", fill=GRADIENT, ink=solid("FFFFFF")), "box"),
    ("K220", title() + picture(3), "picture 3"),
    ("K221", title() + picture(3, "image3.png"), "picture 3"),
    ("K221", title() + picture(3, "图片 12"), "picture 3"),
    ("K222", title() + shape(3, "", (1, 2, 4, 1), name="bar", fill=solid("accent1")), "bar"),
    ("K223", title() + table(3, [[run("甲"), run("乙")], [run("一"), run("二")]], header=False), "table 3"),
    ("K230", body(), ""),
    ("K231", title("") + body(), "title"),
    ("K232", title() + title("另一个标题", 4) + body(), "title"),
    ("K234", title() + shape(3, "", None, name="body", mark=BODY), "body"),
    ("K235", body() + title(number=4), "title"),
    ("K236", title() + box(at=(1, 5, 4, 1)) + shape(4, run("上面"), (1, 2, 4, 1), name="above"), "above"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "slide", "name"), PLANTED)
def test_a_planted_defect_is_found_at_its_place(code: str, slide: str, name: str) -> None:
    found = faults(slide)
    place = f'deck.pptx:slide 1:"{name}"' if name else "deck.pptx:slide 1"
    assert (code, place) in [(fault.code, str(fault.place)) for fault in found]
    assert {fault.code for fault in found} <= {code, "K204"}


def test_the_place_names_the_slide_that_is_meant() -> None:
    assert [str(f.place) for f in faults(title(), title("第二页说另一件事") + picture(3))] == [
        'deck.pptx:slide 2:"picture 3"'
    ]


def test_the_same_title_twice_is_remarked_once_for_the_file() -> None:
    (fault,) = faults(title(), title("第二页说另一件事"), title())
    assert (fault.code, str(fault.place), fault.facts["slides"]) == ("K233", "deck.pptx", ("1", "3"))


def test_text_without_a_language_or_a_face_is_remarked_once_for_the_file() -> None:
    silent = title() + body(lang="")
    assert codes(silent, title("第二页") + body(lang="")) == ["K240"]
    assert codes(title() + body(look=""), ea="") == ["K242"]
    fixed = title() + body(LONG, look="", fill='<a:latin typeface="Impact"/><a:ea typeface="黑体"/>')
    assert codes(fixed) == ["K241"]


def test_a_quotation_in_a_face_of_its_own_is_an_ornament() -> None:
    slide = title() + body(LONG) + shape(4, run("件件有着落", fill='<a:ea typeface="楷体"/>'), (1, 6, 4, 0.6))
    assert codes(slide) == []


def test_a_faint_foot_is_remarked_once_for_the_file() -> None:
    foot = shape(4, run("示例单位", "", solid("D0D0D0")), None, name="foot", mark=FOOT)
    (fault,) = faults(title() + foot, title("第二页") + foot)
    assert (fault.code, fault.facts["slides"], fault.severity) == ("K213", ("1–2",), "warning")


def test_text_on_a_picture_is_not_judged_and_that_is_said_once() -> None:
    slide = title() + picture(3, "会议室") + shape(4, run("白字", "", solid("bg1")), (1.2, 2.2, 2, 1))
    found = faults(slide, title("第二页") + picture(3, "会议室") + shape(4, run("字"), (1.2, 2.2, 2, 1)))
    assert [(f.code, f.facts.get("count")) for f in found] == [("K212", 2)]


def test_what_a_gradient_looks_like_depends_on_where_the_text_stands() -> None:
    down = GRADIENT.replace('ang="0"', 'ang="5400000"')
    tall = shape(4, "", (0, 0, 13.4, 7.5), fill=down, alt="底")
    top, bottom = ((1, y, 6, 0.6) for y in (0.2, 6.7))
    white, black = solid("FFFFFF"), solid("000000")
    cases = ((top, white, []), (top, black, ["K210"]), (bottom, black, []), (bottom, white, ["K210"]))
    for at, ink, expected in cases:
        assert sorted(codes(tall + box(at=at, ink=ink))) == [*expected, "K230"]


def test_text_on_a_drawn_form_that_may_be_under_it_is_not_judged() -> None:
    star = shape(4, "", (1, 2, 4, 1), fill=solid("000000"), preset="star5", alt="星")
    assert codes(title() + star + box()) == ["K212"]


def test_hidden_slides_and_shapes_are_left_alone() -> None:
    parts = deck(title(), title("藏起来") + picture(3))
    hidden = "ppt/slides/slide2.xml"
    parts[hidden] = parts[hidden].replace(b"<p:sld ", b'<p:sld show="0" ', 1)
    assert check_file(file_of(parts), "deck.pptx") == ()
    assert codes((title() + picture(3)).replace('name="picture 3"', 'name="picture 3" hidden="1"')) == []


def test_a_text_box_without_an_edge_may_hold_a_little_more_than_fits() -> None:
    clear = faults(title() + box(LONG * 2))
    assert [(f.code, f.severity) for f in clear] == [("K201", "warning")]
    onto = faults(title() + box(LONG * 2) + shape(4, run("别的话"), (1, 3.2, 4, 1)))
    assert [(f.code, f.severity) for f in onto] == [("K201", "error")]


def level(size: int, color: str = "") -> str:
    return f'<a:lvl1pPr><a:defRPr sz="{size}">{solid(color) if color else ""}</a:defRPr></a:lvl1pPr>'


SMALL = {
    "layout": {"layout_text": level(900)},
    "master": {"master_text": level(900)},
    "styles of the master": {"master_body": level(900)},
    "presentation": {"default_text": level(900)},
}


@pytest.mark.parametrize("source", sorted(SMALL))
def test_a_size_is_inherited_from_wherever_it_stands(source: str) -> None:
    assert codes(title() + body(), **SMALL[source]) == ["K205"]


def test_the_nearest_source_wins() -> None:
    far = {"master_text": level(900), "master_body": level(900), "default_text": level(900)}
    assert codes(title() + body(), layout_text=level(2000), **far) == []


def test_colours_are_inherited_and_stand_on_what_the_layout_draws() -> None:
    dark = f"<p:bg><p:bgPr>{solid('1F3864')}<a:effectLst/></p:bgPr></p:bg>"
    panel = shape(9, "", (0, 0, 13.4, 7.5), fill=solid("FFFFFF"))
    light = title().replace('lang="zh-CN">', f'lang="zh-CN">{solid("bg1")}')
    assert codes(light + body(), layout_text=level(2000, "bg1"), ground=dark) == []
    assert codes(light + body(), layout_text=level(2000, "bg1"), ground=dark, layout_shapes=panel) == ["K210"] * 2


def test_the_text_of_a_shape_with_a_style_takes_its_colour() -> None:
    style = (
        '<p:style><a:lnRef idx="0"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1">'
        '<a:schemeClr val="accent4"/></a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/>'
        '</a:effectRef><a:fontRef idx="minor">'
        '<a:schemeClr val="{}"/></a:fontRef></p:style>'
    )
    assert codes(title() + box(more=style.format("lt1"))) == ["K210"]
    assert codes(title() + box(more=style.format("dk1"))) == []


def test_a_group_moves_and_describes_its_members() -> None:
    group = (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="8" name="group"{}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        '<a:xfrm><a:off x="{}" y="914400"/><a:ext cx="3657600" cy="3657600"/><a:chOff x="0" y="0"/>'
        '<a:chExt cx="7315200" cy="7315200"/></a:xfrm></p:grpSpPr>{}</p:grpSp>'
    )
    assert codes(title() + group.format(' descr="一张图"', 914400, picture(3))) == []
    assert codes(title() + group.format("", 914400, picture(3))) == ["K220"]
    assert codes(title() + group.format(' descr="一张图"', 12801600, picture(3))) == ["K203"]


PAIR = [
    shape(n, "", (x, 2, 2, 1), name=f"bar {n}", fill=solid(color), alt="一段")
    for n, x, color in ((3, 1, "70AD47"), (4, 3, "5B9BD5"))
]


def test_neighbours_that_print_as_one_grey_are_found_in_black_and_white() -> None:
    slide = title() + "".join(PAIR)
    assert codes(slide) == []
    (fault,) = faults(slide, mono=True)
    assert (fault.code, fault.place.inside, fault.facts["other"]) == ("K401", 'slide 1:"bar 3"', "bar 4")
    assert codes(slide.replace("5B9BD5", "1F3864"), mono=True) == []
    assert codes(slide.replace("</p:spPr>", "<a:ln>" + solid("000000") + "</a:ln></p:spPr>"), mono=True) == []


def test_large_light_text_on_a_middle_grey_is_found_in_black_and_white() -> None:
    slide = title() + box(fill=solid("808080"), ink=solid("FFFFFF"), run=' sz="2800"', at=(1, 2, 6, 1))
    assert codes(slide) == []
    assert codes(slide, mono=True) == ["K402"]


def test_rows_of_a_chart_that_print_alike_are_found_in_black_and_white() -> None:
    slide = title() + chart_frame(3)
    assert codes(slide, charted=("70AD47", "5B9BD5"), mono=True) == ["K403"]
    assert codes(slide, charted=("70AD47", "5B9BD5")) == []


def _ratio(one: str, other: str) -> float:
    """WCAG 2.2 anew, from its text."""

    def light(color: str) -> float:
        channels = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


COLORS = st.integers(0, 0xFFFFFF).map("{:06X}".format)


@settings(max_examples=40, deadline=None)
@given(COLORS, COLORS, st.sampled_from([(1800, False, 4.5), (2400, False, 3), (1800, True, 3), (2300, False, 4.5)]))
def test_any_two_colours_are_judged_as_the_standard_says(ink: str, ground: str, kind: tuple[int, bool, float]) -> None:
    size, bold, needed = kind
    slide = title() + box(fill=solid(ground), ink=solid(ink), run=f' sz="{size}" b="{int(bold)}"')
    assert ("K210" in codes(slide)) == (_ratio(ink, ground) < needed)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 400), st.integers(12, 40), st.floats(1, 8), st.floats(0.4, 4))
def test_text_is_out_of_its_box_when_the_box_has_no_room_for_its_letters(
    count: int, size: int, wide: float, high: float
) -> None:
    slide = title() + box("办" * count, at=(1, 1.5, wide, high), fill=solid("bg2"), run=f' sz="{size * 100}"')
    found = codes(slide)
    room = (wide * 72 - 14.4) * high * 72
    if count * size * size * 1.1 > room + 40 * size * wide:
        assert "K201" in found or "K202" in found
    if count * size <= wide * 72 - 16 and size * 1.2 < high * 72 - 8:
        assert "K201" not in found


def test_every_fault_can_be_said_in_both_languages() -> None:
    found = [fault for _, slide, _ in PLANTED for fault in faults(slide, mono=True)]
    assert {fault.code for fault in found} >= {code for code, _, _ in PLANTED}
    for fault in found:
        assert fault.line("zh")
        assert "{" not in fault.line("en")


def test_a_fault_in_json_says_where_inside_the_file_it_is() -> None:
    (fault,) = faults(title() + picture(3))
    assert fault.record("en")["inside"] == 'slide 1:"picture 3"'
    assert fault.record("en")["file"] == "deck.pptx"


def test_a_template_is_judged_by_its_own_suffix() -> None:
    parts: Parts = deck(title() + body())
    data = file_of(parts)
    assert [f.code for f in check_file(data, "deck.potx")] == ["O530"]
    types = parts["[Content_Types].xml"].replace(b"presentation.main+xml", b"template.main+xml")
    assert check_file(file_of({**parts, "[Content_Types].xml": types}), "deck.potx") == ()
    assert SLIDE in parts
