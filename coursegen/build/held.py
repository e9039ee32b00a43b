"""The class that a kit is built for: read, its agenda worked out, and what templates see of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.products import Product
from coursegen.classes import Agenda, blank_agenda, make_agenda
from coursegen.errors import NOWHERE, Fault, Place
from coursegen.model import Blueprint, Class, ClassFile, CourseBundle, Lesson
from coursegen.wording import word_class
from coursegen.workspace import hash_files


class Held(Struct, frozen=True):
    """A class, the place of its file, and its agenda; one without an id stands for a class that nothing is known of."""

    class_: Class
    place: Place
    agenda: Agenda

    def context(self) -> Mapping[str, object]:
        """What a template sees: `class` as its file says it, roster, groups, agenda, the minute each lesson starts."""
        slots = (slot for session in self.agenda.sessions for slot in session.slots)
        starts = {slot.lesson.id: slot.start for slot in slots if slot.lesson and slot.start is not None}
        return {
            "class": self.class_.file, "roster": self.class_.roster, "groups": self.class_.groups,
            "agenda": self.agenda, "starts": starts,
        }  # fmt: skip

    def warnings(self, products: Sequence[Product]) -> tuple[Fault, ...]:
        """Warnings about what would be printed for the class."""
        asked = any(product.name == "certificate" for product in products)
        if not asked or not self.class_.file.id:
            return self.class_.untranslated
        from coursegen.checks.classes import check_certificate

        return (*self.class_.untranslated, *check_certificate(self.class_.file, self.place))

    def record(self, course: Path) -> Mapping[str, object]:
        """What the manifest says of the class: its id, and a hash of its roster."""
        file = self.class_.file
        if not file.id:
            return {}
        from coursegen.reading.classes import FOLDER

        roster = {"roster": hash_files({file.roster: course / FOLDER / file.roster})} if file.roster else {}
        return {"class": file.id, **roster}


def find_class(course: Path, name: str, bundle: CourseBundle, own: str, language: str) -> tuple[Class, Place]:
    """The class of this id in a language, of a course whose `own` is another; without a name one nobody knows.

    Raises what `read_class` does.
    """
    if not name:
        return Class(ClassFile("")), NOWHERE
    from coursegen.reading import read_class

    found, place = read_class(course, name, bundle, own, language if language != own else "")
    return word_class(found, own, language, bundle.words), place


def with_settled(bundle: CourseBundle, class_: ClassFile, place: Place) -> CourseBundle:
    """The course with the papers that are settled for a class."""
    fixed = {name: replace(bundle.blueprints[name], fixed=names) for name, names in class_.papers.items() if names}
    if not fixed:
        return bundle
    places = {f"{name}/fixed": place for name in fixed}
    return replace(bundle, blueprints={**bundle.blueprints, **fixed}, places={**bundle.places, **places})


def hold(
    class_: Class, place: Place, taught: CourseBundle, lessons: Sequence[Lesson], blueprint: Blueprint | None
) -> Held:
    """The class with its agenda. Raises C450 and C451 when lessons or exam do not fit its half-days."""
    if not class_.file.dates:
        return Held(class_, place, blank_agenda(taught.course, lessons, class_))
    minutes = blueprint.minutes if blueprint else 0
    return Held(class_, place, make_agenda(taught.course, lessons, class_, minutes, place))
