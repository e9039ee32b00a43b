"""The pieces of a document's body, made once with python-docx from sentinel values: each is XML with named slots.

Slots stand where values go (`§text§`); what is empty for most paragraphs, cells and tables is a slot of its own, at the
place in schema order where it belongs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_SPACE = re.compile(r' xmlns:\w+="[^"]+"')
_SENTINEL_RUN = re.compile(r"<w:r><w:t>(§\w+§)</w:t></w:r>")


def make_prototypes(document: Document) -> dict[str, str]:
    """Prototypes by name, from any open document (its styles play no part: style ids are slots)."""
    return {
        "para": _paragraph(document), "run": _run(document), "blank": _blank(document), **_simple_runs(document),
        "table": _table(document), "row": _row(document), "cell": _cell(document),
        **_fields(), "bookmark": _BOOKMARK, "number": _NUMBER, "contents": _CONTENTS,
    }  # fmt: skip


_BOOKMARK = '<w:bookmarkStart w:id="§id§" w:name="§name§"/>§runs§<w:bookmarkEnd w:id="§id§"/>'
_NUMBER = (
    '<w:num w:numId="§number§"><w:abstractNumId w:val="§abstract§"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
_CONTENTS = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    "</w:sdtPr>"
    "<w:sdtContent>§entries§</w:sdtContent></w:sdt>"
)


def _xml(element: Any) -> str:
    """XML of an element without the name spaces, which the document's root declares."""
    from lxml import etree

    text = _SPACE.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
    return _SENTINEL_RUN.sub(r"\1", text)


def _slot_after(element: Any, slot: str) -> None:
    element.tail = f"§{slot}§"


def _paragraph(document: Document) -> str:
    paragraph = document.add_paragraph("§runs§")
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    style = properties.get_or_add_pStyle()
    style.val = "§style§"
    _slot_after(style, "props")
    return _xml(paragraph._p)  # noqa: SLF001


def _run(document: Document) -> str:
    run = document.add_paragraph().add_run("§text§")
    _preserve(run)
    return _xml(run._r).replace("<w:r>", "<w:r>§props§")  # noqa: SLF001


def _blank(document: Document) -> str:
    run = document.add_paragraph().add_run("§text§")
    _preserve(run)
    return _xml(run._r).replace("<w:r>", '<w:r><w:rPr><w:rStyle w:val="§style§"/></w:rPr>')  # noqa: SLF001


def _preserve(run: Any) -> None:
    """Keep blanks at the ends of a run's text."""
    from docx.oxml.ns import qn

    run._r.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")  # noqa: SLF001


def _simple_runs(document: Document) -> dict[str, str]:
    paragraph = document.add_paragraph()
    tab, line_break = paragraph.add_run(), paragraph.add_run()
    tab.add_tab()
    line_break.add_break()
    return {"tab": _xml(tab._r), "break": _xml(line_break._r)}  # noqa: SLF001


def _table(document: Document) -> str:
    """TblPr in schema order: style, width, indent, borders of the style, fixed layout, look, title, description."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    table = document.add_table(rows=1, cols=1)
    properties, grid, row = table._tbl.tblPr, table._tbl.tblGrid, table._tbl.tr_lst[0]  # noqa: SLF001
    for child in list(properties):
        properties.remove(child)
    for xml in (
        '<w:tblStyle {} w:val="§style§"/>', '<w:tblW {} w:w="§width§" w:type="dxa"/>',
        '<w:tblInd {} w:w="§indent§" w:type="dxa"/>', '<w:tblLayout {} w:type="fixed"/>',
        '<w:tblLook {} w:val="§look§" w:firstRow="§headed§" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>',
    ):  # fmt: skip
        properties.append(parse_xml(xml.format(nsdecls("w"))))
    _slot_after(properties[-1], "words")
    for child in list(grid):
        grid.remove(child)
    grid.text = "§columns§"
    _slot_after(grid, "rows")
    table._tbl.remove(row)  # noqa: SLF001
    grid.tail = "§rows§"
    return _xml(table._tbl)  # noqa: SLF001


def _row(document: Document) -> str:
    row = document.add_table(rows=1, cols=1).rows[0]._tr  # noqa: SLF001
    properties = row.get_or_add_trPr()
    properties.text = "§props§"
    for cell in list(row.tc_lst):
        row.remove(cell)
    properties.tail = "§cells§"
    return _xml(row)


def _cell(document: Document) -> str:
    cell = document.add_table(rows=1, cols=1).cell(0, 0)._tc  # noqa: SLF001
    width = cell.get_or_add_tcPr().get_or_add_tcW()
    width.attrib.clear()
    _slot_after(width, "props")
    for paragraph in list(cell.p_lst):
        cell.remove(paragraph)
    cell.tcPr.tail = "§content§"
    return _xml(cell).replace("<w:tcW/>", '<w:tcW w:w="§width§" w:type="dxa"/>')


def _fields() -> dict[str, str]:
    """Beginning, middle and end of a complex field, and a link in the contents with its page number."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> §code§ </w:instrText></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return {
        "field-begin": begin + code + separate,
        "field-end": end,
        "link": '<w:hyperlink w:anchor="§anchor§" w:history="1">§runs§</w:hyperlink>',
    }
