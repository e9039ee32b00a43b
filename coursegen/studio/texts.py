"""Files of a course and of its units written as text: lessons, items, papers, classes, units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import Response

from coursegen.errors import FaultError
from coursegen.html.markup import NOTHING, Markup
from coursegen.reading import class_ids, read_class, read_course
from coursegen.reading.classes import FOLDER
from coursegen.studio.code import checked, code_box, ending, live_form, sound, told, written
from coursegen.studio.desk import Desk
from coursegen.studio.history import hash_of
from coursegen.studio.saving import check_unit, copied, placed, save
from coursegen.studio.sending import text
from coursegen.studio.shipped import shipped_note, shipped_unit
from coursegen.studio.ui import Page, Ui, el, hidden, link
from coursegen.workspace import COURSE_FILE, UNIT_FILE

KINDS: Mapping[str, str] = {"lessons": "lesson", "bank": "bank", "blueprints": "blueprint", "course": "course"}
"""What stands in each folder of a course; `course` stands for the course's own file."""


class _Text(Struct, frozen=True):
    """A file that is written as text: what it is, its address, where one goes back to, what raises its faults."""

    path: Path
    kind: str
    at: str
    back: str
    section: str
    check: Callable[[bytes], object]


def text_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """A file as text, checked while one writes."""
    _ = ui.label
    found = _found(desk, asked)
    content = found.path.read_bytes()
    own = desk.own(found.path)
    body = live_form(
        ui,
        found.at,
        hidden("seen", hash_of(found.path)),
        code_box(ui, content, _("{name}的文本").format(name=found.path.name), found.kind),
        checked(_told(desk, ui, found, content)),
        ending(ui, link(found.back, _("回去"), quiet=True), own=own),
    )
    at = asked.path_params
    note = shipped_note(desk, ui, at["course"]) if "course" in at else NOTHING if own else shipped_unit(ui, at["unit"])
    title = f"{found.path.parent.name} / {found.path.name}"
    return Page(title, el("div", note, body, class_="stack"), found.section, wide=True, editor=True)


def check_text(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Markup:
    """What is wrong with a file as it is written."""
    return _told(desk, ui, _found(desk, asked), written(text(form_, "text")))


def save_text(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Save a whole file, if all can be read with it."""
    found = _found(desk, asked)
    content = written(text(form_, "text"))
    found.check(content)
    return save(desk, ui, found.path, content, text(form_, "seen"), back=found.back, action=found.at)


def _told(desk: Desk, ui: Ui, found: _Text, content: bytes) -> Markup:
    try:
        found.check(content)
    except FaultError as error:
        return told(desk, ui, error.faults, found.path)
    return sound(ui)


def _found(desk: Desk, asked: Asked) -> _Text:
    """The file that an address names, by ids alone; 404 for one that is not there."""
    at = asked.path_params
    if "unit" in at:
        return _unit(desk, at["unit"])
    if "class_" in at:
        return _class(desk, at["course"], at["class_"])
    return _of_course(desk, at["course"], at["kind"], at["name"])


def _unit(desk: Desk, unit: str) -> _Text:
    at = f"/units/{unit}"
    path = desk.unit_folder(unit) / UNIT_FILE
    return _Text(path, "unit", f"{at}/file", at, "/units", lambda new: check_unit(desk, unit, {UNIT_FILE: new}))


def _class(desk: Desk, course: str, name: str) -> _Text:
    path = class_file(desk, course, name)
    at = f"/courses/{course}/classes/{name}"
    return _Text(
        path, "class", f"{at}/file", at, "/courses", lambda new: check_class(desk, course, name, {path.name: new})
    )


def _of_course(desk: Desk, course: str, kind: str, name: str) -> _Text:
    folder = desk.course(course)
    inside = folder if kind == "course" else folder / kind
    known = {path.stem: path for path in inside.glob("*.y*ml")} if kind in KINDS else {}
    path = folder / COURSE_FILE if kind == "course" else known.get(name)
    if kind not in KINDS or path is None or (kind == "course" and name != "course"):
        raise HTTPException(404)
    back = f"/courses/{course}/bank" if kind in ("bank", "blueprints") else f"/courses/{course}"
    at = f"/courses/{course}/files/{kind}/{name}"
    return _Text(path, KINDS[kind], at, back, "/courses", lambda new: read_course(folder, drafts={path: new}))


def class_file(desk: Desk, course: str, name: str) -> Path:
    """The file of a class; 404 for one that is not there."""
    folder = desk.course(course)
    if name not in class_ids(folder):
        raise HTTPException(404)
    return next(path for path in (folder / FOLDER / f"{name}{end}" for end in (".yaml", ".yml")) if path.is_file())


def check_class(desk: Desk, course: str, name: str, files: Mapping[str, bytes]) -> None:
    """Raise the faults that a class would have with these files in its folder."""
    folder = desk.course(course) / FOLDER
    with copied(folder, files) as copy, placed(copy, folder):
        read_class(copy.parent, name, desk.bundle(course))
