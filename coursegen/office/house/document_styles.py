"""All house styles of documents, and which page set-ups have which."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from coursegen.layout.pages.geometry import Form
from coursegen.office.faces import HEI, KAI, SONG, TITLE
from coursegen.office.house.document_seal import DATA_STYLE, LINE_STYLE
from coursegen.office.house.paper_styles import CLASS, PAPER
from coursegen.office.house.style import LATIN, HouseChar, HouseGrid, HouseStyle, Ink, Rule, SpaceStyle, StyleSet
from coursegen.office.house.text_styles import BODY, BOXES, CELLS, HEADINGS
from coursegen.office.house.variant_styles import (
    CERTIFICATE_VARIANTS,
    OFFICIAL_VARIANTS,
    PAPER_VARIANTS,
    SHEET_VARIANTS,
)

STYLE_SETS: Mapping[Form, StyleSet] = {
    "handout": "handout", "paper": "paper", "key": "paper", "official": "official", "letter": "official",
    "red-letter": "official", "paper-a3": "paper", "paper-b4": "paper", "sheet": "paper", "wide-sheet": "paper",
    "answer-sheet": "paper", "cards": "paper", "certificate": "certificate",
}  # fmt: skip
"""The styles that each page set-up has beside those for all."""

FURNITURE = (
    HouseStyle("", "Header", "header", KAI, 12, 18, color="muted", rules=(Rule("bottom", "primary", 0.75, 4),)),
    HouseStyle("", "Footer", "footer", SONG, 14, 20, color="print-black"),
    HouseStyle("", "PageNumber", "单页码", SONG, 14, 20, color="print-black", right=14, align="right", base="Footer",
               latin=SONG),
    HouseStyle("", "PageNumberEven", "双页码", SONG, 14, 20, color="print-black", left=14, base="Footer", latin=SONG),
    HouseStyle("", "PaperHeader", "试卷页眉", SONG, 12, 16, color="print-black"),
    HouseStyle("", "PaperFooter", "试卷页码", SONG, 10.5, 16, color="print-black", align="center"),
    LINE_STYLE,
    DATA_STYLE,
    HouseStyle("", "CornerMark", "定位块", SONG, 10.5, 17, fill="print-black"),
    HouseStyle("", "LetterMark", "信函机关标志", TITLE, 32, 44, color="official-red", align="center",
               rules=(Rule("bottom", "official-red", 3, 11, "thickThinSmallGap"),)),
    HouseStyle("", "LetterFoot", "信函底线", SONG, 5, 6,
               rules=(Rule("top", "official-red", 3, 0, "thinThickSmallGap"),)),
)  # fmt: skip
"""Styles of headers and footers; page numbers are 四号宋体, one em from the edge (GB/T 9704-2012, 7.5)."""


def _black(style: HouseStyle) -> HouseStyle:
    """A house style whose text and rules are black, whatever the brand's text colour: official papers, exams, forms."""
    rules = tuple(replace(rule, color=_BLACK.get(rule.color, rule.color)) for rule in style.rules)
    return replace(style, color=_BLACK.get(style.color, style.color), rules=rules)


_BLACK: Mapping[Ink, Ink] = {"text": "print-black"}

STYLES: tuple[HouseStyle, ...] = (
    *BODY, *HEADINGS, *CELLS, *BOXES,
    *map(_black, (*CLASS, *PAPER, *PAPER_VARIANTS, *SHEET_VARIANTS, *OFFICIAL_VARIANTS)),
    *CERTIFICATE_VARIANTS,
)  # fmt: skip

SPACES: Mapping[SpaceStyle, HouseChar] = {
    "blank": HouseChar("plain", "BlankToFill", "填空线", LATIN, underline=True, unbroken=True),
    "space": HouseChar("plain", "BlankSpace", "空位", LATIN, unbroken=True),
}
"""What blanks are in: those with a line to write on, and those in brackets. Chinese faces have no figure space."""

CHARS = (
    HouseChar("strong", "Strong", "Strong", font=HEI),
    HouseChar("term", "Term", "术语", font=HEI, color="deep"),
    HouseChar("quote", "Quotation", "引语", font=KAI),
    HouseChar("answer", "AnswerText", "答案文字", font=KAI, color="primary", underline=True),
    HouseChar("small", "SmallText", "小字", size=10.5),
)

GRIDS = (
    HouseGrid("table", "HouseTable", "讲义表格", (4, 6, 4, 6),
              (Rule("top", "primary", 1.5), Rule("bottom", "primary", 1.5), Rule("inner", "line", 0.5)), "primary"),
    HouseGrid("figure", "HouseFigure", "图示", (5, 7, 5, 7)),
    HouseGrid("box", "HouseBox", "提示框", (6, 10, 6, 10)),
    HouseGrid("form", "HouseForm", "试卷栏", (2, 3, 2, 3),
              tuple(Rule(side, "print-black", 0.5) for side in ("top", "left", "bottom", "right", "inner"))),
    HouseGrid("record", "HouseRecord", "登记表", (4, 5, 4, 5),
              tuple(Rule(side, "print-black", 0.5) for side in ("top", "left", "bottom", "right", "inner"))),
    HouseGrid("dense", "HouseDense", "密排表", (2, 4, 2, 4),
              tuple(Rule(side, "print-black", 0.5) for side in ("top", "left", "bottom", "right", "inner"))),
    HouseGrid("plain", "HousePlain", "无线表", (0, 0, 0, 0)),
)  # fmt: skip


def _english(key: str) -> str:
    """The name of a style in English: its id as words."""
    return re.sub("(?<=[a-z])(?=[A-Z0-9])", " ", key)


_ALL: tuple[HouseStyle | HouseChar | HouseGrid, ...] = (*FURNITURE, *STYLES, *SPACES.values(), *CHARS, *GRIDS)

ENGLISH_NAMES: Mapping[str, str] = {style.name: _english(style.key) for style in _ALL if not style.name.isascii()}
"""What Word shows of the house's own styles in a document in Latin letters, by their Chinese names."""
