"""Integrity of a finished Office file: what makes Office offer a repair is found here first.

Sources: ECMA-376 parts 1 and 2; each rule was tried against a file in which it is broken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from coursegen.checks.package_deck import check_deck
from coursegen.checks.package_document import check_document
from coursegen.checks.parts import Package, found, local
from coursegen.errors import Fault, FaultError, Place
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

_ACTIVE = re.compile(r"vbaProject|vbaData|/activeX/|/ctrlProps/|/embeddings/.*\.bin$", re.IGNORECASE)
_ACTIVE_KINDS = frozenset({"vbaProject", "control", "aFChunk", "attachedTemplate", "oleObject", "frame", "subDocument"})
_XML = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class _Rule:
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
    "styles": "wordprocessingml.styles+xml",
    "numbering": "numbering+xml",
    "header": "wordprocessingml.header+xml",
    "footer": "wordprocessingml.footer+xml",
    "settings": "wordprocessingml.settings+xml",
    "fontTable": "fontTable+xml",
}
_PICTURE_HEADS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}


def check_package(data: bytes, name: str) -> tuple[Fault, ...]:
    """Everything that is wrong with a .pptx or .docx: members, types, relationships, and the rules of its own kind."""
    try:
        parts = read_package(data, name)
    except FaultError as error:
        return tuple(Fault("O501", Place(name), {"detail": f.code}) for f in error.faults)
    trees, faults = _trees(parts, name)
    if CONTENT_TYPES not in trees:
        return tuple(faults)
    types = read_content_types(parts)
    relations = {
        owner: read_relations(parts[n]) for n in trees if n.endswith(".rels") and (owner := _owner(n)) is not None
    }
    package = Package(name, parts, trees, types, relations)
    checks = (_type_faults, _relation_faults, _use_faults, _need_faults, _active_faults, check_deck, check_document)
    return (*faults, *(fault for check in checks for fault in check(package)))


def _trees(parts: Mapping[str, bytes], name: str) -> tuple[dict[str, etree._Element], list[Fault]]:
    """XML of every part that is XML, and a fault for each that is not well-formed."""
    trees: dict[str, etree._Element] = {}
    faults = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for part, data in parts.items():
        if part.lower().endswith(_XML):
            try:
                trees[part] = etree.fromstring(data, parser)
            except etree.XMLSyntaxError as error:
                faults.append(found("O503", name, part, detail=str(error)))
    return trees, faults


def _owner(relations_part: str) -> str:
    """Name of the part whose relationships these are ("" = the package)."""
    return re.sub(r"(^|/)_rels/([^/]*)\.rels$", r"\1\2", relations_part)


def _type_faults(package: Package) -> Iterator[Fault]:
    for part in package.parts:
        if part != CONTENT_TYPES and part not in package.types:
            yield found("O502", package.name, part)
    overrides = [e.get("PartName") or "" for e in package.trees[CONTENT_TYPES] if local(e) == "Override"]
    for override, count in Counter(o.lstrip("/").lower() for o in overrides).items():
        if count > 1 or override not in {p.lower() for p in package.parts}:
            yield found("O502", package.name, override)
    for part, kind in package.types.items():
        if kind in _PICTURE_HEADS and not package.parts[part].startswith(_PICTURE_HEADS[kind]):
            yield found("O508", package.name, part, detail=kind)


def _relation_faults(package: Package) -> Iterator[Fault]:
    """Targets that are missing, double ids, references to the outside, targets of another type than the kind says."""
    names = {n.lower(): n for n in package.parts}
    for owner, rows in package.relations.items():
        twice = [key for key, count in Counter(r.id for r in rows).items() if count > 1]
        yield from (found("O504", package.name, relations_of(owner), detail=key) for key in twice)
        if owner and owner not in package.parts:
            yield found("O504", package.name, relations_of(owner), detail=owner)
        for row in rows:
            yield from _target_faults(package, owner, row, names)


def _target_faults(package: Package, owner: str, row: Relation, names: Mapping[str, str]) -> Iterator[Fault]:
    if row.external:
        if row.kind != "hyperlink":
            yield found("O506", package.name, relations_of(owner), detail=row.target)
        return
    target = names.get(resolve(owner, row.target.split("#")[0]).lower())
    if "\\" in row.target or target is None:
        yield found("O504", package.name, relations_of(owner), detail=row.target)
    elif not package.types.get(target, "").endswith(_TYPE_ENDINGS.get(row.kind, "")):
        yield found("O508", package.name, target, detail=row.kind)


def _use_faults(package: Package) -> Iterator[Fault]:
    """Relationship ids that a part uses and does not have."""
    for part, tree in package.trees.items():
        if part.endswith(".rels") or part == CONTENT_TYPES:
            continue
        known = {r.id for r in package.relations.get(part, ())}
        used = {
            str(v)
            for e in tree.iter(etree.Element)
            for k, v in e.attrib.items()
            if str(k).startswith(f"{{{OFFICE_RELATIONS}}}")
        }
        yield from (found("O505", package.name, part, detail=key) for key in sorted(used - known - {""}))


def _need_faults(package: Package) -> Iterator[Fault]:
    if sum(r.kind == "officeDocument" for r in package.relations.get("", ())) != 1:
        yield found("O504", package.name, "_rels/.rels", detail="officeDocument")
    for part, kind in package.types.items():
        for rule in _RULES:
            if kind.endswith(rule.ending):
                counts = Counter(r.kind for r in package.relations.get(part, ()))
                yield from (
                    found("O504", package.name, part, detail=need)
                    for need, count in rule.needs.items()
                    if counts[need] != count
                )


def _active_faults(package: Package) -> Iterator[Fault]:
    yield from (found("O507", package.name, part) for part in package.parts if _ACTIVE.search(part))
    for owner, rows in package.relations.items():
        yield from (
            found("O507", package.name, r.target) for r in rows if r.kind in _ACTIVE_KINDS and owner is not None
        )
