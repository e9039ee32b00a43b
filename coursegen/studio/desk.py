"""The workspace as pages see it: things by their ids, never by paths that a browser sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field
from starlette.exceptions import HTTPException

from coursegen.build.manifest import MANIFEST
from coursegen.build.state import KitState, kit_folder, kit_state
from coursegen.errors import Fault, FaultError, UiLanguage
from coursegen.model import Class, CourseBundle, Unit
from coursegen.reading import UnitLayers, class_ids, read_class, read_course, read_unit
from coursegen.reading.classes import FOLDER
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.studio.draft import Drafts
from coursegen.studio.history import History
from coursegen.studio.jobs import Jobs
from coursegen.studio.kept import Kept, Stamp, stamp
from coursegen.studio.pictures import Pictures
from coursegen.studio.session import Session
from coursegen.workspace import Workspace

T = TypeVar("T")

NO_CLASS = "-"
"""Stands for no class in an address; no class can be called so."""


class KitId(Struct, frozen=True):
    """A kit by the ids of its unit, course and class ("" = of no class)."""

    unit: str
    course: str
    class_: str = ""

    @property
    def address(self) -> str:
        """Address of its page."""
        return f"/kits/{self.unit}/{self.course}/{self.class_ or NO_CLASS}"


class Desk(Struct, frozen=True):
    """All that pages work with."""

    workspace: Workspace
    session: Session
    history: History
    jobs: Jobs
    kept: Kept = field(default_factory=Kept)
    pictures: Pictures = field(default_factory=Pictures)
    drafts: Drafts = field(default_factory=Drafts)

    def course(self, name: str) -> Path:
        """Folder of a course; 404 for one that is not there."""
        return _found(self.workspace.courses().get(name))

    def bundle(self, name: str) -> CourseBundle:
        """A course by its name. Raises what `read_course` does."""
        folder = self.course(name)
        return self.kept.get(folder, folder.rglob("*.y*ml"), lambda: read_course(folder))

    def unit_folder(self, name: str) -> Path:
        """Folder of a unit; 404 for one that is not there."""
        return _found(self.workspace.units().get(name))

    def unit(self, name: str) -> tuple[Unit, UnitLayers]:
        """A unit by its id. Raises what `read_unit` does."""
        self.unit_folder(name)
        return self._unit(name, self._unit_files())

    def term_labels(self, language: UiLanguage) -> Mapping[str, str]:
        """What the term slots are called: what the unit that all begin from says in the language of the page."""
        tongue = language if language == "en" else ""
        files, roots = _below(self.unit_folder(DEFAULT_UNIT)), self.workspace.unit_roots
        return self.kept.at(("terms", tongue), files, lambda: read_unit(DEFAULT_UNIT, roots, tongue)[0].terms)

    def every_unit(self) -> dict[str, tuple[Unit, UnitLayers] | FaultError]:
        """All units by their ids, or what keeps one from being read; files are looked at once for all."""
        files = self._unit_files()
        return {name: _tried(partial(self._unit, name, files)) for name in self.workspace.units()}

    def _unit_files(self) -> Stamp:
        return stamp(path for root in self.workspace.unit_roots for path in root.glob("*/*") if path.is_file())

    def _unit(self, name: str, files: Stamp) -> tuple[Unit, UnitLayers]:
        return self.kept.at(("unit", name), files, lambda: read_unit(name, self.workspace.unit_roots))

    def own(self, path: Path) -> bool:
        """Whether a file is the user's own: what is shipped with the program is not changed.

        The program may be installed in an environment below the workspace: being below it is not enough.
        """
        root = self.workspace.root.resolve()
        return any(path.resolve().is_relative_to(root / name) for name in ("content", "templates"))

    def class_(self, course: str, name: str) -> Class:
        """A class of a course; 404 for one that is not there. Raises what `read_class` does."""
        folder = self.course(course)
        if name not in class_ids(folder):
            raise HTTPException(404)
        files = (folder / FOLDER).iterdir()
        return self.kept.get((folder, name), files, lambda: read_class(folder, name, self.bundle(course))[0])

    def kit(self, kit: KitId) -> KitState:
        """Where a kit stands. Raises faults of its course, unit or class."""
        if kit.class_ and kit.class_ not in class_ids(self.course(kit.course)):
            raise HTTPException(404)
        inputs = (*_below(self.course(kit.course)), *_below(*self.workspace.unit_roots))
        return self._state(kit, self.unit(kit.unit)[0], self.bundle(kit.course), inputs)

    def _state(self, kit: KitId, unit: Unit, bundle: CourseBundle, inputs: Stamp) -> KitState:
        folder = kit_folder(self.workspace.output, kit.unit, bundle.course.id, kit.class_)
        if not (folder / MANIFEST).is_file():
            return KitState(folder, "none")
        roster = self.class_(kit.course, kit.class_).file.roster if kit.class_ else ""
        course, roots = self.course(kit.course), self.workspace.unit_roots
        return self.kept.at(kit, (*inputs, *_below(folder)), lambda: kit_state(folder, course, unit, roots, roster))

    def warm(self) -> None:
        """Read everything once, so that the first page need not; what is wrong is told when it is asked for."""
        for course in self.workspace.courses():
            with suppress(FaultError):
                self.bundle(course)
        self.every_unit()

    def kits(self) -> Iterator[tuple[KitId, KitState | tuple[Fault, ...]]]:
        """Every kit there can be, with its state or what keeps it from being read; files are looked at once for all."""
        units, bases = self.every_unit(), _below(*self.workspace.unit_roots)
        for course, folder in self.workspace.courses().items():
            bundle, inputs = _tried(partial(self.bundle, course)), (*_below(folder), *bases)
            for name, unit in units.items():
                for class_ in ("", *class_ids(folder)):
                    kit = KitId(name, course, class_)
                    if isinstance(bundle, FaultError) or isinstance(unit, FaultError):
                        yield kit, next(one.faults for one in (unit, bundle) if isinstance(one, FaultError))
                        continue
                    state = _tried(partial(self._state, kit, unit[0], bundle, inputs))
                    yield kit, state.faults if isinstance(state, FaultError) else state

    def address_of(self, fault: Fault) -> str:
        """Address of the field or line at which a fault can be mended, or nothing."""
        from coursegen.studio.mending import address_of  # with YAML, which is not needed where nothing is wrong

        return address_of(self.workspace, fault)


def _below(*folders: Path) -> Stamp:
    """How all files below folders stand."""
    return stamp(path for folder in folders for path in folder.rglob("*") if path.is_file())


def _tried(read: Callable[[], T]) -> T | FaultError:
    """What is read, or the faults that keep it from being read, as a value."""
    try:
        return read()
    except FaultError as error:
        return error


def _found(folder: Path | None) -> Path:
    if folder is None:
        raise HTTPException(404)
    return folder
