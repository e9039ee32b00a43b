"""Where things stand in the products: slides in order and pages of headings, known before any file is filled."""

from __future__ import annotations

from coursegen.build.carried import with_carried
from coursegen.build.pictures import with_pictures
from coursegen.build.products import PRODUCTS, Product
from coursegen.build.request import Prepared
from coursegen.document.parse import parse_deck, parse_document
from coursegen.errors import Fault, FaultError
from coursegen.layout.pages import paginate
from coursegen.layout.slides import place_deck
from coursegen.office.deck.compile import compile_deck
from coursegen.office.document.compile import compile_document
from coursegen.report import Located
from coursegen.templating import render


def locate(prepared: Prepared) -> tuple[Located, tuple[Fault, ...]]:
    """Slides of the deck and pages of the handout of what is prepared, and warnings.

    Raises the faults of templates, bases and layout: numbers on a slide that does not fit would be wrong.
    """
    deck, handout = PRODUCTS["deck"], PRODUCTS["handout"]
    deck_base, handout_base = prepared.base(deck), prepared.base(handout)
    nodes, _ = with_pictures(parse_deck(_markup(deck, prepared), deck.audience), prepared)
    nodes, _ = with_carried(nodes, prepared, deck)
    placed, faults = place_deck(nodes, compile_deck(deck_base.data, deck_base.name, deck_base.map).spec)
    if any(fault.severity == "error" for fault in faults):
        raise FaultError(faults)
    document, _ = with_pictures(parse_document(_markup(handout, prepared), handout.audience), prepared)
    pages = paginate(document, compile_document(handout_base.data, handout_base.name).spec)
    return Located(tuple(slide.id for slide in placed.slides), pages.numbers), (*deck_base.faults, *faults)


def _markup(product: Product, prepared: Prepared) -> str:
    return render(product.template, prepared.context(product), prepared.search)
