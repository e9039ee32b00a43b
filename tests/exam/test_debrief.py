"""What a report tells: bands, objectives from the weakest, questions with their options."""

from __future__ import annotations

import pytest
from debrief_samples import ten_learners
from minicourse import write_minicourse
from msgspec.structs import replace

from coursegen.errors import Place
from coursegen.exam import assemble
from coursegen.exam.debrief import Debrief
from coursegen.reading import read_course


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Debrief:
    """Ten learners: the first has nothing, the last all; q.cup.1 was answered by B where it was wrong."""
    folder = tmp_path_factory.mktemp("course")
    write_minicourse(folder)
    bundle = read_course(folder)
    paper = replace(assemble(bundle, bundle.blueprints["final"], bundle.lessons), form="A")
    return ten_learners(bundle, paper, {"q.cup.1": Place("bank/a.yaml", 3, 5)})


def test_every_learner_is_in_one_band(told: Debrief) -> None:
    assert [(band.low, band.high) for band in told.bands] == [
        (0, 50), (50, 60), (60, 70), (70, 80), (80, 90), (90, 100),
    ]  # fmt: skip
    assert [band.learners for band in told.bands] == [5, 1, 1, 1, 1, 1]


def test_means_and_passes_are_those_of_the_group(told: Debrief) -> None:
    assert told.mean == pytest.approx(50, abs=1e-9)
    assert told.passed == 4
    assert [(lesson.id, percent) for lesson, percent in told.lessons] == [("lesson.counter", pytest.approx(50))]


def test_objectives_to_learn_again_are_told_to_each_learner(told: Debrief) -> None:
    assert [len(learner.weak) for learner in told.learners] == [2] * 6 + [0] * 4
    assert all(one.percent == pytest.approx(50) for one in told.objectives)
    assert {one.objective.id for one in told.objectives} == {"obj.counter.1", "obj.counter.2"}


def test_a_question_knows_its_number_options_and_place(told: Debrief) -> None:
    asked = {one.item.id: one for one in told.asked}
    cup = asked["q.cup.1"]
    assert (cup.form, cup.number, str(cup.place)) == ("A", 1, "bank/a.yaml:3:5")
    assert [(choice.text, choice.right, choice.option.all) for choice in cup.choices][:2] == [
        ("杯口、杯底、杯柄", True, 1), ("杯口、杯盖、杯套", False, 9),
    ]  # fmt: skip
    assert cup.favourite is not None
    assert cup.favourite.option.letter == "B"
    assert asked["q.queue.2"].choices == ()
    assert asked["q.queue.2"].place is None


def test_hard_questions_come_from_the_hardest_and_flagged_ones_have_flags(told: Debrief) -> None:
    assert len(told.hard) == len(told.asked)
    assert [one.found.p for one in told.hard] == sorted(one.found.p for one in told.hard)
    assert told.flagged
    assert all(one.found.flags for one in told.flagged)
