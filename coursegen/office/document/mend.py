"""Parts of a base put right where its author's program was careless.

Order of properties and styles nobody defines: Word puts up with both, Microsoft's validator does not. Pictures without
words and tables without a header row: readers of screens stumble on them. Orders are those of ECMA-376 part 1
(transitional), annex A.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coursegen.office.document.markup import W

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_VML = "urn:schemas-microsoft-com:vml"
_DECORATIVE = (
    f'<a:extLst xmlns:a="{_DRAWING}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_ORNAMENT = "装饰图"
"""What readers of screens say of an old picture (VML) that the base has no words for: those cannot be marked."""

_BORDERS = "top left start bottom right end insideH insideV tl2br tr2bl"
_ORDERS: Mapping[str, str] = {
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss"
    " imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd"
    " fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tblBorders": _BORDERS,
    "tcBorders": _BORDERS,
    "pBdr": "top left bottom right between bar",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    " sectPrChange",
}
_RANKS = {owner: {name: n for n, name in enumerate(names.split())} for owner, names in _ORDERS.items()}
_STYLED = ("pStyle", "rStyle", "tblStyle")
_CHANGES = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "del", "moveFrom")


def mended(data: bytes) -> bytes:
    """A part with the children of its properties in order, tracked changes accepted, pictures and tables told of."""
    from lxml import etree

    root: Any = etree.fromstring(data)
    accept_changes(root)
    mark_ornaments(root)
    head_tables(root)
    for owner, ranks in _RANKS.items():
        for element in root.iter(f"{{{W}}}{owner}"):
            _sort(element, ranks)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def accept_changes(root: Any) -> None:
    """Take tracked changes as accepted: insertions stay, deletions and earlier properties go."""
    for name in _CHANGES:
        for element in list(root.iter(f"{{{W}}}{name}")):
            if element.getparent() is not None:
                element.getparent().remove(element)
    for name in ("ins", "moveTo"):
        for element in list(root.iter(f"{{{W}}}{name}")):
            parent = element.getparent()
            place = parent.index(element)
            for child in reversed(list(element)):
                parent.insert(place, child)
            parent.remove(element)


def mark_ornaments(root: Any) -> None:
    """Pictures that the base has no words for are ornaments: readers of screens pass them over."""
    from lxml import etree

    for named in root.iter(f"{{{_PLACED}}}docPr"):
        if not (named.get("descr") or named.get("title") or len(named.findall(f"{{{_DRAWING}}}extLst"))):
            named.append(etree.fromstring(_DECORATIVE))
    for shape in root.iter(f"{{{_VML}}}shape"):
        if shape.find(f"{{{_VML}}}imagedata") is not None and not shape.get("alt"):
            shape.set("alt", _ORNAMENT)


def head_tables(root: Any) -> None:
    """The first row of each table of several rows is its header row, as in the tables that are made here."""
    for table in root.iter(f"{{{W}}}tbl"):
        rows = table.findall(f"{{{W}}}tr")
        if len(rows) < 2 or rows[0].find(f"{{{W}}}trPr/{{{W}}}tblHeader") is not None:
            continue
        properties = rows[0].find(f"{{{W}}}trPr")
        if properties is None:
            properties = rows[0].makeelement(f"{{{W}}}trPr", {})
            rows[0].insert(int(rows[0].find(f"{{{W}}}tblPrEx") is not None), properties)
        properties.append(properties.makeelement(f"{{{W}}}tblHeader", {}))


def _sort(element: Any, ranks: Mapping[str, int]) -> None:
    """Known children in order; each unknown one stays behind what it stood behind."""
    keyed: list[tuple[int, int, Any]] = []
    last = -1
    for number, child in enumerate(element):
        name = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) and W in child.tag else ""
        last = ranks.get(name, last)
        keyed.append((last, number, child))
    if [k[:2] for k in keyed] != sorted(k[:2] for k in keyed):
        element[:] = [child for _, _, child in sorted(keyed, key=lambda k: k[:2])]


def without_unknown_styles(root: Any, known: set[str]) -> None:
    """Take references to styles that nobody defines out of a header, footer or list."""
    for name in _STYLED:
        for element in list(root.iter(f"{{{W}}}{name}")):
            if element.get(f"{{{W}}}val") not in known and element.getparent() is not None:
                element.getparent().remove(element)
