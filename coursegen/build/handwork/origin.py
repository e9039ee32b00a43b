"""An edited file → the kit it is from, the file as it was made, and the texts that can stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.asked import asked_again
from coursegen.build.handwork.proposals import Texts
from coursegen.build.line import make
from coursegen.build.manifest import MANIFEST, key_of, records_of
from coursegen.build.products import OFFICE
from coursegen.build.request import Request
from coursegen.build.search import search_path
from coursegen.errors import FaultError, fail
from coursegen.model import Unit
from coursegen.office.pack import parts_hash
from coursegen.reading import read_course, read_unit
from coursegen.reading.sources import Source, sources_in
from coursegen.workspace import COURSE_FILE, UNIT_FILE, Workspace, place_of, shown, unknown_name

_FOLDERS = ("lessons", "principles", "bank", "blueprints")


class Origin(Struct, frozen=True):
    """Where an edited file comes from.

    `made` is the file as it would be made now, `fresh` whether its parts are those made then, to the byte.
    """

    request: Request
    unit: Unit
    made: bytes
    fresh: bool

    def texts(self) -> Texts:
        """All texts of the course with the unit's own, and those of the units of its chain."""
        own = [Path(file.path) for file in self.unit.extra if file.kind != "slides"]
        course = (*_files(self.request.course), *own)
        words = tuple(self.unit.replace.values())
        units = [folder / UNIT_FILE for _, folder in search_path(self.unit, self.request.unit_roots)]
        return Texts.of(_sources(course), _sources(path for path in units if path.is_file()), self.unit.terms, words)


def find_origin(edited: Path, kit_file: Path, workspace: Workspace) -> Origin:
    """The origin of an edited file; `kit_file` is what it was called in its kit.

    Raises U410 where no manifest knows that file, U411 for a file that is neither slides nor document, U412 for one in
    another language than its course, and what making it again raises.
    """
    if not edited.name.lower().endswith(OFFICE):
        raise fail("U411", place_of(edited))
    folder, name = _kit(kit_file, workspace)
    record = records_of(folder)[name]
    course, unit_id, class_ = _whose(folder, record, workspace)
    request = Request(
        course,
        unit_id,
        workspace.unit_roots,
        products=(str(record["product"]),),
        class_=class_,
        store=workspace.results,
    )
    request = asked_again(request, record)
    bundle = read_course(course)
    if request.language not in ("", bundle.course.language):
        raise fail("U412", place_of(edited), language=request.language, own=bundle.course.language)
    kit = make(replace(request, keep_going=True))
    made = next((file for file in kit.files if (file.key or file.name) == key_of(name, record)), None)
    if made is None:
        raise FaultError([f for f in kit.faults if f.severity == "error"] or fail("U410", place_of(kit_file)).faults)
    unit, _ = read_unit(unit_id, workspace.unit_roots)
    return Origin(request, unit, made.data, parts_hash(made.data) == record.get("parts"))


def _kit(path: Path, workspace: Workspace) -> tuple[Path, str]:
    """The folder whose manifest knows the file: its own, else the only one below the output folder."""
    if path.name in records_of(path.parent):
        return path.parent, path.name
    known = [
        found.parent for found in sorted(workspace.output.rglob(MANIFEST)) if path.name in records_of(found.parent)
    ]
    if len(known) != 1:
        raise fail("U410", place_of(path), known=tuple(shown(folder / path.name) for folder in known) or ("-",))
    return known[0], path.name


def _whose(folder: Path, record: Mapping[str, object], workspace: Workspace) -> tuple[Path, str, str]:
    """Course folder, unit and class of a file. Raises U210 or U211, U220 or U221 for what is not there any more."""
    class_ = str(record.get("class", ""))
    above = folder.parent if class_ else folder
    course, unit = str(record.get("course", above.name)), str(record.get("unit", above.parent.name))
    if unit not in workspace.units():
        raise unknown_name("U220", unit, workspace.units())
    found = next((path for name, path in workspace.courses().items() if course in (name, _id_of(path))), None)
    if found is None:
        raise unknown_name("U210", course, workspace.courses())
    return found, unit, class_


def _id_of(folder: Path) -> str:
    try:
        return read_course(folder).course.id
    except FaultError:
        return ""


def _files(course: Path) -> Iterator[Path]:
    yield course / COURSE_FILE
    for name in _FOLDERS:
        yield from sorted((course / name).glob("*.yaml"))


def _sources(files: Iterator[Path] | tuple[Path, ...]) -> tuple[Source, ...]:
    return tuple(source for file in files for source in sources_in(file))
