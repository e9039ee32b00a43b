"""The bank as a text (.txt) by the profile of a platform: stem, options, 答案：, 解析： on lines of their own.

A text of several lines goes on in lines that begin with two full-width blanks, so nothing in it can be taken for the
start of an option or a label.
"""

from __future__ import annotations

from coursegen.exchange import Question
from coursegen.exchange.fields import LETTERS, fields_of
from coursegen.exchange.texts import Marks, indented, marks_of
from coursegen.exports.bank import Bank
from coursegen.exports.carrying import Loss
from coursegen.exports.sheet import chosen
from coursegen.model.profile import Profile, TextForm

_LATIN = (".", ")", ":")


def write_text(bank: Bank, profile: Profile, form: TextForm) -> tuple[bytes, tuple[Loss, ...]]:
    """The bank as text in UTF-8 with a mark at the start (Windows' editors ask for one), and what it lost."""
    questions, lost = chosen(bank, profile)
    marks = marks_of(bank.language)
    blocks = (
        _block(number, lesson, question, profile, form, marks) for number, (lesson, question) in enumerate(questions, 1)
    )
    return ("\ufeff" + "\n".join(blocks)).encode(), lost


def _block(number: int, lesson: str, question: Question, profile: Profile, form: TextForm, marks: Marks) -> str:
    fields = {**fields_of(question, profile, marks), "lesson": lesson}
    gap = " " if profile.right.isascii() else ""
    kind = form.kind.format(kind=fields["kind"]) if form.kind else ""
    stem = f"{fields['stem']}{kind}" if form.kind_behind else f"{kind}{gap if kind else ''}{fields['stem']}"
    lines = [_led(form.number.format(n=number), stem)]
    lines += [
        _led(form.option.format(letter=letter), option)
        for letter, option in zip(LETTERS, question.options, strict=False)
    ]
    lines += [_led(label, fields[field]) for field, label in form.labels.items() if fields.get(field)]
    return "\n".join(lines) + "\n"


def _led(head: str, text: str) -> str:
    """A text behind its head: after Latin punctuation a blank, which no profile can say, as its own are cut off."""
    return f"{head}{' ' if head.endswith(_LATIN) else ''}{indented(text)}"
