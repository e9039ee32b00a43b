"""What kinds and features of questions, and ways to lose them, are called where users are told of them."""

from __future__ import annotations

from coursegen.errors import Said, UiLanguage
from coursegen.exports.carrying import Loss

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
_WAYS = {
    "kind": Said("没有带走", "left behind"),
    "partly": Said("部分计分", "marked in part"),
    "by hand": Said("人工阅卷", "marked by a person"),
}


def kind_called(kind: str) -> Said | str:
    """A kind of question in the user's words; what is no kind (why one question is not taken) as it is."""
    return _KINDS.get(kind, kind)


def feature_called(feature: str) -> Said | str:
    """What a question has besides what is asked, in the user's words."""
    return _FEATURES.get(feature, feature)


def told_of(loss: Loss, language: UiLanguage) -> tuple[str, str, str]:
    """A loss as a list has it: the question, what of it (or how), and which or why."""
    what, which = _WAYS.get(loss.feature, feature_called(loss.feature)), kind_called(loss.detail)
    return loss.question, _in(what, language), _in(which, language)


def _in(word: Said | str, language: UiLanguage) -> str:
    return word.said(language) if isinstance(word, Said) else word
