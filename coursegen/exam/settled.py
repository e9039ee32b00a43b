"""A paper whose items are settled: the ones that are named, in their order, whatever else the bank has by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice

from coursegen.errors import NOWHERE, Fault, FaultError
from coursegen.exam.paper import Paper, PaperPart, PaperQuestion
from coursegen.model.bundle import CourseBundle
from coursegen.model.exam import Blueprint, BlueprintSection
from coursegen.model.item import Item, OpenItem
from coursegen.model.lesson import Lesson


def settled(bundle: CourseBundle, blueprint: Blueprint, lessons: Sequence[Lesson], names: Sequence[str]) -> Paper:
    """The paper of these items.

    Raises C606 for an item that these lessons lack, C607 for too few or too many, C608 for one that is no item of its
    part or is there twice.
    """
    known = {item.id: item for lesson in lessons for item in bundle.items_of(lesson)}
    if faults := list(_faults(bundle, blueprint, names, known)):
        raise FaultError(faults)
    numbers, rest = count(1), iter(names)
    parts = tuple(_part(section, [known[name] for name in islice(rest, section.count)], numbers)
                  for section in blueprint.sections)  # fmt: skip
    return Paper(blueprint.title, blueprint.minutes, blueprint.points, blueprint.multiple_rule, parts)


def row_of(paper: Paper) -> tuple[str, ...]:
    """The items of a paper as `fixed` names them."""
    return tuple(question.item.id for part in paper.sections for question in part.questions)


def _part(section: BlueprintSection, items: Sequence[Item], numbers: Iterator[int]) -> PaperPart:
    questions = tuple(PaperQuestion(next(numbers), section.points, item) for item in items)
    return PaperPart(section.kind, section.points, section.count * section.points, questions)


def _faults(
    bundle: CourseBundle, blueprint: Blueprint, names: Sequence[str], known: Mapping[str, Item]
) -> Iterator[Fault]:
    place = bundle.places.get(f"{blueprint.id}/fixed", bundle.places.get(blueprint.id, NOWHERE))
    asked = [section for section in blueprint.sections for _ in range(section.count)]
    if len(asked) != len(names):
        yield Fault("C607", place, {"paper": blueprint.id, "found": len(names), "asked": len(asked)})
    for turn, name in enumerate(names):
        if name not in known:
            yield Fault("C606", place, {"paper": blueprint.id, "item": name})
        elif turn < len(asked) and (name in names[:turn] or not _fits(known[name], asked[turn])):
            facts = {"item": name, "kind": asked[turn].kind, "points": f"{asked[turn].points:g}"}
            yield Fault("C608", place, {"paper": blueprint.id, **facts})


def _fits(item: Item, section: BlueprintSection) -> bool:
    return item.kind == section.kind and (not isinstance(item, OpenItem) or item.points == section.points)
