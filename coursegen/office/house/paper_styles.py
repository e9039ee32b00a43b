"""The house styles of exam papers, and of what is written for a class: official papers, forms, cards."""

from __future__ import annotations

from coursegen.office.faces import FANG, HEI, KAI, SONG, TITLE
from coursegen.office.house.style import HouseStyle, Rule

LINE, TRACKING = 28.95, -0.2
"""Official papers (GB/T 9704-2012, 5.2.3): 22 lines in 225 mm, and 28 characters of 16 pt in 156 mm."""

IMPRINT_LINE = 26.0
"""Height of the lines at the foot of official papers, in 四号 (GB/T 9704-2012, 7.4.2 and 7.4.3)."""

PAPER = (
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

CLASS = (
    HouseStyle("address", "Address", "主送", FANG, 14, 26, before=8),
    HouseStyle("doc-number", "DocumentNumber", "文号", FANG, 14, 26, align="center"),
    HouseStyle("annex", "Annex", "附件说明", FANG, 14, 26, left=70, first=-42, before=26),
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
