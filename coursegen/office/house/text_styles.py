"""The house styles of handouts: text, headings, tables and figures, boxes."""

from __future__ import annotations

from coursegen.office.faces import FANG, HEI, KAI, SONG, TITLE
from coursegen.office.house.style import HouseStyle, Rule

BODY = (
    HouseStyle("body", "BodyIndent", "正文缩进", FANG, 14, 26, first=28, align="both"),
    HouseStyle("lead", "Lead", "导语", KAI, 14, 26, color="deep", first=28, align="both", keep_next=True),
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

HEADINGS = (
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

CELLS = (
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

BOXES = (
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
