"""Moodle XML: every kind of question, by what question/format/xml/format.php reads.

Every text has the format plain_text, so Moodle shows it as it is: no HTML, no filter for formulas or media.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from coursegen.exchange import Question
from coursegen.exchange.question import TRUE
from coursegen.exchange.texts import Marks, explained, grading, marks_of, prompt, tags_of
from coursegen.exports.bank import Bank, Group
from coursegen.exports.carrying import Carrier, Loss, losses
from coursegen.exports.fractions import share
from coursegen.exports.gift import long_tags, one_line
from coursegen.exports.xml import Element, Maker

CARRIER = Carrier({
    "single": "whole", "multiple": "partly", "judge": "whole", "judge-reason": "by hand", "blank": "whole",
    "short": "by hand", "case": "by hand", "correct": "by hand", "match": "whole", "order": "whole",
})  # fmt: skip

GAP = re.compile("_{4,}")
CLOZE = re.compile(r"\{\d*:[A-Z_]+:")
"""How an embedded answer begins; a stem that has it of its own cannot hold others."""
_IN_CLOZE = re.compile(r"""[~#}={&<>"'\\%]""")

E = Maker()


def write_moodle_xml(bank: Bank) -> tuple[bytes, tuple[Loss, ...]]:
    """The bank as Moodle XML, and what it could not carry."""
    lost = (*losses(bank.questions, CARRIER), *(loss for q in bank.questions for loss in _own_losses(q)))
    root = E.quiz(*(element for group in bank.groups for element in _group(bank, group)))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n", lost


def is_cloze(question: Question) -> bool:
    """Whether the gaps stand in the text itself: Moodle's short answers have room for one."""
    return question.kind == "blank" and len(question.accepted) > 1 and not _is_stuck(question)


def _is_stuck(question: Question) -> bool:
    return bool(CLOZE.search(question.stem + question.material)) or len(GAP.findall(question.stem)) != len(
        question.accepted
    )


def _own_losses(question: Question) -> list[Loss]:
    found = long_tags(question)
    if question.kind == "blank" and len(question.accepted) > 1 and _is_stuck(question):
        found.append(Loss(question.id, "by hand", "blank"))
    if is_cloze(question) and question.points and question.points % len(question.accepted):
        found.append(Loss(question.id, "points", f"{question.points:g}"))
    return found


def _group(bank: Bank, group: Group) -> Iterable[Element]:
    path = "/".join(one_line(part).replace("/", "//") for part in (bank.title, group.title))
    yield E.question({"type": "category"}, E.category(E.text(f"$course$/top/{path}")))
    yield from (_question(question, marks_of(bank.language)) for question in group.questions)


def _question(question: Question, marks: Marks) -> Element:
    kind, parts = _body(question, marks)
    text = _with_gaps(question, prompt(question, marks)) if kind == "cloze" else prompt(question, marks)
    return E.question(
        {"type": kind},
        E.name(E.text(question.id)),
        _text("questiontext", text),
        _text("generalfeedback", explained(question, marks)),
        E.defaultgrade(f"{question.points or 1:g}"),
        E.penalty("1" if kind == "truefalse" else "0.3333333"),
        E.hidden("0"),
        E.idnumber(question.id),
        *parts,
        E.tags(*(E.tag(E.text(tag)) for tag in tags_of(question))),
    )


def _body(question: Question, marks: Marks) -> tuple[str, list[Element]]:
    """Moodle's type of the question, and what that type needs."""
    match question.kind:
        case "single" | "multiple":
            return "multichoice", _choices(question)
        case "judge":
            return "truefalse", [_truth(question, truth=True), _truth(question, truth=False)]
        case "blank" if len(question.accepted) == 1:
            words = (_answer(word.replace("*", "\\*"), "100", "plain_text") for word in question.accepted[0])
            return "shortanswer", [E.usecase("0"), *words]
        case "blank" if is_cloze(question):
            return "cloze", []
        case "match":
            pairs = (_pair(left, right) for left, right in question.pairs)
            return "matching", [E.shuffleanswers("true"), *_feedback(), *pairs]
        case "order":
            steps = (_answer(step, f"{n}.0000000", "plain_text") for n, step in enumerate(question.steps, 1))
            return "ordering", [*_ordering(), *_feedback(), *steps]
        case _:
            return "essay", _essay(question, marks)


def _choices(question: Question) -> list[Element]:
    """Each right option its share; a wrong one takes everything, for a paper gives nothing then either."""
    single = question.kind == "single"
    weights = ("100", "0") if single else (share(len(question.answer)), "-100")
    answers = (
        _answer(option, weights["ABCDEFGHIJ"[n] not in question.answer], "plain_text")
        for n, option in enumerate(question.options)
    )
    return [
        E.single("true" if single else "false"),
        E.shuffleanswers("false" if question.fixed else "true"),
        E.answernumbering("ABCD"),
        E.showstandardinstruction("0"),
        *_feedback(),
        *answers,
    ]


def _truth(question: Question, *, truth: bool) -> Element:
    right = (question.answer == TRUE) is truth
    return _answer("true" if truth else "false", "100" if right else "0", "moodle_auto_format")


def _pair(left: str, right: str) -> Element:
    pair = _text("subquestion", left)
    pair.append(E.answer(E.text(right)))
    return pair


def _ordering() -> list[Element]:
    return [
        E.layouttype("VERTICAL"), E.selecttype("ALL"), E.selectcount("0"), E.gradingtype("ABSOLUTE_POSITION"),
        E.showgrading("SHOW"), E.numberingstyle("none"),
    ]  # fmt: skip


def _essay(question: Question, marks: Marks) -> list[Element]:
    return [
        E.responseformat("plain"), E.responserequired("1"), E.responsefieldlines(str(_box(question.lines))),
        E.attachments("0"), E.attachmentsrequired("0"), _text("graderinfo", grading(question, marks)),
        _text("responsetemplate", ""),
    ]  # fmt: skip


def _box(lines: int) -> int:
    """Lines of the box to answer in: Moodle's form offers fives, and loses any other number when it is saved."""
    return min(40, max(5, -(-lines // 5) * 5))


def _feedback() -> list[Element]:
    """What types with partly right answers must have; without shownumcorrect an ordering question is not saved."""
    kinds = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    return [*(_text(kind, "") for kind in kinds), E.shownumcorrect("1")]


def _with_gaps(question: Question, text: str) -> str:
    """The text with each gap as an embedded short answer."""
    share_of = int(question.points / len(question.accepted)) or 1
    head, tail = text[: len(text) - len(question.stem)], text[len(text) - len(question.stem) :]
    words = iter(question.accepted)
    return head + GAP.sub(lambda _: f"{{{share_of}:SHORTANSWER:{_embedded(next(words))}}}", tail)


def _embedded(words: Iterable[str]) -> str:
    escaped = (_IN_CLOZE.sub(lambda found: f"&#{ord(found[0])};", word.replace("*", "\\*")) for word in words)
    return "~".join(f"={word}" for word in escaped)


def _answer(text: str, fraction: str, form: str) -> Element:
    return E.answer({"fraction": fraction, "format": form}, E.text(text), _text("feedback", ""))


def _text(name: str, text: str) -> Element:
    return E.make(name, {"format": "plain_text"}, E.text(text))
