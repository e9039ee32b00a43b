"""Questions of any text through the packages that no importer of ours reads: sound markup in which all of it stands."""

from __future__ import annotations

import re
import sqlite3
from html.parser import HTMLParser

from bank_samples import bank_of, questions
from hypothesis import given, settings
from lxml import etree

from coursegen.exchange import KINDS, Question
from coursegen.exports.anki import write_anki
from coursegen.exports.qti21 import write_qti21
from coursegen.exports.scorm12 import LessonPages, write_scorm12
from coursegen.exports.selftest import write_selftest
from coursegen.wording import labels

OF_BANK = tuple(kind for kind in KINDS if kind not in ("match", "order"))
MARKED = tuple(kind for kind in OF_BANK if kind in ("single", "multiple", "judge"))


class Page(HTMLParser):
    """What stands on a page, and its scripts."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.scripts: list[str] = []
        self.inside: list[str] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")], "a text became a handler"

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        (self.scripts if "script" in self.inside else self.words).append(data)


def plain(text: str) -> str:
    """A text without white space and gaps: how they are written is each format's own affair."""
    return re.sub(r"[\s_\u2007]+", "", text)


def wanted(question: Question) -> list[str]:
    """What a learner must see: material, stem between its gaps, options."""
    stems = re.split(r"_{4,}", question.stem)
    return [plain(text) for text in (question.material, *stems, *question.options) if plain(text)]


@settings(max_examples=60)
@given(question=questions(kinds=KINDS))
def test_qti_items_are_well_formed_and_say_everything(question: Question) -> None:
    parts = write_qti21(bank_of(question))[0]
    items = [etree.fromstring(data) for name, data in parts.items() if name.startswith("items/")]
    assert len(items) == 1
    body = items[0].find("{*}itemBody")
    assert body is not None
    shown = plain("".join(str(text) for text in body.itertext()))
    assert [text for text in wanted(question) if text not in shown] == []
    for name, data in parts.items():
        assert not name.endswith(".xml") or etree.fromstring(data) is not None


@settings(max_examples=60)
@given(question=questions(kinds=OF_BANK))
def test_the_self_test_says_everything_and_nothing_becomes_markup(question: Question) -> None:
    data, lost = write_selftest(bank_of(question), labels("zh-Hans"))
    page, empty = Page(data), Page(write_selftest(bank_of(), labels("zh-Hans"))[0])
    shown = plain("".join(page.words))
    assert lost or [text for text in wanted(question) if text not in shown] == []
    assert len(page.scripts) <= len(empty.scripts) + 1


@settings(max_examples=30)
@given(question=questions(kinds=MARKED))
def test_scorm_packages_are_well_formed_whatever_they_say(question: Question) -> None:
    bank = bank_of(question)
    lessons = tuple(LessonPages(b"<!DOCTYPE html><title>s</title>", group) for group in bank.groups)
    parts = write_scorm12(bank, lessons, 60, labels("zh-Hans"))[0]
    assert etree.fromstring(parts["imsmanifest.xml"]) is not None
    page = Page(parts["lesson-01/index.html"])
    shown = plain("".join(page.words))
    assert [text for text in wanted(question) if text not in shown] == []


@settings(max_examples=20)
@given(question=questions(kinds=OF_BANK))
def test_anki_notes_hold_everything_as_text(question: Question) -> None:
    parts = write_anki(bank_of(question))[0]
    base = sqlite3.connect(":memory:")
    base.deserialize(parts["collection.anki2"])
    ((fields,),) = base.execute("select flds from notes").fetchall()
    base.close()
    page = Page(fields.split("\x1f")[1].encode())
    shown = plain("".join(page.words))
    assert page.scripts == []
    assert [text for text in wanted(question) if text not in shown] == []
