"""Rationales that name options by letter, in Chinese and in English; letters that are names, and the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.checks.course import letter_remarks
from coursegen.model import ChoiceItem
from coursegen.reading import read_course
from coursegen.translation.catalogue import languages_beside
from coursegen.wording.lettered import letters_named, names_places

CONTENT = Path(__file__).parents[2] / "content"


def item(rationale: str, stem: str = "怎么办", options: tuple[str, ...] = ("甲", "乙", "丙", "丁")) -> ChoiceItem:
    return ChoiceItem(
        kind="single", id="q", principle="p", objective="o", bloom="apply", difficulty="easy", points=1, stem=stem,
        rationale=rationale, source="s", options=options, answer="A",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rationale", "letters"),
    [
        ("A有看到的事实。B随大流，C把别处的说法搬来，D只有经验。", "ABCD"),
        ("问上一次、问多久。A带着答案，C太大。", "AC"),
        ("ABD都是备条件。", "ABD"),
        ("A has facts and a comparison; B follows the crowd.", "AB"),
        ("A puts it off.", "A"),
        ("The best answer is A.", "A"),
        ("What is missing in A, too, is the date.", "A"),
        ("Only C and D name a date.", "CD"),
        ("C’s reason is a guess.", "C"),
    ],
)
def test_letters_that_stand_for_options_are_found(rationale: str, letters: str) -> None:
    assert letters_named(item(rationale)) == letters


@pytest.mark.parametrize(
    "rationale",
    [
        "印在A4纸上，出A卷和B卷；AB角要定。",
        "A director asks first. A means to an end is no end; A series of calls is none.",
        "Write it on A4 and call Section B; Plan C and Form D are ready.",
        "The U.S. system and B-grade paper say nothing of it.",
        "先问清楚再答。",
    ],
)
def test_articles_sizes_and_names_are_no_options(rationale: str) -> None:
    assert not letters_named(item(rationale))
    assert not names_places(item(rationale))


def test_letters_that_the_stem_has_given_somebody_are_names() -> None:
    asked = "Section A keeps putting off giving its data to B. What goes to the root?"
    assert not letters_named(item("Put yourself in A’s place; B waits.", asked))
    assert letters_named(item("Put yourself in A’s place; D decides for both.", asked)) == "D"


@pytest.mark.parametrize(
    "rationale",
    ["Option A says too much", "The last two options decide nothing.", "以上都对", "All of the above do."],
)
def test_options_named_by_place_are_known_too(rationale: str) -> None:
    assert names_places(item(rationale))


def test_no_rationale_of_the_bundled_banks_names_an_option_by_letter_unless_its_options_are_fixed() -> None:
    looked_at = 0
    for course in (CONTENT / "office-director", CONTENT / "lab-safety"):
        for language in ("", *languages_beside(course)):
            bundle = read_course(course, language=language)
            looked_at += sum(isinstance(item, ChoiceItem) for item in bundle.items)
            assert [fault.line("en") for fault in letter_remarks(bundle)] == []
    assert looked_at > 300
