"""What is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from coursegen.build.bases import AS_IT_IS, Look
from coursegen.build.papers import Forms, Printing
from coursegen.office.pack import Compressor


class Request(Struct, frozen=True):
    """A course folder, a unit, and what to make of them.

    `class_` is the id of a class of the course, or empty. `unit_roots` are the folders that hold units, nearest first.
    Without `lessons` and `products` the unit's choice is made, else all; without `language` the course's own; `date` is
    ISO or empty. `keep_going` writes what can be made when something else cannot. `plan` and `paper` are ids of a plan
    and a blueprint, or empty for the usual ones; what is made of those named has their names in its file names; so has
    what is made in a `look` (aspect and mode of slides) other than the unit's, an exam paper in another `printing`
    (sheet and seal) than the usual one, and each of several `forms` its letter. Without `compressor` the best one
    installed is taken. `thumbnails` of the slides stand in the guide, as LibreOffice draws them. `pdf` and `zip` add a
    PDF of every Office file and one zip of all files. `profile` is that of the platform a bank is exported to (an id,
    or a path to its file), or empty for our own. `drafts` are files of the course as they would be, by path: nothing
    made with them is to be kept. `store` is the file of sittings that papers are held against, if there is one.
    `force` replaces files that a person made or changed, keeping a backup; `final` refuses to make anything of a
    principle that is a draft.
    `remember` keeps finished products for the next run. Requests of one `moment` (any text) look only once at the
    course, and at what all units are called.
    """

    course: Path
    unit: str
    unit_roots: tuple[Path, ...]
    lessons: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    class_: str = ""
    output: Path = Path("output")
    language: str = ""
    date: str = ""
    plan: str = ""
    paper: str = ""
    forms: Forms = field(default_factory=Forms)
    look: Look = AS_IT_IS
    printing: Printing = field(default_factory=Printing)
    keep_going: bool = False
    compressor: Compressor | None = None
    profile: str = ""
    pdf: bool = False
    zip: bool = False
    force: bool = False
    thumbnails: bool = False
    drafts: Mapping[Path, bytes] = field(default_factory=dict)
    final: bool = False
    remember: bool = True
    moment: str = ""
    store: Path | None = None
