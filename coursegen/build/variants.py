"""Variants of templates that a course asks for: each must have a file somewhere on the search path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from coursegen.errors import NOWHERE, Fault
from coursegen.model import CourseBundle
from coursegen.text import did_you_mean


def unknown_variants(bundle: CourseBundle, search: Sequence[tuple[str, Path]]) -> Iterator[Fault]:
    """T360 or T361 for every lesson and principle that names a variant no folder has."""
    asked = [(lesson.id, lesson.template) for lesson in bundle.lessons if lesson.template]
    taught = (principle for lesson in bundle.lessons for principle in bundle.of(lesson))
    asked += [(principle.id, principle.template) for principle in taught if principle.template]
    if not asked:
        return
    known = sorted({name for _, folder in search for name in map(_variant, folder.glob("*.*.xml.j2")) if name})
    for owner, name in asked:
        if name not in known:
            place = bundle.places.get(f"{owner}/template", NOWHERE)
            suggestion = did_you_mean(name, known)
            facts = {"value": name, "suggestion": suggestion, "known": tuple(known) or ("-",)}
            yield Fault("T360" if suggestion else "T361", place, facts)


def _variant(path: Path) -> str:
    """`case-study` of `deck.case-study.xml.j2`."""
    return path.name.removesuffix(".xml.j2").partition(".")[2]
