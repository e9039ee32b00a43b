"""Documents and presentations as people really make them, for reading: bold for headings, tables, boxes, changes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pptx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.opc.package import Part as SlidePart
from pptx.opc.packuri import PackURI as SlideURI

_BOX = (
    '<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml">'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t>"
    "</w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_CHANGE = '<w:{kind} {ns} w:id="9" w:author="x"><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{kind}>'
_DIAGRAM = (
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:p><a:r>'
    "<a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
)
_FRAME = (
    '<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<p:nvGraphicFramePr><p:cNvPr id="90" name="d"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
    '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
    '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="{key}"/>'
    "</a:graphicData></a:graphic></p:graphicFrame>"
)


def lived_in_document() -> bytes:
    """A speech with bold headings, a merged table, tracked changes, a text box, a footnote, hidden text, a control."""
    document = docx.Document()
    for text, bold in (
        ("仓库会议讲话", True), ("收货", True), ("要看单子再看货。", False), ("二、发货", True), ("（一）签字", True),
    ):  # fmt: skip
        document.add_paragraph().add_run(text).bold = bold
    changed = document.add_paragraph("单子要齐，")
    changed._p.append(_change("ins", "t", "货要点清，"))
    changed._p.append(_change("del", "delText", "货不用点，"))
    changed._p.append(_change("moveFrom", "t", "移走的话，"))
    changed.add_run("字要签全。")
    changed.add_run("藏起来的话。").font.hidden = True
    changed._p.append(parse_xml(_BOX.format(ns=nsdecls("w"), text="没有单子谁也不发。")))
    _add_footnote(document, changed, "签字要写日期。")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "时限"
    table.cell(1, 0).text, table.cell(1, 1).text = "急件", "当天发出"
    document.add_paragraph("签字\t5", style=document.styles.add_style("toc 1", 1))
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>交班要当面说。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(-1, parse_xml(control))
    return _saved(document)


def lived_in_deck() -> bytes:
    """Slides with groups, a merged table, a diagram, a title that is none, and one that says nothing but its title."""
    deck = pptx.Presentation()
    first, grouped, table, diagram, loose, bare = (
        deck.slides.add_slide(deck.slide_layouts[n]) for n in (1, 5, 5, 5, 6, 5)
    )
    first.shapes.title.text = "Look first"
    first.placeholders[1].text_frame.text = "Be early"
    first.placeholders[1].text_frame.add_paragraph().text = "Carry the plan"
    first.notes_slide.notes_text_frame.text = "Tell the long story of the guests who waited in the rain."
    grouped.shapes.title.text = "Groups"
    outer = grouped.shapes.add_group_shape()
    outer.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "Greet"
    outer.shapes.add_group_shape().shapes.add_textbox(0, 0, 9, 9).text_frame.text = "Introduce"
    table.shapes.title.text = "Table"
    grid = table.shapes.add_table(2, 2, 0, 0, 9, 9).table
    grid.cell(0, 0).merge(grid.cell(0, 1))
    grid.cell(0, 0).text, grid.cell(1, 0).text, grid.cell(1, 1).text = "Merged", "Left", "Right"
    diagram.shapes.title.text = "Diagram"
    _add_diagram(diagram, "Escort")
    for text in ("A box for a title", "Body of that slide."):
        loose.shapes.add_textbox(0, 0, 9, 9).text_frame.text = text
    bare.shapes.title.text = "Never be late"
    return _saved(deck)


def _saved(file: Any) -> bytes:
    file.save(out := BytesIO())
    return out.getvalue()


def _change(kind: str, tag: str, text: str) -> Any:
    return parse_xml(_CHANGE.format(ns=nsdecls("w"), kind=kind, tag=tag, text=text))


def _add_footnote(document: Any, paragraph: Any, text: str) -> None:
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    xml = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))


def _add_diagram(slide: Any, text: str) -> None:
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    part = SlidePart(SlideURI("/ppt/diagrams/data1.xml"), kind, slide.part.package, _DIAGRAM.format(text=text).encode())
    key = slide.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData")
    slide.shapes._spTree.append(parse_xml(_FRAME.format(key=key)))
