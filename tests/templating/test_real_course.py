"""The course that is shipped, through the templates that are shipped."""

from pathlib import Path

import pytest
from modelcourse import TEMPLATES

from coursegen.build import Printing
from coursegen.build.taught import by_plan
from coursegen.classes import cuts
from coursegen.document import nodes, parse_deck, parse_document
from coursegen.exam import assemble, assemble_by_lesson, derive
from coursegen.reading import read_course, read_unit
from coursegen.templating import render
from coursegen.wording import labels, word_bundle

ROOT = Path(__file__).parents[2]
COURSES = sorted(path.parent for path in (ROOT / "content").glob("*/course.yaml"))


@pytest.fixture(scope="module", params=COURSES, ids=lambda path: path.name)
def course(request):
    unit, _ = read_unit("default", [ROOT / "templates"])
    bundle = read_course(request.param)
    return word_bundle(bundle, unit, bundle.course.language), unit


def markup_of(course, template, audience):
    bundle, unit = course
    blueprints = bundle.blueprints.values()
    papers = [assemble(bundle, blueprint, bundle.lessons) for blueprint in blueprints if blueprint.scope == "course"]
    by_lesson = [assemble_by_lesson(bundle, b, bundle.lessons) for b in blueprints if b.scope == "lesson"]
    context = {
        "course": bundle.course,
        "lessons": bundle.lessons,
        "bundle": bundle,
        "unit": unit,
        "t": unit.terms,
        "paper": papers[0] if papers else None,
        "printing": Printing("A4", "textbox"),
        "exercises": {lesson.id: derive(bundle, lesson) for lesson in bundle.lessons},
        "cuts": {lesson.id: cuts(bundle, lesson) for lesson in bundle.lessons},
        "slides": {},
        "thumbnails": {},
        "products": (),
        "papers": papers[:1],
        "key_rows": (),
        "starts": {},
        "lesson_papers": by_lesson[0] if by_lesson else (),
        "audience": audience,
        "date": "",
        "_": labels(bundle.course.language),
    }
    return render(template, context, [("default", TEMPLATES)])


def test_there_is_a_course():
    assert COURSES


def test_the_deck_has_notes_on_every_slide_and_no_title_twice(course):
    deck = parse_deck(markup_of(course, "deck.xml.j2", "facilitator"), "facilitator")
    slides = [slide for section in deck.sections for slide in section.slides]
    assert len(slides) > 10
    assert all(slide.notes for slide in slides)
    assert len({slide.title for slide in slides}) == len(slides)


def test_minutes_of_the_slides_are_the_minutes_of_the_lessons(course):
    deck = parse_deck(markup_of(course, "deck.xml.j2", "facilitator"), "facilitator")
    minutes = {section.id: sum(slide.minutes for slide in section.slides) for section in deck.sections}
    assert {lesson.id: lesson.minutes for lesson in course[0].lessons}.items() <= minutes.items()


def test_minutes_of_the_slides_are_the_minutes_of_the_lessons_under_every_plan(course):
    for plan in course[0].course.plans:
        taught = by_plan(course[0], plan)
        deck = parse_deck(markup_of((taught, course[1]), "deck.xml.j2", "facilitator"), "facilitator")
        minutes = {section.id: sum(slide.minutes for slide in section.slides) for section in deck.sections[1:-1]}
        assert list(minutes.items()) == [(lesson.id, lesson.minutes) for lesson in taught.lessons]


def test_papers_share_no_item_with_those_they_leave_items_to(course):
    bundle, _ = course
    for blueprint in bundle.blueprints.values():
        if blueprint.excludes:
            other = assemble(bundle, bundle.blueprints[blueprint.excludes], bundle.lessons)
            paper = assemble(bundle, blueprint, bundle.lessons)
            assert not paper.items & other.items
    if {"pre", "post"} <= bundle.blueprints.keys():
        assert bundle.blueprints["pre"].sections == bundle.blueprints["post"].sections


def test_plain_bullets_are_the_exception_among_the_slides(course):
    deck = parse_deck(markup_of(course, "deck.xml.j2", "facilitator"), "facilitator")
    content = [slide for section in deck.sections for slide in section.slides if slide.kind == "content"]
    drawn = [s for s in content if any(map(is_drawn, s.blocks))]
    assert len(drawn) >= 0.7 * len(content)


def is_drawn(block):
    """Whether a block is a figure, table or box, or has one in its columns."""
    if isinstance(block, nodes.Columns):
        return any(map(is_drawn, (*block.left, *block.right)))
    return isinstance(block, nodes.Figure | nodes.Table | nodes.Box)


@pytest.mark.parametrize(
    "template", ["handout.xml.j2", "guide.xml.j2", "quiz.xml.j2", "answers.xml.j2", "check.xml.j2"]
)
@pytest.mark.parametrize("audience", ["facilitator", "participant"])
def test_every_document_is_made_for_either_audience(course, template, audience):
    if template in ("quiz.xml.j2", "answers.xml.j2", "check.xml.j2") and not course[0].blueprints:
        pytest.skip("a course without blueprints has no paper")
    assert parse_document(markup_of(course, template, audience), audience).blocks
