"""From a request to files on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coursegen.build.kit import Made, Output, write_kit
from coursegen.build.leaks import find_leaks
from coursegen.build.products import Product
from coursegen.build.request import Base, Prepared, Request, prepare
from coursegen.build.tags import tag_texts
from coursegen.checks.package import check_package
from coursegen.document.parse import parse_deck, parse_document
from coursegen.errors import Fault, FaultError
from coursegen.exam import Paper
from coursegen.layout.logo import Logo
from coursegen.layout.pages import paginate
from coursegen.layout.slides import place_deck
from coursegen.model import Unit
from coursegen.office.deck.compile import compile_deck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.document.compile import compile_document
from coursegen.office.document.fill import fill_document
from coursegen.office.pack import pack
from coursegen.office.package import picture_size
from coursegen.templating import render
from coursegen.workspace import safe_name, sha256, shown


@dataclass(frozen=True, slots=True)
class Result:
    """What a build left on the disk, and all it has to say."""

    outputs: tuple[Output, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Kit:
    """All products of a request, in memory; those that could not be made are in `faults` only."""

    folder: Path
    files: tuple[Made, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether anything went wrong."""
        return any(fault.severity == "error" for fault in self.faults)


def build(request: Request) -> Result:
    """Files of a course for a unit. When something is wrong nothing is written, unless the request says to go on."""
    kit = make(request)
    if not kit.files or (kit.failed and not request.keep_going):
        return Result(faults=kit.faults)
    try:
        outputs, faults = write_kit(kit.folder, kit.files)
    except FaultError as error:
        return Result(faults=(*kit.faults, *error.faults))
    return Result(outputs, (*kit.faults, *faults))


def make(request: Request) -> Kit:
    """Every product of a request as bytes, with all faults of reading, wording and making."""
    try:
        prepared = prepare(request)
    except FaultError as error:
        return Kit(request.output, faults=error.faults)
    files = []
    faults = list(prepared.faults)
    for product, paper in prepared.jobs:
        try:
            made, warnings = make_product(product, prepared, paper)
        except FaultError as error:
            faults += error.faults
        else:
            files.append(made)
            faults += warnings
    folder = request.output / safe_name(prepared.unit.id) / safe_name(prepared.bundle.course.id)
    return Kit(folder, tuple(files), tuple(faults))


def make_product(product: Product, prepared: Prepared, paper: Paper | None = None) -> tuple[Made, tuple[Fault, ...]]:
    """One product: markup → nodes → places → parts → bytes, checked. Raises its faults if one is an error."""
    markup = render(product.template, prepared.context(product, paper), prepared.search)
    base = prepared.base(product)
    parts, count, faults = (_deck if product.form == "deck" else _document)(markup, product, base, prepared)
    name = _file_name(product, prepared, paper)
    data = pack(parts, prepared.compressor)
    faults += check_package(data, name)
    if product.audience == "participant":
        faults += find_leaks(prepared.bundle, parts, name)
    _stop_at_errors(faults)
    record = {**prepared.record, "base": sha256(base.data)}
    return Made(product.name, name, data, count, record), faults


_Filled = tuple[Mapping[str, bytes], int, tuple[Fault, ...]]
"""Parts of a package, its slides or pages, and warnings."""


def _deck(markup: str, product: Product, base: Base, prepared: Prepared) -> _Filled:
    deck = parse_deck(markup, product.audience)
    compiled = compile_deck(base.data, base.name, base.map)
    media = prepared.media()
    placed, faults = place_deck(deck, compiled.spec, _logo(media, prepared.unit))
    _stop_at_errors(faults)
    texts = tag_texts(prepared, product, deck.properties)
    parts = fill_deck(placed, compiled, prepared.unit.brand, media, prepared.date, texts)
    return parts, len(placed.slides), (*compiled.faults, *faults)


def _logo(media: Mapping[str, bytes], unit: Unit) -> Logo | None:
    if "logo" not in media:
        return None
    return Logo("logo", *picture_size(media["logo"], shown(Path(unit.brand.logo))), alt=unit.names.full)


def _document(markup: str, product: Product, base: Base, prepared: Prepared) -> _Filled:
    document = parse_document(markup, product.audience)
    compiled = compile_document(base.data, base.name)
    pages = paginate(document, compiled.spec)
    texts = tag_texts(prepared, product, document.properties)
    parts = fill_document(document, pages, compiled, prepared.unit.brand, prepared.media(), prepared.date, texts)
    return parts, pages.total, compiled.faults


def _stop_at_errors(faults: tuple[Fault, ...]) -> None:
    if any(fault.severity == "error" for fault in faults):
        raise FaultError(faults)


def _file_name(product: Product, prepared: Prepared, paper: Paper | None) -> str:
    """`deck.pptx`; between, plan, paper and form, and the language when it is not the course's own."""
    plan, name = prepared.variant
    own = prepared.language == prepared.source.course.language
    sitting = (name, paper.form) if paper else ()
    parts = (product.name, plan, *sitting, "" if own else prepared.language)
    return ".".join(filter(None, parts)) + product.suffix
