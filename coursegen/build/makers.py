"""Markup of one product and its base → parts and bytes, checked: the steps that need layout and writers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from pathlib import Path

from coursegen.build.bases import Base
from coursegen.build.carried import NONE_CHOSEN, Chosen, with_carried, with_stand_ins
from coursegen.build.leaks import find_leaks
from coursegen.build.pictures import with_pictures
from coursegen.build.prepared import Prepared
from coursegen.build.products import Form, Product
from coursegen.build.sound import faults_of
from coursegen.build.tags import tag_texts
from coursegen.document.nodes import Deck, Document
from coursegen.document.parse import parse_deck, parse_document
from coursegen.errors import Fault, FaultError
from coursegen.layout.geometry import PlacedDeck
from coursegen.layout.logo import Logo
from coursegen.layout.pages import paginate
from coursegen.layout.pages.flow import form_of
from coursegen.layout.pages.single import overlong
from coursegen.layout.slides import place_deck
from coursegen.model import Unit
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.carry import carry
from coursegen.office.deck.compile import compile_deck
from coursegen.office.deck.fill import fill_deck, with_texts
from coursegen.office.document.compile import compile_document
from coursegen.office.document.fill import fill_document
from coursegen.office.pack import pack
from coursegen.office.package import picture_size
from coursegen.wording import labels
from coursegen.workspace import shown

PAGE = "page.html"
"""The one part of a product that is no package."""


def finished(
    markups: Sequence[str], product: Product, base: Base, prepared: Prepared, name: str
) -> tuple[tuple[bytes, int, tuple[Fault, ...]], Mapping[str, bytes]]:
    """Bytes of a product, its slides or pages, and warnings; and its parts. Raises its faults if one is an error."""
    parts, count, faults = filled_parts(markups, product, base, prepared)
    data, faults = checked_parts(parts, name, product, prepared, (*faults, *base.faults))
    return (data, count, faults), {} if product.form == "page" else parts


def filled_parts(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> _Filled:
    """Markup → nodes → places → parts. Raises its faults if one is an error."""
    return _MAKERS[product.form](markups, product, base, prepared)


def checked_parts(
    parts: Mapping[str, bytes], name: str, product: Product, prepared: Prepared, faults: tuple[Fault, ...]
) -> tuple[bytes, tuple[Fault, ...]]:
    """Parts → bytes, checked, with all warnings. Raises faults, those found before too, if one is an error."""
    data = parts[PAGE] if product.form == "page" else pack(parts, prepared.compressor)
    faults += () if product.form == "page" else _checked(parts, name, product)
    if product.audience == "participant":
        faults += find_leaks(prepared.bundle, parts, name)
    stop_at_errors(faults)
    return data, faults


def _checked(parts: Mapping[str, bytes], name: str, product: Product) -> tuple[Fault, ...]:
    """Faults of a package. On paper the fixed colours that a base has on its layouts stand on the pages themselves."""
    found = faults_of(parts, name)
    return tuple(fault for fault in found if not (product.form == "sheets" and fault.code == "O515"))


_Filled = tuple[Mapping[str, bytes], int, tuple[Fault, ...]]
"""Parts of a package (or the one page), its slides or pages, and warnings."""


def _parsed(markups: Sequence[str], product: Product) -> Deck:
    """A deck in its language, or in two."""
    first, *others = (parse_deck(markup, product.audience) for markup in markups)
    if not others:
        return first
    from coursegen.document.bilingual import both_decks

    return reduce(both_decks, others, first)


def _deck(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> _Filled:
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
) -> _Filled:
    """Nodes → places → parts of a deck; `texts` are those of tags, `chosen` the slides of the unit's own files.

    Raises its faults if one is an error.
    """
    placed, compiled, faults = _placed(deck, base, unit, media, texts)
    carried = carry(chosen.wanted, compiled)
    parts = fill_deck(placed, compiled, unit.brand, media, date, carried=carried)
    return parts, len(placed.slides), (*faults, *chosen.faults(compiled.spec))


def _page(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> _Filled:
    return deck_page(_parsed(markups, product), product, base, prepared)


def deck_page(deck: Deck, product: Product, base: Base, prepared: Prepared, *, still: bool = False) -> _Filled:
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


def _sheets(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> _Filled:
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


def _parsed_document(markups: Sequence[str], product: Product) -> Document:
    """A document in its language, or in two."""
    first, *others = (parse_document(markup, product.audience) for markup in markups)
    if not others:
        return first
    from coursegen.document.bilingual import both_documents

    return reduce(both_documents, others, first)


def _document(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> _Filled:
    document, media = with_pictures(_parsed_document(markups, product), prepared)
    compiled = compile_document(base.data, base.name, prepared.language, prepared.sheet, (form_of(document),))
    pages = paginate(document, compiled.spec)
    stop_at_errors(overlong(document, pages))
    texts = tag_texts(prepared, document.properties)
    parts = fill_document(document, pages, compiled, prepared.unit.brand, media, prepared.date, texts)
    return parts, pages.total, compiled.faults


_MAKERS: Mapping[Form, Callable[[Sequence[str], Product, Base, Prepared], _Filled]] = {
    "deck": _deck,
    "page": _page,
    "sheets": _sheets,
    "document": _document,
}


def stop_at_errors(faults: tuple[Fault, ...]) -> None:
    """Raise faults together if one of them is an error."""
    if any(fault.severity == "error" for fault in faults):
        raise FaultError(faults)
