"""Slides that open a section."""

from __future__ import annotations

from layout.conftest import PROPERTIES, line, rect
from msgspec.structs import replace

from coursegen.document.nodes import Bullets, Deck, Paragraph, Section, Slide
from coursegen.errors import Fault
from coursegen.layout.geometry import BaseSpec, PlacedDeck, PlaceholderSpec, Shape
from coursegen.layout.slides import place_deck
from coursegen.layout.typeset import is_lost

OBJECTIVES = tuple(f"能在第{n}种情境下，先分清谁来定、谁来办，再给各方回音" for n in range(1, 4))
LIST = (Paragraph(line("学完这一讲，您能做到"), "label"), Bullets("number", tuple(map(line, OBJECTIVES))))


def placed(base: BaseSpec, height: float) -> PlacedDeck:
    """An opener with objectives, on a base whose section layout has a lead so many inches high."""
    section = base.layouts["section"]
    lead = PlaceholderSpec(rect(0.65, 2.95, 9.2, height), 20, False, color="on-deep")
    roomy = replace(section, placeholders={**section.placeholders, "subtitle": lead})
    opener = Slide("one.title", "section", line("服务为本"), subtitle=line("一句引导语"), blocks=LIST)
    made = Deck(PROPERTIES, (Section("one", "第一讲", "服务", (opener,)),))
    result, faults = place_deck(made, replace(base, layouts={**base.layouts, "section": roomy}))
    assert not faults
    return result


def texts(deck: PlacedDeck) -> list[list[str]]:
    """Paragraphs of each slide, those in placeholders first; footers and numbers left out."""
    out = []
    for slide in deck.slides:
        bodies = [filling.text for filling in slide.fillings]
        bodies += [drawing.text for drawing in slide.drawings if isinstance(drawing, Shape) and drawing.text]
        out.append(["".join(run.text for run in p.runs) for body in bodies for p in body.paras])
    return out


def test_objectives_take_the_place_of_the_lead_where_there_is_room(base: BaseSpec) -> None:
    assert texts(placed(base, 2.35)) == [["服务为本", "学完这一讲，您能做到", *OBJECTIVES]]


def test_objectives_have_a_slide_of_their_own_where_there_is_none(base: BaseSpec) -> None:
    made = placed(base, 0.8)
    assert [slide.id for slide in made.slides] == ["one.title", "one.title.2"]
    first, second = texts(made)
    assert first == ["服务为本", "一句引导语"]
    assert second == ["服务为本（2/2）", "学完这一讲，您能做到", *OBJECTIVES]


LEAD = "事情多，人不多，先分清谁来定、谁来办。" * 2 + "这一讲说怎样给各方回音。"


def led(base: BaseSpec, width: float) -> tuple[list[list[str]], tuple[Fault, ...]]:
    """An opener with a long lead, on a base whose section layout has so many inches for it and no room for a list."""
    section = base.layouts["section"]
    narrow = PlaceholderSpec(rect(0.65, 2.95, width, 0.8), 20, False, color="on-deep")
    roomy = replace(section, placeholders={**section.placeholders, "subtitle": narrow})
    opener = Slide("one.title", "section", line("服务为本"), subtitle=line(LEAD))
    made = Deck(PROPERTIES, (Section("one", "第一讲", "服务", (opener,)),))
    result, faults = place_deck(made, replace(base, layouts={**base.layouts, "section": roomy}))
    return texts(result), faults


def test_of_a_lead_that_is_too_long_whole_sentences_stay_and_it_is_said(base: BaseSpec) -> None:
    assert led(base, 12) == ([["服务为本", LEAD]], ())
    (short,), (fault,) = led(base, 5)
    assert (fault.code, fault.severity) == ("L111", "warning")
    assert short[0] == "服务为本"
    assert short[1] in {LEAD[:n] for n, char in enumerate(LEAD, 1) if char == "。"} - {LEAD}
    (bare,), (fault,) = led(base, 2)
    assert (bare, fault.code) == (["服务为本"], "L111")


def test_on_a_dark_ground_everything_is_in_the_ink_of_the_lead_for_gold_is_too_faint(base: BaseSpec) -> None:
    (slide,) = placed(base, 2.35).slides
    paras = next(f.text.paras for f in slide.fillings if f.role == "subtitle")
    assert {(p.marker_color, run.color) for p in paras for run in p.runs} == {("on-deep", "on-deep")}


def test_a_smaller_size_is_taken_where_it_saves_a_last_line_from_standing_lost(base: BaseSpec) -> None:
    (slide,) = placed(base, 4.0).slides
    (filling,) = (f for f in slide.fillings if f.role == "subtitle")
    left, _, right, _ = filling.text.insets
    column = rect(0.65, 2.95, 9.2, 4.0).w - left - right
    assert not any(is_lost(p, column) for p in filling.text.paras)
