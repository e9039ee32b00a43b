"""Ten learners who sat a paper: the first has nothing, the last all of it."""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.errors import Place
from coursegen.exam import Paper, shuffled
from coursegen.exam.debrief import Debrief, debrief
from coursegen.exam.marked import Marked, analysed, have_same_items, keys_of
from coursegen.exam.marking import Result
from coursegen.model import CourseBundle


def ten_learners(bundle: CourseBundle, paper: Paper, places: Mapping[str, Place]) -> Debrief:
    """What a report on them tells: option B was chosen wherever an answer was wrong."""
    papers = (paper, shuffled(paper, "s", "B"))
    worth = {q.item.id: q.points for part in paper.sections for q in part.questions}
    items = {item.id: item for item in bundle.items if item.id in worth}
    results = tuple(
        Result(
            f"S{n}", "", "AB"[n % 2], {key: points * (n / 9) for key, points in worth.items()},
            dict.fromkeys(worth, "A" if n == 9 else "B"),
        )
        for n in range(10)
    )  # fmt: skip
    aims = {aim.id: aim for lesson in bundle.lessons for aim in lesson.objectives}
    marked = Marked("小测", results, paper.points, worth, items, aims, 60)
    analyses = analysed(results, worth, keys_of(items), same=have_same_items(papers))
    return debrief(marked, analyses, papers, bundle.lessons, places)
