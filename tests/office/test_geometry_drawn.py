"""LibreOffice draws the geometries that figures lean on as they are meant."""

from __future__ import annotations

import pytest
from deck_samples import box, placed_deck
from msgspec.structs import replace
from peers import to_pdf

from coursegen.layout.geometry import Connector, Drawing, PlacedDeck, Shape, Stroke
from coursegen.model.unit import Brand
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.deck.read import read_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.pack import pack

INCH = 914400
ARROW = Stroke("primary", 6, arrow=True)
DRAWN: tuple[Drawing, ...] = (
    Shape("梯形", box(1, 2, 2, 2), "trapezoid", "primary", adjust=(25000,)),
    Shape("三角", box(4, 2, 2, 2), "triangle", "primary", adjust=(50000,)),
    Shape("圆环", box(7, 2, 2, 2), "donut", "primary", adjust=(10000,)),
    Shape("弧", box(10, 2, 2, 2), "arc", None, ARROW, adjust=(18000000, 2000000)),
    Connector("箭头", (1 * INCH, 5 * INCH), (4 * INCH, 5 * INCH), ARROW),
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> object:
    """The slide as a picture, 100 pixels an inch."""
    import pypdfium2

    compiled: CompiledDeck = read_deck(house_base(next(iter(HOUSES.values()))), "house.pptx")
    whole = placed_deck(compiled.spec)
    slide = next(s for s in whole.slides if s.role == "title-only")
    lone = replace(whole, slides=(replace(slide, drawings=DRAWN, notes=()),), sections=whole.sections[:1])
    deck: PlacedDeck = replace(lone, slides=(replace(lone.slides[0], section=lone.sections[0][0]),))
    folder = tmp_path_factory.mktemp("drawn")
    (folder / "deck.pptx").write_bytes(pack(fill_deck(deck, compiled, Brand(), {}, "")))
    (pdf,) = to_pdf([folder / "deck.pptx"], folder)
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=100 / 72).to_pil().convert("L")


def dark(page: object, x: float, y: float) -> bool:
    """Whether something strong is drawn at a place given in inches."""
    return bool(page.getpixel((round(x * 100), round(y * 100))) < 128)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("trapezoid", ((2, 3), (1.6, 2.1), (1.1, 3.9)), ((1.1, 2.1), (2.9, 2.1))),
        ("triangle", ((5, 3.5), (5, 2.2)), ((4.2, 2.3), (5.8, 2.3))),
        ("donut", ((7.1, 3), (8.9, 3), (8, 2.1)), ((8, 3), (7.5, 3))),
        ("arc from upper right to lower right", ((12, 3), (11.87, 2.5)), ((10, 3), (11, 4), (11, 2), (11, 3))),
        ("connector", ((2, 5),), ((2, 5.1),)),
    ],
)
def test_a_geometry_is_drawn_where_it_is_meant(
    page: object, name: str, inside: tuple[tuple[float, float], ...], outside: tuple[tuple[float, float], ...]
) -> None:
    assert [place for place in inside if not dark(page, *place)] == []
    assert [place for place in outside if dark(page, *place)] == []


def test_arrow_heads_are_at_the_ends_of_lines(page: object) -> None:
    def thick(x: float) -> int:
        return sum(dark(page, x, 4.8 + n / 100) for n in range(41))

    assert thick(3.85) > thick(2) + 3
    assert thick(1.1) == thick(2)
