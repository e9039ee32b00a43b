"""What kinds and features of questions are called where users are told of them; lists beside a file have their keys."""

from __future__ import annotations

from coursegen.errors import Said

_KINDS = {
    "single": Said("单选题", "single choice"),
    "multiple": Said("多选题", "multiple choice"),
    "judge": Said("判断题", "true or false"),
    "judge-reason": Said("判断说理题", "true or false with a reason"),
    "blank": Said("填空题", "blanks"),
    "short": Said("简答题", "short answers"),
    "case": Said("案例分析题", "cases"),
    "correct": Said("改错题", "corrections"),
    "match": Said("连线题", "matching"),
    "order": Said("排序题", "ordering"),
}
_FEATURES = {
    "id": Said("编号", "id"),
    "material": Said("材料", "material"),
    "rationale": Said("解析", "rationale"),
    "source": Said("出处", "source"),
    "points": Said("分值", "points"),
    "principle": Said("原则", "principle"),
    "objective": Said("目标", "objective"),
    "bloom": Said("认知层次", "level of thinking"),
    "difficulty": Said("难度", "difficulty"),
    "rubric": Said("评分标准", "rubric"),
    "lesson": Said("讲次", "lesson"),
}


def kind_called(kind: str) -> Said | str:
    """A kind of question in the user's words; what is no kind (why one question is not taken) as it is."""
    return _KINDS.get(kind, kind)


def feature_called(feature: str) -> Said | str:
    """What a question has besides what is asked, in the user's words."""
    return _FEATURES.get(feature, feature)
