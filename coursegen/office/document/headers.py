"""Headers and footers of a base: how high they are, and a logo in them that the cover shows too."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from coursegen.office.document.markup import W
from coursegen.office.document.metrics import StyleBook
from coursegen.office.package import OFFICE_RELATIONS

if TYPE_CHECKING:
    from docx.section import Section

_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMU_PER_POINT = 12700


def height(furniture: Any, book: StyleBook) -> float:
    """Points that a header or footer takes; what stands in a frame has a place of its own."""
    return _height(furniture._element, book)  # noqa: SLF001 - python-docx has no call for what is in a header


def _height(owner: Any, book: StyleBook) -> float:
    return sum(_paragraph(c, book) if c.tag == f"{{{W}}}p" else _table(c, book) for c in owner if c.tag in _BLOCKS)


_BLOCKS = (f"{{{W}}}p", f"{{{W}}}tbl")


def _paragraph(paragraph: Any, book: StyleBook) -> float:
    if paragraph.find(f"{{{W}}}pPr/{{{W}}}framePr") is not None:
        return 0.0
    style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    metrics = book.para(style.get(f"{{{W}}}val") if style is not None else book.key("Normal"))
    drawn = max((int(e.get("cy") or 0) / _EMU_PER_POINT for e in _extents(paragraph)), default=0.0)
    return max(metrics.line, drawn) + metrics.before + metrics.after + sum(metrics.rule)


def _extents(paragraph: Any) -> Iterator[Any]:
    return (extent for inline in paragraph.iter(_INLINE) for extent in inline if extent.tag.endswith("}extent"))


def _table(table: Any, book: StyleBook) -> float:
    rows = table.findall(f"{{{W}}}tr")
    return sum(max((_height(cell, book) for cell in row.findall(f"{{{W}}}tc")), default=0.0) for row in rows)


def repeat_on_cover(section: Section) -> None:
    """Let a first page of its own show the running header too, when that bears a picture and the base has no other."""
    own, cover = section.header, section.first_page_header
    meant = section.different_first_page_header_footer or not cover.is_linked_to_previous
    if meant or own.is_linked_to_previous:
        return
    source: Any = own._element  # noqa: SLF001
    if next(source.iter(_PICTURE), None) is None:
        return
    cover.is_linked_to_previous = False
    target: Any = cover._element  # noqa: SLF001
    target[:] = [deepcopy(child) for child in source]
    for element in target.iter():
        for key in [k for k in element.attrib if str(k).startswith(f"{{{OFFICE_RELATIONS}}}")]:
            relation = own.part.rels[element.get(key)]
            to = relation.target_ref if relation.is_external else relation.target_part
            element.set(key, cover.part.relate_to(to, relation.reltype, is_external=relation.is_external))
