"""The slides of one principle as a page, quickly: what somebody who writes wants to see while he writes."""

from __future__ import annotations

from dataclasses import replace

from coursegen.build.makers import PAGE, deck_page
from coursegen.build.products import PRODUCTS
from coursegen.build.request import Request, prepare
from coursegen.document.nodes import Deck
from coursegen.document.parse import parse_deck
from coursegen.templating import render


def draft_page(request: Request, principle: str) -> bytes:
    """The lecturer's page with the slides of a principle and its cases alone; empty when no slide shows it.

    Raises the faults of the course, of the unit, and of slides that do not fit.
    """
    product = PRODUCTS["html"]
    prepared = prepare(replace(request, products=(product.name,)))
    cases = tuple(case.id for case in prepared.bundle.principles[principle].cases)
    markup = render(product.template, prepared.context(product), prepared.search)
    deck = _only(parse_deck(markup, product.audience), (principle, *cases))
    return deck_page(deck, product, prepared.base(product), prepared)[0][PAGE] if deck.sections else b""


def _only(deck: Deck, owners: tuple[str, ...]) -> Deck:
    """The deck with the slides alone whose id begins with one of these."""
    starts = tuple(f"{owner}." for owner in owners)
    sections = (
        replace(section, slides=tuple(slide for slide in section.slides if slide.id.startswith(starts)))
        for section in deck.sections
    )
    return replace(deck, sections=tuple(section for section in sections if section.slides))
