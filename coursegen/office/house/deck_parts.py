"""Parts of a house base that do not depend on its composition: theme, masters' text styles, presentation, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursegen.model.unit import Mode
from coursegen.office.house.markup import NAMESPACES, NUMBER_FIELD, TREE_HEAD, Piece, emu, ground, tree
from coursegen.office.house.sheet import INKS, Sheet, color_map
from coursegen.office.prototype import escape
from coursegen.text import NO_LINE_END, NO_LINE_START

MASTER_ID = 2**31
NOTES_PAGE = (6858000, 9144000)
SIZES = (20, 18, 16, 16, 16)
"""Body sizes by level in points (type scale for slides 13.33 in wide)."""
MARKS = "•–···"

_BODY_FACES = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
_HEAD_FACES = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>'
_BREAKS = 'algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"'
_INK = '<a:solidFill><a:schemeClr val="{}"/></a:solidFill>'
_FLAT_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

PROPERTIES: Mapping[str, str] = {
    "ppt/presProps.xml": f"<p:presentationPr {NAMESPACES}/>",
    "ppt/viewProps.xml": f'<p:viewPr {NAMESPACES}><p:gridSpacing cx="72008" cy="72008"/></p:viewPr>',
    "ppt/tableStyles.xml": f'<a:tblStyleLst xmlns:a="{_DRAWING}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
}
"""Parts that are the same in every base; the table style is the one Office takes by default."""


def presentation(sheet: Sheet) -> str:
    """presentation.xml of a base without slides, with the rules of Chinese line breaking."""
    starts, ends = (escape("".join(sorted(chars))) for chars in (NO_LINE_START, NO_LINE_END))
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'{sheet.page()}<p:notesSz cx="{NOTES_PAGE[0]}" cy="{NOTES_PAGE[1]}"/>'
        f'<p:kinsoku lang="zh-CN" invalStChars="{starts}" invalEndChars="{ends}"/>'
        f"<p:defaultTextStyle>{_plain_levels(18)}</p:defaultTextStyle></p:presentation>"
    )


def _level(number: int, attributes: str, before: str, size: int, faces: str = _BODY_FACES, ink: str = "tx1") -> str:
    """One level of a text style: paragraph attributes, its children, and the run's size in points, colour, faces."""
    return (
        f'<a:lvl{number}pPr {attributes} {_BREAKS}>{before}<a:defRPr lang="zh-CN" sz="{size * 100}" kern="1200">'
        f"{_INK.format(ink)}{faces}</a:defRPr></a:lvl{number}pPr>"
    )


def _plain_levels(size: int) -> str:
    """Levels without marks, for text boxes and notes."""
    return "".join(_level(n, f'marL="{(n - 1) * 342900}"', "", size) for n in range(1, 10))


def _body_levels() -> str:
    levels = []
    for n, (size, mark) in enumerate(zip(SIZES, MARKS, strict=True), 1):
        look = (
            '<a:lnSpc><a:spcPct val="115000"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="{800 if n == 1 else 400}"/></a:spcBef>'
            f'<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="{mark}"/>'
        )
        levels.append(_level(n, f'marL="{emu(0.28 * n)}" indent="-{emu(0.28)}"', look, size))
    return "".join(levels)


def _title_level(size: int) -> str:
    look = '<a:lnSpc><a:spcPct val="105000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>'
    return _level(1, 'marL="0"', look, size, _HEAD_FACES, "tx2").replace(' kern="1200"', ' b="1" kern="1200"')


def slide_master(sheet: Sheet, pieces: Sequence[Piece], count: int) -> str:
    """The slide master with `count` layouts."""
    ids = "".join(f'<p:sldLayoutId id="{MASTER_ID + n}" r:id="rId{n}"/>' for n in range(1, count + 1))
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld>{ground(sheet.ink.paper)}{tree(pieces)}</p:cSld>'
        f"{_color_map(sheet.mode)}"
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles>'
        f"<p:titleStyle>{_title_level(sheet.size(28, 24))}</p:titleStyle><p:bodyStyle>{_body_levels()}</p:bodyStyle>"
        f"<p:otherStyle>{_plain_levels(18)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def notes_master(sheet: Sheet) -> str:
    """The notes master: picture of the slide, text, page number; light whatever the slides are, for it is printed."""
    paper = INKS["light"].paper
    wide, high = sheet.picture(3086100)
    number_look = '<a:lstStyle><a:lvl1pPr algn="r"><a:defRPr sz="1200"/></a:lvl1pPr></a:lstStyle>'
    prompt = '<a:p><a:r><a:rPr lang="zh-CN"/><a:t>单击此处编辑备注</a:t></a:r></a:p>'
    text = f"<p:txBody><a:bodyPr/><a:lstStyle/>{prompt}</p:txBody>"
    number = f'<p:txBody><a:bodyPr anchor="b"/>{number_look}<a:p>{NUMBER_FIELD}</a:p></p:txBody>'
    shapes = (
        _notes_holder(2, "幻灯片图像", 'type="sldImg" idx="2"', ((NOTES_PAGE[0] - wide) // 2, 1143000, wide, high), "")
        + _notes_holder(3, "备注", 'type="body" sz="quarter" idx="3"', (685800, 4400550, 5486400, 3600450), text)
        + _notes_holder(4, "页码", 'type="sldNum" sz="quarter" idx="5"', (3884613, 8685213, 2971800, 458787), number)
    )
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{ground(paper)}<p:spTree>{TREE_HEAD}{shapes}</p:spTree></p:cSld>"
        f"{_color_map('light')}<p:notesStyle>{_plain_levels(12)}</p:notesStyle></p:notesMaster>"
    )


def _color_map(mode: Mode) -> str:
    names = "".join(f' {name}="{slot}"' for name, slot in color_map(mode).items())
    return f"<p:clrMap{names}/>"


def _notes_holder(number: int, name: str, mark: str, frame: tuple[int, int, int, int], body: str) -> str:
    x, y, w, h = frame
    locks = ' noRot="1" noChangeAspect="1"' if "sldImg" in mark else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"{locks}/></p:cNvSpPr>'
        f'<p:nvPr><p:ph {mark}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>{body}</p:sp>'
    )


def theme(name: str, colors: Mapping[str, str], faces: tuple[str, str, str]) -> str:
    """A theme with flat fills; `faces` are those of headings, body and Latin text.

    It has no faces per script, so the East Asian face holds for every Chinese text.
    """
    name, heading, body, latin = map(escape, (name, *faces))
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{color}"/></a:{slot}>' for slot, color in colors.items())
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{latin}"/><a:ea typeface="{face}"/><a:cs typeface=""/></a:{kind}>'
        for kind, face in (("majorFont", heading), ("minorFont", body))
    )
    lines = "".join(f'<a:ln w="{width}">{_FLAT_FILL}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme xmlns:a="{_DRAWING}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="{heading}">{fonts}</a:fontScheme><a:fmtScheme name="平面">'
        f"<a:fillStyleLst>{_FLAT_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FLAT_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
