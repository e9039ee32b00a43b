"""The sealed side of an exam paper: candidate's data and the dotted line with its words, in the header of odd pages.

Text boxes are drawn twice, as a DrawingML shape and as VML for programs that know no shapes (Word 2007, older WPS); the
table has none of both and stands in any program that places tables.
"""

from __future__ import annotations

from coursegen.layout.words import PrintedWords
from coursegen.office.document.markup import W
from coursegen.office.faces import KAI, SONG
from coursegen.office.house.style import HouseStyle

_EMU_PER_MM = 36000
_POINTS_PER_MM = 72 / 25.4
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TOP = 16.0
"""Where the line begins on the page, in mm; it ends as far from the lower edge."""

DATA_LEFT, LINE_LEFT, WIDE = 9.0, 20.5, 9.0
"""Where data and line stand on the page and how wide each is, in mm."""

SEAL, DATA = "密封线", "考生信息栏"
"""Names of the two text boxes: by them a base's own seal is known again."""

LINE_STYLE = HouseStyle("", "SealLine", "密封线", KAI, 10, 18, color="print-black", align="center", latin=KAI)
DATA_STYLE = HouseStyle("", "SealData", "考生信息栏", SONG, 11, 18, color="print-black", align="center", latin=SONG)
"""One face for all scripts: dots of another one would not stand in line."""


def seal_runs(first_id: int, page_height: float, words: PrintedWords) -> tuple[str, ...]:
    """w:r elements for a header of a page so high (mm); shape ids count up from `first_id`."""
    high = page_height - 2 * TOP
    return (
        _box(first_id, SEAL, LINE_LEFT, high, _paragraph(_words(high, words), LINE_STYLE)),
        _box(first_id + 1, DATA, DATA_LEFT, high, _paragraph(_data(high, words), DATA_STYLE)),
    )


def seal_table(page_height: float, words: PrintedWords) -> str:
    """A w:tbl for a header: two columns of turned text, placed on the page beside the text area."""
    high = page_height - 2 * TOP
    columns = (_paragraph(_data(high, words), DATA_STYLE), _paragraph(_words(high, words), LINE_STYLE))
    wide = _twips(LINE_LEFT + WIDE - DATA_LEFT) // 2
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>'
        f"</w:tcPr>{column}</w:tc>"
        for column in columns
    )
    return (
        f'<w:tbl xmlns:w="{W}"><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" '
        f'w:horzAnchor="page" w:tblpX="{_twips(DATA_LEFT)}" w:tblpY="{_twips(TOP)}"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{2 * wide}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{SEAL}"/></w:tblPr><w:tblGrid><w:gridCol w:w="{wide}"/><w:gridCol w:w="{wide}"/>'
        f'</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_twips(high)}" w:hRule="exact"/></w:trPr>'
        f"{cells}</w:tr></w:tbl>"
    )


def _words(high: float, words: PrintedWords) -> str:
    """Dots with the words between them (characters, where it is no Latin text), as long as the line.

    A wide space comes first: signs take their script, and so their face, from what stands before them.
    """
    most = int(high * _POINTS_PER_MM / LINE_STYLE.size) - 1
    marks = words.seal.split() if words.seal.isascii() else list(words.seal)
    room = most - sum(len(mark) / 2 if mark.isascii() else len(mark) for mark in marks) - 1
    dots = "…" * int(room // (len(marks) + 1))
    return f"　{dots}" + "".join(f"{mark}{dots}" for mark in marks)


def _data(high: float, words: PrintedWords) -> str:
    """Names of the fields with a line to write on after each."""
    most = int(high * _POINTS_PER_MM / DATA_STYLE.size)
    names, gap = words.candidate, "　　"
    taken = sum(len(name) / 2 if name.isascii() else len(name) for name in names) + len(gap) * (len(names) - 1)
    room = min(12, int(most - 4 - taken) // len(names))
    line = "_" * (2 * room) if names[0].isascii() else "＿" * room
    return gap.join(f"{name}{line}" for name in names)


def _paragraph(text: str, style: HouseStyle) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style.key}"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def _box(number: int, name: str, left: float, high: float, paragraph: str) -> str:
    """A text box behind the text, placed on the page (mm), decorative for screen readers."""
    content = f"<w:txbxContent>{paragraph}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{_emu(WIDE)}" cy="{_emu(high)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx>"
        '<wps:bodyPr vert="vert270" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp>'
    )
    return (
        f'<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{_emu(left)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_emu(TOP)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{_emu(WIDE)}" cy="{_emu(high)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{name}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback>{_vml(number, name, left, high, content)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _vml(number: int, name: str, left: float, high: float, content: str) -> str:
    """The same box in VML."""
    place = {
        "margin-left": left, "margin-top": TOP, "width": WIDE, "height": high,
    }  # fmt: skip
    style = "".join(f"{key}:{value * _POINTS_PER_MM:.1f}pt;" for key, value in place.items())
    return (
        f'<w:pict><v:rect id="seal{number}" alt="{name}" style="position:absolute;{style}z-index:-{number};'
        'mso-position-horizontal-relative:page;mso-position-vertical-relative:page" filled="f" stroked="f">'
        '<v:textbox style="layout-flow:vertical;mso-layout-flow-alt:bottom-to-top" inset="0,0,0,0">'
        f"{content}</v:textbox></v:rect></w:pict>"
    )


def _emu(mm: float) -> int:
    return round(mm * _EMU_PER_MM)


def _twips(mm: float) -> int:
    return round(mm / 25.4 * 1440)
