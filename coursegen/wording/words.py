"""The wording stage: every text of the model in the words of a unit and in one language; quotations stay exact."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from coursegen.errors import NOWHERE, Fault, FaultError, Place, fail
from coursegen.model import (
    BlankItem,
    Blueprint,
    Case,
    ChoiceItem,
    Class,
    Course,
    CourseBundle,
    JudgeItem,
    Lesson,
    OpenItem,
    Point,
    Principle,
    Quote,
    Unit,
)
from coursegen.once import Asked
from coursegen.text import did_you_mean
from coursegen.translation.addresses import rewritten
from coursegen.translation.translate import Settled
from coursegen.wording.chinese import (
    TRADITIONAL,
    Convert,
    converter,
    converts,
    cornered,
    known_languages,
    surname_kept,
)
from coursegen.wording.replacing import Replacing, Sentence
from coursegen.wording.slots import SlotError, errors_in, fill, filled_spans, has_slots, with_capitals
from coursegen.wording.texts import KEPT, Text, slots_of, text_fields, texts_in

_PARTS = (Course, Point, Lesson, Principle, Blueprint, ChoiceItem, JudgeItem, BlankItem, OpenItem)
"""Parts of a course that are worded once for all who say alike what they ask for."""


_CITATIONS = frozenset({"source", "sources"})
"""Fields that say where something is from: in them nothing is replaced."""

_Node = TypeVar("_Node")


def word_bundle(bundle: CourseBundle, unit: Unit, language: str) -> CourseBundle:
    """The course for a unit: its sector's cases, its terms in all slots, in `language`; what has no slot is shared.

    Raises C801 to C803 for slots that cannot be filled and C810 for a language the course cannot be had in.
    """
    terms = tuple((slot, unit.terms.get(slot)) for slot in _slots_in(Asked(id(bundle), bundle)))
    said = terms, tuple(unit.replace.items()), unit.type, unit.level
    return _worded(Asked((id(bundle), said, language), (bundle, unit, language)))


@lru_cache(maxsize=4)
def _slots_in(asked: Asked[CourseBundle]) -> tuple[str, ...]:
    """Slots of a course, in order."""
    return tuple(sorted(frozenset[str]().union(*(slots_of(Asked(id(part), part)) for part in _parts(asked.held)))))


@lru_cache(maxsize=4)
def _worded(asked: Asked[tuple[CourseBundle, Unit, str]]) -> CourseBundle:
    """A course in the words of a unit: units that speak alike have the very same."""
    bundle, unit, language = asked.held
    own = bundle.course.language
    if own != language and not converts(own, language):
        known = tuple(known_languages(own))
        place = bundle.places.get(bundle.course.id, NOWHERE)
        raise fail("C810", place, language=language, source=own, known=known)
    if not all(slots_of(Asked(id(part), part)) <= unit.terms.keys() for part in _parts(bundle)):
        raise FaultError(_slot_faults(bundle, unit.terms))

    tongue = (own, language, bundle.words) if own != language else None
    change = _Change(
        unit.terms, Replacing(unit.replace), tongue, capitals=language == "en", hant=language in TRADITIONAL
    )
    worded = _rewrite(_taught_to(bundle, unit), change)
    return replace(worded, course=replace(worded.course, language=language))


def replaced_sentences(bundle: CourseBundle, unit: Unit) -> Iterator[tuple[Place, Sentence]]:
    """Every sentence of the course in which a word the unit replaces stands, changed or not, and where."""
    taught, replacing = _taught_to(bundle, unit), Replacing(unit.replace)
    for found in texts_in(taught, bundle.course.id, "", ""):
        if found.field not in _CITATIONS and replacing.concerns(fill(found.text, unit.terms)):
            text, own = filled_spans(found.text, unit.terms)
            yield from ((found.place(bundle.places), sentence) for sentence in replacing.sentences(text, own))


class _Change(Struct, frozen=True):
    """What becomes of a text: slots filled, words of the course replaced, another script; any of them may be empty.

    `capitals`: a word that a slot brings to the start of a sentence gets a capital letter. `hant`: quotations have
    traditional words of their own. `tongue` is the way between scripts: from, to, and the words of the course.
    """

    terms: Mapping[str, str]
    replacing: Replacing
    tongue: tuple[str, str, tuple[tuple[str, str], ...]] | None
    capitals: bool = False
    hant: bool = False

    @property
    def script(self) -> Convert | None:
        """What writes a text in the other script, if there is one."""
        return converter(*self.tongue) if self.tongue else None

    @property
    def of_all(self) -> bool:
        """Whether a text without slots may change."""
        return bool(self.replacing.words) or self.tongue is not None

    def of(self, slots: Iterable[str]) -> Hashable:
        """All that becomes of a text with these slots hangs on this."""
        words = tuple((name, self.terms[name]) for name in sorted(slots))
        return words, tuple(self.replacing.words.items()), self.tongue, self.capitals, self.hant

    def __call__(self, text: str, field: str) -> str:
        """The text of a field in words; words that slots bring are the unit's own and are not replaced."""
        script = self.script
        if isinstance(text, Settled) and script:
            return fill(text, {name: script(word) for name, word in self.terms.items()})
        words, own = filled_spans(text, self.terms) if has_slots(text) else (text, ())
        words = with_capitals(words, own) if self.capitals and own else words
        words = words if field in _CITATIONS else self.replacing.text(words, own)
        return script(words) if script else words


_AS_IT_IS = Replacing({})


