"""What a worker elsewhere needs of a workspace: an archive of all that units share, and one of what each has alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from zipfile import ZipFile

from msgspec import Struct

from coursegen.build.request import Request
from coursegen.build.search import folders_of_unit
from coursegen.office.pack import UNIX, pack
from coursegen.workspace import UNIT_FILE, sha256

COURSE = "course"


class Inputs(Struct, frozen=True, dict=True):
    """A request's files for a batch of units."""

    request: Request
    units: Sequence[str]

    @cached_property
    def chains(self) -> Mapping[str, tuple[Path, ...]]:
        """Folders of each unit and its parents, nearest first; none of a unit that cannot be read."""
        return {unit: folders_of_unit(unit, self.request.unit_roots) for unit in self.units}

    @cached_property
    def shared(self) -> bytes:
        """The course, every folder that units inherit from, and the file of every unit: its name is looked for."""
        roots = self.request.unit_roots
        files = {f"{COURSE}/{self.request.course.name}/{name}": data for name, data in _files(self.request.course)}
        parents = {folder for unit, chain in self.chains.items() for folder in chain if folder.name != unit}
        for number, root in enumerate(roots):
            for folder in sorted(path for path in root.iterdir() if path.is_dir()):
                inner = _files(folder) if folder in parents else _unit_file(folder)
                files |= {f"{number}/{folder.name}/{name}": data for name, data in inner}
        return pack(files, "zlib", origin=UNIX)

    def own(self, unit: str) -> bytes:
        """All of a unit's own folders, nearest first, as one folder."""
        files: dict[str, bytes] = {}
        for root in reversed(self.request.unit_roots):
            if (root / unit).is_dir():
                files |= {f"{unit}/{name}": data for name, data in _files(root / unit)}
        return pack(files, "zlib", origin=UNIX)

    def shown(self) -> Mapping[str, str]:
        """Folders as they are named in an archive, and as the user knows them."""
        roots = {str(number): str(root) for number, root in enumerate(self.request.unit_roots)}
        return {f"{COURSE}/{self.request.course.name}": str(self.request.course), **roots}


def unpacked(data: bytes, home: Path) -> Path:
    """The folder with what an archive holds, unpacked once on a machine however many tasks need it."""
    folder = home / sha256(data)[:32]
    if not folder.is_dir():
        home.mkdir(parents=True, exist_ok=True)
        part = Path(mkdtemp(dir=home, prefix="~"))
        with ZipFile(BytesIO(data)) as archive:
            archive.extractall(part)
        with suppress(OSError):  # another task was faster
            part.rename(folder)
    return folder


def _files(folder: Path) -> Iterable[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.name[0] not in ".~":
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _unit_file(folder: Path) -> Iterable[tuple[str, bytes]]:
    path = folder / UNIT_FILE
    return [(UNIT_FILE, path.read_bytes())] if path.is_file() else []
