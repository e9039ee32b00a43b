"""The house styles of documents, as data. Lengths and sizes are points; fonts are names that Windows, WPS and UOS have.

Titles are in 小标宋, never bold (`office.faces`). Sizes follow the Chinese scale: 二号 22, 三号 16, 小三 15, 四号 14,
小四 12, 五号 10.5. Every line height is exact, and space stands before paragraphs only (never after), so heights can be
added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from coursegen.document.nodes import InlineStyle
from coursegen.layout.geometry import Role
from coursegen.layout.pages.geometry import Form, GridKind, ParaRole, Side
from coursegen.office.faces import FANG, HEI, KAI, SONG, TITLE

LATIN = "Times New Roman"

LINE, TRACKING = 28.95, -0.2
"""Official papers (GB/T 9704-2012, 5.2.3): 22 lines in 225 mm, and 28 characters of 16 pt in 156 mm."""

IMPRINT_LINE = 26.0
"""Height of the lines at the foot of official papers, in 四号 (GB/T 9704-2012, 7.4.2 and 7.4.3)."""

Ink = Role | Literal["official-red", "print-black"]
"""A colour by role; the red of official heads and the black of papers are no brand's."""

StyleSet = Literal["both", "handout", "paper", "official", "certificate"]
"""Which page set-ups a style is for."""

STYLE_SETS: Mapping[Form, StyleSet] = {
    "handout": "handout", "paper": "paper", "key": "paper", "official": "official", "letter": "official",
    "red-letter": "official", "paper-a3": "paper", "paper-b4": "paper", "sheet": "paper", "wide-sheet": "paper",
    "answer-sheet": "paper", "cards": "paper", "certificate": "certificate",
}  # fmt: skip
"""The styles that each page set-up has beside those for all."""

SpaceStyle = Literal["blank", "space"]

Marker = Literal["", "bullet", "number", "do", "dont", "check"]
Align = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A border of a paragraph or a table: side, colour role, width, its distance from the text, its line."""

    side: Side | Literal["inner", "between"]
    color: Ink
    width: float
    space: float = 0.0
    line: str = "single"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A paragraph style: `name` is what Word shows, `key` its id in the file. `first` < 0 hangs; `outline` from 1."""

    role: ParaRole | Literal[""]
    key: str
    name: str
    font: str
    size: float
    line: float
    color: Ink = "text"
    bold: bool = False
    before: float = 0.0
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    align: Align = "left"
    keep_next: bool = False
    keep_lines: bool = False
    tracking: float = 0.0
    outline: int = 0
    marker: Marker = ""
    fill: Ink | None = None
    rules: tuple[Rule, ...] = ()
    base: str = "Normal"
    form: StyleSet = "both"
    latin: str = LATIN


_BODY = (
    HouseStyle("body", "BodyIndent", "正文缩进", FANG, 14, 26, first=28, align="both"),
    HouseStyle("lead", "Lead", "导语", KAI, 14, 26, color="deep", first=28, align="both"),
    HouseStyle("note", "Note", "注释", SONG, 12, 20, color="muted", align="both"),
    HouseStyle("source", "Source", "出处", KAI, 10.5, 18, color="muted", align="right"),
    HouseStyle("question", "Prompt", "思考题", KAI, 14, 26, first=28, color="deep", align="both", keep_next=True),
    HouseStyle("answer", "Answer", "参考答案", KAI, 14, 26, color="primary", first=28, align="both"),
    HouseStyle("label", "RunInHead", "段首标题", HEI, 14, 26, first=28, before=4, keep_next=True),
    HouseStyle("cue", "Cue", "授课提示", HEI, 10.5, 20, color="primary", keep_next=True),
    HouseStyle("bullet", "ListBullet", "List Bullet", FANG, 14, 26, left=49, first=-21, align="both", marker="bullet"),
    HouseStyle("number", "ListNumber", "List Number", FANG, 14, 26, left=49, first=-21, align="both", marker="number"),
    HouseStyle("do", "ListDo", "应当", FANG, 14, 26, left=49, first=-21, align="both", marker="do"),
    HouseStyle("dont", "ListDont", "避免", FANG, 14, 26, left=49, first=-21, align="both", marker="dont"),
    HouseStyle("check", "ListCheck", "核对", FANG, 14, 26, left=49, first=-21, align="both", marker="check"),
    HouseStyle("lines", "WritingLines", "书写线", FANG, 14, 30, color="muted", keep_lines=True),
    HouseStyle(
        "quotation", "Quote", "Quote", KAI, 15, 28, color="deep", left=22, right=14, keep_next=True, keep_lines=True,
        rules=(Rule("left", "secondary", 2.25, 8),),
    ),
    HouseStyle(
        "quotation-source", "QuoteSource", "引文出处", KAI, 12, 22, color="muted", left=22, right=14, align="right",
        rules=(Rule("left", "secondary", 2.25, 8),),
    ),
    HouseStyle("outline", "Outline", "提纲", FANG, 14, 26, left=56, first=-56),
    HouseStyle("gap", "Gap", "间隔", FANG, 5, 6),
)  # fmt: skip

