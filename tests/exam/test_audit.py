"""What a paper has, counted."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from coursegen.exam import Audit, Paper, assemble, audits, parallel, repetitions, sheet_parts, shuffled
from coursegen.model import Blueprint, BlueprintSection, CourseBundle
from coursegen.reading import read_course
from coursegen.workspace import bundled_folder


@pytest.fixture(scope="module")
def bundle() -> CourseBundle:
    return read_course(bundled_folder() / "content" / "office-director")


@pytest.fixture(scope="module")
def final(bundle: CourseBundle) -> Paper:
    return assemble(bundle, bundle.blueprints["final"], bundle.lessons)


@pytest.fixture(scope="module")
def audit(bundle: CourseBundle, final: Paper) -> Audit:
    (found,) = audits(bundle.lessons, (final,))
    return found


@pytest.mark.parametrize("by", ["lesson", "kind", "bloom", "difficulty"])
def test_rows_add_up_to_the_whole_paper(audit: Audit, final: Paper, by: str) -> None:
    values = {getattr(entry, by) for entry in audit.entries}
    assert len(values) > 1
    wanted: list[dict[str, Any]] = [{by: value} for value in values]
    rows = [audit.count(**one) for one in wanted]
    assert sum(row.items for row in rows) == len(audit.entries) == len(final.items)
    assert sum(row.points for row in rows) == final.points == 100
    assert sum(row.share for row in rows) == pytest.approx(100, abs=0.5)


def test_a_paper_has_of_each_kind_what_its_blueprint_demands(audit: Audit, bundle: CourseBundle) -> None:
    sections = bundle.blueprints["final"].sections
    assert len(sections) == 6
    for section in sections:
        found = audit.count(kind=section.kind)
        assert (found.items, found.points) == (section.count, section.count * section.points)


def test_shares_that_are_aimed_at_stand_beside_those_found(audit: Audit) -> None:
    assert [(aim.name, aim.planned) for aim in audit.difficulties] == [("easy", 50), ("medium", 30), ("hard", 20)]
    assert sum(aim.planned for aim in audit.lessons) == pytest.approx(100, abs=0.5)
    assert all(aim.gap == pytest.approx(aim.of_items - aim.planned, abs=0.05) for aim in audit.difficulties)


def test_forms_of_the_same_items_are_counted_once(bundle: CourseBundle, final: Paper) -> None:
    forms = tuple(shuffled(final, "A", letter) for letter in "AB")
    assert [found.forms for found in audits(bundle.lessons, forms)] == ["AB"]


def test_what_other_papers_of_the_course_repeat_is_known(bundle: CourseBundle, final: Paper) -> None:
    rows = {row.other.id: row.found for row in repetitions(bundle, bundle.lessons, (final,), "final") if row.other}
    assert rows.keys() == bundle.blueprints.keys() - {"final"}
    (before,) = rows["pre"]
    assert before is not None
    assert before.common == 0, "pre excludes final"
    (long,) = rows["final-90"]
    assert long is not None
    other = assemble(bundle, bundle.blueprints["final-90"], bundle.lessons)
    assert long.common == len(final.items & other.items) > 0
    assert long.rate == pytest.approx(100 * long.common / 42, abs=0.05)


def test_parallel_forms_are_held_against_each_other(bundle: CourseBundle) -> None:
    papers = parallel(bundle, bundle.blueprints["final"], bundle.lessons, "AB")
    rows = repetitions(bundle, bundle.lessons, papers, "final")
    assert [row.form for row in rows if row.form] == ["A", "B"]
    (own, other), (back, _) = (row.found for row in rows if row.form)
    assert own is None
    assert other == back
    assert other is not None
    assert other.common == len(papers[0].items & papers[1].items)


def test_a_paper_that_the_bank_cannot_fill_is_not_compared(bundle: CourseBundle, final: Paper) -> None:
    greedy = Blueprint("greedy", "多", 60, (BlueprintSection("single", 5000, 1.0),))
    both = replace(bundle, blueprints={"final": bundle.blueprints["final"], "greedy": greedy})
    (row,) = repetitions(both, both.lessons, (final,), "final")
    assert (row.other, row.found) == (greedy, (None,))


def test_one_sheet_has_room_for_every_form(bundle: CourseBundle) -> None:
    papers = parallel(bundle, bundle.blueprints["final-90"], bundle.lessons, "ABCD")
    parts = sheet_parts(papers)
    for paper in papers:
        for part, section in zip(parts, paper.sections, strict=True):
            assert part.numbers == tuple(question.number for question in section.questions)
            for question in section.questions:
                assert len(getattr(question.item, "options", ())) <= part.options
                assert getattr(question.item, "lines", 0) <= part.lines
