"""Picture files of a course or unit → clean bytes that any Office program shows, or a fault where the file is named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from coursegen.errors import Place, fail, reason_of
from coursegen.model import CourseBundle, Lesson, PictureFigure
from coursegen.once import AtMoment
from coursegen.reading.cache import cached
from coursegen.reading.course import collect
from coursegen.reading.picture_file import FORMATS, PictureFile
from coursegen.workspace import leads_out

VECTOR = ".svg"
FALLBACK = ".png"
LARGEST = 64 * 2**20
"""Bytes of the largest file that is read."""


def pictures_of(
    bundle: CourseBundle, lessons: Iterable[Lesson], own: Sequence[Path], shared: Sequence[Path], moment: str = ""
) -> dict[str, PictureFile]:
    """Every picture that the principles of lessons show, by its name in the course; all their faults at once.

    They are looked for in a unit's `own` folders before those that it has in common with others, which are looked into
    once for all of one `moment`.
    """
    named: dict[str, Place] = {}
    for lesson in lessons:
        for principle in bundle.of(lesson):
            if isinstance(principle.figure, PictureFigure):
                place = bundle.places.get(f"{principle.id}/figure/file", Place(""))
                named.setdefault(principle.figure.file, place)
    found = collect(partial(_picture, file, place, own, shared, moment) for file, place in named.items())
    return dict(zip(named, found, strict=True))


def _picture(file: str, place: Place, own: Sequence[Path], shared: Sequence[Path], moment: str) -> PictureFile:
    if any(os.path.isfile(os.path.join(folder, file)) for folder in own):  # noqa: PTH113, PTH118 - fast
        return read_picture(file, (*own, *shared), place)
    return _picture_at(moment, file, tuple(shared), place)


def read_picture(file: str, folders: Sequence[Path], place: Place) -> PictureFile:
    """A picture from the first of the folders that has it, cleaned; `place` is where its name stands.

    Raises A310 (missing), A311 (outside the folders), A312 (kind), A316 (an SVG without a PNG beside it), C003, and
    what `clean_picture` and `clean_vector` raise.
    """
    suffix = PurePosixPath(file).suffix.lower()
    if suffix != VECTOR and suffix not in FORMATS:
        raise fail("A312", place, value=file)
    folder = _folder_of(file, folders, place)
    if suffix != VECTOR:
        return _raster(file, folder, place)
    beside = str(PurePosixPath(file).with_suffix(FALLBACK))
    if not (folder / beside).is_file():
        raise fail("A316", place, value=file, wanted=PurePosixPath(beside).name)
    raster = _raster(beside, _folder_of(beside, (folder,), place), place)
    data = picture_bytes(folder / file, file, place)
    vector = cached({file: data}, bytes, partial(_vector, data, file, place))
    return PictureFile(raster.data, raster.width, raster.height, vector)


_picture_at = AtMoment(read_picture, 32)


def _raster(file: str, folder: Path, place: Place) -> PictureFile:
    return cleaned(picture_bytes(folder / file, file, place), file, place)


@lru_cache(maxsize=32)
def cleaned(data: bytes, file: str, place: Place) -> PictureFile:
    """What `clean_picture` makes of a file of this name, or made of it before. Raises what that raises.

    A plain picture is looked at again as fast as it would be found.
    """
    from coursegen.reading.picture_clean import clean_picture, plain_picture

    return plain_picture(data, file) or cached({file: data}, PictureFile, partial(clean_picture, data, file, place))


def _vector(data: bytes, file: str, place: Place) -> bytes:
    from coursegen.reading.picture_vector import clean_vector

    return clean_vector(data, file, place)


def _folder_of(file: str, folders: Sequence[Path], place: Place) -> Path:
    """The first folder in which the file is; links that lead out of it are not followed."""
    path = PurePosixPath(file)
    if "\\" in file or ":" in file or path.is_absolute() or ".." in path.parts:
        raise fail("A311", place, value=file)
    for folder in folders:
        if (folder / file).is_file():
            if leads_out(folder / file, folder):
                raise fail("A311", place, value=file)
            return folder
    raise fail("A310", place, value=file)


def picture_bytes(path: Path, file: str, place: Place) -> bytes:
    """Bytes of a picture file. Raises A315 for more than `LARGEST`, C003."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise fail("A315", place, value=file, size=f"{size // 2**20} MB")
        return path.read_bytes()
    except OSError as error:
        raise fail("C003", place, reason=reason_of(error)) from None
