"""Where slides stand in the lecture, for what names them by number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coursegen.build.carried import with_carried
from coursegen.build.kit import Made
from coursegen.build.pictures import with_pictures
from coursegen.build.prepared import Prepared
from coursegen.build.products import DECK, PRODUCTS
from coursegen.document.parse import parse_deck
from coursegen.errors import NOWHERE, Fault, FaultError
from coursegen.layout.slides import place_deck
from coursegen.office.deck.compile import compile_deck
from coursegen.office.package import read_package
from coursegen.templating import render

_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_NAME = re.compile(rb'<p:cSld name="([^"]*)"')


def slide_numbers(prepared: Prepared, made: Sequence[Made]) -> tuple[Mapping[str, int], tuple[Fault, ...]]:
    """Numbers of slides by id: of the deck that has been `made` in this build, else as it would be.

    No numbers and O133 (a warning) where no deck can be made.
    """
    deck = next((file for file in made if file.product == DECK), None)
    if deck:
        return numbers_in(deck), ()
    try:
        ids, _ = placed_slides(prepared)
    except FaultError:
        place = prepared.bundle.places.get(prepared.bundle.course.id, NOWHERE)
        return {}, (Fault("O133", place, severity="warning"),)
    return {key: number for number, key in enumerate(ids, 1)}, ()


def numbers_in(deck: Made) -> Mapping[str, int]:
    """Numbers of the slides of a finished deck by id."""
    found: dict[str, int] = {}
    for part, data in read_package(deck.data, deck.name).items():
        slide, name = _SLIDE.fullmatch(part), _NAME.search(data)
        if slide and name:
            found[name[1].decode()] = int(slide[1])
    return found


def placed_slides(prepared: Prepared) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Ids of the slides of the lecture in order, and warnings.

    Raises the faults of template, base and layout: numbers on a slide that does not fit would be wrong.
    """
    product = PRODUCTS[DECK]
    base = prepared.base(product)
    markup = render(product.template, prepared.context(product), prepared.search)
    nodes, _ = with_pictures(parse_deck(markup, product.audience), prepared)
    nodes, _ = with_carried(nodes, prepared, product)
    placed, faults = place_deck(nodes, compile_deck(base.data, base.name, base.map).spec)
    if any(fault.severity == "error" for fault in faults):
        raise FaultError(faults)
    return tuple(slide.id for slide in placed.slides), (*base.faults, *faults)
