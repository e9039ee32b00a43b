"""What the manifest says of every product of a kit: what it was made from, and for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from coursegen import __version__
from coursegen.build.asked import asked
from coursegen.build.assets import read_asset
from coursegen.build.prepared import Prepared
from coursegen.build.request import Request
from coursegen.build.search import Search, own_and_inherited
from coursegen.model import ExtraFile, Unit
from coursegen.once import Asked, AtMoment
from coursegen.reading import PictureFile
from coursegen.reading.base_maps import MAP_FILE
from coursegen.workspace import UNIT_FILE, hash_file, hash_files, hash_of, sha256


def record_of(prepared: Prepared, request: Request) -> Mapping[str, object]:
    """What the manifest says of all products: versions, hashes of what they are made from, whose they are, choices."""
    course, beyond, extra = request.course, asked(request), prepared.unit.extra
    content = _content_at("" if extra else request.moment, course, extra)
    pictures = {name: picture_hash(picture) for name, picture in prepared.pictures.items()}
    return {
        "coursegen": __version__, "compressor": prepared.compressor, "content": content,
        "template": template_hash(prepared.search, request.moment),
        "language": prepared.language, "date": prepared.date, "lessons": [lesson.id for lesson in prepared.lessons],
        "plan": prepared.variant[0], "paper": prepared.variant[1],
        "course": prepared.bundle.course.id, "unit": prepared.unit.id, **({"asked": beyond} if beyond else {}),
        **({"pictures": pictures} if pictures else {}), **logo_record(prepared.unit), **prepared.held.record(course),
    }  # fmt: skip


def content_hash(course: Path, extra: Sequence[ExtraFile]) -> str:
    """One hash over a course's files and those that a unit adds to it."""
    content = {path.relative_to(course).as_posix(): path for path in course.rglob("*.yaml")}
    return hash_files(content | {f"{file.unit}/{Path(file.path).name}": Path(file.path) for file in extra})


_content_at = AtMoment(content_hash, 2)


def template_hash(search: Search, moment: str = "") -> str:
    """One hash over templates, unit files and maps on a search path; those of parents are read once for a moment."""
    own, inherited = own_and_inherited(search)
    each = [*map(_templates, own), *(_templates_at(moment, one) for one in inherited)]
    return hash_of({f"{turn}/{name}": digest for turn, found in enumerate(each) for name, digest in found.items()})


def _templates(searched: tuple[str, Path]) -> Mapping[str, str]:
    """Hashes of the files of one folder that say what products look like, by name."""
    paths = (path for path in searched[1].iterdir() if path.suffix == ".j2" or path.name in (UNIT_FILE, MAP_FILE))
    return {path.name: hash_file(path) for path in paths}


_templates_at = AtMoment(_templates, 64)


def picture_hash(picture: PictureFile) -> str:
    """Hash of a picture as it is shown."""
    return _hash(Asked(id(picture), picture))


@lru_cache(maxsize=64)
def _hash(asked: Asked[PictureFile]) -> str:
    return sha256(asked.held.data + asked.held.vector)


def logo_record(unit: Unit) -> Mapping[str, str]:
    """What the manifest says of a unit's logo. Raises A850."""
    return {"logo": sha256(read_asset(Path(unit.brand.logo)))} if unit.brand.logo else {}
