"""What one principle becomes in slides, handout and paper, quickly: what somebody who writes wants to see at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Literal, get_args

from msgspec.structs import replace

from coursegen.build.decks import deck_page, deck_parts
from coursegen.build.document_page import document_page
from coursegen.build.filled import PAGE, stop_at_errors
from coursegen.build.pictures import with_pictures
from coursegen.build.prepare import prepare
from coursegen.build.prepared import Prepared
from coursegen.build.products import PRODUCTS, Product
from coursegen.build.request import Request
from coursegen.build.tags import tag_texts
from coursegen.document.nodes import Block, Deck, Document, Heading, PaperHead
from coursegen.document.parse import parse_deck, parse_document
from coursegen.exam import Paper, PaperPart, PaperQuestion
from coursegen.layout.pages import paginate
from coursegen.layout.pages.flow import form_of
from coursegen.model import Item
from coursegen.model.exam import ItemKind
from coursegen.office.document.compile import compile_document
from coursegen.office.document.fill import fill_document
from coursegen.office.pack import pack
from coursegen.templating import render

View = Literal["slides", "handout", "quiz"]
"""What a principle is looked at as."""

VIEWS: Mapping[View, str] = {"slides": "deck", "handout": "handout", "quiz": "answers"}
"""The product each view is cut out of; of papers the lecturer's, for who writes wants to see the answers."""


def draft_page(request: Request, principle: str, view: View = "slides") -> bytes:
    """One principle in a view, as an HTML page; empty when the product has nothing of it.

    Raises the faults of the course, of the unit, and of what does not fit.
    """
    product = PRODUCTS["html" if view == "slides" else VIEWS[view]]
    prepared = _prepared(request, product)
    if view == "slides":
        deck = _slides(prepared, product, principle)
        base = prepared.base(product)
        return deck_page(deck, product, base, prepared, still=True)[0][PAGE] if deck.sections else b""
    document = _document(prepared, product, principle)
    return document_page(document, product, prepared) if document else b""


def draft_file(request: Request, principle: str, view: View) -> bytes:
    """The same as the Office file itself, with nothing else in it; empty when there is nothing. Raises the same."""
    product = PRODUCTS[VIEWS[view]]
    prepared = _prepared(request, product)
    base = prepared.base(product)
    if view == "slides":
        deck = _slides(prepared, product, principle)
        if not deck.sections:
            return b""
        deck, media = with_pictures(deck, prepared)
        texts = tag_texts(prepared, deck.properties)
        parts, _, faults = deck_parts(deck, base, prepared.unit, media, prepared.date, texts)
        stop_at_errors(faults)
        return pack(parts, prepared.compressor)
    whole = _document(prepared, product, principle)
    if whole is None:
        return b""
    document, media = with_pictures(whole, prepared)
    compiled = compile_document(base.data, base.name, forms=(form_of(document),))
    texts = tag_texts(prepared, document.properties)
    pages = paginate(document, compiled.spec)
    return pack(
        fill_document(document, pages, compiled, prepared.unit.brand, media, prepared.date, texts), prepared.compressor
    )


def _prepared(request: Request, product: Product) -> Prepared:
    """A request with one product; papers are not assembled, for a draft's is made of its own items."""
    return prepare(replace(request, products=(product.name,)), papers=False)


def _slides(prepared: Prepared, product: Product, principle: str) -> Deck:
    """The deck with the slides alone of a principle and its cases."""
    cases = tuple(case.id for case in prepared.bundle.principles[principle].cases)
    starts = tuple(f"{owner}." for owner in (principle, *cases))
    deck = parse_deck(render(product.template, prepared.context(product), prepared.search), product.audience)
    sections = (
        replace(section, slides=tuple(slide for slide in section.slides if slide.id.startswith(starts)))
        for section in deck.sections
    )
    return replace(deck, sections=tuple(section for section in sections if section.slides))


def _document(prepared: Prepared, product: Product, principle: str) -> Document | None:
    """The document with what stands under the headings of a principle and its cases; a paper with its items alone.

    None where there is nothing.
    """
    paper = None
    if product.needs == "paper":
        items = [item for item in prepared.bundle.items if item.principle == principle]
        if not items:
            return None
        rule = next((one.multiple_rule for one in prepared.bundle.blueprints.values()), "")
        paper = _paper(prepared.bundle.principles[principle].title, items, rule)
    markup = render(product.template, prepared.context(product, paper), prepared.search)
    document = parse_document(markup, product.audience)
    if paper:
        return replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, PaperHead)))
    cases = {case.id for case in prepared.bundle.principles[principle].cases}
    blocks = tuple(_under(document.blocks, {principle, *cases}))
    return replace(document, blocks=blocks) if blocks else None


def _under(blocks: Iterable[Block], owners: set[str]) -> Iterable[Block]:
    inside = False
    for block in blocks:
        if isinstance(block, Heading):
            inside = block.id in owners
            block = replace(block, new_page=False)  # what is shown begins with it
        if inside:
            yield block


def _paper(title: str, items: list[Item], rule: str) -> Paper:
    """A paper of these items: what is asked of one principle."""
    number, sections = 0, []
    kinds = get_args(ItemKind)
    ordered = sorted(items, key=lambda item: kinds.index(item.kind))
    for kind, group in groupby(ordered, key=lambda item: item.kind):
        questions = []
        for item in group:
            number += 1
            questions.append(PaperQuestion(number, item.points, item))
        total = sum(question.points for question in questions)
        sections.append(PaperPart(kind, questions[0].points, total, tuple(questions)))
    return Paper(title, 0, sum(part.points for part in sections), rule, tuple(sections))
