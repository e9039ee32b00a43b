"""What products are called in print and in file names: Chinese labels, which the catalogues translate."""

from __future__ import annotations

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "deck": "讲师版课件",
    "slides": "学员版课件",
    "handout": "学员讲义",
    "guide": "讲师手册",
    "quiz": "测试卷",
    "answers": "答案及评分标准",
    "check": "各讲小测",
    "check-answers": "各讲小测答案",
    "toolkit": "工具单",
    "acceptance": "验收单",
    "html": "讲师版课件（网页）",
    "slides-html": "学员版课件（网页）",
    "slides-print": "学员版课件（每页三张）",
    "slides-print-6": "学员版课件（每页六张）",
    "notice": "培训通知",
    "agenda": "培训日程安排表",
    "reply": "报名回执",
    "booklet": "学员手册",
    "roster": "学员名单及分组",
    "sign-in": "签到表",
    "cards": "桌签",
    "evaluation": "培训满意度评估表",
    "follow-up": "训后行为跟踪表",
    "scoresheet": "成绩登记表",
    "certificate": "结业证书",
    "printlist": "印制清单",
    "brief": "授课一页通",
    "plan": "教案",
    "sheet": "答题卡",
    "blueprint": "双向细目表",
    "approval": "试卷审批表",
    "xlsx": "题库（Excel）",
    "txt": "题库（文本）",
    "gift": "题库（GIFT）",
    "moodle-xml": "题库（Moodle）",
    "qti21": "题库（QTI 2.1）",
    "anki": "练习卡（Anki）",
    "selftest": "自测（网页）",
    "scorm12": "网上课件（SCORM 1.2）",
    "responses": "学员答案表",
}
"""Titles of products by their names: no two are alike, for they keep file names apart."""
