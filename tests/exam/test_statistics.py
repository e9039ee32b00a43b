"""Numbers of items and papers are those of the textbooks."""

from __future__ import annotations

from itertools import product
from math import sqrt
from statistics import correlation, fmean, pstdev, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.exam.marking import Result
from coursegen.exam.statistics import SMALL, gains, group_gain, item_statistics, paper_statistics, tails

MATRIX = (
    (1, 1, 1, 1, 1), (1, 1, 1, 1, 0), (1, 1, 1, 0, 1), (1, 1, 0, 1, 0), (1, 0, 1, 0, 0), (1, 1, 0, 0, 0),
    (0, 1, 0, 0, 0), (1, 0, 0, 0, 0), (0, 0, 0, 0, 1), (0, 0, 0, 0, 0),
)  # fmt: skip
"""Ten learners, five items, right or wrong."""


def results(matrix: tuple[tuple[float, ...], ...], chosen: str = "") -> tuple[Result, ...]:
    return tuple(
        Result(f"L{n:03d}", "", "", {f"i{k}": float(x) for k, x in enumerate(row)},
               {f"i{k}": (chosen or "A") if x else "B" for k, x in enumerate(row)})
        for n, row in enumerate(matrix)
    )  # fmt: skip


WORTH = {f"i{k}": 1.0 for k in range(5)}
KEYS = {f"i{k}": ("A", "ABC") for k in range(5)}


def test_difficulty_is_the_share_of_the_points() -> None:
    found = item_statistics(results(MATRIX), WORTH, KEYS)
    assert [item.p for item in found] == pytest.approx([0.7, 0.6, 0.4, 0.3, 0.3], abs=1e-9)


def test_discrimination_compares_the_upper_and_lower_27_per_cent() -> None:
    upper, lower = tails(results(MATRIX))
    assert ([r.learner for r in upper], [r.learner for r in lower]) == (
        ["L000", "L001", "L002"], ["L007", "L008", "L009"],
    )  # fmt: skip
    found = item_statistics(results(MATRIX), WORTH, KEYS)
    assert [item.d for item in found] == pytest.approx([2 / 3, 1, 1, 2 / 3, 1 / 3], abs=1e-9)


def test_kr_20_sd_and_sem_are_those_of_the_formula() -> None:
    found = paper_statistics(results(MATRIX))
    totals = [sum(row) for row in MATRIX]
    middle = sum(totals) / 10
    spread = sum((t - middle) ** 2 for t in totals) / 10
    pq = sum(p * (1 - p) for p in (0.7, 0.6, 0.4, 0.3, 0.3))
    kr20 = 5 / 4 * (1 - pq / spread)
    assert found.mean == pytest.approx(2.3, abs=1e-9)
    assert found.sd == pytest.approx(sqrt(spread), abs=1e-9)
    assert found.alpha == pytest.approx(kr20, abs=1e-9)
    assert found.sem == pytest.approx(sqrt(spread) * sqrt(1 - kr20), abs=1e-9)
    assert found.small
    assert not paper_statistics(results(MATRIX * 3)).small
    assert SMALL == 30


def test_the_item_rest_correlation_leaves_the_item_out() -> None:
    found = item_statistics(results(MATRIX), WORTH, KEYS)[4]
    scores = [row[4] for row in MATRIX]
    rests = [sum(row[:4]) for row in MATRIX]
    n, sx, sy = 10, sum(scores), sum(rests)
    top = n * sum(x * y for x, y in zip(scores, rests, strict=True)) - sx * sy
    bottom = sqrt((n * sum(x * x for x in scores) - sx**2) * (n * sum(y * y for y in rests) - sy**2))
    assert found.r == pytest.approx(top / bottom, abs=1e-9)


def test_two_parallel_items_give_the_alpha_of_spearman_and_brown() -> None:
    halves = results(((3, 3), (2, 2), (1, 1), (0, 0)))
    assert paper_statistics(halves).alpha == pytest.approx(1.0, abs=1e-9)


def test_options_are_counted_for_all_and_for_both_tails() -> None:
    first = item_statistics(results(MATRIX), WORTH, KEYS)[0]
    assert [(o.letter, o.all, o.upper, o.lower) for o in first.options] == [
        ("A", 7, 3, 1),
        ("B", 3, 0, 2),
        ("C", 0, 0, 0),
    ]
    assert first.flags == ("idle-distractor",)


def test_what_should_be_looked_at_again_is_flagged() -> None:
    turned = tuple((0 if sum(row) > 2 else 1, *row) for row in MATRIX)
    worth, keys = {f"i{k}": 1.0 for k in range(6)}, {"i0": ("A", "AB")}
    found = item_statistics(results(turned), worth, keys)[0]
    assert set(found.flags) >= {"key", "weak", "better-distractor"}
    alike = item_statistics(results(((1, 1), (1, 0))), WORTH, {})
    assert alike[0].flags == ("easy",)
    assert alike[0].r is None


def test_without_spread_there_is_no_reliability() -> None:
    assert paper_statistics(results(((1, 0), (1, 0)))).alpha is None
    assert paper_statistics(results(((1,), (0,)))).alpha is None