def _taught_to(bundle: CourseBundle, unit: Unit) -> CourseBundle:
    """The course with one case per principle: the one that units of this kind are taught."""
    chosen = dict(bundle.principles)
    for lesson in bundle.lessons:
        for principle in bundle.of(lesson):
            case = bundle.case_of(lesson, principle, unit.type, unit.level)
            if principle.cases != ((case,) if case else ()):
                chosen[principle.id] = _with_case(Asked((id(principle), id(case)), (principle, case)))
    return replace(bundle, principles=chosen)


@lru_cache(maxsize=KEPT)
def _with_case(asked: Asked[tuple[Principle, Case | None]]) -> Principle:
    principle, case = asked.held
    return replace(principle, cases=(case,) if case else ())


def _parts(bundle: CourseBundle) -> Iterator[Any]:
    """The course, its points, lessons, principles, items and blueprints: all that has texts."""
    yield bundle.course
    yield from (*bundle.points, *bundle.lessons, *bundle.principles.values(), *bundle.items)
    yield from bundle.blueprints.values()


def word_unit(unit: Unit, course_language: str, language: str, words: tuple[tuple[str, str], ...] = ()) -> Unit:
    """The unit's own names, terms and phrases in `language`, its phrases with their slots filled.

    `words` are those that the course writes in one way.
    Raises T801 to T803 for slots that cannot be filled; a language that the course lacks is `word_bundle`'s to report.
    """
    faults = [
        _fault("T80", error, NOWHERE, Text(unit.id, key, f"phrases.{key}", text), unit.terms)
        for key, text in unit.phrases.items()
        for error in errors_in(text, unit.terms)
    ]
    if faults:
        raise FaultError(faults)

    tongue = (course_language, language, words) if converts(course_language, language) else None
    own = _Change(unit.terms, _AS_IT_IS, tongue)
    return replace(
        unit,
        names=_rewrite(unit.names, own),
        terms={key: own(text, key) for key, text in unit.terms.items()},
        phrases={key: own(text, key) for key, text in unit.phrases.items()},
    )


def word_class(class_: Class, written: str, language: str, words: tuple[tuple[str, str], ...] = ()) -> Class:
    """A class in the script of its products; what was written for that script stays.

    `words` are those that its course, `written` in another language, writes in one way.
    """
    if not converts(written, language):
        return class_
    script = converter(written, language, words)

    def change(address: str, text: str) -> str:
        if isinstance(text, Settled):
            return text
        return surname_kept(text, script) if address.endswith("/name") else script(text)

    return replace(
        class_, file=rewritten(class_.file, "", change), roster=rewritten(class_.roster, "", change),
        groups=rewritten(class_.groups, "", change),
    )  # fmt: skip


def _slot_faults(bundle: CourseBundle, terms: Mapping[str, str]) -> Iterator[Fault]:
    for found in texts_in(bundle, bundle.course.id, "", ""):
        if has_slots(found.text):
            for error in errors_in(found.text, terms):
                yield _fault("C80", error, found.place(bundle.places), found, terms)


def _fault(stem: str, error: SlotError, place: Place, found: Text, terms: Mapping[str, str]) -> Fault:
    facts: dict[str, object] = {"slot": error.text, "owner": found.owner, "field": found.field}
    guess = did_you_mean(error.name or error.text.strip("{}% ").removeprefix("t."), terms)
    if guess:
        return Fault(f"{stem}1", place, facts | {"suggestion": f"{{{{ t.{guess} }}}}"})
    if error.name:
        return Fault(f"{stem}2", place, facts | {"known": tuple(terms)})
    return Fault(f"{stem}3", place, facts)


def _rewrite(node: _Node, change: _Change, field: str = "") -> _Node:
    """The same node with every text changed; a node in which nothing changes comes back itself."""
    new: Any
    match node:
        case str():
            new = change(node, field)
        case tuple():
            new = _changed(node, (_rewrite(member, change, field) for member in node))
        case Mapping():
            old = tuple(node.values())
            members = _changed(old, (_rewrite(member, change, field) for member in old))
            new = node if members is old else dict(zip(node, members, strict=True))
        case Quote():
            new = _quote(node, change)
        case _ if isinstance(node, _PARTS):
            slots = slots_of(Asked(id(node), node))
            new = _rewritten(Asked((id(node), change.of(slots)), (node, change))) if slots or change.of_all else node
        case _ if isinstance(node, Struct):
            new = _rewrite_fields(node, change)
        case _:
            new = node
    return cast("_Node", new)


@lru_cache(maxsize=KEPT)
def _rewritten(asked: Asked[tuple[Any, _Change]]) -> Any:
    """A part of the course in the words of a unit: units that say alike what it asks for have the very same."""
    return _rewrite_fields(*asked.held)


def _rewrite_fields(node: Any, change: _Change) -> Any:
    kind: Any = type(node)
    changed = {}
    for name in text_fields(kind):
        old = getattr(node, name)
        new = _rewrite(old, change, name)
        if new is not old:
            changed[name] = new
    return replace(node, **changed) if changed else node


def _changed(old: tuple[Any, ...], members: Iterable[Any]) -> tuple[Any, ...]:
    new = tuple(members)
    return old if all(a is b for a, b in zip(old, new, strict=True)) else new


def _quote(quote: Quote, change: _Change) -> Quote:
    """A quotation in its script: the exact words where the course has them, else converted."""
    if change.script is None or isinstance(quote.text, Settled):
        return quote
    exact = cornered(quote.hant) if change.hant else ""
    return replace(quote, text=exact or change.script(quote.text))
