"""Where a fault is mended: the field of a form if there is one, else the line of a text."""

from __future__ import annotations

from pathlib import Path

from coursegen.errors import Fault, FaultError
from coursegen.reading import class_ids
from coursegen.reading.classes import FOLDER
from coursegen.reading.tree import places
from coursegen.reading.yaml_tree import parse
from coursegen.studio.class_fields import LISTS as CLASS_LISTS
from coursegen.studio.class_fields import NESTED, PLAIN
from coursegen.studio.ui import field_id
from coursegen.studio.unit_fields import CHOICES, COLORS, FONTS, LISTS, NAMES, TOP
from coursegen.workspace import COURSE_FILE, UNIT_FILE, Workspace

_UNIT_KEYS = frozenset((*TOP, *NAMES, *COLORS, *FONTS, *CHOICES, *LISTS))
_CLASS_KEYS = frozenset((*PLAIN, *NESTED, *CLASS_LISTS))
_TEXTS = ("lessons", "bank", "blueprints")


def address_of(workspace: Workspace, fault: Fault) -> str:
    """Address of the field or line at which a fault can be mended, or nothing."""
    if not fault.place.file:
        return ""
    path, line = Path(fault.place.file).resolve(), fault.place.line
    for name, folder in workspace.units().items():
        if path.parent == folder.resolve():
            return _in_unit(name, path, line)
    for name, folder in workspace.courses().items():
        if path.is_relative_to(folder.resolve()):
            return _in_course(name, folder, path, line)
    return ""


def _in_unit(name: str, path: Path, line: int) -> str:
    if path.name != UNIT_FILE:
        return f"/units/{name}/base"
    key = _key_at(path, line)
    if key in _UNIT_KEYS or key.startswith("terms."):
        return f"/units/{name}#{field_id(key)}"
    return f"/units/{name}/file?line={line}"


def _in_course(name: str, folder: Path, path: Path, line: int) -> str:
    at, inside = f"/courses/{name}", path.parent.name
    if path.parent.parent == folder.resolve() and inside == "principles":
        return f"{at}/principles/{path.stem}?line={line}"
    if path.parent.parent == folder.resolve() and inside in _TEXTS:
        return f"{at}/files/{inside}/{path.stem}?line={line}"
    if path == folder.resolve() / COURSE_FILE:
        return f"{at}/files/course/course?line={line}"
    if path.parent == folder.resolve() / FOLDER and path.stem in class_ids(folder):
        key = _key_at(path, line)
        return f"{at}/classes/{path.stem}" + (f"#{field_id(key)}" if key in _CLASS_KEYS else "")
    return at


def _key_at(path: Path, line: int) -> str:
    """The dotted key of the innermost value that begins on a line; nothing in a file that cannot be read."""
    try:
        root = parse(path.read_bytes().decode("utf-8-sig"), "").root
    except (FaultError, OSError, ValueError):
        return ""
    return next((".".join(keys) for keys, place in reversed(list(places(root))) if keys and place.line == line), "")