@given(st.lists(st.tuples(*[st.integers(0, 1)] * 4), min_size=2, max_size=40))
def test_numbers_stay_where_they_can_be(matrix: list[tuple[int, ...]]) -> None:
    found = results(tuple(matrix))
    whole = paper_statistics(found)
    assert whole.alpha is None or whole.alpha <= 1 + 1e-9
    for item in item_statistics(found, WORTH, KEYS):
        assert 0 <= item.p <= 1
        assert -1 <= item.d <= 1
        assert item.r is None or abs(item.r) <= 1 + 1e-9


def test_the_gain_is_the_share_reached_of_what_could_still_be_reached() -> None:
    found = gains({"a": 40.0, "b": 100.0, "c": 50.0, "d": 10.0}, {"c": 25.0, "a": 70.0, "b": 90.0, "e": 3.0})
    assert [(one.learner, one.gain) for one in found] == [
        ("a", pytest.approx(0.5)), ("b", None), ("c", pytest.approx(-0.5)),
    ]  # fmt: skip
    whole = group_gain(found)
    assert (whole.before, whole.after) == pytest.approx((190 / 3, 185 / 3))
    assert whole.gain == pytest.approx((185 / 3 - 190 / 3) / (100 - 190 / 3), abs=1e-9)


def cohort(agreement: tuple[int, int], items: int) -> tuple[tuple[int, ...], ...]:
    """Everybody who can be: half know and half do not; each item tells who does in `agreement` cases, else the reverse.

    Each pattern comes as often as its probability says, so means and covariances are those of the model exactly.
    """
    right, wrong = agreement
    rows = []
    for knows in (1, 0):
        for pattern in product((1, 0), repeat=items):
            times = right ** sum(pattern) * wrong ** (items - sum(pattern))
            rows += [tuple(hit if knows else 1 - hit for hit in pattern)] * times
    return tuple(rows)


@pytest.mark.parametrize(("agreement", "items"), [((3, 1), 4), ((2, 1), 5), ((1, 1), 5), ((4, 1), 3)])
def test_a_cohort_of_known_parameters_gives_the_values_of_the_model(agreement: tuple[int, int], items: int) -> None:
    matrix = cohort(agreement, items)
    q = agreement[0] / sum(agreement)
    variance, covariance = 0.25, (2 * q - 1) ** 2 / 4
    whole = items * variance + items * (items - 1) * covariance
    rest = (items - 1) * variance + (items - 1) * (items - 2) * covariance
    alpha = items * covariance / (variance + (items - 1) * covariance)
    found = results(matrix)
    paper = paper_statistics(found)
    assert paper.mean == pytest.approx(items / 2, abs=1e-9)
    assert paper.sd == pytest.approx(sqrt(whole), abs=1e-9)
    assert paper.alpha == pytest.approx(alpha, abs=1e-9)
    assert paper.sem == pytest.approx(sqrt(whole * (1 - alpha)), abs=1e-9)
    worth = {f"i{n}": 1.0 for n in range(items)}
    for item in item_statistics(found, worth, {}):
        assert item.p == pytest.approx(0.5, abs=1e-9)
        assert item.r == pytest.approx((items - 1) * covariance / sqrt(variance * rest), abs=1e-9)


def test_a_ladder_of_items_gives_the_values_of_guttman() -> None:
    items = 9
    found = results(tuple(tuple(int(n > item) for item in range(items)) for n in range(items + 1)))
    paper = paper_statistics(found)
    spread = ((items + 1) ** 2 - 1) / 12
    difficulties = [(items - item) / (items + 1) for item in range(items)]
    assert paper.sd == pytest.approx(sqrt(spread), abs=1e-9)
    own = sum(p * (1 - p) for p in difficulties)
    assert paper.alpha == pytest.approx(items / (items - 1) * (1 - own / spread), abs=1e-9)
    stats = item_statistics(found, {f"i{n}": 1.0 for n in range(items)}, {})
    assert [item.p for item in stats] == pytest.approx(difficulties, abs=1e-9)
    tail = 3
    assert [item.d for item in stats] == pytest.approx(
        [(min(tail, items - item) - max(0, tail - 1 - item)) / tail for item in range(items)], abs=1e-9
    )


MARKS = st.lists(
    st.tuples(*(st.sampled_from((0.0, 0.5, 1.0, 2.0)) for _ in range(4))), min_size=4, max_size=40, unique=False
)


@given(MARKS)
def test_any_marks_give_what_the_standard_library_works_out(rows: list[tuple[float, ...]]) -> None:
    found = results(tuple(rows))
    totals, columns = [sum(row) for row in rows], list(zip(*rows, strict=True))
    paper = paper_statistics(found)
    assert (paper.mean, paper.sd) == pytest.approx((fmean(totals), pstdev(totals)), abs=1e-9)
    if pvariance(totals) > 0:
        alpha = 4 / 3 * (1 - sum(map(pvariance, columns)) / pvariance(totals))
        assert paper.alpha == pytest.approx(alpha, abs=1e-9)
    for item, column in zip(item_statistics(found, {f"i{n}": 2.0 for n in range(4)}, {}), columns, strict=True):
        rests = [total - mark for total, mark in zip(totals, column, strict=True)]
        assert item.p == pytest.approx(fmean(column) / 2, abs=1e-9)
        if item.r is not None:
            assert item.r == pytest.approx(correlation(column, rests), abs=1e-9)
        assert (item.r is None) == (pvariance(column) * pvariance(rests) == 0)
