"""What is asked for, and what is known before the first product is made: course and unit in the product's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from coursegen import __version__
from coursegen.build.bases import AS_IT_IS, Base, Look, in_look, in_tongue
from coursegen.build.held import Held, find_class, hold, with_settled
from coursegen.build.naming import Namer
from coursegen.build.papers import Forms, Printing, assemble_papers, find_blueprint, of_forms
from coursegen.build.past import last_of
from coursegen.build.products import PRODUCTS, Product
from coursegen.build.taught import choose_taught
from coursegen.build.variants import unknown_variants
from coursegen.classes import cuts
from coursegen.errors import NOWHERE, Fault, FaultError, Place, fail, gather, reason_of
from coursegen.exam import LessonPaper, Paper, derive, key_rows
from coursegen.exam.history import Sat
from coursegen.model import Blueprint, CourseBundle, ExtraFile, Lesson, Unit
from coursegen.office.pack import Compressor, available_compressor
from coursegen.office.package import MAX_BYTES, picture_extension
from coursegen.reading import PictureFile, pictures_of, read_course, read_course_of, read_unit
from coursegen.reading.base_maps import MAP_FILE, read_base_map
from coursegen.reading.pictures import cleaned, picture_bytes
from coursegen.wording import chosen_language, labels, long_date, word_bundle, word_unit
from coursegen.workspace import UNIT_FILE, hash_files, leads_out, place_of, sha256, shown, unknown_name


class Request(Struct, frozen=True):
    """A course folder, a unit, and what to make of them.

    `class_` is the id of a class of the course, or empty. `unit_roots` are the folders that hold units, nearest first.
    Without `lessons` and `products` the unit's choice is made, else all; without `language` the course's own; `date` is
    ISO or empty. `keep_going` writes what can be made when something else cannot. `plan` and `paper` are ids of a plan
    and a blueprint, or empty for the usual ones; what is made of those named has their names in its file names; so has
    what is made in a `look` (aspect and mode of slides) other than the unit's, an exam paper in another `printing`
    (sheet and seal) than the usual one, and each of several `forms` its letter. Without `compressor` the best one
    installed is taken. `thumbnails` of the slides stand in the guide, as LibreOffice draws them. `pdf` and `zip` add a
    PDF of every Office file and one zip of all files. `profile` is that of the platform a bank is exported to (an id,
    or a path to its file), or empty for our own. `drafts` are files of the course as they would be, by path: nothing
    made with them is to be kept. `store` is the file of sittings that papers are held against, if there is one.
    `force` replaces files that a person made or changed, keeping a backup; `final` refuses to make anything of a
    principle that is a draft.
    `remember` keeps finished products for the next run. Requests of one `moment` (any text) look only once at the
    course, and at what all units are called.
    """

    course: Path
    unit: str
    unit_roots: tuple[Path, ...]
    lessons: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    class_: str = ""
    output: Path = Path("output")
    language: str = ""
    date: str = ""
    plan: str = ""
    paper: str = ""
    forms: Forms = field(default_factory=Forms)
    look: Look = AS_IT_IS
    printing: Printing = field(default_factory=Printing)
    keep_going: bool = False
    compressor: Compressor | None = None
    profile: str = ""
    pdf: bool = False
    zip: bool = False
    force: bool = False
    thumbnails: bool = False
    drafts: Mapping[Path, bytes] = field(default_factory=dict)
    final: bool = False
    remember: bool = True
    moment: str = ""
    store: Path | None = None


class Prepared(Struct, frozen=True):
    """Course and unit in words, and the folders where templates and bases are looked for, nearest first.

    `source` is the course as it was read, `bundle` as it is taught, `held` the class it is held for, `papers` the exam
    paper in its forms and `lesson_papers` those by lesson if a product wants them and the bank has them, `variant` what
    sets the files apart from the usual ones, `namer` names them, `record` what the manifest says of every product.
    `faults` are of papers and class; products that want what is lacking are left out. `kept`: what is made may be
    taken from an earlier run, and kept for the next. `pictures` are those of the course by name, from
    `picture_folders`: the unit's own and its parents' before the course's. `past` are the last sittings of the course.
    `second` is the same in the language that stands below the first.
    """

    source: CourseBundle
    bundle: CourseBundle
    unit: Unit
    lessons: tuple[Lesson, ...]
    products: tuple[Product, ...]
    held: Held
    papers: tuple[Paper, ...]
    lesson_papers: tuple[LessonPaper, ...]
    variant: tuple[str, str]
    look: Look
    printing: Printing
    blueprint: Blueprint | None
    namer: Namer
    search: tuple[tuple[str, Path], ...]
    language: str
    date: str
    compressor: Compressor
    record: Mapping[str, object]
    faults: tuple[Fault, ...]
    pictures: Mapping[str, PictureFile]
    picture_folders: tuple[Path, ...]
    profile: str
    thumbnails: bool
    kept: bool
    second: Prepared | None = None
    past: tuple[Sat, ...] = ()

    @property
    def jobs(self) -> tuple[tuple[Product, Paper | None], ...]:
        """Every file to make: a product, and for products of the exam paper one of its forms."""
        papers = {"paper": self.papers}
        return tuple((product, paper) for product in self.products for paper in papers.get(product.needs, (None,)))

    def context(self, product: Product, paper: Paper | None = None) -> Mapping[str, object]:
        """What a template sees."""
        return {
            "course": self.bundle.course, "lessons": self.lessons, "bundle": self.bundle, "unit": self.unit,
            "t": self.unit.terms, "products": tuple(one.name for one in self.products),
            "paper": paper, "papers": self.papers, "lesson_papers": self.lesson_papers, "printing": self.printing,
            "key_rows": key_rows(self.papers) if product.needs == "paper" else (),
            **(self._of_forms() if product.needs == "forms" else {}),
            "exercises": {lesson.id: derive(self.bundle, lesson) for lesson in self.lessons},
            "cuts": {lesson.id: cuts(self.bundle, lesson) for lesson in self.lessons}, "slides": {}, "thumbnails": {},
            **self.held.context(),
            "audience": product.audience, "date": long_date(self.date, self.language),
            "_": labels(self.language, self.unit.replace),
        }  # fmt: skip

    @property
    def sheet(self) -> Literal["A4", "Letter"]:
        """The sheet of what has none prescribed."""
        return self.unit.choices.sheet or "A4"

    def _of_forms(self) -> Mapping[str, object]:
        return of_forms(self.bundle, self.lessons, self.papers, self.blueprint, self.past)

    def find(self, *names: str) -> Path | None:
        """The nearest file of one of these names on the search path."""
        return _find(self.search, names)

    def base(self, product: Product) -> Base:
        """The nearest Office base of a product, slides in their look. Raises what `find_base` does."""
        base = find_base(self.search, *product.bases)
        return in_tongue(in_look(base, self.look), self.language) if product.form != "document" else base

    def media(self) -> Mapping[str, bytes]:
        """Pictures by key: the logo of the class, else of the unit. Raises A850."""
        return logo_media(self.held.class_.logo or self.unit.brand.logo)


def logo_media(file: str) -> Mapping[str, bytes]:
    """A logo as pictures by key; none without a file. Raises C003 and what `clean_logo` does."""
    if not file:
        return {}
    path = Path(file)
    return {"logo": clean_logo(picture_bytes(path, path.name, place_of(path)), shown(path))}


def clean_logo(data: bytes, file: str) -> bytes:
    """A logo cleaned as every picture is, whatever the name of its file ends in.

    Raises A508 for what is no picture, and what cleaning raises.
    """
    name = f"{Path(file).stem}.{picture_extension(data, file)}"
    return cleaned(data, name, Place(file)).data


def logo_record(unit: Unit) -> Mapping[str, str]:
    """What the manifest says of a unit's logo. Raises A850."""
    return {"logo": sha256(read_asset(Path(unit.brand.logo)))} if unit.brand.logo else {}


