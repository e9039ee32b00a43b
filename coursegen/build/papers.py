"""The papers that products want: which blueprint each is made by, and what is said when one cannot be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.products import Product
from coursegen.errors import NOWHERE, Fault, gather
from coursegen.exam import (
    FORM_LETTERS,
    LessonPaper,
    Paper,
    assemble,
    assemble_by_lesson,
)
from coursegen.exam.assemble import NEVER
from coursegen.model import Blueprint, Choices, CourseBundle, Lesson
from coursegen.model.exam import FormKind, PaperSize, Seal
from coursegen.workspace import unknown_name

if TYPE_CHECKING:
    from coursegen.exam.history import Sat

USUAL_PAPER = "final"
"""Id of the blueprint that is taken when none is named and the course has it; else the first one is."""


class Forms(Struct, frozen=True):
    """How many forms of a paper are asked for, and of which kind; 0 and None leave that to the blueprint."""

    count: int = 0
    kind: FormKind | None = None

    def of(self, blueprint: Blueprint) -> Blueprint:
        """The blueprint with these forms; a paper that is settled has those it was settled in."""
        if len(blueprint.fixed) > 1:
            return replace(blueprint, forms=len(blueprint.fixed), form_kind="parallel")
        if blueprint.fixed:
            return replace(blueprint, forms=self.count or blueprint.forms, form_kind="shuffled")
        return replace(blueprint, forms=self.count or blueprint.forms, form_kind=self.kind or blueprint.form_kind)


class Printing(Struct, frozen=True):
    """On which sheet an exam paper is printed and with which sealed side; what is empty is left to others."""

    paper: PaperSize | Literal[""] = ""
    seal: Seal | Literal[""] = ""

    def of(self, blueprint: Blueprint | None, choices: Choices, language: str) -> Printing:
        """What is asked for, else what the blueprint says, else what the unit chooses, else A4 and text boxes.

        Readers of Latin letters know no sealed side: they get none that nobody asked for.
        """
        usual: Seal = "textbox" if language.startswith("zh") else "none"
        own = blueprint.seal if blueprint else ""
        return Printing(self.paper or choices.paper or "A4", self.seal or own or choices.seal or usual)

    def names(self, usual: Printing) -> tuple[str, ...]:
        """What sets files apart from the usual ones, for their names."""
        return tuple(new for new, old in ((self.paper, usual.paper), (self.seal, usual.seal)) if new != old)


class Papers(Struct, frozen=True):
    """What was assembled, the paper in all its forms, and what was not and why."""

    forms: tuple[Paper, ...] = ()
    by_lesson: tuple[LessonPaper, ...] = ()
    faults: tuple[Fault, ...] = ()


def assemble_papers(
    bundle: CourseBundle,
    lessons: Sequence[Lesson],
    products: Sequence[Product],
    name: str,
    *,
    forms: Forms,
    asked: bool,
    partly: bool,
) -> Papers:
    """The papers of these lessons that these products want, the exam paper by the blueprint of this name.

    `forms` that say a number or a kind take the place of the blueprint's. `asked` says whether the products were asked
    for by name: then whatever cannot be made is an error. Else a course without a blueprint is a warning (O130; papers
    by lesson are not even missed), and so are items that make no paper where a course is taught only `partly`. Raises
    U300 or U301 for a blueprint that does not exist.
    """
    blueprint, by_lesson = find_blueprint(bundle, name), _blueprint_of_lessons(bundle)
    exams = [p.name for p in products if p.needs in ("paper", "forms")]
    checks = [p.name for p in products if p.needs == "lesson papers"]
    faults = _missing(bundle, ([] if blueprint else exams) + (checks if asked and not by_lesson else []), asked=asked)
    found: list[Fault] = []
    paper = papers = None
    if blueprint and exams:
        paper = gather(partial(in_forms, bundle, forms.of(blueprint), lessons), found)
    if by_lesson and checks:
        papers = gather(partial(assemble_by_lesson, bundle, by_lesson, lessons), found)
    if partly and not asked and not name:
        found = [replace(fault, severity="warning") for fault in found]
    wanted = [one for one, names in ((blueprint, exams), (by_lesson, checks)) if one and names]
    return Papers(paper or (), papers or (), (*faults, *found, *_reviewed(bundle, lessons, wanted)))


def _reviewed(bundle: CourseBundle, lessons: Sequence[Lesson], wanted: Sequence[Blueprint]) -> Iterator[Fault]:
    """C609 for items that no paper has because they are under review; C611 for those that are in a settled one."""
    kinds = {part.kind for blueprint in wanted for part in blueprint.sections}
    marked = [i for lesson in lessons for i in bundle.items_of(lesson) if i.review and i.kind in kinds]
    fixed = {name for blueprint in wanted for names in blueprint.fixed for name in names}
    for code, items in (
        ("C609", [item for item in marked if item.id not in fixed]),
        ("C611", [item for item in marked if item.id in fixed]),
    ):
        if items:
            place = bundle.places.get(f"{items[0].id}/review", NOWHERE)
            yield Fault(code, place, {"count": len(items), "items": tuple(i.id for i in items)}, "warning")


def in_forms(
    bundle: CourseBundle, blueprint: Blueprint, lessons: Sequence[Lesson], used: Mapping[str, int] = NEVER
) -> tuple[Paper, ...]:
    """The paper of a blueprint in all its forms, items `used` before last; a single form has no letter.

    Raises what `assemble` raises.
    """
    letters = FORM_LETTERS[: blueprint.forms]
    if len(letters) < 2:
        return (assemble(bundle, blueprint, lessons, used=used),)
    from coursegen.exam import parallel, shuffled

    if blueprint.form_kind == "parallel":
        return parallel(bundle, blueprint, lessons, letters, before=used)
    whole = assemble(bundle, blueprint, lessons, used=used)
    return tuple(shuffled(whole, blueprint.seed, letter) for letter in letters)


def of_forms(
    bundle: CourseBundle,
    lessons: Sequence[Lesson],
    papers: Sequence[Paper],
    blueprint: Blueprint | None,
    past: Sequence[Sat] = (),
) -> Mapping[str, object]:
    """What templates see of all forms of a paper together; `repetitions` is a function, for it makes other papers."""
    from coursegen.exam import audits, repetitions, sheet_parts

    own = blueprint.id if blueprint else ""
    return {
        "papers": papers, "blueprint": blueprint, "audits": audits(lessons, papers),
        "repetitions": partial(repetitions, bundle, lessons, papers, own, past), "sheet_parts": sheet_parts(papers),
    }  # fmt: skip


def _missing(bundle: CourseBundle, products: Sequence[str], *, asked: bool) -> list[Fault]:
    """O130 for every product that there is no blueprint for."""
    place = bundle.places.get(bundle.course.id, NOWHERE)
    return [Fault("O130", place, {"product": name}, "error" if asked else "warning") for name in products]


def find_blueprint(bundle: CourseBundle, name: str) -> Blueprint | None:
    """The blueprint of the exam paper, if the course has any. Raises U300 or U301 for a name that is not known."""
    known = {key: blueprint for key, blueprint in bundle.blueprints.items() if blueprint.scope == "course"}
    if name and name not in known:
        raise unknown_name("U300", name, known)
    return known.get(name or USUAL_PAPER, next(iter(known.values()), None))


def _blueprint_of_lessons(bundle: CourseBundle) -> Blueprint | None:
    """The first blueprint that makes a paper of each lesson."""
    return next((blueprint for blueprint in bundle.blueprints.values() if blueprint.scope == "lesson"), None)