_HEADINGS = (
    HouseStyle("heading1", "Heading1", "heading 1", TITLE, 22, 36, before=6, align="center", outline=1,
               keep_next=True, keep_lines=True),
    HouseStyle("heading2", "Heading2", "heading 2", HEI, 16, 30, before=10, outline=2, keep_next=True, keep_lines=True),
    HouseStyle("part-heading", "PartHeading", "环节标题", HEI, 16, 30, before=10, outline=2, keep_next=True,
               keep_lines=True, base="Heading2"),
    HouseStyle("heading3", "Heading3", "heading 3", KAI, 16, 28, before=4, outline=3, keep_next=True, keep_lines=True,
               color="deep"),
    HouseStyle("contents-title", "TOCHeading", "TOC Heading", TITLE, 22, 40, align="center", keep_next=True),
    HouseStyle("contents1", "TOC1", "toc 1", HEI, 14, 28, before=6),
    HouseStyle("contents2", "TOC2", "toc 2", FANG, 14, 26, left=28),
    HouseStyle("contents3", "TOC3", "toc 3", FANG, 12, 22, left=52),
    HouseStyle("cover-kicker", "CoverKicker", "封面眉题", KAI, 18, 32, color="muted", align="center", before=96),
    HouseStyle("title", "Title", "Title", TITLE, 30, 50, color="deep", align="center", before=30, left=28,
               right=28, rules=(Rule("bottom", "secondary", 2.25, 14),)),
    HouseStyle("subtitle", "Subtitle", "Subtitle", KAI, 18, 32, color="muted", align="center", before=16),
    HouseStyle("cover-field", "CoverField", "封面信息", FANG, 16, 36, left=84),
    HouseStyle("organiser", "CoverOrganiser", "封面单位", HEI, 16, 32, align="center"),
)  # fmt: skip

_CELLS = (
    HouseStyle("caption", "Caption", "caption", HEI, 12, 22, align="center", before=4, keep_next=True),
    HouseStyle("figure-caption", "FigureCaption", "图题", HEI, 12, 22, align="center", keep_lines=True),
    HouseStyle("cell-head", "TableHead", "表头", HEI, 12, 20, color="on-primary", align="center", keep_next=True),
    HouseStyle("cell", "TableText", "表格文字", SONG, 12, 20),
    HouseStyle("cell-short", "TableShort", "表格短语", SONG, 12, 20, align="center"),
    HouseStyle("cell-bullet", "TableBullet", "表格要点", SONG, 12, 20, left=15, first=-15, marker="bullet"),
    HouseStyle("cell-number", "TableNumber", "表格编号", SONG, 12, 20, left=18, first=-18, marker="number"),
    HouseStyle("cell-do", "TableDo", "表格应当", SONG, 12, 20, left=18, first=-18, marker="do"),
    HouseStyle("cell-dont", "TableDont", "表格避免", SONG, 12, 20, left=18, first=-18, marker="dont"),
    HouseStyle("cell-check", "TableCheck", "表格核对", SONG, 12, 20, left=18, first=-18, marker="check"),
    HouseStyle("key", "KeyCharacter", "主题字", KAI, 26, 36, color="primary", align="center", keep_next=True),
    HouseStyle("seal", "SealCharacter", "印章字", KAI, 26, 36, color="on-primary", align="center"),
    HouseStyle("card-head", "CardHead", "卡片标题", HEI, 13, 22, color="deep", align="center", keep_next=True),
    HouseStyle("card-text", "CardText", "卡片文字", SONG, 12, 20),
    HouseStyle("band", "Band", "色带文字", HEI, 14, 24, color="on-primary", align="center"),
    HouseStyle("quiet-band", "QuietBand", "灰带文字", HEI, 14, 24, color="text", align="center"),
    HouseStyle("verdict", "Verdict", "结论", HEI, 14, 24, color="deep", align="center",
               rules=(Rule("top", "secondary", 1.5, 3), Rule("bottom", "secondary", 1.5, 3))),
    HouseStyle("hub-band", "HubBand", "枢纽", HEI, 14, 24, color="on-deep", align="center", fill="deep", before=6,
               keep_next=True,
               rules=(Rule("top", "deep", 0.5, 4), Rule("bottom", "deep", 0.5, 4))),
    HouseStyle("step-number", "StepNumber", "步骤号", HEI, 18, 26, color="primary", align="center", bold=True),
    HouseStyle("arrow", "Arrow", "箭头", SONG, 14, 20, color="muted", align="center"),
    HouseStyle("row-head", "RowHead", "行标题", HEI, 12, 20, color="deep"),
)  # fmt: skip

