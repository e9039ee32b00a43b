"""SCORM 1.2: a package of one object a lesson (its slides as a page, then its check), by ADL SCORM 1.2 (2001).

It reports status and score, keeps where the learner was and what he answered, commits and finishes.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursegen.exports.bank import Bank, Group
from coursegen.exports.carrying import Loss, losses
from coursegen.exports.quiz import Label, page, quiz
from coursegen.exports.selftest import CARRIER
from coursegen.exports.xml import Element, Maker, as_bytes
from coursegen.html.markup import Markup, tag

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_C = Maker(CP, {None: CP, "adlcp": ADL})
_A = Maker(ADL, {"adlcp": ADL})


class LessonPages(Struct, frozen=True):
    """A lesson as a learner takes it: its slides as a page, and the questions of its check."""

    slides: bytes
    check: Group

    @property
    def title(self) -> str:
        """Its title."""
        return self.check.title


def write_scorm12(
    bank: Bank, lessons: tuple[LessonPages, ...], pass_mark: int, _: Label
) -> tuple[Mapping[str, bytes], tuple[Loss, ...]]:
    """Parts of the package by name, and what it could not carry; `pass_mark` is in per cent."""
    parts = {"imsmanifest.xml": _manifest(bank, lessons, pass_mark)}
    for number, lesson in enumerate(lessons, 1):
        folder = _folder(number)
        parts[f"{folder}/slides.html"] = lesson.slides
        parts[f"{folder}/index.html"] = _lesson(bank, lesson, pass_mark, _)
    return parts, losses(bank.questions, CARRIER)


def _folder(number: int) -> str:
    return f"lesson-{number:02d}"


def _lesson(bank: Bank, lesson: LessonPages, pass_mark: int, _: Label) -> bytes:
    header = tag(
        "header",
        tag("h1", lesson.title),
        _switch("slides", _("看课件")),
        _switch("check", _("做小测")),
    )
    frame = tag("iframe", attributes={"src": "slides.html", "title": f"{lesson.title} {_('课件')}"})
    check = tag(
        "section",
        tag("h2", _("小测"), attributes={"tabindex": "-1"}),
        quiz((lesson.check,), f"{bank.id}/{lesson.check.id}", _, at_once=False, pass_mark=pass_mark),
        attributes={"hidden": "", "class": "check"},
    )
    body = [header, tag("main", frame, check)]
    return page(lesson.title, bank.language, body, scripts=("quiz.js", "scorm.js"), frames=True, kind="lesson")


def _switch(where: str, words: str) -> Markup:
    return tag("button", words, attributes={"type": "button", "data-go": where, "aria-pressed": "false"})


def _manifest(bank: Bank, lessons: tuple[LessonPages, ...], pass_mark: int) -> bytes:
    items = (
        _C.item(
            {"identifier": f"I{number}", "identifierref": f"R{number}", "isvisible": "true"},
            _C.title(lesson.title),
            _A.masteryscore(str(pass_mark)),
        )
        for number, lesson in enumerate(lessons, 1)
    )
    resources = (_resource(number) for number in range(1, len(lessons) + 1))
    root = _C.manifest(
        {"identifier": f"coursegen-{bank.id}", "version": "1.1"},
        _C.metadata(_C.schema("ADL SCORM"), _C.schemaversion("1.2")),
        _C.organizations(
            {"default": "course"}, _C.organization({"identifier": "course"}, _C.title(bank.title), *items)
        ),
        _C.resources(*resources),
    )
    return as_bytes(root)


def _resource(number: int) -> Element:
    folder = _folder(number)
    return _C.resource(
        {
            "identifier": f"R{number}", "type": "webcontent", "href": f"{folder}/index.html",
            f"{{{ADL}}}scormtype": "sco",
        },
        _C.file({"href": f"{folder}/index.html"}),
        _C.file({"href": f"{folder}/slides.html"}),
    )  # fmt: skip
