"""What holds a document together for whoever hears it: headings in order, header rows, alternative texts."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from coursegen.checks.file.described import alt_in, describes, is_poor
from coursegen.checks.file.document.styles import on
from coursegen.checks.file.document.text import Document
from coursegen.checks.package_document import WP, W
from coursegen.checks.parts import elements
from coursegen.errors import Fault

_VML = "{urn:schemas-microsoft-com:vml}"
_LONG = 20
"""Paragraphs after which a document without headings is hard to find one's way in."""
_STORIES = tuple(f"wordprocessingml.{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes"))


def heading_faults(document: Document) -> Iterator[Fault]:
    """K301 a level left out, K302 no headings, K303 a heading without words."""
    last, count = 0, 0
    for paragraph in document.paragraphs:
        if not paragraph.level or paragraph.boxed:
            continue
        count += 1
        place = f"paragraph {paragraph.number}"
        if paragraph.bare:
            yield document.fault("K303", place, level=paragraph.level)
            continue
        if last and paragraph.level > last + 1:
            yield document.fault("K301", place, text=paragraph.words[:20], level=paragraph.level, before=last)
        last = paragraph.level
    written = sum(bool(paragraph.words) and paragraph.cell is None for paragraph in document.paragraphs)
    if not count and written > _LONG:
        yield document.fault("K302", "", count=written)


def table_faults(document: Document) -> Iterator[Fault]:
    """K223 for tables of several rows and columns whose first row is no header."""
    for number, table in enumerate(document.tables, 1):
        rows = table.findall(f"{W}tr")
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if len(rows) > 1 and columns > 1 and not on(rows[0].find(f"{W}trPr/{W}tblHeader")):
            yield document.fault("K223", f"table {number}", severity="error")


def alt_faults(document: Document) -> Iterator[Fault]:
    """K220 pictures and drawings without an alternative text, K221 with the name of a file for one."""
    for part, tree in document.package.trees.items():
        if tree is not document.tree and not document.package.types.get(part, "").endswith(_STORIES):
            continue
        for named in elements(tree, f"{WP}docPr"):
            yield from _drawing_faults(document, part, named)
        for shape in elements(tree, f"{_VML}shape"):
            if shape.find(f"{_VML}imagedata") is not None and not shape.get("alt"):
                yield document.fault("K220", _inside(part, shape.get("id") or ""), severity="error")


def _drawing_faults(document: Document, part: str, named: etree._Element) -> Iterator[Fault]:
    drawing = named.getparent()
    has_words = drawing is not None and next(drawing.iter(f"{W}txbxContent"), None) is not None
    name = named.get("name") or ""
    if not describes(named) and not has_words:
        yield document.fault("K220", _inside(part, name), severity="error")
    elif is_poor(alt_in(named)):
        yield document.fault("K221", _inside(part, name), text=alt_in(named))


def _inside(part: str, name: str) -> str:
    return f'{part.rsplit("/", 1)[-1].removesuffix(".xml")}:"{name}"'
