"""The lecturer's deck of the course that is shipped: what a designer and a trainer would miss first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from coursegen.build.prepare import prepare
from coursegen.build.products import PRODUCTS
from coursegen.build.request import Request
from coursegen.checks.course.remark import length
from coursegen.document import nodes
from coursegen.document.parse import parse_deck
from coursegen.layout.typeset import plain
from coursegen.model import Case
from coursegen.reading import read_course
from coursegen.templating import render
from coursegen.workspace import bundled_folder

LESSONS = 10


@pytest.fixture(scope="module")
def deck() -> nodes.Deck:
    home = bundled_folder()
    prepared = prepare(Request(home / "content" / "office-director", "default", (home / "templates",)))
    return parse_deck(render("deck.xml.j2", prepared.context(PRODUCTS["deck"]), prepared.search), "facilitator")


@pytest.fixture(scope="module")
def lessons(deck: nodes.Deck) -> Mapping[str, tuple[nodes.Slide, ...]]:
    found = {section.id: section.slides for section in deck.sections if section.id.startswith("lesson.")}
    assert len(found) == LESSONS
    assert all(len(slides) > 10 for slides in found.values())
    return found


def test_the_deck_has_the_length_of_a_course_of_two_days(deck: nodes.Deck) -> None:
    assert 120 <= sum(len(section.slides) for section in deck.sections) <= 150


def test_every_slide_has_a_title_of_its_own_that_is_no_question(lessons: Mapping[str, tuple[nodes.Slide, ...]]) -> None:
    titles = Counter(plain(slide.title) for slides in lessons.values() for slide in slides)
    assert [title for title, count in titles.items() if count > 1] == []
    assert [title for title in titles if title.endswith(("？", "?"))] == []


def test_notes_say_something_and_minutes_a_question_and_the_source(
    lessons: Mapping[str, tuple[nodes.Slide, ...]],
) -> None:
    starts = ("用时", "提问：", "出处：")
    for slide in (slide for slides in lessons.values() for slide in slides):
        notes = [plain(line) for line in slide.notes]
        said = [line for line in notes if not line.startswith((*starts, "答案：", "道理："))]
        assert len("".join(said)) >= 30, slide.id
        assert [sum(line.startswith(start) for line in notes) for start in starts] == [1, 1, 1], slide.id
        assert "分钟" in next(line for line in notes if line.startswith("用时")), slide.id


def test_each_lesson_shows_one_quotation_and_names_what_is_left_to_read(
    lessons: Mapping[str, tuple[nodes.Slide, ...]],
) -> None:
    for key, slides in lessons.items():
        assert [slide.id for slide in slides if slide.kind == "quote"] == [f"{key}.quotation"]
        assert any(plain(said).startswith("课后自学") for said in slides[-1].notes)


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    course = read_course(bundled_folder() / "content" / "office-director")
    found = tuple(case for principle in course.principles.values() for case in principle.cases)
    assert len(found) > 40
    return found


def test_every_case_has_a_gist_with_one_strong_place_at_most(cases: tuple[Case, ...]) -> None:
    assert [case.id for case in cases if not 30 <= length(case.gist) < length(case.situation)] == []
    assert [case.id for case in cases if case.gist.count("**") not in (0, 2)] == []


def test_the_best_option_does_not_stand_out_by_its_length(cases: tuple[Case, ...]) -> None:
    for case in cases:
        best, *rest = sorted(case.options, key=lambda option: option.verdict != "best")
        assert length(best.text) <= max(length(option.text) for option in rest) + 4, case.id
