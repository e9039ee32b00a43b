"""What this computer has of what the program and a unit's files want: Python, libraries, LibreOffice, fonts."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from coursegen.checks.machine.fonts import installed_families, stand_in
from coursegen.checks.machine.programs import Need, needs
from coursegen.model import Brand
from coursegen.office.faces import ALIASES, faces
from coursegen.office.render import office_program

LEAST_PYTHON = (3, 11)
SERIF = "Times New Roman"
"""Latin face of documents."""

Kind = Literal["python", "library", "office", "font"]
State = Literal["ok", "old", "missing", "replaced"]


class Finding(Struct, frozen=True):
    """One thing looked for. `detail` is a version, a path, or the face that stands in; `wanted` the least version."""

    kind: Kind
    name: str
    state: State
    detail: str = ""
    wanted: str = ""

    @property
    def broken(self) -> bool:
        """Whether the program cannot work properly so."""
        return self.kind in ("python", "library") and self.state != "ok"


def examine(brand: Brand) -> tuple[Finding, ...]:
    """All findings for a unit's brand: Python, libraries, LibreOffice, fonts."""
    families = installed_families()
    return (_python(), *map(_library, needs()), _office(), *_fonts(brand, families))


def _python() -> Finding:
    state: State = "ok" if sys.version_info >= LEAST_PYTHON else "old"
    return Finding("python", "Python", state, platform.python_version(), ".".join(map(str, LEAST_PYTHON)))


def _library(need: Need) -> Finding:
    if not need.version:
        return Finding("library", need.name, "missing", wanted=need.least)
    return Finding("library", need.name, "ok" if need.enough else "old", need.version, need.least)


def _office() -> Finding:
    path = office_program()
    return Finding("office", "LibreOffice", "ok" if path else "missing", path)


def _fonts(brand: Brand, families: frozenset[str]) -> Iterator[Finding]:
    wanted = faces(brand)
    latin = (wanted.get("latin", ""), SERIF)
    for face in dict.fromkeys(filter(None, (*wanted.values(), SERIF))):
        names = (face, *ALIASES.get(face, ()))
        if any(name.casefold() in families for name in names):
            yield Finding("font", face, "ok")
        else:
            other = stand_in(face, chinese=face not in latin)
            yield Finding("font", face, "replaced" if other else "missing", other)
