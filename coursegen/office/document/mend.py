"""Parts of a base put right where its author's program was careless: order of properties, styles nobody defines.

Word puts up with both, Microsoft's validator does not. Orders are those of ECMA-376 part 1 (transitional), annex A.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coursegen.office.document.markup import W

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
    """A part with the children of its properties in the order of the schema, tracked changes taken as accepted."""
    from lxml import etree

    root: Any = etree.fromstring(data)
    accept_changes(root)
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
