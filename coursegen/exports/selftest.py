"""A self-test as one HTML page: offline, by keyboard, each question marked when its reader asks for it."""

from __future__ import annotations

from coursegen.exports.bank import Bank
from coursegen.exports.carrying import Carrier, Loss, losses
from coursegen.exports.quiz import Label, page, quiz
from coursegen.html.markup import tag

CARRIER = Carrier(
    {
        "single": "whole", "multiple": "whole", "judge": "whole", "judge-reason": "by hand", "blank": "whole",
        "short": "by hand", "case": "by hand", "correct": "by hand", "match": "whole", "order": "whole",
    },
    frozenset({"id", "material", "rationale", "source", "lesson", "rubric", "points", "principle", "objective", "bloom",
               "difficulty"}),
)  # fmt: skip
"""Each question counts the same; what only those need who keep the bank is not told to participants."""


def write_selftest(bank: Bank, _: Label) -> tuple[bytes, tuple[Loss, ...]]:
    """The page, and what it could not carry."""
    about = _("每题做完点“看结果”。只供练习，不计成绩；答案在页面里只是遮住，不是加密。")
    body = tag(
        "main",
        tag("h1", _("{title}　自测").format(title=bank.title)),
        tag("p", about, attributes={"class": "about"}),
        quiz(bank.groups, bank.id, _, at_once=True),
    )
    title = f"{bank.title} {_('自测')}"
    return page(title, bank.language, [body], scripts=("quiz.js",)), losses(bank.questions, CARRIER)