_BOXES = (
    HouseStyle("box-title", "BoxTitle", "提示标题", HEI, 13, 24, color="deep", keep_next=True),
    HouseStyle("box-body", "BoxText", "提示文字", FANG, 12, 21, first=24, align="both"),
    HouseStyle("box-lead", "BoxLead", "提示导语", KAI, 12, 21, color="deep", first=24, align="both"),
    HouseStyle("box-note", "BoxNote", "提示注释", SONG, 10.5, 18, color="muted"),
    HouseStyle("box-source", "BoxSource", "提示出处", KAI, 10.5, 18, color="muted", align="right"),
    HouseStyle("box-question", "BoxQuestion", "提示问题", KAI, 13, 23, first=26, color="deep", align="both"),
    HouseStyle("box-answer", "BoxAnswer", "提示答案", KAI, 12, 21, first=24, color="primary", align="both"),
    HouseStyle("box-label", "BoxLabel", "提示小标题", HEI, 12, 21, keep_next=True),
    HouseStyle("box-bullet", "BoxBullet", "提示要点", FANG, 12, 21, left=18, first=-18, align="both", marker="bullet"),
    HouseStyle("box-number", "BoxNumber", "提示编号", FANG, 12, 21, left=20, first=-20, align="both", marker="number"),
    HouseStyle("box-do", "BoxDo", "提示应当", FANG, 12, 21, left=20, first=-20, align="both", marker="do"),
    HouseStyle("box-dont", "BoxDont", "提示避免", FANG, 12, 21, left=20, first=-20, align="both", marker="dont"),
    HouseStyle("box-check", "BoxCheck", "提示核对", FANG, 12, 21, left=20, first=-20, align="both", marker="check"),
    HouseStyle("box-lines", "BoxLines", "提示书写线", FANG, 12, 26, color="muted"),
)  # fmt: skip

_PAPER = (
    HouseStyle("paper-title", "PaperTitle", "试卷标题", TITLE, 22, 36, align="center", outline=1),
    HouseStyle("paper-rules", "PaperRules", "试卷说明", KAI, 12, 20, align="center"),
    HouseStyle("candidate", "Candidate", "考生信息", SONG, 12, 30),
    HouseStyle("bubble", "Bubble", "填涂点", SONG, 10.5, 18, left=0),
    HouseStyle("bubble-head", "BubbleHead", "填涂数字", SONG, 10.5, 17, align="center"),
    HouseStyle("answer-title", "AnswerTitle", "作答框题号", HEI, 12, 22),
    HouseStyle("mark-head", "MarkHead", "得分栏", HEI, 10.5, 18, align="center"),
    HouseStyle("mark", "MarkText", "得分格", SONG, 10.5, 18, align="center"),
    HouseStyle("part-title", "PartTitle", "大题", HEI, 12, 20, left=6, outline=2, keep_next=True, keep_lines=True),
    HouseStyle("part-rule", "PartRule", "大题说明", SONG, 12, 20, left=6, keep_next=True),
    HouseStyle("material", "Material", "材料", KAI, 12, 20, first=24, left=7, right=14, align="both",
               rules=(Rule("top", "text", 0.5, 5), Rule("left", "text", 0.5, 5), Rule("bottom", "text", 0.5, 5),
                      Rule("right", "text", 0.5, 12))),
    HouseStyle("stem", "Stem", "题干", SONG, 12, 20, left=27, first=-27, before=3, keep_lines=True),
    HouseStyle("option", "Option", "选项", SONG, 12, 20, left=27, keep_lines=True),
    HouseStyle("key-answer", "KeyAnswer", "试题答案", KAI, 12, 20, color="primary", left=27, align="both"),
    HouseStyle("key-note", "KeyNote", "试题解析", SONG, 10.5, 18, color="muted", left=27, align="both"),
    HouseStyle("key-source", "KeySource", "试题出处", KAI, 10.5, 18, color="muted", left=27),
)  # fmt: skip


