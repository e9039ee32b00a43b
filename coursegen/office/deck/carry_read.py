"""Reads a unit's own presentation: objects become pictures, what is fetched or runs goes, the rest stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from lxml import etree

from coursegen.office.deck.carried_file import CarriedFile, CarriedSlide, Dropped
from coursegen.office.deck.clean import cleaned, without_users
from coursegen.office.package import (
    Relation,
    is_web_link,
    read_content_types,
    read_package,
    read_relations,
    relations_of,
    resolve,
)

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_DroppedBy = dict[str, set[Dropped]]
"""What was taken out of each part."""

_WHOLE = frozenset(
    [
        "slideLayout", "slideMaster", "theme", "themeOverride", "image", "hdphoto", "chart", "chartUserShapes",
        "chartStyle", "chartColorStyle", "chartEx", "package", "diagramData", "diagramLayout", "diagramQuickStyle",
        "diagramColors", "diagramDrawing", "media", "video", "audio", "slide", "hyperlink", "model3d",
    ]
)  # fmt: skip
"""Kinds of relationships that are carried over with what they lead to."""

_SILENT = frozenset(["notesSlide", "tags", "comments", "customXml", "vmlDrawing", "notesMaster"])
"""Kinds that go without a word: notes are written anew, tags and remarks are of no use to a reader."""

_SHEETS = ("slide+xml", "slideLayout+xml", "slideMaster+xml")
_EMBEDDED = re.compile(r"(?i)\.xlsx$")
_SIGNED = re.compile(rb'(<(?:\w+:)?(?:axId|crossAx) val=")(-\d+)')
_ACTIVE = re.compile(r"(?i)vbaProject|vbaData|activeX|/ctrlProps/")


def read_file(data: bytes, name: str) -> CarriedFile:
    """The file; raises what its parts raise when they are not what they should be."""
    opened = read_package(data, name)
    types = read_content_types(opened)
    dropped: _DroppedBy = {}
    for part in [n for n in opened if types.get(n, "").endswith(_SHEETS)]:
        dropped[part] = {"macros"} if any(_ACTIVE.search(other) for other in opened) else set()
        opened[part] = _plain(opened[part], dropped[part])
        dropped[part] |= _outside(opened.get(relations_of(part), b"<r/>"))
    parts, _ = cleaned(opened, name)
    types = read_content_types(parts)
    main = next(n for n, kind in types.items() if kind.endswith("presentation.main+xml"))
    root = etree.fromstring(parts[main])
    for part in [n for n, kind in types.items() if kind.endswith("drawingml.chart+xml")]:
        parts[part] = _SIGNED.sub(_unsigned, parts[part])
    relations = {n: read_relations(parts[relations_of(n)]) for n in types if relations_of(n) in parts}
    size = root.find(f"{P}sldSz")
    width, height = (int(size.get(side)) for side in ("cx", "cy"))  # type: ignore[union-attr, arg-type]
    if min(width, height) < 1:
        raise ValueError
    targets = {r.id: resolve(main, r.target) for r in relations[main]}
    listed = [targets[str(row.get(f"{R}id"))] for row in root.iter(f"{P}sldId")]
    kept = {n: _kept(n, rows, parts, dropped) for n, rows in relations.items() if n != main}
    for part in listed:
        parts[part] = _without_lost_animations(parts[part])
    slides = tuple(_slide(part, parts, relations, dropped) for part in listed)
    usual = root.find(f"{P}defaultTextStyle/{A}lvl1pPr/{A}defRPr")
    tables = _related(main, "tableStyles", relations)
    return CarriedFile(
        width, height, slides,
        {n: body for n, body in parts.items() if n in types and not n.endswith(".rels")}, types, kept,
        _tables(parts.get(tables, b"<r/>")), int(usual.get("sz") or 1800) if usual is not None else 1800,
    )  # fmt: skip


def _unsigned(found: re.Match[bytes]) -> bytes:
    """An axis id as the schema wants it; other programs write it with a sign."""
    return found[1] + str(int(found[2]) % 2**31).encode()


def _outside(relations: bytes) -> set[Dropped]:
    """What a sheet opens or fetches from elsewhere: such links and media go."""
    rows = [r for r in read_relations(relations) if r.external and not is_web_link(r)]
    return {"links" if r.kind == "hyperlink" else "fetched" for r in rows}


def _kept(part: str, rows: tuple[Relation, ...], parts: dict[str, bytes], dropped: _DroppedBy) -> tuple[Relation, ...]:
    """The relationships of a part that go with it; elements that use the others are taken out of its XML."""
    kept = tuple(r for r in rows if r.kind in _WHOLE and (r.kind != "package" or _EMBEDDED.search(r.target)))
    gone = {r.id for r in rows} - {r.id for r in kept}
    if gone and part in parts:
        dropped.setdefault(part, set()).update("other" for r in rows if r.id in gone and r.kind not in _SILENT)
        parts[part] = without_users(parts[part], gone)
    return kept


def _plain(data: bytes, dropped: set[Dropped]) -> bytes:
    """A slide, layout or master in which objects are pictures, without tags, its shapes numbered each for itself."""
    root = etree.fromstring(data)
    for element in [*root.iter(f"{P}custDataLst", f"{P}controls")]:
        if element.tag == f"{P}controls":
            dropped.add("objects")
        _remove(element)
    for frame in [f for f in root.iter(f"{P}graphicFrame") if next(f.iter(f"{P}oleObj"), None) is not None]:
        dropped.add("objects")
        _as_picture(frame)
    if _renumbered(root):
        _still(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _still(root: Any) -> None:
    for timing in root.findall(f"{P}timing"):
        root.remove(timing)


def _without_lost_animations(data: bytes) -> bytes:
    """A slide whose animations move only what is still there: else it stands still, for Office would repair it."""
    root = etree.fromstring(data)
    shapes = {e.get("id") for e in root.iter(f"{P}cNvPr")}
    if all(target.get("spid") in shapes for target in root.iter(f"{P}spTgt")):
        return data
    _still(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _as_picture(frame: Any) -> None:
    """An object replaced by the picture that shows it; by nothing where it has none."""
    picture = next((p for p in frame.iter(f"{P}pic") if p.find(f".//{A}blip") is not None), None)
    place, name = frame.find(f"{P}xfrm"), frame.find(f"{P}nvGraphicFramePr/{P}cNvPr")
    if picture is None or place is None or name is None:
        _remove(frame)
        return
    own = picture.find(f"{P}nvPicPr/{P}cNvPr")
    for key, value in name.attrib.items():
        own.set(key, value)
    look = picture.find(f"{P}spPr")
    old = look.find(f"{A}xfrm")
    if old is not None:
        look.remove(old)
    place.tag = f"{A}xfrm"
    look.insert(0, place)
    frame.getparent().replace(frame, picture)


def _renumbered(root: Any) -> bool:
    """Give shapes whose number another has a number of their own; whether there were any."""
    shapes = [e for e in root.iter(f"{P}cNvPr") if not _fallback(e)]
    seen: set[str] = set()
    free = (str(n) for n in count(max((int(e.get("id", "0") or 0) for e in shapes), default=1) + 1))
    twice = False
    for shape in shapes:
        if shape.get("id") in seen or int(shape.get("id", "0") or 0) < 1:
            shape.set("id", next(free))
            twice = True
        seen.add(shape.get("id"))
    return twice


def _fallback(element: Any) -> bool:
    return any(str(above.tag).endswith("}Fallback") for above in element.iterancestors())


def _slide(
    part: str, parts: Mapping[str, bytes], relations: Mapping[str, tuple[Relation, ...]], dropped: _DroppedBy
) -> CarriedSlide:
    root = etree.fromstring(parts[part])
    texts = list(_paragraphs(root))
    titles = [text for shape in _shapes(root, "title", "ctrTitle") for text in _paragraphs(shape)]
    notes = _related(part, "notesSlide", relations)
    spoken = etree.fromstring(parts[notes]) if notes in parts else None
    said = () if spoken is None else tuple(t for shape in _shapes(spoken, "body") for t in _paragraphs(shape))
    layout = _related(part, "slideLayout", relations)
    gone = {
        word for sheet in (part, layout, _related(layout, "slideMaster", relations)) for word in dropped.get(sheet, ())
    }
    return CarriedSlide(part, " ".join(titles) or next(iter(texts), ""), said, tuple(sorted(gone)))


def _related(part: str, kind: str, relations: Mapping[str, tuple[Relation, ...]]) -> str:
    return next((resolve(part, r.target) for r in relations.get(part, ()) if r.kind == kind), "")


def _shapes(root: Any, *kinds: str) -> Iterator[Any]:
    for shape in root.iter(f"{P}sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark is not None and mark.get("type") in kinds:
            yield shape


def _paragraphs(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{A}p"):
        text = "".join(e.text or "" if e.tag == f"{A}t" else " " for e in paragraph.iter(f"{A}t", f"{A}br", f"{A}tab"))
        if text.strip():
            yield " ".join(text.split())


def _tables(data: bytes) -> dict[str, bytes]:
    styles = etree.fromstring(data).iter(f"{A}tblStyle")
    return {str(style.get("styleId")): bytes(etree.tostring(style)) for style in styles}
