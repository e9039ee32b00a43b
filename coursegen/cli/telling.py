"""`coursegen list`, `explain` and `schema`: what there is, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path

from coursegen.build import PRODUCTS
from coursegen.build.search import search_path
from coursegen.build.taught import by_plan
from coursegen.cli.locating import locate_unit
from coursegen.cli.report import Voice
from coursegen.cli.words import say
from coursegen.errors import NOWHERE, FaultError, fail, reason_of
from coursegen.model import CourseBundle, Unit
from coursegen.reading import UnitLayers, class_ids, read_class, read_course, read_course_of, read_unit
from coursegen.wording import replaced_sentences, word_bundle
from coursegen.workspace import Workspace, find_workspace, place_of, shown, unknown_name

_ADDED = "extra."
"""Keys under which what every unit of a chain says counts, not only what the nearest says."""


def run_list(voice: Voice, what: str, course: str | None) -> int:
    """List what there is, one a line: name, then what to know of it."""
    workspace = find_workspace()
    match what:
        case "courses":
            _list_courses(voice, workspace)
        case "units":
            _list_units(voice, workspace)
        case "lessons":
            _list_lessons(voice, workspace, course)
        case "plans":
            _list_plans(voice, workspace, course)
        case "classes":
            _list_classes(voice, workspace, course)
        case _:
            _list_products(voice)
    return 0


def run_explain(voice: Voice, key: str, unit: str) -> int:
    """Every layer of a value or template file of a unit, the one in use first; of a group of values, what is in use."""
    workspace = find_workspace()
    unit_id, roots = locate_unit(workspace, unit)
    found, layers = read_unit(unit_id, roots)
    if group := [name for name in layers.values if name.startswith(f"{key}.")]:
        for name in group:
            told = list(_value_layers(layers, name))
            for layer, value, place in told if name.startswith(_ADDED) else told[:1]:
                voice.result(f"{name}\t{value}\t{layer}\t{place}", key=name, value=value, unit=layer, place=place)
        if key == "replace":
            _tell_replaced(voice, workspace, found)
        return 0
    lines = list(_value_layers(layers, key)) or list(_file_layers(found, roots, key))
    if not lines and _is_setting(found, key):
        voice.result(say("unset", voice.language), key=key, used=False)
        return 0
    if not lines:
        raise unknown_name("U280", key, layers.values)
    for number, (name, value, place) in enumerate(lines):
        wins = number == 0 or key.startswith(_ADDED)
        text = "\t".join((name, value, place, say("won", voice.language) if wins else "")).rstrip("\t")
        voice.result(text, unit=name, value=value, place=place, used=wins)
    return 0


def _is_setting(unit: Unit, key: str) -> bool:
    """Whether a unit has a setting of this name, even if nobody wrote one."""
    try:
        return isinstance(attrgetter(key)(unit), str | int | tuple | Mapping)
    except AttributeError:
        return False


def _tell_replaced(voice: Voice, workspace: Workspace, unit: Unit) -> None:
    """Every sentence of every course in which a replaced word stands: what it becomes, or why it stays."""
    for folder in workspace.courses().values():
        for place, sentence in replaced_sentences(read_course_of(folder, unit), unit):
            fates = dict(sentence.fates)
            words = "、".join(f"{word}（{say(f'fate_{fate}', voice.language)}）" for word, fate in fates.items())
            text = "\t".join((str(place), sentence.before, sentence.after, words))
            voice.result(text, place=str(place), before=sentence.before, after=sentence.after, words=fates)


def write_schemas(voice: Voice, folder: Path) -> int:
    """Write a JSON Schema for every kind of content file."""
    from coursegen.reading.editor_schema import write_schemas as write

    try:
        paths = write(folder)
    except OSError as error:
        raise fail("O101", place_of(folder), reason=reason_of(error)) from error
    for path in paths:
        voice.result(shown(path), path=shown(path))
    return 0


def _list_courses(voice: Voice, workspace: Workspace) -> None:
    for name, folder in workspace.courses().items():
        try:
            bundle = read_course(folder)
        except FaultError:
            voice.result(f"{name}\t{say('broken', voice.language, name=name)}", course=name, broken=True)
            continue
        count = say("lessons", voice.language, count=len(bundle.lessons))
        title = bundle.course.title
        voice.result(f"{name}\t{title}\t{count}", course=name, title=title, lessons=len(bundle.lessons))


def _list_units(voice: Voice, workspace: Workspace) -> None:
    for name in workspace.units():
        try:
            unit = read_unit(name, workspace.unit_roots)[0]
        except FaultError:
            voice.result(f"{name}\t{say('broken', voice.language, name=name)}", unit=name, broken=True)
            continue
        chain = " → ".join(unit.chain)
        voice.result(f"{name}\t{unit.names.full}\t{chain}", unit=name, name=unit.names.full, chain=unit.chain)


def _list_lessons(voice: Voice, workspace: Workspace, course: str | None) -> None:
    bundle = _in_default_words(read_course(_only_course(workspace, course)), workspace)
    for number, lesson in enumerate(bundle.lessons, 1):
        minutes = say("minutes", voice.language, count=lesson.minutes)
        text = f"{number}\t{lesson.id}\t{lesson.title}\t{minutes}"
        voice.result(text, number=number, lesson=lesson.id, title=lesson.title, minutes=lesson.minutes)


def _list_plans(voice: Voice, workspace: Workspace, course: str | None) -> None:
    bundle = _in_default_words(read_course(_only_course(workspace, course)), workspace)
    for plan in bundle.course.plans:
        lessons = by_plan(bundle, plan).lessons
        minutes = sum(lesson.minutes for lesson in lessons)
        counts = say("lessons", voice.language, count=len(lessons)), say("minutes", voice.language, count=minutes)
        names = [lesson.id for lesson in lessons]
        voice.result(
            "\t".join((plan.id, plan.title, *counts)), plan=plan.id, title=plan.title, lessons=names, minutes=minutes
        )


def _list_classes(voice: Voice, workspace: Workspace, course: str | None) -> None:
    folder = _only_course(workspace, course)
    bundle = read_course(folder)
    for name in class_ids(folder):
        try:
            found = read_class(folder, name, bundle)[0]
        except FaultError:
            voice.result(f"{name}\t{say('broken', voice.language, name=bundle.course.id)}", name=name, broken=True)
            continue
        facts = (found.file.title, found.file.term, "、".join(found.file.dates))
        people = say("people", voice.language, count=len(found.roster))
        text = "\t".join((name, *facts, people))
        voice.result(text, name=name, title=found.file.title, dates=found.file.dates, people=len(found.roster))


def _list_products(voice: Voice) -> None:
    for product in PRODUCTS.values():
        audience = say(product.audience, voice.language)
        label = say(f"product_{product.name}", voice.language)
        text = f"{product.name}\t{label}\t{audience}\t{product.suffix}"
        voice.result(text, product=product.name, audience=product.audience, suffix=product.suffix)


def _only_course(workspace: Workspace, course: str | None) -> Path:
    """Folder of the course named, or of the only one there is. Raises U270 when there are several."""
    if course:
        return workspace.course_folder(course)
    known = workspace.courses()
    if len(known) != 1:
        raise fail("U270", NOWHERE, known=tuple(known))
    return next(iter(known.values()))


def _in_default_words(bundle: CourseBundle, workspace: Workspace) -> CourseBundle:
    return word_bundle(bundle, read_unit("default", workspace.unit_roots)[0], bundle.course.language)


def _value_layers(layers: UnitLayers, key: str) -> Iterator[tuple[str, str, str]]:
    for layer in layers.of(key):
        value = layer.value if isinstance(layer.value, str) else "、".join(layer.value)
        yield layer.unit, value, str(layer.place)


def _file_layers(unit: Unit, roots: tuple[Path, ...], name: str) -> Iterator[tuple[str, str, str]]:
    for layer, folder in search_path(unit, roots):
        if (folder / name).is_file():
            yield layer, name, shown(folder / name)
