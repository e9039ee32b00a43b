"""QTI 2.1: a content package of items and one test that lists them by lesson.

By IMS Question and Test Interoperability 2.1 Final (2012): assessmentItem, assessmentTest, and imsmanifest.xml of
Content Packaging 1.1 with the resource types imsqti_item_xmlv2p1 and imsqti_test_xmlv2p1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from coursegen.exchange import Question
from coursegen.exchange.fields import LETTERS
from coursegen.exchange.question import FALSE, TRUE
from coursegen.exchange.texts import Marks, explained, grading, marks_of, tags_of
from coursegen.exports.bank import Bank
from coursegen.exports.carrying import Carrier, Loss, losses
from coursegen.exports.moodle_xml import GAP
from coursegen.exports.places import Shuffled, shuffled_pairs
from coursegen.exports.xml import Element, Maker, as_bytes

CARRIER = Carrier({
    "single": "whole", "multiple": "whole", "judge": "whole", "judge-reason": "by hand", "blank": "whole",
    "short": "by hand", "case": "by hand", "correct": "by hand", "match": "whole", "order": "whole",
})  # fmt: skip

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
MD = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_Q = Maker(QTI, {None: QTI})
_C = Maker(CP, {None: CP, "imsmd": MD})
_M = Maker(MD, {"imsmd": MD})


def write_qti21(bank: Bank) -> tuple[Mapping[str, bytes], tuple[Loss, ...]]:
    """Parts of the package by name, and what it could not carry."""
    marks = marks_of(bank.language)
    items = {_file(q): as_bytes(_item(q, bank.language, marks)) for q in bank.questions}
    parts = {"imsmanifest.xml": as_bytes(_manifest(bank)), "test.xml": as_bytes(_test(bank)), **items}
    return parts, losses(bank.questions, CARRIER)


def _file(question: Question) -> str:
    return f"items/{question.id}.xml"


def _name(question: Question) -> str:
    """An identifier may not begin with a digit."""
    return f"I-{question.id}"


def _item(question: Question, language: str, marks: Marks) -> Element:
    responses, body, processing = _interaction(question, marks)
    why = explained(question, marks)
    feedback = [_Q.modalFeedback(
        {"outcomeIdentifier": "FEEDBACK", "identifier": "WHY", "showHide": "show"}, *_paragraphs(why)
    )] if why else []  # fmt: skip
    return _Q.assessmentItem(
        {
            "identifier": _name(question), "title": question.id, _LANG: language, "adaptive": "false",
            "timeDependent": "false", "toolName": "coursegen",
        },
        *responses,
        _outcome("SCORE", "float", "0"),
        _outcome("MAXSCORE", "float", f"{question.points or 1:g}"),
        *([_outcome("FEEDBACK", "identifier", "")] if why else []),
        _Q.itemBody(*_material(question), *body),
        *_processing(processing, why=bool(why)),
        *feedback,
    )  # fmt: skip


def _outcome(name: str, kind: str, value: str) -> Element:
    default = [_Q.defaultValue(_Q.value(value))] if value else []
    return _Q.outcomeDeclaration({"identifier": name, "cardinality": "single", "baseType": kind}, *default)


def _material(question: Question) -> list[Element]:
    return [_Q.blockquote(*_paragraphs(question.material))] if question.material else []


_Interaction = tuple[list[Element], list[Element], list[Element]]
"""Declarations of responses, what stands in the body, rules that work out SCORE (none: a person marks)."""


def _interaction(question: Question, marks: Marks) -> _Interaction:
    match question.kind:
        case "single" | "multiple":
            options = tuple(zip(LETTERS, question.options, strict=False))
            return _choice(question, options, list(question.answer))
        case "judge":
            return _choice(question, ((TRUE, marks.right), (FALSE, marks.wrong)), [question.answer], fixed=True)
        case "blank":
            return _gaps(question)
        case "match":
            return _match(question)
        case "order":
            return _order(question)
        case _:
            return _open(question, marks)


def _choice(
    question: Question, options: Sequence[tuple[str, str]], right: list[str], *, fixed: bool = False
) -> _Interaction:
    several = question.kind == "multiple"
    choices = (_Q.simpleChoice({"identifier": key}, *_inline(text)) for key, text in options)
    interaction = _Q.choiceInteraction(
        {
            "responseIdentifier": "RESPONSE", "maxChoices": "0" if several else "1",
            "shuffle": "false" if fixed or question.fixed else "true",
        },
        *choices,
    )  # fmt: skip
    declared = _response("RESPONSE", "multiple" if several else "single", "identifier", right)
    return [declared], [*_paragraphs(question.stem), interaction], [_match_correct(question)]


def _response(name: str, cardinality: str, kind: str, right: Iterable[str]) -> Element:
    return _Q.responseDeclaration(
        {"identifier": name, "cardinality": cardinality, "baseType": kind},
        _Q.correctResponse(*(_Q.value(value) for value in right)),
    )


def _match_correct(question: Question) -> Element:
    """Full marks for exactly the right response, nothing else: as the papers are marked."""
    same = _Q.match(_Q.variable({"identifier": "RESPONSE"}), _Q.correct({"identifier": "RESPONSE"}))
    value = _Q.baseValue({"baseType": "float"}, f"{question.points or 1:g}")
    return _Q.responseCondition(_Q.responseIf(same, _Q.setOutcomeValue({"identifier": "SCORE"}, value)))


def _gaps(question: Question) -> _Interaction:
    """Each gap a text entry in the stem; any of its words earns its share of the points."""
    each = (question.points or 1) / len(question.accepted)
    names = [f"RESPONSE{n}" for n in range(1, len(question.accepted) + 1)]
    declared = []
    for name, words in zip(names, question.accepted, strict=True):
        response = _response(name, "single", "string", words[:1])
        mapped = ({"mapKey": word, "mappedValue": f"{each:.6g}", "caseSensitive": "false"} for word in words)
        response.append(_Q.mapping({"defaultValue": "0"}, *(_Q.mapEntry(entry) for entry in mapped)))
        declared.append(response)
    texts = GAP.split(question.stem)
    entries = [_Q.textEntryInteraction({"responseIdentifier": name, "expectedLength": "20"}) for name in names]
    paragraph = _Q.p(*(part for n, text in enumerate(texts) for part in (*_inline(text), *entries[n : n + 1])))
    total = _Q.sum(*(_Q.mapResponse({"identifier": name}) for name in names))
    return declared, [_Q.div(paragraph)], [_Q.setOutcomeValue({"identifier": "SCORE"}, total)]


def _match(question: Question) -> _Interaction:
    found: Shuffled = shuffled_pairs(question)
    left = [_Q.simpleAssociableChoice({"identifier": f"L{n}", "matchMax": "1"}, *_inline(text))
            for n, text in enumerate(found.left)]  # fmt: skip
    right = [_Q.simpleAssociableChoice({"identifier": f"R{n}", "matchMax": "1"}, *_inline(text))
             for n, text in enumerate(found.right)]  # fmt: skip
    interaction = _Q.matchInteraction(
        {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxAssociations": str(len(left))},
        _Q.simpleMatchSet(*left),
        _Q.simpleMatchSet(*right),
    )
    body = [*_paragraphs(question.stem), interaction]
    pairs = (f"L{n} R{at}" for n, at in enumerate(found.key))
    return [_response("RESPONSE", "multiple", "directedPair", pairs)], body, [_match_correct(question)]


def _order(question: Question) -> _Interaction:
    shown = question.shown or question.steps
    choices = (_Q.simpleChoice({"identifier": f"S{n}"}, *_inline(text)) for n, text in enumerate(shown))
    interaction = _Q.orderInteraction({"responseIdentifier": "RESPONSE", "shuffle": "false"}, *choices)
    body = [*_paragraphs(question.stem), interaction]
    right = (f"S{shown.index(step)}" for step in question.steps)
    return [_response("RESPONSE", "ordered", "identifier", right)], body, [_match_correct(question)]


def _open(question: Question, marks: Marks) -> _Interaction:
    rubric = _Q.rubricBlock({"view": "scorer"}, *_paragraphs(grading(question, marks)))
    body = [rubric, *_paragraphs(question.stem)]
    declared = [_Q.responseDeclaration({"identifier": "RESPONSE", "cardinality": "single", "baseType": "string"})]
    if question.kind == "judge-reason":
        truth = ((TRUE, marks.right), (FALSE, marks.wrong))
        choices = (_Q.simpleChoice({"identifier": key}, text) for key, text in truth)
        body.append(
            _Q.choiceInteraction({"responseIdentifier": "TRUTH", "shuffle": "false", "maxChoices": "1"}, *choices)
        )
        declared.insert(0, _response("TRUTH", "single", "identifier", [question.answer]))
    lines = str(question.lines or 3)
    body.append(_Q.extendedTextInteraction({"responseIdentifier": "RESPONSE", "expectedLines": lines}))
    return declared, body, []


def _processing(rules: Iterable[Element], *, why: bool) -> list[Element]:
    found = list(rules)
    if why:
        value = _Q.baseValue({"baseType": "identifier"}, "WHY")
        found.append(_Q.setOutcomeValue({"identifier": "FEEDBACK"}, value))
    return [_Q.responseProcessing(*found)] if found else []


def _paragraphs(text: str) -> list[Element]:
    return [_Q.p(*_inline(part)) for part in text.split("\n\n") if part] if text else []


def _inline(text: str) -> list[str | Element]:
    """A text with breaks for its new lines."""
    first, *rest = text.split("\n")
    return [first, *(part for line in rest for part in (_Q.br(), line))]


def _test(bank: Bank) -> Element:
    sections = (
        _Q.assessmentSection(
            {"identifier": f"S-{group.id}", "title": group.title, "visible": "true"},
            *(_Q.assessmentItemRef({"identifier": _name(q), "href": _file(q)}) for q in group.questions),
        )
        for group in bank.groups
    )
    part = _Q.testPart({"identifier": "P", "navigationMode": "nonlinear", "submissionMode": "individual"}, *sections)
    return _Q.assessmentTest({"identifier": f"T-{bank.id}", "title": bank.title}, part)


def _manifest(bank: Bank) -> Element:
    dependencies = (_C.dependency({"identifierref": _name(question)}) for question in bank.questions)
    test = _C.resource(
        {"identifier": f"T-{bank.id}", "type": "imsqti_test_xmlv2p1", "href": "test.xml"},
        _C.file({"href": "test.xml"}),
        *dependencies,
    )
    metadata = _C.metadata(_C.schema("QTIv2.1 Package"), _C.schemaversion("1.0.0"))
    items = (_resource(question) for question in bank.questions)
    return _C.manifest({"identifier": f"M-{bank.id}"}, metadata, _C.organizations(), _C.resources(test, *items))


def _resource(question: Question) -> Element:
    tags = (_M.keyword(_M.langstring({_LANG: "x-none"}, tag)) for tag in tags_of(question))
    source = [_M.description(_M.langstring({_LANG: "x-none"}, question.source))] if question.source else []
    lom = _M.lom(_M.general(_M.identifier(question.id), *source, *tags))
    return _C.resource(
        {"identifier": _name(question), "type": "imsqti_item_xmlv2p1", "href": _file(question)},
        _C.metadata(lom),
        _C.file({"href": _file(question)}),
    )
