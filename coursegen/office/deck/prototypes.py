"""Prototypes of everything that is drawn on slides, made with python-pptx from sentinel values.

Sentinels are numbers and words that occur nowhere else; after serialising they become slots. A colour is always a slot:
which scheme colour a role takes is known only when the theme is (see `theme`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, get_args

from lxml import etree
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
from pptx.slide import Slide
from pptx.util import Emu

from coursegen.layout.geometry import Geometry
from coursegen.office.deck.prototypes_text import text_prototypes
from coursegen.office.deck.sentinels import BOX, H, W, X, Y, bare_xml, split
from coursegen.office.package import OFFICE_RELATIONS, SHORT_HEAD
from coursegen.office.prototype import Prototype

_NO_STYLE_NO_GRID = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SHAPES: Mapping[Geometry, MSO_SHAPE] = {
    "rect": MSO_SHAPE.RECTANGLE,
    "roundRect": MSO_SHAPE.ROUNDED_RECTANGLE,
    "ellipse": MSO_SHAPE.OVAL,
    "chevron": MSO_SHAPE.CHEVRON,
    "homePlate": MSO_SHAPE.PENTAGON,
    "rightArrow": MSO_SHAPE.RIGHT_ARROW,
    "leftRightArrow": MSO_SHAPE.LEFT_RIGHT_ARROW,
    "donut": MSO_SHAPE.DONUT,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "trapezoid": MSO_SHAPE.TRAPEZOID,
    "arc": MSO_SHAPE.ARC,
}
_LINKS = f' xmlns:r="{OFFICE_RELATIONS}"'
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

_VECTOR = (
    '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="§relation§"/></a:ext></a:extLst>'
)
"""The SVG that PowerPoint shows in place of a picture ([MS-ODRAWXML] 2.11)."""


def make_prototypes(slide: Slide) -> dict[str, Prototype]:
    """All prototypes, by name, made on a scratch slide that the caller throws away."""
    shapes = {f"shape:{geometry}": _shape(slide, geometry) for geometry in get_args(Geometry)}
    guides = {
        f"guide:{geometry}:{n}": guide for geometry in get_args(Geometry) for n, guide in _guides(slide, geometry)
    }
    return {
        **shapes,
        **guides,
        **_looks(slide),
        **text_prototypes(slide),
        **_tables(slide),
        "text-box": _text_box(slide),
        "group": _group(slide),
        "connector": _connector(slide),
        "start-joint": Prototype.split('<a:stCxn id="§id§" idx="§site§"/>'),
        "end-joint": Prototype.split('<a:endCxn id="§id§" idx="§site§"/>'),
        "picture": _picture(slide),
        "vector": Prototype.split(_VECTOR),
        "chart": _chart(),
        "placeholder": _placeholder(slide),
        "slide": _slide(slide),
        "notes": _notes(slide),
        **_identities(),
    }


def _autoshape(slide: Slide, geometry: Geometry) -> Any:
    return slide.shapes.add_shape(_SHAPES[geometry], Emu(X), Emu(Y), Emu(W), Emu(H))


def _shape(slide: Slide, geometry: Geometry) -> Prototype:
    shape = _autoshape(slide, geometry)
    shape.fill.background()
    shape.line.fill.background()
    return _shape_like(shape)


def _text_box(slide: Slide) -> Prototype:
    box = slide.shapes.add_textbox(Emu(X), Emu(Y), Emu(W), Emu(H))
    box.fill.background()
    box.line.fill.background()
    return _shape_like(box)


def _shape_like(shape: Any) -> Prototype:
    xml = bare_xml(shape._element)  # noqa: SLF001 - python-pptx has no other way to the XML
    xml = re.sub(r"<a:avLst>.*?</a:avLst>|<a:avLst/>", "<a:avLst>§guides§</a:avLst>", xml, flags=re.DOTALL)
    xml = re.sub(r"<p:txBody>.*?</p:txBody>", "§text§", xml, flags=re.DOTALL)
    xml = re.sub(r"<a:ln>.*?</a:ln>", "§line§", xml, flags=re.DOTALL).replace("<a:noFill/>", "§fill§")
    return split(xml, **BOX)


def _guides(slide: Slide, geometry: Geometry) -> list[tuple[int, Prototype]]:
    """One prototype for each adjust value of a geometry."""
    shape = _autoshape(slide, geometry)
    for n in range(len(shape.adjustments)):
        shape.adjustments[n] = 0.11101 + n / 100000
    found = shape._element.iter(qn("a:gd"))  # noqa: SLF001
    return [(n, split(bare_xml(gd), value=11101 + n)) for n, gd in enumerate(found)]


def _looks(slide: Slide) -> dict[str, Prototype]:
    """Fills and outlines."""
    shape = _autoshape(slide, "rect")
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_6
    shape.line.color.theme_color = MSO_THEME_COLOR.ACCENT_6
    shape.line.width = Emu(11101)
    properties = shape._element.spPr  # noqa: SLF001
    color = '<a:schemeClr val="accent6"/>'
    solid = split(bare_xml(properties.find(qn("a:solidFill"))), color=color)
    line = split(bare_xml(properties.find(qn("a:ln"))), color=color, width=11101)
    pointed = bare_xml(properties.find(qn("a:ln"))).replace("</a:ln>", '<a:tailEnd type="triangle"/></a:ln>')
    arrow = split(pointed, color=color, width=11101)
    shape.line.dash_style = MSO_LINE.DASH
    dashed = split(bare_xml(properties.find(qn("a:ln"))), color=color, width=11101)
    return {
        "fill": solid,
        "no-fill": Prototype.split("<a:noFill/>"),
        "line": line,
        "dashed": dashed,
        "arrow": arrow,
        "no-line": Prototype.split("<a:ln><a:noFill/></a:ln>"),
    }


def _tables(slide: Slide) -> dict[str, Prototype]:
    """Table frame, row, column and cell; every cell states its borders and its fill."""
    frame: Any = slide.shapes.add_table(1, 1, Emu(X), Emu(Y), Emu(W), Emu(H))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE_NO_GRID  # noqa: SLF001
    cell = table.cell(0, 0)
    cell.margin_left, cell.margin_top, cell.margin_right, cell.margin_bottom = (Emu(v) for v in (X, Y, W, H))
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    inner = re.sub(r"<a:p>.*?</a:p>|<a:p/>", "§paragraphs§", bare_xml(cell._tc), flags=re.DOTALL)  # noqa: SLF001
    bare = '<a:ln{0} w="0"><a:noFill/></a:ln{0}>'
    borders = "".join(bare.format(side) for side in "LRT") + "§rule§"
    inner = re.sub(r"<a:tcPr([^>]*?)/>", rf"<a:tcPr\1>{borders}§fill§</a:tcPr>", inner)
    outer = re.sub(r"<a:gridCol[^>]*/>", "§columns§", bare_xml(frame._element))  # noqa: SLF001
    outer = re.sub(r"<a:tr .*</a:tr>", "§rows§", outer, flags=re.DOTALL)
    return {
        "table": split(outer, **BOX),
        "column": Prototype.split('<a:gridCol w="§width§"/>'),
        "row": Prototype.split('<a:tr h="§height§">§cells§</a:tr>'),
        "cell": split(inner, anchor='anchor="ctr"', left=X, top=Y, right=W, bottom=H),
        "rule": Prototype.split('<a:lnB w="12700">§fill§</a:lnB>'),
        "no-rule": Prototype.split('<a:lnB w="0"><a:noFill/></a:lnB>'),
    }


def _group(slide: Slide) -> Prototype:
    group = slide.shapes.add_group_shape()
    member = group.shapes.add_textbox(Emu(X), Emu(Y), Emu(W), Emu(H))
    xml = bare_xml(group._element).replace(bare_xml(member._element), "§members§")  # noqa: SLF001
    return split(xml, **BOX)


def _connector(slide: Slide) -> Prototype:
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Emu(X + W), Emu(Y + H), Emu(X), Emu(Y))
    line.line.fill.background()
    xml = re.sub(r"<a:ln>.*?</a:ln>", "§line§", bare_xml(line._element), flags=re.DOTALL)  # noqa: SLF001
    xml = xml.replace("<p:cNvCxnSpPr/>", "<p:cNvCxnSpPr>§joints§</p:cNvCxnSpPr>")
    return split(xml, flip=' flipH="1" flipV="1"', **BOX)


def _picture(slide: Slide) -> Prototype:
    picture: Any = slide.shapes.add_picture(BytesIO(_PIXEL), Emu(X), Emu(Y), Emu(W), Emu(H))
    relation = picture._element.blipFill.blip.rEmbed  # noqa: SLF001
    xml = re.sub(r"<a:blip ([^>]*)/>", r"<a:blip \1>§vector§</a:blip>", bare_xml(picture._element))  # noqa: SLF001
    return split(xml, relation=f'"{relation}"', **BOX)


def _chart() -> Prototype:
    """The frame of a chart, which stands in a part of its own."""
    frame = CT_GraphicalObjectFrame.new_chart_graphicFrame(1, "", "CHART", X, Y, W, H)
    return split(bare_xml(frame), relation='"CHART"', **BOX)


def _placeholder(slide: Slide) -> Prototype:
    xml = bare_xml(slide.shapes.add_textbox(Emu(X), Emu(Y), Emu(W), Emu(H))._element)  # noqa: SLF001
    xml = re.sub(r"<p:cNvSpPr.*?/>", '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>', xml)
    xml = xml.replace("<p:nvPr/>", "<p:nvPr><p:ph§attributes§/></p:nvPr>")
    xml = re.sub(r"<p:spPr>.*</p:spPr>", "<p:spPr>§frame§</p:spPr>", xml, flags=re.DOTALL)
    return split(re.sub(r"<p:txBody>.*</p:txBody>", "§text§", xml, flags=re.DOTALL))


def _identities() -> dict[str, Prototype]:
    """Name and number of a drawing: alone, with alternative text, marked as decoration."""
    mark = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
        ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    return {
        "plain": Prototype.split('<p:cNvPr id="§id§" name="§name§"/>'),
        "described": Prototype.split('<p:cNvPr id="§id§" name="§name§" descr="§alt§"/>'),
        "decorative": Prototype.split(f'<p:cNvPr id="§id§" name="§name§">{mark}</p:cNvPr>'),
        "frame": Prototype.split('<a:xfrm><a:off x="§x§" y="§y§"/><a:ext cx="§w§" cy="§h§"/></a:xfrm>'),
    }


def _part(element: Any, edit: Callable[[str], str]) -> Prototype:
    return Prototype.split(SHORT_HEAD + edit(str(etree.tostring(element, encoding="unicode"))))


def _slide(slide: Slide) -> Prototype:
    def edit(xml: str) -> str:
        xml = re.sub(r"<p:cSld[^>]*>", '<p:cSld name="§name§">', xml.replace(_LINKS, "§links§"))
        xml = re.sub(
            r"(</p:grpSpPr>|<p:grpSpPr/>).*</p:spTree>", r"\1§shapes§</p:spTree>", xml, count=1, flags=re.DOTALL
        )
        return re.sub(r"<p:clrMapOvr>.*</p:clrMapOvr>", "§override§", xml, flags=re.DOTALL)

    empty: Any = slide.part.package.presentation_part.presentation.slides.add_slide(slide.slide_layout)
    for shape in list(empty.shapes):
        shape._element.getparent().remove(shape._element)  # noqa: SLF001
    return _part(empty._element, edit)  # noqa: SLF001


def _notes(slide: Slide) -> Prototype:
    """Notes page with the picture of the slide and the text; other placeholders of the notes master are left out."""
    notes: Any = slide.notes_slide
    for shape in list(notes.placeholders):
        if shape.placeholder_format.type not in (PP_PLACEHOLDER.SLIDE_IMAGE, PP_PLACEHOLDER.BODY):
            shape._element.getparent().remove(shape._element)  # noqa: SLF001
    notes.notes_text_frame.text = "WORDS"

    def edit(xml: str) -> str:
        filled = re.sub(r"<a:p>(?:(?!<a:p>).)*WORDS.*?</a:p>", "§paragraphs§", xml, flags=re.DOTALL)
        filled = re.sub(r' name="(Slide|Notes)[^"]*"', r' name="\1"', filled)
        if "§paragraphs§" not in filled:
            raise AssertionError(f"no place for notes in {xml}")
        return re.sub(r"<p:grpSpPr>.*?</p:grpSpPr>", "<p:grpSpPr/>", filled.replace(_LINKS, ""), flags=re.DOTALL)

    return _part(notes._element, edit)  # noqa: SLF001
