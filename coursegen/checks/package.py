"""Integrity of an Office file: what makes Office offer a repair, and what no file from outside should hold.

Sources: ECMA-376 parts 1 and 2; each rule was tried against a file in which it is broken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from coursegen.checks.house import check_house
from coursegen.checks.package_deck import check_deck, check_slides
from coursegen.checks.package_document import check_document
from coursegen.checks.package_outside import check_outside
from coursegen.checks.package_properties import check_properties
from coursegen.checks.parts import Package, carried, found, local
from coursegen.errors import Fault, FaultError, Place, Severity, fail
from coursegen.office.package import (
    CONTENT_TYPES,
    OFFICE_RELATIONS,
    Relation,
    read_content_types,
    read_package,
    read_relations,
    relations_of,
    resolve,
)

_XML = (".xml", ".rels")
_ZIP = b"PK\x03\x04"
_MAX_XML = 128 * 2**20
"""XML that Office itself would hardly open; trees take about ten times as much memory."""


class _Rule(Struct, frozen=True):
    """Parts of a content type must have so many relationships of a kind."""

    ending: str
    needs: Mapping[str, int]


_RULES = (
    _Rule("presentationml.slide+xml", {"slideLayout": 1}),
    _Rule("presentationml.slideLayout+xml", {"slideMaster": 1}),
    _Rule("presentationml.slideMaster+xml", {"theme": 1}),
    _Rule("presentationml.notesSlide+xml", {"slide": 1, "notesMaster": 1}),
    _Rule("presentationml.notesMaster+xml", {"theme": 1}),
)
_TYPE_ENDINGS = {
    "slide": "presentationml.slide+xml",
    "slideLayout": "slideLayout+xml",
    "slideMaster": "slideMaster+xml",
    "notesSlide": "notesSlide+xml",
    "notesMaster": "notesMaster+xml",
    "theme": "theme+xml",
    "chart": "drawingml.chart+xml",
    "styles": "wordprocessingml.styles+xml",
    "numbering": "numbering+xml",
    "header": "wordprocessingml.header+xml",
    "footer": "wordprocessingml.footer+xml",
    "settings": "wordprocessingml.settings+xml",
    "fontTable": "fontTable+xml",
    "footnotes": "footnotes+xml",
    "endnotes": "endnotes+xml",
    "comments": "comments+xml",
}
_PICTURE_HEADS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}
_PUT_UP_WITH = frozenset({"O502", "O506", "O507", "O508", "O516", "O522", "O523", "O524"})
"""What Office puts up with in some cases; a file of ours has none of it."""


def check_package(data: bytes, name: str) -> tuple[Fault, ...]:
    """Everything that is wrong with a .pptx or .docx of ours: integrity, and the rules of the house."""
    try:
        return check_made(open_made(data, name))
    except FaultError as error:
        return error.faults


def open_made(data: bytes | Mapping[str, bytes], name: str, sound: frozenset[str] = frozenset()) -> Package:
    """A package of ours, or its parts; one that cannot be opened raises O501 or O503, one that is too big O535."""
    try:
        return open_package(data, name) if isinstance(data, bytes) else _opened(data, name, sound)
    except FaultError as error:
        raise FaultError(_unsound(fault, name) for fault in error.faults) from error


def _unsound(fault: Fault, name: str) -> Fault:
    """What is wrong with a file of ours that cannot be opened: its size is for the user to change, all else is ours."""
    if fault.code == "A503":
        return Fault("O535", Place(name), fault.facts)
    return fault if fault.code == "O503" else Fault("O501", Place(name), {"detail": fault.code})


def check_made(package: Package, *, listed: bool = False) -> tuple[Fault, ...]:
    """Faults of a package of ours: what Office would put up with is an error too, but in a unit's own slides.

    Of one whose lists are known to be right, what they list is not looked for.
    """
    integrity = _own_faults(package) if listed else check_integrity(package)
    strict = (replace(f, severity="error") if _ours(f, package) else f for f in integrity)
    return (*strict, *check_house(package))


def _own_faults(package: Package) -> Iterator[Fault]:
    """What is wrong with properties and slides of a package whose lists are right."""
    own = {part: tree for part, tree in package.trees.items() if not _OF_THE_BASE.match(part)}
    yield from _use_faults(replace(package, trees=own))
    yield from check_properties(package)
    yield from check_slides(package)


def _ours(fault: Fault, package: Package) -> bool:
    return fault.code in _PUT_UP_WITH and not carried(package, str(fault.facts.get("part", "")))


def open_package(data: bytes, name: str) -> Package:
    """A package, its parts read as XML.

    Raises A501 to A507 as `read_package` does, A503 also for more XML than anybody reads, and O503 for XML that is not
    well-formed.
    """
    if data[:4] not in (_ZIP, b"\xd0\xcf\x11\xe0"):
        raise fail("A501", Place(name))
    return _opened(read_package(data, name), name)


def _opened(parts: Mapping[str, bytes], name: str, sound: frozenset[str] = frozenset()) -> Package:
    size = sum(len(body) for part, body in parts.items() if part.lower().endswith(_XML))
    if size > _MAX_XML:
        raise fail("A503", Place(name), members=len(parts), megabytes=size // 2**20)
    trees, faults = _trees({part: data for part, data in parts.items() if part not in sound}, name)
    if faults:
        raise FaultError(faults)
    relations = {_owner(n): _relations(parts[n]) for n in trees if n.endswith(".rels")}
    return Package(name, parts, trees, read_content_types(parts), relations, sound)


_relations = lru_cache(maxsize=2048)(read_relations)


def check_integrity(package: Package) -> tuple[Fault, ...]:
    """What is broken or dangerous in a package, errors and what Office puts up with (warnings)."""
    checks = (
        _type_faults,
        _relation_faults,
        _use_faults,
        _need_faults,
        check_outside,
        check_properties,
        check_deck,
        check_document,
    )
    return tuple(fault for check in checks for fault in check(package))


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_OF_THE_BASE = re.compile(r"ppt/(slideLayouts|slideMasters|notesMasters|theme)/")
"""Parts that most packages have from the same bases."""
_OF_MANY = re.compile(rf"{_OF_THE_BASE.pattern}|\[Content_Types\]\.xml$|(.*/)?_rels/[^/0-9]*\.rels$|ppt/[^/]*\.xml$")
"""These, and lists that are the same in files of one make."""


@lru_cache(maxsize=128)
def _tree(data: bytes) -> etree._Element:
    """A part of many packages; nobody changes it."""
    return etree.fromstring(data, _PARSER)


def _trees(parts: Mapping[str, bytes], name: str) -> tuple[dict[str, etree._Element], list[Fault]]:
    """XML of every part that is XML, and a fault for each that is not well-formed or declares a document type."""
    trees: dict[str, etree._Element] = {}
    faults = []
    for part, data in parts.items():
        if part.lower().endswith(_XML):
            try:
                trees[part] = _tree(data) if _OF_MANY.match(part) else etree.fromstring(data, _PARSER)
            except etree.XMLSyntaxError as error:
                faults.append(found("O503", name, part, detail=str(error)))
                continue
            if trees[part].getroottree().docinfo.internalDTD is not None:
                faults.append(Fault("A506", Place(name), {"member": part}))
    return trees, faults


@lru_cache(maxsize=64)
def is_well_formed(part: bytes) -> bool:
    """Whether a part is XML as anybody reads it."""
    return not _trees({"part.xml": part}, "")[1]


def _owner(relations_part: str) -> str:
    """Name of the part whose relationships these are ("" = the package)."""
    return re.sub(r"(^|/)_rels/([^/]*)\.rels$", r"\1\2", relations_part)


def _type_faults(package: Package) -> Iterator[Fault]:
    for part in package.parts:
        if part != CONTENT_TYPES and part not in package.types:
            yield found("O502", package.name, part)
    overrides = [e.get("PartName") or "" for e in package.trees[CONTENT_TYPES] if local(e) == "Override"]
    names = {p.lower() for p in package.parts}
    for override, count in Counter(o.lstrip("/").lower() for o in overrides).items():
        if count > 1 or override not in names:
            yield found("O502", package.name, override, severity="error" if count > 1 else "warning")
    for part, kind in package.types.items():
        if kind in _PICTURE_HEADS and not package.parts[part].startswith(_PICTURE_HEADS[kind]):
            other = package.parts[part].startswith((*_PICTURE_HEADS.values(), b"BM", b"RIFF"))
            yield found("O508", package.name, part, severity="warning" if other else "error", detail=kind)


def _relation_faults(package: Package) -> Iterator[Fault]:
    """Targets that are missing, double ids, targets of another type than the kind says."""
    names = {n.lower(): n for n in package.parts}
    for owner, rows in package.relations.items():
        twice = [key for key, count in Counter(r.id for r in rows).items() if count > 1]
        yield from (found("O504", package.name, relations_of(owner), detail=key) for key in twice)
        if owner and owner not in package.parts:
            yield found("O504", package.name, relations_of(owner), detail=owner)
        for row in rows:
            if not row.external:
                yield from _target_faults(package, owner, row, names)


def _target_faults(package: Package, owner: str, row: Relation, names: Mapping[str, str]) -> Iterator[Fault]:
    if row.kind == "hyperlink" and row.target.startswith("#"):
        return
    target = names.get(resolve(owner, row.target.split("#")[0]).lower())
    if "\\" in row.target or target is None:
        severity: Severity = "warning" if row.kind == "printerSettings" else "error"
        yield found("O504", package.name, relations_of(owner), severity=severity, detail=row.target)
    elif not package.types.get(target, "").endswith(_TYPE_ENDINGS.get(row.kind, "")):
        yield found("O508", package.name, target, detail=row.kind)


_USED = etree.XPath("//@r:*", namespaces={"r": OFFICE_RELATIONS}, smart_strings=False)
"""Every relationship id that stands in a part."""


def _may_use(part: bytes) -> bool:
    """Whether a part says what it must say to have any, or is written in an unusual way."""
    return OFFICE_RELATIONS.encode() in part or b"&#" in part or not part.startswith((b"<?", b"<p", b"<w", b"<a"))


def _use_faults(package: Package) -> Iterator[Fault]:
    """Relationship ids that a part uses and does not have."""
    for part, tree in package.trees.items():
        if part.endswith(".rels") or part == CONTENT_TYPES or not _may_use(package.parts[part]):
            continue
        known = {r.id for r in package.relations.get(part, ())}
        used = set(map(str, cast("list[str]", _USED(tree))))
        yield from (found("O505", package.name, part, detail=key) for key in sorted(used - known - {""}))


def _need_faults(package: Package) -> Iterator[Fault]:
    if sum(r.kind == "officeDocument" for r in package.relations.get("", ())) != 1:
        yield found("O504", package.name, "_rels/.rels", detail="officeDocument")
    for part, kind in package.types.items():
        for rule in _RULES:
            if kind.endswith(rule.ending) and part not in package.sound:
                counts = Counter(r.kind for r in package.relations.get(part, ()))
                yield from (
                    found("O504", package.name, part, detail=need)
                    for need, count in rule.needs.items()
                    if counts[need] != count
                )
