"""What is written on what, in all that a deck draws: each such pair is one that palettes guarantee."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coursegen.build.prepare import prepare
from coursegen.build.products import PRODUCTS
from coursegen.build.request import Request
from coursegen.document.parse import parse_deck
from coursegen.layout.geometry import Cell, Drawing, Group, PlacedDeck, Role, Shape, TableFrame, TextBody
from coursegen.layout.slides import place_deck
from coursegen.office.deck.compile import compile_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.palette import PAIRS
from coursegen.templating import render
from coursegen.workspace import bundled_folder


@pytest.fixture(scope="module")
def placed() -> PlacedDeck:
    """The whole bundled course on a house base of 4:3."""
    home = bundled_folder()
    prepared = prepare(Request(home / "content" / "office-director", "default", (home / "templates",)))
    deck = parse_deck(render("deck.xml.j2", prepared.context(PRODUCTS["deck"]), prepared.search), "facilitator")
    base = compile_deck(house_base(HOUSES["red"].on("4:3", "light")), "deck.pptx")
    found, faults = place_deck(deck, base.spec)
    assert faults == ()
    return found


def pairs(drawings: tuple[Drawing, ...]) -> Iterator[tuple[Role, float, bool, Role]]:
    """Writing on fills: ink, points, boldness, ground."""
    for drawing in drawings:
        match drawing:
            case Group(members=members):
                yield from pairs(members)
            case Shape(fill=fill, text=TextBody(paras=paras)) if fill:
                yield from ((run.color, run.size, run.bold, fill) for para in paras for run in para.runs if run.text)
            case TableFrame(rows=rows):
                yield from (pair for row in rows for cell in row for pair in in_cell(cell))


def in_cell(cell: Cell) -> Iterator[tuple[Role, float, bool, Role]]:
    for para in cell.text.paras:
        yield from ((run.color, run.size, run.bold, cell.fill or "background") for run in para.runs if run.text)


def test_every_pair_that_is_drawn_is_guaranteed(placed: PlacedDeck) -> None:
    drawn = {pair for slide in placed.slides for pair in pairs(slide.drawings)}
    assert len(drawn) > 20
    known = {frozenset(pair[:2]): pair[2] for pair in PAIRS}
    for ink, size, bold, ground in drawn:
        large = size >= 24 or (bold and size >= 18)
        assert known.get(frozenset((ink, ground)), 0) >= (3 if large else 4.5), (ink, size, ground)


def test_no_text_of_the_course_in_4_3_is_smaller_than_14_points_but_the_foot(placed: PlacedDeck) -> None:
    sizes = {
        run.size
        for slide in placed.slides
        for filling in slide.fillings
        for para in filling.text.paras
        for run in para.runs
    }
    assert sizes
    assert min(sizes) >= 14
    assert min(size for slide in placed.slides for _, size, _, _ in pairs(slide.drawings)) >= 14
