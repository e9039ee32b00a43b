"""A deck base freed of what a generated deck must not carry: macros, outside references, sample slides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from coursegen.errors import Place, fail
from coursegen.office.package import (
    CONTENT_TYPES,
    OFFICE_RELATIONS,
    is_web_link,
    read_content_types,
    read_relations,
    resolve,
    write_content_types,
    write_relations,
)

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_DECK_TYPE = re.compile(
    r"presentationml\.(presentation|template|slideshow)\.main\+xml|ms-powerpoint\.\w+\.macroEnabled\.main\+xml"
)
_ACTIVE = re.compile(
    r"vbaProject|vbaData|attachedToolbars|activeX|/ctrlProps/|/customUI|/embeddings/.*\.bin$", re.IGNORECASE
)
_LEFT_OUT = frozenset(
    [
        "slide",
        "comments",
        "commentAuthors",
        "authors",
        "tags",
        "customXml",
        "changesInfo",
        "revisionInfo",
        "printerSettings",
        "thumbnail",
        "extensibility",
        "ui/extensibility",
        "custom-properties",
        "metadata/thumbnail",
    ]
)
"""Kinds of relationships of presentation and package that a generated deck does without."""
_SHEET = re.compile(r"ppt/(slideMasters|slideLayouts)/[^/]+\.xml$")
_DRAWINGS = tuple(qn(f"p:{name}") for name in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"))
_LINKS = tuple(qn(f"a:{name}") for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver"))
_PROGRAM = re.compile(r"ppaction://(program|macro|ole)", re.IGNORECASE)
_LISTS = ["sldIdLst", "custShowLst", "custDataLst", "extLst", "photoAlbum", "modifyVerifier", "smartTags"]


def cleaned(parts: dict[str, bytes], name: str) -> tuple[dict[str, bytes], int]:
    """Parts of a plain presentation without active content or outside references, and how many parts went."""
    types = read_content_types(parts)
    package = read_relations(parts.get("_rels/.rels", b"<r/>"))
    main = next((resolve("", r.target) for r in package if r.kind == "officeDocument"), "")
    if not _DECK_TYPE.search(types.get(main, "")):
        raise fail("T501", Place(name))
    active = {n for n in parts if _ACTIVE.search(n)}
    kept = {n: data for n, data in parts.items() if n not in active and n != CONTENT_TYPES}
    for part in [n for n in kept if n.endswith(".rels")]:
        kept[part] = _clean_relations(part, kept, parts)
    kept |= {n: numbered(data) for n, data in kept.items() if _SHEET.match(n)}
    types = {n: t for n, t in types.items() if n in kept} | {main: _MAIN_TYPE}
    return {CONTENT_TYPES: write_content_types(types), **kept}, len(active)


def _clean_relations(part: str, kept: dict[str, bytes], parts: Mapping[str, bytes]) -> bytes:
    """Relationships without those to parts that went and to the outside (links of text stay); users of them go too."""
    owner = re.sub(r"_rels/(.*)\.rels$", r"\1", part)
    rows = read_relations(parts[part])
    outside = [r for r in rows if r.external and not is_web_link(r)]
    gone = outside + [r for r in rows if not r.external and resolve(owner, r.target) not in kept]
    if owner in kept and (gone or b"ppaction://" in kept[owner]):
        kept[owner] = without_users(kept[owner], {r.id for r in gone})
    return write_relations(r for r in rows if r not in gone)


def without_users(data: bytes, ids: set[str]) -> bytes:
    """XML without the drawings (or, outside drawings, the elements) that refer to relationships that went."""
    try:
        root: Any = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for link in [e for e in root.iter(*_LINKS) if _PROGRAM.match(e.get("action") or "")]:
        link.getparent().remove(link)
    users = [
        (element, key)
        for element in root.iter(etree.Element)
        for key, value in element.attrib.items()
        if key.startswith(f"{{{OFFICE_RELATIONS}}}") and value in ids
    ]
    for element, key in users:
        if key == qn("r:link") and element.get(qn("r:embed")):
            del element.attrib[key]
            continue
        if element.tag in _LINKS:
            element.getparent().remove(element)
            continue
        drawing = next((a for a in element.iterancestors() if a.tag in _DRAWINGS), element)
        if drawing.getparent() is not None:
            drawing.getparent().remove(drawing)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def numbered(data: bytes) -> bytes:
    """A master or layout whose drawings have a number each (LibreOffice gives one twice); animations keep theirs."""
    root: Any = etree.fromstring(data)
    named = list(root.iter(qn("p:cNvPr")))
    numbers = [drawing.get("id") for drawing in named]
    sound = len(set(numbers)) == len(numbers) and "0" not in numbers
    if sound or root.find(qn("p:timing")) is not None:
        return data
    for number, drawing in enumerate(named, 1):
        drawing.set("id", str(number))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def strip(presentation: Any) -> None:
    """Take sample slides, sections, shows, comments and tags out, with everything only they lead to."""
    root = presentation.part._element  # noqa: SLF001 - python-pptx has no call that removes slides
    for name in _LISTS:
        for element in root.findall(qn(f"p:{name}")):
            root.remove(element)
    for holder in (presentation.part, presentation.part.package):
        for key, relation in list(holder._rels.items()):  # noqa: SLF001
            if any(relation.reltype.endswith(f"/{kind}") for kind in _LEFT_OUT):
                holder._rels.pop(key)  # noqa: SLF001
