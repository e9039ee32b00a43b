"""Where a kit stands: never built, up to date, made from other inputs, worked on by hand, or left by a killed build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from coursegen import __version__
from coursegen.build.bases import Look, in_look
from coursegen.build.deliver import ARCHIVE
from coursegen.build.manifest import MANIFEST, Manifest, read_manifest
from coursegen.build.products import PRODUCTS
from coursegen.build.record import content_hash, logo_record, template_hash
from coursegen.build.search import find_base, search_path
from coursegen.errors import FaultError
from coursegen.model import Unit
from coursegen.reading.classes import FOLDER
from coursegen.workspace import hash_files, safe_name, sha256

KitStanding = Literal["none", "fresh", "stale", "edited", "unfinished"]
_RECORDED = ("coursegen", "content", "template", "logo", "roster")
"""What a record says of a product's inputs, beside its base."""


class KitFile(Struct, frozen=True):
    """A file that the manifest knows and that is there; `edited` when a person changed it. `size` is in bytes."""

    name: str
    product: str
    size: int
    edited: bool


class KitState(Struct, frozen=True):
    """A kit on the disk. `made` is when its manifest was last written (seconds since 1970), 0 where there is none."""

    folder: Path
    standing: KitStanding
    files: tuple[KitFile, ...] = ()
    made: float = 0


def kit_folder(output: Path, unit: str, course_id: str, class_: str = "") -> Path:
    """Where the kit of a unit, a course and a class stands."""
    folder = output / safe_name(unit) / safe_name(course_id)
    return folder / safe_name(class_) if class_ else folder


def kit_state(folder: Path, course: Path, unit: Unit, roots: tuple[Path, ...], class_roster: str = "") -> KitState:
    """The state of the kit in a folder; `course` is the course's folder, `class_roster` the roster file of its class.

    A kit is edited when any file differs from what was made; else unfinished when a build was killed while it wrote;
    else stale when any file was made from other inputs.
    """
    manifest, _ = read_manifest(folder)
    records = {name: record for name, record in manifest.outputs.items() if (folder / name).is_file()}
    if not records and not manifest.pending:
        return KitState(folder, "none")
    files = tuple(_file(folder / name, record, manifest) for name, record in records.items())
    made = (folder / MANIFEST).stat().st_mtime
    if any(file.edited for file in files):
        return KitState(folder, "edited", files, made)
    if manifest.pending:
        return KitState(folder, "unfinished", files, made)
    current = _inputs(course, unit, roots, class_roster)
    fresh = all(_is_current(record, current, unit, roots) for record in records.values())
    return KitState(folder, "fresh" if fresh else "stale", files, made)


def _file(path: Path, record: Mapping[str, object], manifest: Manifest) -> KitFile:
    data = path.read_bytes()
    edited = sha256(data) not in manifest.pending | {record.get("sha256")}
    return KitFile(path.name, str(record.get("product")), len(data), edited=edited)


def _inputs(course: Path, unit: Unit, roots: tuple[Path, ...], roster: str) -> Mapping[str, object]:
    path = course / FOLDER / roster
    return {
        "coursegen": __version__, "content": content_hash(course, unit.extra),
        "template": template_hash(search_path(unit, roots)), **logo_record(unit),
        **({"roster": hash_files({roster: path})} if roster and path.is_file() else {}),
    }  # fmt: skip


def _is_current(
    record: Mapping[str, object], current: Mapping[str, object], unit: Unit, roots: tuple[Path, ...]
) -> bool:
    """Whether a file was made from what is there now. PDFs and zips follow the files they are made of."""
    product = PRODUCTS.get(str(record.get("product")))
    if record.get("product") == ARCHIVE or "source" in record or product is None:
        return True
    if any(record.get(key) != current.get(key) for key in _RECORDED):
        return False
    if "base" not in record:
        return True
    try:
        base = find_base(search_path(unit, roots), *product.bases)
    except FaultError:
        return False
    looks = (Look(), Look(unit.choices.aspect, unit.brand.mode)) if product.form != "document" else (Look(),)
    asked = any(mark in str(record.get("key", "")) for mark in ("16x9", "4x3", "dark", "light"))
    return asked or any(sha256(in_look(base, look).data) == record.get("base") for look in looks)