def _in_paper(style: HouseStyle, **changes: object) -> HouseStyle:
    """A house style as it looks in the smaller type of an exam paper."""
    ratio = 12 / 14 if style.size in (14, 15) else 1
    small = {
        "size": 12 if ratio < 1 else style.size, "line": 20.0 if ratio < 1 else style.line,
        "left": round(style.left * ratio), "first": round(style.first * ratio),
        "font": SONG if style.font == FANG else style.font,
    }  # fmt: skip
    name = {"List Bullet": "要点", "List Number": "编号", "heading 1": "一级标题", "heading 2": "二级标题",
            "heading 3": "三级标题", "Quote": "引文", "caption": "表题"}.get(style.name, style.name)  # fmt: skip
    named = replace(style, key=f"Paper{style.key}", name=f"试卷{name}", base=style.key, form="paper")
    return replace(named, **(small | changes))  # type: ignore[arg-type]


_PRINTED = ("caption", "cell", "cell-short")
"""What tables of papers are written in."""

_PAPER_VARIANTS = (
    *(_in_paper(style) for style in _BODY if style.role not in ("gap", "lines", "outline")),
    _in_paper(next(s for s in _BODY if s.role == "lines"), size=12, line=26.0),
    _in_paper(_HEADINGS[0]),
    _in_paper(_HEADINGS[1], size=12, line=22.0, before=6.0),
    _in_paper(_HEADINGS[2], size=12, line=20.0),
    *(_in_paper(style) for style in _CELLS if style.role in _PRINTED),
)

_CLASS = (
    HouseStyle("address", "Address", "主送", FANG, 14, 26, before=8),
    HouseStyle("doc-number", "DocumentNumber", "文号", FANG, 14, 26, align="center"),
    HouseStyle("annex", "Annex", "附件说明", FANG, 14, 26, left=70, first=-42, before=13),
    HouseStyle("annex-mark", "AnnexMark", "附件标识", HEI, 14, 26, keep_next=True),
    HouseStyle("signature", "Signature", "落款", FANG, 14, 26, align="right", before=39),
    HouseStyle("form-head", "FormHead", "表单表头", HEI, 12, 20, align="center", keep_next=True),
    HouseStyle("form-cell", "FormText", "表单文字", SONG, 12, 20),
    HouseStyle("form-short", "FormShort", "表单短语", SONG, 12, 20, align="center"),
    HouseStyle("dense-head", "DenseHead", "密排表头", HEI, 10.5, 17, align="center", keep_next=True),
    HouseStyle("dense-cell", "DenseText", "密排文字", SONG, 10.5, 17),
    HouseStyle("dense-short", "DenseShort", "密排短语", SONG, 10.5, 17, align="center"),
    HouseStyle("form-bullet", "FormBullet", "表单要点", SONG, 12, 20, left=15, first=-15, marker="bullet"),
    HouseStyle("form-number", "FormNumber", "表单编号", SONG, 12, 20, left=18, first=-18, marker="number"),
    HouseStyle("form-check", "FormCheck", "表单核对", SONG, 12, 20, left=18, first=-18, marker="check"),
    HouseStyle("form-lines", "FormLines", "表单书写线", SONG, 12, 24, color="muted"),
    HouseStyle("imprint-copies", "ImprintCopies", "抄送", FANG, 14, IMPRINT_LINE, left=56, right=14, first=-42,
               keep_next=True),
    HouseStyle("imprint", "Imprint", "印发", FANG, 14, IMPRINT_LINE, left=14, right=14, keep_next=True),
    HouseStyle("imprint-rule", "ImprintRule", "版记粗线", SONG, 1, 2, rules=(Rule("top", "text", 1),)),
    HouseStyle("imprint-thin", "ImprintThin", "版记细线", SONG, 1, 2, keep_next=True,
               rules=(Rule("top", "text", 0.75),)),
    HouseStyle("red-mark", "RedMark", "发文机关标志", TITLE, 42, 60, color="official-red", align="center",
               before=70, keep_next=True),
    HouseStyle("red-mark-long", "RedMarkLong", "发文机关长标志", TITLE, 28, 46, color="official-red",
               align="center", before=80, keep_next=True),
    HouseStyle("red-number", "RedNumber", "红头文号", FANG, 16, LINE, before=2 * LINE, align="center",
               tracking=TRACKING, rules=(Rule("bottom", "official-red", 2.25, 11),)),
    HouseStyle("red-letter-number", "RedLetterNumber", "信函文号", FANG, 16, LINE, before=34, align="right",
               tracking=TRACKING),
    HouseStyle("name-card", "NameCard", "桌签姓名", HEI, 120, 150, align="center"),
    HouseStyle("name-card-long", "NameCardLong", "桌签长姓名", HEI, 66, 90, align="center", before=30),
    HouseStyle("name-card-unit", "NameCardUnit", "桌签单位", SONG, 28, 44, align="center"),
)  # fmt: skip


