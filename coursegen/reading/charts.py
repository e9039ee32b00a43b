"""A chart by itself: numbers that fit its categories and its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursegen.errors import Fault, Place
from coursegen.model import Chart, Series

SHARES = 6
"""Most parts of a doughnut that the eye can tell apart."""


def chart_faults(chart: Chart, at: Callable[..., Place]) -> Iterator[Fault]:
    """What is wrong with a chart; `at` says where each of its keys stands."""
    for index, category in enumerate(chart.categories):
        if category in chart.categories[:index]:
            yield Fault("C231", at("categories", index), {"value": category})
    for index, series in enumerate(chart.series):
        if len(series.values) != len(chart.categories):
            facts = {"count": len(series.values), "categories": len(chart.categories)}
            yield Fault("C230", at("series", index, "values"), facts)
    if not any(value for series in chart.series for value in series.values):
        yield Fault("C235", at("series"))
    yield from _name_faults(chart.series, at)
    if chart.type == "doughnut":
        yield from _doughnut_faults(chart, at)


def _name_faults(series: tuple[Series, ...], at: Callable[..., Place]) -> Iterator[Fault]:
    """Two series are told apart by their names."""
    names = [one.name for one in series]
    if len(names) > 1 and (not all(names) or len(set(names)) < len(names)):
        yield Fault("C232", at("series", 1))


def _doughnut_faults(chart: Chart, at: Callable[..., Place]) -> Iterator[Fault]:
    if len(chart.series) > 1:
        yield Fault("C233", at("series", 1))
    if len(chart.categories) > SHARES:
        yield Fault("C236", at("categories"), {"count": len(chart.categories), "most": SHARES})
    for index, value in enumerate(chart.series[0].values):
        if value < 0:
            yield Fault("C234", at("series", 0, "values", index), {"value": f"{value:g}"})
