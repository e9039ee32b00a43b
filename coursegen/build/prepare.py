"""From a request to all that is known before the first product is made: read, word, choose, assemble, name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from coursegen.build.bases import AS_IT_IS, Look
from coursegen.build.chosen import choose_products, lacking, needs_met
from coursegen.build.held import find_class, hold, with_settled
from coursegen.build.naming import Namer
from coursegen.build.papers import Printing, assemble_papers, find_blueprint
from coursegen.build.past import last_of
from coursegen.build.prepared import Prepared
from coursegen.build.record import record_of
from coursegen.build.request import Request
from coursegen.build.search import own_and_inherited, search_path
from coursegen.build.taught import choose_taught
from coursegen.build.variants import unknown_variants
from coursegen.build.worded import Worded, in_words
from coursegen.errors import NOWHERE, Fault, FaultError, Severity
from coursegen.model import Blueprint, ClassFile, CourseBundle, Lesson
from coursegen.office.pack import available_compressor
from coursegen.reading import pictures_of


def prepare(request: Request, *, papers: bool = True) -> Prepared:
    """Read and word what a request names; its papers are left to the caller unless `papers` are wanted.

    In two languages (`zh-Hans+en`) what stands below is prepared too.

    Raises the faults of course and unit together, then those of pictures; U230 and U240 for products and lessons that
    do not exist.
    """
    first, _, below = request.language.partition("+")
    if below:
        ways = (replace(request, language=tongue) for tongue in (first, below))
        return _in_both(*(prepare(way, papers=papers) for way in ways))
    prepared = _prepared(request, papers=papers)
    return prepared if request.drafts else replace(prepared, record=record_of(prepared, request))


def _prepared(request: Request, *, papers: bool) -> Prepared:
    worded = in_words(request)
    source, unit, language = worded.source, worded.looking, worded.language
    class_, place = find_class(request.course, request.class_, source, worded.written, language)
    settled = with_settled(worded.bundle, class_.file, place)
    taught, lessons = choose_taught(settled, request.lessons, request.plan or class_.file.plan, unit.choices)
    search = search_path(unit, request.unit_roots)
    if unknown := tuple(unknown_variants(taught, search)):
        raise FaultError(unknown)
    unfinished = _unfinished(taught, lessons, final=request.final)
    products = choose_products(request, unit)
    blueprint = find_blueprint(taught, request.paper)
    held = hold(class_, place, taught, lessons, blueprint)
    made = assemble_papers(
        taught, lessons, products if papers else (), request.paper, forms=request.forms,
        asked=bool(request.products), partly=len(lessons) < len(source.lessons),
    )  # fmt: skip
    met = needs_met(made, lessons, class_)
    missing = lacking(products, met, request.products, taught.places.get(taught.course.id, NOWHERE))
    past, untold = last_of(request.store, source.course.id, class_.file.id, products)
    own, inherited = ([folder for _, folder in part] for part in own_and_inherited(search))
    shared = (*inherited, request.course)
    variant = ("" if request.lessons else request.plan, request.paper)
    return Prepared(
        source=source,
        bundle=taught,
        unit=worded.unit,
        held=held,
        lessons=lessons,
        products=tuple(product for product in products if met[product.needs] or not papers),
        papers=made.forms,
        lesson_papers=made.by_lesson,
        look=Look(unit.choices.aspect, unit.brand.mode),
        printing=request.printing.of(blueprint, unit.choices, language),
        blueprint=blueprint,
        namer=_namer(request, worded, taught, class_.file, variant, blueprint),
        variant=variant,
        search=search,
        language=language,
        date=request.date,
        compressor=request.compressor or available_compressor(),
        record={},
        pictures=pictures_of(taught, lessons, own, shared, request.moment),
        picture_folders=(*own, *shared),
        profile=request.profile,
        thumbnails=request.thumbnails,
        past=past,
        kept=request.remember and not request.drafts,
        moment=request.moment,
        faults=(
            *source.untranslated, *unit.untranslated, *unfinished, *made.faults, *missing, *untold,
            *held.warnings(products),
        ),
    )  # fmt: skip


def _namer(
    request: Request,
    worded: Worded,
    taught: CourseBundle,
    class_: ClassFile,
    variant: tuple[str, str],
    blueprint: Blueprint | None,
) -> Namer:
    """Names that say in what the files are other than the usual ones."""
    choices, language = worded.looking.choices, worded.language
    look = request.look if worded.looking != worded.own else AS_IT_IS
    printing, usual = (one.of(blueprint, choices, language) for one in (request.printing, Printing()))
    return Namer(
        worded.unit, taught, class_, variant, look, language, worded.written, printing.names(usual), request.profile
    )


def _in_both(first: Prepared, second: Prepared) -> Prepared:
    """What is prepared in two languages, named and recorded as such."""
    together = f"{first.language}+{second.language}"
    told = tuple(fault for fault in second.faults if fault.code == "C811")
    return replace(
        first,
        second=second,
        namer=replace(first.namer, language_tag=together),
        record={**first.record, "language": together},
        faults=first.faults + told,
    )


def _unfinished(taught: CourseBundle, lessons: Sequence[Lesson], *, final: bool) -> tuple[Fault, ...]:
    """C835 for every principle that is taught and still a draft; raised when all is to be `final`."""
    severity: Severity = "error" if final else "warning"
    drafts = (p for lesson in lessons for p in taught.of(lesson) if p.status == "draft")
    places = ((draft.id, taught.places.get(f"{draft.id}/status", NOWHERE)) for draft in drafts)
    found = tuple(Fault("C835", place, {"value": name}, severity) for name, place in places)
    if final and found:
        raise FaultError(found)
    return found
