"""From a request to files on the disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.deliver import deliver
from coursegen.build.jobs import NOTHING, Before, Follow, Jobs, Outcome
from coursegen.build.kept import product_of
from coursegen.build.kit import Made, Output
from coursegen.build.naming import told_apart
from coursegen.build.others import others_of
from coursegen.build.prepare import prepare
from coursegen.build.prepared import Prepared
from coursegen.build.products import DECK, OFFICE, PRINT_LIST, PRODUCTS, Audience, Product
from coursegen.build.request import Request
from coursegen.errors import Fault, FaultError, fail, gather
from coursegen.exam import Paper
from coursegen.model import Lesson
from coursegen.office.pack import Compressor, available_compressor, parts_hash
from coursegen.templating import LATER, render
from coursegen.workspace import safe_name, sha256

if TYPE_CHECKING:
    from coursegen.build.thumbnails import Thumbnails

T = TypeVar("T")


class Result(Struct, frozen=True):
    """What a build left on the disk, and all it has to say."""

    outputs: tuple[Output, ...] = ()
    faults: tuple[Fault, ...] = ()


class Printed(Struct, frozen=True):
    """A file of the kit as the list of what is to be printed knows it, with its slides or pages."""

    product: str
    audience: Audience
    title: str
    name: str
    pages: int


class Kit(Struct, frozen=True):
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


def build(request: Request, follow: Follow | None = None) -> Result:
    """Files of a course for a unit. When something is wrong nothing is written, unless the request says to go on.

    Raises O172 when memory runs out.
    """
    return _within_memory(request, lambda: put(_make(request, follow), request))


def put(kit: Kit, request: Request) -> Result:
    """A kit's files on the disk, as `build` leaves them."""
    if not kit.files or (kit.failed and not request.keep_going):
        return Result(faults=kit.faults)
    outputs, faults = deliver(
        kit.folder, kit.files, pdf=request.pdf, archive=kit.archive if request.zip else ("", ""),
        compressor=compressor_of(request), force=request.force,
    )  # fmt: skip
    return Result(outputs, (*kit.faults, *faults))


def compressor_of(request: Request) -> Compressor:
    """The compressor that is asked for, else the best one installed."""
    return request.compressor or available_compressor()


def make(request: Request, follow: Follow | None = None, processes: int = 1) -> Kit:
    """Every product of a request as bytes, with all faults of reading, wording and making. Raises O172.

    Up to so many `processes` make them, this one and copies of it: for a process that does nothing else. What they
    make is the same. `follow` is told of what this one makes.
    """
    return _within_memory(request, lambda: _make(request, follow, processes))


def _within_memory(request: Request, work: Callable[[], T]) -> T:
    """What `work` returns; O172 when memory runs out, made only when all that held it is gone."""
    with suppress(MemoryError):
        return work()
    raise fail("O172", unit=request.unit)


def _make(request: Request, follow: Follow | None, processes: int = 1) -> Kit:
    if request.products == (PRINT_LIST,):
        whole = make(replace(request, products=()), follow, processes)
        return replace(whole, files=tuple(file for file in whole.files if file.product == PRINT_LIST))
    try:
        prepared = prepare(request)
    except FaultError as error:
        return Kit(request.output, faults=error.faults)
    outcomes = Jobs(prepared, others_of(prepared, request), _make_files).outcomes(follow, processes)
    sound, faults = _sound(outcomes, prepared.faults)
    folder = request.output / safe_name(prepared.unit.id) / safe_name(prepared.bundle.course.id)
    held = prepared.held.class_.file.id
    archive = gather(prepared.namer.archive, faults) or "", prepared.namer.archive_key()
    return Kit(folder / safe_name(held) if held else folder, sound, tuple(faults), archive)


