"""What an export writes, its importer reads: exactly, with every text that formats trip over."""

from __future__ import annotations

from pathlib import Path

import pytest
from bank_samples import bank_of, one_of_each, questions
from hypothesis import given, settings
from msgspec.structs import replace

from coursegen.exchange import KINDS, Question
from coursegen.exports.gift import carried, write_gift
from coursegen.exports.moodle_xml import write_moodle_xml
from coursegen.exports.sheet import chosen, write_sheet
from coursegen.exports.text import write_text
from coursegen.ingest import read_questions
from coursegen.model.profile import Profile
from coursegen.reading.profiles import read_profile
from coursegen.workspace import bundled_folder

OF_BANK = tuple(kind for kind in KINDS if kind not in ("match", "order"))
PROFILES = bundled_folder() / "templates" / "default" / "profiles"
OWN, ENGLISH = (read_profile(PROFILES / f"{name}.yaml") for name in ("coursegen", "coursegen-en"))


def read(data: bytes, name: str, profile: Profile = OWN) -> tuple[Question, ...]:
    found, faults = read_questions(data, name, profile, asked=True)
    assert faults == ()
    return found


def unshown(question: Question) -> Question:
    """Without the order in which an exercise is shown: platforms choose their own."""
    return replace(question, shown=())


@settings(max_examples=30)
@given(question=questions(kinds=KINDS))
def test_moodle_xml_comes_back_exactly(question: Question) -> None:
    assert read(write_moodle_xml(bank_of(question))[0], "bank.xml") == (unshown(question),)


@settings(max_examples=30)
@given(question=questions(kinds=KINDS).filter(carried))
def test_gift_comes_back_exactly(question: Question) -> None:
    assert read(write_gift(bank_of(question))[0], "bank.gift") == (unshown(question),)


@settings(max_examples=30)
@given(question=questions(kinds=OF_BANK))
def test_a_sheet_comes_back_exactly(question: Question) -> None:
    for own in (OWN, ENGLISH):
        assert read(write_sheet(bank_of(question), own)[0], "bank.xlsx", own) == (question,)


@settings(max_examples=30)
@given(question=questions(kinds=OF_BANK))
def test_a_text_comes_back_exactly(question: Question) -> None:
    for own in (OWN, ENGLISH):
        assert own.text
        assert read(write_text(bank_of(question), own, own.text)[0], "bank.txt", own) == (question,)


def test_a_sheet_is_read_without_a_profile_too() -> None:
    wanted = [q for q in one_of_each() if q.kind in OF_BANK]
    found, _ = read_questions(write_sheet(bank_of(*wanted), OWN)[0], "bank.xlsx", OWN, asked=False)
    assert [(q.id, q.kind, q.stem, q.options) for q in found] == [(q.id, q.kind, q.stem, q.options) for q in wanted]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_language_we_write_is_read(language: str) -> None:
    bank = bank_of(*one_of_each(), language=language)
    assert read(write_moodle_xml(bank)[0], "bank.xml") == tuple(map(unshown, one_of_each()))
    gift = tuple(unshown(q) for q in one_of_each() if carried(q))
    assert read(write_gift(bank)[0], "bank.gift") == gift


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_profile_keeps_stem_options_and_key(path: Path) -> None:
    profile = read_profile(path)
    bank = bank_of(*one_of_each())
    kept = [q for _, q in chosen(bank, profile)[0]]
    usual = {"single", "multiple", "judge", "blank", "short"}
    assert {q.kind for q in kept} >= (usual & profile.kinds.keys() if profile.id == "aiken" else usual)
    files = [("bank.xlsx", write_sheet(bank, profile)[0])] if profile.columns else []
    files += [("bank.txt", write_text(bank, profile, profile.text)[0])] if profile.text else []
    for name, data in files:
        found = read(data, name, profile)
        assert [(q.stem, q.options, q.accepted, q.material) for q in found] == [
            (q.stem, q.options, q.accepted, q.material) for q in kept
        ]
        same = [(a.answer, b.answer) for a, b in zip(found, kept, strict=True) if b.kind != "judge-reason"]
        assert all(a == b for a, b in same)
