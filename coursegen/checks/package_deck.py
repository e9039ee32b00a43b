"""Integrity of presentations: ids, lists of slides, tables, animations, the size of slides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from coursegen.checks.parts import Package, elements, faults_by_form, found, said, whole
from coursegen.errors import Fault, Severity

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"

_SIDES = range(914_400, 51_206_401)
"""Lengths in EMU that a slide's sides may have (ECMA-376 part 1, 19.7.17)."""


def check_deck(package: Package) -> Iterator[Fault]:
    """Faults of a presentation; none for other files."""
    main = package.trees.get(package.main)
    if main is not None and main.tag == f"{P}presentation":
        yield from _list_faults(package, package.main, main)
        yield from _size_faults(package, main)
    for ending in (
        "presentationml.slideLayout+xml",
        "presentationml.slideMaster+xml",
        "presentationml.notesMaster+xml",
        "presentationml.notesSlide+xml",
    ):
        yield from faults_by_form(package, package.of_type(ending), _id_faults)
    yield from check_slides(package)


def check_slides(package: Package) -> Iterator[Fault]:
    """Faults of the slides themselves."""
    yield from faults_by_form(package, package.of_type("presentationml.slide+xml"), _slide_faults)


def _slide_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    yield from _id_faults(package, part, tree)
    yield from _table_faults(package, part, tree)
    yield from _animation_faults(package, part, tree)


def _id_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """Drawings need numbers of their own, from 1 up (on masters and layouts Office puts up with less)."""
    severity: Severity = "error" if "/slides/" in part else "warning"
    counts = Counter(e.get("id") or "" for e in elements(tree, f"{P}cNvPr"))
    for key, count in counts.items():
        if count > 1 or whole(key) < 1:
            yield found("O510", package.name, part, severity=severity, id=key)


def _list_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """Ids of slides, masters and layouts are unique and in their ranges; every slide is listed, in one section."""
    layouts = [e for _, master in package.of_type("slideMaster+xml") for e in master.iter(f"{P}sldLayoutId")]
    slides = list(tree.iter(f"{P}sldId"))
    ranges = ((slides, 256, 2**31), ([*tree.iter(f"{P}sldMasterId"), *layouts], 2**31, 2**32))
    for group, low, high in ranges:
        # Masters and layouts may go without an id.
        for key, count in Counter(e.get("id") or "" for e in group if low == 256 or e.get("id")).items():
            if count > 1 or not low <= whole(key) < high:
                yield found("O511", package.name, part, id=key)
    targets = package.targets(part)
    listed = {targets.get(e.get(f"{R}id") or "") for e in slides}
    for slide in (name for name, kind in package.types.items() if kind.endswith("presentationml.slide+xml")):
        if slide not in listed:
            yield found("O504", package.name, part, detail=slide)
    known = {e.get("id") for e in slides}
    for key, count in Counter(e.get("id") or "" for e in tree.iter(f"{P14}sldId")).items():
        if count > 1 or key not in known:
            yield found("O516", package.name, part, severity="warning", id=key)


def _size_faults(package: Package, tree: etree._Element) -> Iterator[Fault]:
    size = tree.find(f"{P}sldSz")
    if size is not None and not all(whole(size.get(side)) in _SIDES for side in ("cx", "cy")):
        yield found("O532", package.name, package.main, width=size.get("cx"), height=size.get("cy"))


def _animation_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """What an animation moves is on the slide."""
    known = {e.get("id") for e in tree.iter(f"{P}cNvPr")}
    for key in sorted({e.get("spid") or "" for e in tree.iter(f"{P}spTgt")} - known):
        yield found("O531", package.name, part, id=key)


def _table_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """Every row has as many cells as the grid has columns, spans are marked and stay inside, cells hold paragraphs."""
    for table in tree.iter(f"{A}tbl"):
        columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
        rows = table.findall(f"{A}tr")
        for number, row in enumerate(rows, 1):
            cells = row.findall(f"{A}tc")
            spans = any(
                not _span_is_marked(cells, place, columns)
                or not 1 <= whole(cell.get("rowSpan", "1")) <= len(rows) - number + 1
                for place, cell in enumerate(cells)
            )
            empty = any(cell.find(f"{A}txBody/{A}p") is None for cell in cells)
            if len(cells) != columns or spans or empty:
                yield found("O512", package.name, part, row=number)


def _span_is_marked(cells: list[etree._Element], place: int, columns: int) -> bool:
    """Whether the columns a cell reaches over exist and are marked as its own."""
    span = whole(cells[place].get("gridSpan", "1"))
    reached = cells[place + 1 : place + span]
    return 1 <= span <= columns - place and all(said(cell.get("hMerge")) for cell in reached)