def find_base(search: Sequence[tuple[str, Path]], *names: str) -> Base:
    """The nearest Office base of one of these names, with the map beside it.

    Raises T850 when no folder has it, T852 when it is a link out of its folder, A850 when it cannot be read, and the
    faults of the map.
    """
    found = _find(search, names)
    if found is None:
        raise fail("T850", NOWHERE, name=names[0], folders=tuple(shown(folder) for _, folder in search))
    beside = found.with_name(MAP_FILE)
    for path in (found, beside):
        if leads_out(path, path.parent):
            raise fail("T852", place_of(path))
    return Base(shown(found), read_asset(found), map=read_base_map(beside))


def _find(search: Sequence[tuple[str, Path]], names: Sequence[str]) -> Path | None:
    places = (folder / name for _, folder in search for name in names)
    return next((path for path in places if path.is_file()), None)


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
    faults: list[Fault] = []
    written, language = gather(lambda: _languages(request), []) or ("", "")
    own = gather(lambda: read_unit(request.unit, request.unit_roots, language)[0], faults)
    unit = own and looking(own, request.look)
    bundle = gather(lambda: _course(request, unit, language), faults)
    if bundle is None or unit is None:
        raise FaultError(faults)
    worded = gather(lambda: word_bundle(_waited_for(request, bundle), unit, language), faults)
    unit_in_words = gather(lambda: word_unit(unit, bundle.course.language, language, bundle.words), faults)
    if worded is None or unit_in_words is None:
        raise FaultError(faults)
    class_, place = find_class(request.course, request.class_, bundle, written, language)
    settled = with_settled(worded, class_.file, place)
    taught, lessons = choose_taught(settled, request.lessons, request.plan or class_.file.plan, unit.choices)
    search = search_path(unit, request.unit_roots)
    if unknown := tuple(unknown_variants(taught, search)):
        raise FaultError(unknown)
    unfinished = tuple(_unfinished(taught, lessons, final=request.final))
    if request.final and unfinished:
        raise FaultError(unfinished)
    products = choose_products(request.products or _usual(unit, request))
    products = tuple(product.of_paper() if request.paper else product for product in products)
    blueprint = find_blueprint(taught, request.paper)
    held = hold(class_, place, taught, lessons, blueprint)
    printing = request.printing.of(blueprint, unit.choices, language)
    made = assemble_papers(
        taught, lessons, products if papers else (), request.paper, forms=request.forms,
        asked=bool(request.products), partly=len(lessons) < len(bundle.lessons),
    )  # fmt: skip
    search = search_path(unit, request.unit_roots)
    folders = (*(folder for _, folder in search), request.course)
    has = {
        "": True, "paper": bool(made.forms), "forms": bool(made.forms), "lesson papers": bool(made.by_lesson),
        "aids": any(lesson.aid for lesson in lessons), "roster": bool(class_.roster),
    }  # fmt: skip
    lacking = {"aids": "O131", "roster": "O132"}
    past, untold = last_of(request.store, bundle.course.id, class_.file.id, products)
    place = worded.places.get(worded.course.id, NOWHERE)
    missing = tuple(
        Fault(lacking[product.needs], place, {"product": product.name})
        for product in products
        if product.needs in lacking and not has[product.needs] and product.name in request.products
    )
    variant = ("" if request.lessons else request.plan, request.paper)
    look = request.look if unit != own else AS_IT_IS
    prepared = Prepared(
        source=bundle,
        bundle=taught,
        unit=unit_in_words,
        held=held,
        lessons=lessons,
        products=tuple(product for product in products if has[product.needs] or not papers),
        papers=made.forms,
        lesson_papers=made.by_lesson,
        look=Look(unit.choices.aspect, unit.brand.mode),
        printing=printing,
        blueprint=blueprint,
        namer=Namer(
            unit_in_words,
            taught,
            held.class_.file,
            variant,
            look,
            language,
            written,
            printing.names(Printing().of(blueprint, unit.choices, language)),
            request.profile,
        ),
        variant=variant,
        search=search,
        language=language,
        date=request.date,
        compressor=request.compressor or available_compressor(),
        record={},
        pictures=pictures_of(taught, lessons, folders),
        picture_folders=folders,
        profile=request.profile,
        thumbnails=request.thumbnails,
        past=past,
        kept=request.remember and not request.drafts,
        faults=bundle.untranslated
        + unit.untranslated
        + unfinished
        + made.faults
        + missing
        + untold
        + held.warnings(products),
    )
    return prepared if request.drafts else replace(prepared, record=_record(prepared, request))


