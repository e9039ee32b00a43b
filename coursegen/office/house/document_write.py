"""The house styles written into a Word document with python-docx; what a document has already stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursegen.office.document.markup import HOUSE_ROLES, NO_CHINESE, THEME_COLORS, WORD_MAP, W, dxa, eighths
from coursegen.office.faces import FANG, HEI
from coursegen.office.house.document_parts import COLORS, abstract_xml, number_xml
from coursegen.office.house.document_styles import CHARS, FURNITURE, GRIDS, SPACES, STYLES
from coursegen.office.house.latin import latin_style
from coursegen.office.house.style import LATIN, HouseChar, HouseGrid, HouseStyle, Ink, Rule

if TYPE_CHECKING:
    from docx.document import Document

OFFICIAL_RED = "FF0000"
"""Colour of the head of official papers (GB/T 9704-2012, 7.2.4: 红色)."""
PRINT_BLACK = "000000"

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"

_BUILT_IN = {
    "List Bullet", "List Number", "heading 1", "heading 2", "heading 3", "TOC Heading", "toc 1", "toc 2", "toc 3",
    "Title",
    "Subtitle", "caption", "Quote", "Strong", "header", "footer",
}  # fmt: skip
_STOPS = "<w:overflowPunct/>"
"""Stops hang in Word, as they do when nothing is said, and do not in LibreOffice, which reads this the other way round
(seen in 7.4) and loses a stop that hangs in a justified line."""

_BASE_PPR = (
    f"<w:widowControl/><w:kinsoku/><w:wordWrap/>{_STOPS}<w:autoSpaceDE/><w:autoSpaceDN/>",
    '<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>',
)  # fmt: skip


def color_attributes(role: Ink, kind: str = "val") -> str:
    """Attributes of a house colour: `val` of w:color, `fill` of w:shd, `color` of a border."""
    if role == "official-red":
        return f'w:{kind}="{OFFICIAL_RED}"'
    if role == "print-black":
        return f'w:{kind}="{PRINT_BLACK}"'
    scheme = HOUSE_ROLES[role]
    theme = {"val": "themeColor", "fill": "themeFill", "color": "themeColor"}[kind]
    return f'w:{kind}="{COLORS[WORD_MAP[scheme]]}" w:{theme}="{THEME_COLORS[scheme]}"'


def fonts_xml(east: str, latin: str = LATIN) -> str:
    """w:rFonts of a style."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{LATIN}"/>'


