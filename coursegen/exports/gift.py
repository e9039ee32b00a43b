r"""GIFT: the bank as text that Moodle and others read. Every text is plain, so no filter of a platform touches it.

The grammar is that of Moodle's question/format/gift/format.php: `: # = { } ~` and the backslash are escaped, a new line
is `\n`, and what cannot be said in it (an arrow on the left of a pair) stays behind.
"""

from __future__ import annotations

import re

from coursegen.exchange import Kind, Question
from coursegen.exchange.question import TRUE
from coursegen.exchange.texts import TAG_LIMIT, both, explained, marks_of, prompt, tags_of
from coursegen.exports.bank import Bank, Group
from coursegen.exports.carrying import FEATURES, Carrier, Loss, losses
from coursegen.exports.fractions import share

CARRIER = Carrier(
    {
        "single": "whole", "multiple": "partly", "judge": "whole", "judge-reason": "by hand", "blank": "whole",
        "short": "by hand", "case": "by hand", "correct": "by hand", "match": "whole",
    },
    frozenset(FEATURES),
)  # fmt: skip

_ESCAPED = re.compile(r"[\\:#={}~]")


def write_gift(bank: Bank) -> tuple[bytes, tuple[Loss, ...]]:
    """The bank as a GIFT file in UTF-8, and what it could not carry."""
    lost = (*losses(bank.questions, CARRIER), *(loss for q in bank.questions for loss in _own_losses(q)))
    parts = [_category(bank, group) for group in bank.groups]
    return "".join(parts).encode(), lost


def carried(question: Question) -> bool:
    """Whether a question can be said in GIFT."""
    return question.kind in CARRIER.kinds and not _has_arrow(question)


def _has_arrow(question: Question) -> bool:
    """An arrow cannot be escaped: on the left of a pair, or in a word to fill in, it would be read as one."""
    words = [left for left, _ in question.pairs]
    if question.kind == "blank" and len(question.accepted) == 1:
        words += question.accepted[0]
    return any("->" in word for word in words)


def _own_losses(question: Question) -> list[Loss]:
    if question.kind not in CARRIER.kinds:
        return []
    found = [Loss(question.id, "kind", "->")] if _has_arrow(question) else []
    if question.kind == "blank" and len(question.accepted) > 1:
        found.append(Loss(question.id, "by hand", "blank"))
    return found + long_tags(question)


def long_tags(question: Question) -> list[Loss]:
    """What a platform will cut off, for it stands in a tag that is too long."""
    return [Loss(question.id, tag.partition(":")[0], tag) for tag in tags_of(question) if len(tag) > TAG_LIMIT]


def _category(bank: Bank, group: Group) -> str:
    path = "/".join(one_line(part).replace("/", "//") for part in (bank.title, group.title))
    found = "".join(_question(question, bank.language) for question in group.questions if carried(question))
    return f"$CATEGORY: $course$/top/{path}\n\n{found}"


def one_line(text: str) -> str:
    """A text as a name: in one line."""
    return " ".join(text.split())


def _question(question: Question, language: str) -> str:
    marks = marks_of(language)
    by_hand = _is_by_hand(question)
    why = both(question, marks) if by_hand else explained(question, marks)
    feedback = f"####{_text(why)}" if why else ""
    body = "" if by_hand else _answers(question)
    tags = " ".join(f"[{key}:{_in_brackets(value)}]" for key, value in _comment(question))
    stem = f"[plain]{_escaped(prompt(question, marks))}"
    return f"// {tags}\n::{_escaped(question.id)}::{stem}{{{body}{feedback}}}\n\n"


def _comment(question: Question) -> list[tuple[str, str]]:
    return [("id", question.id), *(("tag", tag) for tag in tags_of(question))]


def _in_brackets(value: str) -> str:
    return one_line(value).replace("]", "\\]")


def _is_by_hand(question: Question) -> bool:
    return CARRIER.kinds[question.kind] == "by hand" or (question.kind == "blank" and len(question.accepted) > 1)


def _answers(question: Question) -> str:
    match question.kind:
        case "single" | "multiple":
            return "".join(f"\n\t{_option(question, n)}" for n in range(len(question.options))) + "\n"
        case "blank":
            return (
                "".join(f"\n\t=%100%{_text(word.replace('*', chr(92) + '*'))}" for word in question.accepted[0]) + "\n"
            )
        case "match":
            return "".join(f"\n\t={_text(left)} -> {_escaped(right)}" for left, right in question.pairs) + "\n"
        case _:
            return "TRUE" if question.answer == TRUE else "FALSE"


def _option(question: Question, n: int) -> str:
    kind: Kind = question.kind
    right = "ABCDEFGHIJ"[n] in question.answer
    part = share(len(question.answer)) if right else "-100"
    weight = ("=" if right else "~%0%") if kind == "single" else f"~%{part}%"
    return weight + _text(question.options[n])


def _text(text: str) -> str:
    """A text in the format of the question; brackets at its start would be read as the name of one."""
    return ("[plain]" if text.startswith("[") else "") + _escaped(text)


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\{found[0]}", text).replace("\r", "").replace("\n", "\\n")
