"""Where things are on the disk, and how files are written: the only module that knows folders.

The user's workspace is the current directory as far as it has `content/` or `templates/`; what is not there comes from
the folders shipped with the program.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import count
from pathlib import Path

from msgspec import Struct

from coursegen.errors import NOWHERE, FaultError, Place, fail
from coursegen.files import cache_folder as cache_folder
from coursegen.files import history_folder as history_folder
from coursegen.files import leads_out as leads_out
from coursegen.files import own_cache as own_cache
from coursegen.files import sha256 as sha256
from coursegen.files import write_atomic as write_atomic
from coursegen.text import did_you_mean

COURSE_FILE = "course.yaml"
UNIT_FILE = "unit.yaml"

_PACKAGE = Path(__file__).resolve().parent
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class Workspace(Struct, frozen=True):
    """Folders in the order they are searched: the user's own before the shipped ones. Both may be the same."""

    root: Path
    bundled: Path

    @property
    def roots(self) -> tuple[Path, ...]:
        """The user's folder and the shipped one, each once."""
        return tuple(dict.fromkeys(path.resolve() for path in (self.root, self.bundled)))

    @property
    def unit_roots(self) -> tuple[Path, ...]:
        """Existing folders that hold units, nearest first."""
        return self._existing("templates")

    @property
    def output(self) -> Path:
        """Where kits go when nothing else is said."""
        return self.root / "output"

    @property
    def results(self) -> Path:
        """The file that sittings are kept in."""
        return self.root / "results.db"

    def courses(self) -> dict[str, Path]:
        """Folder of every course by its name; the user's own hides a shipped one of the same name."""
        return _folders_with(COURSE_FILE, self._existing("content"))

    def units(self) -> dict[str, Path]:
        """Folder of every unit by its id, nearest first."""
        return _folders_with(UNIT_FILE, self.unit_roots)

    def course_folder(self, course: str) -> Path:
        """Folder of a course given by its name under `content/` or by a path to it (or to its course.yaml).

        Raises U210 or U211 for a name that is not known, U212 for a path that leads nowhere, U213 for a folder without
        course.yaml.
        """
        known = self.courses()
        if course in known:
            return known[course]
        path = Path(course)
        if path.name == COURSE_FILE and path.is_file():
            return path.parent
        if (path / COURSE_FILE).is_file():
            return path
        raise _no_course(course, path, tuple(known))

    def _existing(self, name: str) -> tuple[Path, ...]:
        return tuple(root / name for root in self.roots if (root / name).is_dir())


def find_workspace() -> Workspace:
    """The workspace of the current directory."""
    return Workspace(Path.cwd(), bundled_folder())


def bundled_folder() -> Path:
    """Folder with the shipped `templates/` and `content/`: inside an installed package, else the repository."""
    shipped = _PACKAGE / "_bundled"
    return shipped if shipped.is_dir() else _PACKAGE.parent


def shown(path: Path) -> str:
    """A path as the user knows it: relative to the current directory when below it, with forward slashes."""
    return _shown(str(path), os.getcwd())  # noqa: PTH109 - a key; paths of a course are shown by the hundred


@lru_cache(maxsize=4096)
def _shown(path: str, current: str) -> str:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would replace links by what they point at
    with suppress(ValueError):
        return absolute.relative_to(current).as_posix()
    return absolute.as_posix()


def place_of(path: Path, line: int = 0, column: int = 0) -> Place:
    """A place in a file, as shown to the user."""
    return Place(shown(path), line, column)


def safe_name(name: str) -> str:
    """A file name that every system takes: no reserved characters, no trailing dot or blank, no device name of DOS."""
    clean = _FORBIDDEN.sub("-", name).strip().rstrip(".") or "-"
    return f"_{clean}" if _RESERVED.match(clean) else clean


def hash_files(files: Mapping[str, Path]) -> str:
    """One hash over files: of each its name and its bytes, by name, whatever the folder they stand in."""
    return hash_of({name: hash_file(path) for name, path in files.items()})


def hash_of(digests: Mapping[str, str]) -> str:
    """What `hash_files` says of files that have these hashes of their own."""
    return sha256("".join(f"{name}\0{digests[name]}\n" for name in sorted(digests)).encode())


def hash_file(path: Path) -> str:
    """Hash of a file's bytes."""
    with open(path, "rb") as file:  # noqa: PTH123 - of a course there are hundreds
        return sha256(file.read())


def free_backup(path: Path) -> Path:
    """`deck.backup.pptx`, `deck.backup.2.pptx` and so on: the first that is not there."""
    names = (f"{path.stem}.backup{'' if n == 1 else f'.{n}'}{path.suffix}" for n in count(1))
    return next(free for name in names if not (free := path.with_name(name)).exists())


def _folders_with(name: str, parents: tuple[Path, ...]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for parent in parents:
        for folder in sorted(parent.iterdir()):
            if (folder / name).is_file():
                found.setdefault(folder.name, folder)
    return found


def unknown_name(code: str, name: str, known: Iterable[str]) -> FaultError:
    """The fault of a name that nothing has: `code` (ends in 0) with a suggestion, `code` + 1 without one."""
    names = tuple(known)
    suggestion = did_you_mean(name, names)
    return fail(code if suggestion else f"{code[:-1]}1", NOWHERE, name=name, suggestion=suggestion, known=names)


def _no_course(course: str, path: Path, known: tuple[str, ...]) -> FaultError:
    if path.exists():
        return fail("U213", place_of(path), file=COURSE_FILE)
    if path.name != course:
        return fail("U212", NOWHERE, path=course)
    return unknown_name("U210", course, known)
