"""Charts and pictures in the body of a document: their XML, their parts, and the relationships that lead to them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from coursegen.layout.geometry import Role
from coursegen.layout.pages.geometry import FlowDrawing
from coursegen.office.chart import CHART_RELATION, ChartOrder, chart_parts
from coursegen.office.document.markup import dxa
from coursegen.office.package import CONTENT_TYPES, MEDIA_TYPES, OFFICE_RELATIONS, media_extension
from coursegen.office.prototype import escape

FIRST_ID = 1001
"""Number of the first drawing; the logo of a cover has number 1."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU = 12700
_CHART = f'<c:chart xmlns:c="{_DRAWING}/chart" xmlns:r="{OFFICE_RELATIONS}" r:id="{{relation}}"/>'
_PICTURE = (
    f'<pic:pic xmlns:pic="{_DRAWING}/picture" xmlns:r="{OFFICE_RELATIONS}"><pic:nvPicPr>'
    '<pic:cNvPr id="{id}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{relation}">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
)
_VECTOR = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{relation}"/></a:ext></a:extLst>'
)
_PARAGRAPH = (
    '<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}<w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="{before}" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr>'
    '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:drawing>'
    f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
    ' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr id="{id}" name="{name}" descr="{alt}"/>'
    "<wp:cNvGraphicFramePr/>"
    '<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)
"""A line as high as its drawing: single spacing with 1 pt type, off the grid of lines, whatever the style says."""


class Drawings(Struct):
    """Writes the drawings of one document and keeps their parts, content types and relationships (id → kind, target).

    `media` are pictures by key, `colors` a:schemeClr elements by role.
    """

    media: Mapping[str, bytes]
    colors: Mapping[Role, str]
    language: str
    style: str
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def xml(self, drawing: FlowDrawing, *, keep: bool) -> str:
        """The paragraph of a drawing. Raises A508 for a picture of an unknown format."""
        self.count += 1
        size = f'cx="{round(drawing.width * _EMU)}" cy="{round(drawing.height * _EMU)}"'
        own = {"id": str(FIRST_ID + self.count), "name": escape(f"{drawing.name[:24]} {self.count}"),
               "alt": escape(drawing.alt), "size": size}  # fmt: skip
        content = self._chart(drawing) if drawing.chart else self._picture(drawing, own)
        flow = ("<w:keepNext/>" if keep or drawing.keep else "") + (
            "<w:pageBreakBefore/>" if drawing.page_before else ""
        )
        return _PARAGRAPH.format(
            **own, style=self.style, keep=flow, before=dxa(drawing.before), content=content,
            uri=f"{_DRAWING}/{'chart' if drawing.chart else 'picture'}",
        )  # fmt: skip

    def _chart(self, drawing: FlowDrawing) -> str:
        if drawing.chart is None:
            raise AssertionError("a drawing without a chart is a picture")
        relation = f"rIdChart{self.count}"
        order = ChartOrder(drawing.chart, tuple(self.colors.items()), self.language)
        parts, types = chart_parts("word", str(self.count), order)
        self.parts |= parts
        self.types |= types
        self.relations[relation] = (CHART_RELATION, f"charts/chart{self.count}.xml")
        return _CHART.format(relation=relation)

    def _picture(self, drawing: FlowDrawing, own: Mapping[str, str]) -> str:
        vector = _VECTOR.format(relation=self._medium(drawing.vector)) if drawing.vector else ""
        return _PICTURE.format(**own, relation=self._medium(drawing.media), vector=vector)

    def _medium(self, key: str) -> str:
        """Relationship id of a picture, which stands in the package once."""
        if key not in self.pictures:
            number = len(self.pictures) + 1
            extension = media_extension(self.media[key], key)
            self.pictures[key] = f"rIdPicture{number}"
            part = f"word/media/picture{number}.{extension}"
            self.parts[part], self.types[part] = self.media[key], MEDIA_TYPES[extension]
            self.relations[self.pictures[key]] = (f"{OFFICE_RELATIONS}/image", f"media/picture{number}.{extension}")
        return self.pictures[key]

    def added_to(self, parts: Mapping[str, bytes], main: str) -> dict[str, bytes]:
        """The parts of a document with those of its drawings; `main` is the name of the main part's relationships."""
        if not self.count:
            return dict(parts)
        rows = "".join(
            f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
            for key, (kind, target) in self.relations.items()
        )
        types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self.types.items())
        return {
            **parts,
            **self.parts,
            main: parts[main].replace(b"</Relationships>", f"{rows}</Relationships>".encode()),
            CONTENT_TYPES: parts[CONTENT_TYPES].replace(b"</Types>", f"{types}</Types>".encode()),
        }
