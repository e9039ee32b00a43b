"""`extra:` of a unit → files that are read with a course and linked as its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from coursegen.errors import Fault
from coursegen.model import Extra, ExtraFile, ExtraKind
from coursegen.reading.brand import At, inside
from coursegen.reading.slide_numbers import slide_numbers

_KINDS: Mapping[str, ExtraKind] = {"lessons": "lesson", "principles": "principle", "cases": "cases", "items": "bank"}
FIRST, LAST, AFTER = "first", "last", "after-"
AFTER_COVER, BEFORE_END = "after-cover", "before-end"


def extra_files(extra: Extra, unit: str, folder: Path, at: At) -> Iterator[ExtraFile]:
    """All files a unit names, in the order of the keys."""
    for lesson in extra.lessons:
        path = str((folder / lesson.file).resolve())
        yield ExtraFile(unit, extra.course, "lesson", path, at("extra.lessons"), lesson.at)
    for key, kind in list(_KINDS.items())[1:]:
        for file in getattr(extra, key):
            yield ExtraFile(unit, extra.course, kind, str((folder / file).resolve()), at(f"extra.{key}"))
    for own in extra.slides:
        path = str((folder / own.file).resolve())
        yield ExtraFile(unit, extra.course, "slides", path, at("extra.slides"), own.at, own.slides)


def files_of_extra(extra: Extra) -> Iterator[tuple[str, ExtraKind]]:
    """The YAML files a unit names, as it names them, and what each holds."""
    yield from ((lesson.file, "lesson") for lesson in extra.lessons)
    for key, kind in list(_KINDS.items())[1:]:
        yield from ((file, kind) for file in getattr(extra, key))


def extra_faults(extra: Extra, folder: Path, at: At) -> Iterator[Fault]:
    """Files outside the unit's folder or missing, and places of lessons that are none."""
    named = {"lessons": [lesson.file for lesson in extra.lessons]}
    named |= {key: list(getattr(extra, key)) for key in _KINDS if key != "lessons"}
    named["slides"] = [own.file for own in extra.slides]
    for key, files in named.items():
        for file in files:
            if not inside(folder, file):
                yield Fault("T340", at(f"extra.{key}"), {"value": file})
            elif not (folder / file).is_file():
                yield Fault("T341", at(f"extra.{key}"), {"value": file})
    for lesson in extra.lessons:
        if lesson.at not in (FIRST, LAST) and not lesson.at.startswith(AFTER):
            yield Fault("T342", at("extra.lessons"), {"value": lesson.at})
    for own in extra.slides:
        if own.at not in (BEFORE_END, LAST) and not own.at.startswith(AFTER):
            yield Fault("T345", at("extra.slides"), {"value": own.at})
        if own.slides and not slide_numbers(own.slides):
            yield Fault("T346", at("extra.slides"), {"value": own.slides})


def inserted(lessons: Sequence[str], extras: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Ids of lessons with extra ones (id, at) put among them; one whose neighbour is not there is left out."""
    found = list(lessons)
    for lesson, at in extras:
        after = at.removeprefix(AFTER)
        if at == FIRST:
            found.insert(0, lesson)
        elif at == LAST:
            found.append(lesson)
        elif after in found:
            found.insert(found.index(after) + 1, lesson)
    return tuple(found)
