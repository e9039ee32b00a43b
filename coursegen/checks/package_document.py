"""Integrity of Word documents: cells, grids, ids, styles, numbering, bookmarks, notes, fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set

from lxml import etree

from coursegen.checks.parts import Package, elements, found, whole
from coursegen.errors import Fault

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLOCK_ENDS = (f"{W}p", f"{W}sdt", f"{W}customXml")
_MARKS = (f"{W}tcPr", f"{W}bookmarkStart", f"{W}bookmarkEnd")


def check_document(package: Package) -> Iterator[Fault]:
    """Faults of a Word document; none for other files."""
    main = package.trees.get(package.main)
    if main is None or main.tag != f"{W}document":
        return
    yield from _note_faults(package)
    styles = {
        e.get(f"{W}styleId") for _, t in package.of_type("wordprocessingml.styles+xml") for e in t.iter(f"{W}style")
    }
    lists = {e.get(f"{W}numId") for _, t in package.of_type("numbering+xml") for e in t.iter(f"{W}num")} | {"0"}
    for part, tree in package.trees.items():
        if "wordprocessingml" in package.types.get(part, ""):
            yield from _cell_faults(package, part, tree)
            yield from _reference_faults(package, part, tree, styles, lists)
            yield from _bookmark_faults(package, part, tree)
            yield from _field_faults(package, part, tree)
            yield from _id_faults(package, part, tree)


def _cell_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """A cell ends with a paragraph; a row has cells, and no more columns than the table's grid."""
    for cell in tree.iter(f"{W}tc"):
        content = [e for e in cell.iterchildren(etree.Element) if e.tag not in _MARKS]
        if not content or content[-1].tag not in _BLOCK_ENDS:
            yield found("O520", package.name, part)
    for table in tree.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iterfind(f"{W}tr"):
            count = _columns_of(row)
            if not 0 < count <= max(columns, 1):
                # Word makes the grid anew when a row is wider; a row of nothing it calls damaged.
                yield found("O522", package.name, part, severity="warning" if count > 0 else "error")


def _columns_of(row: etree._Element) -> int:
    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc") if cell.getparent() is row]
    return sum(whole(span.get(f"{W}val"), 1) if span is not None else 1 for span in spans)


def _id_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    for key, count in Counter(e.get("id") or "" for e in elements(tree, f"{WP}docPr")).items():
        if count > 1 or whole(key, -1) < 0:
            yield found("O510", package.name, part, id=key)


def _reference_faults(
    package: Package, part: str, tree: etree._Element, styles: Set[str | None], lists: Set[str | None]
) -> Iterator[Fault]:
    """Styles and list numbers that are used are defined."""
    used = {e.get(f"{W}val") for e in tree.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")} - styles
    used |= {e.get(f"{W}val") for e in tree.iter(f"{W}numId")} - lists
    yield from (
        found("O523", package.name, part, severity="warning", detail=key) for key in sorted(str(k) for k in used)
    )


def _bookmark_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """Every bookmark is closed, its number and its name are its own."""
    starts = list(elements(tree, f"{W}bookmarkStart"))
    opened = Counter(e.get(f"{W}id") or "" for e in starts)
    closed = Counter(e.get(f"{W}id") or "" for e in elements(tree, f"{W}bookmarkEnd"))
    names = Counter(e.get(f"{W}name") or "" for e in starts)
    wrong = [k for k in {*opened, *closed} if opened[k] != 1 or closed[k] != 1] + [n for n, c in names.items() if c > 1]
    yield from (found("O524", package.name, part, severity="warning", detail=key) for key in sorted(wrong))


def _field_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    """Each field that begins also ends."""
    marks = Counter(e.get(f"{W}fldCharType") for e in tree.iter(f"{W}fldChar"))
    if marks["begin"] != marks["end"]:
        yield found("O525", package.name, part)


def _note_faults(package: Package) -> Iterator[Fault]:
    """Footnotes, endnotes and comments that are referred to are there."""
    for kind in ("footnote", "endnote", "comment"):
        notes = package.trees.get(package.related(package.main, f"{kind}s"))
        known = {e.get(f"{W}id") for e in notes.iter(f"{W}{kind}")} if notes is not None else set()
        marks = package.trees[package.main].iter(f"{W}{kind}Reference")
        for key in sorted({e.get(f"{W}id") or "" for e in marks} - known):
            yield found("O533", package.name, package.main, kind=kind, id=key)
