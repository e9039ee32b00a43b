"""From a request to files on the disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from pathlib import Path

from coursegen.build.bases import Base
from coursegen.build.carried import NONE_CHOSEN, Chosen, with_carried, with_stand_ins
from coursegen.build.deliver import deliver
from coursegen.build.exporting import make_export
from coursegen.build.kit import Made, Output
from coursegen.build.leaks import find_leaks
from coursegen.build.left_behind import find_left_behind, foreign_names
from coursegen.build.naming import told_apart
from coursegen.build.pictures import with_pictures
from coursegen.build.products import PAPER_BASE, PRINT_LIST, PRODUCTS, Audience, Form, Product
from coursegen.build.request import Prepared, Request, find_base, prepare
from coursegen.build.slides import DECK, slide_numbers
from coursegen.build.tags import tag_texts
from coursegen.build.thumbnails import Thumbnails, thumbnails
from coursegen.checks.output import check_output
from coursegen.document.bilingual import both_decks, both_documents
from coursegen.document.nodes import Deck
from coursegen.document.parse import parse_deck, parse_document
from coursegen.errors import Fault, FaultError, gather
from coursegen.exam import Paper
from coursegen.html import Extras, write_page
from coursegen.layout.geometry import PlacedDeck
from coursegen.layout.logo import Logo
from coursegen.layout.pages import paginate
from coursegen.layout.pages.single import overlong
from coursegen.layout.sheets import place_sheets
from coursegen.layout.slides import place_deck
from coursegen.model import Lesson, Unit
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.carry import carry
from coursegen.office.deck.compile import compile_deck
from coursegen.office.deck.fill import fill_deck, with_texts
from coursegen.office.deck.scenery import sceneries, scenery_media
from coursegen.office.deck.sheets import fill_sheets
from coursegen.office.document.compile import compile_document
from coursegen.office.document.fill import fill_document
from coursegen.office.pack import available_compressor, pack
from coursegen.office.package import picture_size
from coursegen.reading import names_of_units
from coursegen.templating import render
from coursegen.wording import labels
from coursegen.workspace import safe_name, sha256, shown


@dataclass(frozen=True, slots=True)
class Result:
    """What a build left on the disk, and all it has to say."""

    outputs: tuple[Output, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A file of the kit as the list of what is to be printed knows it, with its slides or pages."""

    product: str
    audience: Audience
    title: str
    name: str
    pages: int


@dataclass(frozen=True, slots=True)
class Kit:
    """All products of a request, in memory; those that could not be made are in `faults` only.

    `archive` is the name of the zip they would have, and its key.
    """

    folder: Path
    files: tuple[Made, ...] = ()
    faults: tuple[Fault, ...] = ()
    archive: tuple[str, str] = "", ""

    @property
    def failed(self) -> bool:
        """Whether anything went wrong."""
        return any(fault.severity == "error" for fault in self.faults)


Follow = Callable[[str, int, int], None]
"""Called before each file is made: its product, its turn from 0, and how many there are."""


def build(request: Request, follow: Follow | None = None) -> Result:
    """Files of a course for a unit. When something is wrong nothing is written, unless the request says to go on."""
    kit = make(request, follow)
    if not kit.files or (kit.failed and not request.keep_going):
        return Result(faults=kit.faults)
    compressor = request.compressor or available_compressor()
    archive = kit.archive if request.zip else ("", "")
    outputs, faults = deliver(
        kit.folder, kit.files, pdf=request.pdf, archive=archive, compressor=compressor, force=request.force
    )
    return Result(outputs, (*kit.faults, *faults))


def make(request: Request, follow: Follow | None = None) -> Kit:
    """Every product of a request as bytes, with all faults of reading, wording and making."""
    if request.products == (PRINT_LIST,):
        whole = make(replace(request, products=()), follow)
        return replace(whole, files=tuple(file for file in whole.files if file.product == PRINT_LIST))
    try:
        prepared = prepare(request)
    except FaultError as error:
        return Kit(request.output, faults=error.faults)
    files: list[Made] = []
    faults = list(prepared.faults)
    for turn, (product, paper) in enumerate(prepared.jobs):
        if follow:
            follow(product.name, turn, len(prepared.jobs))
        try:
            made, warnings = _make_files(product, prepared, paper, files)
        except FaultError as error:
            faults += error.faults
        else:
            files += made
            faults += warnings
    sound = _without_foreign_names(told_apart(files, faults), prepared, request.unit_roots, faults)
    folder = request.output / safe_name(prepared.unit.id) / safe_name(prepared.bundle.course.id)
    held = prepared.held.class_.file.id
    archive = gather(prepared.namer.archive, faults) or "", prepared.namer.archive_key()
    return Kit(folder / safe_name(held) if held else folder, sound, tuple(faults), archive)


def _without_foreign_names(
    files: Sequence[Made], prepared: Prepared, roots: Sequence[Path], faults: list[Fault]
) -> tuple[Made, ...]:
    """The files in which no other unit's name was left behind; the faults of the others are added to the list.

    Participants of a class may be of any unit, and its papers may name whom they are for.
    """
    names, usual = names_of_units(roots)
    foreign = foreign_names(prepared.unit, names, prepared.language, usual, prepared.held.class_)
    found = {file.name: find_left_behind(foreign, prepared.source, file.data, file.name) for file in files}
    faults += (fault for of_file in found.values() for fault in of_file)
    return tuple(file for file in files if not found[file.name])