def _waited_for(request: Request, bundle: CourseBundle) -> CourseBundle:
    """Of a draft the lessons it is asked for: somebody waits, and the rest was worded when it was last saved."""
    lessons = tuple(lesson for lesson in bundle.lessons if lesson.id in request.lessons)
    if not request.drafts or not lessons:
        return bundle
    shown = {name for lesson in lessons for name in lesson.principles}
    return replace(
        bundle,
        lessons=lessons,
        principles={name: principle for name, principle in bundle.principles.items() if name in shown},
        items=tuple(item for item in bundle.items if item.principle in shown),
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


def _unfinished(bundle: CourseBundle, lessons: Sequence[Lesson], *, final: bool) -> Iterator[Fault]:
    """C835 for every principle that is taught and still a draft."""
    for principle in (p for lesson in lessons for p in bundle.of(lesson) if p.status == "draft"):
        place = bundle.places.get(f"{principle.id}/status", NOWHERE)
        yield Fault("C835", place, {"value": principle.id}, "error" if final else "warning")


def _languages(request: Request) -> tuple[str, str]:
    """The language a course is written in, and the one asked for, else its own. Raises what reading either does."""
    written = _read(request, "").course.language
    script = read_unit(request.unit, request.unit_roots)[0].choices.script
    return written, chosen_language(request.language or written, script)


def _course(request: Request, unit: Unit | None, language: str) -> CourseBundle:
    if unit is None or not unit.extra:
        return _read(request, language)
    return read_course_of(request.course, unit, request.drafts, language)


def _read(request: Request, language: str) -> CourseBundle:
    """The course itself, read anew for every build, or once for all builds of a batch."""
    if request.moment and not request.drafts:
        return _at_moment(request.course, request.moment, language)
    return read_course(request.course, (), request.drafts, language)


@lru_cache(maxsize=4)
def _at_moment(course: Path, moment: str, language: str) -> CourseBundle:  # noqa: ARG001 - part of the key
    return read_course(course, (), None, language)


@lru_cache(maxsize=2)
def _content_at_moment(course: Path, moment: str) -> str:  # noqa: ARG001 - part of the key
    return content_hash(course, ())


def looking(unit: Unit, look: Look) -> Unit:
    """A unit that chooses a look, as far as one is asked for."""
    return replace(
        unit,
        choices=replace(unit.choices, aspect=look.aspect or unit.choices.aspect),
        brand=replace(unit.brand, mode=look.mode or unit.brand.mode),
    )


def _usual(unit: Unit, request: Request) -> tuple[str, ...]:
    """What is built when no product is named: the unit's choice, and for a class all that classes have."""
    of_class = (name for name, product in PRODUCTS.items() if product.of_class and request.class_)
    chosen = unit.choices.products or tuple(name for name, product in PRODUCTS.items() if not product.asked)
    return (*chosen, *of_class)


def read_asset(path: Path) -> bytes:
    """Bytes of a base or picture; A850 when it cannot be read, A509 when it is larger than any package may be."""
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise fail("A509", place_of(path), megabytes=size >> 20, limit=MAX_BYTES >> 20)
        return path.read_bytes()
    except OSError as error:
        raise fail("A850", place_of(path), reason=reason_of(error)) from error


def search_path(unit: Unit, roots: Sequence[Path]) -> tuple[tuple[str, Path], ...]:
    """Folders of a unit and its parents, nearest first: of each unit the user's before the shipped one."""
    return tuple((name, root / name) for name in unit.chain for root in roots if (root / name).is_dir())


def choose_products(names: Sequence[str]) -> tuple[Product, ...]:
    """Products by name in the order of the table. Raises U230 or U231."""
    faults = [fault for name in names if name not in PRODUCTS for fault in unknown_name("U230", name, PRODUCTS).faults]
    if faults:
        raise FaultError(faults)
    return tuple(product for name, product in PRODUCTS.items() if name in names)


def content_hash(course: Path, extra: Sequence[ExtraFile]) -> str:
    """One hash over a course's files and those that a unit adds to it."""
    content = {path.relative_to(course).as_posix(): path for path in course.rglob("*.yaml")}
    return hash_files(content | {f"{file.unit}/{Path(file.path).name}": Path(file.path) for file in extra})


def template_hash(search: Sequence[tuple[str, Path]]) -> str:
    """One hash over templates, unit files and maps on a search path."""
    return hash_files({
        f"{turn}/{path.name}": path
        for turn, (_, folder) in enumerate(search)
        for path in folder.iterdir()
        if path.suffix == ".j2" or path.name in (UNIT_FILE, MAP_FILE)
    })  # fmt: skip


def _record(prepared: Prepared, request: Request) -> Mapping[str, object]:
    """What the manifest says of all products: versions, hashes of what they are made from, whose they are, choices."""
    course, asked, extra = request.course, _asked(request), prepared.unit.extra
    shared = bool(request.moment) and not extra
    content = _content_at_moment(course, request.moment) if shared else content_hash(course, extra)
    pictures = {name: sha256(picture.data + picture.vector) for name, picture in prepared.pictures.items()}
    return {
        "coursegen": __version__, "compressor": prepared.compressor, "content": content,
        "template": template_hash(prepared.search), "language": prepared.language, "date": prepared.date,
        "lessons": [lesson.id for lesson in prepared.lessons],
        "plan": prepared.variant[0], "paper": prepared.variant[1],
        "course": prepared.bundle.course.id, "unit": prepared.unit.id, **({"asked": asked} if asked else {}),
        **({"pictures": pictures} if pictures else {}), **logo_record(prepared.unit), **prepared.held.record(course),
    }  # fmt: skip


def _asked(request: Request) -> Mapping[str, object]:
    """What was asked for beyond the usual; `asked_again` reads it."""
    forms, look, printing = request.forms, request.look, request.printing
    choices = {
        **{
            key: getattr(request, key)
            for key in ("plan", "paper", "language", "date", "profile", "lessons", "thumbnails")
        },
        "forms": _said({"count": forms.count, "kind": forms.kind}),
        "look": _said({"aspect": look.aspect, "mode": look.mode}),
        "printing": _said({"paper": printing.paper, "seal": printing.seal}),
    }
    return _said(choices)


def _said(choices: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in choices.items() if value}
