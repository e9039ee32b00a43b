"""From bank and blueprint to paper."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType

from msgspec.structs import replace

from coursegen.errors import NOWHERE, Fault, FaultError, Place
from coursegen.exam.choose import Candidate, Wish, choose, recall_points
from coursegen.exam.paper import FORM_LETTERS, LessonPaper, Paper, PaperPart, PaperQuestion
from coursegen.model.bundle import CourseBundle
from coursegen.model.exam import Blueprint, BlueprintSection
from coursegen.model.item import OpenItem
from coursegen.model.lesson import Lesson

NEVER: Mapping[str, int] = MappingProxyType({})
"""No item was used before."""

DIFFICULTIES = ("easy", "medium", "hard")


def assemble(
    bundle: CourseBundle, blueprint: Blueprint, lessons: Sequence[Lesson], *, used: Mapping[str, int] = NEVER
) -> Paper:
    """The paper a blueprint asks for, from the items of these lessons, spread over lessons and principles.

    Items `used` before are taken only where others lack, those used least first; items under review never. A paper that
    is settled has the items it names. Raises what `settled` does, and, all at once, C601 (a kind lacks items), C602 (a
    part without items or points), C603 (an open item whose points are not those of its part, when that is why items
    lack), C604 (too much recall), C605 (too many forms).
    """
    if blueprint.fixed:
        from coursegen.exam.settled import settled

        return settled(bundle, blueprint, lessons, blueprint.fixed[0])
    return _assemble(bundle, blueprint, lessons, _excluded(bundle, blueprint, lessons), used)


def assemble_by_lesson(
    bundle: CourseBundle, blueprint: Blueprint, lessons: Sequence[Lesson]
) -> tuple[LessonPaper, ...]:
    """A paper for each of these lessons, from its own items. Raises what `assemble` raises, at the lessons' places."""
    excluded = _excluded(bundle, blueprint, lessons)
    papers, faults = [], []
    for lesson in lessons:
        try:
            papers.append(LessonPaper(lesson, _assemble(bundle, blueprint, (lesson,), excluded)))
        except FaultError as error:
            place = bundle.places.get(lesson.id, NOWHERE)
            faults += [fault if fault.code == "C603" else replace(fault, place=place) for fault in error.faults]
    if faults:
        raise FaultError(faults)
    return tuple(papers)


def _excluded(bundle: CourseBundle, blueprint: Blueprint, lessons: Sequence[Lesson]) -> frozenset[str]:
    """Ids of the items that the blueprint leaves to another one for the same lessons, and to those that one does."""
    if not blueprint.excludes:
        return frozenset()
    other = bundle.blueprints[blueprint.excludes]
    before = _excluded(bundle, other, lessons)
    if other.scope == "course":
        return before | assemble(bundle, other, lessons).items
    return before.union(*(made.paper.items for made in assemble_by_lesson(bundle, other, lessons)))


def _assemble(
    bundle: CourseBundle,
    blueprint: Blueprint,
    lessons: Sequence[Lesson],
    excluded: Collection[str],
    used: Mapping[str, int] = NEVER,
) -> Paper:
    wishes = tuple(
        Wish(s.kind, s.count, s.points, _candidates(bundle, s, lessons, excluded)) for s in blueprint.sections
    )
    place = bundle.places.get(blueprint.id, NOWHERE)
    faults = [*_impossible(bundle, blueprint, place), *_lacking(bundle, blueprint, lessons, wishes, place)]
    if faults:
        raise FaultError(faults)
    chosen = choose(wishes, blueprint, lessons, used)
    share = 100 * recall_points(chosen, wishes) / blueprint.points
    if share > blueprint.recall_at_most:
        facts = {"share": round(share), "most": blueprint.recall_at_most}
        raise FaultError([Fault("C604", _place(bundle, blueprint, "recall_at_most", place), facts)])
    return _paper(blueprint, chosen)


def _candidates(
    bundle: CourseBundle, section: BlueprintSection, lessons: Sequence[Lesson], excluded: Collection[str]
) -> tuple[Candidate, ...]:
    """Items that fit a part: of its kind, and an open item only with the points its rubric adds up to."""
    return tuple(
        Candidate(item, number, lesson.principles.index(item.principle))
        for number, lesson in enumerate(lessons)
        for item in bundle.items_of(lesson)
        if item.kind == section.kind and item.id not in excluded and not item.review
        if not isinstance(item, OpenItem) or item.points == section.points
    )


def _impossible(bundle: CourseBundle, blueprint: Blueprint, place: Place) -> Iterator[Fault]:
    """Parts that ask for nothing."""
    for number, section in enumerate(blueprint.sections, 1):
        if section.count < 1 or section.points <= 0:
            yield Fault("C602", bundle.places.get(f"{blueprint.id}/sections/{number}", place), {"kind": section.kind})
    if not 1 <= blueprint.forms <= len(FORM_LETTERS):
        yield Fault("C605", place, {"count": blueprint.forms, "most": len(FORM_LETTERS)})
    if not blueprint.sections:
        yield Fault("C602", place, {"kind": blueprint.id})


def _lacking(
    bundle: CourseBundle, blueprint: Blueprint, lessons: Sequence[Lesson], wishes: Sequence[Wish], place: Place
) -> Iterator[Fault]:
    """Kinds the bank has too few items of; when points are why, which items those are."""
    for number, (section, wish) in enumerate(zip(blueprint.sections, wishes, strict=True), 1):
        asked = sum(w.count for w in wishes if w.kind == wish.kind and w.candidates == wish.candidates)
        missing = asked - len(wish.candidates)
        if missing <= 0:
            continue
        facts = {
            "part": number, "kind": section.kind, "points": f"{section.points:g}", "asked": asked,
            "found": len(wish.candidates), "missing": missing,
        }  # fmt: skip
        yield Fault("C601", bundle.places.get(f"{blueprint.id}/sections/{number}", place), facts)
        others = [i for lesson in lessons for i in bundle.items_of(lesson) if i.kind == section.kind]
        for item in others:
            if isinstance(item, OpenItem) and item.points != section.points:
                points = {"item": item.id, "points": f"{item.points:g}", "asked": f"{section.points:g}"}
                yield Fault("C603", _place(bundle, item, "points", place), points)


def _place(bundle: CourseBundle, owner: Blueprint | OpenItem, key: str, otherwise: Place) -> Place:
    return bundle.places.get(f"{owner.id}/{key}") or bundle.places.get(owner.id, otherwise)


def _paper(blueprint: Blueprint, chosen: Sequence[Sequence[Candidate]]) -> Paper:
    """Parts in the blueprint's order; inside a part easy before hard, then in the order of the course."""
    numbers = count(1)
    parts = tuple(
        PaperPart(
            section.kind, section.points, section.count * section.points,
            tuple(PaperQuestion(next(numbers), section.points, c.item) for c in sorted(candidates, key=_rank)),
        )
        for section, candidates in zip(blueprint.sections, chosen, strict=True)
    )  # fmt: skip
    return Paper(blueprint.title, blueprint.minutes, blueprint.points, blueprint.multiple_rule, parts)


def _rank(candidate: Candidate) -> tuple[int, int, int, str]:
    return DIFFICULTIES.index(candidate.item.difficulty), candidate.lesson, candidate.principle, candidate.item.id
