"""Rules of presentations: ids, tables, titles, languages, colours, sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from coursegen.checks.parts import Package, elements, found
from coursegen.errors import Fault, Severity

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def check_deck(package: Package) -> Iterator[Fault]:
    """Faults of a presentation; none for other files."""
    for part, tree in package.of_type("presentationml.presentation.main+xml"):
        yield from _list_faults(package, part, tree)
    for ending in (
        "presentationml.slideLayout+xml",
        "presentationml.slideMaster+xml",
        "presentationml.notesMaster+xml",
    ):
        for part, tree in package.of_type(ending):
            yield from _id_faults(package, part, tree)
    for part, tree in package.of_type("presentationml.notesSlide+xml"):
        yield from _id_faults(package, part, tree)
        yield from _language_faults(package, part, tree)
    for part, tree in package.of_type("presentationml.slide+xml"):
        yield from _id_faults(package, part, tree)
        yield from _language_faults(package, part, tree)
        yield from _title_faults(package, part, tree)
        yield from _table_faults(package, part, tree)
        yield from _color_faults(package, part, tree)


def _id_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """Drawings need numbers of their own, from 1 up (on masters and layouts Office puts up with less)."""
    severity: Severity = "error" if "/slides/" in part else "warning"
    counts = Counter(e.get("id") or "" for e in elements(tree, f"{P}cNvPr"))
    for key, count in counts.items():
        if count > 1 or not key.isdigit() or int(key) < 1:
            yield found("O510", package.name, part, severity=severity, id=key)


def _list_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """Ids of slides, masters and layouts are unique and in their ranges; every slide is listed, in one section."""
    layouts = [e for _, master in package.of_type("slideMaster+xml") for e in master.iter(f"{P}sldLayoutId")]
    slides = list(tree.iter(f"{P}sldId"))
    ranges = ((slides, 256, 2**31), ([*tree.iter(f"{P}sldMasterId"), *layouts], 2**31, 2**32))
    for group, low, high in ranges:
        for key, count in Counter(e.get("id") or "" for e in group).items():
            if count > 1 or not key.isdigit() or not low <= int(key) < high:
                yield found("O511", package.name, part, id=key)
    listed = {package.target(part, e.get(f"{R}id") or "") for e in slides}
    for slide, _ in package.of_type("presentationml.slide+xml"):
        if slide not in listed:
            yield found("O504", package.name, part, detail=slide)
    known = {e.get("id") for e in slides}
    for key, count in Counter(e.get("id") or "" for e in tree.iter(f"{P14}sldId")).items():
        if count > 1 or key not in known:
            yield found("O516", package.name, part, id=key)


def _title_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    titles = [
        shape
        for shape in tree.iter(f"{P}sp")
        for mark in shape.iterfind(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark.get("type") in ("title", "ctrTitle")
    ]
    words = "".join(t.text or "" for shape in titles for t in shape.iter(f"{A}t"))
    if len(titles) != 1 or not words.strip():
        yield found("O513", package.name, part)


def _language_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    for run in elements(tree, f"{A}r", f"{A}fld"):
        look = run.find(f"{A}rPr")
        words = run.findtext(f"{A}t") or ""
        if words.strip() and (look is None or not look.get("lang")):
            yield found("O514", package.name, part, text=words[:20])


def _table_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """Every row has as many cells as the grid has columns, spans stay inside, every cell holds a paragraph."""
    for table in tree.iter(f"{A}tbl"):
        columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
        rows = table.findall(f"{A}tr")
        for number, row in enumerate(rows, 1):
            cells = row.findall(f"{A}tc")
            spans = any(
                place + int(cell.get("gridSpan") or 1) > columns
                or number - 1 + int(cell.get("rowSpan") or 1) > len(rows)
                for place, cell in enumerate(cells)
            )
            empty = any(cell.find(f"{A}txBody/{A}p") is None for cell in cells)
            if len(cells) != columns or spans or empty:
                yield found("O512", package.name, part, row=number)
        header = table.find(f"{A}tblPr")
        if header is None or header.get("firstRow") not in ("1", "true"):
            yield found("O517", package.name, part)


def _color_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    if next(tree.iter(f"{A}srgbClr"), None) is not None:
        yield found("O515", package.name, part)
