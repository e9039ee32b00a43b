"""All that is known before the first product is made, and what templates and writers see of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from coursegen.build.assets import logo_media
from coursegen.build.bases import Base, Look, in_look, in_tongue
from coursegen.build.held import Held
from coursegen.build.naming import Namer
from coursegen.build.papers import Printing, of_forms
from coursegen.build.products import PAPER_BASE, Product
from coursegen.build.search import find_base
from coursegen.classes import cuts
from coursegen.errors import Fault
from coursegen.exam import LessonPaper, Paper, derive, key_rows
from coursegen.model import Blueprint, CourseBundle, Lesson, Unit
from coursegen.office.pack import Compressor
from coursegen.once import Asked
from coursegen.reading import PictureFile
from coursegen.wording import labels, long_date

if TYPE_CHECKING:
    from coursegen.exam.history import Sat


class Prepared(Struct, frozen=True):
    """Course and unit in words, and the folders where templates and bases are looked for, nearest first.

    `source` is the course as it was read, `bundle` as it is taught, `held` the class it is held for, `papers` the exam
    paper in its forms and `lesson_papers` those by lesson if a product wants them and the bank has them, `variant` what
    sets the files apart from the usual ones, `namer` names them, `record` what the manifest says of every product.
    `faults` are of papers and class; products that want what is lacking are left out. `kept`: what is made may be
    taken from an earlier run, and kept for the next. `pictures` are those of the course by name, from
    `picture_folders`: the unit's own and its parents' before the course's. `past` are the last sittings of the course.
    `moment` is that of the request. `second` is the same in the language that stands below the first.
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
    moment: str = ""
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
            **_of_lessons(Asked((id(self.bundle), id(self.lessons)), (self.bundle, self.lessons))),
            "slides": {}, "thumbnails": {}, **self.held.context(),
            "audience": product.audience, "date": long_date(self.date, self.language),
            "_": labels(self.language, self.unit.replace),
        }  # fmt: skip

    @property
    def sheet(self) -> Literal["A4", "Letter"]:
        """The sheet of what has none prescribed."""
        return self.unit.choices.sheet or "A4"

    def _of_forms(self) -> Mapping[str, object]:
        return of_forms(self.bundle, self.lessons, self.papers, self.blueprint, self.past)

    def base(self, product: Product) -> Base:
        """The nearest Office base of a product, slides in their look. Raises what `find_base` does."""
        base = find_base(self.search, *product.bases, moment=self.moment)
        return in_tongue(in_look(base, self.look), self.language) if product.form != "document" else base

    def paper_base(self) -> Base:
        """The nearest base of sheets of paper with slides on them. Raises what `find_base` does."""
        return find_base(self.search, PAPER_BASE, moment=self.moment)

    def media(self) -> Mapping[str, bytes]:
        """Pictures by key: the logo of the class, else of the unit. Raises A850."""
        return logo_media(self.held.class_.logo or self.unit.brand.logo)


@lru_cache(maxsize=4)
def _of_lessons(asked: Asked[tuple[CourseBundle, tuple[Lesson, ...]]]) -> Mapping[str, Mapping[str, object]]:
    """What follows from each lesson by its id: exercises, what to leave out. Of all products of a kit the same."""
    bundle, lessons = asked.held
    return {
        "exercises": {lesson.id: derive(bundle, lesson) for lesson in lessons},
        "cuts": {lesson.id: cuts(bundle, lesson) for lesson in lessons},
    }
