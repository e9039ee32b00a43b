"""Office packages: scanned before anything opens them, and the index parts that every one of them has.

Part names are written without a leading slash. Sources: ECMA-376 part 2 (open packaging conventions).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from coursegen.errors import Fault, FaultError, Place, fail
from coursegen.office.prototype import escape

if TYPE_CHECKING:
    import zipfile

CONTENT_TYPES = "[Content_Types].xml"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHORT_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
"""Of parts that a file has hundreds of: what is always the same costs its bytes in every part anew."""

OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
NO_RELATIONS = f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'.encode()
CORE_RELATION = f"{PACKAGE_RELATIONS}/metadata/core-properties"

MAX_MEMBERS = 5000
MAX_BYTES = 512 * 2**20
MAX_RATIO = 200
"""A member that unpacks to more than this many times its size is a bomb (text parts reach about 40)."""
RATIO_FROM = 8 * 2**20

MEDIA_TYPES: Mapping[str, str] = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
}
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"))
_XML_NAMES = (".xml", ".rels", ".vml")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Relation(Struct, frozen=True):
    """One relationship of a part; `target` as written (relative), or an address when `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Last word of the type: `slide`, `image`, `theme` and so on."""
        return self.type.rsplit("/", 1)[-1]


def read_package(data: bytes, name: str) -> dict[str, bytes]:
    """Members of a package, by name, after a scan of the whole archive.

    Raises A501 (no package), A502 (encrypted or old binary file), A503 (too big), A504 (a member that swells), A505
    (unsafe or double member name), A506 (document type declaration), A507 (damaged member).
    """
    archive = _open(data, name)
    faults = tuple(_scan(archive, name))
    if faults:
        raise FaultError(faults)
    parts, broken = _members(archive, name)
    faults = (*broken, *(Fault("A506", Place(name), {"member": m}) for m, body in parts.items() if _has_dtd(m, body)))
    if faults:
        raise FaultError(faults)
    if CONTENT_TYPES not in parts:
        raise fail("A501", Place(name))
    return parts


def _open(data: bytes, name: str) -> zipfile.ZipFile:
    if data.startswith(_OLD_OFFICE):
        raise fail("A502", Place(name))
    import zipfile

    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise fail("A501", Place(name)) from error


def _scan(archive: zipfile.ZipFile, name: str) -> Iterable[Fault]:
    members = archive.infolist()
    total = sum(m.file_size for m in members)
    if len(members) > MAX_MEMBERS or total > MAX_BYTES:
        yield Fault("A503", Place(name), {"members": len(members), "megabytes": total // 2**20})
    seen: set[str] = set()
    for member in members:
        if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(1, member.compress_size):
            yield Fault("A504", Place(name), {"member": member.filename})
        if _unsafe(member.filename) or member.filename.lower() in seen:
            yield Fault("A505", Place(name), {"member": member.filename})
        if member.flag_bits & 1:
            yield Fault("A502", Place(name))
        seen.add(member.filename.lower())


def _unsafe(name: str) -> bool:
    return not name or name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/")


def _members(archive: zipfile.ZipFile, name: str) -> tuple[dict[str, bytes], list[Fault]]:
    import zipfile

    parts: dict[str, bytes] = {}
    broken = []
    for member in archive.infolist():
        if member.filename.endswith("/"):  # a folder; is_dir() fails on a member without a name
            continue
        try:
            parts[member.filename] = archive.read(member)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, zipfile.zlib.error):  # type: ignore[attr-defined]
            broken.append(Fault("A507", Place(name), {"member": member.filename}))
    return parts, broken


def _has_dtd(member: str, body: bytes) -> bool:
    """Whether an XML member holds a document type declaration, in whatever encoding (NULs of UTF-16 dropped)."""
    return member.lower().endswith(_XML_NAMES) and b"<!DOCTYPE" in body.replace(b"\0", b"")


@lru_cache(maxsize=4096)
def relations_of(part: str) -> str:
    """Name of the relationships part of a part (of the package itself for "")."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


@lru_cache(maxsize=4096)
def resolve(part: str, target: str) -> str:
    """Name of the part that a relative target of `part` means."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/")


@lru_cache(maxsize=4096)
def relative(part: str, target: str) -> str:
    """How `part` writes a reference to the part `target`."""
    folders, steps = part.split("/")[:-1], target.split("/")
    shared = next((n for n, (one, other) in enumerate(zip(folders, steps, strict=False)) if one != other), len(folders))
    return "/".join([".."] * (len(folders) - shared) + steps[shared:])


def read_relations(data: bytes) -> tuple[Relation, ...]:
    """Relationships of a .rels part, in its order."""
    from lxml import etree

    return tuple(
        Relation(e.get("Id", ""), e.get("Type", ""), e.get("Target", ""), e.get("TargetMode") == "External")
        for e in etree.fromstring(data).iter(f"{{{PACKAGE_RELATIONS}}}Relationship")
    )


def is_web_link(relation: Relation) -> bool:
    """Whether it is a link that a reader follows to the web or writes mail with: nothing is fetched, no file opened."""
    web = relation.target.lower().startswith(("http://", "https://", "mailto:"))
    return relation.external and relation.kind == "hyperlink" and web


def write_relations(relations: Iterable[Relation], head: str = XML_HEAD) -> bytes:
    """A .rels part; without a `head` it is UTF-8 too, as all XML is."""
    rows = "".join(
        f'<Relationship Id="{escape(r.id)}" Type="{escape(r.type)}" Target="{escape(r.target)}"'
        + (' TargetMode="External"/>' if r.external else "/>")
        for r in relations
    )
    return f'{head}<Relationships xmlns="{PACKAGE_RELATIONS}">{rows}</Relationships>'.encode()


def read_content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Content type of each part (the parts that have none are left out)."""
    defaults, overrides = _content_types(parts[CONTENT_TYPES])
    found = {name: overrides.get(name.lower()) or defaults.get(_extension(name), "") for name in parts}
    return {name: kind for name, kind in found.items() if kind and name != CONTENT_TYPES}


@lru_cache(maxsize=8)
def _content_types(data: bytes) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Types by extension, and by part, as they are listed."""
    from lxml import etree

    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for element in etree.fromstring(data):
        kind, extension, part = (element.get(name, "") for name in ("ContentType", "Extension", "PartName"))
        if extension:
            defaults[extension.lower()] = kind
        elif part:
            overrides[part.lstrip("/").lower()] = kind
    return defaults, overrides


def _extension(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()


def write_content_types(types: Mapping[str, str]) -> bytes:
    """`[Content_Types].xml` for parts and their types: defaults for relationships and pictures, else overrides."""
    return _content_types_of(tuple(types.items()))


@lru_cache(maxsize=8)
def _content_types_of(rows_of: tuple[tuple[str, str], ...]) -> bytes:
    types = dict(rows_of)
    extensions = {_extension(name) for name in types}
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {e: MEDIA_TYPES[e] for e in sorted(extensions) if e in MEDIA_TYPES}
    rows = [f'<Default Extension="{e}" ContentType="{kind}"/>' for e, kind in sorted(defaults.items())]
    rows += [
        f'<Override PartName="/{escape(name)}" ContentType="{kind}"/>'
        for name, kind in sorted(types.items())
        if defaults.get(_extension(name)) != kind
    ]
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{XML_HEAD}<Types xmlns="{space}">{"".join(rows)}</Types>'.encode()


def picture_extension(data: bytes, name: str) -> str:
    """`png`, `jpg`, `gif` or `bmp`, by the first bytes. Raises A508 for anything else."""
    for magic, extension in _MAGIC:
        if data.startswith(magic):
            return extension
    raise fail("A508", Place(name))


def is_picture(data: bytes) -> bool:
    """Whether bytes are a picture of a format that every program draws."""
    return data.startswith(tuple(magic for magic, _ in _MAGIC))


def media_extension(data: bytes, key: str) -> str:
    """`svg` for a medium whose key ends so (an SVG was read and cleaned), else as `picture_extension`."""
    return "svg" if key.lower().endswith(".svg") else picture_extension(data, key)


def picture_size(data: bytes, name: str) -> tuple[int, int]:
    """Width and height of a picture in pixels. Raises A508 for bytes that are no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise fail("A508", Place(name)) from error


def time_stamp(day: str) -> str:
    """W3CDTF stamp of a day written 2026-03-01 (or beginning so); of 2000-01-01 without one."""
    found = re.match(r"\d{4}-\d\d-\d\d", day)
    return f"{date.fromisoformat(found.group()).isoformat()}T00:00:00Z" if found else "2000-01-01T00:00:00Z"


def core_properties(title: str, subject: str, author: str, language: str, day: str) -> bytes:
    """docProps/core.xml; `day` as in `time_stamp`."""
    stamp = time_stamp(day)
    fields = (
        ("dc:title", title),
        ("dc:subject", subject),
        ("dc:creator", author),
        ("cp:lastModifiedBy", author),
        ("cp:revision", "1"),
        ("dc:language", language),
    )
    rows = "".join(f"<{tag}>{escape(value)}</{tag}>" for tag, value in fields if value)
    dates = "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{tag}>' for tag in ("created", "modified")
    )
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{rows}{dates}</cp:coreProperties>'
    ).encode()


def app_properties(**numbers: int) -> bytes:
    """docProps/app.xml; `numbers` are counts such as Slides and Notes, in schema order."""
    rows = "".join(f"<{tag}>{number}</{tag}>" for tag, number in numbers.items())
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{XML_HEAD}<Properties xmlns="{space}"><Application>coursegen</Application>{rows}</Properties>'.encode()
