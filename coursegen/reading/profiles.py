"""Profiles of platforms: `profiles/<id>.yaml` of a unit or of those it extends, and texts that become such files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from coursegen.errors import EXIT_TEMPLATE, Fault, FaultError, Place
from coursegen.model.exam import ItemKind
from coursegen.model.profile import Profile
from coursegen.reading.decode import read_bytes
from coursegen.workspace import shown, unknown_name

FOLDER = "profiles"
FIELDS = (
    "id", "kind", "material", "stem", "options", "answer", "reason", "rubric", "rationale", "source", "points",
    "difficulty", "principle", "objective", "bloom", "lines", "fixed", "lesson",
    *(f"option.{letter}" for letter in "ABCDEFGHIJ"),
)  # fmt: skip
"""Fields of a question that a column or a line may hold."""


def profile_files(folders: Sequence[Path]) -> Mapping[str, Path]:
    """Files of profiles by id, of each the nearest; `folders` are those of the unit and its parents."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((folder / FOLDER).glob("*.yaml")):
            found.setdefault(path.stem, path)
    return found


def find_profile(name: str, folders: Sequence[Path]) -> Profile:
    """A profile by its id, or by a path to its file. Raises U380, U381 and what `read_profile` does."""
    known = profile_files(folders)
    path = Path(name)
    if name not in known and path.suffix == ".yaml" and path.is_file():
        return read_profile(path)
    if name not in known:
        raise unknown_name("U380", name, known)
    return read_profile(known[name])


def read_profile(path: Path) -> Profile:
    """The profile in a file. Raises its C faults, as those of a unit's file."""
    from coursegen.reading.validate import Document, read_document

    try:
        document: Document[Profile] = read_document(Profile, read_bytes(path), shown(path))
        faults = tuple(_faults(document.value, document.tree.at))
    except FaultError as error:
        faults = error.faults
    if faults:
        raise FaultError(replace(fault, exits=EXIT_TEMPLATE) for fault in faults)
    return document.value


def _faults(profile: Profile, at: Callable[..., Place]) -> Iterator[Fault]:
    from coursegen.reading.validate import unknown

    codes = ("C109", "C110")
    for kind in profile.kinds:
        if kind not in get_args(ItemKind):
            yield unknown(codes, at("kinds", kind), kind, get_args(ItemKind))
    for n, column in enumerate(profile.columns):
        if column.field and column.field not in FIELDS:
            yield unknown(codes, at("columns", n, "field"), column.field, FIELDS)
    for field in profile.text.labels if profile.text else ():
        if field not in FIELDS:
            yield unknown(codes, at("text", "labels", field), field, FIELDS)
    for row in profile.above:
        if not row.isdecimal() or not 0 < int(row) < profile.header_row:
            yield Fault("C511", at("above", row), {"row": row, "header": profile.header_row})
    if not profile.columns and not profile.text:
        yield Fault("C510", at())