def defaults_xml(*, latin: bool = False) -> str:
    """w:docDefaults: 仿宋 四号, Chinese, kinsoku, no grid; as to stops see `_STOPS`.

    `latin`: 11 pt, with kerning and the usual ligatures.
    """
    kern, size, line = (16, 22, 310) if latin else (0, 28, 520)
    ligatures = f'<w14:ligatures xmlns:w14="{W14}" w14:val="standard"/>' if latin else ""
    return (
        f'<w:docDefaults xmlns:w="{W}"><w:rPrDefault><w:rPr>{fonts_xml(FANG)}'
        f'<w:color {color_attributes("text")}/><w:kern w:val="{kern}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>{ligatures}</w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{''.join(_BASE_PPR)}"
        f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def add_missing_styles(document: Document, *, latin: bool = False) -> None:
    """Add every house style that the document has not got (by name, as Word compares names), with its list.

    `latin`: as readers of Latin letters expect them.
    """
    root = document.styles.element
    known = {s.name.lower() for s in document.styles if s.name}
    wanted = [("Normal", normal_xml())]
    wanted += [(c.name, char_xml(c, bold=latin and c.font == HEI)) for c in (*CHARS, *SPACES.values())]
    wanted += [(g.name, grid_xml(g)) for g in GRIDS]
    for style in (*FURNITURE, *STYLES):
        if style.name.lower() not in known:
            number = _add_list(document, style) if style.marker else 0
            root.append(_parsed(style_xml(latin_style(style) if latin else style, number)))
    for name, xml in wanted:
        if name.lower() not in known:
            root.append(_parsed(xml))
    base_on_own(document)


def base_on_own(document: Document) -> None:
    """House styles added to somebody's document stand on its own Normal and other styles, whatever their ids."""
    root = document.styles.element
    styles = root.findall(f"{{{W}}}style")
    ids = {s.get(f"{{{W}}}styleId") for s in styles}
    by_name = {s.find(f"{{{W}}}name").get(f"{{{W}}}val").lower(): s.get(f"{{{W}}}styleId") for s in styles}
    names = {"Normal": "Normal"} | {s.key: s.name for s in (*FURNITURE, *STYLES)}
    for style in styles:
        for tag in ("basedOn", "next", "link"):
            reference = style.find(f"{{{W}}}{tag}")
            key = reference.get(f"{{{W}}}val") if reference is not None else ""
            if reference is not None and key not in ids:
                own = by_name.get(names.get(key, "").lower())
                if own is None:
                    style.remove(reference)
                else:
                    reference.set(f"{{{W}}}val", own)


def _add_list(document: Document, style: HouseStyle) -> int:
    """Id of a new list for a style; definitions stand before the lists that use them (17.9.17)."""
    root = document.part.numbering_part.element
    attributes = {f"{{{W}}}abstractNum": "abstractNumId", f"{{{W}}}num": "numId"}
    used = [int(e.get(f"{{{W}}}{attributes[e.tag]}")) for e in root if e.tag in attributes]
    number = max(used, default=0) + 1
    first = root.find(f"{{{W}}}num")
    at = list(root).index(first) if first is not None else len(root)
    root.insert(at, _parsed(abstract_xml(style.marker, style.key, number)))
    last = root.findall(f"{{{W}}}num")
    at = list(root).index(last[-1]) + 1 if last else at + 1
    root.insert(at, _parsed(number_xml(number)))
    return number


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def normal_xml() -> str:
    """The default paragraph style, with the default character and table styles Word expects beside it."""
    return (
        f'<w:style xmlns:w="{W}" w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/>"
        f"<w:pPr>{''.join(_BASE_PPR)}</w:pPr></w:style>"
    )


def style_xml(style: HouseStyle, number: int = 0) -> str:
    """One paragraph style; `number` is the id of its list."""
    own = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    follow = {"heading": "BodyIndent", "title": "Subtitle"}.get(style.role.rstrip("123"), "")
    after = f'<w:next w:val="{follow}"/>' if follow else ""
    priority = f'<w:uiPriority w:val="{9 if style.role.startswith("heading") else 20}"/>'
    return (
        f'<w:style xmlns:w="{W}" w:type="paragraph"{own} w:styleId="{style.key}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.base}"/>{after}{priority}<w:qFormat/>'
        f"<w:pPr>{_paragraph_xml(style, number)}</w:pPr><w:rPr>{_run_xml(style)}</w:rPr></w:style>"
    )


def _paragraph_xml(style: HouseStyle, number: int) -> str:
    chars = round(style.first / style.size * 100)
    if style.first < 0:
        first = f'w:hangingChars="0" w:hanging="{dxa(-style.first)}"'
    else:
        first = f'w:firstLineChars="{chars}" w:firstLine="{dxa(style.first)}"'
    pieces = (
        f'<w:keepNext w:val="{int(style.keep_next)}"/><w:keepLines w:val="{int(style.keep_lines)}"/>',
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else "",
        f"<w:pBdr>{''.join(_rule_xml(rule) for rule in style.rules)}</w:pBdr>" if style.rules else "",
        f'<w:shd w:val="clear" w:color="auto" {color_attributes(style.fill, "fill")}/>' if style.fill else "",
        f'{_STOPS}<w:snapToGrid w:val="0"/>',
        f'<w:spacing w:before="{dxa(style.before)}" w:after="0" w:line="{dxa(style.line)}" w:lineRule="exact"/>',
        f'<w:ind w:left="{dxa(style.left)}" w:right="{dxa(style.right)}" {first}/>',
        f'<w:jc w:val="{style.align}"/>',
        f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "",
    )
    return "".join(pieces)


def _run_xml(style: HouseStyle) -> str:
    size = round(style.size * 2)
    tracking = f'<w:spacing w:val="{dxa(style.tracking)}"/>' if style.tracking else ""
    return (
        f'{fonts_xml(style.font, style.latin)}<w:b w:val="{int(style.bold)}"/><w:i w:val="0"/>'
        f"<w:color {color_attributes(style.color)}/>{tracking}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _rule_xml(rule: Rule) -> str:
    return (
        f'<w:{rule.side} w:val="{rule.line}" w:sz="{eighths(rule.width)}" w:space="{round(rule.space)}" '
        f"{color_attributes(rule.color, 'color')}/>"
    )


def char_xml(char: HouseChar, *, bold: bool = False) -> str:
    """One character style."""
    own = "" if char.name in _BUILT_IN else ' w:customStyle="1"'
    size = round(char.size * 2)
    pieces = (
        f'<w:rFonts w:eastAsia="{char.font}"/>' if char.font else "",
        "<w:b/>" if bold else "",
        f"<w:color {color_attributes(char.color)}/>" if char.color else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
        '<w:u w:val="single"/>' if char.underline else "",
        NO_CHINESE if char.unbroken else "",
    )
    return (
        f'<w:style xmlns:w="{W}" w:type="character"{own} w:styleId="{char.key}"><w:name w:val="{char.name}"/>'
        f'<w:uiPriority w:val="22"/><w:qFormat/><w:rPr>{"".join(pieces)}</w:rPr></w:style>'
    )


def grid_xml(grid: HouseGrid) -> str:
    """One table style."""
    order = {"top": "top", "left": "left", "bottom": "bottom", "right": "right", "inner": "insideH"}
    rules = [
        f'<w:{order[r.side]} w:val="single" w:sz="{eighths(r.width)}" w:space="0" '
        f"{color_attributes(r.color, 'color')}/>"
        for r in grid.rules
    ]
    if grid.kind in ("form", "record", "dense"):
        rules.append(rules[-1].replace("insideH", "insideV"))
    borders = f"<w:tblBorders>{''.join(rules)}</w:tblBorders>" if rules else ""
    sides = zip(("top", "left", "bottom", "right"), (grid.margins[i] for i in (0, 3, 2, 1)), strict=True)
    margins = "".join(f'<w:{side} w:w="{dxa(width)}" w:type="dxa"/>' for side, width in sides)
    fill = f'<w:shd w:val="clear" w:color="auto" {color_attributes(grid.header, "fill")}/>' if grid.header else ""
    header = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{fill}</w:tcPr></w:tblStylePr>' if fill else ""
    return (
        f'<w:style xmlns:w="{W}" w:type="table" w:customStyle="1" w:styleId="{grid.key}"><w:name w:val="{grid.name}"/>'
        f'<w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{header}</w:style>"
    )