_SHEET_VARIANTS = tuple(_in_paper(style) for style in _CLASS[:5])


def _official(style: HouseStyle, **changes: object) -> HouseStyle:
    """A house style as it looks in an official paper: 三号, every line of the grid, 28 characters in it."""
    ratio = 16 / style.size if style.size in (14, 15) else 1
    own: dict[str, object] = {"line": LINE, "tracking": TRACKING, "color": "text"} if ratio > 1 else {"color": "text"}
    if ratio > 1:
        own |= {"size": 16, "left": round(style.left * ratio), "first": round(style.first * ratio)}
    name = {"List Bullet": "要点", "List Number": "编号", "heading 1": "标题", "heading 2": "一级标题",
            "heading 3": "二级标题", "Quote": "引文", "caption": "表题"}.get(style.name, style.name)  # fmt: skip
    named = replace(style, key=f"Official{style.key}", name=f"公文{name}", base=style.key, form="official")
    return replace(named, **(own | changes))  # type: ignore[arg-type]


_OFFICIAL_VARIANTS = (
    *(_official(style) for style in _BODY if style.role not in ("gap", "outline")),
    _official(_HEADINGS[0], line=36.0, before=LINE),
    _official(_HEADINGS[1], line=LINE, first=32.0, before=0.0, tracking=TRACKING),
    _official(_HEADINGS[2], line=LINE, first=32.0, before=0.0, tracking=TRACKING),
    _official(_CLASS[0], before=LINE),
    *(_official(style) for style in _CLASS[1:4]),
    _official(_CLASS[4], before=2 * LINE),
    *(_official(style) for style in _CELLS if style.role in _PRINTED),
)


def _certificate(style: HouseStyle, **changes: object) -> HouseStyle:
    named = replace(style, key=f"Certificate{style.key}", name=f"证书{style.name}", base=style.key, form="certificate")
    return replace(named, **changes)  # type: ignore[arg-type]


_CERTIFICATE_VARIANTS = (
    replace(
        _certificate(_HEADINGS[0], size=48, line=72.0, before=26.0, color="primary", tracking=16.0), name="证书标题"
    ),
    _certificate(_BODY[0], font=KAI, size=20, line=38.0, first=40.0, before=24.0),
    _certificate(_CLASS[1], size=14, line=24.0, align="right", before=14.0),
    _certificate(_CLASS[4], size=18, line=32.0, before=44.0),
)

FURNITURE = (
    HouseStyle("", "Header", "header", KAI, 12, 18, color="muted", rules=(Rule("bottom", "primary", 0.75, 4),)),
    HouseStyle("", "Footer", "footer", SONG, 14, 20, color="print-black"),
    HouseStyle("", "PageNumber", "单页码", SONG, 14, 20, color="print-black", right=14, align="right", base="Footer",
               latin=SONG),
    HouseStyle("", "PageNumberEven", "双页码", SONG, 14, 20, color="print-black", left=14, base="Footer", latin=SONG),
    HouseStyle("", "PaperHeader", "试卷页眉", SONG, 12, 16, color="print-black"),
    HouseStyle("", "PaperFooter", "试卷页码", SONG, 10.5, 16, color="print-black", align="center"),
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
    *_BODY, *_HEADINGS, *_CELLS, *_BOXES,
    *map(_black, (*_CLASS, *_PAPER, *_PAPER_VARIANTS, *_SHEET_VARIANTS, *_OFFICIAL_VARIANTS)),
    *_CERTIFICATE_VARIANTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HouseChar:
    """A character style: what it changes of the paragraph it stands in ("" and 0 = nothing).

    `unbroken` is for figure spaces: by the rules for Chinese, LibreOffice would break a line inside them.
    """

    style: InlineStyle
    key: str
    name: str
    font: str = ""
    size: float = 0.0
    color: Role | None = None
    underline: bool = False
    unbroken: bool = False


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


@dataclass(frozen=True, slots=True)
class HouseGrid:
    """A table style: cell margins (top, right, bottom, left) and rules."""

    kind: GridKind
    key: str
    name: str
    margins: tuple[float, float, float, float]
    rules: tuple[Rule, ...] = ()


GRIDS = (
    HouseGrid("table", "HouseTable", "讲义表格", (4, 6, 4, 6),
              (Rule("top", "primary", 1.5), Rule("bottom", "primary", 1.5), Rule("inner", "line", 0.5))),
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
