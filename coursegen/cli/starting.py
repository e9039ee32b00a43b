"""`coursegen init` and `new`: commented files to begin with, that pass `check` as they are. Nothing is overwritten.

They are in the language of the program's own words, those that go into a course in that of the course.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from pkgutil import get_data

from msgspec import Struct

from coursegen.cli.items import own_course
from coursegen.cli.report import Voice
from coursegen.cli.telling import write_schemas
from coursegen.cli.words import say
from coursegen.errors import NOWHERE, Fault, FaultError, fail, reason_of
from coursegen.model import CourseBundle, Lesson
from coursegen.reading import read_course
from coursegen.reading.unit_chain import UNIT_ID
from coursegen.workspace import Workspace, find_workspace, place_of, safe_name, shown, unknown_name, write_atomic

KINDS = ("course", "lesson", "principle", "unit", "class", "item")
COURSE, UNIT, LESSON = "my-course", "my-unit", "first"
"""Ids in a new workspace."""

_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")

Files = Mapping[Path, str]
"""Text of new files, by path."""


class Wanted(Struct, frozen=True):
    """What a new thing is to belong to; empty where the usual one is meant."""

    course: str = ""
    lesson: str = ""
    principle: str = ""
    extends: str = ""
    name: str = ""


def run_init(voice: Voice, folder: Path) -> int:
    """Make a workspace with a course and a unit that build at once. Raises O103 where a file is there already."""
    files = {**_course(folder, COURSE, voice.language), **_unit(folder, UNIT, Wanted(), voice.language)}
    _write(voice, files, {})
    schemas = folder / "content" / "schema"
    if not schemas.exists():
        write_schemas(voice, schemas)
    voice.tell("init_next", folder=shown(folder), course=COURSE, unit=UNIT)
    return 0


def run_new(voice: Voice, kind: str, name: str, wanted: Wanted) -> int:
    """Write the skeleton of one thing, and name it in the list it belongs to.

    Raises U350 for what can be no id, U351 for a course that is not the user's own, O103 for what is there already.
    """
    workspace = find_workspace()
    if not (UNIT_ID if kind in ("unit", "course") else _ID).fullmatch(name) or safe_name(name) != name:
        raise fail("U350", NOWHERE, value=name)
    match kind:
        case "course":
            _write(voice, _course(workspace.root, name, voice.language), {})
        case "unit":
            if wanted.extends and wanted.extends not in workspace.units():
                raise unknown_name("U220", wanted.extends, workspace.units())
            _write(voice, _unit(workspace.root, name, wanted, voice.language), {})
        case _:
            _write_into_course(voice, workspace, kind, name, wanted)
    return 0


def _write_into_course(voice: Voice, workspace: Workspace, kind: str, name: str, wanted: Wanted) -> None:
    folder = own_course(workspace, wanted.course)
    bundle = read_course(folder)
    if kind == "lesson":
        _write(voice, *_lesson(folder, name.removeprefix("lesson."), bundle))
    elif kind == "principle":
        _write(voice, *_principle(folder, name, bundle, wanted))
    elif kind == "item":
        _write(voice, {folder / "bank" / f"{name}.yaml": _item(name, bundle, wanted)}, {})
    else:
        classes = folder / "classes"
        language = bundle.course.language
        roster = {classes / f"{name}.csv": _filled("roster.csv", language)}
        _write(voice, {classes / f"{name}.yaml": _filled("class.yaml", language, ID=name), **roster}, {})


def _course(root: Path, name: str, language: str) -> Files:
    folder = root / "content" / name
    facts = {"ID": name, "LESSON": LESSON}
    return {
        folder / "course.yaml": _filled("course.yaml", language, **facts),
        folder / "points.yaml": _filled("points.yaml", language, **facts),
        folder / "blueprints" / "final.yaml": _filled("blueprint.yaml", language),
        **_lesson_files(folder, LESSON, 1, language, f"{LESSON}.first"),
    }


def _unit(root: Path, name: str, wanted: Wanted, language: str) -> Files:
    folder = root / "templates" / name
    facts = {
        "ID": name,
        "EXTENDS": wanted.extends or "default",
        "NAME": wanted.name or say("my_unit", "en" if language == "en" else "zh"),
    }
    return {
        folder / "unit.yaml": _filled("unit.yaml", language, **facts),
        folder / "deck.xml.j2": _filled("deck.xml.j2", language, ID=name),
    }


def _lesson(folder: Path, name: str, bundle: CourseBundle) -> tuple[Files, Files]:
    """A lesson with its first principle and items; the course with the lesson in its list."""
    from coursegen.reading.edit import appended

    file = folder / "course.yaml"
    listed = appended(file.read_text("utf-8-sig"), ("lessons",), f"lesson.{name}")
    return _lesson_files(folder, name, len(bundle.lessons) + 1, bundle.course.language), {file: listed}


def _lesson_files(folder: Path, name: str, number: int, language: str, covers: str = "") -> Files:
    items = {"ID": name, "PRINCIPLE": f"{name}.first", "OBJECTIVE": f"obj.{name}.1"}
    principle = {"ID": f"{name}.first", "COVERS": covers, "CASE": name, "CASE_MINUTES": "0"}
    return {
        folder / "lessons" / f"{number:02d}-{name}.yaml": _filled("lesson.yaml", language, ID=name),
        folder / "principles" / f"{name}.first.yaml": _filled("principle.yaml", language, **principle),
        folder / "bank" / f"{number:02d}-{name}.yaml": _filled("item.yaml", language, **items),
    }


def _principle(folder: Path, name: str, bundle: CourseBundle, wanted: Wanted) -> tuple[Files, Files]:
    """A principle; if a lesson is named, that lesson with the principle in its list and its minutes added."""
    from coursegen.reading.edit import Edit, appended, splice

    text = _filled("principle.yaml", bundle.course.language, ID=name, COVERS="", CASE=name, CASE_MINUTES="3")
    new = {folder / "principles" / f"{name}.yaml": text}
    if not wanted.lesson:
        return new, {}
    lesson = _lesson_of(bundle, wanted.lesson)
    file = Path(bundle.places[lesson.id].file).absolute()
    minutes = Edit(("minutes",), str(lesson.minutes + _PRINCIPLE_MINUTES))
    return new, {file: splice(appended(file.read_text("utf-8-sig"), ("principles",), name), [minutes])}


_PRINCIPLE_MINUTES = 4 + 3
"""Minutes of the principle in the skeleton and of its case."""


def _lesson_of(bundle: CourseBundle, name: str) -> Lesson:
    lessons = {lesson.id: lesson for lesson in bundle.lessons}
    found = lessons.get(name) or lessons.get(f"lesson.{name}")
    if found is None:
        raise unknown_name("U240", name, lessons)
    return found


def _item(name: str, bundle: CourseBundle, wanted: Wanted) -> str:
    """Items for a principle, and the first objective of its lesson."""
    owners = {principle: lesson for lesson in bundle.lessons for principle in lesson.principles}
    principle = wanted.principle or next(iter(owners), "")
    if principle not in owners:
        raise unknown_name("U360", principle, owners)
    objective = owners[principle].objectives[0].id
    return _filled("item.yaml", bundle.course.language, ID=name, PRINCIPLE=principle, OBJECTIVE=objective)


def _filled(name: str, language: str, **facts: str) -> str:
    folder = "skeletons/en" if language == "en" else "skeletons"
    text = (get_data("coursegen.cli", f"{folder}/{name}") or b"").decode()
    return re.sub(r"@(\w+)@", lambda found: facts[found[1]], text)


def _write(voice: Voice, new: Files, changed: Files) -> None:
    """Write new files and changed ones, unless one of the new is there already (by any case): then none."""
    if there := [Fault("O103", place_of(path)) for path in new if _exists(path)]:
        raise FaultError(there)
    for path, text in {**new, **changed}.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, text.encode())
        except OSError as error:
            raise fail("O102", place_of(path), reason=reason_of(error)) from error
        state = "written" if path in new else "changed"
        voice.result(shown(path), path=shown(path), state=state)


def _exists(path: Path) -> bool:
    """Whether something has this name in its folder, or the folder in its own another case of its name."""
    return path.name.lower() in _beside(path) or any(
        part.name.lower() in _beside(part) and not part.exists() for part in (path.parent, path.parent.parent)
    )


def _beside(path: Path) -> set[str]:
    """Names in a path's folder, in small letters."""
    return {other.name.lower() for other in path.parent.iterdir()} if path.parent.is_dir() else set()