def _sound(outcomes: Sequence[Outcome], told: Sequence[Fault]) -> tuple[tuple[Made, ...], list[Fault]]:
    """Files that are told apart and in which no other unit's name was left behind; all faults after those `told`."""
    faults = [*told, *(fault for one in outcomes for fault in one.faults)]
    of_others: dict[str, tuple[Fault, ...]] = {}
    for one in outcomes:
        for file, found in zip(one.files, one.of_others, strict=True):
            of_others.setdefault(file.name, found)  # another file of the same name is not told apart
    files = told_apart([file for one in outcomes for file in one.files], faults)
    faults += (fault for file in files for fault in of_others[file.name])
    return tuple(file for file in files if not of_others[file.name]), faults


def _make_files(
    product: Product, prepared: Prepared, paper: Paper | None, before: Before
) -> tuple[tuple[Made, ...], tuple[Fault, ...]]:
    """The files of one product: an export has a list of what it lost beside it. Raises faults if one is an error."""
    if product.form == "export":
        from coursegen.build.exporting import make_export

        return make_export(product, prepared, paper, partial(_slides_of, prepared))
    if product.form == "workbook":
        from coursegen.build.responses import make_responses

        return (make_responses(product, prepared),), ()
    file, faults = make_product(product, prepared, paper, before)
    return (file,), faults


def _slides_of(prepared: Prepared, lesson: Lesson) -> bytes:
    """The participants' slides of one lesson as a page."""
    one = replace(prepared, lessons=(lesson,))
    product = PRODUCTS["slides-html"]
    markup = render(product.template, one.context(product), one.search)
    return product_of((markup,), product, one.base(product), one, product.stem + product.suffix)[0].data


def make_product(
    product: Product, prepared: Prepared, paper: Paper | None = None, before: Before = NOTHING
) -> tuple[Made, tuple[Fault, ...]]:
    """One product: markup → nodes → places → parts → bytes, checked. Raises its faults if one is an error.

    The list of what is to be printed counts what was made `before` it; a template that asks for that before all of it
    is known raises TooEarly.
    """
    printed = tuple(_printed(file, prepared) for file in before.files) if before.whole else LATER
    slides, lacking = _slide_numbers(prepared, before.files) if product.of_deck else ({}, ())
    context = {**prepared.context(product, paper), "printed": printed, "slides": slides}
    if prepared.thumbnails and product.name == "guide":
        shown, more = _thumbnails(prepared, before.files)
        prepared = replace(prepared, pictures={**prepared.pictures, **shown.files})
        context, lacking = {**context, "thumbnails": shown.shown}, (*lacking, *more)
    markups = [render(product.template, context, prepared.search)]
    if prepared.second:
        other = prepared.second.papers[prepared.papers.index(paper)] if paper else None
        own = {**context, **prepared.second.context(product, other), "slides": slides}
        markups.append(render(product.template, own, prepared.second.search))
    base = prepared.base(product)
    name = prepared.namer.name(product, paper)
    done, parts = product_of(markups, product, base, prepared, name)
    record = {**prepared.record, "base": sha256(base.data)}
    if name.endswith(OFFICE):
        record["parts"] = parts_hash(done.data)
    file = Made(product.name, name, done.data, done.count, record, prepared.namer.key(product, paper), parts)
    return file, (*lacking, *done.faults)


def _slide_numbers(prepared: Prepared, made: Sequence[Made]) -> tuple[Mapping[str, int], tuple[Fault, ...]]:
    from coursegen.build.slides import slide_numbers

    return slide_numbers(prepared, made)


def _thumbnails(prepared: Prepared, made: Sequence[Made]) -> tuple[Thumbnails, tuple[Fault, ...]]:
    """Pictures of the slides: of the deck of this build, else of one made for them."""
    from coursegen.build.thumbnails import Thumbnails, thumbnails

    deck = next((file for file in made if file.product == DECK), None)
    try:
        return thumbnails(deck or make_product(PRODUCTS[DECK], prepared)[0])
    except FaultError:
        return Thumbnails(), ()  # `slide_numbers` has said why there is no deck


def _printed(file: Made, prepared: Prepared) -> Printed:
    title = prepared.namer.title(file.product)
    return Printed(file.product, PRODUCTS[file.product].audience, title, file.name, file.count)
