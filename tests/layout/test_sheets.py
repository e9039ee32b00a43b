"""Slides on paper: each once, in order, inside the page, everything on them scaled alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from deck_samples import placed_deck
from hypothesis import given
from hypothesis import strategies as st
from layout.conftest import rect

from coursegen.layout.geometry import (
    BaseSpec,
    Connector,
    Drawing,
    Group,
    LayoutSpec,
    PlaceholderSpec,
    Rect,
    Run,
    Shape,
    TableFrame,
)
from coursegen.layout.sheets import Miniature, Sheets, place_sheets
from coursegen.layout.small import Scale

AREA = rect(0.6, 1.0, 7, 10)
PAPER = BaseSpec(
    7560000,
    10692000,
    {"title-only": LayoutSpec("title-only", {"title": PlaceholderSpec(rect(0.6, 0.4, 7, 0.4), 13, True)}, AREA)},
)


def sheets(base: BaseSpec, per_page: int) -> Sheets:
    return place_sheets(placed_deck(base), base, PAPER, per_page, lambda first, last: f"{first}-{last}")


def miniatures(found: Sheets) -> list[Miniature]:
    return [miniature for page in found.pages.slides for miniature in found.miniatures[page.id]]


def leaves(drawing: Drawing) -> Iterator[Drawing]:
    if isinstance(drawing, Group):
        for member in drawing.members:
            yield from leaves(member)
    else:
        yield drawing


def runs(drawing: Drawing) -> Iterator[Run]:
    for leaf in leaves(drawing):
        texts = [leaf.text] if isinstance(leaf, Shape) and leaf.text else []
        texts += [c.text for row in leaf.rows for c in row] if isinstance(leaf, TableFrame) else []
        yield from (run for text in texts for para in text.paras for run in para.runs)


def inside(inner: Rect, outer: Rect, slack: int = 0) -> bool:
    return (
        outer.x - slack <= inner.x
        and inner.right <= outer.right + slack
        and outer.y - slack <= inner.y
        and inner.bottom <= outer.bottom + slack
    )


@pytest.mark.parametrize("per_page", [3, 6])
def test_every_slide_stands_once_and_in_order(base: BaseSpec, per_page: int) -> None:
    found, slides = sheets(base, per_page), placed_deck(base).slides
    assert [m.slide for m in miniatures(found)] == list(slides)
    assert [m.number for m in miniatures(found)] == list(range(1, len(slides) + 1))
    assert all(len(row) <= per_page for row in found.miniatures.values())
    assert len(found.pages.slides) == -(-len(slides) // per_page)
    assert len({page.title for page in found.pages.slides}) == len(found.pages.slides)


@pytest.mark.parametrize("per_page", [3, 6])
@pytest.mark.parametrize("height", [6858000, 9144000])
def test_slides_stand_side_by_side_inside_the_page(base: BaseSpec, per_page: int, height: int) -> None:
    shaped = BaseSpec(base.width, height, base.layouts)
    found = sheets(shaped, per_page)
    for row in found.miniatures.values():
        assert all(inside(m.rect, AREA) for m in row)
        assert all(abs(m.rect.h / m.rect.w - height / base.width) < 0.001 for m in row)
        for one, other in combinations([m.rect for m in row], 2):
            assert one.right < other.x or one.bottom < other.y or other.right < one.x


def test_lines_to_write_on_stand_beside_the_slides_and_only_where_there_are_three(base: BaseSpec) -> None:
    page = sheets(base, 3).pages.slides[0]
    lines = [d for d in page.drawings if isinstance(d, Connector)]
    assert len(lines) >= 18
    slides = sheets(base, 3).miniatures[page.id]
    assert all(line.start[0] > slides[0].rect.right and line.end[0] == AREA.right for line in lines)
    assert max(line.end[1] for line in lines) <= AREA.bottom
    assert not [d for d in sheets(base, 6).pages.slides[0].drawings if isinstance(d, Connector)]


def test_notes_do_not_get_on_paper(base: BaseSpec) -> None:
    assert any(slide.notes for slide in placed_deck(base).slides)
    assert all(page.notes == () for page in sheets(base, 3).pages.slides)


def test_type_shrinks_as_much_as_the_slide(base: BaseSpec) -> None:
    for miniature in miniatures(sheets(base, 3)):
        large = [run for drawing in miniature.slide.drawings for run in runs(drawing)]
        texts = len(miniature.drawings) - len(miniature.slide.drawings)
        assert texts >= 1
        small = [run for drawing in miniature.drawings for run in runs(drawing)]
        shown = [run for run in small if run.text in {r.text for r in large}]
        assert len(shown) >= len(large)
        sizes = {run.text: run.size for run in large}
        assert all(abs(run.size - sizes[run.text] * miniature.scale.factor) < 3 for run in shown)


@given(st.floats(0.05, 1), st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7))
def test_neighbours_stay_neighbours(factor: float, x: int, y: int, w: int, h: int) -> None:
    scale = Scale(factor, 1000, 2000)
    left, right = Rect(x, y, w, h), Rect(x + w, y, w, h)
    assert scale.rect(left).right == scale.rect(right).x
    assert scale.rect(left).y == scale.rect(right).y
