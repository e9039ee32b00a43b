"""What python-docx has no words for in the house base: theme, settings, lists, font table."""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.office.document.markup import W
from coursegen.office.faces import FANG, HEI, KAI, SONG, TITLE
from coursegen.office.house.style import LATIN, Marker
from coursegen.office.package import XML_HEAD
from coursegen.office.prototype import escape

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"

COLORS: Mapping[str, str] = {
    "dk1": "262626", "lt1": "FFFFFF", "dk2": "7A1A1F", "lt2": "FAF6EF", "accent1": "B3242B", "accent2": "C79A4B",
    "accent3": "35597A", "accent4": "4F7A5B", "accent5": "6F675C", "accent6": "E9DCC3", "hlink": "1F5FA8",
    "folHlink": "6B4C8A",
}  # fmt: skip
"""Theme colours before any unit paints them: cinnabar and gold. Muted text (accent5) has 4.5:1 on the tint as well."""

_SYMBOL = "Segoe UI Symbol"
_LEVELS: Mapping[Marker, tuple[str, str, str, str]] = {
    "bullet": ("bullet", "•", LATIN, "accent1"),
    "number": ("decimal", "%1.", LATIN, ""),
    "do": ("bullet", "✓", _SYMBOL, "accent1"),
    "dont": ("bullet", "✗", _SYMBOL, "accent5"),
    "check": ("bullet", "☐", _SYMBOL, "accent1"),
}
_THEME_KEYS = {"accent1": "accent1", "accent5": "accent5"}


def theme_xml(slots: Mapping[str, str] = COLORS, heading: str = HEI, body: str = FANG) -> bytes:
    """word/theme/theme1.xml: colours, fonts by script, flat effects."""
    colors = "".join(f'<a:{slot}><a:srgbClr val="{color}"/></a:{slot}>' for slot, color in slots.items())
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    fonts = "".join(
        f'<a:{name}><a:latin typeface="{LATIN}"/><a:ea typeface="{escape(face)}"/><a:cs typeface=""/></a:{name}>'
        for name, face in (("majorFont", heading), ("minorFont", body))
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{XML_HEAD}<a:theme xmlns:a="{A}" name="讲义"><a:themeElements>'
        f'<a:clrScheme name="讲义">{colors}</a:clrScheme><a:fontScheme name="讲义">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="讲义"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()


def numbering_xml() -> bytes:
    """word/numbering.xml without any list."""
    return f'{XML_HEAD}<w:numbering xmlns:w="{W}"/>'.encode()


def settings_xml(*, even_odd: bool = True) -> bytes:
    """word/settings.xml: modern mode, punctuation not compressed; `even_odd` tells left pages from right ones."""
    pages = "<w:evenAndOddHeaders/>" if even_odd else ""
    setting = '<w:compatSetting w:name="{}" w:uri="http://schemas.microsoft.com/office/word" w:val="{}"/>'
    modes = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
    scheme = " ".join(
        f'w:{name}="{value}"'
        for name, value in (
            ("bg1", "light1"),
            ("t1", "dark1"),
            ("bg2", "light2"),
            ("t2", "dark2"),
            *((f"accent{n}", f"accent{n}") for n in range(1, 7)),
            ("hyperlink", "hyperlink"),
            ("followedHyperlink", "followedHyperlink"),
        )
    )
    return (
        f'{XML_HEAD}<w:settings xmlns:w="{W}" xmlns:m="{MATH}"><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="480"/>{pages}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        f"<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        f"{''.join(setting.format(*mode) for mode in modes)}</w:compat>"
        '<m:mathPr><m:mathFont m:val="Cambria Math"/></m:mathPr><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        f'<w:clrSchemeMapping {scheme}/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def abstract_xml(kind: Marker, style: str, number: int) -> str:
    """w:abstractNum of a single-level list tied to one style, whose indents count."""
    form, text, font, color = _LEVELS[kind]
    ink = f'<w:color w:val="{COLORS[_THEME_KEYS[color]]}" w:themeColor="{color}"/>' if color else ""
    run = (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="default"/>'
        f'<w:b w:val="0"/>{ink}'
    )
    return (
        f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{number}"><w:nsid w:val="0C0A{number:04X}"/>'
        f'<w:multiLevelType w:val="singleLevel"/><w:tmpl w:val="0C0B{number:04X}"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:rPr>{run}</w:rPr></w:lvl></w:abstractNum>'
    )


def number_xml(number: int) -> str:
    """w:num of the list with the same id."""
    return f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'


def font_table_xml() -> bytes:
    """word/fontTable.xml: the fonts of the house styles with the names other systems know them by.

    Several names are parted by commas (ECMA-376 part 1, 17.8.3.1); those of GB2312 are what older Chinese systems have.
    """
    names = {
        FANG: "仿宋_GB2312,FangSong", SONG: "SimSun", HEI: "SimHei", KAI: "楷体_GB2312,KaiTi",
        TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,宋体,SimSun",
    }  # fmt: skip
    classes = {FANG: "modern", SONG: "auto", HEI: "modern", KAI: "modern", TITLE: "auto"}
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{classes[name]}"/><w:pitch w:val="variable"/></w:font>'
        for name, other in names.items()
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f'{XML_HEAD}<w:fonts xmlns:w="{W}">{latin}{rows}</w:fonts>'.encode()
