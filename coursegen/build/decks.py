"""Makers of what is made of slides: decks, pages for a browser, slides on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from pathlib import Path

from coursegen.build.bases import Base
from coursegen.build.carried import NONE_CHOSEN, Chosen, with_carried, with_stand_ins
from coursegen.build.filled import PAGE, Filled, stop_at_errors
from coursegen.build.pictures import with_pictures
from coursegen.build.prepared import Prepared
from coursegen.build.products import Product
from coursegen.build.tags import tag_texts
from coursegen.document.nodes import Deck
from coursegen.document.parse import parse_deck
from coursegen.errors import Fault
from coursegen.layout.geometry import PlacedDeck
from coursegen.layout.logo import Logo
from coursegen.layout.slides import place_deck
from coursegen.model import Unit
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.carry import carry
from coursegen.office.deck.compile import compile_deck
from coursegen.office.deck.fill import fill_deck, with_texts
from coursegen.office.package import picture_size
from coursegen.wording import labels
from coursegen.workspace import shown


def _parsed(markups: Sequence[str], product: Product) -> Deck:
    """A deck in its language, or in two."""
    first, *others = (parse_deck(markup, product.audience) for markup in markups)
    if not others:
        return first
    from coursegen.document.bilingual import both_decks

    return reduce(both_decks, others, first)


def deck(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> Filled:
    """A deck. Markup → nodes → places → parts. Raises its faults if one is an error."""
    deck, media = with_pictures(_parsed(markups, product), prepared)
    texts = tag_texts(prepared, deck.properties)
    deck, chosen = with_carried(deck, prepared, product)
    return deck_parts(deck, base, prepared.unit, media, prepared.date, texts, chosen)


def deck_parts(
    deck: Deck,
    base: Base,
    unit: Unit,
    media: Mapping[str, bytes],
    date: str,
    texts: Mapping[str, str],
    chosen: Chosen = NONE_CHOSEN,
) -> Filled:
    """Nodes → places → parts of a deck; `texts` are those of tags, `chosen` the slides of the unit's own files.

    Raises its faults if one is an error.
    """
    placed, compiled, faults = _placed(deck, base, unit, media, texts)
    carried = carry(chosen.wanted, compiled)
    parts = fill_deck(placed, compiled, unit.brand, media, date, carried=carried)
    return parts, len(placed.slides), (*faults, *chosen.faults(compiled.spec))


def page(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> Filled:
    """Slides as one page for a browser. Markup → nodes → places → parts. Raises its faults if one is an error."""
    return deck_page(_parsed(markups, product), product, base, prepared)


def deck_page(deck: Deck, product: Product, base: Base, prepared: Prepared, *, still: bool = False) -> Filled:
    """Nodes → places → one page for a browser, perhaps a `still` one. Raises its faults if one is an error."""
    from coursegen.html.page import Extras, write_page
    from coursegen.office.deck.scenery import sceneries, scenery_media

    deck, media = with_pictures(deck, prepared)
    texts = tag_texts(prepared, deck.properties)
    deck, told = with_stand_ins(deck, prepared, product)
    placed, compiled, faults = _placed(deck, base, prepared.unit, media, texts)
    scenes = sceneries(compiled, prepared.unit.brand, prepared.language)
    media = {**scenery_media(compiled, scenes), **media}
    minutes = {slide.id: slide.minutes for section in deck.sections for slide in section.slides}
    extras = Extras(minutes, lecturer=product.audience == "facilitator", still=still)
    page = write_page(placed, compiled.spec, scenes, media, extras, labels(prepared.language))
    return {PAGE: page}, len(placed.slides), (*faults, *told)


def sheets(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> Filled:
    """Slides on paper. Markup → nodes → places → parts. Raises its faults if one is an error."""
    from coursegen.layout.sheets import place_sheets
    from coursegen.office.deck.scenery import sceneries, scenery_media
    from coursegen.office.deck.sheets import fill_sheets

    deck, media = with_pictures(_parsed(markups, product), prepared)
    texts = tag_texts(prepared, deck.properties)
    deck, told = with_stand_ins(deck, prepared, product)
    placed, compiled, faults = _placed(deck, base, prepared.unit, media, texts)
    own = prepared.paper_base()
    paper = compile_deck(own.data, own.name)
    scenes = sceneries(compiled, prepared.unit.brand, prepared.language)
    media = {**scenery_media(compiled, scenes), **media}
    _ = labels(prepared.language)
    sheets = place_sheets(
        placed, compiled.spec, paper.spec, product.per_page,
        lambda first, last: _("{title}　第{first}至{last}张").format(title=placed.title, first=first, last=last),
    )  # fmt: skip
    parts = fill_sheets(sheets, paper, compiled, scenes, prepared.unit.brand, media, prepared.date)
    return parts, len(sheets.pages.slides), (*faults, *told)


def _placed(
    deck: Deck, base: Base, unit: Unit, media: Mapping[str, bytes], texts: Mapping[str, str]
) -> tuple[PlacedDeck, CompiledDeck, tuple[Fault, ...]]:
    """Slides on a base whose tags are filled, and warnings. Raises faults of slides that do not fit."""
    compiled = with_texts(compile_deck(base.data, base.name, base.map), texts)
    placed, faults = place_deck(deck, compiled.spec, _logo(media, unit))
    stop_at_errors(faults)
    return placed, compiled, (*compiled.faults, *faults)


def _logo(media: Mapping[str, bytes], unit: Unit) -> Logo | None:
    if "logo" not in media:
        return None
    return Logo("logo", *picture_size(media["logo"], shown(Path(unit.brand.logo))), alt=unit.names.full)
