"""What one question of a sheet of answers takes, and what its cells refuse at once, before grading would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce

from coursegen.exam.audit import SheetPart
from coursegen.reading.items import LETTERS

Words = Callable[[str], str]
"""A label in the language of the paper."""

Rule = Mapping[str, object]
"""A validation as XlsxWriter takes it."""

LEFT_OUT = "-"
"""What is written where nothing was answered, by somebody who took part all the same."""


def letters_of(part: SheetPart) -> str:
    """The letters that its questions have; none where no letter is written."""
    return LETTERS[: part.options]


def is_points(part: SheetPart) -> bool:
    """Whether a person marks its questions and writes points."""
    return not part.options and part.kind != "judge"


def hint_of(part: SheetPart) -> str:
    """What one question takes, as short as can be."""
    if is_points(part):
        return f"0–{part.points_each:g}"
    letters = letters_of(part)
    return f"{letters[0]}–{letters[-1]}" if letters else "√ ×"


def name_of(part: SheetPart, _: Words) -> str:
    """The name of a part, and below it what is written for its questions."""
    kinds = {
        "single": _("单项选择题"), "multiple": _("多项选择题"), "judge": _("判断题"), "judge-reason": _("判断说理题"),
        "blank": _("填空题"), "short": _("简答题"), "case": _("案例分析题"), "correct": _("改错题"),
    }  # fmt: skip
    how = {"single": _("写一个字母"), "multiple": _("写字母，多个连写，如ACD"), "judge": _("写√或×")}
    return f"{kinds[part.kind]}\n{how.get(part.kind, _('写得分'))}"


def rule_of(part: SheetPart, cell: str, _: Words) -> Rule:
    """What cells of a part take; `cell` is the first of them.

    Letters are checked by a formula, as no list would take small ones. Words for right and wrong are many, so the list
    of signs is an offer.
    """
    if is_points(part):
        told = _("写得分，0到{most}。").format(most=f"{part.points_each:g}")
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": part.points_each, **_error(told)}
    letters = letters_of(part)
    if not letters:
        return {"validate": "list", "source": ["√", "×"], "show_error": False}
    asked = _("写一个字母，{first}到{last}。") if part.kind == "single" else _("写字母，{first}到{last}，多个连写。")
    told = asked.format(first=letters[0], last=letters[-1])
    return {"validate": "custom", "value": _formula(part.kind, cell, letters + LEFT_OUT), **_error(told)}


def form_rule(forms: tuple[str, ...], _: Words) -> Rule:
    """What the column of forms takes."""
    return {"validate": "list", "source": list(forms), **_error(_("写卷别：{forms}。").format(forms=" ".join(forms)))}


def _error(text: str) -> Mapping[str, str]:
    return {"error_title": "coursegen", "error_message": text}


def _formula(kind: str, cell: str, signs: str) -> str:
    """True for one of these signs in either case; for multiple choice for nothing but these."""
    if kind == "single":
        return f'=AND(LEN({cell})=1,ISNUMBER(FIND(UPPER({cell}),"{signs}")))'
    rest = reduce(lambda inner, sign: f'SUBSTITUTE({inner},"{sign}","")', signs, f"UPPER({cell})")
    return f"=LEN({rest})=0"
