"""Presentations as units bring them along, made here: pictures, charts, tables, notes, links, and worse."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from odd_bases import edited, picture, related, saved, typed
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

WIDE, NARROW, OLD = (12192000, 6858000), (9144000, 5143500), (9144000, 6858000)
PICTURE = picture((10, 120, 90), (80, 60))
NOTE = "讲师私下说：这一页只讲两分钟"

_FIELD = (
    '<a:fld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"'
    ' type="slidenum"><a:rPr lang="zh-CN"/><a:t>99</a:t></a:fld>'
)


def brochure(size: tuple[int, int] = WIDE, title: str = "单位简介") -> Any:
    """Four slides: picture and notes; a chart; a table with links; text with a number field and a jump to the first."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(size[0]), Emu(size[1])
    first = deck.slides.add_slide(deck.slide_layouts[5])
    first.shapes.title.text = title
    first.shapes.add_picture(BytesIO(PICTURE), Inches(1), Inches(2))
    first.notes_slide.notes_text_frame.text = NOTE
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "三年来文"
    data = CategoryChartData()
    data.categories = ["前年", "去年", "今年"]
    data.add_series("件数", (120, 180, 240))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(4), Inches(3), data)
    third = deck.slides.add_slide(deck.slide_layouts[5])
    third.shapes.title.text = "联系方式"
    table = third.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    table.cell(0, 0).text = "总值班"
    _link(third, "网址", "https://example.org/")
    fourth = deck.slides.add_slide(deck.slide_layouts[6])
    box = fourth.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1))
    box.text_frame.text = "第"
    box.text_frame.paragraphs[0]._p.append(parse_xml(_FIELD))
    jump = fourth.shapes.add_textbox(Inches(1), Inches(3), Inches(3), Inches(1))
    jump.text_frame.text = "回到开头"
    jump.click_action.target_slide = deck.slides[0]
    return deck


def _link(slide: Any, text: str, address: str) -> None:
    run = slide.shapes.add_textbox(Inches(1), Inches(4), Inches(3), Inches(1)).text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.hyperlink.address = text, Pt(18), address


def harmful() -> bytes:
    """A slide with macros in its file, an object, a link that opens a file, and a picture kept elsewhere."""
    deck = brochure()
    slide = deck.slides[0]
    slide.shapes.add_ole_object(BytesIO(b"PK not really"), "Package", Inches(6), Inches(2), Inches(1), Inches(1))
    _link(slide, "细则", "file:///C:/rules.docx")
    for shape in slide.shapes:
        if shape.shape_type == 13:
            blip = shape._element.find(f".//{qn('a:blip')}")
            del blip.attrib[qn("r:embed")]
            blip.set(qn("r:link"), slide.part.relate_to("https://example.org/a.png", _IMAGE, is_external=True))
    macros = {"ppt/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros"}
    changes = {
        "[Content_Types].xml": typed("ppt/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
        "ppt/_rels/presentation.xml.rels": lambda data: data.replace(
            b"</Relationships>", related("vbaProject", "vbaProject.bin", key="rIdMacros")
        ),
    }
    return edited(saved(deck), changes, macros)


_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def numbered_twice() -> bytes:
    """A slide on which two shapes have one number and one of them moves."""
    deck = brochure()
    slide = deck.slides[3]
    first, second = (shape._element.find(f".//{qn('p:cNvPr')}") for shape in list(slide.shapes)[:2])
    second.set("id", first.get("id"))
    return saved(deck)
