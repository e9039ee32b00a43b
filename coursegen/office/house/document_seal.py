"""The sealed side of an exam paper: candidate's data and the dotted line with its words, anchored in the header."""

from __future__ import annotations

from coursegen.office.document.markup import W
from coursegen.office.faces import KAI, SONG
from coursegen.office.house.document_styles import LATIN

_EMU_PER_MM = 36000
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TOP, HEIGHT = 16.0, 265.0
"""Where the line begins on the page and how long it is, in mm."""

FIELDS = ("单位", "部门", "姓名", "编号")
WORDS = "…" * 7 + "".join(f"{word}{'…' * 7}" for word in "密封线内不要答题")


def seal_runs(first_id: int) -> tuple[str, ...]:
    """w:r elements for a header; shape ids count up from `first_id`."""
    blanks = "　　".join(f"{name}{'＿' * 8}" for name in FIELDS)
    return _box(first_id, "密封线", 20.5, WORDS, KAI, 10.0), _box(first_id + 1, "考生信息栏", 9.0, blanks, SONG, 11.0)


def _box(number: int, name: str, left: float, text: str, font: str, size: float) -> str:
    run = (
        f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{font}" w:hint="eastAsia"/>'
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    )
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{_emu(9)}" cy="{_emu(HEIGHT)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        '<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:line="360" w:lineRule="exact"/><w:jc w:val="center"/>'
        "</w:pPr>"
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx>'
        '<wps:bodyPr vert="vert270" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp>'
    )
    return _anchored(number, name, left, 9.0, shape)


def _anchored(number: int, name: str, left: float, width: float, shape: str) -> str:
    """A shape behind the text, placed on the page (mm), decorative for screen readers."""
    return (
        f'<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{_emu(left)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_emu(TOP)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{_emu(width)}" cy="{_emu(HEIGHT)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{name}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _emu(mm: float) -> int:
    return round(mm * _EMU_PER_MM)
