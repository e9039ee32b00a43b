"""Course and unit of a request: read, and put into the words and the language of the unit."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.bases import looking
from coursegen.build.request import Request
from coursegen.errors import Fault, FaultError, gather
from coursegen.model import CourseBundle, Unit
from coursegen.once import AtMoment
from coursegen.reading import read_course, read_course_of, read_unit
from coursegen.wording import chosen_language, word_bundle, word_unit


class Worded(Struct, frozen=True):
    """The course as it was read (`source`) and in words (`bundle`): in a `language` that need not be the `written` one.

    `own` is the unit as it was read, `looking` the same in the look that is asked for, `unit` that in words.
    """

    source: CourseBundle
    bundle: CourseBundle
    own: Unit
    looking: Unit
    unit: Unit
    written: str
    language: str


def in_words(request: Request) -> Worded:
    """What a request names, read and worded. Raises the faults of course and unit together."""
    faults: list[Fault] = []
    written = gather(lambda: _read(request, "").course.language, []) or ""
    asked = request.language or written
    own = gather(lambda: _unit(request, asked), faults)
    language = chosen_language(asked, own.choices.script) if own and written else ""
    unit = own and looking(own, request.look)
    source = gather(lambda: _course(request, unit, language), faults)
    if source is None or own is None or unit is None:
        raise FaultError(faults)
    bundle = gather(lambda: word_bundle(_waited_for(request, source), unit, language), faults)
    unit_in_words = gather(lambda: word_unit(unit, source.course.language, language, source.words), faults)
    if bundle is None or unit_in_words is None:
        raise FaultError(faults)
    return Worded(source, bundle, own, unit, unit_in_words, written, language)


def _unit(request: Request, asked: str) -> Unit:
    """The unit in the language that is asked for; read once more where it has that in a script of its own."""
    usual = chosen_language(asked, "")
    read = partial(read_unit, request.unit, request.unit_roots, moment=request.moment)
    unit = read(usual)[0]
    own = chosen_language(asked, unit.choices.script)
    return unit if own == usual else read(own)[0]


def _course(request: Request, unit: Unit | None, language: str) -> CourseBundle:
    if unit is None or not unit.extra:
        return _read(request, language)
    return read_course_of(request.course, unit, request.drafts, language)


def _read(request: Request, language: str) -> CourseBundle:
    """The course itself, read anew for every build, or once for all builds of a batch."""
    if request.drafts:
        return read_course(request.course, (), request.drafts, language)
    return _course_at(request.moment, request.course, language=language)


_course_at = AtMoment(read_course, 4)


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
