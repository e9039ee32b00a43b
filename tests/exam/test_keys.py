"""One list of keys serves all forms of a paper."""

from __future__ import annotations

from coursegen.exam import assemble, key_rows, shuffled
from coursegen.reading import read_course
from coursegen.workspace import bundled_folder


def test_a_row_has_the_item_of_every_form_under_its_number() -> None:
    bundle = read_course(bundled_folder() / "content" / "office-director")
    whole = assemble(bundle, bundle.blueprints["final"], bundle.lessons)
    papers = tuple(shuffled(whole, "7", letter) for letter in "ABC")
    rows = key_rows(papers)
    assert len(rows) > 30
    for row in rows:
        questions = ([q for part in paper.sections for q in part.questions] for paper in papers)
        assert [q.item for form in questions for q in form if q.number == row.number] == list(row.items)
    asked = {
        q.number for part in whole.sections if part.kind in ("single", "multiple", "judge") for q in part.questions
    }
    assert {row.number for row in rows} == asked
