"""A document base freed of what a generated document must not carry: macros, samples' parts, outside references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from coursegen.errors import Place, fail
from coursegen.office.document.markup import W
from coursegen.office.document.mend import mended
from coursegen.office.house.document_parts import numbering_xml, settings_xml
from coursegen.office.package import (
    CONTENT_TYPES,
    OFFICE_RELATIONS,
    Relation,
    is_web_link,
    read_content_types,
    read_relations,
    relations_of,
    resolve,
    write_content_types,
    write_relations,
)
from coursegen.office.tags import may_have_tags

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN_TYPE = f"{_WORD}.document.main+xml"
_DOCUMENT_TYPE = re.compile(
    r"wordprocessingml\.(document|template)\.main\+xml|ms-word\.\w+\.macroEnabled\w*\.main\+xml"
)
_KEPT = ("styles", "numbering", "settings", "theme", "fontTable", "header", "footer")
_KEPT_IN_PACKAGE = ("officeDocument", "core-properties", "extended-properties")
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX|/ctrlProps/|customUI|/embeddings/.*\.bin$", re.IGNORECASE)
_SETTINGS_OUT = (
    "attachedTemplate", "footnotePr", "endnotePr", "mailMerge", "documentProtection", "writeProtection", "docVars",
    "rsids", "trackRevisions", "linkStyles", "saveThroughXslt", "smartTagType", "schemaLibrary", "attachedSchema",
    "zoom",
)  # fmt: skip
_AFTER_COMPAT = frozenset(
    (
        "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping",
        "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown",
        "smartTagType", "schemaLibrary", "shapeDefaults",
        "doNotEmbedSmartTags", "decimalSymbol", "listSeparator", "docId", "conflictMode",
        "discardImageEditingData", "defaultImageDpi", "chartTrackingRefBased",
    )
)  # fmt: skip
"""What stands after w:compat in settings (CT_Settings is a sequence)."""

_FETCHING = re.compile(
    r"\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD|MACROBUTTON)\b", re.IGNORECASE
)
"""Fields that fetch from other files and programs, or run something (17.16.5)."""

_STORY = re.compile(r"word/(document|header\d*|footer\d*)\.xml$")
_MAY_FETCH = re.compile(rb"instr")
_CODE = f"{{{W}}}instrText"
_DRAWN = tuple(f"{{{W}}}{name}" for name in ("drawing", "pict", "object"))


def cleaned(parts: Mapping[str, bytes], name: str) -> tuple[dict[str, bytes], int]:
    """Parts of a plain document with only what gives it its looks, and how many parts of active content went.

    Raises T511 for a package that is no Word document.
    """
    types = read_content_types(parts)
    package = [r for r in read_relations(parts.get("_rels/.rels", b"<r/>")) if r.kind in _KEPT_IN_PACKAGE]
    main = next((resolve("", r.target) for r in package if r.kind == "officeDocument"), "")
    if main not in parts or not _DOCUMENT_TYPE.search(types.get(main, "")):
        raise fail("T511", Place(name))
    kept = {"_rels/.rels": write_relations(package)}
    kept |= {found: parts[found] for found in (resolve("", r.target) for r in package) if found in parts}
    kept[main] = without_fetching(mended(parts[main]))
    types = types | {main: _MAIN_TYPE}
    relations = _main_relations(parts, main, kept, types)
    kept[relations_of(main)] = write_relations(relations)
    kept[CONTENT_TYPES] = write_content_types({n: t for n, t in types.items() if n in kept})
    return kept, sum(bool(_ACTIVE.search(part)) for part in parts)


def _main_relations(
    parts: Mapping[str, bytes], main: str, kept: dict[str, bytes], types: dict[str, str]
) -> list[Relation]:
    """Relations of the main part that stay, their parts with all they need, and the parts every document must have."""
    found = read_relations(parts.get(relations_of(main), b"<r/>"))
    stay = [r for r in found if r.kind in _KEPT and not r.external and resolve(main, r.target) in parts]
    for relation in stay:
        target = resolve(main, relation.target)
        made = _MEND.get(relation.kind, mended)(parts[target])
        kept[target] = without_fetching(made) if relation.kind in ("header", "footer") else made
        if relation.kind in ("header", "footer", "theme", "numbering"):
            _keep_pictures(target, parts, kept)
    if may_have_tags(kept[main]):
        stay += [r for r in found if r.kind == "image" and not r.external and resolve(main, r.target) in parts]
        kept |= {target: parts[target] for target in (resolve(main, r.target) for r in stay) if target not in kept}
        kept[main] = _without_users(kept[main], {r.id for r in found} - {r.id for r in stay})
    for kind, make in (("numbering", numbering_xml), ("settings", settings_xml)):
        if kind not in {r.kind for r in stay}:
            part = f"word/{kind}.xml"
            kept[part], types[part] = make(), f"{_WORD}.{kind}+xml"
            stay.append(Relation(f"rIdHouse{kind}", f"{OFFICE_RELATIONS}/{kind}", f"/{part}"))
    return stay


def _keep_pictures(part: str, parts: Mapping[str, bytes], kept: dict[str, bytes]) -> None:
    """Pictures and links of a header; what refers to anything else is taken out of it."""
    own = relations_of(part)
    if own not in parts:
        return
    found = read_relations(parts[own])
    stay = [
        r for r in found if (is_web_link(r) if r.external else r.kind == "image" and resolve(part, r.target) in parts)
    ]
    kept[own] = write_relations(stay)
    kept |= {target: parts[target] for target in (resolve(part, r.target) for r in stay if not r.external)}
    gone = {r.id for r in found} - {r.id for r in stay}
    kept[part] = _without_users(kept[part], gone) if gone else kept[part]


def _without_users(data: bytes, ids: Iterable[str]) -> bytes:
    from lxml import etree

    root: Any = etree.fromstring(data)
    gone = set(ids)
    users = [
        e for e in root.iter(etree.Element) if any(v in gone for k, v in e.attrib.items() if OFFICE_RELATIONS in k)
    ]
    for user in users:
        drawn = next((a for a in user.iterancestors() if a.tag in _DRAWN), user)
        if drawn.getparent() is not None:
            drawn.getparent().remove(drawn)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def without_fetching(data: bytes) -> bytes:
    """A part without fields that lead outside: what they show stays as plain text."""
    from lxml import etree

    root: Any = etree.fromstring(data)
    for code in list(root.iter(f"{{{W}}}instrText")):
        if _FETCHING.match(_whole_code(code)):
            code.text = ""
    for field in list(root.iter(f"{{{W}}}fldSimple")):
        if _FETCHING.match(field.get(f"{{{W}}}instr") or ""):
            place = field.getparent().index(field)
            for child in reversed(list(field)):
                field.getparent().insert(place, child)
            field.getparent().remove(field)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def fetching_fields(parts: Mapping[str, bytes]) -> int:
    """How many fields of a document lead outside."""
    from lxml import etree

    stories = [data for name, data in parts.items() if _STORY.match(name) and _MAY_FETCH.search(data)]
    roots: list[Any] = [etree.fromstring(data) for data in stories]
    simple = sum(
        bool(_FETCHING.match(f.get(f"{{{W}}}instr") or "")) for r in roots for f in r.iter(f"{{{W}}}fldSimple")
    )
    codes = (_whole_code(code) for r in roots for p in r.iter(f"{{{W}}}p") for code in list(p.iter(_CODE))[-1:])
    return simple + sum(bool(_FETCHING.match(code)) for code in codes)


def _whole_code(code: Any) -> str:
    """The code of a field that may be split over the runs of its paragraph."""
    paragraph = next((a for a in code.iterancestors(f"{{{W}}}p")), None)
    codes = [code] if paragraph is None else list(paragraph.iter(f"{{{W}}}instrText"))
    own = (c.text or "" for c in codes[: codes.index(code) + 1])
    return code.text or "" if _FETCHING.match(code.text or "") else "".join(own)


def _without_samples(data: bytes) -> bytes:
    """Settings in modern mode, without what belongs to the sample document or leads outside."""
    from lxml import etree

    root: Any = etree.fromstring(data)
    for child in list(root):
        if etree.QName(child).localname in _SETTINGS_OUT:
            root.remove(child)
    _in_modern_mode(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _in_modern_mode(root: Any) -> None:
    """Word opens the document without "compatibility mode", in which tables would stick out of the text on the left."""
    from lxml import etree

    compat = root.find(f"{{{W}}}compat")
    if compat is None:
        compat = root.makeelement(f"{{{W}}}compat", {})
        root.insert(sum(etree.QName(child).localname not in _AFTER_COMPAT for child in root), compat)
    modes = (s for s in compat.findall(f"{{{W}}}compatSetting") if s.get(f"{{{W}}}name") == "compatibilityMode")
    mode = next(modes, None)
    if mode is None:
        uri = "http://schemas.microsoft.com/office/word"
        mode = etree.SubElement(
            compat, f"{{{W}}}compatSetting", {f"{{{W}}}name": "compatibilityMode", f"{{{W}}}uri": uri}
        )
    mode.set(f"{{{W}}}val", "15")


_MEND: Mapping[str, Callable[[bytes], bytes]] = {"settings": _without_samples, "theme": bytes, "fontTable": bytes}
"""What is done to parts that stay, where it is not putting their properties in order."""