def _make_files(
    product: Product, prepared: Prepared, paper: Paper | None, made: Sequence[Made]
) -> tuple[tuple[Made, ...], tuple[Fault, ...]]:
    """The files of one product: an export has a list of what it lost beside it. Raises faults if one is an error."""
    if product.form == "export":
        return make_export(product, prepared, paper, partial(_slides_of, prepared))
    file, faults = make_product(product, prepared, paper, made)
    return (file,), faults


def _slides_of(prepared: Prepared, lesson: Lesson) -> bytes:
    """The participants' slides of one lesson as a page."""
    one = replace(prepared, lessons=(lesson,))
    product = PRODUCTS["slides-html"]
    markup = render(product.template, one.context(product), one.search)
    return _page((markup,), product, one.base(product), one)[0][PAGE]


def make_product(
    product: Product, prepared: Prepared, paper: Paper | None = None, made: Sequence[Made] = ()
) -> tuple[Made, tuple[Fault, ...]]:
    """One product: markup → nodes → places → parts → bytes, checked. Raises its faults if one is an error.

    The list of what is to be printed counts what has been `made` before it.
    """
    printed = tuple(_printed(file, prepared) for file in made)
    slides, lacking = slide_numbers(prepared, made) if product.of_deck else ({}, ())
    shown, more = _thumbnails(product, prepared, made)
    prepared = replace(prepared, pictures={**prepared.pictures, **shown.files})
    lacking = (*lacking, *more)
    context = {**prepared.context(product, paper), "printed": printed, "slides": slides, "thumbnails": shown.shown}
    markups = [render(product.template, context, prepared.search)]
    if prepared.second:
        own = {**context, **prepared.second.context(product, paper), "slides": slides}
        markups.append(render(product.template, own, prepared.second.search))
    base = prepared.base(product)
    parts, count, faults = filled_parts(markups, product, base, prepared)
    name = prepared.namer.name(product, paper)
    data, faults = checked_parts(parts, name, product, prepared, (*faults, *lacking, *base.faults))
    record = {**prepared.record, "base": sha256(base.data)}
    return Made(product.name, name, data, count, record, prepared.namer.key(product, paper)), faults


def filled_parts(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> _Filled:
    """Markup (in one language or two) → nodes → places → parts. Raises its faults if one is an error."""
    return _MAKERS[product.form](markups, product, base, prepared)


def checked_parts(
    parts: Mapping[str, bytes], name: str, product: Product, prepared: Prepared, faults: tuple[Fault, ...]
) -> tuple[bytes, tuple[Fault, ...]]:
    """Parts → bytes, checked, with all warnings. Raises faults, those found before too, if one is an error."""
    data = parts[PAGE] if product.form == "page" else pack(parts, prepared.compressor)
    faults += () if product.form == "page" else _checked(data, name, product)
    if product.audience == "participant":
        faults += find_leaks(prepared.bundle, parts, name)
    stop_at_errors(faults)
    return data, faults


def _thumbnails(product: Product, prepared: Prepared, made: Sequence[Made]) -> tuple[Thumbnails, tuple[Fault, ...]]:
    """Pictures of the slides where the product shows them: of the deck of this build, else of one made for them."""
    if not (prepared.thumbnails and product.name == "guide"):
        return Thumbnails(), ()
    deck = next((file for file in made if file.product == DECK), None)
    try:
        return thumbnails(deck or make_product(PRODUCTS[DECK], prepared)[0])
    except FaultError:
        return Thumbnails(), ()  # `slide_numbers` has said why there is no deck


def _printed(file: Made, prepared: Prepared) -> Printed:
    title = prepared.namer.title(file.product)
    return Printed(file.product, PRODUCTS[file.product].audience, title, file.name, file.count)


def _checked(data: bytes, name: str, product: Product) -> tuple[Fault, ...]:
    """Faults of a package. On paper the fixed colours that a base has on its layouts stand on the pages themselves."""
    found = check_output(data, name)
    return tuple(fault for fault in found if not (product.form == "sheets" and fault.code == "O515"))


_Filled = tuple[Mapping[str, bytes], int, tuple[Fault, ...]]
"""Parts of a package (or the one page), its slides or pages, and warnings."""

PAGE = "page.html"
"""The one part of a product that is no package."""


def _parsed(markups: Sequence[str], product: Product) -> Deck:
    """A deck in its language, or in two."""
    return reduce(both_decks, [parse_deck(markup, product.audience) for markup in markups])


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
    deck, media = with_pictures(_parsed(markups, product), prepared)
    texts = tag_texts(prepared, deck.properties)
    deck, told = with_stand_ins(deck, prepared, product)
    placed, compiled, faults = _placed(deck, base, prepared.unit, media, texts)
    own = find_base(prepared.search, PAPER_BASE)
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


def _document(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> _Filled:
    parsed = [parse_document(markup, product.audience) for markup in markups]
    document, media = with_pictures(reduce(both_documents, parsed), prepared)
    compiled = compile_document(base.data, base.name, prepared.language, prepared.sheet)
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
